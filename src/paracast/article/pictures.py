"""The pictures that are an article's own: files that lie beside it."""

from pathlib import Path
from urllib.parse import unquote

_SIGNATURES = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")
"""How JPEG and PNG files begin."""


def own_picture(reference: str, folder: Path | None) -> Path | None:
    """Return the file of a picture that belongs to the article; None where none does.

    It does if it lies in the article's folder or below it. What a reference out of that folder
    names may be private, and what is on the web is somebody else's: neither is published.

    Args:
        reference: a relative path, as the article writes it.
        folder: where the article's file lies; None: it is no file.
    """
    if folder is None or not reference or "\0" in (name := unquote(reference)):
        return None
    try:
        root, path = folder.resolve(), (folder / name).resolve(strict=True)
        if not path.is_relative_to(root) or not path.is_file():
            return None
        with path.open("rb") as file:
            return path if file.read(8).startswith(_SIGNATURES) else None
    except (OSError, RuntimeError):  # not there, or links in a circle
        return None
