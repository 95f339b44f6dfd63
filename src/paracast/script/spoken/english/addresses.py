"""Addresses: a listener can use the domain, and nothing after it."""

import re

from paracast.script.spoken.english.numbers import digits, number
from paracast.script.spoken.rules import Rule, rule

_TOP_LEVEL = (
    "com|org|net|edu|gov|int|mil|io|co|uk|de|fr|es|eu|it|nl|ch|at|se|no|dk|pl|ru|cn|jp|in|br|mx|ie|nz|za|info"
    "|biz|tv|me|app|dev|fm|news|us|ca|au|ai|ly|gl|be|blog|online|shop|site|xyz|pro|travel|museum|health"
)
_SAFE = (
    r"com|org|net|edu|gov|mil|io|info|biz|(?:co|ac|gov|org)\.uk|com\.au|co\.nz|co\.jp|tv|fm|eu|ly"
)
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_PATH = r"(?:[/?#][^\s<>]{0,2000})?"
_FILES = r"(?:js|py|html?|exe|pdf|jpe?g|png|gif|txt|csv|docx?|xlsx?|zip|mp[34]|json|xml|md|php|NET)"
_DOTTED = r"(?<=\w)\.\w"
_LONGEST_NUMBER = 4  # digits of a number within a name


def _named(label: str) -> str:
    """Say a name with its digits and signs, as one would spell it out."""
    said = re.sub(r"\d+", lambda m: f" {_number(m.group())} ", label)
    said = said.replace("-", " dash ").replace("_", " underscore ").replace("+", " plus ")
    return " ".join(said.replace(".", " dot ").split())


def _number(text: str) -> str:
    return number(text) if len(text) <= _LONGEST_NUMBER else digits(text)


def _host(host: str) -> str:
    return _named(host.lower().removeprefix("www.").rstrip("."))


def _url(match: re.Match[str]) -> str:
    written = match.group()
    stop = written[len(written.rstrip(".,;:!?)]}’”'\"")) :]
    return _host(match["host"]) + stop


def _email(match: re.Match[str]) -> str:
    return f"{_named(match['name'])} at {_host(match['host'])}"


def _words(name: str) -> str:
    spaced = re.sub(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Za-z])(?=\d)|(?<=\d)(?=[A-Za-z])|_", " ", name)
    return re.sub(r"\d+", lambda m: _number(m.group()), spaced).strip()


def _handle(match: re.Match[str]) -> str:
    return f"at {_words(match['name'])}"


def _hashtag(match: re.Match[str]) -> str:
    said = _words(match["tag"])
    before = match.string[max(0, match.start() - 9) : match.start()].lower()
    return said if before.endswith("hashtag ") else f"hashtag {said}"


def _file(match: re.Match[str]) -> str:
    return f"{_words(match['name'])} dot {match['kind']}"


RULES: tuple[Rule, ...] = (
    rule(
        "web address",
        rf"\b(?i:https?|ftp)://(?:[^\s/@]{{1,64}}@)?(?P<host>[\w-]{{1,63}}(?:\.[\w-]{{1,63}}){{0,8}})(?::\d{{1,5}})?{_PATH}",
        _url,
        near="://",
    ),
    rule(
        "web address", rf"\b[a-z]{{2,12}}:///?(?P<host>[\w.-]{{0,63}}){_PATH}", "a link", near="://"
    ),
    rule(
        "e-mail",
        rf"(?<![\w.+@-])(?:mailto:)?(?P<name>[\w.+-]{{1,64}})@(?P<host>{_LABEL}(?:\.{_LABEL}){{1,5}})(?!\w)",
        _email,
        near="@",
    ),
    rule(
        "web address",
        rf"(?<![\w@.])(?i:www)\.(?P<host>{_LABEL}(?:\.{_LABEL}){{1,5}}){_PATH}",
        _url,
        near=r"(?i:www)\.",
    ),
    rule(
        "web address",
        rf"(?<![\w@.-])(?P<host>{_LABEL}(?:\.{_LABEL}){{0,4}}\.(?:{_SAFE}|(?i:{_TOP_LEVEL})(?=/)))(?![\w@-]|\.\w){_PATH}",
        _url,
        near=_DOTTED,
    ),
    rule(
        "web address",
        rf"(?<![\w@.-])(?P<host>[a-z0-9][a-z0-9-]{{1,62}}(?:\.[a-z0-9-]{{1,63}}){{0,4}}\.(?:{_TOP_LEVEL}))(?![\w@-]|\.\w){_PATH}",
        _url,
        near=_DOTTED,
    ),
    rule(
        "file name",
        rf"(?<![\w@./-])(?P<name>[\w-]{{1,64}})\.(?P<kind>{_FILES})(?!\w|\.\w)",
        _file,
        near=_DOTTED,
    ),
    rule("handle", r"(?<![\w@./])@(?P<name>\w{1,64})(?!\w)", _handle, near="@"),
    rule(
        "hashtag",
        r"(?<![\w#&/])#(?P<tag>(?=\w*[A-Za-z])[A-Za-z0-9]\w{0,100})(?!\w)",
        _hashtag,
        near="#",
    ),
)
