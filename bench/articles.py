"""Articles of any length to time, in Markdown: invented prose, the same for everybody.

python bench/articles.py MINUTES > article.md
"""

import sys
from collections.abc import Callable, Iterator, Sequence
from random import Random
from typing import Generic, TypeVar

from prose import ANGLES, GAPS, SENTENCES, SUBJECTS, TITLE

PACE = 175  # words a minute
SHORTEST, LONGEST = 40, 140  # words of a paragraph

_SECTION = 8  # paragraphs
_SENTENCE = 30  # words: none is longer
_NEW_WORD = "otherwise"

_T = TypeVar("_T")


def article(minutes: float, seed: int = 1) -> str:
    """Write an article that takes about so long to say; no paragraph stands in it twice."""
    blocks, words = [f"# {TITLE}"], 0
    following = _blocks(Random(seed))
    while words < minutes * PACE:
        blocks.append(next(following))
        words += len(blocks[-1].split())
    return "\n\n".join(blocks) + "\n"


def edited(text: str) -> str:
    """Change one word of a paragraph in the middle."""
    blocks = text.split("\n\n")
    paragraphs = [place for place, block in enumerate(blocks) if not block.startswith("#")]
    middle = paragraphs[len(paragraphs) // 2]
    words = blocks[middle].split(" ")
    words[len(words) // 2] = _NEW_WORD
    blocks[middle] = " ".join(words)
    return "\n\n".join(blocks)


def _blocks(random: Random) -> Iterator[str]:
    """Yield headings, each before its paragraphs, without end."""
    headings = _Deck([(subject, angle) for subject in SUBJECTS for angle in ANGLES], random)
    writer, written = _Writer(random), set[str]()
    while True:
        subject, angle = headings.deal()
        yield f"## {_capitalised(subject)} {angle}"
        for _ in range(_SECTION):
            paragraph = writer.paragraph(subject)
            while paragraph in written:
                paragraph = writer.paragraph(subject)
            written.add(paragraph)
            yield paragraph


class _Deck(Generic[_T]):
    """Deals in random order; nothing comes again before everything else has come."""

    def __init__(self, cards: Sequence[_T], random: Random) -> None:
        self._cards, self._random = cards, random
        self._left: list[_T] = []

    def deal(self) -> _T:
        if not self._left:
            self._left = self._random.sample(self._cards, len(self._cards))
        return self._left.pop()


class _Writer(dict[str, str]):
    """Fills the gaps of sentences: each time it is asked for a word it gives another."""

    def __init__(self, random: Random) -> None:
        pick = self._pick = random.randint
        self._sentences = _Deck(SENTENCES, random)
        self._words = {gap: _Deck(words, random) for gap, words in GAPS.items()}
        self._made: dict[str, Callable[[], str]] = {
            "person": lambda: f"{self['first']} {self['last']}",
            "year": lambda: f"{pick(1890, 2024)}",
            "count": lambda: f"{pick(12, 980)}",
            "few": lambda: f"{pick(2, 11)}",
            "money": lambda: f"${pick(2, 90)},{pick(0, 9)}00",
            "percent": lambda: f"{pick(3, 96)}%",
            "distance": lambda: f"{pick(1, 9)}.{pick(1, 9)} miles",
            "time": lambda: f"{pick(6, 11)}:{pick(1, 5)}5 a.m.",
        }

    def paragraph(self, subject: str) -> str:
        """Write about a subject; as long as chance will have it, within the limits."""
        self["subject"] = subject
        wanted, sentences = self._pick(SHORTEST, LONGEST - _SENTENCE), list[str]()
        while len(" ".join(sentences).split()) < wanted:
            sentences.append(_capitalised(self._sentences.deal().format_map(self)))
        return " ".join(sentences)

    def __missing__(self, gap: str) -> str:
        return self._made[gap]() if gap in self._made else self._words[gap].deal()


def _capitalised(text: str) -> str:
    return text[0].upper() + text[1:]


if __name__ == "__main__":
    sys.stdout.write(article(float(sys.argv[1])))
