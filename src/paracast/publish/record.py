"""`.paracast-published.json`: what we put at a target, so that it need not be asked for digests.

Hosts tell a file's length and when it was written, few what is in it. So we note down the digest
of what we sent, beside what the target then said of it, its stamp. An entry counts only as long
as the target says the same: whoever replaces a file at the target is found out, and a lost record
costs no more than sending everything once more. What is going to be sent is noted down too, before
anything is, without a stamp: so nothing that a killed run left is taken for somebody else's.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import msgspec

from paracast.publish.model import Held, Local
from paracast.units import Digest

NAME = ".paracast-published.json"


@dataclass(frozen=True, slots=True)
class Sent:
    """A file that we put at a target.

    Attributes:
        length: bytes.
        digest: of all of them.
        stamp: what the target said of it then; empty: we were about to send it.
    """

    length: int
    digest: Digest
    stamp: str


def read_record(data: bytes) -> Mapping[str, Sent]:
    """Read a record; a damaged one tells of nothing, so that all is sent once more."""
    try:
        return msgspec.json.decode(data, type=dict[str, Sent])
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return {}


def write_record(record: Mapping[str, Sent]) -> Local:
    """Write a record as a file for the target; the same record gives the same bytes."""
    from paracast.files import digest_of

    data = msgspec.json.format(msgspec.json.encode(record, order="sorted"), indent=1) + b"\n"
    return Local(NAME, data, len(data), digest_of(data))


def sent(local: Local, held: Held) -> Sent:
    """Note down that a file was sent."""
    return Sent(local.length, local.digest, held.stamp)


def meant(files: Iterable[Local]) -> dict[str, Sent]:
    """Note down what is going to be sent."""
    return {one.path: Sent(one.length, one.digest, "") for one in files}


def ours(record: Mapping[str, Sent], held: Mapping[str, Held]) -> dict[str, Sent]:
    """Return what of a record is there and was not replaced by others, as far as we can tell."""
    return {
        path: entry
        for path, entry in record.items()
        if path in held and (not entry.stamp or _stands(entry, held[path]))
    }


def standing(record: Mapping[str, Sent], held: Mapping[str, Held]) -> dict[str, Sent]:
    """Return what still holds of a record: the target says of these files what it said then."""
    return {
        path: entry for path, entry in record.items() if path in held and _stands(entry, held[path])
    }


def _stands(entry: Sent, held: Held) -> bool:
    return entry.stamp == held.stamp and held.length in {None, entry.length}
