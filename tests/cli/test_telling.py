from dataclasses import replace

import pytest
from samples import EPISODE

from paracast import Show, config
from paracast.cli.telling import told
from paracast.episode.model import Edited
from paracast.pipeline.outcome import Made, Outcome


@pytest.mark.parametrize(
    ("edited", "asked", "is_told"),
    [
        (("title",), "Other words", True),
        (("title",), EPISODE.title, False),
        (("title",), "", False),
        ((), "Other words", False),
    ],
)
def test_that_an_edited_title_stays_is_told_to_whoever_asks_for_another(
    edited: tuple[Edited, ...], asked: str, *, is_told: bool
) -> None:
    show = Show(config.default_setup())
    episode = replace(EPISODE, edited=edited)
    made = Made(episode, Outcome.UPDATED, show.voice, 1, 0, ())
    assert ("the one you edited" in told(made, show, title=asked)) is is_told
