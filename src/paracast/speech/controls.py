"""Characters that programs obey instead of saying them."""

import re

# All of C0 but tab and line feed, DEL, and surrogates, which are no UTF-8. NUL ends a C string,
# 0x01 begins eSpeak's embedded commands, ESC those of terminals and of other synthesizers.
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")


def without_controls(text: str) -> str:
    """Put a space in the place of each control character; positions stay as they are."""
    return _CONTROLS.sub(" ", text)
