"""What has not changed is known without reading it; whatever has is found out."""

from collections.abc import Callable
from concurrent.futures import Executor
from pathlib import Path

import pytest
from one_at_a_time import make_episode

from paracast import config
from paracast.article.source import fetch
from paracast.pipeline.commission import Commission
from paracast.pipeline.events import tell_nobody
from paracast.pipeline.outcome import Made, Outcome
from paracast.pipeline.speaking import open_studio
from paracast.pipeline.unchanged import unchanged

ARTICLE = "# Boats\n\nThe boats came home at noon.\n\n> Nobody had expected them.\n"


@pytest.fixture
def article(show: Path) -> Path:
    path = show / "boats.md"
    path.write_text(ARTICLE, "utf-8")
    return path


def make(show: Path, article: Path, executor: Executor) -> Made:
    studio = open_studio(config.load(show), executor)
    return make_episode(Commission(str(article)), studio, tell_nobody)


def found_unchanged(show: Path, article: Path, commission: Commission | None = None) -> Made | None:
    return unchanged(fetch(str(article)), commission or Commission(str(article)), config.load(show))


def test_an_article_that_was_never_made_is_not_unchanged(show: Path, article: Path) -> None:
    assert found_unchanged(show, article) is None


def test_an_article_that_was_made_is_known_by_its_bytes_alone(
    show: Path, article: Path, executor: Executor
) -> None:
    made = make(show, article, executor)
    known = found_unchanged(show, article)
    assert known is not None
    assert (known.episode, known.outcome) == (made.episode, Outcome.UNCHANGED)
    assert (known.reader, known.paragraphs) == (made.reader, made.paragraphs)
    assert known.reused == made.paragraphs


def edit_a_word(show: Path) -> None:
    (show / "boats.md").write_text(ARTICLE.replace("noon", "midnight"), "utf-8")


def change_a_setting(show: Path) -> None:
    settings = '[show]\ntitle = "Harbour Reads"\n[casting]\nquotes = "quotation"\n'
    (show / "paracast.toml").write_text(settings, "utf-8")


def change_a_profile(show: Path) -> None:
    path = show / "voices" / "narrator.toml"
    path.write_text(path.read_text("utf-8").replace("rate = 175", "rate = 200"), "utf-8")


def write_a_lexicon(show: Path) -> None:
    (show / "lexicon.toml").write_text('[words]\nBoats = "botes"\n', "utf-8")


def remove_a_file(show: Path) -> None:
    next((show / "episodes").glob("*/*.srt")).unlink()


def remove_the_episode(show: Path) -> None:
    (folder,) = (path.parent for path in (show / "episodes").glob("*/episode.json"))
    for path in folder.iterdir():
        path.unlink()


@pytest.mark.parametrize(
    "change",
    [
        edit_a_word,
        change_a_setting,
        change_a_profile,
        write_a_lexicon,
        remove_a_file,
        remove_the_episode,
    ],
)
def test_whatever_has_a_say_in_an_episode_makes_it_looked_at_again(
    show: Path, article: Path, executor: Executor, change: Callable[[Path], None]
) -> None:
    make(show, article, executor)
    change(show)
    assert found_unchanged(show, article) is None


def test_another_title_makes_it_looked_at_again(
    show: Path, article: Path, executor: Executor
) -> None:
    make(show, article, executor)
    assert found_unchanged(show, article, Commission(str(article), title="Ships")) is None


def test_a_store_that_was_emptied_costs_a_reading_and_no_more(
    show: Path, article: Path, executor: Executor
) -> None:
    make(show, article, executor)
    for path in config.load(show).store.folder.glob("*/*"):
        path.unlink()
    assert found_unchanged(show, article) is None
    assert make(show, article, executor).outcome is Outcome.UNCHANGED
    assert found_unchanged(show, article) is not None


def test_another_version_of_an_engine_makes_it_looked_at_again(
    show: Path, article: Path, executor: Executor, monkeypatch: pytest.MonkeyPatch
) -> None:
    make(show, article, executor)
    monkeypatch.setattr("paracast.speech.engines.espeak.engine.version_of", lambda _: "0.0")
    assert found_unchanged(show, article) is None
