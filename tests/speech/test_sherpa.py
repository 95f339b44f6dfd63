import subprocess
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import ClassVar

import fake_kokoro
import fake_piper
import numpy as np
import pytest
from engine_contract import EngineContract
from fake_kokoro import build_kitten, build_kokoro
from fake_lexical import build_lexical
from fake_matcha import build_matcha
from fake_models import SYMBOLS
from fake_piper import build_exported

from paracast.article import Span
from paracast.errors import SpeechError
from paracast.speech.engine import Engine, Pronunciation, Speech, SpeechRequest, VoiceId
from paracast.speech.engines.sherpa import SherpaEngine
from paracast.units import WordsPerMinute

PAUSE = 24000 * 200 // 1000


@cache
def _kept() -> TemporaryDirectory[str]:
    return TemporaryDirectory(prefix="sherpa-")  # until the tests end


@cache
def fakes() -> Path:
    """Return a folder with a model of each family, built once."""
    folder = Path(_kept().name)
    build_kokoro(folder / "kokoro")
    build_kitten(folder / "kitten")
    build_matcha(folder / "matcha")
    build_exported(folder / "vits")
    build_lexical(
        folder / "lexical",
        {"hello": "h e l o", "there": "t e r", "nice": "n i s", "day": "d e", ".": ". "},
    )
    return folder


class OfSherpa(EngineContract):
    engine: ClassVar[Engine] = SherpaEngine(fakes())


class TestKokoro(OfSherpa):
    voice = VoiceId("kokoro")


class TestKitten(OfSherpa):
    voice = VoiceId("kitten")


class TestMatcha(OfSherpa):
    voice = VoiceId("matcha")


class TestVits(OfSherpa):
    voice = VoiceId("vits")


def say(text: str, voice: str = "kokoro", folder: Path | None = None, **asked: object) -> Speech:
    request = SpeechRequest(text, VoiceId(voice), **asked)  # type: ignore[arg-type]
    return SherpaEngine(folder or fakes()).load(request.voice).synthesize(request)


def test_a_folder_is_recognised_by_its_files() -> None:
    found = {voice.id: voice for voice in SherpaEngine(fakes()).voices()}
    assert [voice.name for voice in found.values()] == [
        "kitten (Kitten)", "kokoro (Kokoro)", "lexical (VITS)", "matcha (Matcha)", "vits (VITS)",
    ]  # fmt: skip
    assert found[VoiceId("kokoro")].speakers == ("af_one", "am_two")
    assert found[VoiceId("kokoro")].rate == 24000
    assert found[VoiceId("vits")].languages == ("en-US",)
    assert found[VoiceId("lexical")].languages == ("en",)


def test_each_sentence_is_marked_at_its_first_sample() -> None:
    speech = say("Hello. Is it?")
    second = (len("həlˈoʊ.") + 2) * fake_kokoro.FRAME + PAUSE
    assert {mark.position: mark.sample for mark in speech.marks}[7] == second
    assert len(speech.pcm) == second + (len("ɪz ɪt?") + 2) * fake_kokoro.FRAME


def test_a_piper_export_says_what_the_raw_voice_says(tmp_path: Path) -> None:
    from paracast.speech.engines.piper import PiperEngine

    fake_piper.build_piper(tmp_path)
    request = SpeechRequest("Hello. Is it? Yes, they thank him.", VoiceId("fake"))
    raw = PiperEngine(tmp_path).load(request.voice).synthesize(request)
    exported = say(request.text, "vits")
    assert np.array_equal(raw.pcm.samples, exported.pcm.samples)
    assert raw.marks == exported.marks


def test_a_question_mark_reaches_the_model() -> None:
    ask, tell = say("It is here?"), say("It is here.")
    assert not np.array_equal(ask.pcm.samples, tell.pcm.samples)


def test_twice_the_rate_is_half_as_long_and_a_scale_stretches_it() -> None:
    own = say("Hello.")
    assert len(own.pcm) == 2 * len(say("Hello.", rate=WordsPerMinute(350)).pcm)
    assert len(say("Hello.", options=(("length_scale", 1.5),)).pcm) == 1.5 * len(own.pcm)


def test_pronunciations_are_said() -> None:
    known = (Pronunciation(Span(4, 7), "ˈsiːkwəl"),)
    said = say("The SQL.", pronunciations=known)
    assert len(said.pcm) == (len("ðə ˈsiːkwəl.") + 2) * fake_kokoro.FRAME


def test_a_speaker_is_asked_for_by_name_or_by_number() -> None:
    first, one, two, number = (say("Hi.", speaker=who) for who in ("", "af_one", "am_two", "1"))
    assert np.array_equal(first.pcm.samples, one.pcm.samples)
    assert np.array_equal(two.pcm.samples, number.pcm.samples)
    assert not np.array_equal(one.pcm.samples, two.pcm.samples)


