"""A Script and a show's voices → who speaks what."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from paracast.article import Article, Span
from paracast.audio.clip import Mastering
from paracast.audio.options import Encoding
from paracast.episode.model import Turn
from paracast.errors import SpeechError
from paracast.pipeline.calibrating import Calibration
from paracast.pipeline.jobs import ClipJob, Voiced, VoicedPart
from paracast.pipeline.setup import Setup
from paracast.script import Script, Utterance
from paracast.script.parting import Part, parts_of
from paracast.speech.casting import ESPEAK, speaks, voice_for
from paracast.speech.engine import Voice
from paracast.speech.profile import VoiceProfile
from paracast.speech.registry import find_engine
from paracast.units import Decibels, LanguageTag, Milliseconds


@dataclass(frozen=True, slots=True)
class Cast:
    """Who speaks an article.

    Attributes:
        reader: speaks it, and whatever nobody else does.
        others: who speaks other languages that are heard, where the voice of a stretch does not.
        named: who speaks what the show's rules give to a voice, by the name that a rule uses.
        speech: the name of who says direct speech; empty: nobody in particular.
        voices: everybody who is heard in the script that it was made for, the reader first.
    """

    reader: VoiceProfile
    others: Mapping[LanguageTag, VoiceProfile] = field(default_factory=dict)
    named: Mapping[str, VoiceProfile] = field(default_factory=dict)
    speech: str = ""
    voices: tuple[VoiceProfile, ...] = ()

    def voice(self, name: str, language: LanguageTag) -> VoiceProfile:
        """Return who speaks a language where a rule names that voice, or none."""
        cast = self.named.get(name, self.reader)
        if name and speaks(cast, language):
            return cast
        return self.others.get(language, self.reader if speaks(self.reader, language) else cast)

    def parts(self, utterance: Utterance) -> list[Voiced]:
        """Part an utterance's spoken text among its voices, in order."""

        def voice_of(part: Part) -> VoiceProfile:
            return self.voice(self.speech if part.is_speech else utterance.voice, part.language)

        return [
            Voiced(_whole([part.span for part in group]), voice)
            for voice, group in groupby(parts_of(utterance), voice_of)
        ]

    def turns(self, utterance: Utterance) -> tuple[Turn, ...]:
        """Tell where in an utterance's written words who begins to speak: a person, or a voice."""
        if utterance.speaker:
            return (Turn(0, utterance.speaker),)
        place = utterance.form.written_position
        parts = self.parts(utterance)
        return tuple(Turn(place(part.span.start), part.voice.name) for part in parts)


def _heard(script: Script, cast: Cast) -> tuple[VoiceProfile, ...]:
    heard = (part.voice for said in script.utterances for part in cast.parts(said))
    return tuple(dict.fromkeys((cast.reader, *heard)))


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
    ruled = _ruled(language, setup)
    if ruled:
        return ruled
    profiles = _profiles(setup)
    return voice_for(language, profiles, _offered(language, profiles), setup.voice)


def cast_for(script: Script, setup: Setup) -> Cast:
    """Give every language of a script a voice, and every stretch that a rule of the show names.

    A voice that the user asked for reads the article in whatever language. A passage is left to
    the voice around it unless a rule or a profile speaks its language, or the reader is eSpeak's
    and eSpeak does.
    """
    profiles, reader = _profiles(setup), reader_for(script.language, setup)
    others = {}
    for language in sorted(_languages(script) - {script.language}):
        offered = _offered(language, profiles) if reader.engine == ESPEAK else ()
        ruled = _ruled(language, setup)
        voice = ruled or voice_for(language, profiles, offered, reader)
        if voice != reader:
            others[language] = voice
    cast = Cast(reader, others, setup.cast, setup.casting.speech)
    return replace(cast, voices=_heard(script, cast))


def _ruled(language: LanguageTag, setup: Setup) -> VoiceProfile | None:
    """Return who speaks a language by a rule of the show: of its region first."""
    rules = {tag.lower(): name for tag, name in setup.casting.languages.items()}
    name = rules.get(language.lower()) or rules.get(language.lower().partition("-")[0])
    return setup.cast[name] if name else None


def _profiles(setup: Setup) -> tuple[VoiceProfile, ...]:
    return (setup.voice, *(setup.voices[name] for name in sorted(setup.voices)))


def jobs_for(
    script: Script, cast: Cast, calibrations: Mapping[VoiceProfile, Calibration]
) -> list[ClipJob]:
    """Make a script's jobs: every voice by its own gain, all encoded as the reader is."""
    encoding = calibrations[cast.reader].mastering.encoding
    return [_job(said, cast.parts(said), calibrations, encoding) for said in script.utterances]


def _job(
    utterance: Utterance,
    parts: Sequence[Voiced],
    calibrations: Mapping[VoiceProfile, Calibration],
    encoding: Encoding,
) -> ClipJob:
    """Master by the part that wants most; the others are turned down, which clips nothing."""
    known = [calibrations[part.voice] for part in parts]
    loudest = max((one.mastering for one in known), key=lambda mastering: mastering.gain)
    voiced = (
        VoicedPart(part, _less(one.mastering, loudest), one.pace, one.kept_as)
        for part, one in zip(parts, known, strict=True)
    )
    return ClipJob(
        utterance.form.text,
        tuple(voiced),
        Milliseconds(round(utterance.pause * parts[-1].voice.pause_scale)),
        replace(loudest, encoding=encoding),
        utterance.form.pronunciations,
    )


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
