"""How the commands tell of what they made: in lines for people, or as JSON."""

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import typer

from paracast.cli.console import clock, count, err, nearby, out, size
from paracast.cli.languages import voice_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from paracast import Booth, Made, Show, WrittenFeed


@dataclass(frozen=True, slots=True)
class Manner:
    """How a command speaks to its user."""

    json: bool
    quiet: bool
    verbose: bool = False

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

    def advise(self, booth: "Booth") -> None:
        """Tell people what directories would rather have than a show's sound."""
        for line in booth.advice if self.watched else ():
            err().print(line, style="yellow", markup=False)


def suggest(step: str) -> None:
    """Tell a person at a terminal what could be done next; a program or a file is told nothing.

    Args:
        step: one short line, the command in it whole: `Listen: paracast serve`.
    """
    if err().is_terminal and out().is_terminal:
        err().print(step, style="dim", markup=False)


def suggest_publishing(show: "Show") -> None:
    """Remind a person that others do not have the feed as it is now, if they have it at all."""
    from paracast import is_ahead

    if is_ahead(show):
        suggest("Let others have it: paracast publish")


def contents(written: "WrittenFeed") -> str:
    """Say what a feed holds: `12 episodes`, `1,200 episodes, 3 archives`."""
    archives = f", {count(written.archives, 'archive')}" if written.archives else ""
    return count(written.episodes, "episode") + archives


def advise_feed(written: "WrittenFeed") -> None:
    """Tell people what had better be otherwise with a feed."""
    if written.advice:
        err().print(written.advice, style="yellow", markup=False)


def told(made: "Made", show: "Show", *, title: str = "") -> str:
    """Tell people of an episode.

    Args:
        made: what was made.
        show: where it is.
        title: the one that was asked for; another that the user gave the episode before stays.
    """
    episode = made.episode
    mp3 = show.path_of(episode)
    told = (
        f"{made.outcome.capitalize()} “{episode.title}”: {clock(episode.sound.seconds)}, "
        f"{size(episode.enclosure.length)}, {episode.sound.loudness:.1f} LUFS\n  {nearby(mp3)}"
    )
    if made.outcome == "updated" and made.reused:
        anew, all_ = made.paragraphs - made.reused, count(made.paragraphs, "paragraph")
        told += f"\n  Spoken anew: {anew} of {all_}"
    spoken_by = voice_line(episode.language, made.reader, show)
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


def facts(made: "Made", show: "Show") -> dict[str, Any]:
    """Tell programs of an episode."""
    episode, mp3 = made.episode, show.path_of(made.episode)
    return {
        "outcome": made.outcome.value,
        "title": episode.title,
        "guid": episode.guid,
        "folder": str(mp3.parent),
        "mp3": str(mp3),
        "feed": str(show.feed),
        "language": episode.language,
        "voices": episode.voices,
        "paragraphs": made.paragraphs,
        "reused": made.reused,
        "seconds": round(episode.sound.seconds, 3),
        "bytes": episode.enclosure.length,
        "loudness": round(episode.sound.loudness, 2),
        "true_peak": round(episode.sound.true_peak, 2),
        "left_out": episode.left_out,
        "failures": made.failures,
        "removed_guid": made.removed.guid if made.removed else None,
    }
