"""`paracast make`: articles → episodes in the feed, or one MP3."""

from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from paracast.cli.console import clock, count, size
from paracast.cli.follow import make_entries
from paracast.cli.languages import voice_line
from paracast.cli.options import (
    AllowPrivateOption,
    ExecutorOption,
    JobsOption,
    JsonOption,
    KindOption,
    NumberOption,
    QuietOption,
    RecursiveOption,
    SeasonOption,
    ShowOption,
    VerboseOption,
    VoiceOption,
    booth_of,
)
from paracast.cli.progress import progress
from paracast.cli.report import report
from paracast.cli.tallying import Tally
from paracast.cli.telling import Manner
from paracast.errors import ArticleError, UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from paracast import Booth, Commission, Show, Workers


def make(  # noqa: PLR0913  a command's parameters are its options
    locators: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="ARTICLE...", help="Files, folders, web addresses, feeds; - is standard input."
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
    executor: ExecutorOption = "",
    as_json: JsonOption = False,
    quiet: QuietOption = False,
    verbose: VerboseOption = False,
    show: ShowOption = None,
) -> None:
    """Make an episode of each ARTICLE and put it into the show's feed.

    The same article again updates its episode, which keeps its identity in the feed; where
    nothing has changed, nothing is done. Of many articles, several are in hand at once; one that
    cannot be made does not stop the others.
    """
    from paracast import Asked, Commission, FetchOptions, Workers, articles_in, articles_listed

    named = [*(locators or ()), *(name for path in lists or () for name in articles_listed(path))]
    if not named:
        raise UsageError(
            "No article was named.",
            remedy="Name one: paracast make ARTICLE. Or a list: --from FILE",
        )
    articles = articles_in(*named, recursive=recursive)
    if len(articles) > 1 and (title or output or number):
        raise UsageError(
            "--title, --number and --output are for one article.",
            remedy="Give one article at a time.",
        )
    manner = Manner(as_json, quiet, verbose)
    fetching = FetchOptions(allow_private=allow_private)
    asked = Asked(kind, season, number)
    wanted = [Commission(locator, title, author, fetching, asked) for locator in articles]
    booth, workers = booth_of(show, voice), Workers(jobs, executor)
    manner.advise(booth)
    if dry_run:
        code = _plan(wanted, booth, manner)
    elif output:
        code = _make_file(wanted[0], output, booth, workers, manner)
    else:
        code = _make_episodes(wanted, _as_show(booth), workers, manner)
    raise typer.Exit(code)


def _as_show(booth: "Booth") -> "Show":
    """Return a show; without one, an article can still be made alone."""
    from paracast import Show

    if isinstance(booth, Show):
        return booth
    raise UsageError(
        "There is no show here: no paracast.toml in this folder or above it.",
        remedy="Start one: paracast init my-show. Or make one file: "
        "paracast make ARTICLE --output episode.mp3",
    )


def _make_episodes(
    commissions: "Sequence[Commission]", show: "Show", workers: "Workers", manner: Manner
) -> int:
    from paracast import ManyArticlesError

    tally, feeds = Tally(show, manner), list["Commission"]()
    with (
        progress(manner, len(commissions)) as watch,
        closing(show.make(commissions, workers=workers, watch=watch, fed=tally.fed)) as results,
    ):
        for result in results:
            name = result.subject.locator
            if result.made:
                tally.made(result.made, article=name)
            elif isinstance(result.error, ManyArticlesError):
                feeds.append(result.subject)
            elif result.error:
                tally.failed(result.error, name, article=name)
    for feed in feeds:
        make_entries(show.follow(feed.locator, fetching=feed.fetching), workers, tally)
    tally.summarise()
    return tally.exit_code


def _make_file(
    commission: "Commission", path: Path, booth: "Booth", workers: "Workers", manner: Manner
) -> int:
    with (
        progress(manner) as watch,
        watch(commission.locator) as tell,
    ):
        made = booth.make_file(commission, path, tell=tell, workers=workers)
    spoken_by = voice_line(made.language, made.voices[0], booth)
    manner.say(
        f"Made “{made.title}”: {clock(made.sound.seconds)}, {size(made.length)}, {path}"
        + (f"\n  {spoken_by}" if spoken_by else ""),
        {
            "outcome": "made",
            "title": made.title,
            "language": made.language,
            "voices": [voice.name for voice in made.voices],
            "mp3": str(path),
            "seconds": round(made.sound.seconds, 3),
            "bytes": made.length,
            "loudness": round(made.sound.loudness, 2),
            "true_peak": round(made.sound.true_peak, 2),
        },
    )
    return 0


def _plan(commissions: "Sequence[Commission]", booth: "Booth", manner: Manner) -> int:
    code = 0
    for commission in commissions:
        try:
            plan = booth.plan(commission)
        except ArticleError as error:
            code = report(error, about=commission.locator)
            continue
        spoken_by = voice_line(plan.language, plan.voices[0], booth)
        manner.say(
            f"Would make “{plan.title}”: {count(plan.paragraphs, 'paragraph')}, "
            f"about {clock(plan.seconds)}, about {size(plan.length)}"
            + (f"\n  {spoken_by}" if spoken_by else ""),
            {
                "outcome": "planned",
                "title": plan.title,
                "language": plan.language,
                "voices": [voice.name for voice in plan.voices],
                "paragraphs": plan.paragraphs,
                "seconds": round(plan.seconds),
                "bytes": plan.length,
            },
        )
    return code
