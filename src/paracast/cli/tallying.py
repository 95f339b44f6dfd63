"""What a batch came to: each result as it comes, and all of them at the end."""

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from paracast.cli.console import clock, err, nearby
from paracast.cli.report import message_about, report
from paracast.cli.telling import Manner, advise_feed, contents, facts, suggest, told

if TYPE_CHECKING:
    from paracast import Made, ParacastError, Show, WrittenFeed

_SEVERAL_KINDS = 1


class Tally:
    """Tells of results as they come, and counts them."""

    def __init__(self, show: "Show", manner: Manner) -> None:
        self._show, self.manner = show, manner
        self._counts, self._seconds = Counter[str](), 0.0
        self._failed: list[tuple[str, ParacastError]] = []

    def made(self, made: "Made", *, title: str = "", **about: Any) -> None:  # noqa: ANN401
        """Tell of an episode.

        Args:
            made: what was made.
            title: the one that was asked for.
            about: what else programs are told of its article.
        """
        self._counts[made.outcome.value] += 1
        if made.outcome != "unchanged":
            self._seconds += made.episode.sound.seconds
        self.manner.say(told(made, self._show, title=title), facts(made, self._show) | about)

    def failed(self, error: "ParacastError", name: str, **about: Any) -> None:  # noqa: ANN401
        """Tell of an article that could not be made."""
        self._failed.append((name, error))
        report(error, about=name)
        if self.manner.json:
            said = {"error": error.message, "remedy": error.remedy, "code": error.exit_code}
            self.manner.say("", {"outcome": "failed"} | said | about)

    def fed(self, feed: "WrittenFeed") -> None:
        """Tell people of the show's feed."""
        if self.manner.watched:
            err().print(f"Feed: {nearby(feed.path)} ({contents(feed)})", style="dim", markup=False)
            advise_feed(feed)

    @property
    def exit_code(self) -> int:
        """0; or the code of what failed; 1 where articles failed in several ways."""
        codes = {error.exit_code for _, error in self._failed}
        return max(codes, default=0) if len(codes) <= 1 else _SEVERAL_KINDS

    def summarise(self) -> None:
        """Tell people what all came to, where there was more than one article, and what is next."""
        if not self.manner.watched:
            return
        if self._counts.total() + len(self._failed) > 1:
            self._tabulate()
        if self._counts["made"] or self._counts["updated"]:
            folder = self._show.setup.folder
            elsewhere = not Path.cwd().is_relative_to(folder.resolve())
            suggest("Listen: paracast serve" + (f" --show {nearby(folder)}" if elsewhere else ""))

    def _tabulate(self) -> None:
        from rich.table import Table
        from rich.text import Text

        table = Table.grid(padding=(0, 2))
        table.add_column(justify="right")
        table.add_column(overflow="fold")
        for outcome in ("made", "updated", "unchanged"):
            if number := self._counts[outcome]:
                table.add_row(f"{number:,}", outcome)
        if self._seconds:
            table.add_row(clock(self._seconds), "of new sound")
        if self._failed:
            table.add_row(f"{len(self._failed):,}", "failed:", style="red")
        for name, error in self._failed:
            table.add_row("", Text(message_about(error, name)))
        err().print(table)
