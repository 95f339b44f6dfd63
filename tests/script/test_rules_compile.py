"""Rules are compiled when a text first needs them: none may wait for that with a mistake in it."""

import re

import pytest

from paracast.script.spoken import english, universal
from paracast.script.spoken.rules import Rule


@pytest.mark.parametrize("rule", [*english.RULES, *universal.RULES], ids=lambda rule: rule.name)
def test_every_rule_has_patterns_that_compile(rule: Rule) -> None:
    assert rule.pattern.pattern == rule.written
    if rule.near is not None:
        re.compile(rule.near)
