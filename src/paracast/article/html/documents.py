"""Markup that is all article, such as a book's chapter → blocks."""

from paracast.article.draft import Draft
from paracast.article.html.facts import language_told
from paracast.article.html.parsing import Element, parsed
from paracast.article.html.walking import walk


def read_document(text: str, name: str) -> Draft:
    """Read every line of a document; only what is hidden or marks notes is left out.

    Raises:
        ArticleError: there is nothing to parse.
    """
    tree = parsed(text, name)
    language = language_told(tree)
    body: Element = next(tree.iter("body"), tree)
    walked = walk(body, language)
    return Draft(
        source=walked.source,
        language=language,
        blocks=tuple(leaf.block() for leaf in walked.leaves),
        left_out=walked.left_out,
        changes=walked.changes,
    )
