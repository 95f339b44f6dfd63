"""An utterance → its written words that are heard, and where the spoken text says each."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from paracast.script.model import Edit, SpokenForm, Utterance

# A run without spaces, cut after a sign of the scripts that write none; what opens a quotation
# goes with its first word, also where French sets a space between them.
_WORD = re.compile(
    r"(?:[«„“‘(\[{¿¡]+\s+)?(?:[^\s。！？，、；：]*[。！？，、；：]+[”’」』）]*|[^\s。！？，、；：]+)"
)
_NOTHING = re.compile(r"(?!)")
_SIGNS = re.compile(r"^\W+|\W+$")


@dataclass(frozen=True, slots=True)
class HeardWord:
    """A written word that is heard, with the space, signs and unheard words around it.

    Attributes:
        start: in characters of the written text.
        end: where the next word of its sentence begins.
        place: where the spoken text begins to say it; None: somewhere in what it says of a word
            before, and nobody knows where.
    """

    start: int
    end: int
    place: int | None


def heard_words(utterance: Utterance) -> Iterator[list[HeardWord]]:
    """Yield the words of each sentence that is heard; its words together are all of its text."""
    form = utterance.form
    sentences = utterance.sentences
    spans = [
        match.span()
        for sentence in sentences
        for match in _WORD.finditer(form.written, sentence.start, sentence.end)
    ]
    placed = list(zip(spans, _places(form, spans), strict=True))
    heard = list(_heard(form, placed))
    starts = [start for start, _ in heard]
    for sentence in sentences:
        first, after = (bisect_left(starts, place) for place in (sentence.start, sentence.end))
        if first < after:
            bounds = [sentence.start, *starts[first + 1 : after], sentence.end]
            yield [
                HeardWord(start, end, place)
                for (start, end), (_, place) in zip(
                    pairwise(bounds), heard[first:after], strict=True
                )
            ]


def _places(form: SpokenForm, spans: Sequence[tuple[int, int]]) -> Iterator[int | None]:
    """Yield where the spoken text begins to say each of the stretches, in order.

    What an edit adds at the start of a word, such as the head of a table's column, is said of it.
    """
    edits, shift, last = iter(form.edits), 0, -1
    edit = next(edits, None)
    for start, end in spans:
        while edit and _is_before(edit, start):
            shift += len(edit.spoken) - (edit.written.end - edit.written.start)
            edit = next(edits, None)
        if edit and edit.written.start < start:
            begin = edit.written.start + shift
            place = _within(edit, form.written[start:end], last + 1 - begin)
            place = None if place is None else begin + place
        else:
            place = start + shift
        last = last if place is None else place
        yield place


def _is_before(edit: Edit, position: int) -> bool:
    """Tell whether an edit ends before a word begins; an addition at its start does not."""
    return edit.written.start < position and edit.written.end <= position


def _within(edit: Edit, word: str, start: int) -> int | None:
    """Find a word among those that are said instead of it and others: the same word, if any."""
    if not edit.spoken:
        return 0
    letters = re.escape(_SIGNS.sub("", word))
    same = re.compile(rf"\b{letters}\b", re.IGNORECASE) if letters else _NOTHING
    found = same.search(edit.spoken, max(0, start))
    return found.start() if found else None


def _heard(
    form: SpokenForm, placed: Sequence[tuple[tuple[int, int], int | None]]
) -> list[tuple[int, int | None]]:
    """Return where those that are heard begin, and their places."""
    text, heard = form.text, list[tuple[int, int | None]]()
    after = len(text)
    for (start, end), place in reversed(placed):
        said = form.written[start:end] if place is None else text[place:after]
        after = after if place is None else place
        if any(map(str.isalnum, said)):
            heard.append((start, place))
    return heard[::-1]
