"""A feed's address → the show's identity in the podcast world."""

import ipaddress
import re
import uuid
from urllib.parse import urlsplit

_NAMESPACE = uuid.UUID("ead4c236-bf58-58c6-a2c6-a6b28d128cb6")
_AT_HOME = (".local", ".localhost", ".internal", ".home.arpa")


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
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        return False
    try:
        return ipaddress.ip_address(host).is_global
    except ValueError:
        return "." in host and not host.endswith(_AT_HOME)
