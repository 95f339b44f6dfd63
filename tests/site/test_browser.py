"""The pages in a real browser: Debian's Chromium."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from browsing import at, chromium, is_playing, seek, served, until
from one_at_a_time import make_episode
from pages import RATE, SHOW, episode, shelved, site
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize

from paracast import config
from paracast.episode.heard import Heard
from paracast.episode.model import Chapter, Episode, Mention, Source
from paracast.episode.shelf import Shelf
from paracast.pipeline.commission import Commission
from paracast.pipeline.events import tell_nobody
from paracast.pipeline.feeding import write_feed
from paracast.pipeline.speaking import open_studio
from paracast.pipeline.workers.executors import processes
from paracast.units import Digest, LanguageTag, Samples

pytestmark = pytest.mark.slow

ARTICLE = Path(__file__).parents[2] / "docs" / "articles" / "the-bell-of-little-haven.md"
LATE = 0.2  # seconds by which a mark may follow the sound, or precede it
PHONE = ViewportSize(width=390, height=844)
SCREEN = ViewportSize(width=1280, height=860)
LISTS = """# Boats

Check these:

1. The sails, and the ropes.
2. The anchor.

| Boat | Length | Crew |
|---|---|---|
| Gull | 12 m | 3 |
| Heron | 8 m | 2 |
"""
HOSTILE = "</script><script>window.bad=1</script><img src=x onerror=window.bad=1> tide"

WATCH = """async () => {
    const audio = document.querySelector('audio'), seen = [];
    await audio.play();
    const until = performance.now() + 1300;
    while (performance.now() < until) {
        await new Promise(requestAnimationFrame);
        await new Promise((done) => setTimeout(done)); // when the page has drawn
        const word = [...CSS.highlights.get('word')][0], now = document.querySelector('.s.now');
        seen.push([audio.currentTime, now ? Number(now.id.slice(1)) : -1, String(word ?? '')]);
    }
    audio.pause();
    return seen;
}"""
"""Play for a while; tell of each frame where the sound is, and what is marked."""
FOCUSED = """() => {
    const on = document.activeElement, box = on.getBoundingClientRect();
    const hasRing = (one) => one && getComputedStyle(one).outlineStyle !== 'none';
    const foot = document.querySelector('.controls').getBoundingClientRect().top;
    const isShown = on.closest('.player') || (box.top >= 0 && box.top < foot);
    const name = on.id || on.className || on.tagName;
    return [name, hasRing(on) || hasRing(on.closest('.pill')), Boolean(isShown)];
}"""
"""Tell what has the focus, whether that is to be seen, and whether nothing lies over it."""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as running:
        yield running


@pytest.fixture(scope="module")
def episodes(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a show with a real episode, and two that have no sound."""
    show = tmp_path_factory.mktemp("show") / "reads"
    config.init_show(show, title="Harbour Reads", url="https://example.org/harbour")
    setup = config.load(show)
    with processes(2) as executor:
        studio = open_studio(setup, executor)
        make_episode(Commission(str(ARTICLE)), studio, tell_nobody)
    for days in (0, 1):
        made = episode(days, language=LanguageTag("es"), title=f"La campana {days}")
        shelved(show / "episodes", made, ["La niña oyó el mar.", "Nadie habló."])
    write_feed(setup)
    return show / "episodes"


@pytest.fixture(scope="module")
def bell(episodes: Path) -> Episode:
    return next(one for one in Shelf(episodes).episodes() if "Bell" in one.title)


@pytest.fixture(scope="module")
def heard(episodes: Path, bell: Episode) -> Sequence[Heard]:
    return Shelf(episodes).heard(bell)


@pytest.fixture(params=["folder", "server"])
def root(request: pytest.FixtureRequest, episodes: Path) -> Iterator[str]:
    """Give the address of the show's folder: on disk, and on a server."""
    if request.param == "folder":
        yield episodes.as_uri()
    else:
        with served(episodes) as address:
            yield address


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """Give a browser of a listener who was never here."""
    opened = browser.new_context(viewport=SCREEN, reduced_motion="reduce")
    yield opened
    opened.close()


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """Give an empty page; whatever goes wrong in its scripts fails the test."""
    wrong: list[str] = []
    opened = context.new_page()
    opened.on("pageerror", lambda error: wrong.append(f"{error}"))
    yield opened
    assert wrong == []


@pytest.fixture
def player(page: Page, root: str, bell: Episode) -> Page:
    """Open the real episode's page."""
    return opened(page, f"{root}/{bell.folder}/index.html")


