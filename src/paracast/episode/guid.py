"""A feed's address → the show's identity in the podcast world."""

import re
import uuid

_NAMESPACE = uuid.UUID("ead4c236-bf58-58c6-a2c6-a6b28d128cb6")


def podcast_guid(feed_url: str) -> str:
    """Return the podcast:guid of a feed (Podcasting 2.0 namespace, `guid`).

    Assigned once: it stays when the feed moves to another address.
    """
    name = re.sub(r"^\w+://", "", feed_url).rstrip("/")
    return str(uuid.uuid5(_NAMESPACE, name))
