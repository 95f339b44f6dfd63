"""A feed's address → the show's identity in the podcast world, and who can reach it."""

import ipaddress
import re
import uuid
from urllib.parse import urlsplit

_NAMESPACE = uuid.UUID("ead4c236-bf58-58c6-a2c6-a6b28d128cb6")
_AT_HOME = (".local", ".localhost", ".internal", ".home.arpa")
_LOCAL_NAME = "localhost"
_EXAMPLES = re.compile(r"(?:.*\.)?(?:example|example\.(?:com|net|org)|invalid|test)")  # RFC 2606


def podcast_guid(feed_url: str) -> str:
    """Return the podcast:guid of a feed (Podcasting 2.0 namespace, `guid`).

    Assigned once: it stays when the feed moves to another address.
    """
    name = re.sub(r"^\w+://", "", feed_url).rstrip("/")
    return str(uuid.uuid5(_NAMESPACE, name))


def is_public(url: str) -> bool:
    """Tell whether an address can be somebody's own in the whole world.

    Every machine has a `localhost`, and many networks have a 192.168.0.2.
    """
    host = _host_of(url)
    try:
        return ipaddress.ip_address(host).is_global
    except ValueError:
        return "." in host and not host.endswith(_AT_HOME)


def is_this_machine(url: str) -> bool:
    """Tell whether an address leads each machine that asks for it to itself, or nowhere."""
    host = _host_of(url)
    try:
        return is_loopback(host) or ipaddress.ip_address(host).is_unspecified
    except ValueError:
        return False


def is_loopback(host: str) -> bool:
    """Tell whether nobody but this machine reaches a host, by its name or its number."""
    name = host.lower().rstrip(".")
    try:
        number = ipaddress.ip_address(name)
    except ValueError:
        return name == _LOCAL_NAME or name.endswith(f".{_LOCAL_NAME}")
    mapped = getattr(number, "ipv4_mapped", None)
    return bool((mapped or number).is_loopback)


def is_example(url: str) -> bool:
    """Tell whether an address is one that documents use, and nobody has (RFC 2606)."""
    return bool(_EXAMPLES.fullmatch(_host_of(url)))


def _host_of(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").rstrip(".")
    except ValueError:
        return ""
