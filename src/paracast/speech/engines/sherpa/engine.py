"""sherpa-onnx's models: a folder each in the show's folder of voices, never downloaded."""

from collections.abc import Iterator, Sequence
from importlib.metadata import PackageNotFoundError
from importlib.metadata import version as version_of
from pathlib import Path

from paracast.errors import SpeechError
from paracast.speech.engine import SpeechRequest, Synthesizer, Voice, VoiceId
from paracast.speech.engines.sherpa.checking import checked, number_of
from paracast.speech.engines.sherpa.folders import ModelFolder, is_model_folder, opened
from paracast.speech.engines.sherpa.people import languages_of, speaker_count, speaker_names
from paracast.speech.models.dropped_in import fingerprint, place_of
from paracast.speech.registry import no_such_voice
from paracast.units import Hertz


class SherpaEngine:
    """A voice is a folder as sherpa-onnx publishes it; its id is the folder's name."""

    name = "sherpa"
    isolated = True
    slow = True

    def __init__(self, folder: Path) -> None:
        """Look at nothing yet."""
        self._folder = folder

    def version(self, request: SpeechRequest) -> str:
        """Name sherpa-onnx's version, eSpeak NG's, and the folder's files by their bytes."""
        model = self._model(request.voice)
        try:
            library, phonemes = version_of("sherpa-onnx"), version_of("espeakng-loader")
        except PackageNotFoundError as error:
            raise _missing() from error
        files = fingerprint(model.files)
        return f"sherpa 1, sherpa-onnx {library}, espeakng-loader {phonemes}, {files}"

    def voices(self) -> Sequence[Voice]:
        """List those of the folder, by their models' own words; no model is loaded."""
        return list(self._found())

    def load(self, voice: VoiceId) -> Synthesizer:
        """Check every file of the model, then load it."""
        model = self._model(voice)
        known = checked(model)
        try:
            from paracast.speech.engines.sherpa.voice import SherpaVoice
        except ImportError as error:
            raise _missing() from error
        return SherpaVoice(model, known)

    def _model(self, voice: VoiceId) -> ModelFolder:
        place = place_of(self._folder, voice)
        if place is None or not place.is_dir() or not is_model_folder(place):
            raise no_such_voice(self, voice)
        return opened(place)

    def _found(self) -> Iterator[Voice]:
        folders = self._folder.iterdir() if self._folder.is_dir() else ()
        for folder in sorted(folders):
            if place_of(self._folder, folder.name) and folder.is_dir() and is_model_folder(folder):
                try:
                    yield _voice(opened(folder))
                except SpeechError:
                    continue  # loading it tells what is wrong


def _voice(model: ModelFolder) -> Voice:
    told, count = model.metadata, speaker_count(model.metadata)
    names = speaker_names(told) or tuple(map(str, range(count)))
    return Voice(
        id=VoiceId(model.folder.name),
        name=f"{model.folder.name} ({model.family.value})",
        languages=languages_of(model),
        rate=Hertz(max(0, number_of(told, "sample_rate"))),
        licence=told.get("license", ""),
        speakers=names if len(names) > 1 else (),
    )


def _missing() -> SpeechError:
    return SpeechError(
        "This voice needs sherpa-onnx, which is not installed.",
        remedy='Install it: pip install "paracast[neural]"',
    )