def opened(page: Page, address: str) -> Page:
    page.goto(address)
    until(page, "document.querySelector('audio').readyState >= 1")
    page.wait_for_selector(".controls", state="visible")
    return page


def marked(page: Page) -> int | None:
    """Return the number of the sentence that is marked."""
    found = page.evaluate("document.querySelector('.s.now')?.id")
    return int(found[1:]) if found else None


def saying(heard: Sequence[Heard], seconds: float) -> int:
    """Return the sentence that is said, or was last; -1 before the first."""
    return max((n for n, one in enumerate(heard) if one.start <= seconds * 1000), default=-1)


def test_the_page_plays_and_pauses(player: Page) -> None:
    assert not is_playing(player)
    player.get_by_role("button", name="Play").click()
    until(player, "document.querySelector('audio').currentTime > 0.3")
    player.get_by_role("button", name="Pause").click()
    assert not is_playing(player)
    assert player.locator("#at").inner_text() == "0:00"
    player.get_by_role("button", name="Forward 30 seconds").click()
    assert 30 < at(player) < 32
    player.get_by_role("button", name="Back 15 seconds").click()
    assert 15 < at(player) < 17


def test_the_marked_sentence_and_word_follow_the_sound(
    player: Page, heard: Sequence[Heard]
) -> None:
    """Watch it play through the ends of many sentences, frame by frame."""
    player.evaluate("document.querySelector('audio').muted = true")
    seen: list[tuple[float, int, str]] = []
    for number in (0, 9, 20, len(heard) - 2):
        seek(player, max(0, heard[number].end / 1000 - 0.35))
        seen += player.evaluate(WATCH)
    assert len(seen) > 200
    for seconds, number, word in seen:
        near = {
            saying(heard, seconds - LATE),
            saying(heard, seconds),
            saying(heard, seconds + LATE),
        }
        assert number in near, seconds
        said = heard[number]
        places = [place for place, start in said.words if abs_near(start, said, seconds)]
        assert any(said.text.startswith(word, place) for place in places), (seconds, word)
    assert len({number for _, number, _ in seen}) >= 7
    assert len({word for *_, word in seen}) > 10


def test_a_table_is_read_along_cell_by_cell(page: Page, tmp_path: Path) -> None:
    config.init_show(tmp_path / "show")
    (tmp_path / "boats.md").write_text(LISTS)
    setup = config.load(tmp_path / "show")
    with processes(1) as executor:
        studio = open_studio(setup, executor)
        boats = make_episode(Commission(str(tmp_path / "boats.md")), studio, tell_nobody).episode
    write_feed(setup)
    opened(page, (setup.episodes / boats.folder / "index.html").as_uri())
    rows = [row.locator("td").all_inner_texts() for row in page.locator("article tr").all()]
    assert [[cell.strip() for cell in row] for row in rows] == [
        ["Gull", "12 m", "3"],
        ["Heron", "8 m", "2"],
    ]
    assert page.locator("ul.numbered li").all_inner_texts()[1].split() == ["2.", "The", "anchor."]
    said = next(one for one in Shelf(setup.episodes).heard(boats) if one.text.startswith("Heron"))
    words = []
    for _, start in said.words:
        seek(page, start / 1000 + 0.02)
        until(page, "CSS.highlights.get('word').size === 1")
        words.append(page.evaluate("String([...CSS.highlights.get('word')][0])"))
    assert words == ["Heron", "8", "m", "2"]
    assert page.locator("tr.now td").first.inner_text().strip() == "Heron"


def abs_near(start: int, said: Heard, seconds: float) -> bool:
    """Tell whether a word that begins then can be the one that is said, give or take `LATE`."""
    later = [one for _, one in said.words if one > start]
    end = later[0] if later else float("inf")
    return start / 1000 - LATE <= seconds <= end / 1000 + LATE


def test_a_click_on_a_sentence_goes_there(player: Page, heard: Sequence[Heard]) -> None:
    for number in (20, 5, 40):
        player.locator(f"#s{number}").click(position={"x": 8, "y": 8})
        assert at(player) == pytest.approx(heard[number].start / 1000, abs=0.01)
        player.wait_for_selector(f"#s{number}.now")
        assert marked(player) == number
    assert not is_playing(player)


def test_selecting_words_goes_nowhere(player: Page) -> None:
    box = player.locator("#s3").bounding_box()
    assert box is not None
    player.mouse.move(box["x"] + 5, box["y"] + 8)
    player.mouse.down()
    player.mouse.move(box["x"] + 90, box["y"] + 8)
    player.mouse.up()
    assert player.evaluate("String(getSelection()).length") > 3
    assert at(player) == 0


