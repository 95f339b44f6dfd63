"""What is taken for well set is what the repair of wrong decodings would leave as it is."""

import unicodedata

import ftfy
from hypothesis import given, settings
from hypothesis import strategies as st

from paracast.article.repair import _WELL_SET, _config, repaired

_SIGNS = "abz AZ09.,;-'\"()“”‘’–—…éèüñäöÅßÇ£°½«»ÃÂâ€™©œŒš¢ï¿"


@settings(max_examples=1500, deadline=None)
@given(st.text(alphabet=st.sampled_from(_SIGNS), max_size=30))
def test_nothing_that_is_passed_over_had_anything_to_repair(text: str) -> None:
    if _WELL_SET.match(text):
        assert unicodedata.normalize("NFC", ftfy.fix_text(text, _config())) == text


def test_wrong_decodings_are_still_undone() -> None:
    assert repaired("the cafÃ© cost Â£3, she said: â€œnoâ€\u009d") == (
        "the café cost £3, she said: “no”"
    )
    assert repaired("a café for £3 at 20 °C, “no”") == "a café for £3 at 20 °C, “no”"
