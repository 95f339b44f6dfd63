"""Which phonemes a voice has and how eSpeak NG writes them: the library tells it itself.

A phoneme has a mnemonic of one to four characters (`docs/phonemes.md` of eSpeak NG). In a text,
`[[...]]` holds them where the library is told so; what they sound like it prints in IPA.
"""

import struct
import unicodedata
from collections.abc import Mapping
from pathlib import Path

from paracast.script.ipa import foreign_character
from paracast.speech.espeak.library import Library

_NAME = 32  # bytes
_PHONEME = struct.Struct("<4s7xB4x")  # a mnemonic; flags, program, code; its type; the rest
_CONSONANTS = frozenset(range(3, 9))


def sounds_of(library: Library, identifier: str) -> Mapping[str, str]:
    """Return the phonemes that a voice has: IPA, and the mnemonic that makes it.

    It chooses the voice; whoever calls it holds the library's turn.
    """
    library.set_voice(identifier)
    library.phonemes = True
    library.synthesize(" ")
    kinds = _mnemonics(Path(library.data))
    vowel = next((v for v in ("i:", "i", "a") if _ipa(library, f"'{v}")), "a")
    found: dict[str, str] = {}
    for mnemonic, types in sorted(kinds.items(), key=lambda known: len(known[0])):
        consonant = bool(types & _CONSONANTS)
        around = [("", f"'{vowel}"), (vowel, f"'{vowel}")] if consonant else [("'", "")]
        readings = (_within(library, mnemonic, context) for context in around)
        ipa = next(filter(None, readings), "")
        if _is_sound(mnemonic, ipa):
            found.setdefault(ipa, mnemonic)
    found = {_bare(ipa): mnemonic for ipa, mnemonic in reversed(found.items())} | found
    if found.get("ɹ") == "r":  # a language's own r; its dictionaries print r for ɹ
        found["r"] = "r"
    return found


def _bare(ipa: str) -> str:
    """Return IPA without the finer marks, which dictionaries leave out."""
    return "".join(c for c in ipa if c in "\u0303\u0329" or not unicodedata.combining(c))


def _within(library: Library, mnemonic: str, around: tuple[str, str]) -> str:
    """Return the IPA of a phoneme by how it reads among others; empty where it reads otherwise."""
    before, after = around
    whole = _ipa(library, f"{before}{mnemonic}{after}")
    return whole.rpartition("ˈ")[0 if after else 2].removeprefix(_ipa(library, before))


def _ipa(library: Library, mnemonics: str) -> str:
    """Return what a voice says of mnemonics; nothing where it lacks one, or changes it."""
    said = library.sound_of(f"[[{mnemonics}]]", ipa=False)
    if said.removesuffix("_|") != mnemonics:  # a tone language ends a word in that
        return ""
    return unicodedata.normalize("NFD", library.sound_of(f"[[{mnemonics}]]", ipa=True))


def _is_sound(mnemonic: str, ipa: str) -> bool:
    """Tell whether it is one sound and always the same.

    A phoneme may also be a pause or a change of another, which crashes the library where it stands
    alone; and those that end in a schwa or an r get another r before a vowel.
    """
    plain = bool(mnemonic) and mnemonic[0] != "#" and not set(mnemonic) & set("_|'")
    plain = plain and unicodedata.category(ipa[:1] or "ʲ") != "Lm"
    steady = len(ipa) == 1 or (ipa[-1:] not in "əɚɹr" and not set(ipa) & set(" .|‖‿"))
    letters = not foreign_character(unicodedata.normalize("NFC", ipa))
    return plain and bool(ipa) and steady and letters


def _mnemonics(data: Path) -> Mapping[str, set[int]]:
    """Read the mnemonics of every language's table, and what kinds of sound they are.

    The file is `phontab`: a count; for each table its length, a name and its phonemes
    (`LoadPhData` in `synthdata.c` of eSpeak NG).
    """
    table, position = (data / "phontab").read_bytes(), 4
    found: dict[str, set[int]] = {}
    for _ in range(table[0]):
        length, position = table[position], position + 4 + _NAME
        for _ in range(length):
            mnemonic, kind = _PHONEME.unpack_from(table, position)
            found.setdefault(mnemonic.rstrip(b"\0").decode("latin-1"), set()).add(kind)
            position += _PHONEME.size
    return found
