"""A pronunciation lexicon of the W3C → entries (Pronunciation Lexicon Specification 1.0).

Of several pronunciations of a lexeme, the preferred one counts, else the first (section 4.9). The
file is read as XML without entities, document type or network.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from paracast.config.lexicon import checked
from paracast.errors import ConfigError
from paracast.script.lexicon import Entry
from paracast.units import LanguageTag

_SPACE = "{http://www.w3.org/2005/01/pronunciation-lexicon}"
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


def read_pls(path: Path) -> tuple[Entry, ...]:
    """Read the entries of a PLS file: one for each grapheme.

    Raises:
        ConfigError: it cannot be read, is no PLS, or has phonemes that are not in IPA.
    """
    try:
        return entries_of(path.read_bytes(), str(path))
    except OSError as error:
        raise ConfigError(
            f"Cannot read {path}: {error.strerror}.", remedy="Check the name, and who may read it."
        ) from error


def entries_of(data: bytes, where: str) -> tuple[Entry, ...]:
    """Read the entries of a PLS document.

    Raises:
        ConfigError: it is no PLS, or has phonemes that are not in IPA.
    """
    root = _parsed(data, where)
    if root.tag != f"{_SPACE}lexicon":
        raise ConfigError(
            f"{where} is no PLS document: it begins with <{root.tag}>.",
            remedy=f"Its root is <lexicon xmlns={_SPACE[1:-1]!r}>.",
        )
    return tuple(
        entry
        for lexeme in root.iter(f"{_SPACE}lexeme")
        for entry in _entries(lexeme, root, f"line {lexeme.sourceline} of {where}")
    )


def _parsed(data: bytes, where: str) -> Any:  # noqa: ANN401  lxml has no types
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise ConfigError(f"{where} is no XML: {error}.", remedy="Export it again.") from error
    if next(root.iter(etree.Entity), None) is not None:
        raise ConfigError(
            f"{where} uses entities of its own.", remedy="Write their text in their place."
        )
    return root


def _entries(lexeme: Any, root: Any, where: str) -> Iterator[Entry]:  # noqa: ANN401
    language = LanguageTag(root.get(_LANGUAGE, ""))
    phonemes, say = _phonemes(lexeme, root, where), _text(_preferred(lexeme, "alias"))
    graphemes = [_text(grapheme) for grapheme in lexeme.iter(f"{_SPACE}grapheme")]
    if not graphemes:
        raise ConfigError(f"The lexeme in {where} has no grapheme.", remedy="Give it one.")
    for written in graphemes:
        entry = Entry(written, say=say, phonemes=phonemes, language=language)
        yield checked(entry, f"{written!r} in {where}")


def _phonemes(lexeme: Any, root: Any, where: str) -> str:  # noqa: ANN401
    phoneme = _preferred(lexeme, "phoneme")
    if phoneme is None:
        return ""
    alphabet = phoneme.get("alphabet") or root.get("alphabet") or "ipa"
    if alphabet.lower() != "ipa":
        raise ConfigError(
            f"The phonemes in {where} are in the alphabet {alphabet!r}.",
            remedy='Convert them to IPA, the alphabet "ipa" of PLS, or give the lexeme an <alias>.',
        )
    return _text(phoneme)


def _preferred(lexeme: Any, name: str) -> Any:  # noqa: ANN401
    found = lexeme.findall(f"{_SPACE}{name}")
    return next((each for each in found if each.get("prefer") == "true"), next(iter(found), None))


def _text(element: Any) -> str:  # noqa: ANN401
    return " ".join("".join(element.itertext()).split()) if element is not None else ""