@pytest.mark.parametrize(
    ("asked", "hint"), [("am_to", "am_two"), ("2", "0 to 1"), ("-1", "0 to 1")]
)
def test_an_unknown_speaker_is_an_error_and_never_the_first_one(asked: str, hint: str) -> None:
    with pytest.raises(SpeechError, match=asked) as caught:
        say("Hi.", speaker=asked)
    assert hint in caught.value.remedy


def test_a_speaker_of_kokoro_gets_the_phonemes_of_its_language(tmp_path: Path) -> None:
    build_kokoro(tmp_path / "many", names=("af_a", "bf_b", "ef_e", "zf_z"))
    (voice,) = SherpaEngine(tmp_path).voices()
    assert voice.languages == ("en-US", "en-GB", "es")
    us, gb = (len(say("Hot.", "many", tmp_path, speaker=who).pcm) for who in ("af_a", "bf_b"))
    assert us == gb + fake_kokoro.FRAME  # hˈɑːt, hˈɒt
    with pytest.raises(SpeechError, match="zf_z"):
        say("Hot.", "many", tmp_path, speaker="zf_z")


def test_a_sound_that_a_model_lacks_is_its_nearest_and_never_dropped(tmp_path: Path) -> None:
    build_kokoro(tmp_path / "less", symbols=SYMBOLS.replace("θ", ""))
    assert len(say("Thank.", "less", tmp_path).pcm) == len(say("Thank.").pcm)
    build_kokoro(tmp_path / "less", symbols=SYMBOLS.replace("m", ""))
    with pytest.raises(SpeechError, match="'m'"):
        say("More.", "less", tmp_path)


def test_another_script_is_said_as_espeak_names_its_letters() -> None:
    assert len(say("北京").pcm) == (len("tʃˈaɪniːzlˌɛɾɚ tʃˈaɪniːzlˌɛɾɚ.") + 2) * fake_kokoro.FRAME


def test_a_model_with_a_lexicon_reads_text_and_refuses_a_word_it_would_leave_out() -> None:
    assert len(say("Hello there. Nice day.", "lexical").marks) == 4
    with pytest.raises(SpeechError, match="harbour") as caught:
        say("Hello harbour.", "lexical")
    assert "lexicon.toml" in caught.value.remedy


def test_a_sentence_longer_than_kokoro_takes_is_said_to_its_end() -> None:
    text = "the harbour was quiet that morning " * 40
    speech = say(text, rate=WordsPerMinute(450))
    assert len(speech.marks) == len(text.split())
    assert speech.marks[-1].position == text.rindex("morning")


def test_the_version_changes_with_the_bytes_of_any_file(tmp_path: Path) -> None:
    folder, request = build_kokoro(tmp_path / "k"), SpeechRequest("", VoiceId("k"))
    before = SherpaEngine(tmp_path).version(request)
    assert "sherpa-onnx 2." in before
    assert SherpaEngine(tmp_path).version(request) == before
    (folder / "voices.bin").write_bytes((folder / "voices.bin").read_bytes()[::-1])
    assert SherpaEngine(tmp_path).version(request) != before


def test_a_broken_folder_does_not_hide_the_other_voices(tmp_path: Path) -> None:
    build_exported(tmp_path / "good")
    build_exported(tmp_path / "worse")
    (tmp_path / "worse" / "fake.onnx").write_bytes(b"")
    (tmp_path / "empty").mkdir()
    (tmp_path / "empty" / "tokens.txt").write_text("")
    assert [voice.id for voice in SherpaEngine(tmp_path).voices()] == ["good"]
    assert SherpaEngine(tmp_path / "nowhere").voices() == []


@pytest.mark.parametrize("name", ["../v", "a/../v", "..", ".", "", "/v", ".v"])
def test_no_name_leads_out_of_the_folder(tmp_path: Path, name: str) -> None:
    build_exported(tmp_path / "v")
    (tmp_path / "voices").mkdir()
    with pytest.raises(SpeechError, match="no voice"):
        SherpaEngine(tmp_path / "voices").load(VoiceId(name))


def _cut(name: str) -> Callable[[Path], object]:
    return lambda folder: (folder / name).write_bytes((folder / name).read_bytes()[:-200])


def _empty(name: str) -> Callable[[Path], object]:
    return lambda folder: (folder / name).write_bytes(b"")


def _without(name: str) -> Callable[[Path], object]:
    return lambda folder: (folder / name).unlink()


def _tokens(more: str) -> Callable[[Path], object]:
    def write(folder: Path) -> None:
        path = folder / "tokens.txt"
        path.write_text(path.read_text(encoding="utf-8") + more, encoding="utf-8")

    return write


def _lacking(**metadata: str | None) -> Callable[[Path], object]:
    return lambda folder: build_exported(folder, metadata)


def _kokoro(**metadata: str | None) -> Callable[[Path], object]:
    def write(folder: Path) -> None:
        (folder / "fake.onnx").unlink()
        build_kokoro(folder, metadata)

    return write


