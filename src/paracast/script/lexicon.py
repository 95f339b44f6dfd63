"""The user's pronunciations: how words are said that no rule and no voice says right.

Entries look at the written text, before every rule, and never at one another's output.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from paracast.article import Passage, Span
from paracast.script.folding import Folded, fold
from paracast.script.ipa import english_possessive
from paracast.script.model import Edit
from paracast.units import LanguageTag

RULE = "lexicon"
"""What the edits of a lexicon are called."""

_START = re.compile(r"(?<![\w@#])(?<!\w\.)(?=\S)")
_END = re.compile(r"(?!\w|[.@]\w|'(?!s\b)\w)")
_SUFFIX = re.compile(r"(?<=\w')(?:s|t|m|d|re|ve|ll)\b")  # of "don't" and "she's"
_ADDRESS = re.compile(
    r"(?<![\w.+-])(?:(?:https?|ftp)://\S+|www\.\S+"
    r"|[\w.+-]+@[\w-]+\.[\w.-]+|[\w-]+(?:\.[\w-]+)+/\S*)"
)
_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
    "\U00020000-\U0003ffff]"
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One pronunciation.

    Attributes:
        written: the form in the text; its capitals ask for capitals, its small letters take both.
        say: what is said instead, as words.
        spell: say it letter by letter.
        phonemes: how it sounds, in IPA; engines that take none say `say`, or what is written.
        case: `True`: only exactly as written; `False`: in any case.
        whole_word: whether it must stand as a word of its own.
        language: applies in texts of that language only; empty: in all. A text that does not say
            which English it is in takes those of every English.
    """

    written: str
    say: str = ""
    spell: bool = False
    phonemes: str = ""
    case: bool | None = None
    whole_word: bool = True
    language: LanguageTag = LanguageTag("")

    @property
    def key(self) -> tuple[str, str]:
        """What no two entries of a file may share."""
        form = fold(self.written.strip())
        return (form.small if self.case is False else form.text, self.language.lower())

    def spoken(self, text: str) -> str:
        """Return the words for a stretch of text that it applies to."""
        if self.spell:
            letters = [letter.upper() for letter in text if letter.isalnum()]
            return ("." if "A" in letters else "-").join(letters)
        return self.say or text


@dataclass(frozen=True, slots=True)
class Finding:
    """An entry, and the stretch of a text that it applies to."""

    span: Span
    entry: Entry
    possessive: str = ""

    def moved(self, by: int) -> "Finding":
        """Return it for a text that begins so many characters earlier."""
        return replace(self, span=self.span.moved(by))

    def edit(self, text: str) -> Edit:
        """Return what it does to the text."""
        length = self.span.end - len(self.possessive)
        said = self.entry.spoken(text[self.span.start : length]) + self.possessive
        sound = self.entry.phonemes
        return Edit(self.span, said, RULE, english_possessive(sound) if self.possessive else sound)


@dataclass(frozen=True)  # without slots: the index is kept in the instance
class Lexicon:
    """Pronunciations, those that win first: of a form's entries, the first that fits applies."""

    entries: tuple[Entry, ...] = ()

    def over(self, other: "Lexicon") -> "Lexicon":
        """Return both, with these before the other's."""
        taken = {entry.key for entry in self.entries}
        return Lexicon(
            (*self.entries, *(entry for entry in other.entries if entry.key not in taken))
        )

    def edits(
        self, text: str, language: LanguageTag, passages: Sequence[Passage] = ()
    ) -> tuple[Edit, ...]:
        """Return what the entries do to a text, in order of place."""
        return tuple(finding.edit(text) for finding in self.findings(text, language, passages))

    def findings(
        self, text: str, language: LanguageTag, passages: Sequence[Passage] = ()
    ) -> list[Finding]:
        """Find entries from left to right; where several fit, the longest applies.

        In a passage those of its language apply, and none reaches over its ends.
        """
        if not self.entries:
            return []
        found = [
            finding
            for finding in self._found(text, language)
            if not any(overlap(finding.span, passage.span) for passage in passages)
        ]
        for passage in passages:
            start, end = passage.span.start, passage.span.end
            found += (one.moved(start) for one in self._found(text[start:end], passage.language))
        return sorted(found, key=lambda finding: finding.span.start)

    def _found(self, text: str, language: LanguageTag) -> Iterator[Finding]:
        folded = fold(text)
        addresses = _addresses(folded.small)
        position = 0
        for start, index in self._starts(folded):
            if start < position:
                continue
            found = index.longest(folded, start, language)
            if found is None or _lies_within(addresses, start, found[1]):
                continue
            entry, position = found
            begin, end = folded.places[start], folded.places[position]
            if entry.phonemes and _is_possessive(folded, position, language):
                position += 2
                last = folded.places[position]
                yield Finding(Span(begin, last), entry, text[end:last])
            else:
                yield Finding(Span(begin, end), entry)

    def _starts(self, folded: Folded) -> Iterator[tuple[int, "_Index"]]:
        words = {match.start() for match in _START.finditer(folded.small)}
        words -= {match.start() for match in _SUFFIX.finditer(folded.small)}
        places = range(len(folded.small)) if self._parts.forms else sorted(words)
        for at in places:
            yield at, self._all if at in words else self._parts

    @cached_property
    def _all(self) -> "_Index":
        return _indexed(self.entries)

    @cached_property
    def _parts(self) -> "_Index":
        return _indexed(entry for entry in self.entries if _is_part(entry))


