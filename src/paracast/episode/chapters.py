"""Chapters → Podcasting 2.0's JSON, in step with those in the MP3's tag."""

import json
from collections.abc import Sequence
from urllib.parse import quote

from paracast.episode.model import Chapter
from paracast.units import Hertz, to_seconds

TYPE = "application/json+chapters"
"""What the file is (Podcasting 2.0 namespace, `chapters`)."""


def to_json(chapters: Sequence[Chapter], rate: Hertz, title: str, folder_url: str) -> str:
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
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


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
