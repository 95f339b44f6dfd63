import json
import subprocess
import sys
import time
from collections.abc import Callable
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import ClassVar

import numpy as np
import pytest
from engine_contract import EngineContract
from fake_models import SYMBOLS
from fake_piper import FRAME, build_piper

from paracast.article import Span
from paracast.errors import SpeechError
from paracast.speech.engine import Engine, Pronunciation, Speech, SpeechRequest, VoiceId
from paracast.speech.engines.piper import PiperEngine
from paracast.units import Hertz, WordsPerMinute

FAKE = VoiceId("fake")
PAUSE = 22050 * 200 // 1000


@cache
def _kept() -> TemporaryDirectory[str]:
    return TemporaryDirectory(prefix="piper-")  # until the tests end


def fakes() -> Path:
    """Return a folder with the fake in it, built once."""
    folder = Path(_kept().name)
    if not (folder / "fake.onnx").is_file():
        build_piper(folder)
    return folder


class TestPiper(EngineContract):
    engine: ClassVar[Engine] = PiperEngine(fakes())
    voice = FAKE


def say(folder: Path, text: str, **asked: object) -> Speech:
    request = SpeechRequest(text, FAKE, **asked)  # type: ignore[arg-type]
    return PiperEngine(folder).load(FAKE).synthesize(request)


def tokens(ipa: str) -> int:
    """Return how many a sentence is: start and end, and padding after all but the end."""
    return 2 * len(ipa) + 3


def test_each_sentence_is_marked_at_its_first_sample() -> None:
    text = "Hello. Is it? Yes!"
    speech = say(fakes(), text)
    second = tokens("həlˈoʊ.") * FRAME + PAUSE
    third = second + tokens("ɪz ɪt?") * FRAME + PAUSE
    marks = {mark.position: mark.sample for mark in speech.marks}
    assert (marks[0], marks[7], marks[14]) == (0, second, third)
    assert len(speech.pcm) == third + tokens("jˈɛs!") * FRAME


def test_a_question_mark_reaches_the_model() -> None:
    ask, tell = say(fakes(), "It is here?"), say(fakes(), "It is here.")
    assert len(ask.pcm) == len(tell.pcm)
    assert not np.array_equal(ask.pcm.samples, tell.pcm.samples)


def test_the_pause_between_sentences_is_stretched_as_asked() -> None:
    once, twice = say(fakes(), "One. Two."), say(fakes(), "One. Two.", pause_scale=2.0)
    assert len(twice.pcm) - len(once.pcm) == PAUSE


def test_350_words_a_minute_is_half_the_voices_own_length() -> None:
    own, fast = say(fakes(), "One."), say(fakes(), "One.", rate=WordsPerMinute(350))
    assert len(own.pcm) == 2 * len(fast.pcm)


def test_options_are_the_voices_own_unless_told(tmp_path: Path) -> None:
    build_piper(tmp_path, says={"inference": {"length_scale": 1.5}})
    slow = say(tmp_path, "One.")
    assert len(slow.pcm) == 1.5 * len(say(fakes(), "One.").pcm)
    told = say(tmp_path, "One.", options=(("length_scale", 1.0), ("noise_w", 0.1)))
    assert len(told.pcm) == len(say(fakes(), "One.").pcm)


def test_an_unknown_option_is_an_error_that_suggests_the_nearest() -> None:
    with pytest.raises(SpeechError) as caught:
        say(fakes(), "One.", options=(("lenght_scale", 1.0),))
    assert "length_scale" in caught.value.remedy


def test_a_voice_of_another_rate_sounds_at_its_own(tmp_path: Path) -> None:
    build_piper(tmp_path, rate=16000)
    assert say(tmp_path, "One.").pcm.rate == Hertz(16000)


def test_a_speaker_is_asked_for_by_name_or_by_number(tmp_path: Path) -> None:
    build_piper(tmp_path, speakers={"ann": 0, "bob": 1})
    (voice,) = PiperEngine(tmp_path).voices()
    assert voice.speakers == ("ann", "bob")
    first, ann, bob, one = (say(tmp_path, "Hi.", speaker=who) for who in ("", "ann", "bob", "1"))
    assert np.array_equal(first.pcm.samples, ann.pcm.samples)
    assert np.array_equal(bob.pcm.samples, one.pcm.samples)
    assert not np.array_equal(ann.pcm.samples, bob.pcm.samples)


