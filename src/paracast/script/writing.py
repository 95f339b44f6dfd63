"""An Article's blocks → a Script: what is said, in which order, with which pauses."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from paracast.article import (
    Article,
    Block,
    BlockKind,
    LeftOut,
    Link,
    Passage,
    Span,
    Traced,
    appended,
    within,
)
from paracast.errors import ArticleError, ConfigError
from paracast.script.accounting import account_for
from paracast.script.casting import Assignment, assignments_of
from paracast.script.direct_speech import speeches_of
from paracast.script.lexicon import NO_LEXICON, Lexicon
from paracast.script.model import Edit, Role, Script, Segment, SpokenForm, Utterance
from paracast.script.options import (
    NOBODY_CAST,
    CastingOptions,
    ReadingOptions,
    ScriptOptions,
)
from paracast.script.passages import passages_of
from paracast.script.phrases import Phrases, phrases_of
from paracast.script.policy import Treatment, treatment_of
from paracast.script.sentences import sentences_of
from paracast.script.splitting import pieces_of
from paracast.script.spoken import FormOf, spoken_form
from paracast.script.tables import rows_of, table_form
from paracast.units import LanguageTag, Milliseconds

_ROLES = {kind: Role(kind.value) for kind in BlockKind}
_RUNNING = {Role.PARAGRAPH, Role.LIST_ITEM}
_BETWEEN_PIECES = Milliseconds(300)  # what a voice pauses between two sentences
_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
_NUMBER = re.compile(r"\(?\d{1,9}[.)] ")
_ENDS_IN_STOP = re.compile(r"[.!?…,:;。！？][”’»)\]\"']*\s*$")


def write_script(  # noqa: PLR0913  each is a source of its own
    article: Article,
    options: ScriptOptions,
    reading: ReadingOptions | None = None,
    *,
    show: str,
    host: LanguageTag | None = None,
    lexicon: Lexicon = NO_LEXICON,
    casting: CastingOptions = NOBODY_CAST,
    form_of: FormOf | None = None,
) -> Script:
    """Decide all that is said of an article.

    Args:
        article: what was read.
        options: lines around it, and pauses.
        reading: what becomes of each kind of block.
        show: the show's title, for the lines around it.
        host: the language of those lines; None: the article's.
        lexicon: the user's pronunciations.
        casting: who says what.
        form_of: finds spoken forms with that lexicon, in place of the rules; it may remember some.

    Raises:
        ArticleError: nothing of it can be said.
        ConfigError: a line has a placeholder that nobody knows.
    """
    host = host or article.language
    reading = reading or ReadingOptions()
    form_of = form_of or partial(spoken_form, lexicon=lexicon)
    writer = _Writer(article.language, options, reading, host, lexicon, casting, form_of)
    parts, left_out = _parts_of(article, writer, show)
    if len(left_out) == sum(bool(block.text) for block in article.blocks):
        raise ArticleError(
            f"There is nothing to say in {article.source_name or 'the article'}.",
            remedy="Give it a text with words, or let more be spoken: [reading] in paracast.toml.",
        )
    parts[-1].said.extend(writer.line(options.outro, article, show, Role.OUTRO))
    segments = [part.segment() for part in parts if part.said]
    script = Script(
        title=article.title,
        language=article.language,
        segments=tuple(_parted(segment, options.pauses.heading) for segment in segments),
        left_out=(*article.left_out, *left_out),
    )
    return replace(script, account=account_for(article, script))


@dataclass(frozen=True, slots=True)
class _Part:
    """A segment while it is written."""

    title: str
    said: list[Utterance]
    level: int = 0
    address: str = ""
    pictures: list[Path] = field(default_factory=list)

    def segment(self) -> Segment:
        picture = self.pictures[0] if self.pictures else None
        return Segment(self.title, tuple(self.said), self.level, self.address, picture)


def _parts_of(article: Article, writer: "_Writer", show: str) -> tuple[list[_Part], list[LeftOut]]:
    """Say the blocks in order; a heading begins a part, and what is silent has its reason."""
    parts = [_Part(article.title, [*writer.opening(article, show)])]
    left_out: list[LeftOut] = []
    for block, treatment, assigned in writer.treatments(article):
        said = [] if treatment.reason else writer.cast(block, assigned)
        if not said and block.text:
            left_out.append(LeftOut(treatment.reason or "nothing to say", block.text, block.span))
        if block.kind is BlockKind.HEADING and (said or treatment.reason):
            leads_to = [*(link.address for link in block.links), block.address]
            parts.append(_Part(block.text, [], block.level, leads_to[0]))
        parts[-1].said.extend(said or writer.notice(treatment.notice))
        parts[-1].pictures.extend([block.picture] if block.picture else [])
    return parts, left_out


@dataclass(frozen=True, slots=True)
class _Writer:
    """Writes utterances in one language."""

    language: LanguageTag
    options: ScriptOptions
    reading: ReadingOptions
    host: LanguageTag
    lexicon: Lexicon
    casting: CastingOptions
    form_of: FormOf

    @property
    def phrases(self) -> Phrases:
        """What the script says of itself."""
        return phrases_of(self.language)

    def treatments(self, article: Article) -> Iterator[tuple[Block, Treatment, Assignment]]:
        """Decide of each block; what is left out in a row is announced once."""
        last = Treatment()
        assignments = assignments_of(article, self.casting, self.reading.speaker_names)
        for block, assigned in zip(article.blocks, assignments, strict=True):
            treatment = treatment_of(block, self.reading, self.phrases)
            again = bool(treatment.notice) and treatment.notice == last.notice
            yield block, replace(treatment, notice="") if again else treatment, assigned
            last = treatment

    def opening(self, article: Article, show: str) -> Iterator[Utterance]:
        """Say the title once: by itself, or within the intro line."""
        if "{title}" not in self.options.intro:
            for title in self.utterances(article.spoken_title, Role.TITLE):
                yield replace(title, voice=self.casting.headings)
        yield from self.line(self.options.intro, article, show, Role.INTRO)

    def line(self, template: str, article: Article, show: str, role: Role) -> list[Utterance]:
        """Say a line of the show's own."""
        known = {
            "title": article.spoken_title,
            "author": appended(article.author or show),
            "show": appended(show),
        }
        words, position = appended(""), 0
        passages: list[Passage] = []
        for match in _PLACEHOLDER.finditer(template):
            if match[1] not in known:
                raise ConfigError(
                    f"{match.group()} is no placeholder of the {role.value} line.",
                    remedy=f"Use {', '.join(f'{{{name}}}' for name in known)} in [script].",
                )
            words += appended(template[position : match.start()])
            if match[1] == "title":
                passages.append(_passage(len(words), article))
            words += known[match[1]]
            position = match.end()
        words += appended(template[position:])
        return replace(self, language=self.host).utterances(words, role, tuple(passages))

    def notice(self, text: str) -> list[Utterance]:
        """Say that something is left out here."""
        return self.utterances(appended(text), Role.NOTICE)

    def cast(self, block: Block, assigned: Assignment) -> list[Utterance]:
        """Say one block, and note who says it."""
        said = self.block(block, assigned.unsaid)
        if assigned.speaker or assigned.voice:
            return [replace(u, voice=assigned.voice, speaker=assigned.speaker) for u in said]
        return [self._with_speeches(u) for u in said] if self.casting.speech else said

    def _with_speeches(self, said: Utterance) -> Utterance:
        if said.role not in _RUNNING:
            return said
        return replace(said, speeches=speeches_of(said.form.written))

    def block(self, block: Block, unsaid: int = 0) -> list[Utterance]:
        """Say one block by its kind, without the name of its speaker where that is unsaid."""
        role = _ROLES[block.kind]
        if block.kind is BlockKind.TABLE:
            form = _stopped(table_form(block, self._form))
            table = self._utterance(block.words, role, form, rows_of(block.text))
            return [replace(table, links=block.links)]
        words = block.words
        if block.kind is BlockKind.LIST_ITEM and not self.reading.list_numbers:
            words = words.sub(_NUMBER, "", "list number")
        if unsaid:
            words = words.edited([(0, unsaid, "")], "speaker’s name")
        # A list number or a name is all that was taken away, and it stood first.
        kept = Span(len(block.words) - len(words), len(block.words))
        links = within(kept, block.links)
        said = self.utterances(words, role, within(kept, block.passages), links)
        if block.kind is BlockKind.QUOTE and self.reading.quotes == "announce":
            return [
                *self.notice(self.phrases.quote),
                *said,
                *self.notice(self.phrases.end_of_quote),
            ]
        return said

    def utterances(
        self,
        words: Traced,
        role: Role,
        passages: tuple[Passage, ...] = (),
        links: tuple[Link, ...] = (),
    ) -> list[Utterance]:
        """Say some words: as one utterance, or as several where they are more than engines like."""
        pieces = pieces_of(words.text, sentences_of(words.text, self.language))
        found = passages_of(words.text, self.language, passages) if self.reading.foreign else ()
        said = [
            replace(
                self._spoken(words[piece.start : piece.end], role, within(piece, found)),
                links=within(piece, links),
            )
            for piece in pieces
        ]
        worded = [utterance for utterance in said if _has_words(utterance)]
        return [*(replace(u, pause=_BETWEEN_PIECES) for u in worded[:-1]), *worded[-1:]]

    def _spoken(self, words: Traced, role: Role, passages: tuple[Passage, ...]) -> Utterance:
        form = _stopped(self._form(words.text, passages))
        said = self._utterance(words, role, form, sentences_of(words.text, self.language))
        return replace(said, passages=passages)

    def _form(self, text: str, passages: tuple[Passage, ...] = ()) -> SpokenForm:
        if self.options.spoken_form:
            return self.form_of(text, self.language, passages)
        return SpokenForm(text, self.lexicon.edits(text, self.language, passages))

    def _utterance(
        self, words: Traced, role: Role, form: SpokenForm, sentences: tuple[Span, ...]
    ) -> Utterance:
        return Utterance(
            role, form, sentences, self.language, self._pause(role), places=words.places
        )

    def _pause(self, role: Role) -> Milliseconds:
        pauses = self.options.pauses
        return {
            Role.TITLE: pauses.title,
            Role.INTRO: pauses.title,
            Role.HEADING: pauses.heading,
            Role.LIST_ITEM: pauses.list_item,
            Role.QUOTE: pauses.quote,
        }.get(role, pauses.paragraph)


def _passage(start: int, article: Article) -> Passage:
    """Mark where a line of the show's own says the article's title."""
    return Passage(Span(start, start + len(article.spoken_title)), article.language)


def _has_words(utterance: Utterance) -> bool:
    return any(map(str.isalnum, utterance.form.text))


def _stopped(form: SpokenForm) -> SpokenForm:
    """Let a block end in a stop of its own: headings and list items often have none."""
    if _ENDS_IN_STOP.search(form.text):
        return form
    edits, length = list(form.edits), len(form.written)
    if edits and edits[-1].written.end == length and not edits[-1].phonemes:
        edits[-1] = replace(edits[-1], spoken=edits[-1].spoken + ".")
    else:
        edits.append(Edit(Span(length, length), ".", "block ends in a stop"))
    return replace(form, edits=tuple(edits))


def _parted(segment: Segment, before_heading: Milliseconds) -> Segment:
    """Let at least a heading's pause follow a segment: a heading comes next, or the end."""
    *rest, last = segment.utterances
    return replace(
        segment, utterances=(*rest, replace(last, pause=max(last.pause, before_heading)))
    )
