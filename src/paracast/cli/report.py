"""How an error reads: what happened, and what helps."""

import re

from paracast.cli.console import err
from paracast.errors import ParacastError

_STANDARD_INPUT = "-"
_LONGEST = 100  # characters of a name


def report(error: ParacastError, about: str = "") -> int:
    """Print an error and return the exit code that goes with it."""
    from rich.text import Text

    err().print(
        Text.assemble(("paracast: ", "bold red"), message_about(error, about)), soft_wrap=True
    )
    err().print(Text(f"  {error.remedy}", style="yellow"), soft_wrap=True)
    return error.exit_code


def message_about(error: ParacastError, about: str) -> str:
    """Return what happened, and to what; a name that the message has is only made whole."""
    message, short = error.message, re.escape(about.rpartition("/")[2])
    if not about or about == _STANDARD_INPUT or about in message:
        return message
    if "." in short and (named := re.search(rf"(?<!\S){short}(?![\w/-])", message)):
        return f"{message[: named.start()]}{about}{message[named.end() :]}"
    if len(about) > _LONGEST:
        about = f"{about[: _LONGEST - 1]}…"
    return f"{about}: {message}"
