"""The bold words that a block begins with: interviews name who speaks that way."""

from collections.abc import Sequence

from paracast.article.traced import Span, Traced


def lead_of(words: Traced, bold: Sequence[Span]) -> int:
    """Return how many characters at the start of a block its source sets in bold.

    Args:
        words: the block's.
        bold: stretches of the source, in order.
    """
    text, end = words.text, 0
    for index, place in enumerate(words.places):
        if any(span.start <= place < span.end for span in bold):
            end = index + 1
        elif not text[index].isspace():
            break
    return end
