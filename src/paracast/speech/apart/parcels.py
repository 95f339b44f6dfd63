"""Objects through a pipe between two processes of ours: pickles, each after its length."""

import pickle
import struct
from typing import IO

_LENGTH = struct.Struct("<Q")  # bytes of the pickle that follows


def send(pipe: IO[bytes], parcel: object) -> None:
    """Write one object.

    Raises:
        OSError: nobody reads any more.
    """
    data = pickle.dumps(parcel, pickle.HIGHEST_PROTOCOL)
    pipe.write(_LENGTH.pack(len(data)) + data)
    pipe.flush()


def receive(pipe: IO[bytes]) -> object:
    """Read one object; waits for it.

    Raises:
        EOFError: the other side has ended, maybe amid an object.
    """
    (length,) = _LENGTH.unpack(_exactly(pipe, _LENGTH.size))
    return pickle.loads(_exactly(pipe, length))  # noqa: S301  a private pipe between our own


def _exactly(pipe: IO[bytes], count: int) -> bytes:
    data = pipe.read(count)
    if len(data) < count:
        raise EOFError
    return data
