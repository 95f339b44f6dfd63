"""A date as a user wrote it → when an episode appeared."""

from datetime import UTC, date, datetime, time

from paracast.errors import UsageError

_REMEDY = "Write a day such as 2026-01-31, or a moment with its zone: 2026-01-31T18:00+01:00"


def published_at(written: str, now: datetime, *, allow_future: bool = False) -> datetime:
    """Read a day (its beginning, UTC) or a moment with a time zone (ISO 8601).

    Raises:
        UsageError: it is neither, or it lies in the future: apps drop such dates.
    """
    moment = _read(written)
    if moment > now and not allow_future:
        raise UsageError(
            f"{written} is in the future, and apps show such an episode without a date.",
            remedy="Give a date that has come; or --allow-future, and publish it then.",
        )
    return moment


def _read(written: str) -> datetime:
    try:
        if len(written) <= len("2026-01-31"):
            return datetime.combine(date.fromisoformat(written), time(), UTC)
        moment = datetime.fromisoformat(written)
        if moment.tzinfo is None:
            raise UsageError(f"{written} has no time zone.", remedy=_REMEDY)
        return moment.astimezone(UTC).replace(microsecond=0)
    except (ValueError, OverflowError) as error:
        raise UsageError(f"{written!r} is no date.", remedy=_REMEDY) from error
