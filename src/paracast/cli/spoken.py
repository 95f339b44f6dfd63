"""`paracast spoken`: how lines of text are said."""

import sys
from typing import Annotated

import typer

_LINE_BREAKS = dict.fromkeys(map(ord, "\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"), " ")
"""What programs take for the end of a line: there is exactly one in each line of the output."""


def spoken(
    language: Annotated[
        str, typer.Option("--language", help="The language of the lines: en, en-GB, es …")
    ] = "en",
) -> None:
    """Print how each line of standard input is said: one line out for each line in."""
    from paracast import LanguageTag, spoken_form
    from paracast.cli.console import err

    out = sys.stdout.buffer
    for number, line in enumerate(sys.stdin.buffer, start=1):
        written = line.rstrip(b"\r\n").decode("utf-8", "replace").translate(_LINE_BREAKS)
        form = spoken_form(written, LanguageTag(language))
        out.write(form.text.translate(_LINE_BREAKS).encode("utf-8", "replace") + b"\n")
        out.flush()
        for name in form.failures:
            err().print(f"Line {number}: the rule {name!r} failed.", markup=False)