def test_a_chapter_is_played_from_its_beginning_and_marked(player: Page, bell: Episode) -> None:
    chapter = bell.chapters[3]
    player.get_by_role("link", name=chapter.title).click()
    until(player, "!document.querySelector('audio').paused")
    start = chapter.start / bell.sound.rate
    assert start <= at(player) < start + 2
    assert player.locator(".chapters [aria-current]").inner_text().startswith(chapter.title)
    assert player.locator("#chapter").inner_text() == chapter.title


def test_speed_is_kept_from_one_visit_to_the_next(player: Page) -> None:
    player.get_by_label("Speed").select_option("1.5")
    assert player.evaluate("document.querySelector('audio').playbackRate") == 1.5
    player.reload()
    player.wait_for_selector(".controls", state="visible")
    assert player.evaluate("document.querySelector('audio').playbackRate") == 1.5
    assert player.get_by_label("Speed").input_value() == "1.5"


def test_a_listener_goes_on_where_they_left(player: Page, root: str) -> None:
    seek(player, 100)
    player.reload()
    until(player, "document.querySelector('audio').readyState >= 1")
    assert at(player) == pytest.approx(100, abs=0.5)
    player.goto(f"{root}/index.html")
    assert player.locator(".progress").first.inner_text() == "3 min left"


def test_an_address_with_a_time_leads_there(page: Page, root: str, bell: Episode) -> None:
    opened(page, f"{root}/{bell.folder}/index.html#t=120.5")
    assert at(page) == pytest.approx(120.5, abs=0.01)
    page.wait_for_selector(".s.now")
    assert 0 < page.evaluate("document.querySelector('.now').getBoundingClientRect().top") < 800


def test_skipping_to_the_text_leaves_the_sound_where_it_is(player: Page) -> None:
    seek(player, 100)
    player.evaluate("dispatchEvent(new Event('pagehide'))")  # what a listener's place is kept at
    seek(player, 103)  # too near to be kept
    player.keyboard.press("Tab")
    player.keyboard.press("Enter")
    until(player, "location.hash === '#text'")
    player.wait_for_timeout(100)
    assert at(player) == pytest.approx(103, abs=0.01)


def test_the_sleep_timer_pauses_at_the_time_and_at_a_chapters_end(
    player: Page, bell: Episode
) -> None:
    player.clock.install()
    player.reload()
    player.wait_for_selector(".controls", state="visible")
    player.get_by_role("button", name="Play").click()
    player.get_by_label("Sleep timer").select_option("5")
    player.clock.run_for(1000)
    assert is_playing(player)
    player.clock.run_for(5 * 60 * 1000)
    until(player, "document.querySelector('audio').paused")
    assert player.get_by_label("Sleep timer").input_value() == ""
    seek(player, bell.chapters[1].start / bell.sound.rate - 0.6)
    player.get_by_label("Sleep timer").select_option("chapter")
    player.get_by_role("button", name="Play").click()
    until(player, "document.querySelector('audio').paused")
    assert at(player) == pytest.approx(bell.chapters[1].start / bell.sound.rate, abs=0.6)


def test_the_keyboard_is_enough(player: Page, heard: Sequence[Heard]) -> None:
    press = player.keyboard.press
    press("Space")
    until(player, "!document.querySelector('audio').paused")
    press("Space")
    assert not is_playing(player)
    seek(player, 50)
    press("ArrowRight")
    assert at(player) == pytest.approx(80, abs=0.1)
    press("ArrowLeft")
    assert at(player) == pytest.approx(65, abs=0.1)
    press("Shift+ArrowRight")
    assert at(player) == pytest.approx(heard[saying(heard, 65) + 1].start / 1000, abs=0.01)
    press("Shift+ArrowLeft")
    assert at(player) == pytest.approx(heard[saying(heard, 65)].start / 1000, abs=0.01)


def test_tab_reaches_every_control_and_shows_where_it_is(player: Page) -> None:
    reached = []
    for _ in range(60):
        player.keyboard.press("Tab")
        told = player.evaluate(FOCUSED)
        if told[0] == "BODY":
            break
        reached.append(told)
    names = [name for name, *_ in reached]
    assert names[0] == "skip"
    assert {"position", "back", "play", "forward", "speed", "sleep"} <= set(names)
    assert all(ring for _, ring, _ in reached), reached
    assert all(shown for *_, shown in reached), reached