NO_LEXICON = Lexicon()
_HEAD = 3  # letters


@dataclass(frozen=True, slots=True)
class _Form:
    """An entry as it is looked up.

    Attributes:
        text: what is written, folded.
        is_part: whether it may stand within a word.
    """

    entry: Entry
    text: str
    is_part: bool

    def fits(self, folded: Folded, start: int, end: int) -> bool:
        """Tell whether it applies to a stretch that has its letters."""
        return (
            self._fits_case(folded.text[start:end])
            and (self.is_part or bool(_END.match(folded.small, end)))
            and folded.is_whole(start, end)
        )

    def _fits_case(self, text: str) -> bool:
        if self.entry.case is False or text == self.text:
            return True
        return self.entry.case is None and all(
            given in (asked, asked.upper()) for asked, given in zip(self.text, text, strict=True)
        )


@dataclass(frozen=True, slots=True)
class _Index:
    """Entries by their folded form, and how long the forms are that begin in the same way.

    Attributes:
        lengths: of the forms by their first letters, three at most; the longest come first.
    """

    forms: Mapping[str, tuple[_Form, ...]]
    lengths: Mapping[str, tuple[int, ...]]

    def longest(
        self, folded: Folded, start: int, language: LanguageTag
    ) -> tuple[Entry, int] | None:
        """Return the longest entry that fits at a place, and where it ends."""
        for length in self._lengths_at(folded.small, start):
            end = min(start + length, len(folded.small))
            for form in self.forms.get(folded.small[start:end], ()):
                if agree(form.entry.language, language) and form.fits(folded, start, end):
                    return form.entry, end
        return None

    def _lengths_at(self, text: str, start: int) -> Iterator[int]:
        for size in range(_HEAD, 0, -1):
            yield from self.lengths.get(text[start : start + size], ())


def _indexed(entries: Iterable[Entry]) -> _Index:
    forms: dict[str, list[_Form]] = {}
    lengths: dict[str, set[int]] = {}
    for entry in entries:
        written = fold(entry.written.strip())
        forms.setdefault(written.small, []).append(_Form(entry, written.text, _is_part(entry)))
        lengths.setdefault(written.small[:_HEAD], set()).add(len(written.small))
    return _Index(
        {form: tuple(listed) for form, listed in forms.items()},
        {letter: tuple(sorted(found, reverse=True)) for letter, found in lengths.items()},
    )


def overlap(one: Span, other: Span) -> bool:
    """Tell whether two stretches share a character."""
    return one.start < other.end and other.start < one.end


def agree(one: LanguageTag, other: LanguageTag) -> bool:
    """Tell whether languages agree as far as both tell: en and en-GB do, en-US and en-GB do not."""
    return all(
        first == second
        for first, second in zip(one.lower().split("-"), other.lower().split("-"), strict=False)
        if first and second
    )


def _is_part(entry: Entry) -> bool:
    """Tell whether it may stand within a word: also where a script puts no space between words."""
    return not entry.whole_word or bool(_UNSPACED.search(entry.written))


def _is_possessive(folded: Folded, end: int, language: str) -> bool:
    english = language.partition("-")[0].lower() == "en"
    return english and bool(re.compile(r"'s\b").match(folded.small, end))


def _addresses(text: str) -> list[tuple[int, int]]:
    if not any(sign in text for sign in ("/", "@", "www.")):
        return []
    return [match.span() for match in _ADDRESS.finditer(text)]


def _lies_within(addresses: list[tuple[int, int]], start: int, end: int) -> bool:
    """Tell whether a stretch is a part of an address, which is said by its own rule."""
    return any(
        first <= start and end <= last and (first, last) != (start, end)
        for first, last in addresses
    )


def most_specific_first(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Order a file's entries: one of a language, or with more capitals, comes before another."""
    return tuple(
        sorted(
            entries,
            key=lambda entry: (not entry.language, -sum(map(str.isupper, entry.written))),
        )
    )
