"""What the doctor says of one thing."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from paracast.errors import ParacastError


class State(StrEnum):
    """How something stands: what is a fault keeps paracast from doing what it is asked for."""

    GOOD = "good"
    ABSENT = "absent"
    WARNING = "warning"
    FAULT = "fault"


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing that was looked at.

    Attributes:
        area: what it belongs to, such as `Engines`.
        subject: its name.
        seen: what is there, in a few words or a sentence.
        remedy: what helps, in the imperative; empty: nothing is needed.
    """

    area: str
    state: State
    subject: str
    seen: str
    remedy: str = ""


Examination: TypeAlias = Callable[[], Iterable[Remark]]


def good(area: str, subject: str, seen: str) -> Remark:
    """Say that something is as it should be."""
    return Remark(area, State.GOOD, subject, seen)


def absent(area: str, subject: str, seen: str, remedy: str = "") -> Remark:
    """Say that something is not there which nobody needs."""
    return Remark(area, State.ABSENT, subject, seen, remedy)


def warned(area: str, subject: str, seen: str, remedy: str) -> Remark:
    """Say that something works, and had better be otherwise."""
    return Remark(area, State.WARNING, subject, seen, remedy)


def faulty(area: str, subject: str, seen: str, remedy: str) -> Remark:
    """Say that something does not work."""
    return Remark(area, State.FAULT, subject, seen, remedy)


def of_error(area: str, subject: str, error: ParacastError) -> Remark:
    """Say what an error of ours says."""
    return faulty(area, subject, error.message, error.remedy)


def calmly(area: str, subject: str, examination: Examination) -> Iterator[Remark]:
    """Yield what an examination says; where it breaks, that is what there is to say.

    What is broken here may be broken in any way, and the rest is to be looked at all the same.
    """
    try:
        yield from examination()
    except ParacastError as error:
        yield of_error(area, subject, error)
    except OSError as error:
        what = f"{error.filename}: {error.strerror}" if error.filename else str(error)
        yield faulty(area, subject, f"{what}.", "Check that it is there, and who may read it.")
    except Exception as error:  # noqa: BLE001  the third border: it reports, and spoils nothing
        told = f"It cannot be looked at: {type(error).__name__}: {error}"
        yield faulty(
            area, subject, told, "Install paracast anew; if that does not help, report it."
        )
