"""The commands → docs/cli.md: what each does, and its arguments and options, in marked blocks.

    python docs/generate_cli.py

Between `<!-- make -->` and `<!-- /make -->` all is written anew, from the command's own help. What
stands outside of the blocks is written by hand, and stays. A command that has no section yet gets
one before the exit codes; the section of one that is gone is to be removed by hand.
"""

import re
import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypeAlias

import typer

from paracast.cli.app import app

PAGE = Path(__file__).with_name("cli.md")
_LAST = "## Exit codes"
_WIDTH = 116  # columns

Command: TypeAlias = Any
"""What Typer makes of a function; its class has no public name."""


def main() -> None:
    """Write the page anew."""
    PAGE.write_text(generated(PAGE.read_text("utf-8")), "utf-8")


def generated(page: str) -> str:
    """Return the page with every block as the commands are now; the same again changes nothing."""
    for words, command in commands_of(typer.main.get_command(app)):
        first, last = f"<!-- {words} -->", f"<!-- /{words} -->"
        block = f"{first}\n## `{_usage(words, command)}`\n\n{described(command)}\n{last}"
        if first in page:
            head, rest = page.split(first)
            page = head + block + rest.split(last)[1]
        else:
            head, tail = page.split(_LAST)
            page = f"{head}{block}\n\n{_LAST}{tail}"
    return page


def commands_of(group: Command, name: str = "") -> Iterator[tuple[str, Command]]:
    """Yield every command with its words, as `--help` lists them: `make`, `lexicon try`."""
    for word, command in group.commands.items():
        words, inner = f"{name}{word}", getattr(command, "commands", None)
        if not inner or command.invoke_without_command:
            yield words, command
        if inner:
            yield from commands_of(command, f"{words} ")


def described(command: Command) -> str:
    """Write what a command's help says: the text, and a table of arguments and options."""
    text = (command.callback.__doc__ if hasattr(command, "commands") else command.help) or ""
    paragraphs = re.split(r"\n\s*\n", textwrap.dedent(text).strip())
    filled = (textwrap.fill(" ".join(one.split()), _WIDTH) for one in paragraphs)
    rows = [_row(parameter) for parameter in command.params if not getattr(parameter, "hidden", 0)]
    table = ["| option | meaning |", "|---|---|", *rows] if rows else []
    return "\n".join([*"\n\n".join(filled).split("\n"), *([""] if table else []), *table])


def _usage(words: str, command: Command) -> str:
    arguments = [_metavar(one) for one in command.params if one.param_type_name == "argument"]
    return " ".join(["paracast", words, *arguments])


def _row(parameter: Command) -> str:
    is_argument = parameter.param_type_name == "argument"
    names = [_metavar(parameter)] if is_argument else parameter.opts
    name = ", ".join(f"`{one}`" for one in names)
    if not is_argument and not getattr(parameter, "is_flag", False):
        name += f" {_metavar(parameter)}"
    told, default = " ".join((parameter.help or "").split()), parameter.default
    if (
        default not in {None, "", False}
        and isinstance(default, int | str | Path)
        and ("Default" not in told)
    ):
        told += f" Default: {default}."
    return "| {} | {} |".format(*(part.replace("|", r"\|") for part in (name, told)))


def _metavar(parameter: Command) -> str:
    """Name what is to be written there: what the command says, its choices, or its type."""
    if parameter.metavar:
        return str(parameter.metavar)
    if choices := getattr(parameter.type, "choices", None):
        return ", ".join(map(str, choices))
    return "N" if "int" in str(parameter.type.name) else "TEXT"


if __name__ == "__main__":
    main()
