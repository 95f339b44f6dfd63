"""The addresses that a show or an episode names."""

from collections.abc import Iterator

from paracast.check import sources
from paracast.check.document import Element, all_of
from paracast.check.model import Finding, error, warning
from paracast.check.values import is_address, parts_of

_WHOLE = error("address-malformed", "RFC 3986, section 3", "Write a whole one: https://…")
_ASCII = error("address-not-ascii", sources.APPLE, "Use names of ASCII letters and digits.")
_IMAGE = warning(
    "image-ending", f"{sources.APPLE}: .jpg or .png", "Name the image by its type, and link it so."
)

_NAMED = (
    *(("link", ""), ("enclosure", "url"), ("itunes:image", "href"), ("atom:link", "href")),
    *(("podcast:transcript", "url"), ("podcast:chapters", "url"), ("itunes:new-feed-url", "")),
    ("podcast:alternateEnclosure/podcast:source", "uri"),
)
"""Elements, each with the attribute that is an address; none: the text is."""
_ENDINGS = (".jpg", ".jpeg", ".png")


def check_addresses(parent: Element, place: str) -> Iterator[Finding]:
    """Check that addresses are whole, and of characters that everybody reads alike."""
    for name, attribute in _NAMED:
        for element in all_of(parent, name):
            url = str(element.get(attribute, "") if attribute else element.text or "").strip()
            if not url:  # what must not be missing is another rule's
                continue
            if not url.isascii():
                yield _ASCII.at(place, f"{name} leads to {url[:100]!r}.")
            elif not is_address(url):
                yield _WHOLE.at(place, f"{name} leads to {url[:100]!r}.")
            elif name == "itunes:image" and not parts_of(url).path.lower().endswith(_ENDINGS):
                yield _IMAGE.at(place, f"The artwork is {url[:100]!r}.")
