from concurrent.futures import Executor
from pathlib import Path

import msgspec
import pytest
from one_at_a_time import make_episode

from paracast import config
from paracast.article import Span
from paracast.episode.manifest import from_manifest
from paracast.episode.shelf import Shelf
from paracast.pipeline.calibrating import calibrate
from paracast.pipeline.commission import Commission
from paracast.pipeline.events import tell_nobody
from paracast.pipeline.jobs import ClipJob, Voiced, VoicedPart, make_clip
from paracast.pipeline.outcome import Made, Outcome
from paracast.pipeline.pronouncing import affected, speak, try_text
from paracast.pipeline.speaking import open_studio
from paracast.script import Entry, Pronunciation
from paracast.units import Milliseconds

BOATS = """# Zelaya comes home

Zelaya’s boat runs SQL. Nobody else’s does. It cost $5.

| Boat | Port |
|---|---|
| Zelaya | quay |
"""
NETS = "# Nets\n\nNo name stands here, and none is said.\n"
WORDS = '[words]\n"Zelaya" = "Seh-lie-ah"\n"unused" = "yoozd"\n'


@pytest.fixture
def show(show: Path) -> Path:
    (show / "boats.md").write_text(BOATS)
    (show / "nets.md").write_text(NETS)
    return show


def make(show: Path, executor: Executor, name: str = "boats.md") -> Made:
    setup = config.load(show, voice="tone:a440")
    return make_episode(Commission(str(show / name)), open_studio(setup, executor), tell_nobody)


def words(show: Path, text: str) -> None:
    (show / "lexicon.toml").write_text(text, "utf-8")


def touched(show: Path) -> dict[str, list[str]]:
    setup = config.load(show, voice="tone:a440")
    found = affected(setup)
    return {one.episode.title: [each.text for each in one.sentences] for one in found}


def test_an_episode_says_the_lexicons_words_and_shows_the_articles(
    show: Path, executor: Executor
) -> None:
    plain = make(show, executor).episode
    words(show, '[words]\n"Zelaya" = "Seh-lie-ah of the very long name"\n')
    made = make(show, executor)
    assert made.outcome is Outcome.UPDATED
    assert made.episode.sound.length > plain.sound.length
    texts = [one.text for one in Shelf(show / "episodes").heard(made.episode)]
    assert texts[0] == "Zelaya comes home"
    assert made.episode.lexicon == (Entry("Zelaya", say="Seh-lie-ah of the very long name"),)


def test_affected_names_just_the_sentences_that_would_change(
    show: Path, executor: Executor
) -> None:
    make(show, executor)
    make(show, executor, "nets.md")
    assert touched(show) == {}
    words(show, WORDS)
    name = ["Zelaya comes home", "Zelaya’s boat runs SQL.", "Zelaya\tquay"]
    assert touched(show) == {"Zelaya comes home": name}
    make(show, executor)
    assert touched(show) == {}
    words(show, WORDS + '"SQL" = "sequel"\n')
    assert touched(show) == {"Zelaya comes home": ["Zelaya’s boat runs SQL."]}
    words(show, WORDS.replace("Seh", "Zeh"))
    assert touched(show) == {"Zelaya comes home": name}
    words(show, WORDS.replace("yoozd", "other") + '"else’s" = "other"\n')
    assert touched(show) == {"Zelaya comes home": ["Nobody else’s does."]}
    words(show, "")
    assert touched(show) == {"Zelaya comes home": name}


def test_affected_is_what_making_again_would_update(show: Path, executor: Executor) -> None:
    words(show, WORDS)
    make(show, executor)
    make(show, executor, "nets.md")
    for text in (WORDS + '"quay" = "key"\n', WORDS, "", '[words]\n"none" = "nun"\n"name" = "naim"'):
        words(show, text)
        before = touched(show)
        updated = {
            made.episode.title
            for name in ("boats.md", "nets.md")
            for made in (make(show, executor, name),)
            if made.outcome is Outcome.UPDATED
        }
        assert updated == set(before)
        assert touched(show) == {}


def test_an_entry_that_an_article_does_not_have_leaves_its_episode_unchanged(
    show: Path, executor: Executor
) -> None:
    make(show, executor, "nets.md")
    words(show, WORDS)
    assert make(show, executor, "nets.md").outcome is Outcome.UNCHANGED


def test_manifests_from_before_there_was_a_lexicon_can_still_be_read(
    show: Path, executor: Executor
) -> None:
    make(show, executor)
    (path,) = (show / "episodes").glob("*/episode.json")
    old = msgspec.json.decode(path.read_bytes())
    del old["lexicon"]
    assert from_manifest(msgspec.json.encode(old), "here").lexicon == ()


def test_a_part_is_said_with_its_phonemes() -> None:
    setup = config.default_setup(voice="espeak:en-us")
    mastering = calibrate(setup.voice, setup.audio, setup.store).mastering
    text = "The XYZ here, the XYZ there."

    def seconds(ipa: str) -> float:
        known = tuple(Pronunciation(Span(at, at + 3), ipa) for at in (4, 18))
        parts = tuple(
            VoicedPart(Voiced(Span(start, end), setup.voice))
            for start, end in ((0, 14), (14, len(text)))
        )
        job = ClipJob(text, parts, Milliseconds(0), mastering, known)
        return make_clip(job).seconds(mastering.encoding)

    assert seconds("neɪməneɪməneɪməneɪmə") > seconds("ə") + 1


def test_workers_say_phonemes(show: Path, executor: Executor) -> None:
    def seconds() -> float:
        setup = config.load(show, voice="espeak:en-us")
        commission = Commission(str(show / "nets.md"))
        sound = make_episode(commission, open_studio(setup, executor), tell_nobody).episode.sound
        return sound.length / sound.rate

    before = seconds()
    words(show, f'[[entry]]\nwritten = "name"\nphonemes = "{"ˈneɪməneɪmə" * 4}"\n')
    assert seconds() > before + 1


def test_a_text_is_tried_in_the_language_of_the_voice(show: Path) -> None:
    words(show, WORDS + '[[entry]]\nwritten = "SQL"\nphonemes = "ˈsiːkwəl"\nlanguage = "en"\n')
    for voice, spoken in (("espeak:en-us", "five dollars"), ("espeak:es", "$5")):
        setup = config.load(show, voice=voice)
        form = try_text("Zelaya SQL $5", setup)
        assert spoken in form.text
        assert "Seh-lie-ah" in form.text
        assert len(form.pronunciations) == (voice == "espeak:en-us")
        assert speak(form, setup).seconds > 0.5
