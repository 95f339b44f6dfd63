"""What the Podcasting 2.0 namespace adds, to a show or to an episode."""

import re
from collections.abc import Iterator
from datetime import datetime

from paracast.check import sources
from paracast.check.document import Element, all_of, find, text_of
from paracast.check.model import Finding, advice, error, warning
from paracast.check.values import is_address, whole
from paracast.errors import ConfigError
from paracast.feed.frequency import frequency_of
from paracast.feed.wording import LONGEST, LONGEST_NAME

_SET = "Write it into [show] of paracast.toml, then: paracast feed"
_AGAIN = "Write the feed anew: paracast feed"
_LOCKED = error("locked", f"{sources.PODCAST}, locked", "Write yes or no; the owner is an e-mail.")
_MEDIUM = warning("medium", f"{sources.PODCAST}, medium", "Write podcast, or leave it out.")
_FREQUENCY = error("update-frequency", f"{sources.PODCAST}, updateFrequency", _SET)
_LICENSE = error("license", f"{sources.PODCAST}, license", "Use an SPDX identifier, or add a url.")
_FUNDING = error("funding", f"{sources.PODCAST}, funding", "Give it a url and some words, 128.")
_PERSON = error("person", f"{sources.PODCAST}, person", "Write a name of 1 to 128 characters.")
_BLOCK = warning("block-half", sources.LISTENERS, "A private show needs both tags.")
_BLOCKED = error("block", f"{sources.APPLE}; {sources.PODCAST}, block", "Write yes, or nothing.")
_TXT = warning("txt", f"{sources.PODCAST}, txt", "4,000 characters, and a purpose of 128 at most.")
_AI = error("ai-content", f"{sources.PODCAST}, txt", "Write true or false.")
_SOUNDBITE = warning(
    "soundbite", f"{sources.PODCAST}, soundbite", "Name a start, and 15 to 120 seconds."
)
_TRANSCRIPT = error(
    "transcript-type", f"{sources.PODCAST}, transcript", "Name url and one of the known types."
)
_NO_TRANSCRIPT = advice("episode-without-transcript", sources.PSP, "Make it with paracast.")
_CHAPTERS = error("chapters-type", f"{sources.PODCAST}, chapters", "Use application/json+chapters.")
_ALTERNATE = error(
    "alternate-incomplete", f"{sources.PODCAST}, alternateEnclosure", "Give it type and source."
)

_MEDIA = {"podcast", "music", "video", "film", "audiobook", "newsletter", "blog", "publisher"}
_MEDIA |= {"course", "mixed"}
_TRANSCRIPTS = {"text/vtt", "application/srt", "application/x-subrip", "application/json"}
_TRANSCRIPTS |= {"text/html", "text/plain", "text/srt"}
_MAIL = re.compile(r"[^@\s]+@[^@\s]+\Z")
_SRI = re.compile(r"sha(256|384|512)-[A-Za-z0-9+/]{43,88}={0,2}\Z")
_SPDX = re.compile(r"[a-z0-9][a-z0-9.+-]*\Z")
_SHORTEST, _LONGEST = 15.0, 120.0  # seconds of a soundbite


def is_mail(text: str) -> bool:
    """Tell whether a text may be an e-mail address."""
    return bool(_MAIL.match(text))


def check_show(channel: Element, place: str) -> Iterator[Finding]:
    """Check what only a show has."""
    for locked in all_of(channel, "podcast:locked"):
        value, owner = (locked.text or "").strip(), locked.get("owner")
        if value not in {"yes", "no"} or (owner is not None and not is_mail(owner)):
            yield _LOCKED.at(place, f"podcast:locked is {value!r}, of {owner or 'nobody'}.")
    medium = text_of(channel, "podcast:medium")
    if medium and medium.removesuffix("L") not in _MEDIA:
        yield _MEDIUM.at(place, f"podcast:medium is {medium!r}.")
    for funding in all_of(channel, "podcast:funding"):
        words = (funding.text or "").strip()
        if not is_address(funding.get("url", "")) or not 1 <= len(words) <= LONGEST_NAME:
            yield _FUNDING.at(place, f"podcast:funding leads to {funding.get('url', '')!r}.")
    yield from _check_frequency(channel, place)
    yield from _check_block(channel, place)