def test_the_page_follows_the_reading_until_a_reader_scrolls(
    player: Page, heard: Sequence[Heard]
) -> None:
    seek(player, heard[30].start / 1000)
    player.get_by_role("button", name="Play").click()
    until(player, "window.scrollY > 400")
    player.mouse.wheel(0, -5000)
    until(player, "window.scrollY === 0")
    follow = player.get_by_role("button", name="Follow the reading")
    follow.wait_for(state="visible")
    seek(player, heard[40].start / 1000)
    player.wait_for_selector("#s40.now")
    assert player.evaluate("window.scrollY") == 0
    follow.click()
    until(player, "window.scrollY > 400")
    assert not follow.is_visible()


def test_the_system_is_told_what_plays(player: Page, bell: Episode) -> None:
    player.get_by_role("button", name="Play").click()
    told = player.evaluate(
        "(({title, album, artwork}) => ({title, album, artwork: artwork.map((one) => one.src)}))"
        "(navigator.mediaSession.metadata)"
    )
    assert told["title"] == bell.title
    assert told["album"] == "Harbour Reads"
    assert bool(told["artwork"]) == player.url.startswith("http")
    until(player, "navigator.mediaSession.playbackState === 'playing'")


def test_a_search_finds_sentences_and_leads_to_their_time(
    page: Page, root: str, bell: Episode, heard: Sequence[Heard]
) -> None:
    page.goto(f"{root}/index.html")
    page.get_by_label("Search what was said").fill("music teach")
    hit = page.locator(".hits a").first
    hit.wait_for()
    assert page.get_by_role("status").inner_text() == "1 episode found"
    assert page.locator(".episodes > li:visible h3").all_inner_texts() == [bell.title]
    assert [one.lower() for one in page.locator(".hits li:first-child mark").all_inner_texts()] == [
        "music",
        "teacher",
    ]
    number = next(n for n, one in enumerate(heard) if one.text == hit.inner_text())
    hit.click()
    page.wait_for_selector(f"#s{number}.now")
    assert at(page) == pytest.approx(heard[number].start / 1000, abs=0.01)


def test_a_search_takes_letters_without_their_accents(page: Page, root: str) -> None:
    page.goto(f"{root}/index.html")
    query, status = page.get_by_label("Search what was said"), page.get_by_role("status")
    query.fill("nina HABLO")
    until(page, "document.querySelectorAll('.hits:not([hidden])').length === 2")
    assert status.inner_text() == "2 episodes found"
    query.fill("lighthouse keeper")
    until(page, "document.querySelector('.found').textContent.startsWith('Nothing')")
    query.fill("")
    assert page.locator(".episodes > li:visible").count() == 3


def test_the_feeds_address_is_copied(context: BrowserContext, page: Page, root: str) -> None:
    if root.startswith("http"):
        context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"{root}/index.html")
    page.get_by_text("Subscribe").click()
    page.get_by_role("button", name="Copy address").click()
    page.get_by_text("Copied").wait_for()
    if root.startswith("http"):
        copied = page.evaluate("navigator.clipboard.readText()")
        assert copied == "https://example.org/harbour/feed.xml"


def test_nothing_is_asked_of_anybody_else(
    context: BrowserContext, page: Page, root: str, bell: Episode
) -> None:
    asked: list[str] = []
    context.on("request", lambda request: asked.append(request.url))
    context.on("console", lambda told: asked.append(told.text))  # a policy that is broken is told
    opened(page, f"{root}/{bell.folder}/index.html")
    page.get_by_role("button", name="Play").click()
    until(page, "document.querySelector('audio').currentTime > 0.3")
    page.goto(f"{root}/index.html")
    page.get_by_label("Search what was said").fill("soup")
    page.locator(".hits a").first.wait_for()
    assert len(asked) > 10
    assert [one for one in asked if not one.startswith(f"{root}/")] == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [SCREEN, PHONE], ids=["screen", "phone"])
def test_axe_finds_nothing(
    browser: Browser,
    episodes: Path,
    bell: Episode,
    scheme: Literal["light", "dark"],
    size: ViewportSize,
) -> None:
    context = browser.new_context(viewport=size, color_scheme=scheme, reduced_motion="reduce")
    page = context.new_page()
    options = {"rules": {"target-size": {"enabled": True}}}
    opened(page, f"{episodes.as_uri()}/{bell.folder}/index.html")
    seek(page, 130)
    found = violations(page, options)
    page.get_by_text("Subscribe").click()
    found += violations(page, options)
    page.goto(f"{episodes.as_uri()}/index.html")
    found += violations(page, options)
    page.get_by_label("Search what was said").fill("soup bell")
    page.locator(".hits a").first.wait_for()
    found += violations(page, options)
    page.get_by_text("Subscribe").click()
    found += violations(page, options)
    context.close()
    assert found == []


