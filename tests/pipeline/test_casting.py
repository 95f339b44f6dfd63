import json
from concurrent.futures import Executor
from dataclasses import replace
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pyloudnorm
import pytest
import soundfile
from one_at_a_time import make_episode

from paracast import config
from paracast.errors import ConfigError, SpeechError
from paracast.pipeline.casting import cast_for
from paracast.pipeline.commission import Commission
from paracast.pipeline.events import tell_nobody
from paracast.pipeline.making import read_and_script
from paracast.pipeline.outcome import Made
from paracast.pipeline.speaking import open_studio

NARRATED = (
    "The boats of the harbour lay still that morning, and the men who mend the nets on the quay "
    "had not yet begun. A cat walked along the wall. Somebody opened a window, looked out, and "
    "closed it again, as though the day were not worth the trouble of being looked at."
)
QUOTED = (
    "Nobody told us that the ferry would be late, and nobody told us why. We waited for an hour, "
    "then for another, and in the end we walked home along the shore, all the way, in the rain."
)
SPANISH = (
    "No somos traficantes, somos pescadores, y llevamos toda la vida en este puerto. Hoy no "
    "salimos al mar porque el viento no nos deja, pero mañana saldremos todos juntos otra vez."
)
ARTICLE = f"# Boats\n\n{NARRATED}\n\n> {QUOTED}\n\n“{SPANISH}”\n\n{NARRATED}\n"
QUOTATION = '[show]\ntitle = "Harbour"\n[casting]\nquotes = "quotation"\n'


def make(show: Path, executor: Executor, text: str = ARTICLE, settings: str = QUOTATION) -> Made:
    (show / "paracast.toml").write_text(settings, "utf-8")
    (show / "boats.md").write_text(text, "utf-8")
    setup = config.load(show)
    commission = Commission(str(show / "boats.md"))
    return make_episode(commission, open_studio(setup, executor), tell_nobody)


def heard_between(
    show: Path, made: Made, first: str, last: str
) -> tuple[npt.NDArray[np.float64], int]:
    """Return the sound from the sentence that begins so to the one that ends so."""
    folder = show / "episodes" / made.episode.folder
    samples, rate = soundfile.read(folder / made.episode.enclosure.name)
    sentences = json.loads((folder / "boats.transcript.json").read_text("utf-8"))["sentences"]
    start = next(one["startTime"] for one in sentences if one["body"].startswith(first))
    end = next(
        one["endTime"] for one in sentences if one["body"].endswith(last) and one["endTime"] > start
    )
    return samples[round(start * rate) : round(end * rate)], rate


