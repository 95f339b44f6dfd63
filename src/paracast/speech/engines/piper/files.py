"""A Piper voice's two files: `NAME.onnx`, and `NAME.onnx.json` that tells how to speak with it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated

import msgspec
from msgspec import Meta

from paracast.errors import SpeechError
from paracast.speech.engine import Voice, VoiceId
from paracast.speech.models.dropped_in import broken, unreadable
from paracast.speech.models.languages import language_tag
from paracast.units import Hertz

MODEL, DESCRIPTION = ".onnx", ".onnx.json"
_NEEDED = "_^$"  # padding; the beginning and the end of a sentence
_CARD = "MODEL_CARD"
_STATED = re.compile(r"(?im)^[ \t*-]*(?P<what>licen[cs]e|url)[ \t]*:[ \t]*(?P<value>\S.*?)[ \t]*$")

_Ids = list[Annotated[int, Meta(ge=0)]]


@dataclass(frozen=True, slots=True)
class _Audio:
    sample_rate: Annotated[int, Meta(ge=4000, le=192_000)]


@dataclass(frozen=True, slots=True)
class _Espeak:
    voice: str


@dataclass(frozen=True, slots=True)
class _Language:
    code: str = ""


@dataclass(frozen=True, slots=True)
class Inference:
    """How the voice speaks unless told otherwise.

    Attributes:
        length_scale: stretches every sound; 1 is what the voice learnt.
        noise_scale: how much it varies its tone.
        noise_w: how much it varies its rhythm.
    """

    length_scale: float = 1.0
    noise_scale: float = 0.667
    noise_w: float = 0.8


@dataclass(frozen=True, slots=True)
class Description:
    """The part of `NAME.onnx.json` that speaking takes (`config.json` of Piper's training)."""

    audio: _Audio
    espeak: _Espeak
    phoneme_id_map: dict[str, _Ids]
    num_speakers: int = 1
    speaker_id_map: dict[str, int] = field(default_factory=dict)
    inference: Inference = Inference()
    language: _Language = _Language()
    phoneme_type: str = "espeak"

    @property
    def rate(self) -> Hertz:
        """Of the sound."""
        return Hertz(self.audio.sample_rate)


def described(model: Path) -> Description:
    """Read what stands beside a model.

    Raises:
        SpeechError: it is missing, or says what it must not.
    """
    path = model.with_name(model.stem + DESCRIPTION)
    try:
        description = msgspec.json.decode(path.read_bytes(), type=Description)
    except OSError as error:
        raise unreadable(path, error) from error
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise broken(path, f"{error}") from error
    lacking = [sign for sign in _NEEDED if not description.phoneme_id_map.get(sign)]
    if lacking:
        raise broken(path, f"its phoneme_id_map lacks {', '.join(lacking)}")
    if description.phoneme_type != "espeak":
        raise broken(path, f"it takes {description.phoneme_type!r}, and not eSpeak NG's phonemes")
    return description


def found_voices(folder: Path) -> Iterator[Voice]:
    """List the voices of a folder, by name; a broken one is not among them."""
    for path in sorted(folder.glob(f"*{DESCRIPTION}")):
        model = path.with_name(path.name.removesuffix(".json"))
        try:
            if model.is_file():
                yield _voice(model, described(model))
        except SpeechError:
            continue  # loading it tells what is wrong


def _voice(model: Path, description: Description) -> Voice:
    names = sorted(description.speaker_id_map, key=lambda name: description.speaker_id_map[name])
    return Voice(
        id=VoiceId(model.stem),
        name=model.stem,
        languages=(language_tag(description.language.code or description.espeak.voice),),
        rate=description.rate,
        licence=_licence(model),
        speakers=tuple(names) if len(names) > 1 else (),
    )


def _licence(model: Path) -> str:
    """Return what the voice's card states: `NAME.MODEL_CARD`, or for a voice alone `MODEL_CARD`.

    Many cards say only to look at an address; that is then returned.
    """
    cards = [model.with_name(f"{model.stem}.{_CARD}")]
    if len(list(model.parent.glob(f"*{MODEL}"))) == 1:
        cards.append(model.with_name(_CARD))
    for card in filter(Path.is_file, cards):
        text = card.read_text(encoding="utf-8", errors="replace")
        stated = {found["what"].lower(): found["value"] for found in _STATED.finditer(text)}
        licence = stated.get("license", stated.get("licence", ""))
        return stated.get("url", licence) if licence.lower() == "see url" else licence
    return ""