def violations(page: Page, options: dict[str, Any]) -> list[str]:
    told = Axe().run(page, options=options).response
    assert len(told["passes"]) > 15
    return [
        f"{one['id']}: {node['html'][:120]} {node.get('failureSummary', '')[:300]}"
        for one in told["violations"]
        for node in one["nodes"]
    ]


def test_no_page_is_wider_than_a_phone(browser: Browser, episodes: Path, bell: Episode) -> None:
    context = browser.new_context(viewport={"width": 320, "height": 640})
    page = context.new_page()
    for place in ("index.html", f"{bell.folder}/index.html"):
        page.goto(f"{episodes.as_uri()}/{place}")
        page.wait_for_selector("h1")
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
        assert page.evaluate("document.querySelector('.controls')?.scrollWidth ?? 0") <= 320
    context.close()


def test_without_scripts_everything_can_be_read_and_heard(
    browser: Browser, episodes: Path, bell: Episode
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{episodes.as_uri()}/{bell.folder}/index.html")
    assert page.locator("audio").is_visible()
    assert not page.locator(".controls").is_visible()
    assert page.get_by_text("Nobody has complained about the salt.").is_visible()
    page.goto(f"{episodes.as_uri()}/index.html")
    assert page.locator(".episodes > li").count() == 3
    assert not page.locator(".search").is_visible()
    context.close()


def test_where_nothing_may_be_kept_the_page_plays_all_the_same(
    context: BrowserContext, page: Page, root: str, bell: Episode
) -> None:
    context.add_init_script(
        "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no'); } })"
    )
    opened(page, f"{root}/{bell.folder}/index.html")
    page.get_by_role("button", name="Play").click()
    until(page, "document.querySelector('audio').currentTime > 0.2")


def test_nothing_that_an_article_says_can_run(context: BrowserContext, tmp_path: Path) -> None:
    made = episode(
        1,
        title=HOSTILE,
        author=HOSTILE,
        description=HOSTILE,
        guid=HOSTILE,
        chapters=(
            Chapter(Samples(0), Samples(60 * RATE), HOSTILE, "javascript:window.bad=1"),
            Chapter(Samples(60 * RATE), Samples(120 * RATE), HOSTILE),
        ),
        source=Source("", Digest("t"), HOSTILE, "javascript:window.bad=1", HOSTILE),
        mentions=(
            Mention(Samples(0), HOSTILE, "javascript:window.bad=1"),
            Mention(Samples(0), HOSTILE, "https://example.net/\"onclick='window.bad=1'"),
        ),
    )
    lines = [HOSTILE, "'); window.bad=1; // \u2028 window.bad=1", "__proto__ tide ${window.bad=1}"]
    shelved(tmp_path, made, lines, ["paragraph"] * 3)
    site(tmp_path, replace(SHOW, title=HOSTILE, author=HOSTILE, description=HOSTILE))
    page = context.new_page()
    for place in (f"{made.folder}/index.html", "index.html"):
        page.goto(f"{tmp_path.as_uri()}/{place}")
        page.wait_for_selector(".controls, .search", state="visible")
        assert page.locator("h1").inner_text() == HOSTILE
        if place == "index.html":
            page.get_by_label("Search what was said").fill("tide")
            page.locator(".hits a").first.wait_for()
        assert page.evaluate("window.bad") is None
        assert page.evaluate("({}).polluted") is None
        assert page.locator("a[href^='javascript' i], img[src='x'], [onclick]").count() == 0
    assert json.dumps(HOSTILE) not in page.content()


def test_a_language_written_from_the_right_is(context: BrowserContext, tmp_path: Path) -> None:
    made = episode(1, language=LanguageTag("ar"), title="البحر")
    shelved(tmp_path, made, ["البحر هادئ اليوم."], ["paragraph"])
    site(tmp_path)
    page = context.new_page()
    page.goto(f"{tmp_path.as_uri()}/{made.folder}/index.html")
    sentence, column = page.locator("#s0").bounding_box(), page.locator("#text").bounding_box()
    assert sentence is not None
    assert column is not None
    assert sentence["x"] + sentence["width"] == pytest.approx(column["x"] + column["width"], abs=4)
