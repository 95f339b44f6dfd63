"""`paracast make`: articles → episodes in the feed, or one MP3."""

from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from paracast.cli.console import clock, count, size
from paracast.cli.languages import voice_line
from paracast.cli.options import (
    AllowPrivateOption,
    JobsOption,
    JsonOption,
    KindOption,
    NumberOption,
    QuietOption,
    RecursiveOption,
    SeasonOption,
    ShowOption,
    VoiceOption,
    optional_show,
)
from paracast.cli.progress import progress
from paracast.cli.report import report
from paracast.cli.tallying import Tally
from paracast.cli.telling import Manner
from paracast.errors import ArticleError, UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from paracast.pipeline.commission import Commission
    from paracast.pipeline.setup import Setup
    from paracast.pipeline.staffing import Staff


def make(  # noqa: PLR0913  a command's parameters are its options
    locators: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="ARTICLE...", help="Files, folders, web addresses; - is standard input."
        ),
    ] = None,
    *,
    lists: Annotated[
        list[Path] | None,
        typer.Option(
            "--from", metavar="FILE", help="A list of articles, one a line; - is standard input."
        ),
    ] = None,
    title: Annotated[str, typer.Option(help="Instead of the article's own title.")] = "",
    author: Annotated[str, typer.Option(help="Instead of the article's own author.")] = "",
    season: SeasonOption = None,
    number: NumberOption = None,
    kind: KindOption = None,
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
    nothing has changed, nothing is done. Of many articles, several are in hand at once; one that
    cannot be made does not stop the others.
    """
    from paracast.article.folders import listed, opened
    from paracast.article.options import FetchOptions
    from paracast.episode.numbering import Asked
    from paracast.pipeline.commission import Commission

    named = [*(locators or ()), *(name for path in lists or () for name in listed(path))]
    if not named:
        raise UsageError(
            "No article was named.",
            remedy="Name one: paracast make ARTICLE. Or a list: --from FILE",
        )
    articles = list(dict.fromkeys(opened(named, recursive=recursive)))
    if len(articles) > 1 and (title or output or number):
        raise UsageError(
            "--title, --number and --output are for one article.",
            remedy="Give one article at a time.",
        )
    manner = Manner(as_json, quiet)
    fetching = FetchOptions(allow_private=allow_private)
    asked = Asked(kind, season, number)
    wanted = [Commission(locator, title, author, fetching, asked) for locator in articles]
    if dry_run:
        raise typer.Exit(_plan(wanted, _setup(show, voice, alone=True), manner))
    setup = _setup(show, voice, alone=output is not None)
    manner.advise(setup.audio)
    from paracast.pipeline.staffing import staff

    with staff(setup, jobs) as workers:
        if output:
            code = _make_file(wanted[0], output, workers, manner)
        else:
            code = _make_episodes(wanted, workers, manner)
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


def _make_episodes(commissions: "Sequence[Commission]", workers: "Staff", manner: Manner) -> int:
    from paracast.pipeline.batch import Batch, orders_of

    tally = Tally(workers.setup, manner)
    with progress(len(commissions), watched=manner.watched) as watch:
        batch = Batch(workers, watch, tally.fed)
        with closing(batch.make(orders_of(commissions, workers))) as results:
            for result in results:
                name = result.subject.locator
                if result.made:
                    tally.made(result.made, article=name)
                elif result.error:
                    tally.failed(result.error, name, article=name)
    tally.summarise()
    return tally.exit_code


def _make_file(commission: "Commission", path: Path, workers: "Staff", manner: Manner) -> int:
    from paracast.pipeline.making import make_file

    setup = workers.setup
    with (
        progress(watched=manner.watched) as watch,
        watch(commission.locator) as tell,
    ):
        recording = make_file(commission, workers.studio(), path, tell)
    title, sound = recording.article.title, recording.sound
    seconds, length = sound.length / sound.rate, path.stat().st_size
    cast = recording.cast
    spoken_by = voice_line(recording.script.language, cast.reader, setup)
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
        spoken_by = voice_line(script.language, cast.reader, setup)
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
