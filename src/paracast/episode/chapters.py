"""Chapters → Podcasting 2.0's JSON, in step with those in the MP3's tag."""

import json
from collections.abc import Sequence

from paracast.episode.model import Chapter
from paracast.units import Hertz, to_seconds


def to_json(chapters: Sequence[Chapter], rate: Hertz, title: str) -> str:
    """Write chapters 1.2.0; starts are whole seconds, since players cut fractions off."""
    document = {
        "version": "1.2.0",
        "title": title,
        "chapters": [
            {"startTime": int(to_seconds(chapter.start, rate)), "title": chapter.title}
            for chapter in chapters
        ],
    }
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"
