"""How the commands tell of what they made: in lines for people, or as JSON."""

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import typer

from paracast.cli.console import clock, count, err, nearby, out, size
from paracast.cli.languages import voice_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from paracast.audio.options import AudioOptions
    from paracast.pipeline.feeding import WrittenFeed
    from paracast.pipeline.outcome import Made
    from paracast.pipeline.setup import Setup


@dataclass(frozen=True, slots=True)
class Manner:
    """How a command speaks to its user."""

    json: bool
    quiet: bool

    @property
    def watched(self) -> bool:
        """Whether somebody looks at the progress."""
        return not (self.json or self.quiet)

    def say(self, line: str, facts: dict[str, Any]) -> None:
        """Print a result for people, or as one JSON object a line."""
        if self.json:
            typer.echo(json.dumps(facts, ensure_ascii=False))
        elif not self.quiet:
            out().print(line, markup=False)

    def suggest(self, step: str) -> None:
        """Tell a person what could be done next: `Listen: paracast serve`."""
        if self.watched:
            suggest(step)

    def advise(self, audio: "AudioOptions") -> None:
        """Tell people what directories would rather have than a show's sound."""
        from paracast.audio.directories import advice

        for line in advice(audio) if self.watched else ():
            err().print(line, style="yellow", markup=False)


def suggest(step: str) -> None:
    """Tell a person at a terminal what could be done next; a program or a file is told nothing.

    Args:
        step: one short line, the command in it whole: `Listen: paracast serve`.
    """
    if err().is_terminal and out().is_terminal:
        err().print(step, style="dim", markup=False)


def suggest_publishing(setup: "Setup") -> None:
    """Remind a person that others do not have the feed as it is now, if they have it at all."""
    from paracast.check import PUBLISHED
    from paracast.feed import FEED

    published, feed = setup.episodes / PUBLISHED, setup.episodes / FEED
    if published.is_file() and published.read_bytes() != feed.read_bytes():
        suggest("Let others have it: paracast publish")


def contents(written: "WrittenFeed") -> str:
    """Say what a feed holds: `12 episodes`, `1,200 episodes, 3 archives`."""
    archives = f", {count(written.archives, 'archive')}" if written.archives else ""
    return count(written.episodes, "episode") + archives


def advise_feed(written: "WrittenFeed") -> None:
    """Tell people what had better be otherwise with a feed."""
    if written.advice:
        err().print(written.advice, style="yellow", markup=False)


def told(made: "Made", setup: "Setup", *, title: str = "") -> str:
    """Tell people of an episode.

    Args:
        made: what was made.
        setup: the show.
        title: the one that was asked for; another that the user gave the episode before stays.
    """
    episode = made.episode
    mp3 = setup.episodes / episode.folder / episode.enclosure.name
    seconds = episode.sound.length / episode.sound.rate
    told = (
        f"{made.outcome.capitalize()} “{episode.title}”: {clock(seconds)}, "
        f"{size(episode.enclosure.length)}, {episode.sound.loudness:.1f} LUFS\n  {nearby(mp3)}"
    )
    if made.outcome == "updated" and made.reused:
        anew, all_ = made.paragraphs - made.reused, count(made.paragraphs, "paragraph")
        told += f"\n  Spoken anew: {anew} of {all_}"
    spoken_by = voice_line(episode.language, made.reader, setup)
    if spoken_by:
        told += f"\n  {spoken_by}"
    if len(episode.voices) > 1:
        told += f"\n  Spoken by: {', '.join(episode.voices)}"
    if made.failures:
        told += f"\n  {failure_line(made.failures)}"
    if title and "title" in episode.edited and episode.title != title:
        told += "\n  Its title is the one you edited; another one: paracast episodes edit --title"
    if made.removed:
        told += "\n  The episode of it that you removed stays removed: this one has a new GUID."
    if episode.left_out:
        listed = ", ".join(f"{reason} ({n})" for reason, n in episode.left_out.items())
        told += f"\n  Left out: {listed}"
    return told


def failure_line(failures: "Sequence[str]") -> str:
    """Say which rules failed."""
    names = ", ".join(failures)
    return f"Said as written, as these rules failed: {names}. Please report it with the article."


def facts(made: "Made", setup: "Setup") -> dict[str, Any]:
    """Tell programs of an episode."""
    from paracast.feed import FEED

    episode = made.episode
    return {
        "outcome": made.outcome.value,
        "title": episode.title,
        "guid": episode.guid,
        "folder": str(setup.episodes / episode.folder),
        "mp3": str(setup.episodes / episode.folder / episode.enclosure.name),
        "feed": str(setup.episodes / FEED),
        "language": episode.language,
        "voices": episode.voices,
        "paragraphs": made.paragraphs,
        "reused": made.reused,
        "seconds": round(episode.sound.length / episode.sound.rate, 3),
        "bytes": episode.enclosure.length,
        "loudness": round(episode.sound.loudness, 2),
        "true_peak": round(episode.sound.true_peak, 2),
        "left_out": episode.left_out,
        "failures": made.failures,
        "removed_guid": made.removed.guid if made.removed else None,
    }
