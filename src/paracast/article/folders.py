"""A folder → the articles in it."""

import os
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from paracast.article.address import is_address
from paracast.article.source import STANDARD_INPUT
from paracast.errors import ArticleError

ENDINGS = frozenset(
    (".txt", ".text", ".md", ".markdown", ".html", ".htm", ".xhtml", ".epub", ".docx", ".pdf")
)
"""Of the files that are taken for articles where a folder is given."""

_NUMBER = re.compile(r"(\d+)")
_PASSING = (".", "~")  # how names begin of what is hidden, or of what a program keeps for a while


def is_article_name(name: str) -> bool:
    """Tell whether a file in a folder is taken for an article."""
    return not name.startswith(_PASSING) and Path(name).suffix.lower() in ENDINGS


def in_order(paths: Iterable[Path]) -> list[Path]:
    """Sort by name, folder by folder, and numbers by their size: chapter 2 before chapter 10."""
    return sorted(paths, key=_natural)


def opened(locators: Iterable[str], *, recursive: bool = False) -> list[str]:
    """Put the articles of each folder in its place; all else stays as it is.

    Raises:
        ArticleError: a folder holds none, or cannot be read.
    """
    return [
        article
        for locator in locators
        for article in (_articles(Path(locator), recursive) if _is_folder(locator) else [locator])
    ]


def listed(path: Path) -> list[str]:
    """Read a list of articles: one a line, without empty lines and those that begin with `#`.

    Args:
        path: of the list; `-` is standard input.

    Raises:
        ArticleError: it cannot be read, or names nothing.
    """
    try:
        text = sys.stdin.read() if str(path) == STANDARD_INPUT else path.read_text("utf-8-sig")
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "it is no text in UTF-8"
        raise ArticleError(
            f"Cannot read the list {path}: {reason}.",
            remedy="Check the name. Write one article a line.",
        ) from error
    named = [line.strip() for line in text.splitlines()]
    found = [name for name in named if name and not name.startswith("#")]
    if not found:
        raise ArticleError(f"The list {path} names no article.", remedy="Write one a line.")
    if not any(is_address(name) or _is_there(name) for name in found):
        raise ArticleError(
            f"Nothing that the list {path} names is there.",
            remedy="Names are as seen from this folder, one a line. "
            f"If it is an article itself: paracast make {path}",
        )
    return found


def _is_there(name: str) -> bool:
    try:
        return name == STANDARD_INPUT or Path(name).exists()
    except (OSError, ValueError):  # too long for a name, or none
        return False


def _articles(folder: Path, recursive: bool) -> list[str]:  # noqa: FBT001  of this module only
    try:
        found = in_order(_files(folder, recursive))
    except OSError as error:
        raise ArticleError(
            f"Cannot read the folder {folder}: {error.strerror or error}.",
            remedy="Check who may read it.",
        ) from error
    if not found:
        hint = "" if recursive else "; or look into its folders too: --recursive"
        raise ArticleError(
            f"There is no article in the folder {folder}.",
            remedy=f"Give one that holds files such as .txt, .md, .html or .epub{hint}",
        )
    return [str(path) for path in found]


def _files(folder: Path, recursive: bool) -> Iterator[Path]:  # noqa: FBT001
    """Yield what may be an article; links to folders are not followed, as they may lead back."""
    with os.scandir(folder) as listed:
        entries = [entry for entry in listed if not entry.name.startswith(".")]
    for entry in entries:
        path = folder / entry.name
        if entry.is_dir(follow_symlinks=False):
            if recursive:
                yield from _files(path, recursive)
        elif is_article_name(entry.name) and path.is_file():
            yield path


def _natural(path: Path) -> list[tuple[list[tuple[int, str]], str]]:
    return [(_parts(part), part) for part in path.parts]


def _parts(name: str) -> list[tuple[int, str]]:
    return [
        (int(part), "") if part.isdecimal() and len(part) < 20 else (-1, part.casefold())  # noqa: PLR2004
        for part in _NUMBER.split(name)
    ]


def _is_folder(locator: str) -> bool:
    try:
        return Path(locator).is_dir()
    except (OSError, ValueError):  # no file's name at all: whoever reads it will say so
        return False