@pytest.mark.parametrize(("asked", "hint"), [("bobb", "bob"), ("2", "0 to 1"), ("-1", "0 to 1")])
def test_an_unknown_speaker_is_an_error_with_a_remedy(
    tmp_path: Path, asked: str, hint: str
) -> None:
    build_piper(tmp_path, speakers={"ann": 0, "bob": 1})
    with pytest.raises(SpeechError, match=asked) as caught:
        say(tmp_path, "Hi.", speaker=asked)
    assert hint in caught.value.remedy


def test_a_sound_that_the_voice_lacks_is_its_nearest_and_never_dropped(tmp_path: Path) -> None:
    build_piper(tmp_path, symbols=SYMBOLS.replace("θ", "").replace("æ", ""))
    assert len(say(tmp_path, "Thank.").pcm) == len(say(fakes(), "Thank.").pcm)
    build_piper(tmp_path, symbols=SYMBOLS.replace("m", ""))
    with pytest.raises(SpeechError, match="'m'") as caught:
        say(tmp_path, "More.")
    assert "lexicon.toml" in caught.value.remedy


def test_pronunciations_are_said() -> None:
    known = (Pronunciation(Span(4, 7), "ˈsiːkwəl"),)
    said, plain = say(fakes(), "The SQL.", pronunciations=known), say(fakes(), "The SQL.")
    assert len(said.pcm) == tokens("ðə ˈsiːkwəl.") * FRAME
    assert len(plain.pcm) != len(said.pcm)
    assert [mark.position for mark in said.marks] == [0, 4]


def test_another_script_is_said_as_espeak_names_its_letters() -> None:
    assert len(say(fakes(), "北京").pcm) == tokens("tʃˈaɪniːzlˌɛɾɚ tʃˈaɪniːzlˌɛɾɚ.") * FRAME


def test_a_paragraph_of_100_kb_is_said_to_its_end(tmp_path: Path) -> None:
    build_piper(tmp_path, rate=4000, says={"inference": {"length_scale": 0.02}})
    text = "the harbour was quiet that morning " * 2900
    speech = say(tmp_path, text)
    assert len(speech.marks) == len(text.split())
    assert speech.marks[-1].position == text.rindex("morning")


def test_a_licence_is_what_the_card_beside_the_voice_states(tmp_path: Path) -> None:
    build_piper(tmp_path)
    assert PiperEngine(tmp_path).voices()[0].licence == ""
    (tmp_path / "MODEL_CARD").write_text("# Model card\n\n* License: CC BY-NC 4.0\n")
    assert PiperEngine(tmp_path).voices()[0].licence == "CC BY-NC 4.0"
    (tmp_path / "MODEL_CARD").write_text("* URL: https://example.org/\n* License: See URL\n")
    assert PiperEngine(tmp_path).voices()[0].licence == "https://example.org/"
    build_piper(tmp_path, "other")  # whose card it is, is not known any more
    (tmp_path / "other.MODEL_CARD").write_text("License: public domain")
    assert [v.licence for v in PiperEngine(tmp_path).voices()] == ["", "public domain"]


def test_the_version_changes_with_the_bytes_and_is_cheap_to_ask_again(tmp_path: Path) -> None:
    model, request = build_piper(tmp_path), SpeechRequest("", FAKE)
    before = PiperEngine(tmp_path).version(request)
    assert "onnxruntime" in before
    began = time.process_time()
    assert PiperEngine(tmp_path).version(request) == before
    assert time.process_time() - began < 0.05
    about = model.with_name("fake.onnx.json")
    about.write_text(about.read_text().replace("0.667", "0.5"))
    assert PiperEngine(tmp_path).version(request) != before


def test_one_broken_description_does_not_hide_the_other_voices(tmp_path: Path) -> None:
    build_piper(tmp_path)
    (tmp_path / "worse.onnx").write_bytes(b"x")
    (tmp_path / "worse.onnx.json").write_text("{")
    (tmp_path / "alone.onnx.json").write_text("{}")
    assert [voice.id for voice in PiperEngine(tmp_path).voices()] == ["fake"]
    assert PiperEngine(tmp_path / "nowhere").voices() == []


