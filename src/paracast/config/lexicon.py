"""`lexicon.toml` ↔ the user's pronunciations."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from paracast.config.tables import parse_table, quoted, read_table, read_text, to_options
from paracast.errors import ConfigError
from paracast.files import replacing
from paracast.script.ipa import foreign_character
from paracast.script.lexicon import NO_LEXICON, Entry, Lexicon, agree, most_specific_first
from paracast.units import LanguageTag

NAME = "lexicon.toml"
_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*\Z")
_HOW = "docs/lexicon.md shows how."


@dataclass(frozen=True, slots=True)
class _Tables:
    """The file as TOML has it: words with their respellings, and whole entries."""

    words: dict[str, Any] = field(default_factory=dict)
    entry: tuple[dict[str, Any], ...] = ()


def read_lexicon(path: Path) -> Lexicon:
    """Read a file of pronunciations.

    Raises:
        ConfigError: it cannot be read, an entry is wrong, or two are of the same written form.
    """
    return _lexicon(read_table(path), str(path))


def show_lexicon(folder: Path) -> Lexicon:
    """Read a show's own pronunciations; it need not have any.

    Raises:
        ConfigError: an entry is wrong.
    """
    return read_lexicon(folder / NAME) if (folder / NAME).is_file() else NO_LEXICON


@dataclass(frozen=True, slots=True)
class Added:
    """What became of entries that were to be added: `known` had a pronunciation already."""

    added: tuple[Entry, ...]
    known: tuple[Entry, ...]


def add_entries(path: Path, entries: Iterable[Entry]) -> Added:
    """Write entries below what a file of pronunciations holds, which stays as it is.

    Raises:
        ConfigError: the file is wrong, or an entry is.
        ShelfError: it cannot be written.
    """
    text = read_text(path) if path.is_file() else ""
    taken = defaultdict[str, list[LanguageTag]](list)
    for entry in _lexicon(parse_table(text, str(path)), str(path)).entries:
        taken[entry.key[0]].append(entry.language)
    added, known = list[Entry](), list[Entry]()
    for entry in entries:
        has_one = any(agree(entry.language, language) for language in taken[entry.key[0]])
        (known if has_one else added).append(entry)
        taken[entry.key[0]].append(entry.language)
    if added:
        whole = "\n\n".join(filter(None, (text.rstrip(), *map(_entry_text, added)))) + "\n"
        _lexicon(parse_table(whole, str(path)), str(path))
        with replacing(path) as file:
            file.write(whole.encode())
    return Added(tuple(added), tuple(known))


def _entry_text(entry: Entry) -> str:
    lines = ["[[entry]]"]
    for each in fields(Entry):
        value = getattr(entry, each.name)
        if value != each.default:
            written = quoted(value) if isinstance(value, str) else str(value).lower()
            lines.append(f"{each.name} = {written}")
    return "\n".join(lines)


def _lexicon(table: Mapping[str, Any], where: str) -> Lexicon:
    if isinstance(table.get("entry"), dict):
        raise ConfigError(
            f"[entry] in {where} is one table.", remedy="Begin each entry with [[entry]]."
        )
    seen: dict[tuple[str, str], str] = {}
    entries = []
    for entry, place in _entries(to_options(_Tables, table, where), where):
        if entry.key in seen:
            raise ConfigError(
                f"{entry.written!r} stands twice in {where}: {seen[entry.key]} and {place}.",
                remedy="Keep one of them, or give them different languages.",
            )
        seen[entry.key] = place
        entries.append(entry)
    return Lexicon(most_specific_first(entries))


def _entries(tables: _Tables, where: str) -> Iterator[tuple[Entry, str]]:
    for written, say in tables.words.items():
        full = f"{written!r} in [words] of {where}"
        entry = to_options(Entry, {"written": written, "say": say}, full)
        yield checked(entry, full), "in [words]"
    for number, table in enumerate(tables.entry, start=1):
        named = (
            f"entry {number} ({table['written']!r})" if "written" in table else f"entry {number}"
        )
        yield checked(to_options(Entry, table, f"{named} of {where}"), f"{named} of {where}"), named


def checked(entry: Entry, where: str) -> Entry:
    """Return an entry if it can be spoken.

    Raises:
        ConfigError: it says nothing, or what it must not.
    """
    if not entry.written.strip():
        raise ConfigError(f"{where} has no written form.", remedy="Give the word that it is for.")
    if not (entry.say.strip() or entry.spell or entry.phonemes.strip()):
        raise ConfigError(
            f"{where} says nothing.", remedy=f"Give it say, phonemes, or spell = true; {_HOW}"
        )
    if entry.spell and (entry.say or not any(map(str.isalnum, entry.written))):
        raise ConfigError(
            f"{where} cannot be spelled.", remedy="Leave out spell or say, and spell only letters."
        )
    if entry.language and not _TAG.match(entry.language):
        raise ConfigError(
            f"The language of {where} is {entry.language!r}.",
            remedy="Write it as a language tag: en, en-GB, es, …",
        )
    foreign = foreign_character(entry.phonemes)
    if foreign:
        raise ConfigError(
            f"The phonemes of {where} hold {foreign!r}, which is not IPA.",
            remedy="Write IPA without slashes or brackets; stress is ˈ (U+02C8) and ˌ (U+02CC), "
            "length is ː (U+02D0). For a respelling, use say.",
        )
    return entry
