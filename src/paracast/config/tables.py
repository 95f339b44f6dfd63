"""A TOML file → frozen options, with every key known and every value within its limits."""

import json
import re
import tomllib
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import Any, TypeVar, get_args, get_type_hints

import msgspec

from paracast.errors import ConfigError

_T = TypeVar("_T")
_KINDS = {
    "float": "a number",
    "int": "a whole number",
    "str": "text",
    "bool": "true or false",
    "array": "a list",
    "object": "a table",
    "null": "nothing",
}
"""What msgspec's names of types are to people."""
# tomllib's time and memory grow with the square of a key's parts: 60 kB took it 9 s and 3.5 GB.
_DEEP = re.compile(r"""(?<![\w.-])(?:(?:[\w-]++|"[^"\n]*+"|'[^'\n]*+')[ \t]*+\.[ \t]*+){64}""")


def read_table(path: Path) -> dict[str, Any]:
    """Parse a TOML file.

    Raises:
        ConfigError: it cannot be read, or is no TOML.
    """
    return parse_table(read_text(path), str(path))


def read_text(path: Path) -> str:
    """Read a file of settings as text.

    Raises:
        ConfigError: it cannot be read, or is not UTF-8.
    """
    try:
        return path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise ConfigError(
            f"Cannot read {path}: {error.strerror}.", remedy="Check the name, and who may read it."
        ) from error
    except UnicodeDecodeError as error:
        raise ConfigError(f"{path} is not UTF-8.", remedy="Save it as UTF-8.") from error


def parse_table(text: str, where: str) -> dict[str, Any]:
    """Parse TOML.

    Raises:
        ConfigError: it is none.
    """
    if _DEEP.search(text):
        raise _nested(where)
    try:
        return tomllib.loads(text)
    except RecursionError as error:
        raise _nested(where) from error
    except ValueError as error:  # also of a number with thousands of digits
        raise ConfigError(
            f"{where} is not TOML: {error}.",
            remedy="Text stands in quotes, and each table and key stands once.",
        ) from error


def _nested(where: str) -> ConfigError:
    return ConfigError(f"{where} is nested too deeply.", remedy="No setting needs that: check it.")


def to_options(kind: type[_T], written: Mapping[str, Any], where: str) -> _T:
    """Make options of a table.

    Args:
        kind: a frozen dataclass; tables within the table are its fields' dataclasses.
        written: the table.
        where: what to call the file in an error.

    Raises:
        ConfigError: a key is unknown, or a value has the wrong type or is out of bounds.
    """
    _refuse_unknown(kind, written, where, table="")
    try:
        return msgspec.convert(written, kind)
    except msgspec.ValidationError as error:
        what, _, place = str(error).partition(" - at `$.")
        key = _named(place.rstrip("`")) or "A key that must be there"
        raise ConfigError(
            f"{key} in {where} is wrong: {_worded(what)}.",
            remedy="A new show's paracast.toml tells what each key takes: paracast init DIR",
        ) from error


def _named(place: str) -> str:
    """Name a key as it is found in a file: `[audio] loudness`."""
    table, dot, key = place.rpartition(".")
    return f"[{table}] {key}" if dot else place


def _worded(what: str) -> str:
    """Word for people what msgspec expected and got."""
    what = re.sub(r"`(\w+)( \| null)?`", lambda kind: _KINDS.get(kind[1], kind[1]), what)
    return f"{what[:1].lower()}{what[1:]}"


def _refuse_unknown(kind: type, written: Mapping[str, Any], where: str, table: str) -> None:
    known = {field.name for field in fields(kind)}
    hints = _hints(kind)
    for key, value in written.items():
        if key not in known:
            raise ConfigError(
                f"Unknown {'table' if isinstance(value, dict) else 'key'} "
                f"{key!r}{f' in [{table}]' if table else ''} of {where}.",
                remedy=_nearest(key, known),
            )
        inner = hints[key]
        if is_dataclass(inner) and isinstance(inner, type) and isinstance(value, dict):
            _refuse_unknown(inner, value, where, f"{table}.{key}".lstrip("."))


@cache
def _hints(kind: type) -> Mapping[str, Any]:
    """Return the types of a dataclass's fields; asking takes longer than all the rest."""
    return get_type_hints(kind)


def _nearest(key: str, known: set[str]) -> str:
    near = get_close_matches(key, known, n=1, cutoff=0.6)
    if near:
        return f"Did you mean {near[0]!r}?"
    return f"Known are {', '.join(sorted(known))}."


def limits_of(kind: type, name: str) -> msgspec.Meta | None:
    """Return the limits that a field's type states, for documents and tests."""
    hint = get_type_hints(kind, include_extras=True)[name]
    return next((extra for extra in get_args(hint)[1:] if isinstance(extra, msgspec.Meta)), None)


def quoted(text: str) -> str:
    """Write a TOML string; JSON's escapes are TOML's, and it escapes all that TOML must."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
