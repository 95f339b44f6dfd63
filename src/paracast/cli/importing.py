"""`paracast import`: a show elsewhere becomes one of ours."""

from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from paracast.cli.console import clock, count, err, size
from paracast.cli.options import AllowPrivateOption, JsonOption, QuietOption, ShowOption
from paracast.cli.report import report
from paracast.cli.telling import Manner

if TYPE_CHECKING:
    from paracast.article.options import FetchOptions
    from paracast.feed.foreign import ForeignFeed
    from paracast.pipeline.setup import Setup
    from paracast.pipeline.takeover import Left, Taken, Taking


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
    from paracast.article.options import FetchOptions
    from paracast.pipeline.takeover import decide_taking, plan_takeover, read_foreign

    manner, options = Manner(as_json, quiet), FetchOptions(allow_private=allow_private)
    foreign = read_foreign(feed, options)
    folder = _folder(show, foreign)
    if dry_run:
        setup = _known(folder)
        _plan(plan_takeover(foreign, setup) if setup else decide_taking(foreign, ()), manner)
        return
    setup = _known(folder) or _started(folder, foreign, url, options, manner)
    if manner.watched and foreign.show.guid not in {"", setup.show.guid}:
        kept = f'guid = "{foreign.show.guid}"'
        line = f"To keep the show’s identity, write {kept} in [show]."
        err().print(line, style="yellow", markup=False)
    if only_guids:
        _promise(foreign, setup, manner)
    else:
        raise typer.Exit(_take(foreign, setup, options, manner))


def _folder(show: Path | None, foreign: "ForeignFeed") -> Path:
    """Return where the show is, or will be: a folder of its own, named after it."""
    from paracast import config
    from paracast.episode.naming import slug_of

    return show or config.find_show(Path.cwd()) or Path(slug_of(foreign.show.title))


def _known(folder: Path) -> "Setup | None":
    from paracast import config

    return config.load(folder) if (folder / config.NAME).is_file() else None


def _started(
    folder: Path, foreign: "ForeignFeed", url: str, options: "FetchOptions", manner: Manner
) -> "Setup":
    from paracast import config
    from paracast.pipeline.takeover import fetch_artwork

    artwork, why = fetch_artwork(foreign, options)
    config.start_from(foreign.show, folder, url=url, artwork=artwork)
    if manner.watched:
        err().print(f"Started “{foreign.show.title}” in {folder}.", markup=False)
    if why and manner.watched:
        err().print(f"  Its artwork was not taken: {why}", style="yellow", markup=False)
    return config.load(folder)


def _promise(foreign: "ForeignFeed", setup: "Setup", manner: Manner) -> None:
    from paracast.pipeline.takeover import promise_guids

    kept = promise_guids(foreign, setup)
    manner.say(
        f"Kept the GUIDs of {count(kept, 'episode')} of {len(foreign.items):,}. "
        "Make an article by its address, and its episode gets the one that it had.",
        {"outcome": "promised", "guids": kept, "items": len(foreign.items)},
    )


def _take(foreign: "ForeignFeed", setup: "Setup", options: "FetchOptions", manner: Manner) -> int:
    from paracast.pipeline.takeover import HERE, plan_takeover, take_over

    code, took = 0, 0
    taking = plan_takeover(foreign, setup)
    with closing(take_over(taking, foreign, setup, options)) as results:
        for taken in results:
            took += taken.arrived is not None
            if taken.error:
                code = report(taken.error, about=taken.item.title)
            else:
                manner.say(_told(taken), _facts(taken))
    for left in taking.left:
        if left.why != HERE or manner.json:
            manner.say(_left(left), _left_facts(left))
    if manner.watched:
        here = sum(left.why == HERE for left in taking.left)
        _tell_end(f"Took {count(took, 'episode')}, had {here:,}", foreign, setup)
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
        f"Took “{episode.title}”: {clock(sound.length / sound.rate)}, "
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


def _next(setup: "Setup") -> str:
    """Say what is to be done here: a show needs an address of its own to be published."""
    from paracast.episode.guid import is_this_machine

    if is_this_machine(setup.show.url):
        where = setup.folder / "paracast.toml"
        return f"Next: write into {where} where it will be: [show] url. Then publish it."
    return f"Next: publish the show, so that it is at {setup.show.address}"


def _tell_end(done: str, foreign: "ForeignFeed", setup: "Setup") -> None:
    """Say what is to be done at the old host, and here."""
    address = f"{setup.show.address}feed.xml"
    lines = [
        f"{done}; the feed lists {len(foreign.items):,}.",
        _next(setup),
        f"Then let the old feed lead to the new one (itunes:new-feed-url, or a 301): {address}",
        "Keep the old feed for at least four weeks: apps look there once more.",
    ]
    for line in lines:
        err().print(line, style="dim", markup=False)
