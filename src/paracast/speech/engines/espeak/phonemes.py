"""IPA → eSpeak NG's mnemonics, and the text that holds them."""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence

from paracast.script.model import Pronunciation
from paracast.speech.phonetic.sounds import NEAREST
from paracast.speech.whole import Rewritten

_LONGEST = 4  # letters of IPA that may be one phoneme
_CAPACITY = 120  # characters: eSpeak NG keeps a word in 200

_STRESS = {"ˈ": "'", "ˌ": ","}
_WORD_ENDS, _NO_SOUND = " |‖", ".‿"
_UNTIED = dict.fromkeys((0x035C, 0x0361))  # t͡ʃ is one phoneme here as it stands


def mnemonics_of(ipa: str, sounds: Mapping[str, str]) -> str:
    """Write a pronunciation in a voice's mnemonics; empty where it has no sound that comes near."""
    words = [[""]]
    plain = unicodedata.normalize("NFD", ipa).translate(_UNTIED)
    for piece in _pieces(plain, sounds):
        if piece is None:
            return ""
        if piece == " ":
            words.append([""])
        elif piece in _STRESS.values():
            words[-1][-1] = piece
        else:
            words[-1][-1] += piece
            words[-1].append("")
    written = " ".join("|".join(word[:-1]) for word in words if len(word) > 1)
    return written if len(written) <= _CAPACITY else ""


def _pieces(ipa: str, sounds: Mapping[str, str]) -> Iterator[str | None]:
    position = 0
    while position < len(ipa):
        letter = ipa[position]
        known = (ipa[position : position + size] for size in range(_LONGEST, 0, -1))
        piece = next((run for run in known if run in sounds), letter)
        sound = sounds.get(piece) or _near(letter, sounds)
        position += len(piece)
        if letter in _STRESS:
            yield _STRESS[letter]
        elif letter in _WORD_ENDS:
            yield " "
        elif sound:
            yield sound
        elif letter not in _NO_SOUND and letter.isalpha() and unicodedata.category(letter) != "Lm":
            yield None


def _near(letter: str, sounds: Mapping[str, str]) -> str:
    near = (
        f"{other}{length}" for other in letter + NEAREST.get(letter, "") for length in ("", "ː")
    )
    return next((sounds[sound] for sound in near if sound in sounds), "")


def bracketed(
    text: str, pronunciations: Sequence[Pronunciation], sounds: Mapping[str, str]
) -> Rewritten:
    """Write mnemonics for each pronunciation that the voice can say; the rest stays text.

    Mnemonics stand where the word did. Double brackets of the text itself are taken apart: nobody's
    article speaks in phonemes.
    """
    pieces, places, position = list[str](), list[int](), 0
    for known in pronunciations:
        start, end = known.span.start, known.span.end
        written = mnemonics_of(known.phonemes, sounds)
        if written and start >= position:
            pieces.append(_DOUBLE.sub(" ", text[position:start]))
            places += range(position, start)
            # It must begin a word: straight after “ or ( the library drops it in silence.
            before = "" if start == 0 or text[start - 1].isspace() else " "
            after = " " if text[end : end + 1].isalnum() else ""
            pieces.append(f"{before}[[{written}]]{after}")
            places += [start] * len(pieces[-1])
            position = end
    pieces.append(_DOUBLE.sub(" ", text[position:]))
    return Rewritten("".join(pieces), (*places, *range(position, len(text) + 1)))


_DOUBLE = re.compile(r"\[(?=\[)")