def _matcha(then: Callable[[Path], object]) -> Callable[[Path], object]:
    def write(folder: Path) -> None:
        (folder / "fake.onnx").unlink()
        build_matcha(folder)
        then(folder)

    return write


def _kokoro_cut(folder: Path) -> None:
    _kokoro()(folder)
    _cut("voices.bin")(folder)


def _raw_piper(folder: Path) -> None:
    fake_piper.build_piper(folder)


def _folder_for_model(folder: Path) -> None:
    (folder / "fake.onnx").unlink()
    (folder / "fake.onnx").mkdir()


def _other_graph(folder: Path) -> None:
    build_exported(folder, {"comment": "coquette", "frontend": "characters"})


def _no_vocoder_words(folder: Path) -> None:
    build_matcha(folder, vocoder={"model_type": None})


BROKEN: dict[str, Callable[[Path], object]] = {
    "no model": _without("fake.onnx"),
    "an empty model": _empty("fake.onnx"),
    "a cut model": _cut("fake.onnx"),
    "no ONNX": lambda folder: (folder / "fake.onnx").write_bytes(b"RIFF" + bytes(3000)),
    "a folder for a model": _folder_for_model,
    "no tokens": _without("tokens.txt"),
    "empty tokens": _empty("tokens.txt"),
    "tokens without a start": lambda f: build_exported(f, symbols=SYMBOLS.replace("^", "")),
    "tokens without an end": lambda f: build_exported(f, symbols=SYMBOLS.replace("$", "")),
    "tokens without padding": lambda f: build_exported(f, symbols=SYMBOLS.replace("_", "")),
    "a token without number": _tokens("ab\n"),
    "a token of two characters": _tokens("ab 900\n"),
    "a token twice": _tokens("a 900\n"),
    "a blank line of tokens": _tokens("\n\n"),
    "tokens that are no UTF-8": lambda f: (f / "tokens.txt").write_bytes(b"\xff 1\n"),
    "a raw Piper voice": _raw_piper,
    "no rate": _lacking(sample_rate=None),
    "no speakers": _lacking(n_speakers=None),
    "no language": _lacking(language=None),
    "no comment": _lacking(comment=None),
    "a rate that is no number": _lacking(sample_rate="abc"),
    "a rate of 0": _lacking(sample_rate="0"),
    "another graph": _other_graph,
    "an old Melo": _lacking(comment="melo", version="1"),
    "a Kokoro without styles' size": _kokoro(style_dim=None),
    "a Kokoro of a wrong style": _kokoro(style_dim="510,256"),
    "a Kokoro with fewer styles": _kokoro_cut,
    "a Kokoro of more speakers": _kokoro(n_speakers="3"),
    "a Kokoro without eSpeak's mark": _kokoro(has_espeak=None),
    "a Matcha without vocoder": _matcha(_without("hifigan_v2.onnx")),
    "a Matcha with a cut vocoder": _matcha(_cut("hifigan_v2.onnx")),
    "a Matcha with another vocoder": _matcha(_no_vocoder_words),
}

ATTEMPT = """
import sys
from pathlib import Path
from paracast.errors import SpeechError
from paracast.speech.engine import SpeechRequest, VoiceId
from paracast.speech.engines.sherpa import SherpaEngine
engine = SherpaEngine(Path(sys.argv[1]))
for folder in sorted(Path(sys.argv[1]).iterdir()):
    voice = VoiceId(folder.name)
    try:
        engine.load(voice).synthesize(SpeechRequest("Hello.", voice))
        print(folder.name, "| spoke")
    except SpeechError as error:
        print(folder.name, "|", "refused" if error.remedy else "no remedy", "|", error.message)
print("alive")
"""


def test_every_broken_model_is_an_error_with_a_remedy_and_the_process_lives(
    tmp_path: Path,
) -> None:
    for name, damage in BROKEN.items():
        damage(build_exported(tmp_path / name))
    build_exported(tmp_path / "zz sound")
    done = subprocess.run(
        [sys.executable, "-c", ATTEMPT, str(tmp_path)],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    *told, spoke, last = done.stdout.splitlines() or ["", ""]
    assert (spoke, last, done.returncode) == ("zz sound | spoke", "alive", 0), done.stderr
    assert {line.split(" | ")[0]: line.split(" | ")[1] for line in told} == dict.fromkeys(
        sorted(BROKEN), "refused"
    )


BARE = """
import sys
from pathlib import Path
sys.modules["sherpa_onnx"] = None
from paracast.errors import SpeechError
from paracast.speech.engine import VoiceId
from paracast.speech.engines.sherpa import SherpaEngine
engine = SherpaEngine(Path(sys.argv[1]))
print(len(engine.voices()))
try:
    engine.load(VoiceId("kokoro"))
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
    assert done.stdout.splitlines()[0] == "5"
    assert "paracast[neural]" in done.stdout
