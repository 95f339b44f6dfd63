"""An Article's blocks → a Script: what is said, in which order, with which pauses."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from paracast.article.model import Article, Block, BlockKind, LeftOut, Span
from paracast.errors import ArticleError, ConfigError
from paracast.script.model import Edit, Role, Script, Segment, SpokenForm, Utterance
from paracast.script.options import ScriptOptions
from paracast.script.sentences import sentences_of
from paracast.script.splitting import pieces_of
from paracast.script.spoken import spoken_form
from paracast.units import LanguageTag, Milliseconds

_ROLES = {
    BlockKind.HEADING: Role.HEADING,
    BlockKind.PARAGRAPH: Role.PARAGRAPH,
    BlockKind.LIST_ITEM: Role.LIST_ITEM,
    BlockKind.QUOTE: Role.QUOTE,
    BlockKind.TABLE: Role.TABLE,
}
_SILENT = {BlockKind.CODE: "code", BlockKind.FIGURE: "figure"}
_LARGEST_TABLE = 6  # rows, the headings' row included
_BETWEEN_PIECES = Milliseconds(300)  # what a voice pauses between two sentences
_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
_ENDS_IN_STOP = re.compile(r"[.!?…,:;。！？][”’»)\]\"']*\s*$")


def write_script(article: Article, options: ScriptOptions, *, show: str) -> Script:
    """Decide all that is said of an article.

    Args:
        article: what was read.
        options: lines around it, and pauses.
        show: the show's title, for those lines.

    Raises:
        ArticleError: nothing of it can be said.
        ConfigError: a line has a placeholder that nobody knows.
    """
    writer = _Writer(article.language, options)
    parts: list[_Part] = [_Part(article.title, [*writer.opening(article, show)])]
    left_out = list(article.left_out)
    for block in article.blocks:
        reason = _reason_for_silence(block)
        said = [] if reason else writer.utterances(block.text, _ROLES[block.kind])
        if not said:
            left_out.append(LeftOut(reason or "nothing to say", block.text, block.span))
        elif block.kind is BlockKind.HEADING:
            parts.append(_Part(block.text, said))
        else:
            parts[-1].said.extend(said)
    if len(left_out) - len(article.left_out) == len(article.blocks):
        raise ArticleError(
            f"There is nothing to say in {article.source_name or 'the article'}.",
            remedy="Give it a text with words.",
        )
    parts[-1].said.extend(writer.line(options.outro, article, show, Role.OUTRO))
    segments = [Segment(part.title, tuple(part.said)) for part in parts if part.said]
    return Script(
        title=article.title,
        language=article.language,
        segments=tuple(_parted(segment, options.pauses.heading) for segment in segments),
        left_out=tuple(left_out),
    )


@dataclass(frozen=True, slots=True)
class _Part:
    """A segment while it is written."""

    title: str
    said: list[Utterance]


def _reason_for_silence(block: Block) -> str:
    rows = block.text.count("\n") + 1
    if block.kind is BlockKind.TABLE and rows > _LARGEST_TABLE:
        return f"table of {rows} rows"
    return _SILENT.get(block.kind, "")


@dataclass(frozen=True, slots=True)
class _Writer:
    """Writes utterances in one language."""

    language: LanguageTag
    options: ScriptOptions

    def opening(self, article: Article, show: str) -> Iterator[Utterance]:
        """Say the title once: by itself, or within the intro line."""
        if "{title}" not in self.options.intro:
            yield from self.utterances(article.title, Role.TITLE)
        yield from self.line(self.options.intro, article, show, Role.INTRO)

    def line(self, template: str, article: Article, show: str, role: Role) -> list[Utterance]:
        """Say a line of the show's own."""
        known = {"title": article.title, "author": article.author or show, "show": show}

        def filled(match: re.Match[str]) -> str:
            if match[1] not in known:
                raise ConfigError(
                    f"{match.group()} is no placeholder of the {role.value} line.",
                    remedy=f"Use {', '.join(f'{{{name}}}' for name in known)} in [script].",
                )
            return known[match[1]]

        return self.utterances(_PLACEHOLDER.sub(filled, template), role)

    def utterances(self, text: str, role: Role) -> list[Utterance]:
        """Say one block: as one utterance, or as several where it is longer than engines like."""
        pieces = pieces_of(text, sentences_of(text, self.language))
        said = [self._utterance(text[piece.start : piece.end], role) for piece in pieces]
        worded = [utterance for utterance in said if _has_words(utterance)]
        return [*(replace(u, pause=_BETWEEN_PIECES) for u in worded[:-1]), *worded[-1:]]

    def _utterance(self, text: str, role: Role) -> Utterance:
        form = spoken_form(text, self.language) if self.options.spoken_form else SpokenForm(text)
        sentences = sentences_of(text, self.language)
        return Utterance(role, _stopped(form, role), sentences, self.language, self._pause(role))

    def _pause(self, role: Role) -> Milliseconds:
        pauses = self.options.pauses
        return {
            Role.TITLE: pauses.title,
            Role.INTRO: pauses.title,
            Role.HEADING: pauses.heading,
            Role.LIST_ITEM: pauses.list_item,
            Role.QUOTE: pauses.quote,
        }.get(role, pauses.paragraph)


def _has_words(utterance: Utterance) -> bool:
    return any(map(str.isalnum, utterance.form.text))


def _stopped(form: SpokenForm, role: Role) -> SpokenForm:
    """Let a block end in a stop of its own: headings and list items often have none."""
    edits = list(form.edits)
    if role is Role.TABLE:
        edits += _row_ends(form)
    length = len(form.written)
    if not _ENDS_IN_STOP.search(form.text) and not (edits and edits[-1].written.end == length):
        edits.append(Edit(Span(length, length), ".", "block ends in a stop"))
    elif not _ENDS_IN_STOP.search(form.text):
        edits[-1] = replace(edits[-1], spoken=edits[-1].spoken + ".")
    return replace(form, edits=tuple(sorted(edits, key=lambda e: e.written.start)))


def _row_ends(form: SpokenForm) -> Iterator[Edit]:
    for match in re.finditer(r"\n", form.written):
        yield Edit(Span(match.start(), match.end()), ". ", "row ends in a stop")


def _parted(segment: Segment, before_heading: Milliseconds) -> Segment:
    """Let at least a heading's pause follow a segment: a heading comes next, or the end."""
    *rest, last = segment.utterances
    return replace(
        segment, utterances=(*rest, replace(last, pause=max(last.pause, before_heading)))
    )
