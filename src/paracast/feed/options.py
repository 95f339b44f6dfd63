"""How a feed is divided."""

from dataclasses import dataclass
from typing import Annotated

import msgspec


@dataclass(frozen=True, slots=True)
class FeedOptions:
    """The table `[feed]`.

    Attributes:
        limit: how many episodes `feed.xml` holds at most, the newest; archives hold the others.
            0: it holds all.
    """

    limit: Annotated[int, msgspec.Meta(ge=0, le=10_000)] = 0
