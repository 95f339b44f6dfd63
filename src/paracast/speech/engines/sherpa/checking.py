"""What sherpa-onnx expects of a model, looked at before it does.

Each of these it answers by ending the process, or by silence (2.0.1: the constructors of
`offline-tts-*-model.cc` and of `vocoder.cc`).
"""

from collections.abc import Mapping
from math import prod

from paracast.speech.engines.sherpa.folders import Family, ModelFolder
from paracast.speech.engines.sherpa.metadata import inputs_of, metadata_of
from paracast.speech.engines.sherpa.tokens import tokens_of
from paracast.speech.models.dropped_in import broken

_FLOAT = 4  # bytes
_MELO = 2  # the first version of its exports that is still read
_NUMBERS = ("sample_rate", "n_speakers")
_NEEDED = {
    Family.VITS: ("language", "comment"),
    Family.MATCHA: (),
    Family.KOKORO: ("has_espeak", "style_dim"),
    Family.KITTEN: ("has_espeak", "style_dim", "model_type"),
}
_INPUTS = {
    Family.VITS: range(5, 7),
    Family.MATCHA: range(4, 6),
    Family.KOKORO: range(3, 4),
    Family.KITTEN: range(3, 4),
}
_IN_ONE = ("piper", "coqui")  # whose models take all three scales as one input
_PIPER_INPUTS, _MELO_INPUTS = range(3, 6), range(7, 8)
_STYLE_SHAPE = {Family.KOKORO: 3, Family.KITTEN: 2}
_PHONEMES = ("piper", "coqui", "icefall")  # who made the VITS models that take them
_FRONT_END = "characters"


def takes_phonemes(model: ModelFolder) -> bool:
    """Tell whether a model speaks from eSpeak NG's phonemes, and not from text by its lexicon."""
    told = model.metadata
    if model.family is Family.VITS:
        made = any(name in told.get("comment", "") for name in _PHONEMES)
        return made and told.get("frontend") != _FRONT_END
    if model.family is Family.MATCHA:
        return told.get("jieba", "0") in {"", "0"}
    return True


def checked(model: ModelFolder) -> frozenset[str]:
    """Look at every file of a model; return the symbols that it knows.

    Raises:
        SpeechError: one is missing, broken, or does not fit the others.
    """
    told, family = model.metadata, model.family
    lacking = [key for key in (*_NUMBERS, *_NEEDED[family]) if not told.get(key)]
    if lacking:
        raise broken(
            model.model, f"its metadata lack {', '.join(lacking)}, so sherpa-onnx did not export it"
        )
    for key in _NUMBERS:
        if number_of(told, key) <= (0 if key == "sample_rate" else -1):
            raise broken(model.model, f"its {key} is {told[key]!r}")
    if family in _STYLE_SHAPE:
        _check_styles(model)
    if family is Family.MATCHA:
        _check_vocoder(model)
    if "melo" in told.get("comment", "") and number_of(told, "version") < _MELO:
        raise broken(model.model, "it is of a version that is no longer read")
    _check_inputs(model)
    phonemes = takes_phonemes(model)
    needed = "_^$" if phonemes and family is Family.VITS else ""
    return tokens_of(model.tokens, single=phonemes, needed=needed)


def number_of(told: Mapping[str, str], key: str) -> int:
    """Return a number of a model's metadata; -1 where there is none."""
    digits = told.get(key, "").strip()
    return int(digits) if digits.isdecimal() else -1


def _check_inputs(model: ModelFolder) -> None:
    """Count what the graph takes: sherpa-onnx crashes where it gives more than that."""
    comment, fitting = model.metadata.get("comment", ""), _INPUTS[model.family]
    if model.family is Family.VITS and "melo" in comment:
        fitting = _MELO_INPUTS
    elif model.family is Family.VITS and any(name in comment for name in _IN_ONE):
        fitting = _PIPER_INPUTS
    given = inputs_of(model.model)
    if len(given) not in fitting:
        raise broken(
            model.model, f"it takes {', '.join(given)}, unlike a {model.family.value} model"
        )


def _check_styles(model: ModelFolder) -> None:
    """Compare the size of the speakers' styles with what the model tells of them."""
    told = model.metadata["style_dim"].split(",")
    shape = [int(size) if size.strip().isdecimal() else 0 for size in told]
    if len(shape) != _STYLE_SHAPE[model.family] or 0 in shape:
        raise broken(model.model, f"its style_dim is {model.metadata['style_dim']!r}")
    if model.family is Family.KITTEN and model.metadata["has_espeak"] != "1":
        raise broken(model.model, "it takes no phonemes of eSpeak NG")
    expected = prod(shape) * number_of(model.metadata, "n_speakers") * _FLOAT
    found = model.styles.stat().st_size
    if found != expected:
        raise broken(model.styles, f"it has {found:,} bytes where the model expects {expected:,}")


def _check_vocoder(model: ModelFolder) -> None:
    vocoder = model.vocoder
    if vocoder is None:
        raise broken(model.folder, "a Matcha model needs a vocoder beside it, vocos-*.onnx")
    told = metadata_of(vocoder)
    if not told.get("model_type"):
        raise broken(vocoder, "it is not a vocoder that sherpa-onnx exported")
    rate = told.get("sample_rate", "")
    if rate and rate != model.metadata["sample_rate"]:
        raise broken(
            vocoder, f"it makes sound at {rate} Hz, the model at {model.metadata['sample_rate']}"
        )
