"""Every error that a person can meet.

    ParacastError                1  something that has no narrower name
    ├─ UsageError                2  the command was asked for something it cannot do
    ├─ ConfigError               3  paracast.toml or a voice profile says what it must not
    ├─ ArticleError              4  the article cannot be read, or holds nothing to say
    ├─ SpeechError               5  no such voice or engine, or it failed
    ├─ AudioError                6  sound that cannot be read, measured or encoded
    ├─ ShelfError                7  the show's folder cannot be read or written
    ├─ FeedError                 8  what is known of the show does not make a feed
    └─ PublishError              9  the show could not be put where people listen

The number is the exit code of `paracast`. 130 means: stopped by Ctrl-C; 143: by SIGTERM.
Each error says what happened and what to do about it.
"""

from typing import ClassVar


class ParacastError(Exception):
    """What went wrong, in one sentence, and what helps.

    Attributes:
        message: one sentence, without a remedy.
        remedy: what a user can do, in the imperative.
        exit_code: what `paracast` exits with.
    """

    exit_code: ClassVar[int] = 1

    def __init__(self, message: str, *, remedy: str) -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy

    def __reduce__(self) -> tuple[object, ...]:
        # Exceptions travel from worker processes; the default forgets keyword arguments.
        return (_rebuild, (type(self), self.message, self.remedy))


def _rebuild(kind: type[ParacastError], message: str, remedy: str) -> ParacastError:
    return kind(message, remedy=remedy)


class UsageError(ParacastError):
    """The command was asked for something it cannot do."""

    exit_code = 2


class ConfigError(ParacastError):
    """A file of settings says what it must not."""

    exit_code = 3


class ArticleError(ParacastError):
    """The article cannot be read, or holds nothing to say."""

    exit_code = 4


class SpeechError(ParacastError):
    """A voice or an engine is missing, or failed."""

    exit_code = 5


class AudioError(ParacastError):
    """Sound cannot be read, measured or encoded."""

    exit_code = 6


class ShelfError(ParacastError):
    """The show's folder cannot be read or written."""

    exit_code = 7


class FeedError(ParacastError):
    """What is known of the show does not make a feed."""

    exit_code = 8


class PublishError(ParacastError):
    """A show could not be put where people listen."""

    exit_code = 9
