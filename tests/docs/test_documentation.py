import re
import subprocess
from importlib.metadata import requires
from pathlib import Path
from typing import Any

import pytest
import typer

from paracast import errors
from paracast.check import Rule
from paracast.check.catalogue import rules
from paracast.cli.app import app

ROOT = Path(__file__).parents[2]


def commands_of(group: Any, name: str = "") -> dict[str, Any]:  # noqa: ANN401  typer's own
    """Return every command by its words: `make`, `lexicon try`."""
    found: dict[str, Any] = {}
    for word, command in group.commands.items():
        words = f"{name}{word}"
        inner = hasattr(command, "commands")
        if inner:
            found |= commands_of(command, f"{words} ")
        if not inner or command.invoke_without_command:
            found[words] = command
    return found


COMMANDS = commands_of(typer.main.get_command(app))


def page(name: str) -> str:
    return (ROOT / name).read_text("utf-8")


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_every_command_and_option_is_described(command: str) -> None:
    section = page("docs/cli.md").split(f"## `paracast {command}")[1].split("\n## ")[0]
    for parameter in COMMANDS[command].params:
        for option in parameter.opts:
            if option.startswith("-") and option != "--help":
                assert f"`{option}`" in section, option


def test_no_option_is_described_that_is_not_there() -> None:
    real = {option for c in COMMANDS.values() for p in c.params for option in p.opts}
    told = set(re.findall(r"^\| `(--[a-z-]+)`", page("docs/cli.md"), re.MULTILINE))
    assert told <= real


def test_every_exit_code_is_described() -> None:
    table = page("docs/cli.md").split("## Exit codes")[1]
    for error in errors.ParacastError.__subclasses__():
        assert f"| {error.exit_code} |" in table
        assert f" {error.exit_code}  " in (errors.__doc__ or "")


def test_ci_runs_the_readmes_test_command_itself() -> None:
    assert "README.md" in page(".ci/run")
    command = page("README.md").split("<!-- test -->\n```sh\n")[1].split("\n```")[0]
    shown = subprocess.run(
        ["bash", ROOT / ".ci" / "run", "--show-test-command"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert shown.stdout.strip() == command


def test_links_between_pages_lead_somewhere() -> None:
    for source in [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("voices/*.md")]:
        for link in re.findall(r"\]\(([^)#:]+)\)", source.read_text("utf-8")):
            assert (source.parent / link).exists(), f"{source.name} → {link}"


def test_the_licence_of_every_dependency_is_listed() -> None:
    table = page("docs/licences.md").lower()
    for requirement in requires("paracast") or []:
        if "extra ==" not in requirement:
            name = re.match(r"[\w.-]+", requirement)
            assert name is not None
            assert name[0].lower() in table


def test_every_module_of_ours_says_what_it_is_for() -> None:
    for module in (ROOT / "src").rglob("*.py"):
        assert module.read_text("utf-8").startswith('"""'), module


def test_modules_and_functions_stay_small() -> None:
    """The budget of the house: no module over 300 lines."""
    for module in (ROOT / "src").rglob("*.py"):
        assert len(module.read_text("utf-8").splitlines()) <= 300, module


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.name)
def test_every_rule_of_the_check_is_described(rule: Rule) -> None:
    severity = rule.severity.name.lower()
    row = f"| `{rule.name}` | {severity} | {rule.source} | {rule.remedy} |"
    assert row in page("docs/checks.md")


def test_no_rule_is_described_that_is_not_there() -> None:
    told = re.findall(r"^\| `([a-z0-9-]+)` \|", page("docs/checks.md"), re.MULTILINE)
    assert told == [rule.name for rule in rules()]
    assert f"[{len(told)} rules]" in page("README.md")
