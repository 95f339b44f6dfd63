"""A loaded model of sherpa-onnx."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Annotated

import numpy as np
import sherpa_onnx
from msgspec import Meta

from paracast.errors import SpeechError
from paracast.speech.engine import Speech, SpeechRequest
from paracast.speech.engines.sherpa.checking import takes_phonemes
from paracast.speech.engines.sherpa.folders import Family, ModelFolder
from paracast.speech.engines.sherpa.lexicons import check_words, words_of
from paracast.speech.engines.sherpa.people import phonemes_of, speaker_count, speaker_names
from paracast.speech.espeak.ipa import Phonemizer
from paracast.speech.models.dropped_in import broken
from paracast.speech.models.speakers import speaker_number
from paracast.speech.models.threads import thread_count
from paracast.speech.phonetic.assembly import Sound, assembled
from paracast.speech.phonetic.sentences import Sentence, sentences
from paracast.speech.phonetic.sounds import fitted
from paracast.speech.tuning import tuned
from paracast.units import Hertz

_OWN_RATE = 175  # words a minute that a model's own speed counts as
_Scale = Annotated[float, Meta(ge=0.1, le=10)]


@dataclass(frozen=True, slots=True)
class SherpaOptions:
    """A profile's `[options]`.

    Attributes:
        length_scale: stretches every sound; 1 is the model's own.
    """

    length_scale: _Scale = 1.0


class SherpaVoice:
    """One model. It has no pitch to set: a request's is not heard."""

    def __init__(self, model: ModelFolder, known: frozenset[str]) -> None:
        """Load a model whose files have been checked.

        Args:
            model: the folder.
            known: its symbols.

        Raises:
            SpeechError: sherpa-onnx refuses it.
        """
        self._model, self._known = model, known
        self._phonemic = takes_phonemes(model)
        self._words = known if self._phonemic else _readable(model, known)
        self._tts = _loaded(model)
        self._rate = Hertz(self._tts.sample_rate)
        if self._rate <= 0:
            raise broken(model.model, "sherpa-onnx gives it no sample rate")

    def synthesize(self, request: SpeechRequest) -> Speech:
        """Say a text sentence by sentence, so that the place of each is known to the sample."""
        names = speaker_names(self._model.metadata)
        numbers = {name: number for number, name in enumerate(names)}
        count = self._tts.num_speakers or speaker_count(self._model.metadata)
        speaker = speaker_number(request.speaker, numbers, count)
        options = tuned(SherpaOptions, request.options, "sherpa")
        speed = request.rate / _OWN_RATE / options.length_scale
        said = (
            (sentence, self._run(written, speaker, speed))
            for sentence, written in self._written(request, speaker)
        )
        return assembled(said, self._rate, request)

    def _written(self, request: SpeechRequest, speaker: int) -> Iterator[tuple[Sentence, str]]:
        """Write what is to be said as the model takes it."""
        if not self._phonemic:
            check_words(request.text, self._words)
            yield from ((sentence, sentence.said) for sentence in _spelled(request.text))
            return
        phonemizer = _phonemizer(phonemes_of(self._model, speaker))
        for sentence in phonemizer.sentences(request.text, request.pronunciations):
            yield sentence, fitted(sentence.said, self._known, request.text)

    def _run(self, written: str, speaker: int, speed: float) -> Sound:
        settings = sherpa_onnx.GenerationConfig()
        settings.sid, settings.speed = speaker, speed
        settings.silence_scale = 1.0  # the default shrinks its pauses to a fifth
        if self._phonemic:
            settings.phoneme_codepoints = [[ord(sound) for sound in written]]
        try:
            # Not every family calls back, and a sentence is short: its samples come as a list.
            audio = self._tts.generate("" if self._phonemic else written, settings)
        except Exception as error:  # a C++ exception; pybind11 has no narrower kind for it
            raise SpeechError(
                f"sherpa-onnx failed on {written[:60]!r}: {str(error)[:200]}.",
                remedy="Download the voice again, whole: docs/voices.md",
            ) from error
        return np.array(audio.samples, np.float32)


@lru_cache(maxsize=16)
def _phonemizer(voice: str) -> Phonemizer:
    return Phonemizer(voice)


def _readable(model: ModelFolder, known: frozenset[str]) -> frozenset[str]:
    """Return the words of a model's lexicon; the letters themselves where it has none."""
    tones = "melo" in model.metadata.get("comment", "")
    return words_of(model.lexicons, tones=tones) if model.lexicons else known


def _spelled(text: str) -> list[Sentence]:
    found = list(sentences(text, lambda span: " ".join(text[span.start : span.end].split())))
    heard = [one for one in found if one.words]
    if not heard:
        raise SpeechError(f"There is nothing to say in {text[:60]!r}.", remedy="Give it words.")
    return heard


def _loaded(model: ModelFolder) -> sherpa_onnx.OfflineTts:
    configuration = sherpa_onnx.OfflineTtsConfig(
        model=sherpa_onnx.OfflineTtsModelConfig(
            **_family(model), num_threads=thread_count(), provider="cpu", debug=False
        ),
        rule_fsts="" if takes_phonemes(model) else ",".join(map(str, model.rules)),
        max_num_sentences=1,
        silence_scale=1.0,
    )
    if not configuration.validate():  # a constructor given a path to nothing may crash
        raise broken(model.folder, "sherpa-onnx misses a file of it")
    try:
        return sherpa_onnx.OfflineTts(configuration)
    except Exception as error:  # a C++ exception; pybind11 has no narrower kind for it
        why = str(error)[:200]
        raise broken(model.model, f"sherpa-onnx cannot load it ({why})") from error


def _family(model: ModelFolder) -> dict[str, object]:
    tokens, styles, path = str(model.tokens), str(model.styles), str(model.model)
    lexicon = "" if takes_phonemes(model) else ",".join(map(str, model.lexicons))
    match model.family:
        case Family.KOKORO:
            part = sherpa_onnx.OfflineTtsKokoroModelConfig(
                model=path, voices=styles, tokens=tokens, lexicon=lexicon
            )
        case Family.KITTEN:
            part = sherpa_onnx.OfflineTtsKittenModelConfig(
                model=path, voices=styles, tokens=tokens, lexicon=lexicon
            )
        case Family.MATCHA:
            part = sherpa_onnx.OfflineTtsMatchaModelConfig(
                acoustic_model=path, vocoder=str(model.vocoder), tokens=tokens, lexicon=lexicon
            )
        case Family.VITS:
            part = sherpa_onnx.OfflineTtsVitsModelConfig(model=path, tokens=tokens, lexicon=lexicon)
    return {model.family.name.lower(): part}
