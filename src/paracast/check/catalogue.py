"""All rules, for documents."""

from collections.abc import Iterator
from types import ModuleType

from paracast.check import (
    addresses,
    captions,
    channel,
    chaptering,
    document,
    enclosed,
    folder,
    history,
    items,
    markup,
    pages,
    pictures,
    podcasting,
    remote,
    sound,
    tagging,
)
from paracast.check.model import Rule

_MODULES = (
    *(document, channel, items, podcasting, addresses, markup, folder, enclosed, sound, tagging),
    *(chaptering, captions, pictures, history, remote, pages),
)


def rules() -> tuple[Rule, ...]:
    """Return every rule once, by name."""
    found = {rule.name: rule for module in _MODULES for rule in _of(module)}
    return tuple(found[name] for name in sorted(found))


def _of(module: ModuleType) -> Iterator[Rule]:
    for value in vars(module).values():
        for one in value.values() if isinstance(value, dict) else (value,):
            if isinstance(one, Rule):
                yield one
