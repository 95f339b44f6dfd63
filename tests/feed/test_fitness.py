from dataclasses import replace
from typing import Any

import pytest
from samples import FULL, PRIVATE, SHOW

from paracast.episode.show import Funding, Person
from paracast.errors import ConfigError
from paracast.feed import refuse_unfit
from paracast.feed.frequency import Frequency, frequency_of
from paracast.feed.licensing import Licence, licence_of


def test_a_show_that_says_all_that_can_be_said_is_fit() -> None:
    for show in (SHOW, FULL, PRIVATE):
        refuse_unfit(show, "paracast.toml")


@pytest.mark.parametrize(
    "wrong",
    [
        {"link": "example.org"},
        {"moved_to": "ftp://example.org/feed.xml"},
        {"license": "my own", "license_url": "nowhere"},
        {"license": "my own"},
        {"license": "", "license_url": "https://example.org/"},
        {"persons": (Person("Jo", href="javascript:alert(1)"),)},
        {"persons": (Person("Jo", img="jo.jpg"),)},
        {"persons": (Person("J" * 129),)},
        {"persons": (Person(" "),)},
        {"funding": (Funding("example.org"),)},
        {"funding": (Funding(""),)},
        {"funding": (Funding("https://example.org/", "x" * 129),)},
        {"email": "nobody"},
        {"title": "T" * 256},
        {"copyright": "C" * 256},
        {"description": "é" * 2001},
        {"verify": "v" * 256},
        {"category": "Newz"},
        {"category": ()},
        {"update_frequency": "often"},
    ],
    ids=str,
)
def test_what_no_directory_takes_is_an_error_that_names_the_key(wrong: dict[str, Any]) -> None:
    with pytest.raises(ConfigError) as caught:
        refuse_unfit(replace(SHOW, **wrong), "paracast.toml")
    assert any(key in caught.value.message for key in wrong)
    assert caught.value.remedy


@pytest.mark.parametrize(
    ("written", "rule", "words"),
    [
        ("daily", "FREQ=DAILY", "Daily"),
        ("Weekly", "FREQ=WEEKLY", "Weekly"),
        ("biweekly", "FREQ=WEEKLY;INTERVAL=2", "Biweekly"),
        ("monthly", "FREQ=MONTHLY", "Monthly"),
        ("freq=weekly;byday=mo", "FREQ=WEEKLY;BYDAY=MO", "Every Monday"),
        ("FREQ=WEEKLY;BYDAY=MO,TH", "FREQ=WEEKLY;BYDAY=MO,TH", "Every Monday and Thursday"),
        ("FREQ=MONTHLY;BYDAY=1MO", "FREQ=MONTHLY;BYDAY=1MO", "Monthly"),
        ("FREQ=MONTHLY;INTERVAL=3", "FREQ=MONTHLY;INTERVAL=3", "Every 3 months"),
        ("FREQ=WEEKLY;UNTIL=20271231", "FREQ=WEEKLY;UNTIL=20271231", "Weekly"),
    ],
)
def test_a_frequency_is_told_to_programs_and_to_people(written: str, rule: str, words: str) -> None:
    assert frequency_of(written) == Frequency(rule, words)


@pytest.mark.parametrize(
    "written",
    [
        "often",
        "BYDAY=MO",
        "FREQ=HOURLY",
        "FREQ=WEEKLY;BYDAY=MONDAY",
        "FREQ=WEEKLY;COUNT=3",
        "FREQ=DAILY;FREQ=DAILY",
        "FREQ=WEEKLY;",
        "FREQ=WEEKLY;INTERVAL=0",
    ],
)
def test_a_rule_that_programs_cannot_read_is_refused(written: str) -> None:
    with pytest.raises(ConfigError, match="update_frequency") as caught:
        frequency_of(written)
    assert "biweekly" in caught.value.remedy


@pytest.mark.parametrize(
    ("name", "url", "licence"),
    [
        (
            "CC-BY-NC-4.0",
            "",
            Licence("cc-by-nc-4.0", "https://creativecommons.org/licenses/by-nc/4.0/"),
        ),
        ("CC0-1.0", "", Licence("cc0-1.0", "")),
        ("My own Words", "https://example.org/", Licence("My own Words", "https://example.org/")),
        ("MIT", "https://example.org/", Licence("mit", "https://example.org/")),
    ],
)
def test_a_licence_has_an_identifier_or_an_address(name: str, url: str, licence: Licence) -> None:
    assert licence_of(name, url) == licence


@pytest.mark.parametrize(
    ("name", "hint"),
    [("CC BY 4.0", "cc-by-4.0"), ("cc-by-nc-sa-4", "cc-by-nc-sa-4.0"), ("all mine", "license_url")],
)
def test_a_licence_that_is_none_suggests_the_nearest(name: str, hint: str) -> None:
    with pytest.raises(ConfigError) as caught:
        licence_of(name, "")
    assert hint in caught.value.remedy
