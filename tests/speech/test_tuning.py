from dataclasses import dataclass
from typing import Annotated

import pytest
from msgspec import Meta

from paracast.errors import SpeechError
from paracast.speech.tuning import tuned


@dataclass(frozen=True, slots=True)
class Knobs:
    noise: Annotated[float, Meta(ge=0)] = 0.5
    words: tuple[str, ...] = ()


def test_options_become_the_engines_own_class_with_its_defaults() -> None:
    assert tuned(Knobs, (), "x") == Knobs()
    assert tuned(Knobs, (("noise", 1), ("words", ("a",))), "x") == Knobs(1.0, ("a",))


def test_an_unknown_option_is_an_error_that_suggests_the_nearest() -> None:
    with pytest.raises(SpeechError) as caught:
        tuned(Knobs, (("niose", 1.0),), "x")
    assert "'niose'" in caught.value.message
    assert "'noise'" in caught.value.remedy


def test_a_wrong_value_is_an_error_that_names_the_option() -> None:
    with pytest.raises(SpeechError, match="noise"):
        tuned(Knobs, (("noise", -1.0),), "x")
