"""Piper's voices: found in the show's folder of voices, loaded from there, never downloaded."""

from collections.abc import Sequence
from importlib.metadata import PackageNotFoundError
from importlib.metadata import version as version_of
from pathlib import Path

from paracast.errors import SpeechError
from paracast.speech.engine import SpeechRequest, Synthesizer, Voice, VoiceId
from paracast.speech.engines.piper.files import DESCRIPTION, MODEL, described, found_voices
from paracast.speech.models.dropped_in import fingerprint, place_of
from paracast.speech.registry import no_such_voice


class PiperEngine:
    """A voice is a pair of files, `NAME.onnx` and `NAME.onnx.json`; its id is NAME."""

    name = "piper"
    isolated = True
    slow = True

    def __init__(self, folder: Path) -> None:
        """Look at nothing yet."""
        self._folder = folder

    def version(self, request: SpeechRequest) -> str:
        """Name ONNX Runtime's version, eSpeak NG's, and the voice's two files by their bytes."""
        model = self._model(request.voice)
        try:
            runtime, phonemes = version_of("onnxruntime"), version_of("espeakng-loader")
        except PackageNotFoundError as error:
            raise _missing() from error
        files = fingerprint([model, model.with_name(model.stem + DESCRIPTION)])
        return f"piper 1, onnxruntime {runtime}, espeakng-loader {phonemes}, {files}"

    def voices(self) -> Sequence[Voice]:
        """List those of the folder, by their descriptions; no model is opened."""
        return list(found_voices(self._folder))

    def load(self, voice: VoiceId) -> Synthesizer:
        """Open the model; broken files of any kind are an error of ours."""
        model = self._model(voice)
        description = described(model)
        try:
            from paracast.speech.engines.piper.voice import PiperVoice
        except ImportError as error:
            raise _missing() from error
        return PiperVoice(model, description)

    def _model(self, voice: VoiceId) -> Path:
        place = place_of(self._folder, f"{voice}{MODEL}") if voice else None
        if place is None or not place.is_file():
            raise no_such_voice(self, voice)
        return place


def _missing() -> SpeechError:
    return SpeechError(
        "Piper's voices need ONNX Runtime, which is not installed.",
        remedy='Install it: pip install "paracast[neural]"',
    )
