"""Markup → a Draft: a page with all that surrounds its article, or a document that is one."""

from paracast.article.html.documents import read_document
from paracast.article.html.pages import read_page

__all__ = ["read_document", "read_page"]
