"""All that is known of an episode, as people read it, and as programs do."""

from typing import TYPE_CHECKING, Any

import msgspec

from paracast.cli.console import clock, out, size
from paracast.cli.episodes import standing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.table import Table

    from paracast import Episode, Show


def facts_of(episode: "Episode", show: "Show") -> dict[str, Any]:
    """Return the manifest, with where the episode lies and where it will be reachable."""
    facts: dict[str, Any] = msgspec.to_builtins(episode)
    return {
        **facts,
        "path": str(show.path_of(episode).parent),
        "url": show.address_of(episode),
    }


def print_portrait(episode: "Episode", show: "Show") -> None:
    """Print what is known of an episode, the words before the numbers."""
    from rich.text import Text

    out().print(Text(episode.title, style="bold"))
    if episode.description:
        out().print(Text(episode.description), soft_wrap=False)
    out().print()
    out().print(_grid([(name, value) for name, value in _lines(episode, show) if value]))
    if episode.chapters:
        out().print("\nChapters", style="dim")
        out().print(_grid(_chapters(episode)))
    out().print("\nFiles", style="dim")
    out().print(_grid([(size(file.length), file.name) for file in episode.files]))


def _lines(episode: "Episode", show: "Show") -> "Iterator[tuple[str, str]]":
    sound, source = episode.sound, episode.source
    seconds = clock(sound.seconds)
    yield "In the show", standing(episode)
    yield "By", episode.author
    yield "Published", f"{episode.published:%Y-%m-%d %H:%M} UTC"
    yield "Made", f"{episode.updated:%Y-%m-%d %H:%M} UTC{_revision(episode)}"
    yield "Article", ", ".join(dict.fromkeys(filter(None, (source.name, source.site, source.url))))
    yield "Folder", str(show.path_of(episode).parent)
    yield "Before", ", ".join(episode.formerly)
    yield "Address", show.address_of(episode)
    yield "GUID", episode.guid
    yield "Language", episode.language
    levels = f"{sound.loudness:.1f} LUFS, peak {sound.true_peak:.1f} dBTP"
    yield "Sound", f"{seconds}, {sound.rate / 1000:g} kHz, {levels}"
    yield "Voices", ", ".join(episode.voices) or "from elsewhere"
    yield "Characters", _account(episode)
    yield "Left out", ", ".join(f"{reason} ({n})" for reason, n in episode.left_out.items())
    yield "Words", ", ".join(entry.written for entry in episode.lexicon)
    yield "Yours", " and ".join(episode.edited)
    yield "Made with", ", ".join(f"{name} {what}" for name, what in episode.versions.items())


def _revision(episode: "Episode") -> str:
    return f", revision {episode.revision}" if episode.revision > 1 else ""


def _account(episode: "Episode") -> str:
    """Say what became of the source's characters."""
    sums = [(sum(reasons.values()), fate) for fate, reasons in episode.account.items()]
    return ", ".join(f"{number:,} {fate}" for number, fate in sorted(sums, reverse=True) if number)


def _chapters(episode: "Episode") -> "list[tuple[str, str]]":
    rate = episode.sound.rate
    return [(clock(chapter.start // rate), chapter.title) for chapter in episode.chapters]


def _grid(rows: "list[tuple[str, str]]") -> "Table":
    from rich.table import Table
    from rich.text import Text

    grid = Table.grid(padding=(0, 2))
    grid.add_column(style="dim", no_wrap=True, justify="right", min_width=12)
    grid.add_column(overflow="fold")
    for name, value in rows:
        grid.add_row(name, Text(value))
    return grid
