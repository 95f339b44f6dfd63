"""Spoken forms are remembered for an article: after an edit, only what is new meets the rules."""

from collections.abc import Sequence
from contextlib import suppress

import msgspec

from paracast.article import Passage
from paracast.files import digest_of
from paracast.pipeline.software import software
from paracast.script import Lexicon, SpokenForm
from paracast.script.spoken import spoken_form
from paracast.speech.store import Kind, Store
from paracast.units import Digest, LanguageTag

_FORMS = dict[Digest, SpokenForm]


class KnownForms:
    """What `spoken_form` returned for the texts of one article, kept in the store."""

    def __init__(self, article: str, lexicon: Lexicon, store: Store) -> None:
        """Read what is known.

        Args:
            article: says which article it is; empty: nothing is remembered.
            lexicon: the pronunciations that all its forms are made with.
            store: keeps the forms.
        """
        self._lexicon, self._store = lexicon, store
        parts = ("forms", software(), article, lexicon)
        self._key = digest_of(msgspec.json.encode(parts)) if article else None
        self._before = self._kept()
        self._now: dict[str, SpokenForm] = {}

    def form(
        self, text: str, language: LanguageTag, passages: Sequence[Passage] = ()
    ) -> SpokenForm:
        """Return how a text is said, from memory or by the rules."""
        name = digest_of(msgspec.json.encode((text, language, passages)))
        known = self._now.get(name) or self._before.get(name)
        form = known or spoken_form(text, language, passages, lexicon=self._lexicon)
        self._now[name] = form
        return form

    def keep(self) -> None:
        """Keep the forms that were asked for, unless they are those that were known."""
        if self._key is not None and self._now.keys() != self._before.keys():
            self._store.put(self._key, msgspec.msgpack.encode(self._now), Kind.ARTICLE)

    def _kept(self) -> dict[str, SpokenForm]:
        kept = self._store.get(self._key, Kind.ARTICLE) if self._key else None
        if kept:
            with suppress(msgspec.DecodeError):
                known: dict[str, SpokenForm] = msgspec.msgpack.decode(kept, type=_FORMS)
                return known
        return {}
