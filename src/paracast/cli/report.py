"""How an error reads: what happened, and what helps."""

from paracast.cli.console import err
from paracast.errors import ParacastError


def report(error: ParacastError, about: str = "") -> int:
    """Print an error and return the exit code that goes with it."""
    from rich.text import Text

    err().print(
        Text.assemble(("paracast: ", "bold red"), message_about(error, about)), soft_wrap=True
    )
    err().print(Text(f"  {error.remedy}", style="yellow"), soft_wrap=True)
    return error.exit_code


def message_about(error: ParacastError, about: str) -> str:
    """Return what happened, and to what, unless the message names it."""
    where = f"{about}: " if about and about not in error.message else ""
    return f"{where}{error.message}"
