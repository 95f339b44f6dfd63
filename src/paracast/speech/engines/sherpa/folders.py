"""A folder of files → which family of models it is."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from pathlib import Path

from paracast.speech.engines.sherpa.metadata import metadata_of
from paracast.speech.models.dropped_in import broken

TOKENS, STYLES = "tokens.txt", "voices.bin"
_VOCODERS = ("vocos", "hifigan")
_SMALLER = (".int8", ".fp16", ".q8")  # slower on a processor, or not as good
_MATCHA = "model-steps"
_KITTEN = "kitten"


class Family(Enum):
    """Models that are made, and spoken to, alike."""

    VITS = "VITS"
    MATCHA = "Matcha"
    KOKORO = "Kokoro"
    KITTEN = "Kitten"


@dataclass(frozen=True)
class ModelFolder:
    """What lies in a voice's folder.

    Attributes:
        model: what speaks, or for Matcha what draws its spectrum.
        vocoder: makes sound of a spectrum; Matcha's only.
        lexicons: how words are written in tokens.
        rules: how text is normalised.
    """

    folder: Path
    model: Path
    vocoder: Path | None
    lexicons: tuple[Path, ...]
    rules: tuple[Path, ...]

    @cached_property
    def metadata(self) -> Mapping[str, str]:
        """What the model says of itself.

        Raises:
            SpeechError: it is not a whole model.
        """
        return metadata_of(self.model)

    @property
    def family(self) -> Family:
        """Tell by the files, and by the model's own word where those are the same."""
        if self.styles.is_file():
            kitten = self.metadata.get("model_type", "").startswith(_KITTEN)
            return Family.KITTEN if kitten else Family.KOKORO
        matcha = self.vocoder or self.model.name.startswith(_MATCHA)
        return Family.MATCHA if matcha else Family.VITS

    @property
    def tokens(self) -> Path:
        """The symbols and their numbers."""
        return self.folder / TOKENS

    @property
    def styles(self) -> Path:
        """How the speakers of Kokoro and Kitten sound."""
        return self.folder / STYLES

    @property
    def files(self) -> tuple[Path, ...]:
        """All that is audible in what it says."""
        named = (self.model, self.vocoder, self.tokens, self.styles, *self.lexicons, *self.rules)
        return tuple(path for path in named if path and path.is_file())


def is_model_folder(folder: Path) -> bool:
    """Tell whether a folder holds a model; whether it is a sound one, only opening it tells."""
    return (folder / TOKENS).is_file() or any(folder.glob("*.onnx"))


def opened(folder: Path) -> ModelFolder:
    """Look at what lies in a voice's folder.

    Raises:
        SpeechError: there is no model.
    """
    models = sorted(folder.glob("*.onnx"), key=lambda path: (_is_smaller(path), path.name))
    vocoders = [path for path in models if _is_vocoder(path)]
    speaking = [path for path in models if path not in vocoders]
    if not speaking:
        raise broken(folder, "it has no model, a file *.onnx")
    return ModelFolder(
        folder,
        speaking[0],
        vocoders[0] if vocoders else None,
        tuple(sorted(folder.glob("lexicon*.txt"))),
        tuple(sorted(folder.glob("*.fst"))),
    )


def _is_vocoder(path: Path) -> bool:
    return any(name in path.name for name in _VOCODERS)


def _is_smaller(path: Path) -> bool:
    return any(mark in path.name for mark in _SMALLER)
