import os
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import mutagen
import pytest

from paracast import (
    Booth,
    Commission,
    Edit,
    Event,
    LeftOut,
    Outcome,
    Scripted,
    Show,
    Spoken,
    Takeover,
    Workers,
    make_episode,
    processes,
    read_article,
)
from paracast.errors import ArticleError, ConfigError, SpeechError, UsageError

VOICE = "tone:a440"


@pytest.fixture(scope="module")
def pool() -> Iterator[Executor]:
    with processes(1) as executor:
        yield executor


@pytest.fixture
def workers(pool: Executor) -> Workers:
    return Workers(executor=pool)


@pytest.fixture
def show(tmp_path: Path) -> Show:
    Show.start(tmp_path / "show", title="Harbour News", url="https://example.org/news")
    return Show.open(tmp_path / "show", voice=VOICE)


@pytest.fixture
def article(tmp_path: Path) -> Path:
    return written(tmp_path / "boats.md", "Boats")


def written(path: Path, title: str) -> Path:
    path.write_text(f"# {title}\n\nSeven boats came home.\n", "utf-8")
    return path


def test_an_article_becomes_an_mp3_without_a_show(article: Path, workers: Workers) -> None:
    output = article.with_name("boats.mp3")
    made = make_episode(article, output, voice=VOICE, workers=workers)
    assert (made.title, made.path, made.length) == ("Boats", output, output.stat().st_size)
    assert made.sound.seconds == pytest.approx(mutagen.File(output).info.length, abs=0.1)
    assert [voice.name for voice in made.voices] == [VOICE]
    assert (
        list(article.parent.glob("*")) == [article, output]
        or not (article.parent / "episodes").exists()
    )


def test_of_an_article_that_was_read_a_block_can_be_left_out(
    article: Path, workers: Workers
) -> None:
    article.write_text("# Boats\n\nSeven boats came home.\n\nSubscribe now!\n", "utf-8")
    read = read_article(str(article), title="Ships")
    last = read.blocks[-1]
    left = (*read.left_out, LeftOut("advertisement", last.text, last.span))
    shorter = replace(read, blocks=read.blocks[:-1], left_out=left)
    made = make_episode(shorter, article.with_name("ships.mp3"), voice=VOICE, workers=workers)
    assert mutagen.File(made.path)["TIT2"] == made.title == "Ships"
    with pytest.raises(ArticleError, match="not accounted for, such as “Subscribe”"):
        make_episode(replace(shorter, left_out=read.left_out), made.path, workers=workers)


def test_an_article_and_its_file_are_the_same_episode(
    article: Path, show: Show, workers: Workers
) -> None:
    first = show.make_episode(article, workers=workers)
    again = show.make_episode(read_article(str(article)), workers=workers)
    assert (first.outcome, again.outcome) == (Outcome.MADE, Outcome.UNCHANGED)
    assert [episode.guid for episode in show.episodes()] == [first.episode.guid]
    assert show.path_of(first.episode).is_file()
    assert show.address_of(first.episode).encode() in show.feed.read_bytes()


def test_what_becomes_of_each_article_is_told_by_the_name_that_it_was_given(
    tmp_path: Path, show: Show, workers: Workers
) -> None:
    one, two = written(tmp_path / "one.md", "One"), written(tmp_path / "two.md", "Two")
    asked: list[Path | str | Commission] = [
        one,
        str(two),
        Commission(str(tmp_path / "none.md")),
        tmp_path,
    ]
    results = {str(result.subject): result for result in show.make(asked, workers=workers)}
    assert set(results) == set(map(str, asked))
    assert {str(one), str(two)} == {name for name, result in results.items() if result.made}
    assert all(isinstance(r.error, ArticleError) for r in results.values() if not r.made)
    assert show.feed.is_file()


def test_articles_are_asked_for_as_they_are_needed(
    tmp_path: Path, show: Show, workers: Workers
) -> None:
    asked = []

    def endless() -> Iterator[Path]:
        for number in range(1_000_000):
            asked.append(number)
            yield written(tmp_path / f"{number}.md", f"Tale {number}")

    with closing(show.make(endless(), workers=workers)) as results:
        next(results)
    assert len(asked) < 20
    assert show.feed.is_file()


