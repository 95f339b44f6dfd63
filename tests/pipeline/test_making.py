import json
from concurrent.futures import Executor
from pathlib import Path

import mutagen
import numpy as np
import pytest
import soundfile
from one_at_a_time import make_episode

from paracast import config
from paracast.audio.clip import loudness_of
from paracast.episode.model import MediaFile
from paracast.episode.shelf import Shelf
from paracast.errors import SpeechError
from paracast.files import digest_of
from paracast.pipeline.commission import Commission
from paracast.pipeline.events import Corrected, Event, Scripted, Spoken, Timed, tell_nobody
from paracast.pipeline.feeding import write_feed
from paracast.pipeline.making import make_file
from paracast.pipeline.outcome import Made, Outcome
from paracast.pipeline.speaking import open_studio
from paracast.units import Hertz

ARTICLE = """# Boats come home

Seven boats came home before noon. It cost $350 million, they said.

## The long winter

“Nobody expected it,” said the mayor. Over 4,000 people stood on the quay.

- salt
- nets
"""


@pytest.fixture
def show(show: Path) -> Path:
    (show / "article.md").write_text(ARTICLE)
    return show


def make(
    show: Path, executor: Executor, voice: str = "tone:a440", name: str = "article.md"
) -> Made:
    setup = config.load(show, voice=voice)
    made = make_episode(Commission(str(show / name)), open_studio(setup, executor), tell_nobody)
    write_feed(setup)
    return made


def mp3_of(show: Path, made: Made) -> Path:
    return show / "episodes" / made.episode.folder / made.episode.enclosure.name


def test_a_show_may_have_its_sound_in_opus_too(show: Path, executor: Executor) -> None:
    path = show / "paracast.toml"
    path.write_text(path.read_text().replace("# opus = 0 ", "opus = 32 "))
    made = make(show, executor)
    (opus,) = made.episode.alternates
    data = (show / "episodes" / made.episode.folder / opus.name).read_bytes()
    assert opus == MediaFile("boats-come-home.opus", "audio/ogg", len(data), digest_of(data))
    assert opus.length < made.episode.enclosure.length / 2
    feed = (show / "episodes" / "feed.xml").read_text("utf-8")
    assert feed.count("<podcast:alternateEnclosure") == 2
    assert f"{made.episode.folder}/{opus.name}" in feed
    assert make(show, executor).outcome is Outcome.UNCHANGED


def test_an_episode_has_all_its_files_as_the_manifest_tells(show: Path, executor: Executor) -> None:
    made = make(show, executor)
    folder = show / "episodes" / made.episode.folder
    assert sorted(path.name for path in folder.iterdir()) == [
        ".episode.json",
        "boats-come-home.chapters.json",
        "boats-come-home.mp3",
        "boats-come-home.srt",
        "boats-come-home.transcript.json",
        "boats-come-home.vtt",
        "episode.json",
        "index.html",
        "reading.js",
    ]
    assert Shelf(show / "episodes").is_complete(made.episode)
    assert Shelf(show / "episodes").episodes() == (made.episode,)


@pytest.mark.parametrize("voice", ["tone:a440", "narrator"])
@pytest.mark.parametrize("preset", ["standard", "compact"])
def test_the_mp3_is_on_loudness_below_the_ceiling_and_as_long_as_told(
    show: Path, executor: Executor, voice: str, preset: str
) -> None:
    path = show / "paracast.toml"
    path.write_text(path.read_text().replace('# preset = "standard"', f'preset = "{preset}" #'))
    made = make(show, executor, voice)
    sound = made.episode.sound
    heard, rate = soundfile.read(mp3_of(show, made), dtype="int16")
    assert rate == sound.rate == (44100 if preset == "standard" else 22050)
    assert len(heard) == sound.length
    assert mutagen.File(mp3_of(show, made)).info.length == pytest.approx(
        len(heard) / rate, abs=1e-6
    )
    assert loudness_of(heard, Hertz(rate)) == pytest.approx(sound.loudness, abs=0.1)
    assert sound.loudness == pytest.approx(-16.0, abs=0.5)
    assert sound.true_peak <= -1.0


@pytest.mark.parametrize(("rate", "bitrate"), [(48000, 64), (44100, 128), (24000, 40)])
def test_an_episode_has_the_bitrate_and_the_sample_rate_that_a_show_asks_for(
    show: Path, executor: Executor, rate: int, bitrate: int
) -> None:
    path, asked = show / "paracast.toml", f"bitrate = {bitrate}\nsample_rate = {rate}"
    path.write_text(path.read_text().replace("[audio]\n", f"[audio]\n{asked} #"))
    made = make(show, executor)
    known = mutagen.File(mp3_of(show, made)).info
    assert known.sample_rate == rate
    assert known.bitrate == pytest.approx(bitrate * 1000, rel=0.01)  # reckoned from the size
    heard, _ = soundfile.read(mp3_of(show, made), dtype="int16")
    assert len(heard) == made.episode.sound.length
    assert loudness_of(heard, Hertz(rate)) == pytest.approx(-16.0, abs=0.5)


def test_each_sentence_is_heard_where_its_cue_says_in_the_articles_own_words(
    show: Path, executor: Executor
) -> None:
    made = make(show, executor)
    folder = show / "episodes" / made.episode.folder
    sentences = json.loads((folder / "boats-come-home.transcript.json").read_text())["sentences"]
    assert [sentence["body"] for sentence in sentences] == [
        "Boats come home",
        "This article is read by a synthetic voice.",
        "Seven boats came home before noon.",
        "It cost $350 million, they said.",
        "The long winter",
        "“Nobody expected it,” said the mayor.",
        "Over 4,000 people stood on the quay.",
        "salt",
        "nets",
    ]
    heard, rate = soundfile.read(mp3_of(show, made), dtype="float64")
    for sentence in sentences:
        onset = round(sentence["startTime"] * rate)
        before = np.abs(heard[max(0, onset - 1600) : max(0, onset - 600)]).max(initial=0)
        after = np.abs(heard[onset : onset + 2000]).max()
        assert before < 0.05 < after


