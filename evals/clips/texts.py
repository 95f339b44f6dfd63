"""Prose that is on any machine: some to choose limits by, and some held back to report on."""

import ast
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from pydoc_data.topics import topics
from random import Random

from paracast.article import read_article
from paracast.errors import ArticleError
from paracast.script import spoken_form
from paracast.units import LanguageTag

ROOT = Path(__file__).parents[2]
_EN = LanguageTag("en")
_LONGEST, _SHORTEST = 900, 30  # characters of a paragraph
_NO_PROSE = re.compile(r"::=|>>>|\*\*|([*=~^\"-])\1\1|^ {4}|[^\w\s.,;:'\"()?!*-]{2}")
_SHORT = (
    "Yes.", "No.", "U.S.A.", "1999", "Chapter 3", "NATO and the BBC.", "What?", "Part two",
    "Never, never, never.", "One, two, three, four.", "Room 101, room 102, room 103.",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph, as it is said."""

    said: str
    language: LanguageTag


@cache
def paragraphs(*, held: bool) -> tuple[str, ...]:
    """Return English paragraphs as they are written.

    Args:
        held: those that no limit was chosen by, of the standard library's docstrings; otherwise
            those of Python's manual and of our own articles.
    """
    return tuple(_docstrings() if held else [*_manual(), *_articles()])


@cache
def phrases(language: str) -> tuple[Text, ...]:
    """Return what lies beside the evaluation of languages, a few phrases at a time."""
    tag = language.partition("-")[0]
    lines = [
        phrase
        for name in ("tuned", "held")
        for line in (ROOT / f"evals/languages/{name}_foreign.tsv").read_text("utf-8").splitlines()
        for found, _, phrase in [line.partition("\t")]
        if found == tag
    ]
    groups = [lines[start : start + 4] for start in range(0, len(lines), 4)]
    return tuple(Text(". ".join(group), LanguageTag(tag)) for group in groups)


def drawn(texts: tuple[str, ...], random: Random, count: int) -> list[Text]:
    """Draw paragraphs, in their spoken form."""
    return [Text(spoken_form(text, _EN).text, _EN) for text in random.sample(texts, count)]


def shortened(texts: tuple[str, ...], random: Random, count: int) -> list[Text]:
    """Return fixed short utterances, and the first words of paragraphs."""
    said = (text.said.split() for text in drawn(texts, random, count))
    cut = [" ".join(words[: random.randrange(1, 8)]) for words in said]
    return [Text(text, _EN) for text in (*_SHORT, *cut) if any(map(str.isalnum, text))]


def _manual() -> list[str]:
    """Return the paragraphs of Python's manual that are prose."""
    return _prose([piece for name in sorted(topics) for piece in topics[name].split("\n\n")])


def _docstrings() -> list[str]:
    """Return those of the standard library's modules, classes and functions."""
    found = dict[str, None]()
    for path in sorted(Path(ast.__file__).parent.glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, _DOCUMENTED):
                found |= dict.fromkeys((ast.get_docstring(node) or "").split("\n\n"))
    return _prose(list(found))


_DOCUMENTED = (ast.Module, ast.ClassDef, ast.FunctionDef)


def _prose(pieces: list[str]) -> list[str]:
    prose = (" ".join(piece.split()) for piece in pieces if not _NO_PROSE.search(piece))
    return [text[:_LONGEST] for text in prose if len(text) >= _SHORTEST]


def _articles() -> list[str]:
    found = []
    pages = (*(ROOT / "evals/pages").glob("*.html"), *(ROOT / "docs/articles").glob("*.md"))
    for path in sorted(pages):
        try:
            article = read_article(str(path))
        except ArticleError:  # some pages hold none, on purpose
            continue
        if (article.language or _EN).startswith(_EN):
            found += [block.text for block in article.blocks]
    return [text[:_LONGEST] for text in found if len(text) >= _SHORTEST]
