"""Text → the phonemes that neural voices were trained on: eSpeak NG's, in IPA.

Piper's conventions: a sentence at a time, the mark of each clause after it, letters and their
marks apart (NFD). eSpeak NG does not tell which mark ended a clause, so the text is parted first.
"""

import re
from collections.abc import Sequence

from paracast.article import Span
from paracast.errors import SpeechError
from paracast.script.model import Pronunciation
from paracast.speech.espeak.library import library
from paracast.speech.espeak.names import identifier_of
from paracast.speech.phonetic.sentences import Sentence, sentences

_SWITCH = re.compile(r"\([a-z-]+\)")  # a word of another language: "(fr)bɔ̃ʒuʁ(en)"
_LONG = re.compile(r"\S{20,}")
_LETTERS = 70  # longer than any word; eSpeak NG keeps 160 bytes of one
_WORD_LIMIT = 150  # characters; of a word that makes more, eSpeak NG 1.52 drops what is over 160
_REPEATED = re.compile(r"(?<!\S)(?P<letter>\w)\s+(?=(?P=letter)(?!\S))")  # it says three at most
_APART_BEFORE, _APART_AFTER = re.compile(r"\W*\s"), re.compile(r"\s\W*\Z")
_PARTINGS = str.maketrans({"|": " ", "‖": " ", ".": "", "‿": "", "\u0361": "", "\u035c": ""})


class Phonemizer:
    """One of eSpeak NG's languages."""

    def __init__(self, voice: str) -> None:
        """Look a language up by what eSpeak NG calls it, such as `en-us`.

        Raises:
            SpeechError: eSpeak NG does not speak it, or is missing.
        """
        found = identifier_of(voice)
        if found is None:
            raise SpeechError(
                f"eSpeak NG, which writes phonemes for neural voices, does not know {voice!r}.",
                remedy="Choose a voice of another language: paracast voices --engine espeak",
            )
        self._identifier = found

    def sentences(
        self, text: str, pronunciations: Sequence[Pronunciation] = ()
    ) -> tuple[Sentence, ...]:
        """Write a text in IPA, at most `LONGEST` characters at once.

        Args:
            text: the spoken form.
            pronunciations: stretches of it whose IPA is known, in order.

        Raises:
            SpeechError: nothing of the text is heard.
        """
        with library().turn:
            self._choose()
            spans = [known.span for known in pronunciations]
            found = tuple(
                sentences(text, lambda span: _ipa(text, span, pronunciations), kept=spans)
            )
        if not found:
            raise SpeechError(f"There is nothing to say in {text[:60]!r}.", remedy="Give it words.")
        return found

    def _choose(self) -> None:
        library().renew(self._identifier)
        library().set_voice(self._identifier)
        library().phonemes = False
        library().synthesize(" ")  # only speech sets whether `[[` is text


def _ipa(text: str, span: Span, pronunciations: Sequence[Pronunciation]) -> str:
    """Write a stretch in IPA: what is known of it as it is, the rest as eSpeak NG says it."""
    inside = (p for p in pronunciations if span.start <= p.span.start and p.span.end <= span.end)
    written, position = "", span.start
    for known in inside:
        written += _said(text[position : known.span.start])
        written += known.phonemes.translate(_PARTINGS)
        position = known.span.end
    return " ".join((written + _said(text[position : span.end])).split())


def _said(text: str) -> str:
    """Return eSpeak NG's IPA of a text, with a space at an end where no word touches it."""
    whole = _REPEATED.sub(r"\g<letter>, ", _LONG.sub(_parted, text))
    words = _SWITCH.sub("", library().sound_of(whole, ipa=True)).strip()
    before = " " if _APART_BEFORE.match(text) else ""
    return f"{before}{words}{' ' if _APART_AFTER.search(text) else ''}"


def _parted(word: re.Match[str]) -> str:
    """Put spaces into a word too long for eSpeak NG, so that it says all of it."""
    letters = word[0]
    size = min(len(letters), _LETTERS)
    while size > 1 and any(map(_is_shortened, _cut(letters, size))):
        size //= 2
    return " ".join(_cut(letters, size))


def _cut(letters: str, size: int) -> list[str]:
    return [letters[start : start + size] for start in range(0, len(letters), size)]


def _is_shortened(letters: str) -> bool:
    groups = library().sound_of(letters, ipa=True).split()
    return max(map(len, groups), default=0) >= _WORD_LIMIT
