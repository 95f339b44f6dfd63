import json
from concurrent.futures import Executor
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from one_at_a_time import make_episode

from paracast import config
from paracast.article import Article, Block, BlockKind, Passage, Span, appended
from paracast.audio.clip import Mastering
from paracast.pipeline.calibrating import Calibration, calibrate
from paracast.pipeline.casting import Cast, cast_for, host_language, jobs_for
from paracast.pipeline.commission import Commission
from paracast.pipeline.events import tell_nobody
from paracast.pipeline.jobs import ClipJob, make_clip
from paracast.pipeline.making import read_and_script
from paracast.pipeline.outcome import Made, Outcome
from paracast.pipeline.setup import Setup
from paracast.pipeline.speaking import open_studio
from paracast.script import Script, write_script
from paracast.speech.engine import SpeechRequest, VoiceId
from paracast.speech.joining import COMMA
from paracast.speech.profile import VoiceProfile
from paracast.speech.registry import find_engine
from paracast.units import LanguageTag

QUOTE = "no somos traficantes, somos inmigrantes"
ENGLISH = f"The crowd chanted (“{QUOTE}”) until noon, and then it went home."
GERMAN = (
    "Der Hafen war an diesem Morgen still, und die Boote lagen ruhig da. Niemand hatte mit der "
    "Nachricht gerechnet, am wenigsten die Leute, die am längsten auf sie gewartet hatten."
)


def script_of(
    text: str, setup: Setup, *passages: Passage, language: LanguageTag = LanguageTag("en")
) -> Script:
    block = Block(BlockKind.PARAGRAPH, appended(text), passages=passages)
    article = Article("Boats", language, (block,))
    host = host_language(article, setup)
    return write_script(article, setup.script, setup.reading, show="", host=host)


def seconds_of(text: str, voice: str) -> float:
    synthesizer = find_engine("espeak", Path()).load(VoiceId(voice))
    return synthesizer.synthesize(SpeechRequest(text, VoiceId(voice))).pcm.seconds


def cast_and_job(
    executor: Executor, text: str, *passages: Passage, voice: str = ""
) -> tuple[Cast, ClipJob]:
    setup = config.default_setup(voice=voice)
    script = script_of(text, setup, *passages)
    cast = cast_for(script, setup)
    return cast, jobs_for(script, cast, calibrations(executor, cast))[-1]


def masterings(executor: Executor, cast: Cast) -> dict[VoiceProfile, Mastering]:
    return {voice: known.mastering for voice, known in calibrations(executor, cast).items()}


def calibrations(executor: Executor, cast: Cast) -> dict[VoiceProfile, Calibration]:
    options = config.default_setup().audio
    store = config.default_setup().store
    waiting = {voice: executor.submit(calibrate, voice, options, store) for voice in cast.voices}
    return {voice: future.result() for voice, future in waiting.items()}


def test_a_spanish_quotation_is_spoken_by_a_spanish_voice_within_its_sentence(
    executor: Executor,
) -> None:
    cast, job = cast_and_job(executor, ENGLISH)
    assert [voice.name for voice in cast.voices] == ["narrator", "spanish"]
    assert [part.voice.voice for part in job.parts] == ["en-us", "es+f4", "en-us"]
    said = replace(job.parts[0].said, span=Span(0, len(job.text)))
    whole = replace(job.parts[0], said=said, pace=0.0)
    clip, alone = executor.map(make_clip, [job, replace(job, parts=(whole,))])
    expected = (
        seconds_of("The crowd chanted,", "en-us")
        + seconds_of(f"{QUOTE},", "es+f4")
        + seconds_of("until noon, and then it went home.", "en-us")
        + 2 * COMMA / 1000
    )
    assert clip.speech / job.mastering.encoding.rate == pytest.approx(expected, abs=0.1)
    assert clip.speech != alone.speech
    assert [mark.position for mark in clip.marks] == [mark.position for mark in alone.marks]
    samples = [mark.sample for mark in clip.marks]
    assert all(one < two for one, two in pairwise(samples))


UNEVEN = 0.25
"""dB between two calibrations: eSpeak NG says the same a few samples otherwise each time."""


