"""`paracast make`: articles → episodes in the feed, or one MP3."""

from contextlib import ExitStack, contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from paracast.cli.console import clock, count, err, size
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
from paracast.cli.telling import Manner, advise_feed, contents, facts, told
from paracast.errors import ArticleError, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from paracast.pipeline.commission import Commission
    from paracast.pipeline.outcome import Made
    from paracast.pipeline.setup import Setup
    from paracast.pipeline.speaking import Studio


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
    nothing has changed, nothing is done.
    """
    from paracast.article.folders import opened
    from paracast.article.options import FetchOptions
    from paracast.episode.numbering import Asked
    from paracast.pipeline.commission import Commission

    articles = opened(locators, recursive=recursive)
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
    with _studio_of(setup, jobs) as studio:
        if output:
            code = _make_file(wanted[0], output, studio(), manner)
        else:
            code = _make_episodes(wanted, setup, studio, manner)
    raise typer.Exit(code)


@contextmanager
def _studio_of(setup: "Setup", jobs: int) -> "Iterator[Callable[[], Studio]]":
    """Yield what opens the studio when it is first called: an unchanged article needs none."""
    with ExitStack() as stack:

        @cache
        def studio() -> "Studio":
            from paracast.pipeline.executors import processes

            executor = stack.enter_context(processes(jobs))  # workers begin to import at once
            from paracast.pipeline.speaking import open_studio

            return open_studio(setup, executor)

        yield studio


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
    commissions: "Sequence[Commission]",
    setup: "Setup",
    studio: "Callable[[], Studio]",
    manner: Manner,
) -> int:
    """Make one episode after the other; a bad article does not stop the rest."""
    code, feed = 0, None
    for commission in commissions:
        try:
            made = _made(commission, setup, studio, manner)
        except ArticleError as error:
            code = report(error, about=commission.locator)
            continue
        from paracast.pipeline.feeding import write_feed

        feed = write_feed(setup)
        manner.say(told(made, setup), facts(made, setup))
        if manner.watched:
            err().print(f"Feed: {feed.path} ({contents(feed)})", style="dim")
    if feed and manner.watched:
        advise_feed(feed)
    return code


def _made(
    commission: "Commission", setup: "Setup", studio: "Callable[[], Studio]", manner: Manner
) -> "Made":
    """Make an article's episode; what is imported for that is left out where nothing changed."""
    from paracast.article.source import fetch
    from paracast.pipeline.unchanged import unchanged

    source = fetch(commission.locator, commission.fetching)
    if known := unchanged(source, commission, setup):
        return known
    opened = studio()
    from paracast.pipeline.making import make_fetched

    with progress(commission.locator, watched=manner.watched) as tell:
        return make_fetched(source, commission, opened, tell)


def _make_file(commission: "Commission", path: Path, studio: "Studio", manner: Manner) -> int:
    from paracast.pipeline.making import make_file

    setup = studio.setup
    with progress(commission.locator, watched=manner.watched) as tell:
        recording = make_file(commission, studio, path, tell)
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
