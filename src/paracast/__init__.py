"""Turns articles into podcast episodes on your own machine.

What there is to import stands below: functions and classes, the data that they take and return, and
the errors. Each is loaded when it is first asked for, with no more than it needs.
"""

TYPE_CHECKING = False  # typing's own would cost more than all the rest

if TYPE_CHECKING:
    from paracast.api.booth import Booth as Booth
    from paracast.api.checking import check_feed as check_feed
    from paracast.api.following import Following as Following
    from paracast.api.hosting import is_ahead as is_ahead
    from paracast.api.hosting import is_at_home as is_at_home
    from paracast.api.languages import language_name as language_name
    from paracast.api.lexicon import affected_episodes as affected_episodes
    from paracast.api.lexicon import import_lexicon as import_lexicon
    from paracast.api.lexicon import lexicon_file as lexicon_file
    from paracast.api.listening import listening_at as listening_at
    from paracast.api.making import Commissioned as Commissioned
    from paracast.api.making import MadeFile as MadeFile
    from paracast.api.making import Planned as Planned
    from paracast.api.making import articles_in as articles_in
    from paracast.api.making import articles_listed as articles_listed
    from paracast.api.making import make_episode as make_episode
    from paracast.api.show import Show as Show
    from paracast.api.storing import open_store as open_store
    from paracast.api.takeover import Takeover as Takeover
    from paracast.api.versions import versions as versions
    from paracast.api.voices import Comparison as Comparison
    from paracast.api.voices import Offer as Offer
    from paracast.api.watching import watch as watch
    from paracast.article.decoding import ManyArticlesError as ManyArticlesError
    from paracast.article.marking import Link as Link
    from paracast.article.marking import Passage as Passage
    from paracast.article.model import Article as Article
    from paracast.article.model import Block as Block
    from paracast.article.model import BlockKind as BlockKind
    from paracast.article.model import Credits as Credits
    from paracast.article.model import LeftOut as LeftOut
    from paracast.article.options import FetchOptions as FetchOptions
    from paracast.article.reading import read_article as read_article
    from paracast.article.traced import Span as Span
    from paracast.check.model import Finding as Finding
    from paracast.check.model import Rule as Rule
    from paracast.check.model import Severity as Severity
    from paracast.config.lexicon import Added as Added
    from paracast.config.starter import starter_voices as starter_voices
    from paracast.doctor.examining import examine as examine
    from paracast.doctor.model import Remark as Remark
    from paracast.doctor.model import State as State
    from paracast.episode.dating import published_at as published_at
    from paracast.episode.model import Chapter as Chapter
    from paracast.episode.model import Episode as Episode
    from paracast.episode.model import MediaFile as MediaFile
    from paracast.episode.model import Mention as Mention
    from paracast.episode.model import Sound as Sound
    from paracast.episode.numbering import Asked as Asked
    from paracast.errors import ArticleError as ArticleError
    from paracast.errors import AudioError as AudioError
    from paracast.errors import ConfigError as ConfigError
    from paracast.errors import FeedError as FeedError
    from paracast.errors import ParacastError as ParacastError
    from paracast.errors import PublishError as PublishError
    from paracast.errors import ShelfError as ShelfError
    from paracast.errors import SpeechError as SpeechError
    from paracast.errors import UsageError as UsageError
    from paracast.feed.foreign import ForeignFeed as ForeignFeed
    from paracast.feed.foreign import Item as Item
    from paracast.files import trouble_of as trouble_of
    from paracast.pcm import Pcm as Pcm
    from paracast.pipeline.auditioning import Audition as Audition
    from paracast.pipeline.batch import Result as Result
    from paracast.pipeline.batch import Watch as Watch
    from paracast.pipeline.commission import Commission as Commission
    from paracast.pipeline.editing import Edit as Edit
    from paracast.pipeline.events import Corrected as Corrected
    from paracast.pipeline.events import Event as Event
    from paracast.pipeline.events import Mended as Mended
    from paracast.pipeline.events import Scripted as Scripted
    from paracast.pipeline.events import Spoken as Spoken
    from paracast.pipeline.events import Tell as Tell
    from paracast.pipeline.events import Timed as Timed
    from paracast.pipeline.events import Unkept as Unkept
    from paracast.pipeline.events import tell_nobody as tell_nobody
    from paracast.pipeline.feeding import WrittenFeed as WrittenFeed
    from paracast.pipeline.following import Choice as Choice
    from paracast.pipeline.following import News as News
    from paracast.pipeline.following import Step as Step
    from paracast.pipeline.outcome import Made as Made
    from paracast.pipeline.outcome import Outcome as Outcome
    from paracast.pipeline.pronouncing import Affected as Affected
    from paracast.pipeline.pronouncing import Touched as Touched
    from paracast.pipeline.publishing import Compared as Compared
    from paracast.pipeline.publishing import Publication as Publication
    from paracast.pipeline.publishing import PublishEvent as PublishEvent
    from paracast.pipeline.publishing import Verified as Verified
    from paracast.pipeline.setup import Setup as Setup
    from paracast.pipeline.takeover import Left as Left
    from paracast.pipeline.takeover import Taken as Taken
    from paracast.pipeline.takeover import Taking as Taking
    from paracast.pipeline.watch.watched import Habits as Habits
    from paracast.pipeline.watch.watching import Happening as Happening
    from paracast.pipeline.watch.watching import Published as Published
    from paracast.pipeline.watch.watching import Trouble as Trouble
    from paracast.pipeline.workers.executors import processes as processes
    from paracast.pipeline.workers.staffing import Workers as Workers
    from paracast.publish.model import Changes as Changes
    from paracast.publish.sending import Removing as Removing
    from paracast.publish.sending import Sending as Sending
    from paracast.script.lexicon import Entry as Entry
    from paracast.script.model import Fate as Fate
    from paracast.script.model import Role as Role
    from paracast.script.model import Script as Script
    from paracast.script.model import Segment as Segment
    from paracast.script.model import SpokenForm as SpokenForm
    from paracast.script.model import Utterance as Utterance
    from paracast.script.report import Row as Row
    from paracast.script.report import rows_of as rows_of
    from paracast.script.spoken import spoken_form as spoken_form
    from paracast.server.addresses import Listening as Listening
    from paracast.server.guarding import Served as Served
    from paracast.server.running import Hearers as Hearers
    from paracast.site import WrittenSite as WrittenSite
    from paracast.speech.casting import speaks as speaks
    from paracast.speech.engine import Voice as Voice
    from paracast.speech.profile import VoiceProfile as VoiceProfile
    from paracast.speech.stock import Holding as Holding
    from paracast.speech.stock import Stock as Stock
    from paracast.speech.stock import stock_of as stock_of
    from paracast.speech.store import Kind as Kind
    from paracast.speech.store import Store as Store
    from paracast.units import LanguageTag as LanguageTag

