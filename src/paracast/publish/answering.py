"""Published files → whether the show's address answers with them."""

from collections.abc import Iterator, Mapping
from urllib.parse import quote

from paracast import __version__

_SECONDS = 30.0
_OK = 200
_REASONS = {
    "NameResolutionError": "nobody knows the name of that machine",
    "NewConnectionError": "nobody answers there",
    "ConnectTimeoutError": "nobody answered in time",
    "ReadTimeoutError": "nobody answered in time",
    "SSLError": "its certificate is not to be trusted",
}
"""What urllib3's exceptions mean."""


def unanswered(address: str, lengths: Mapping[str, int]) -> tuple[str, ...]:
    """Ask for each file's head (RFC 9110, HEAD) and say in sentences what is amiss.

    Args:
        address: the show's, with a slash at its end.
        lengths: in bytes, of the files by their paths.
    """
    return tuple(_faults(address, lengths))


def _faults(address: str, lengths: Mapping[str, int]) -> Iterator[str]:
    import certifi
    from urllib3 import PoolManager, Retry
    from urllib3.exceptions import HTTPError

    # A server that compresses tells another length; we ask it not to.
    headers = {"User-Agent": f"paracast/{__version__}", "Accept-Encoding": "identity"}
    with PoolManager(ca_certs=certifi.where(), timeout=_SECONDS, headers=headers) as web:
        for path, length in lengths.items():
            url = address + quote(path)
            try:
                answer = web.request("HEAD", url, retries=Retry(3, backoff_factor=0.2))
            except HTTPError as error:
                yield f"{url} cannot be reached: {_worded(error)}."
                return  # neither can the others
            told = answer.headers.get("Content-Length")
            if answer.status != _OK:
                yield f"{url} answers {answer.status}."
            elif told is not None and told != str(length):
                yield f"{url} has {told} bytes instead of {length}."


def _worded(error: Exception) -> str:
    """Say for people why nobody answered; what was tried several times names the last reason."""
    reason = type(getattr(error, "reason", None) or error).__name__
    return _REASONS.get(reason, reason)
