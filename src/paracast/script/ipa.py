"""What the International Phonetic Alphabet writes with (IPA chart, revised to 2020)."""

import re

_LETTERS = "a-zæçðøħŋœɐ-ʯβθχᵻᵿǀ-ǃⱱ"
_MARKS = "ˈˌːˑ˞ʼʰʱʲʳʴʵʶʷʸˀˁˠˡˢˣˤⁿᵊᵝᵐᵑᶣ\u0300-\u036f\u1dc4-\u1dca˥-˩ꜛꜜ↗↘"
_PARTINGS = r" .|‖‿͡"
_FOREIGN = re.compile(rf"[^{_LETTERS}{_MARKS}{_PARTINGS}]")
_LAST_SOUND = re.compile(rf"([{_LETTERS}])[^{_LETTERS}]*\Z")
_HISSING, _VOICELESS = frozenset("szʃʒɕʑʂʐ"), frozenset("ptkfθ")

SLIPS = {"'": "ˈ (U+02C8)", ":": "ː (U+02D0)", ",": "ˌ (U+02CC)", "/": "", "[": "", "]": ""}
"""What people type for IPA's own signs, and what belongs there."""


def foreign_character(phonemes: str) -> str:
    """Return the first character that IPA does not have; empty where all are IPA's."""
    found = _FOREIGN.search(phonemes)
    return found.group() if found else ""


def english_possessive(phonemes: str) -> str:
    """Add the sound of an English 's: after a hiss it is a syllable, after p, t, k, f, θ an s."""
    last = _LAST_SOUND.search(phonemes)
    sound = last[1] if last else ""
    if sound in _HISSING:
        return f"{phonemes}ɪz"
    return phonemes + ("s" if sound in _VOICELESS else "z")
