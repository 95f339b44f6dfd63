"""`paracast import`: a show elsewhere becomes one of ours."""

from contextlib import closing
from typing import TYPE_CHECKING, Annotated, Any

import typer

from paracast.cli.console import clock, count, err, size
from paracast.cli.options import AllowPrivateOption, JsonOption, QuietOption, ShowOption
from paracast.cli.report import report
from paracast.cli.telling import Manner

if TYPE_CHECKING:
    from paracast import Left, Show, Taken, Takeover, Taking


def import_(  # noqa: PLR0913  a command's parameters are its options
    feed: Annotated[str, typer.Argument(metavar="FEED", help="A feed's web address, or a file.")],
    *,
    url: Annotated[
        str, typer.Option(help="Where the episodes of a new show will be reachable: https://….")
    ] = "",
    only_guids: Annotated[
        bool,
        typer.Option("--only-guids", help="Fetch no sound: give articles the GUIDs they had."),
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Only tell what would be taken.")
    ] = False,
    allow_private: AllowPrivateOption = False,
    as_json: JsonOption = False,
    quiet: QuietOption = False,
    show: ShowOption = None,
) -> None:
    """Take over the show of FEED: its settings, where there is no show yet, and its episodes.

    Episodes keep their GUIDs, so that nobody's app takes them for new ones. Run it again to go on.
    """
    from paracast import FetchOptions, Takeover

    manner = Manner(as_json, quiet)
    takeover = Takeover.of(feed, show, fetching=FetchOptions(allow_private=allow_private))
    if dry_run:
        _plan(takeover.plan(), manner)
        return
    new = takeover.show is None
    takeover = takeover.started(url=url)
    if manner.watched:
        _tell_beginning(takeover, new=new)
    if only_guids:
        _promise(takeover, manner)
    else:
        raise typer.Exit(_take(takeover, manner))


def _tell_beginning(takeover: "Takeover", *, new: bool) -> None:
    if new:
        title = takeover.feed.show.title
        err().print(f"Started “{title}” in {takeover.folder}.", markup=False)
    if takeover.without_artwork:
        line = f"  Its artwork was not taken: {takeover.without_artwork}"
        err().print(line, style="yellow", markup=False)
    if takeover.other_guid:
        kept = f'guid = "{takeover.other_guid}"'
        line = f"To keep the show’s identity, write {kept} in [show]."
        err().print(line, style="yellow", markup=False)


def _promise(takeover: "Takeover", manner: Manner) -> None:
    kept, items = takeover.promise(), len(takeover.feed.items)
    manner.say(
        f"Kept the GUIDs of {count(kept, 'episode')} of {items:,}. "
        "Make an article by its address, and its episode gets the one that it had.",
        {"outcome": "promised", "guids": kept, "items": items},
    )


def _take(takeover: "Takeover", manner: Manner) -> int:
    code, took = 0, 0
    taking = takeover.plan()
    with closing(takeover.take(taking)) as results:
        for taken in results:
            took += taken.arrived is not None
            if taken.error:
                code = report(taken.error, about=taken.item.title)
            else:
                manner.say(_told(taken), _facts(taken))
    for left in taking.left:
        if not left.is_here or manner.json:
            manner.say(_left(left), _left_facts(left))
    if manner.watched:
        here = sum(left.is_here for left in taking.left)
        done = f"Took {count(took, 'episode')}, had {here:,}"
        if code and not took + here:
            err().print(f"{done}. Run it again to go on.", style="dim", markup=False)
        else:
            _tell_end(done, takeover)
    return code


def _plan(taking: "Taking", manner: Manner) -> None:
    for item in taking.wanted:
        manner.say(
            f"Would take {item.published:%Y-%m-%d} “{item.title}”",
            {"outcome": "planned", "guid": item.guid, "title": item.title},
        )
    for left in taking.left:
        manner.say(_left(left), _left_facts(left))


def _told(taken: "Taken") -> str:
    if taken.arrived is None:
        return ""
    episode = taken.arrived.episode
    sound = episode.sound
    told = (
        f"Took “{episode.title}”: {clock(sound.seconds)}, "
        f"{size(episode.enclosure.length)}, {sound.loudness:.1f} LUFS"
    )
    return told + "".join(f"\n  Without {one}" for one in taken.arrived.missing)


def _facts(taken: "Taken") -> dict[str, Any]:
    if taken.arrived is None:
        return {}
    episode = taken.arrived.episode
    return {
        "outcome": "taken",
        "guid": episode.guid,
        "title": episode.title,
        "folder": episode.folder,
        "bytes": episode.enclosure.length,
        "missing": taken.arrived.missing,
    }


def _left(left: "Left") -> str:
    return f"Left “{left.item.title}”: {left.why}."


def _left_facts(left: "Left") -> dict[str, Any]:
    return {"outcome": "left", "guid": left.item.guid, "title": left.item.title, "why": left.why}


def _next(show: "Show") -> str:
    """Say what is to be done here: a show needs an address of its own to be published."""
    from paracast import is_at_home

    if is_at_home(show):
        where = show.folder / "paracast.toml"
        return f"Next: write into {where} where it will be: [show] url. Then publish it."
    return f"Next: publish the show, so that it is at {show.address.removesuffix('feed.xml')}"


def _tell_end(done: str, takeover: "Takeover") -> None:
    """Say what is to be done at the old host, and here."""
    from paracast import is_at_home

    show = takeover.begun
    new = "" if is_at_home(show) else f": {show.address}"
    lines = [
        f"{done}; the feed lists {len(takeover.feed.items):,}.",
        _next(show),
        f"Then let the old feed lead to the new one (itunes:new-feed-url, or a 301){new}",
        "Keep the old feed for at least four weeks: apps look there once more.",
    ]
    for line in lines:
        err().print(line, style="dim", markup=False)
