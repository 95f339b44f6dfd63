"""What stands in an article without belonging to it: boxes, repeated words, matter at its end."""

import re
from collections.abc import Sequence
from itertools import takewhile
from typing import TYPE_CHECKING

from paracast.article.html.facts import Facts
from paracast.article.html.furniture import is_box
from paracast.article.html.leaves import Leaf, letters_of
from paracast.article.model import BlockKind

if TYPE_CHECKING:
    from paracast.article.html.parsing import Element

_LARGEST_BOX = 0.3  # of the article's characters: a larger box is the article itself
_MOST = 0.6  # of the article's characters: the element that holds so many is the article
_MOST_LINES = 3000  # of an article; a book has no pull quotes, and each line is compared with all
_WORTH_REPEATING = 40  # characters
_END = 0.6  # of an article's lines: where its end matter may begin
_PROSE = 15  # words
_LONGEST_BIOGRAPHY = 70  # words

_NEVER_HEARD = re.compile(
    r"(?:references|bibliography|works cited|footnotes|end ?notes|related(?: \w+){0,2}"
    r"|(?:media|press) (?:contacts?|enquir(?:y|ies)|inquir(?:y|ies))"
    r"|about (?:the )?(?:authors?|writer|company)|about us|get involved|written by .{2,60}"
    r"|(?:latest|recent|other|popular|trending|featured|more) (?:\w+ )?(?:interviews|posts|articles"
    r"|stories|news|videos|podcasts|headlines|reviews)|more (?:on this story|from .{1,40})"
    r"|comments?|share this.{0,30}|most (?:read|popular)|subscribe.{0,40}|newsletter.{0,40})",
    re.IGNORECASE,
)
"""Headings of what a page adds to its article, whatever stands below them."""

_LISTS = re.compile(
    r"(?:citations|notes|sources|see also|external links|further (?:reading|information)|contacts?"
    r"|more information|links|einzelnachweise|literatur|weblinks|siehe auch"
    r"|más información|referencias|enlaces externos"
    r"|véase también|notes et références|voir aussi|liens externes|bibliographie)",
    re.IGNORECASE,
)
"""Headings of such matter where only lists and short lines stand below them."""

_BIOGRAPHY = re.compile(
    r"\b(?:is|was|are)\s+(?:an?|the|our)\b.{0,60}?\b(?:writer|reporter|journalist|editor|author|columnist"
    r"|correspondent|critic|contributor|photographer|professor|lecturer|researcher|novelist|poet"
    r"|historian|blogger|freelancer?|fellow)\b",
    re.IGNORECASE,
)
_CREDIT = re.compile(
    r"(?:additional |with )?(?:reporting|writing|editing|production|photographs?|illustrations?)"
    r" by .{3,200}|(?:this (?:article|interview|story|post|piece|conversation|transcript)"
    r" (?:has been|was) (?:edited|updated|amended|corrected|originally published|first published"
    r"|translated))\b.{0,240}"
    r"|comments are (?:now )?closed|our standards: .{0,80}|source [A-Z]\w+(?: \w+){0,3}",
    re.IGNORECASE,
)


def boxed(leaves: Sequence[Leaf], kept: set[int]) -> set[int]:
    """Return the lines in boxes that stand beside the article, known by names and by size.

    A box is only believed where it holds little of what was found: there are pages on which the
    whole article stands in an element that is called a sidebar.
    """
    total = sum(len(leaves[number].words) for number in kept)
    held: dict[Element, set[int]] = {}
    for number in kept:
        for element in leaves[number].around:
            if element.tag == "aside" or is_box(element):
                held.setdefault(element, set()).add(number)
    return {
        number
        for numbers in held.values()
        if sum(len(leaves[n].words) for n in numbers) <= _LARGEST_BOX * total
        for number in numbers
    }