def pitch_of(samples: npt.NDArray[np.float64], rate: int) -> float:
    """Return the median pitch of the voiced frames, in hertz, by autocorrelation."""
    frame, pitches = rate // 25, list[float]()
    floor = 0.6 * np.sqrt((samples**2).mean())
    for begin in range(0, len(samples) - frame, frame):
        window = samples[begin : begin + frame] - samples[begin : begin + frame].mean()
        if np.sqrt((window**2).mean()) < floor:
            continue
        likeness = np.fft.irfft(np.abs(np.fft.rfft(window, 2 * frame)) ** 2)[:frame]
        lags = slice(rate // 400, rate // 60)
        lag = lags.start + int(np.argmax(likeness[lags]))
        if likeness[lag] > 0.5 * likeness[0]:
            pitches.append(rate / lag)
    return float(np.median(pitches))


def test_narrator_quotation_and_spanish_differ_in_pitch_and_not_in_loudness(
    show: Path, executor: Executor
) -> None:
    made = make(show, executor)
    assert made.episode.voices == ("narrator", "quotation", "spanish")
    stretches = [
        heard_between(show, made, "The boats of", "looked at."),
        heard_between(show, made, "Nobody told", "the rain."),
        heard_between(show, made, "“No somos", "vez.”"),
    ]
    narrator, quotation, spanish = (pitch_of(*sound) for sound in stretches)
    assert narrator * 1.25 < spanish < quotation / 1.15
    loudness = [pyloudnorm.Meter(rate).integrated_loudness(s) for s, rate in stretches]
    assert max(loudness) - min(loudness) < 1


def test_a_voice_may_stand_below_the_others(show: Path, executor: Executor) -> None:
    profile = (show / "voices" / "quotation.toml").read_text("utf-8")
    (show / "voices" / "quotation.toml").write_text(f"{profile}volume = -6.0\n", "utf-8")
    made = make(show, executor)
    levels = [
        pyloudnorm.Meter(rate).integrated_loudness(samples)
        for samples, rate in (
            heard_between(show, made, "The boats of", "looked at."),
            heard_between(show, made, "Nobody told", "the rain."),
        )
    ]
    assert levels[0] - levels[1] == pytest.approx(6, abs=1.6)


def test_webvtt_names_who_speaks_where_several_do(show: Path, executor: Executor) -> None:
    text = "# Boats\n\nThe crowd chanted (“no somos traficantes, somos inmigrantes”) & left.\n"
    made = make(show, executor, text)
    folder = show / "episodes" / made.episode.folder
    vtt = (folder / "boats.vtt").read_text("utf-8")
    assert (
        "<v narrator>The crowd chanted</v> <v spanish>(“no somos traficantes,\n"
        "somos inmigrantes”)</v> <v narrator>&amp; left.</v>" in vtt
    )
    segments = json.loads((folder / "boats.transcript.json").read_text("utf-8"))["segments"]
    spanish = [one["body"] for one in segments if one["speaker"] == "spanish"]
    assert spanish == ["(“no", "somos", "traficantes,", "somos", "inmigrantes”)"]
    assert {one["speaker"] for one in segments} == {"narrator", "spanish"}


def test_transcripts_name_people_and_not_voices_in_an_interview(
    show: Path, executor: Executor
) -> None:
    text = "# Boats\n\nAnn: One boat?\n\nBen: Two boats.\n\nAnn: Two?\n\n**Ben** Two.\n"
    settings = '[show]\ntitle = "H"\n[casting]\ninterview = ["quotation", "espeak:en-us+f2"]'
    made = make(show, executor, text, settings)
    vtt = (show / "episodes" / made.episode.folder / "boats.vtt").read_text("utf-8")
    assert "<v Ann>Ann: One boat?</v>" in vtt
    assert "<v Ben>Ben Two.</v>" in vtt
    assert made.episode.voices == ("narrator", "quotation", "espeak:en-us+f2")


def test_one_voice_alone_is_not_named(show: Path, executor: Executor) -> None:
    made = make(show, executor, "# Boats\n\nA boat came in.\n")
    assert "<v " not in (show / "episodes" / made.episode.folder / "boats.vtt").read_text("utf-8")


def test_direct_speech_is_spoken_by_its_voice_within_a_sentence(
    show: Path, executor: Executor
) -> None:
    settings = '[show]\ntitle = "H"\n[casting]\nspeech = "quotation"\n'
    make(show, executor, "# Boats\n\n“We shall see it,” he said, “at noon.”\n", settings)
    setup = config.load(show)
    script = read_and_script(Commission(str(show / "boats.md")), setup)[1]
    (said,) = [u for u in script.utterances if u.role == "paragraph"]
    assert [part.voice.name for part in cast_for(script, setup).parts(said)] == [
        *("quotation", "narrator", "quotation")
    ]


def test_another_voice_for_quotations_costs_only_the_quotations(
    show: Path, executor: Executor
) -> None:
    made = make(show, executor)
    paragraphs = made.paragraphs
    profile = show / "voices" / "quotation.toml"
    profile.write_text(profile.read_text("utf-8").replace("en-gb+f3", "en-gb+m3"), "utf-8")
    again = make(show, executor)
    assert again.outcome == "updated"
    assert again.reused == paragraphs - 1


def test_one_edited_word_costs_one_paragraph(show: Path, executor: Executor) -> None:
    paragraphs = make(show, executor).paragraphs
    again = make(show, executor, ARTICLE.replace("> Nobody told", "> Somebody told"))
    assert again.reused == paragraphs - 1


def test_a_rule_with_a_misspelt_voice_suggests_the_right_one(show: Path) -> None:
    (show / "paracast.toml").write_text(QUOTATION.replace('"quotation"', '"quotatoin"'))
    with pytest.raises(SpeechError) as caught:
        config.load(show)
    assert "Did you mean quotation?" in caught.value.remedy


def test_a_rule_for_a_language_comes_before_the_profiles(show: Path, executor: Executor) -> None:
    settings = '[show]\ntitle = "H"\n[casting]\nlanguages = { es = "espeak:es-419" }\n'
    assert make(show, executor, settings=settings).episode.voices[-1] == "espeak:es-419"


def test_a_pause_scale_stretches_the_pauses_after_a_voice(show: Path, executor: Executor) -> None:
    def seconds() -> float:
        sound = make(show, executor).episode.sound
        return sound.length / sound.rate

    before = seconds()
    profile = show / "voices" / "quotation.toml"
    profile.write_text(profile.read_text("utf-8") + "pause_scale = 4.0\n", "utf-8")
    assert seconds() - before == pytest.approx(0.7 * 3, abs=0.3)


def test_a_store_that_cannot_be_written_stops_nothing(show: Path, executor: Executor) -> None:
    (show / "paracast.toml").write_text(QUOTATION, "utf-8")
    (show / "boats.md").write_text("# Boats\n\nA boat came in.\n", "utf-8")
    (show / "file").write_text("in the way")
    setup = config.load(show)
    setup = replace(setup, store=replace(setup.store, folder=show / "file"))
    told: list[object] = []
    commission = Commission(str(show / "boats.md"))
    make_episode(commission, open_studio(setup, executor), told.append)
    assert [type(event).__name__ for event in told].count("Unkept") == 1


def test_a_spanish_quotation_block_is_spoken_by_the_spanish_voice(
    show: Path, executor: Executor
) -> None:
    made = make(show, executor, f"# Boats\n\n{NARRATED}\n\n> {SPANISH}\n\n{NARRATED}\n")
    assert made.episode.voices == ("narrator", "spanish")


def test_a_lexicon_may_lie_among_the_profiles(show: Path) -> None:
    profile = show / "voices" / "quotation.toml"
    profile.write_text(profile.read_text("utf-8") + 'lexicon = "words.toml"\n', "utf-8")
    (show / "voices" / "words.toml").write_text('[words]\nSQL = "sequel"\n')
    assert "words" not in config.load(show).voices


def test_a_rule_for_a_language_wants_a_tag(show: Path) -> None:
    (show / "paracast.toml").write_text(
        '[show]\ntitle = "H"\n[casting]\nlanguages = { spanish = "spanish" }\n'
    )
    with pytest.raises(ConfigError, match="'spanish'"):
        config.load(show)
