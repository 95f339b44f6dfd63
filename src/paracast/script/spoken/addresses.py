"""Addresses: a listener can use the domain, and nothing after it."""

import re

from paracast.script.spoken.rules import Rule, rule

_TOP_LEVEL = (
    "com|org|net|edu|gov|int|mil|io|co|uk|de|fr|es|eu|info|biz|tv|me|app|dev|fm|news|us|ca|au"
)


def _dotted(host: str) -> str:
    plain = host.lower().removeprefix("www.")
    return plain.replace(".", " dot ").replace("-", " dash ")


def _url(match: re.Match[str]) -> str:
    stop = re.search(r"[.,;:!?)\]’”'\"]*$", match.group())
    return _dotted(match["host"].rstrip(".")) + (stop.group() if stop else "")


def _email(match: re.Match[str]) -> str:
    name = match["name"].replace(".", " dot ").replace("_", " underscore ").replace("-", " dash ")
    return f"{name} at {_dotted(match['host'])}"


def _hashtag(match: re.Match[str]) -> str:
    words = re.sub(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Za-z])(?=\d)|_", " ", match["tag"])
    return f"hashtag {words}"


RULES: tuple[Rule, ...] = (
    rule(
        "web address",
        r"(?:https?|ftp)://(?:[^\s/@]*@)?(?P<host>[\w.-]+)[^\s<>]*",
        _url,
        re.IGNORECASE,
    ),
    rule("e-mail", r"(?<!\w)(?P<name>[\w.+-]+)@(?P<host>[\w-]+(?:\.[\w-]+)+)(?<![.])", _email),
    rule("web address", r"(?<![\w@.])www\.(?P<host>[\w.-]+)[^\s<>]*", _url, re.IGNORECASE),
    rule(
        "web address",
        rf"(?<![\w@.-])(?P<host>[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:{_TOP_LEVEL}))\b(?:/[^\s<>]*)?(?![\w@])",
        _url,
    ),
    rule("handle", r"(?<![\w@.])@(?P<name>\w+)", lambda m: f"at {m['name'].replace('_', ' ')}"),
    rule("hashtag", r"(?<![\w#&])#(?P<tag>[A-Za-z]\w*)", _hashtag),
)
