"""What a check finds, and by which rule."""

from dataclasses import dataclass
from enum import IntEnum


class Severity(IntEnum):
    """How much a finding matters: advice may be passed over, an error is refused somewhere."""

    ADVICE = 1
    WARNING = 2
    ERROR = 3


@dataclass(frozen=True, slots=True)
class Rule:
    """Something that must hold, or should.

    Attributes:
        name: lower-case words with hyphens; it never changes.
        source: who says so: standard and section.
        remedy: what to do, in the imperative.
    """

    name: str
    severity: Severity
    source: str
    remedy: str

    def at(self, place: str, seen: str) -> "Finding":
        """Find that the rule does not hold somewhere.

        Args:
            place: a file, or an episode's title.
            seen: what is there, in a sentence.
        """
        return Finding(self, place, seen)


@dataclass(frozen=True, slots=True)
class Finding:
    """A place where a rule does not hold, and what is there."""

    rule: Rule
    place: str
    seen: str


def error(name: str, source: str, remedy: str) -> Rule:
    """Make a rule without which something is refused, or goes wrong for listeners."""
    return Rule(name, Severity.ERROR, source, remedy)


def warning(name: str, source: str, remedy: str) -> Rule:
    """Make a rule whose breach some listeners notice."""
    return Rule(name, Severity.WARNING, source, remedy)


def advice(name: str, source: str, remedy: str) -> Rule:
    """Make a rule that makes a show better."""
    return Rule(name, Severity.ADVICE, source, remedy)
