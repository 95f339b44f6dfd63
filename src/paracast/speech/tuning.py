"""A request's options → the frozen class of an engine that understands them."""

from dataclasses import fields
from difflib import get_close_matches
from typing import TypeVar

import msgspec

from paracast.errors import SpeechError
from paracast.speech.engine import Options

_T = TypeVar("_T")


def tuned(kind: type[_T], options: Options, engine: str) -> _T:
    """Read options as an engine's own class of them.

    Args:
        kind: a frozen dataclass, every field with a default.
        options: from the `[options]` table of a voice profile.
        engine: whose they are.

    Raises:
        SpeechError: the engine does not know one, or it has a wrong value.
    """
    known = sorted(field.name for field in fields(kind))  # type: ignore[arg-type]
    listed = ", ".join(known) or "none"
    for name, _ in options:
        if name not in known:
            near = get_close_matches(name, known, n=1, cutoff=0.6)
            raise SpeechError(
                f"The engine {engine!r} has no option {name!r}.",
                remedy=f"Did you mean {near[0]!r}?" if near else f"It has: {listed}.",
            )
    try:
        return msgspec.convert(dict(options), kind)
    except msgspec.ValidationError as error:
        what, _, place = str(error).partition(" - at `$.")
        raise SpeechError(
            f"The option {place.rstrip('`')} of the engine {engine!r} is wrong: "
            f"{what[:1].lower()}{what[1:]}.",
            remedy="Mend it in [options] of the voice's profile.",
        ) from error
