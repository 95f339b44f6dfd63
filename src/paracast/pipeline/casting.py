"""A Script and a show's voices → who speaks what."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from paracast.article import Article, Span
from paracast.audio.clip import Mastering
from paracast.errors import SpeechError
from paracast.pipeline.jobs import ClipJob, VoicedPart
from paracast.pipeline.setup import Setup
from paracast.script import Script, Utterance
from paracast.script.parting import parts_of
from paracast.speech.casting import ESPEAK, speaks, voice_for
from paracast.speech.engine import Voice
from paracast.speech.profile import VoiceProfile
from paracast.speech.registry import find_engine
from paracast.units import Decibels, LanguageTag


@dataclass(frozen=True, slots=True)
class Cast:
    """Who speaks an article.

    Attributes:
        reader: speaks it, and whatever nobody else does.
        others: who speaks other languages that are heard.
    """

    reader: VoiceProfile
    others: Mapping[LanguageTag, VoiceProfile]

    @property
    def voices(self) -> tuple[VoiceProfile, ...]:
        """Everybody who is heard, the reader first."""
        return tuple(dict.fromkeys((self.reader, *self.others.values())))

    def voice(self, language: LanguageTag) -> VoiceProfile:
        """Return who speaks a language."""
        return self.others.get(language, self.reader)

    def parts(self, utterance: Utterance) -> list[tuple[Span, VoiceProfile]]:
        """Part an utterance's spoken text among its voices, in order."""
        parts = groupby(parts_of(utterance), lambda part: self.voice(part.language))
        return [(_whole([part.span for part in group]), voice) for voice, group in parts]


def host_language(article: Article, setup: Setup) -> LanguageTag:
    """Return the language of the show's own lines: its voice's, where that is not the article's."""
    voice = setup.voice
    return (
        article.language if setup.voice_asked or speaks(voice, article.language) else voice.language
    )


def reader_for(language: LanguageTag, setup: Setup) -> VoiceProfile:
    """Choose who reads an article of a language; a voice that the user asked for reads any."""
    if setup.voice_asked:
        return setup.voice
    profiles = _profiles(setup)
    return voice_for(language, profiles, _offered(language, profiles), setup.voice)


def cast_for(script: Script, setup: Setup) -> Cast:
    """Give every language of a script a voice.

    A voice that the user asked for reads the article in whatever language. A passage is left to
    the reader unless a profile speaks its language, or the reader is eSpeak's and eSpeak does.
    """
    profiles, reader = _profiles(setup), reader_for(script.language, setup)
    others = {}
    for language in sorted(_languages(script) - {script.language}):
        offered = _offered(language, profiles) if reader.engine == ESPEAK else ()
        voice = voice_for(language, profiles, offered, reader)
        if voice != reader:
            others[language] = voice
    return Cast(reader, others)


def _profiles(setup: Setup) -> tuple[VoiceProfile, ...]:
    return (setup.voice, *(setup.voices[name] for name in sorted(setup.voices)))


def jobs_for(
    script: Script, cast: Cast, masterings: Mapping[VoiceProfile, Mastering]
) -> list[ClipJob]:
    """Make a script's jobs: every voice by its own gain, all encoded as the reader is."""
    encoding = masterings[cast.reader].encoding
    alike = {voice: replace(known, encoding=encoding) for voice, known in masterings.items()}
    return [_job(utterance, cast.parts(utterance), alike) for utterance in script.utterances]


def _job(
    utterance: Utterance,
    parts: list[tuple[Span, VoiceProfile]],
    masterings: Mapping[VoiceProfile, Mastering],
) -> ClipJob:
    """Master by the part that wants most; the others are turned down, which clips nothing."""
    voices = [voice for _, voice in parts]
    loudest = max((masterings[voice] for voice in voices), key=lambda mastering: mastering.gain)
    job = ClipJob(
        utterance.form.text,
        voices[0],
        utterance.pause,
        loudest,
        pronunciations=utterance.form.pronunciations,
    )
    if len(parts) == 1:
        return job
    voiced = (
        VoicedPart(span.start, span.end, voice, _less(masterings[voice], loudest))
        for span, voice in parts
    )
    return replace(job, parts=tuple(voiced))


def _less(mastering: Mastering, loudest: Mastering) -> Decibels:
    return Decibels(round(mastering.gain - loudest.gain, 1))


def _languages(script: Script) -> set[LanguageTag]:
    return {
        language
        for said in script.utterances
        for language in (said.language, *(passage.language for passage in said.passages))
    }


def _offered(language: LanguageTag, profiles: Sequence[VoiceProfile]) -> Sequence[Voice]:
    """Ask eSpeak for its voices, unless a profile speaks the language."""
    if any(speaks(profile, language) for profile in profiles):
        return ()
    try:
        return find_engine(ESPEAK, profiles[0].folder).voices()
    except SpeechError:  # where eSpeak is not installed, it offers nothing
        return ()


def _whole(spans: Sequence[Span]) -> Span:
    return Span(spans[0].start, spans[-1].end)
