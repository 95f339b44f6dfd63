import io
from dataclasses import astuple

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from paracast.site.look import Colours, contrast, dark, hue_of, hue_of_image, light, style_of

HUES = st.floats(0, 1, exclude_max=True)


def test_contrast_is_what_the_standard_says_of_its_extremes() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
    assert contrast("#123456", "#123456") == 1


@given(HUES, HUES)
def test_letters_stand_out_on_everything_they_lie_on_whatever_the_artwork(
    ground: float, accent: float
) -> None:
    for colours in (light(ground, accent), dark(ground, accent)):
        for letters in (colours.ink, colours.dim, colours.accent):
            for behind in (colours.paper, colours.card):
                assert contrast(letters, behind) >= 4.5
        assert contrast(colours.ink, colours.mark) >= 7
        assert contrast(colours.accent, colours.mark) >= 4.5
        assert contrast(colours.on_accent, colours.accent) >= 4.5


@given(HUES, HUES)
def test_every_colour_is_written_for_light_dark_and_paper(ground: float, accent: float) -> None:
    style = style_of(ground, accent)
    for colours, times in ((light(ground, accent), 2), (dark(ground, accent), 1)):
        for colour in astuple(colours):
            assert style.count(colour) >= times
    assert style.count("--on-accent:") == 3


def jpeg(colour: str) -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (600, 600), colour).save(file, "JPEG")
    return file.getvalue()


@pytest.mark.parametrize("colour", ["#c02020", "#20c040", "#2040c0", "#c0a020"])
def test_the_pages_take_their_hue_from_the_artwork(colour: str) -> None:
    assert hue_of_image(jpeg(colour)) == pytest.approx(hue_of(colour), abs=0.03)


def test_grey_artwork_gives_sea_blue_pages() -> None:
    assert hue_of_image(jpeg("#808080")) == 0.58
    assert isinstance(light(0.58, 0.58), Colours)
