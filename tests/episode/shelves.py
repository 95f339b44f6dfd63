"""Episodes put on a shelf without being spoken: their sound is some bytes."""

import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from samples import EPISODE

from paracast.episode.model import Episode
from paracast.episode.shelf import Shelf
from paracast.units import Digest

FRAMES = b"\xff\xfb\x90\xc4" + bytes(3000)
"""What stands for the sound: nothing here decodes it."""


def put(show: Path, guid: str, title: str, **changes: object) -> Episode:
    """Put an episode on a show's shelf; each is a day older than the one before."""
    shelf = Shelf(show / "episodes")
    published = EPISODE.published - timedelta(days=len(shelf.episodes()))
    stem, name = title.lower(), f"{published:%Y-%m-%d}-{title.lower()}"
    with shelf.opened(), shelf.stage(name) as stage:
        chapters = json.dumps({"version": "1.2.0", "title": title, "chapters": []}).encode()
        told = replace(EPISODE, guid=guid, folder=name, title=title, published=published)
        episode = replace(
            replace(told, **changes),  # type: ignore[arg-type]  # as a test words them
            source=replace(EPISODE.source, identity=f"place-{guid}", text=Digest(guid)),
            enclosure=stage.write(f"{stem}.mp3", "audio/mpeg", [FRAMES]),
            transcripts=(stage.write(f"{stem}.vtt", "text/vtt", [b"WEBVTT\n"]),),
            chapter_file=stage.write(f"{stem}.chapters.json", "application/json", [chapters]),
        )
        stage.finish(episode)
    return episode
