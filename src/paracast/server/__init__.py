"""The made episodes → answers over HTTP, on this machine and in its network."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from paracast.server.running import serve

__all__ = ["serve"]


def __getattr__(name: str) -> Any:  # noqa: ANN401  what it is depends on the name
    """Load what speaks HTTP once it is asked for."""
    if name not in __all__:
        raise AttributeError(name)
    from paracast.server import running

    return getattr(running, name)
