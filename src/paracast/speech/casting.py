"""A language → the voice that speaks it."""

from collections.abc import Iterable, Sequence

from paracast.article import same_language
from paracast.speech.engine import Voice
from paracast.speech.profile import VoiceProfile
from paracast.units import LanguageTag

ESPEAK = "espeak"
"""The engine that has a voice for most languages."""


def speaks(voice: VoiceProfile, language: LanguageTag) -> bool:
    """Tell whether a voice speaks a language; one without a language says anything."""
    return "und" in {voice.language, language} or same_language(voice.language, language)


def voice_for(
    language: LanguageTag,
    voices: Iterable[VoiceProfile],
    offered: Sequence[Voice],
    default: VoiceProfile,
) -> VoiceProfile:
    """Choose who speaks a language.

    Args:
        language: what is to be spoken.
        voices: the profiles to choose from; of several that fit, one of the same region, else the
            first.
        offered: eSpeak's voices, for a language that no profile speaks.
        default: speaks where it can, and where nobody else can. A voice of eSpeak takes on its
            rate, its pitch, and where it is eSpeak's too its variant: so the timbre stays.
    """
    if speaks(default, language):
        return default
    fitting = [voice for voice in voices if same_language(voice.language, language)]
    if fitting:
        exact = (voice for voice in fitting if voice.language.lower() == language.lower())
        return next(exact, fitting[0])
    tag = _offered_tag(language, offered)
    return _like(default, tag) if tag else default


def _offered_tag(language: LanguageTag, offered: Sequence[Voice]) -> LanguageTag | None:
    """Return the narrowest of a language's tags that is offered: `pt-br`, else `pt`."""
    tags = {tag.lower() for voice in offered for tag in voice.languages}
    subtags = language.lower().split("-")
    wanted = ("-".join(subtags[:count]) for count in range(len(subtags), 0, -1))
    return next((LanguageTag(tag) for tag in wanted if tag in tags), None)


def _like(default: VoiceProfile, tag: LanguageTag) -> VoiceProfile:
    _, plus, variant = default.voice.partition("+") if default.engine == ESPEAK else ("", "", "")
    voice = tag + plus + variant
    return VoiceProfile(
        f"{ESPEAK}:{voice}",
        ESPEAK,
        voice,
        tag,
        default.rate,
        default.pitch,
        default.pitch_range,
        volume=default.volume,
        pause_scale=default.pause_scale,
        folder=default.folder,
    )
