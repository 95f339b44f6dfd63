"""What stands in an article without belonging to it: boxes, repeated words, matter at its end."""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from paracast.article.html.facts import Facts
from paracast.article.html.furniture import is_box
from paracast.article.html.leaves import Leaf
from paracast.article.model import BlockKind

if TYPE_CHECKING:
    from paracast.article.html.parsing import Element

_LARGEST_BOX = 0.3  # of the article's characters: a larger box is the article itself
_WORTH_REPEATING = 40  # characters
_END = 0.6  # of an article's lines: where its end matter may begin
_LONGEST_BIOGRAPHY = 70  # words

_END_HEADING = re.compile(
    r"(?:references|bibliography|works cited|citations|footnotes|end ?notes|see also|external links"
    r"|further (?:reading|information)|more (?:information|on this story|from .{1,40})"
    r"|related(?: \w+){0,2}|(?:media|press) (?:contacts?|enquir(?:y|ies)|inquir(?:y|ies))|contacts?"
    r"|about (?:the )?(?:authors?|writer|company)|about us|get involved"
    r"|latest (?:posts|news|stories)"
    r"|comments?|share this.{0,30}|most (?:read|popular)|subscribe.{0,40}|newsletter.{0,40}"
    r"|einzelnachweise|literatur|weblinks|siehe auch|más información|referencias|enlaces externos"
    r"|véase también|notes et références|voir aussi|liens externes|bibliographie)",
    re.IGNORECASE,
)
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
    level = 0
    for number in late:
        leaf = leaves[number]
        if leaf.kind is BlockKind.HEADING:
            ends = _END_HEADING.fullmatch(leaf.words.text.strip(" .:¶#"))
            if ends or not level or leaf.level <= level:
                level = leaf.level if ends else 0
        if level:
            found.add(number)
    return found


def _is_colophon(text: str, author: str) -> bool:
    if _CREDIT.fullmatch(text.strip(" .")):
        return True
    name = author.split(" and ", maxsplit=1)[0].split(",", maxsplit=1)[0]
    about = bool(name) and text.casefold().lstrip("—– ").startswith(name.casefold())
    return about and len(text.split()) <= _LONGEST_BIOGRAPHY and bool(_BIOGRAPHY.search(text))


def repeated(leaves: Sequence[Leaf], kept: set[int]) -> set[int]:
    """Return the lines whose words another, longer line of the article holds: pull quotes."""
    texts = {number: _plain(leaves[number].words.text) for number in kept}
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


def _plain(text: str) -> str:
    return re.sub(r"[^\w]+", "", text).casefold()
