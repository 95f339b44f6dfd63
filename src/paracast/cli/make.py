"""`paracast make`: articles → episodes in the feed, or one MP3."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from paracast.cli.console import clock, count, err, size
from paracast.cli.languages import voice_line
from paracast.cli.options import (
    AllowPrivateOption,
    JobsOption,
    JsonOption,
    QuietOption,
    RecursiveOption,
    ShowOption,
    VoiceOption,
    optional_show,
)
from paracast.cli.progress import progress
from paracast.cli.report import report
from paracast.cli.telling import Manner, facts, told
from paracast.errors import ArticleError, UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from concurrent.futures import Executor

    from paracast.pipeline.commission import Commission
    from paracast.pipeline.setup import Setup


def make(  # noqa: PLR0913  a command's parameters are its options
    locators: Annotated[
        list[str],
        typer.Argument(
            metavar="ARTICLE...", help="Files, folders, web addresses; - is standard input."
        ),
    ],
    *,
    title: Annotated[str, typer.Option(help="Instead of the article's own title.")] = "",
    author: Annotated[str, typer.Option(help="Instead of the article's own author.")] = "",
    voice: VoiceOption = "",
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", help="Make one MP3 outside any show."),
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Only tell what would be made.")
    ] = False,
    recursive: RecursiveOption = False,
    allow_private: AllowPrivateOption = False,
    jobs: JobsOption = 0,
    as_json: JsonOption = False,
    quiet: QuietOption = False,
    show: ShowOption = None,
) -> None:
    """Make an episode of each ARTICLE and put it into the show's feed.

    The same article again updates its episode, which keeps its identity in the feed; where
    nothing has changed, nothing is done.
    """
    from paracast.article.folders import opened
    from paracast.article.options import FetchOptions
    from paracast.pipeline.commission import Commission
    from paracast.pipeline.executors import processes

    articles = opened(locators, recursive=recursive)
    if len(articles) > 1 and (title or output):
        raise UsageError(
            "--title and --output are for one article.", remedy="Give one article at a time."
        )
    manner = Manner(as_json, quiet)
    fetching = FetchOptions(allow_private=allow_private)
    wanted = [Commission(locator, title, author, fetching) for locator in articles]
    if dry_run:
        raise typer.Exit(_plan(wanted, _setup(show, voice, alone=True), manner))
    with processes(jobs) as executor:  # first of all: workers start while this process reads
        setup = _setup(show, voice, alone=output is not None)
        manner.advise(setup.audio)
        if output:
            code = _make_file(wanted[0], setup, output, executor, manner)
        else:
            code = _make_episodes(wanted, setup, executor, manner)
    raise typer.Exit(code)


def _setup(show: Path | None, voice: str, *, alone: bool) -> "Setup":
    """Load the show; without one, an article can still be made `alone`."""
    from paracast import config

    setup = optional_show(show, voice)
    if setup is None and not alone:
        raise UsageError(
            "There is no show here: no paracast.toml in this folder or above it.",
            remedy="Start one: paracast init my-show. Or make one file: "
            "paracast make ARTICLE --output episode.mp3",
        )
    return setup or config.default_setup(voice=voice)


def _make_episodes(
    commissions: "Sequence[Commission]", setup: "Setup", executor: "Executor", manner: Manner
) -> int:
    """Make one episode after the other; a bad article does not stop the rest."""
    from paracast.pipeline.speaking import open_studio

    studio, code = (
        open_studio(setup, executor),
        0,
    )  # before the imports that only this process needs
    from paracast.pipeline.feeding import write_feed
    from paracast.pipeline.making import make_episode

    for commission in commissions:
        try:
            with progress(commission.locator, watched=manner.watched) as tell:
                made = make_episode(commission, studio, tell)
        except ArticleError as error:
            code = report(error, about=commission.locator)
            continue
        feed = write_feed(setup)
        manner.say(told(made, setup), facts(made, setup))
        if manner.watched:
            err().print(f"Feed: {feed.path} ({count(feed.episodes, 'episode')})", style="dim")
    return code


def _make_file(
    commission: "Commission", setup: "Setup", path: Path, executor: "Executor", manner: Manner
) -> int:
    from paracast.pipeline.making import make_file
    from paracast.pipeline.speaking import open_studio

    with progress(commission.locator, watched=manner.watched) as tell:
        recording = make_file(commission, open_studio(setup, executor), path, tell)
    title, sound = recording.article.title, recording.sound
    seconds, length = sound.length / sound.rate, path.stat().st_size
    cast = recording.cast
    spoken_by = voice_line(recording.script.language, cast, setup)
    manner.say(
        f"Made “{title}”: {clock(seconds)}, {size(length)}, {path}"
        + (f"\n  {spoken_by}" if spoken_by else ""),
        {
            "outcome": "made",
            "title": title,
            "language": recording.script.language,
            "voices": [voice.name for voice in cast.voices],
            "mp3": str(path),
            "seconds": round(seconds, 3),
            "bytes": length,
            "loudness": round(sound.loudness, 2),
            "true_peak": round(sound.true_peak, 2),
        },
    )
    return 0


def _plan(commissions: "Sequence[Commission]", setup: "Setup", manner: Manner) -> int:
    from paracast.pipeline.casting import cast_for
    from paracast.pipeline.making import read_and_script
    from paracast.pipeline.planning import plan_of

    manner.advise(setup.audio)
    code = 0
    for commission in commissions:
        try:
            script = read_and_script(commission, setup)[1]
            plan, cast = plan_of(script, setup), cast_for(script, setup)
        except ArticleError as error:
            code = report(error, about=commission.locator)
            continue
        spoken_by = voice_line(script.language, cast, setup)
        manner.say(
            f"Would make “{plan.title}”: {count(plan.paragraphs, 'paragraph')}, "
            f"about {clock(plan.seconds)}, about {size(plan.length)}"
            + (f"\n  {spoken_by}" if spoken_by else ""),
            {
                "outcome": "planned",
                "title": plan.title,
                "language": script.language,
                "voices": [voice.name for voice in cast.voices],
                "paragraphs": plan.paragraphs,
                "seconds": round(plan.seconds),
                "bytes": plan.length,
            },
        )
    return code
