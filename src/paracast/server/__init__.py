"""The made episodes → answers to those who ask for them on this machine and its network."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from paracast.server.serving import Listening, serve

__all__ = ["Listening", "serve"]


def __getattr__(name: str) -> Any:  # noqa: ANN401  what it is depends on the name
    """Load what speaks HTTP once it is asked for."""
    if name not in __all__:
        raise AttributeError(name)
    from paracast.server import serving

    return getattr(serving, name)
