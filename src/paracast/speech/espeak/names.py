"""What people call a language → what eSpeak NG calls the voice that speaks it."""

from functools import cache

from paracast.speech.espeak.library import LibraryVoice, library

_MBROLA = "mb/"  # these voices need data that eSpeak NG does not bring


@cache
def offered_voices() -> tuple[LibraryVoice, ...]:
    """Return the voices that need nothing but eSpeak NG's own data."""
    return tuple(v for v in library().voices() if not v.identifier.startswith(_MBROLA))


def identifier_of(name: str) -> str | None:
    """Return the library's name of a voice: by language, by file, or by display name."""
    wanted, offered = name.casefold(), offered_voices()
    for known in (
        {tag.casefold(): v.identifier for v in reversed(offered) for tag in v.languages[:1]},
        {v.identifier.rpartition("/")[2].casefold(): v.identifier for v in offered},
        {v.name.casefold(): v.identifier for v in offered},
        {tag.casefold(): v.identifier for v in reversed(offered) for tag in v.languages},
    ):
        if wanted in known:
            return known[wanted]
    return None
