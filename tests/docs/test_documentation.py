import re
import subprocess
from importlib.metadata import requires
from pathlib import Path

import pytest
import typer
from generate_cli import commands_of, generated

from paracast import errors
from paracast.check import Rule
from paracast.check.catalogue import rules
from paracast.cli.app import app

ROOT = Path(__file__).parents[2]


COMMANDS = dict(commands_of(typer.main.get_command(app)))


def page(name: str) -> str:
    return (ROOT / name).read_text("utf-8")


def test_the_page_of_commands_is_current() -> None:
    """It is not: python docs/generate_cli.py."""
    assert generated(page("docs/cli.md")) == page("docs/cli.md")


def test_no_command_is_described_that_is_not_there() -> None:
    told = re.findall(r"^<!-- (\w[\w ]*) -->$", page("docs/cli.md"), re.MULTILINE)
    assert sorted(told) == sorted(COMMANDS)


def test_a_new_command_gets_a_section_before_the_exit_codes() -> None:
    before = page("docs/cli.md")
    without = re.sub(r"<!-- serve -->.*<!-- /serve -->\n", "", before, flags=re.DOTALL)
    sections = re.findall(r"^## (.*)", generated(without), re.MULTILINE)
    assert sections[-2:] == ["`paracast serve`", "Exit codes"]


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_every_argument_and_option_says_what_it_is_for(command: str) -> None:
    assert COMMANDS[command].help
    for parameter in COMMANDS[command].params:
        assert parameter.name == "help" or parameter.help, parameter.name


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
