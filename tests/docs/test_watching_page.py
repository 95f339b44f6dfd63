import configparser
import plistlib
import re
import shlex
from pathlib import Path
from typing import Any

import pytest
import typer

from paracast.cli.app import app

PAGE = (Path(__file__).parents[2] / "docs" / "watching.md").read_text("utf-8")


def block(language: str) -> str:
    return PAGE.split(f"```{language}\n")[1].split("```")[0]


def parsed(command: str) -> Any:  # noqa: ANN401  typer's own
    """Let the real command read its own command line."""
    words = shlex.split(command)
    while Path(words[0]).name != "paracast":
        words.pop(0)
    group: Any = typer.main.get_command(app)
    return group.commands[words[1]].make_context(words[1], words[2:])


@pytest.mark.parametrize("command", re.findall(r"^paracast .*$", block("sh"), re.MULTILINE))
def test_the_commands_of_the_page_are_understood(command: str) -> None:
    assert list(parsed(command).params["places"]) == ["articles/", "https://example.org/feed.xml"]


def test_the_unit_for_systemd_is_one_and_its_command_is_understood() -> None:
    unit = configparser.ConfigParser(interpolation=None)
    unit.read_string(block("ini"))
    assert parsed(unit["Service"]["ExecStart"]).params["publish"] is True
    assert unit["Service"]["SuccessExitStatus"] == "143", "what SIGTERM ends it with"


def test_the_agent_for_macos_is_one_and_its_command_is_understood() -> None:
    agent = plistlib.loads(block("xml").encode())
    assert parsed(shlex.join(agent["ProgramArguments"])).params["publish"] is True


def test_the_timers_commands_are_understood() -> None:
    (line,) = re.findall(r"^\*/15 .*$", PAGE, re.MULTILINE)
    commands = [part for part in line.split("&&") if "paracast" in part]
    assert [parsed(one).info_name for one in commands] == ["make", "publish"]


def test_every_option_of_the_page_is_the_commands() -> None:
    group: Any = typer.main.get_command(app)
    real = {option for one in group.commands.values() for p in one.params for option in p.opts}
    assert set(re.findall(r"--(?:settle|every|limit|since|publish|json|recursive)\b", PAGE)) <= real
