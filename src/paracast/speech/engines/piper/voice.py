"""A loaded Piper voice."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import numpy as np
import numpy.typing as npt
import onnxruntime
from msgspec import Meta

from paracast.errors import SpeechError
from paracast.speech.engine import Speech, SpeechRequest
from paracast.speech.engines.piper.files import Description
from paracast.speech.espeak.ipa import Phonemizer
from paracast.speech.models.dropped_in import broken
from paracast.speech.models.speakers import speaker_number
from paracast.speech.models.threads import thread_count
from paracast.speech.phonetic.assembly import Sound, assembled
from paracast.speech.phonetic.sounds import fitted
from paracast.speech.tuning import tuned

_OWN_RATE = 175  # words a minute that a voice's own length scale counts as
_QUIET = 4  # only what is fatal
_INPUTS = frozenset({"input", "input_lengths", "scales"})
_SPEAKER = "sid"

_Scale = Annotated[float, Meta(ge=0.1, le=10)]
_Noise = Annotated[float, Meta(ge=0, le=5)]


@dataclass(frozen=True, slots=True)
class PiperOptions:
    """A profile's `[options]`; what is not told is the voice's own.

    Attributes:
        length_scale: stretches every sound.
        noise_scale: how much the tone varies.
        noise_w: how much the rhythm varies.
    """

    length_scale: _Scale | None = None
    noise_scale: _Noise | None = None
    noise_w: _Noise | None = None


class PiperVoice:
    """One model. It has no pitch to set: a request's is not heard."""

    def __init__(self, model: Path, description: Description) -> None:
        """Load a model.

        Raises:
            SpeechError: it is not a Piper voice, or eSpeak NG does not speak its language.
        """
        self._name, self._description = model.name, description
        self._phonemizer = Phonemizer(description.espeak.voice)
        self._session = _opened(model)
        given = {one.name for one in self._session.get_inputs()}
        if not given >= _INPUTS or given - _INPUTS - {_SPEAKER}:
            raise broken(model, f"it takes {', '.join(sorted(given))}, unlike a Piper voice")
        self._has_speakers = _SPEAKER in given

    def synthesize(self, request: SpeechRequest) -> Speech:
        """Say a text sentence by sentence."""
        ids = self._description.phoneme_id_map
        say = self._ready(request)
        sentences = self._phonemizer.sentences(request.text, request.pronunciations)
        said = ((one, say(fitted(one.said, ids.keys(), request.text))) for one in sentences)
        return assembled(said, self._description.rate, request)

    def _ready(self, request: SpeechRequest) -> Callable[[str], Sound]:
        """Set what holds for all sentences of a request."""
        about, options = self._description, tuned(PiperOptions, request.options, "piper")
        own = about.inference
        length = _first(options.length_scale, own.length_scale) * _OWN_RATE / request.rate
        noise = _first(options.noise_scale, own.noise_scale)
        scales = np.array([noise, length, _first(options.noise_w, own.noise_w)], np.float32)
        speaker = speaker_number(request.speaker, about.speaker_id_map, about.num_speakers)
        fixed: dict[str, npt.NDArray[np.generic]] = {"scales": scales}
        if self._has_speakers:
            fixed[_SPEAKER] = np.array([speaker], np.int64)
        return lambda ipa: self._run(ipa, fixed)

    def _run(self, ipa: str, fixed: dict[str, npt.NDArray[np.generic]]) -> Sound:
        ids = np.array([self._ids(ipa)], np.int64)
        given = {"input": ids, "input_lengths": np.array([ids.shape[1]], np.int64)}
        try:
            (sound, *_) = self._session.run(None, given | fixed)
        except Exception as error:  # the runtime's own kinds share no narrower one
            raise SpeechError(
                f"The voice {self._name} failed: {str(error)[:200]}.",
                remedy="Download it again, both files of the same voice: docs/voices.md",
            ) from error
        return np.asarray(sound, np.float32).reshape(-1)

    def _ids(self, ipa: str) -> list[int]:
        """Number a sentence as Piper's training does: padding after the start and each sound."""
        known = self._description.phoneme_id_map
        ids = [*known["^"], *known["_"]]
        for sound in ipa:
            ids += (*known[sound], *known["_"])
        return [*ids, *known["$"]]


def _first(told: float | None, own: float) -> float:
    return own if told is None else told


def _opened(model: Path) -> onnxruntime.InferenceSession:
    settings = onnxruntime.SessionOptions()
    settings.intra_op_num_threads = thread_count()
    settings.inter_op_num_threads = 1
    settings.log_severity_level = _QUIET
    try:
        return onnxruntime.InferenceSession(
            str(model), settings, providers=["CPUExecutionProvider"]
        )
    except Exception as error:  # the runtime's own kinds share no narrower one
        raise broken(model, f"ONNX Runtime cannot load it ({str(error)[:200]})") from error