@pytest.mark.parametrize("name", ["../fake", "a/../fake", "..", "", "/fake", ".fake", "a\\fake"])
def test_no_name_leads_out_of_the_folder(tmp_path: Path, name: str) -> None:
    build_piper(tmp_path)
    inner = tmp_path / "voices"
    inner.mkdir()
    for ask in (
        PiperEngine(inner).load,
        lambda v: PiperEngine(inner).version(SpeechRequest("", v)),
    ):
        with pytest.raises(SpeechError, match="no voice"):
            ask(VoiceId(name))


def _remove(path: Path) -> None:
    path.unlink()


def _without(key: str) -> Callable[[Path], object]:
    def write(path: Path) -> None:
        about = json.loads(path.read_text())
        path.write_text(json.dumps({k: v for k, v in about.items() if k != key}))

    return write


def _with(key: str, value: object) -> Callable[[Path], object]:
    return lambda path: path.write_text(json.dumps(json.loads(path.read_text()) | {key: value}))


MODELS: dict[str, Callable[[Path], object]] = {
    "missing": _remove,
    "empty": lambda path: path.write_bytes(b""),
    "cut": lambda path: path.write_bytes(path.read_bytes()[:-300]),
    "other": lambda path: path.write_bytes(b"RIFF" + bytes(2000)),
}
DESCRIPTIONS: dict[str, Callable[[Path], object]] = {
    "missing": _remove,
    "empty": lambda path: path.write_bytes(b""),
    "no JSON": lambda path: path.write_text("{nope"),
    "no UTF-8": lambda path: path.write_bytes(b'{"audio": "\xff"}'),
    "a list": lambda path: path.write_text("[]"),
    "no audio": _without("audio"),
    "no espeak": _without("espeak"),
    "no ids": _without("phoneme_id_map"),
    "no padding": _with("phoneme_id_map", {"a": [1]}),
    "rate 0": _with("audio", {"sample_rate": 0}),
    "a rate that is no number": _with("audio", {"sample_rate": "abc"}),
    "other phonemes": _with("phoneme_type", "text"),
    "no language": _with("espeak", {"voice": "nowhere"}),
}


@pytest.mark.parametrize("case", MODELS)
def test_a_broken_model_is_an_error_with_a_remedy(tmp_path: Path, case: str) -> None:
    MODELS[case](build_piper(tmp_path))
    with pytest.raises(SpeechError) as caught:
        PiperEngine(tmp_path).load(FAKE)
    assert "fake" in caught.value.message
    assert caught.value.remedy


@pytest.mark.parametrize("case", DESCRIPTIONS)
def test_a_broken_description_is_an_error_with_a_remedy(tmp_path: Path, case: str) -> None:
    DESCRIPTIONS[case](build_piper(tmp_path).with_name("fake.onnx.json"))
    with pytest.raises(SpeechError) as caught:
        PiperEngine(tmp_path).load(FAKE)
    assert caught.value.remedy


def test_a_model_of_another_kind_is_an_error(tmp_path: Path) -> None:
    from fake_kokoro import build_kokoro

    build_piper(tmp_path)
    build_kokoro(tmp_path / "other")
    (tmp_path / "other" / "model.onnx").replace(tmp_path / "fake.onnx")
    with pytest.raises(SpeechError, match="unlike a Piper voice"):
        PiperEngine(tmp_path).load(FAKE)


BARE = """
import sys
from pathlib import Path
sys.modules["onnxruntime"] = None
from paracast.errors import SpeechError
from paracast.speech.engine import VoiceId
from paracast.speech.engines.piper import PiperEngine
engine = PiperEngine(Path(sys.argv[1]))
print([voice.id for voice in engine.voices()])
try:
    engine.load(VoiceId("fake"))
except SpeechError as error:
    print(error.remedy)
"""


def test_without_the_extra_voices_are_listed_and_loading_tells_what_to_install() -> None:
    done = subprocess.run(
        [sys.executable, "-c", BARE, str(fakes())],
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert "['fake']" in done.stdout
    assert "paracast[neural]" in done.stdout


IMPORTED = """
import sys
from pathlib import Path
from paracast.speech.engines.piper import PiperEngine
from paracast.speech.engines.sherpa import SherpaEngine
for engine in (PiperEngine, SherpaEngine):
    engine(Path(sys.argv[1])).voices()
print(sorted({"onnxruntime", "sherpa_onnx", "ctypes.util"} & set(sys.modules)))
"""


def test_asking_for_voices_loads_no_runtime() -> None:
    done = subprocess.run(
        [sys.executable, "-c", IMPORTED, str(fakes())],
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert "onnx" not in done.stdout
