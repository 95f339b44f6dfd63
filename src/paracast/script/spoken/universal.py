"""Rules of every language: what is no word anywhere."""

from paracast.script.spoken.rules import Rule, rule

INVISIBLE: tuple[Rule, ...] = (
    rule(
        "invisible",
        "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u200b\u200c\u200e\u200f\u202a-\u202e"
        "\u2060-\u2064\u2066-\u2069\ufeff\ufff9-\ufffb\ue000-\uf8ff\ud800-\udfff]+",
        "",
    ),
)
"""Controls, marks of direction, soft hyphens, private and broken characters."""

NOTE_MARKS: tuple[Rule, ...] = (
    rule(
        "footnote mark",
        r"(?<=[^\s[(“‘«„])(?:(?<!\s)\[[a-z]\](?!\w)|\s?\[(?:\d{1,3}|(?:note|nb|n|fn)\s?\d{1,2}"
        r"|citation needed|who\?|when\?|edit|sic)\])+(?!\()",
        "",
        near=r"\[",
    ),
    rule(
        "footnote mark",
        r"(?:(?<=[a-z]{2})|(?<=[.,;:!?%”\"]))[*†‡]+(?=[\s.,;:!?)]|$)",
        "",
        near="[*†‡]",
    ),
    rule(
        "footnote mark",
        r"(?:(?<=[a-z]{3})|(?<=[.,;:!?”\"]))[¹²³⁰⁴-⁹]+(?:[,˒][¹²³⁰⁴-⁹]+)*",
        "",
        near="[¹²³⁰⁴-⁹]",
    ),
)
"""Marks that point to notes nobody hears."""

SYMBOLS: tuple[Rule, ...] = (
    rule(
        "symbol",
        r"(?<=\S)\s?[©®™†‡•◦▪■□●○★☆✓✔✗✘℗℠]+\ufe0f?|[©®™†‡•◦▪■□●○★☆✓✔✗✘℗℠]+\ufe0f?\s?",
        "",
        near="[©®™†‡•◦▪■□●○★☆✓✔✗✘℗℠]",
    ),
    rule("arrow", r"(?<=\S\s)(?:[→⇒➡⟶]|[-=]>)\ufe0f?(?=\s\S)", "—", near=r"[→⇒➡⟶>]"),
    rule("arrow", r"[←↑↓→⇒⇐⇔↔➡⬅⬆⬇⟶►▶◄▼▲]+\ufe0f?\s?", "", near="[←↑↓→⇒⇐⇔↔➡⬅⬆⬇⟶►▶◄▼▲]"),
    rule(
        "emoji",
        "\\s?[\U0001f1e6-\U0001f1ff\U0001f300-\U0001faff\u2600-\u27bf\u2b00-\u2bff\U0001f000-\U0001f2ff]"
        "[\U0001f1e6-\U0001f1ff\U0001f300-\U0001faff\u2600-\u27bf\u2b00-\u2bff\u200d\ufe0f\u20e3"
        "\U000e0020-\U000e007f]*",
        "",
        near="[\U0001f1e6-\U0001f1ff\U0001f300-\U0001faff\u2600-\u27bf\u2b00-\u2bff\U0001f000-\U0001f2ff]",
    ),
    rule("emoji", "[\u200d\ufe0e\ufe0f\u20e3]+", "", near="[\u200d\ufe0e\ufe0f\u20e3]"),
    rule("emoticon", r"(?<=\S)\s[:;=]['’]?-?[)(DPpO/|](?=\s|$)", "", near="[:;=]"),
)
"""Signs that are drawn and not said."""

EMPHASIS: tuple[Rule, ...] = (
    rule(
        "sign of emphasis",
        r"(?<![\w*])\*{1,3}(?=[\w“\"‘(])|(?<=[\w.,!?”\"’)])\*{1,3}(?![\w*])",
        "",
        near=r"\*",
    ),
    rule(
        "sign of emphasis",
        r"(?<![\w_])_{1,3}(?=\w)|(?<=[^\W_]|[.,!?”\"’)])_{1,3}(?![\w_])",
        "",
        near="_",
    ),
    rule("sign of emphasis", r"`+|\*{2,}|(?m:^\*\s)", "", near="[`*]"),
)

DASHES: tuple[Rule, ...] = (
    rule("dash is a pause", r"(?<=\S)\s?(?:—+|--+)\s?(?=\S)", " — ", near="—|--"),
    rule("dash is a pause", r"(?<=[^\W\d])–(?=[^\W\d])", " — ", near="–"),
    rule("bar is a pause", r"(?<=\S)\s?\|+\s?(?=\S)", ", ", near=r"\|"),
)

BRACKETS: tuple[Rule, ...] = (
    rule("omission", r"\s?\[(?:…|\.\s?\.\s?\.)\]", "…", near=r"\["),
    rule("omission", r"\s?\[sic\]", "", near=r"\["),
    rule("editorial bracket", r"\[(?=[^\[\]]{1,80}\])", "", near=r"\["),
    rule("editorial bracket", r"(?<=[^\W_]|[.,;!?’”…])\]", "", near=r"\]"),
)
"""`[t]he` is "the"; `[Mexican Foreign] Secretary` is said whole."""

RULES: tuple[Rule, ...] = (
    *INVISIBLE,
    *NOTE_MARKS,
    *BRACKETS,
    rule(
        "web address",
        r"\bhttps?://(?:www\.)?(?P<host>[\w-]{1,63}(?:\.[\w-]{1,63}){0,8})(?:[/?#:][^\s<>]{0,2000}[^\s<>.,;:!?)\]}’”'\"])?",
        r"\g<host>",
        near="://",
    ),
    *SYMBOLS,
    *EMPHASIS,
    *DASHES,
)
