"""What stands above an article: its title, its standfirst, and who wrote it when."""

import re
from collections.abc import Sequence

from paracast.article.html.facts import Facts
from paracast.article.html.furniture import is_box, is_furniture
from paracast.article.html.leaves import Leaf, letters_of
from paracast.article.model import BlockKind

_BYLINE = re.compile(
    r"(?:(?:words|text|story|photographs?|photos?|pictures|illustrations?|reporting|interview|analysis)"
    r"(?: (?:&|and) \w+)?(?: by\b|:)|by\b|von\b|por\b|par\b).{3,160}",
    re.IGNORECASE,
)
_BY = re.compile(r"^(?:words by|by|von|por|par|text)\b[\s:]*")
_DATE = re.compile(
    r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,?\s)?"
    r"(?:\d{1,2}\.?\s\w{3,9}\.?,?\s\d{4}|\w{3,9}\.?\s\d{1,2},?\s\d{4}|\d{4}-\d\d-\d\d"
    r"|\d\d?[./]\d\d?[./]\d{2,4}).{0,40}",
    re.IGNORECASE,
)
_FIRST = 8  # lines in which a byline and a date may stand
_MOST_WORDS = 25  # of a byline
_PROSE = 7  # words: a standfirst has at least so many
_LONG = 40  # words: an article's own paragraph
_KICKER = 0.2  # of the article's characters: more than that above its title is the article


def title_line(leaves: Sequence[Leaf], title: str) -> int | None:
    """Return the number of the heading that says the title."""
    wanted = letters_of(title)
    for number, leaf in enumerate(leaves):
        if leaf.kind is BlockKind.HEADING and wanted and letters_of(leaf.words.text) == wanted:
            return number
    for number, leaf in enumerate(leaves):
        said = letters_of(leaf.words.text)
        first = leaf.kind is BlockKind.HEADING and leaf.level == 1
        if first and wanted and wanted in said and len(said) < 2 * len(wanted):
            return number
    return None


def standfirst(leaves: Sequence[Leaf], kept: set[int], title: int | None) -> set[int]:
    """Return the lines of prose between the title and the first paragraph: they introduce it."""
    if title is None or not kept:
        return set()
    first = next((n for n in sorted(kept) if n > title), title)
    between = [n for n in range(title + 1, first) if _introduces(leaves[n])]
    return set(between[:1])


def _introduces(leaf: Leaf) -> bool:
    text = leaf.words.text
    return (
        leaf.kind in {BlockKind.PARAGRAPH, BlockKind.HEADING}
        and len(text.split()) >= _PROSE
        and not leaf.is_linked
        and not is_furniture(text)
        and not _BYLINE.fullmatch(text)
        and not _DATE.search(text)
        and not any(
            element.tag in {"aside", "nav", "figure", "form"} or is_box(element)
            for element in leaf.around
        )
    )


def above(
    leaves: Sequence[Leaf], kept: set[int], title: int | None, facts: Facts
) -> dict[int, str]:
    """Name what stands above an article and is not it: kicker, byline, date, the title again."""
    found: dict[int, str] = {}
    order = sorted(kept)
    total = sum(len(leaves[number].words) for number in order)
    over = [number for number in order if title is not None and number < title]
    if sum(len(leaves[number].words) for number in over) <= _KICKER * total:
        found |= dict.fromkeys(over, "above the title")
    body = next((n for n in order if len(leaves[n].words.text.split()) >= _LONG), len(leaves))
    for number in [n for n in order if n not in found][:_FIRST]:
        if reason := _label(leaves[number].words.text, facts, early=number < body):
            found[number] = reason
    same = letters_of(facts.title)
    said = {n for n in order if leaves[n].kind is BlockKind.HEADING or n < body}
    found |= {n: "title said once" for n in said if letters_of(leaves[n].words.text) == same}
    return found | ({title: "title said once"} if title in kept else {})


def _label(text: str, facts: Facts, *, early: bool) -> str:
    """Tell a byline and a date from prose."""
    if len(text.split()) > _MOST_WORDS:
        return ""
    author = facts.credits.author.split(" and ")[0].split(",")[0].casefold()
    name = re.sub(r"^(?:by|von|por|par|words by|text)\b[\s:]*", "", text.casefold()).strip(
        " .,|·—–"
    )
    if author and (name == author or (early and name.startswith(author) and "." not in name[:-1])):
        return "byline"
    if early and _BYLINE.fullmatch(text) and text[-1] not in '.!?”"':
        return "byline"
    return "date" if _DATE.fullmatch(text) else ""
