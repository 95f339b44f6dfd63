"""A show as scripts and commands have it: what is done with it, a method each."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Self, TypeVar
from urllib.parse import quote

from paracast import config
from paracast.api.booth import Booth, unwatched
from paracast.errors import UsageError
from paracast.feed import FEED
from paracast.pipeline.events import Tell, tell_nobody
from paracast.pipeline.workers.staffing import HERE, Workers

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable

    from paracast.api.following import Following
    from paracast.api.making import Commissioned
    from paracast.article.options import FetchOptions
    from paracast.check import Finding
    from paracast.episode.model import Episode
    from paracast.pipeline.batch import Result, Watch
    from paracast.pipeline.editing import Edit
    from paracast.pipeline.feeding import WrittenFeed
    from paracast.pipeline.following import Choice
    from paracast.pipeline.outcome import Made
    from paracast.pipeline.publishing import Publication, PublishEvent
    from paracast.publish.model import Changes
    from paracast.server.addresses import Listening
    from paracast.server.running import Hearers
    from paracast.site import WrittenSite

_Wanted = TypeVar("_Wanted", bound="Commissioned")


@dataclass(frozen=True, slots=True)
class Show(Booth):
    """A show's folder: its settings and voices, and the episodes that it keeps.

    Its settings are read once: open it again after an edit of `paracast.toml`. All else is read
    when it is asked for, so any number of these may stand for one folder.
    """

    @classmethod
    def open(cls, folder: str | Path | None = None, *, voice: str = "") -> Self:
        """Read the settings of a show.

        Args:
            folder: holds `paracast.toml`; None: the nearest one upward from the working folder.
            voice: speaks instead of the show's own: a profile's name, or `ENGINE:VOICE`.

        Raises:
            UsageError: there is no show around.
            ConfigError: the settings are wrong, or there are none in that folder.
            SpeechError: there is no such voice.
        """
        found = config.find_show(Path.cwd()) if folder is None else Path(folder)
        if found is None:
            raise UsageError(
                "There is no show here: no paracast.toml in this folder or above it.",
                remedy="Start one: paracast init my-show",
            )
        return cls(config.load(found, voice=voice))

    @classmethod
    def start(
        cls,
        folder: str | Path,
        *,
        title: str = "",
        url: str = "",
        jingle: bool = False,
        private: bool = False,
    ) -> Self:
        """Start a show in a folder, which is made if need be.

        Args:
            folder: where; its name gives the title, unless one is given.
            title: the show's.
            url: where `episodes/` will be reachable.
            jingle: give it sounds of our own making.
            private: give its address a secret part.

        Raises:
            ShelfError: there is a show already, or the folder cannot be written.
            ConfigError: the address is none.
        """
        config.init_show(Path(folder), title=title, url=url, jingle=jingle, private=private)
        return cls.open(folder)

    @property
    def address(self) -> str:
        """The feed's, at which people subscribe."""
        return f"{self.setup.show.address}{FEED}"

    @property
    def feed(self) -> Path:
        """Where the feed lies, beside the pages and a folder for each episode."""
        return self.setup.episodes / FEED

    def make_episode(
        self,
        article: "Commissioned",
        *,
        tell: Tell = tell_nobody,
        workers: Workers = HERE,
    ) -> "Made":
        """Make an article's episode and put it into the feed; the same again changes nothing.

        Args:
            article: one that was read, or the file or the address of one.
            tell: takes events while it is made.
            workers: who does the work.

        Raises:
            ArticleError: it cannot be read, or holds nothing to say.
            SpeechError: it could not be spoken.
            ShelfError: the show cannot be written.
        """
        from paracast.api.making import make_one

        return make_one(article, self.setup, tell, workers)

    def make(
        self,
        articles: "Iterable[_Wanted]",
        *,
        workers: Workers = HERE,
        watch: "Watch" = unwatched,
        fed: "Callable[[WrittenFeed], None]" = tell_nobody,
    ) -> "Generator[Result[_Wanted], None, None]":
        """Make an episode of each article, several at a time; one that fails stops no other.

        What becomes of each is yielded as soon as it is known. The feed is written now and then,
        and at the end, however that comes. What was made before costs next to nothing.

        Args:
            articles: as for `make_episode`; they may be many, and are asked for as they are needed.
            workers: who does the work.
            watch: opens a display for the article of a name; what it yields takes its events.
            fed: is told of the feed, at the end.

        Raises:
            SpeechError: nothing can be spoken.
            ShelfError: the show cannot be written.
        """
        from paracast.api.making import make_all

        return make_all(articles, self.setup, workers, watch, fed)

    def follow(
        self, feed: str, choice: "Choice | None" = None, fetching: "FetchOptions | None" = None
    ) -> "Following":
        """Look at somebody's feed, and decide which of its entries are new; its `make` makes them.

        Args:
            feed: its web address, or a file.
            choice: which are wanted; None: all.
            fetching: how addresses are fetched.

        Raises:
            ArticleError: the feed cannot be fetched, or is none.
        """
        from paracast.api.following import Following

        return Following.of(feed, choice, fetching, self.setup)

    def episodes(self) -> "tuple[Episode, ...]":
        """Return the episodes on the shelf, the newest first.

        Raises:
            ShelfError: a manifest is damaged.
        """
        from paracast.episode.shelf import Shelf

        return Shelf(self.setup.episodes).episodes()

    def episode(self, wanted: str) -> "Episode":
        """Return an episode by its number in the list, its folder, its GUID, or words of its title.

        Raises:
            UsageError: there is none, or several fit.
        """
        from paracast.episode.finding import find_episode

        return find_episode(wanted, self.episodes())

    def path_of(self, episode: "Episode") -> Path:
        """Return where an episode's MP3 lies."""
        return self.setup.episodes / episode.folder / episode.enclosure.name

    def address_of(self, episode: "Episode") -> str:
        """Return where an episode's MP3 will be reachable."""
        folder, name = quote(episode.folder), quote(episode.enclosure.name)
        return f"{self.setup.show.address}{folder}/{name}"

    def edit(self, wanted: str, edit: "Edit") -> "Episode":
        """Change what is told of an episode, in its files and in the feed; it stays when made anew.

        Raises:
            UsageError: there is no such episode, or it cannot be as asked.
            ShelfError: it cannot be read or written.
        """
        from paracast.pipeline.editing import edit_episode

        return edit_episode(wanted, edit, self.setup)

    def rename(self, wanted: str, name: str) -> "Episode":
        """Give an episode's folder and files another name; to apps it stays the same one.

        Raises:
            UsageError: there is no such episode, or an episode has or had that name.
            ShelfError: it cannot be read or written.
        """
        from paracast.pipeline.editing import rename_episode

        return rename_episode(wanted, name, self.setup)

    def remove(self, wanted: str) -> None:
        """Remove an episode for ever: neither its GUID nor its address will come again.

        Raises:
            UsageError: there is no such episode.
            ShelfError: it cannot be removed.
        """
        from paracast.pipeline.editing import remove_episode

        remove_episode(wanted, self.setup)

    def write_feed(self) -> "WrittenFeed":
        """Write the feed anew from the episodes on the shelf, and with it the pages.

        Raises:
            ConfigError: the show's artwork or category is not fit for the directories.
            ShelfError: a manifest is damaged, or the folder cannot be written.
        """
        from paracast.pipeline.feeding import write_feed

        return write_feed(self.setup)

    def write_pages(self) -> "WrittenSite":
        """Write the pages that are missing or have changed.

        Raises:
            ConfigError: the show's artwork is not fit for the directories.
            ShelfError: a manifest is damaged, or the folder cannot be written.
        """
        from paracast.pipeline.feeding import write_pages

        return write_pages(self.setup)

    def check(self, *, deep: bool = True, against: str = "") -> "tuple[Finding, ...]":
        """Check the feed and all that it names, as `check_feed` does."""
        from paracast.api.checking import check_feed

        return check_feed(self.setup.episodes, deep=deep, against=against)

    def destination(self, publication: "Publication") -> str:
        """Return where the show would be published.

        Raises:
            UsageError: nobody says where, or it is the show's own folder.
        """
        from paracast.pipeline.publishing import destination

        return str(destination(self.setup, publication)[0])

    def publish(
        self, publication: "Publication", tell: "Callable[[PublishEvent], None]" = tell_nobody
    ) -> "Changes":
        """Make a target hold what the show has; the feed, written anew, comes last.

        Returns:
            what was done, or in a dry run what would be.

        Raises:
            UsageError: there is no such target.
            PublishError: the show is not fit to be published, or the target failed.
        """
        from paracast.pipeline.publishing import publish

        return publish(self.setup, publication, tell)

    def serve(self, listening: "Listening", hearers: "Hearers") -> None:
        """Serve the show to podcast apps and browsers, until Ctrl-C.

        Args:
            listening: where; without a secret, a private show's own is taken.
            hearers: who is told what happens.

        Raises:
            UsageError: the port is taken, or the host is none of this machine's.
        """
        from paracast.server.running import serve

        secret = listening.secret or self.setup.show.private
        serve(self.setup, replace(listening, secret=secret), hearers)