def test_the_same_article_again_is_unchanged_and_writes_no_file(
    show: Path, executor: Executor
) -> None:
    make(show, executor)
    before = {p: p.stat().st_ino for p in show.rglob("*") if p.is_file() and p.name != ".lock"}
    assert make(show, executor).outcome is Outcome.UNCHANGED
    after = {p: p.stat().st_ino for p in show.rglob("*") if p.is_file() and p.name != ".lock"}
    assert before == after


def test_an_edited_article_updates_its_episode_and_keeps_its_guid(
    show: Path, executor: Executor
) -> None:
    first = make(show, executor).episode
    (show / "article.md").write_text(ARTICLE.replace("# Boats come home", "# Boats are back"))
    made = make(show, executor)
    assert made.outcome is Outcome.UPDATED
    assert (made.episode.guid, made.episode.folder) == (first.guid, first.folder)
    assert made.episode.title == "Boats are back"
    assert len(Shelf(show / "episodes").episodes()) == 1
    assert (show / "episodes" / "feed.xml").read_text().count("<item>") == 1


def test_the_same_words_from_another_place_are_the_same_episode(
    show: Path, executor: Executor
) -> None:
    first = make(show, executor).episode
    (show / "copy.md").write_text(ARTICLE)
    assert make(show, executor, name="copy.md").episode.guid == first.guid


def test_two_articles_with_one_title_are_two_episodes(show: Path, executor: Executor) -> None:
    make(show, executor)
    (show / "other.md").write_text("# Boats come home\n\nQuite another story.")
    made = make(show, executor, name="other.md")
    assert made.outcome is Outcome.MADE
    assert made.episode.folder.endswith("boats-come-home-2")
    dates = [episode.published for episode in Shelf(show / "episodes").episodes()]
    assert dates[0] > dates[1]


def test_a_missing_file_is_made_anew_under_the_same_guid(show: Path, executor: Executor) -> None:
    first = make(show, executor)
    mp3_of(show, first).unlink()
    again = make(show, executor)
    assert again.outcome is Outcome.UPDATED
    assert again.episode.guid == first.episode.guid
    assert mp3_of(show, again).is_file()


def test_jingles_come_before_the_first_word_and_after_the_last(
    show: Path, executor: Executor
) -> None:
    plain = make(show, executor).episode
    time = np.arange(2 * 44100) / 44100
    soundfile.write(show / "chime.wav", 0.2 * np.sin(2 * np.pi * 660 * time), 44100)
    path = show / "paracast.toml"
    text = path.read_text().replace(
        '# intro = ""                # a sound', 'intro = "chime.wav" #'
    )
    path.write_text(
        text.replace('# outro = ""                # one after', 'outro = "chime.wav" #')
    )
    made = make(show, executor)
    longer = (made.episode.sound.length - plain.sound.length) / 44100
    assert longer == pytest.approx(2 * 2.4, abs=0.2)
    assert made.episode.chapters[0].start == 0
    segments = json.loads(
        next((show / "episodes" / made.episode.folder).glob("*.transcript.json")).read_text()
    )["segments"]
    assert segments[0]["startTime"] == pytest.approx(2.4, abs=0.1)


def test_events_tell_of_every_utterance(show: Path, executor: Executor) -> None:
    told: list[Event] = []
    setup = config.load(show, voice="tone:a440")
    commission = Commission(str(show / "article.md"))
    make_episode(commission, open_studio(setup, executor), told.append)
    (scripted,) = [event for event in told if isinstance(event, Scripted)]
    last_take = told[max((i for i, e in enumerate(told) if isinstance(e, Corrected)), default=0) :]
    spoken = [event for event in last_take if isinstance(event, Spoken)]
    assert [event.done for event in spoken] == list(range(1, scripted.utterances + 1))
    assert spoken[-1].seconds > spoken[0].seconds
    stages = [event.stage for event in told if isinstance(event, Timed)]
    assert stages == ["fetch", "read", "script", "speak", "write"]


def test_one_file_can_be_made_outside_any_show(tmp_path: Path, executor: Executor) -> None:
    (tmp_path / "article.md").write_text(ARTICLE)
    setup = config.default_setup(voice="tone:a440")
    make_file(
        Commission(str(tmp_path / "article.md")),
        open_studio(setup, executor),
        tmp_path / "out.mp3",
        tell_nobody,
    )
    tags = mutagen.File(tmp_path / "out.mp3").tags
    assert tags["TIT2"] == ["Boats come home"]
    assert sorted(p.name for p in tmp_path.iterdir()) == ["article.md", "out.mp3"]


def test_an_engines_missing_voice_is_named_across_processes(show: Path, executor: Executor) -> None:
    with pytest.raises(SpeechError) as caught:
        make(show, executor, voice="tone:a441")
    assert "a441" in caught.value.message
    assert "a440" in caught.value.remedy
    assert not list((show / "episodes").glob("*/episode.json"))


def test_words_that_come_again_in_a_sentence_are_no_loop_of_a_voice_that_speaks_by_rule(
    show: Path, executor: Executor
) -> None:
    again = "In six and six, in six and six, the minutes record the words, in six and six, of six. "
    (show / "article.md").write_text(f"# Again\n\n{again * 6}\n", "utf-8")
    assert make(show, executor, "narrator").outcome is Outcome.MADE