def test_an_executor_that_was_brought_stays_open(article: Path, show: Show, pool: Executor) -> None:
    with closing(show.make([article], workers=Workers(executor=pool))) as results:
        next(results)
    assert pool.submit(os.getpid).result() != os.getpid()


def test_nothing_is_opened_for_what_has_not_changed(
    article: Path, show: Show, workers: Workers
) -> None:
    show.make_episode(article, workers=workers)
    with processes(1) as closed:
        closed.shutdown()
    again = show.make_episode(article, workers=Workers(executor=closed))
    assert again.outcome is Outcome.UNCHANGED


def test_progress_is_told_in_events(article: Path, show: Show, workers: Workers) -> None:
    events: list[Event] = []
    show.make_episode(article, tell=events.append, workers=workers)
    (scripted,) = [event for event in events if isinstance(event, Scripted)]
    assert scripted.title == "Boats"
    spoken = [event.done for event in events if isinstance(event, Spoken)]
    assert max(spoken) == scripted.utterances


def test_a_plan_names_the_voices_and_speaks_nothing(article: Path, show: Show) -> None:
    plan = show.plan(article)
    assert (plan.title, [voice.name for voice in plan.voices]) == ("Boats", [VOICE])
    assert not show.episodes()


def test_an_episode_is_edited_renamed_and_removed(
    article: Path, show: Show, workers: Workers
) -> None:
    guid = show.make_episode(article, workers=workers).episode.guid
    assert show.edit("boats", Edit(title="Ships")).title == "Ships"
    assert show.rename(guid, "Sails").folder.endswith("-sails")
    assert show.episode("1").guid == guid
    show.remove(guid)
    assert not show.episodes()
    assert guid.encode() not in show.feed.read_bytes()


def test_another_voice_speaks_in_the_same_show(show: Show) -> None:
    other = show.with_voice("narrator")
    assert isinstance(other, Show)
    assert (other.voice.name, other.folder) == ("narrator", show.folder)
    with pytest.raises(SpeechError):
        show.with_voice("nobody")


def test_outside_any_show_there_is_a_booth(
    tmp_path: Path, show: Show, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert not isinstance(Booth.around(), Show)
    assert isinstance(Booth.around(show.folder), Show)
    with pytest.raises(UsageError, match="There is no show here"):
        Show.open()
    monkeypatch.chdir(show.folder / "episodes")
    assert Show.open().title == Booth.around().title == "Harbour News"


def test_a_folder_without_settings_is_no_show(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="There is no show in"):
        Show.open(tmp_path)


def test_a_booth_says_a_text_into_a_file(tmp_path: Path) -> None:
    booth, output = Booth.outside(voice=VOICE), tmp_path / "said.wav"
    pcm = booth.say("It cost $5.", output)
    assert output.stat().st_size == 44 + 2 * len(pcm)
    assert booth.form("It cost $5.").text == "It cost five dollars."
    with pytest.raises(UsageError, match="nothing to say"):
        booth.say("—", output)


def test_a_takeover_without_a_show_says_that_it_must_be_started(tmp_path: Path) -> None:
    feed = tmp_path / "feed.xml"
    feed.write_text(
        '<rss version="2.0"><channel><title>Old Harbour</title><item><title>One</title>'
        "<guid>one</guid></item></channel></rss>"
    )
    takeover = Takeover.of(str(feed), tmp_path / "new")
    assert [left.item.guid for left in takeover.plan().left] == ["one"]
    with pytest.raises(UsageError, match="There is no show in"):
        takeover.promise()
    begun = takeover.started(url="https://example.org/old").begun
    assert (begun.title, begun.folder) == ("Old Harbour", tmp_path / "new")


def test_workers_do_not_run_the_script_that_asked_for_them(article: Path) -> None:
    script = article.with_name("script.py")
    script.write_text(
        "from paracast import Workers, make_episode\n"
        "print('once')\n"
        f"make_episode('boats.md', 'boats.mp3', voice='{VOICE}', workers=Workers(2))\n"
        "print(__file__, __spec__)\n"
    )
    done = subprocess.run(
        [sys.executable, script], cwd=article.parent, capture_output=True, text=True, check=False
    )
    assert (done.stderr, done.stdout) == ("", f"once\n{script} None\n")
