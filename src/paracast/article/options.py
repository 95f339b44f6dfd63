"""What a user may choose about fetching."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FetchOptions:
    """How addresses are fetched.

    Attributes:
        allow_private: fetch from this machine and its network too, and through a proxy.
        timeout_seconds: for the whole of one address: looking its name up, redirects, body.
        largest_bytes: the most that a decoded body may have.
        most_redirects: how often a server may send us on.
    """

    allow_private: bool = False
    timeout_seconds: float = 20.0
    largest_bytes: int = 10_000_000
    most_redirects: int = 5


DEFAULT = FetchOptions()
