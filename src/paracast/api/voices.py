"""A show's voices, and those that the installed engines offer: listed, heard, compared."""

import wave
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from paracast.api.comparing import render_comparison
from paracast.config import with_voice
from paracast.errors import SpeechError, UsageError
from paracast.files import replacing
from paracast.pcm import Pcm
from paracast.pipeline.auditioning import Audition, audition
from paracast.pipeline.pronouncing import speak, try_text
from paracast.pipeline.setup import Setup
from paracast.pipeline.workers.staffing import Workers, opened
from paracast.speech.engine import Voice
from paracast.speech.profile import VoiceProfile
from paracast.speech.registry import engine_names, find_engine


@dataclass(frozen=True, slots=True)
class Offer:
    """What an installed engine offers.

    Attributes:
        error: why it cannot tell; else None.
    """

    engine: str
    voices: tuple[Voice, ...] = ()
    error: SpeechError | None = None


@dataclass(frozen=True, slots=True)
class Comparison:
    """A page on which voices are heard side by side.

    Attributes:
        auditions: what each of them said; one that failed has its error.
        length: of the page, in bytes.
    """

    path: Path
    auditions: tuple[Audition, ...]
    length: int


def profiles(setup: Setup, engine: str, language: str) -> tuple[VoiceProfile, ...]:
    """Return the profiles of an engine and a language; empty: of any."""
    return tuple(
        profile
        for profile in setup.voices.values()
        if _speaks((profile.language,), language) and engine in {"", profile.engine}
    )


def offers(setup: Setup, engine: str, language: str) -> Iterator[Offer]:
    """Ask engines for their voices; one that cannot answer stops nobody, unless it alone is asked.

    Raises:
        SpeechError: there is no such engine, or it cannot answer.
    """
    for name in [engine] if engine else engine_names():
        try:
            voices = find_engine(name, setup.voice.folder).voices()
        except SpeechError as error:
            if engine:
                raise
            yield Offer(name, error=error)
            continue
        yield Offer(name, tuple(one for one in voices if _speaks(one.languages, language)))


def say(text: str, path: Path, setup: Setup) -> Pcm:
    """Say a text into a WAV file.

    Raises:
        UsageError: it holds nothing to say.
        SpeechError: the voice is missing, or made no sound.
        ShelfError: the file cannot be written.
    """
    form = try_text(text, setup)
    if not any(map(str.isalnum, form.text)):
        raise UsageError("There is nothing to say in that.", remedy="Give it words.")
    pcm = speak(form, setup)
    with replacing(path) as file, wave.open(file, "wb") as recording:
        recording.setnchannels(1)
        recording.setsampwidth(2)
        recording.setframerate(pcm.rate)
        recording.writeframes(pcm.samples.astype(np.dtype("<i2")).tobytes())
    return pcm


def compare(
    chosen: Collection[VoiceProfile], text: str, path: Path, setup: Setup, workers: Workers
) -> Comparison:
    """Write a page with a sample of each voice.

    Raises:
        UsageError: there is no voice to compare.
        ShelfError: the page cannot be written.
    """
    if not chosen:
        raise UsageError("There is no such voice to compare.", remedy="List them: paracast voices")
    with opened(workers) as executor:
        heard = tuple(audition(tuple(chosen), text, setup, executor))
    title = f"Voices of {setup.show.title}" if setup.show.title else "Voices"
    page = render_comparison(heard, title).encode()
    with replacing(path) as file:
        file.write(page)
    return Comparison(path, heard, len(page))


def named(names: Collection[str], language: str, setup: Setup) -> tuple[VoiceProfile, ...]:
    """Return the voices of these names that speak a language; without names, all profiles that do.

    Raises:
        SpeechError: there is no such voice.
    """
    if not names:
        return profiles(setup, "", language)
    voices = (with_voice(setup, name).voice for name in names)
    return tuple(voice for voice in voices if _speaks((voice.language,), language))


def _speaks(languages: tuple[str, ...], wanted: str) -> bool:
    tag = wanted.lower()
    return not tag or any(
        one.lower() == tag or one.lower().startswith(f"{tag}-") for one in languages
    )
