"""What sources tell of themselves, in the one way that we keep it."""

from collections.abc import Iterable
from datetime import date


def day_of(told: object) -> date | None:
    """Return the day of a date that begins as ISO 8601 writes it; None where it does not."""
    try:
        return date.fromisoformat(str(told)[:10])
    except ValueError:
        return None


def names_of(authors: Iterable[str]) -> str:
    """Return names as a person says them: `A, B and C`."""
    return " and ".join(", ".join(authors).rsplit(", ", 1))