def check_both(parent: Element, place: str) -> Iterator[Finding]:
    """Check what a show and an episode may have."""
    for person in all_of(parent, "podcast:person"):
        name = (person.text or "").strip()
        linked = [person.get(key) for key in ("href", "img") if person.get(key)]
        if not 1 <= len(name) <= LONGEST_NAME or not all(map(is_address, linked)):
            yield _PERSON.at(place, f"“{name[:40]}”, {', '.join(linked) or 'without address'}.")
    for text in all_of(parent, "podcast:txt"):
        told, purpose = text.text or "", text.get("purpose", "")
        if len(told) > LONGEST or len(purpose) > LONGEST_NAME:
            yield _TXT.at(place, f"A podcast:txt has {len(told):,} characters.")
        if purpose == "ai-content" and told not in {"true", "false"}:
            yield _AI.at(place, f"ai-content is {told!r}.")
    for licence in all_of(parent, "podcast:license"):
        name, url = (licence.text or "").strip(), licence.get("url", "")
        if not name or not (is_address(url) if url else _SPDX.match(name)):
            yield _LICENSE.at(place, f"podcast:license is {name!r}, at {url or 'no address'}.")


def check_episode(item: Element, place: str) -> Iterator[Finding]:
    """Check what only an episode has."""
    transcripts = list(all_of(item, "podcast:transcript"))
    if not transcripts:
        yield _NO_TRANSCRIPT.at(place, "There is no podcast:transcript.")
    for transcript in transcripts:
        if not transcript.get("url") or transcript.get("type") not in _TRANSCRIPTS:
            yield _TRANSCRIPT.at(place, f"A transcript's type is {transcript.get('type')!r}.")
    for chapters in all_of(item, "podcast:chapters"):
        if not chapters.get("url") or chapters.get("type") != "application/json+chapters":
            yield _CHAPTERS.at(place, f"podcast:chapters has type {chapters.get('type')!r}.")
    for alternate in all_of(item, "podcast:alternateEnclosure"):
        if lacking := _lacking(alternate):
            yield _ALTERNATE.at(place, f"A podcast:alternateEnclosure has no good {lacking}.")
    for bite in all_of(item, "podcast:soundbite"):
        start, length = (_decimal(bite.get(name, "")) for name in ("startTime", "duration"))
        if start is None or length is None or not _SHORTEST <= length <= _LONGEST:
            yield _SOUNDBITE.at(place, f"From {bite.get('startTime')}, {bite.get('duration')} s.")


def _lacking(alternate: Element) -> str:
    """Return what an alternate enclosure lacks; empty: nothing."""
    source, promise = find(alternate, "podcast:source"), find(alternate, "podcast:integrity")
    if "/" not in alternate.get("type", ""):
        return "type"
    if source is None or not source.get("uri"):
        return "source"
    if whole(alternate.get("length", "1")) is None:
        return "length"
    if promise is None or (promise.get("type") == "pgp-signature" and promise.get("value")):
        return ""
    is_sri = promise.get("type") == "sri" and _SRI.match(promise.get("value", ""))
    return "" if is_sri else "integrity"


def _check_frequency(channel: Element, place: str) -> Iterator[Finding]:
    frequency = find(channel, "podcast:updateFrequency")
    if frequency is None:
        return
    rule, start, complete = (frequency.get(key) for key in ("rrule", "dtstart", "complete"))
    try:
        if rule is not None:
            frequency_of(rule)
        if start is not None:
            datetime.fromisoformat(start)
        is_right = complete in {None, "true", "false"}
    except (ConfigError, ValueError):
        is_right = False
    if not is_right:
        told = ", ".join(f"{key} {value!r}" for key, value in frequency.items())
        yield _FREQUENCY.at(place, f"podcast:updateFrequency has {told}.")


def _check_block(channel: Element, place: str) -> Iterator[Finding]:
    ours = [one for one in all_of(channel, "podcast:block") if not one.get("id")]
    named = [text_of(channel, "itunes:block"), *((one.text or "").strip() for one in ours)]
    for value in named:
        if value.lower() not in {"", "yes", "no"}:
            yield _BLOCKED.at(place, f"A block says {value!r}.")
    blocks = [value.lower() == "yes" for value in named]
    if any(blocks) and not (blocks[0] and any(blocks[1:])):
        yield _BLOCK.at(place, "One of itunes:block and podcast:block is missing.")


def _decimal(text: str) -> float | None:
    return float(text) if re.fullmatch(r"\d{1,9}(\.\d{1,9})?", text, re.ASCII) else None