def end_matter(leaves: Sequence[Leaf], kept: set[int], facts: Facts) -> set[int]:
    """Return what follows an article: references, contacts, who wrote it, who edited it."""
    order = sorted(kept)
    late = order[int(len(order) * _END) :]
    found = {n for n in late if _is_colophon(leaves[n].words.text, facts.credits.author)}
    found |= {n for n in order[-2:] if _is_biography(leaves[n].words.text, facts.credits.author)}
    for place, number in enumerate(late):
        if leaves[number].kind is BlockKind.HEADING:
            section = _section(leaves, late[place:])
            heading = leaves[number].words.text.strip(" .:¶#")
            lists = _LISTS.fullmatch(heading) and not any(_is_prose(leaves[n]) for n in section[1:])
            found |= set(section) if lists or _NEVER_HEARD.fullmatch(heading) else set()
    return found


def _section(leaves: Sequence[Leaf], order: Sequence[int]) -> list[int]:
    """Return a heading and what stands below it, up to the next of its rank."""
    level = leaves[order[0]].level
    below = takewhile(
        lambda n: leaves[n].kind is not BlockKind.HEADING or leaves[n].level > level, order[1:]
    )
    return [order[0], *below]


def _is_prose(leaf: Leaf) -> bool:
    long = len(leaf.words.text.split()) >= _PROSE
    return leaf.kind is BlockKind.PARAGRAPH and long and not leaf.is_linked


def _is_biography(text: str, author: str) -> bool:
    """Tell a last line that calls the author by the first name."""
    name = author.split(" ", maxsplit=1)[0].casefold()
    about = bool(name) and text.casefold().startswith(f"{name} ")
    return about and len(text.split()) <= _LONGEST_BIOGRAPHY and "“" not in text


def _is_colophon(text: str, author: str) -> bool:
    if _CREDIT.fullmatch(text.strip(" .")):
        return True
    name = author.split(" and ", maxsplit=1)[0].split(",", maxsplit=1)[0]
    about = bool(name) and text.casefold().lstrip("—– ").startswith(name.casefold())
    return about and len(text.split()) <= _LONGEST_BIOGRAPHY and bool(_BIOGRAPHY.search(text))


def beyond(leaves: Sequence[Leaf], kept: set[int]) -> set[int]:
    """Return the lines behind the `article` element that holds most of what was found."""
    total = sum(len(leaves[number].words) for number in kept)
    held: dict[Element, list[int]] = {}
    for number in sorted(kept):
        for element in leaves[number].around:
            if element.tag == "article":
                held.setdefault(element, []).append(number)
    for numbers in held.values():
        if sum(len(leaves[n].words) for n in numbers) >= _MOST * total:
            return {number for number in kept if number > numbers[-1]}
    return set()


def repeated(leaves: Sequence[Leaf], kept: set[int]) -> set[int]:
    """Return the lines whose words another, longer line of the article holds: pull quotes."""
    if len(kept) > _MOST_LINES:
        return set()
    texts = {number: letters_of(leaves[number].words.text) for number in kept}
    whole = "\n".join(texts.values())
    return {
        number
        for number, text in texts.items()
        if leaves[number].kind in {BlockKind.QUOTE, BlockKind.PARAGRAPH}
        and len(text) >= _WORTH_REPEATING
        and whole.count(text) > 1
        and any(text in other and text != other for other in texts.values())
    }


def headings_of_nothing(leaves: Sequence[Leaf], kept: set[int]) -> set[int]:
    """Return the headings behind which nothing is left before the next of their rank, or the end.

    Only where something has been taken away there: a page may mean a heading to stand alone.
    """
    empty: set[int] = set()
    order = sorted(kept)
    for place in range(len(order) - 1, -1, -1):
        leaf, number = leaves[order[place]], order[place]
        if leaf.kind is not BlockKind.HEADING:
            continue
        following = next((n for n in order[place + 1 :] if n not in empty), len(leaves))
        ends = following == len(leaves) or (
            leaves[following].kind is BlockKind.HEADING and leaves[following].level <= leaf.level
        )
        if ends and following > number + 1:
            empty.add(number)
    return empty
