"""IPA → the sounds that a voice has: every one of them, or the nearest, or an error."""

import re
import unicodedata
from collections.abc import Container, Mapping

from paracast.errors import SpeechError

NEAREST: Mapping[str, str] = {
    "r": "ɹɾʁʀ", "ɹ": "rɾʁʀ", "ɾ": "rɹdʁ", "ʁ": "ʀɣrɹ", "ʀ": "ʁrɹ", "ɻ": "ɹr", "ɺ": "lɾr",
    "g": "ɡ", "ɡ": "g", "x": "χhk", "χ": "xhk", "ħ": "hx", "ɦ": "h", "h": "xɦ", "ɣ": "ɡg",
    "β": "bv", "ɸ": "f", "θ": "ts", "ð": "dz", "ŋ": "n", "ɲ": "n", "ɳ": "n", "ɱ": "m", "ɴ": "ŋn",
    "ʎ": "ʝlj", "ɫ": "l", "ɭ": "l", "ɬ": "lʃ", "ɮ": "l", "ʍ": "w", "w": "ʋvu", "ʋ": "vw",
    "v": "ʋbf", "z": "s", "ʒ": "ʃz", "ʃ": "s", "ç": "ʃx", "ʝ": "j", "ɕ": "ʃ", "ʑ": "ʒz",
    "ʂ": "ʃ", "ʐ": "ʒz", "ɥ": "wj", "j": "i", "ʔ": "ʔ", "c": "k", "ɟ": "ɡg", "q": "k", "ɢ": "ɡg",
    "ʈ": "t", "ɖ": "d", "a": "aæɐɑʌ", "æ": "aɛ", "ɑ": "aɒɔ", "ɒ": "ɑɔo", "ɐ": "əʌa", "ʌ": "ɐɑa",
    "ə": "ɐɛe", "ɘ": "ə", "ɜ": "ɚəœ", "ɝ": "ɜɚə", "ɚ": "ɜə", "ɞ": "œɜ", "e": "ɛɪ", "ɛ": "eæ",
    "i": "ɪ", "ɪ": "ie", "ɨ": "ɪi", "ᵻ": "ɪi", "o": "ɔʊ", "ɔ": "oɒ", "u": "ʊ", "ʊ": "uo",
    "ʉ": "yu", "ɯ": "ɨu", "ɤ": "ʌo", "y": "ʏiu", "ʏ": "yɪ", "ø": "œɜɛ", "œ": "øɜɛ", "ɵ": "øo",
    "̃": "n",
}  # fmt: skip
"""For a sound that a voice does not have: those that may stand in, the nearest first."""

_SOUND = re.compile("(?s).[\u0300-\u036f]*")  # a letter and the marks that change it
_INSTEAD = {"!": ".", "?": ".", "…": ".", ";": ",", ":": ",", "—": ",", "–": ","}


def fitted(ipa: str, known: Container[str], text: str) -> str:
    """Write IPA with the characters that a voice knows.

    Signs of stress, length and pause that it does not know are left out; a letter never is.

    Args:
        ipa: what is to be said.
        known: single characters.
        text: what it came from, for the message.

    Raises:
        SpeechError: the voice has neither a sound nor one that comes near.
    """
    plain = unicodedata.normalize("NFD", ipa)
    return "".join(_fitted(sound, known, text) for sound in _SOUND.findall(plain))


def _fitted(sound: str, known: Container[str], text: str) -> str:
    if all(character in known for character in sound):
        return sound
    whole = unicodedata.normalize("NFC", sound)
    nearest = (whole, *_near(whole), sound[0], *_near(sound[0]))
    found = next((letter for letter in nearest if letter in known), "")
    if found or not _is_letter(sound[0]):
        return found
    raise SpeechError(
        f"The voice has no sound for {whole!r} in {text[:60]!r}.",
        remedy="Write how it sounds into lexicon.toml, or choose another voice: --voice NAME",
    )


def _near(sound: str) -> str:
    return NEAREST.get(sound, _INSTEAD.get(sound, ""))


def _is_letter(character: str) -> bool:
    kind = unicodedata.category(character)
    return kind[0] == "L" and kind != "Lm"
