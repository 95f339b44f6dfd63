"""Chapters → Podcasting 2.0's JSON, in step with those in the MP3's tag."""

import json
from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from paracast.episode.model import Chapter
from paracast.errors import ShelfError
from paracast.units import Hertz, to_seconds

TYPE = "application/json+chapters"
"""What the file is (Podcasting 2.0 namespace, `chapters`)."""


def to_json(chapters: Sequence[Chapter], rate: Hertz, title: str, folder_url: str) -> bytes:
    """Write chapters 1.2.0 (Podcasting 2.0, JSON chapters format).

    Args:
        chapters: in order; their starts are whole seconds.
        rate: of the episode.
        title: the episode's.
        folder_url: where the episode's folder is reachable, with a slash at its end.
    """
    document = {
        "version": "1.2.0",
        "title": title,
        "chapters": [_told(chapter, rate, folder_url) for chapter in chapters],
    }
    return _written(document)


def retold(data: bytes, title: str, moved: tuple[str, str], where: str) -> bytes:
    """Write a chapters file again for an episode with another title, or in another folder.

    Args:
        data: the file.
        title: the episode's.
        moved: the address of the folder before, and now.
        where: what to call the file in an error.

    Raises:
        ShelfError: it is damaged.
    """
    try:
        document = json.loads(data)
        document["title"] = title
        for chapter in document["chapters"]:
            if str(chapter.get("img", "")).startswith(moved[0]):
                chapter["img"] = moved[1] + chapter["img"].removeprefix(moved[0])
        return _written(document)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise ShelfError(f"{where} is damaged.", remedy="Make the episode again.") from error


def _written(document: dict[str, Any]) -> bytes:
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()


def _told(chapter: Chapter, rate: Hertz, folder_url: str) -> dict[str, int | str]:
    told: dict[str, int | str] = {
        "startTime": int(to_seconds(chapter.start, rate)),
        "title": chapter.title,
    }
    if chapter.picture:
        told["img"] = folder_url + quote(chapter.picture.name)
    if chapter.url:
        told["url"] = chapter.url
    return told
