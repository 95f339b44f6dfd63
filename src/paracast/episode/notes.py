"""An article → the few sentences that introduce its episode in a list."""

from paracast.article.model import Article, BlockKind

_LONGEST = 400  # characters: two or three sentences
_MARKS = (". ", "! ", "? ", "” ", "。")


def summary_of(article: Article) -> str:
    """Return the first paragraph, cut at the end of a sentence or of a word."""
    for block in article.blocks:
        if block.kind is BlockKind.PARAGRAPH:
            return _cut(block.text)
    return _cut(article.blocks[0].text) if article.blocks else ""


def _cut(text: str) -> str:
    if len(text) <= _LONGEST:
        return text
    end = max(text.rfind(mark, 0, _LONGEST) for mark in _MARKS)
    if end > _LONGEST // 3:
        return text[: end + 1].rstrip()
    return text[:_LONGEST].rpartition(" ")[0].rstrip(",;:") + " …"
