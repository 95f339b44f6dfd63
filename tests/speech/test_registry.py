from pathlib import Path

import pytest

from paracast.errors import SpeechError
from paracast.speech.registry import engine_names, find_engine


def test_the_shipped_engines_are_found_through_entry_points() -> None:
    assert {"espeak", "tone"} <= set(engine_names())


def test_an_unknown_engine_is_an_error_that_names_the_installed_ones() -> None:
    with pytest.raises(SpeechError) as caught:
        find_engine("gramophone", Path())
    assert "espeak" in caught.value.remedy