def test_each_voice_speaks_by_its_own_gain_and_none_is_turned_up(executor: Executor) -> None:
    text = "Nous n'avions jamais vu autant de monde sur le quai."
    mark = Passage(Span(0, len(text)), LanguageTag("fr"))
    cast, job = cast_and_job(executor, text, mark)
    reader, french = masterings(executor, cast).values()
    assert job.parts[0].voice.name == "french"
    assert job.mastering.encoding == reader.encoding
    assert job.mastering.gain == pytest.approx(french.gain, abs=UNEVEN)
    _, mixed = cast_and_job(executor, f"He said: “{text}” Nobody else did.")
    gains = {part.voice.name: mixed.mastering.gain + part.gain for part in mixed.parts}
    assert gains["narrator"] == pytest.approx(reader.gain, abs=UNEVEN)
    assert gains["french"] == pytest.approx(french.gain, abs=UNEVEN)
    assert all(part.gain <= 0 for part in mixed.parts)


def test_what_has_no_passages_is_spoken_as_one_request_of_one_voice(executor: Executor) -> None:
    cast, job = cast_and_job(executor, "The crowd chanted until noon.")
    assert len(job.parts) == 1
    own = masterings(executor, cast)[job.parts[0].voice]
    assert job.mastering.gain == pytest.approx(own.gain, abs=UNEVEN)


@pytest.mark.parametrize("tag", ["tlh", "zz-ZZ", "und", "not a tag", ""])
def test_a_mark_in_a_language_that_nobody_speaks_changes_no_voice(
    executor: Executor, tag: str
) -> None:
    mark = Passage(Span(10, 15), LanguageTag(tag))
    cast, job = cast_and_job(executor, "They said bravo at noon.", mark)
    assert (cast.others, len(job.parts)) == ({}, 1)


def test_the_tone_engine_says_everything_itself(executor: Executor) -> None:
    cast, job = cast_and_job(executor, ENGLISH, voice="tone:a440")
    assert (cast.others, len(job.parts)) == ({}, 1)


def test_a_variant_stays_with_the_voice_of_a_passage(executor: Executor) -> None:
    cast, _ = cast_and_job(executor, ENGLISH, voice="quotation")
    assert [voice.voice for voice in cast.voices] == ["en-gb+f3", "es+f4"]


def make(show: Path, executor: Executor, text: str, voice: str = "") -> Made:
    (show / "article.md").write_text(f"# Boats\n\n{text}\n", "utf-8")
    setup = config.load(show, voice=voice)
    commission = Commission(str(show / "article.md"))
    return make_episode(commission, open_studio(setup, executor), tell_nobody)


def test_an_article_in_another_language_gets_a_voice_of_it_and_the_host_keeps_its_own(
    show: Path, executor: Executor
) -> None:
    made = make(show, executor, GERMAN)
    assert made.episode.language == "de"
    assert made.episode.voices == ("german", "narrator")
    setup = config.load(show)
    script = read_and_script(Commission(str(show / "article.md")), setup)[1]
    assert {said.role.value: said.language for said in script.utterances} == {
        "title": "de",
        "intro": "en-US",
        "paragraph": "de",
    }
    assert made.episode.sound.loudness == pytest.approx(-16.0, abs=0.5)


def test_a_profile_of_the_articles_language_reads_it(show: Path, executor: Executor) -> None:
    profile = 'engine = "espeak"\nvoice = "de+f2"\nlanguage = "de-DE"'
    (show / "voices" / "erzählerin.toml").write_text(profile, "utf-8")
    assert make(show, executor, GERMAN).episode.voices[0] == "erzählerin"


def test_the_voice_that_the_user_asked_for_reads_any_language(
    show: Path, executor: Executor
) -> None:
    made = make(show, executor, GERMAN, voice="quotation")
    assert made.episode.voices == ("quotation",)


def test_cues_of_a_sentence_in_two_voices_keep_the_articles_words(
    show: Path, executor: Executor
) -> None:
    text = f"{ENGLISH} It was the third time since 1999."
    made = make(show, executor, text)
    folder = show / "episodes" / made.episode.folder
    sentences = json.loads((folder / "boats.transcript.json").read_text("utf-8"))["sentences"]
    assert [sentence["body"] for sentence in sentences[2:]] == [
        ENGLISH,
        "It was the third time since 1999.",
    ]
    assert sentences[3]["startTime"] > sentences[2]["startTime"] + 4


def test_another_voice_for_a_passage_makes_the_episode_anew(show: Path, executor: Executor) -> None:
    make(show, executor, ENGLISH)
    assert make(show, executor, ENGLISH).outcome is Outcome.UNCHANGED
    profile = 'engine = "espeak"\nvoice = "es-419"\nlanguage = "es"'
    (show / "voices" / "lector.toml").write_text(profile)
    again = make(show, executor, ENGLISH)
    assert (again.outcome, again.episode.voices) == (Outcome.UPDATED, ("narrator", "lector"))
