"""What models call their language → BCP 47."""

import re

from paracast.units import LanguageTag

UNKNOWN = LanguageTag("und")

_TAG = re.compile(r"[a-zA-Z]{2,3}([-_][a-zA-Z0-9]{1,8})*")
_REGION = re.compile(r"[a-z]{2}")


def language_tag(code: str) -> LanguageTag:
    """Write a model's code of its language as BCP 47: `en_US`, or eSpeak NG's `en-us`: `en-US`."""
    if not _TAG.fullmatch(code):
        return UNKNOWN
    language, *rest = code.replace("_", "-").lower().split("-")
    return LanguageTag("-".join([language, *(_cased(subtag) for subtag in rest)]))


def _cased(subtag: str) -> str:
    return subtag.upper() if _REGION.fullmatch(subtag) else subtag