__version__ = "0.1.0"

_HOMES = {
    "api.booth": "Booth",
    "api.checking": "check_feed",
    "api.following": "Following",
    "api.hosting": "is_ahead is_at_home",
    "api.languages": "language_name",
    "api.lexicon": "affected_episodes import_lexicon lexicon_file",
    "api.listening": "listening_at",
    "api.making": "Commissioned MadeFile Planned articles_in articles_listed make_episode",
    "api.show": "Show",
    "api.storing": "open_store",
    "api.takeover": "Takeover",
    "api.versions": "versions",
    "api.voices": "Comparison Offer",
    "api.watching": "watch",
    "article.decoding": "ManyArticlesError",
    "article.marking": "Link Passage",
    "article.model": "Article Block BlockKind Credits LeftOut",
    "article.options": "FetchOptions",
    "article.reading": "read_article",
    "article.traced": "Span",
    "check.model": "Finding Rule Severity",
    "config.lexicon": "Added",
    "config.starter": "starter_voices",
    "doctor.examining": "examine",
    "doctor.model": "Remark State",
    "episode.dating": "published_at",
    "episode.model": "Chapter Episode MediaFile Mention Sound",
    "episode.numbering": "Asked",
    "errors": "ArticleError AudioError ConfigError FeedError ParacastError PublishError "
    "ShelfError SpeechError UsageError",
    "feed.foreign": "ForeignFeed Item",
    "files": "trouble_of",
    "pcm": "Pcm",
    "pipeline.auditioning": "Audition",
    "pipeline.batch": "Result Watch",
    "pipeline.commission": "Commission",
    "pipeline.editing": "Edit",
    "pipeline.events": "Corrected Event Mended Scripted Spoken Tell Timed Unkept tell_nobody",
    "pipeline.workers.executors": "processes",
    "pipeline.feeding": "WrittenFeed",
    "pipeline.following": "Choice News Step",
    "pipeline.outcome": "Made Outcome",
    "pipeline.pronouncing": "Affected Touched",
    "pipeline.publishing": "Compared Publication PublishEvent Verified",
    "pipeline.setup": "Setup",
    "pipeline.workers.staffing": "Workers",
    "pipeline.takeover": "Left Taken Taking",
    "pipeline.watch.watched": "Habits",
    "pipeline.watch.watching": "Happening Published Trouble",
    "publish.model": "Changes",
    "publish.sending": "Removing Sending",
    "script.lexicon": "Entry",
    "script.model": "Fate Role Script Segment SpokenForm Utterance",
    "script.report": "Row rows_of",
    "script.spoken": "spoken_form",
    "server.addresses": "Listening",
    "server.guarding": "Served",
    "server.running": "Hearers",
    "site": "WrittenSite",
    "speech.casting": "speaks",
    "speech.engine": "Voice",
    "speech.profile": "VoiceProfile",
    "speech.stock": "Holding Stock stock_of",
    "speech.store": "Kind Store",
    "units": "LanguageTag",
}
_PLACES = {name: home for home, names in _HOMES.items() for name in names.split()}

__all__ = ["__version__", *_PLACES]  # noqa: PLE0604


if not TYPE_CHECKING:  # a checker would take every name for one of ours

    def __getattr__(name: str) -> object:
        """Load what is asked for by its name; it is there from then on."""
        if name not in _PLACES:
            message = f"module {__name__!r} has no attribute {name!r}"
            raise AttributeError(message)
        from importlib import import_module

        found: object = getattr(import_module(f"{__name__}.{_PLACES[name]}"), name)
        globals()[name] = found
        return found


def __dir__() -> list[str]:
    """List the names, those too that nobody has asked for yet."""
    return sorted({*globals(), *_PLACES})
