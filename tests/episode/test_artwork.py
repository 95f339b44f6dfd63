import io
import time
from pathlib import Path

import pytest
from PIL import Image

from paracast.episode.artwork import artwork_of, draw, palette_of
from paracast.episode.show import Show
from paracast.errors import ConfigError

TITLES = [
    "Notes",
    "Paracast out loud",
    "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen",
    "The Long and Winding History of Small Harbours " * 6,
    "Новости гавани",
    "港のニュース",
    "🙂",
    "",
]


@pytest.mark.parametrize("title", TITLES)
@pytest.mark.parametrize("size", [600, 3000])
def test_any_title_gives_a_square_rgb_jpeg(title: str, size: int) -> None:
    with Image.open(io.BytesIO(draw(title, "Jo", size))) as image:
        assert (image.format, image.mode, image.size) == ("JPEG", "RGB", (size, size))


def test_a_poster_is_drawn_quickly_and_is_small() -> None:
    draw("Warm", "up", 600)
    began = time.process_time()
    poster = draw("Paracast out loud", "The founders", 3000)
    assert time.process_time() - began < 1
    assert len(poster) < 600_000
    assert len(draw("Paracast out loud", "The founders", 600)) < 100_000


def test_the_same_show_gets_the_same_poster_under_the_same_name(tmp_path: Path) -> None:
    one, two = (artwork_of(Show(title="Reads", author="Jo"), tmp_path) for _ in range(2))
    assert one.name == two.name
    assert one.thumbnail() == two.thumbnail()
    assert artwork_of(Show(title="Other", author="Jo"), tmp_path).name != one.name


def test_letters_stand_out_from_the_ground() -> None:
    def lightness(colour: str) -> float:
        return sum(int(colour[i : i + 2], 16) for i in (1, 3, 5)) / 765

    for number in range(300):
        palette = palette_of(f"Show {number}")
        assert lightness(palette.paper) - lightness(palette.ground) > 0.6
        assert lightness(palette.accent) - lightness(palette.ground) > 0.2


def given(folder: Path, mode: str, size: tuple[int, int], name: str = "art.png") -> Show:
    Image.new(mode, size).save(folder / name)
    return Show(title="Reads", artwork=name)


def test_a_shows_own_image_is_taken_as_it_is(tmp_path: Path) -> None:
    artwork = artwork_of(given(tmp_path, "RGB", (1400, 1400)), tmp_path)
    assert artwork.full() == (tmp_path / "art.png").read_bytes()
    assert artwork.name.endswith(".png")
    with Image.open(io.BytesIO(artwork.thumbnail())) as image:
        assert (image.format, image.size) == ("JPEG", (600, 600))


@pytest.mark.parametrize(
    ("mode", "size"), [("RGBA", (1400, 1400)), ("RGB", (1000, 1000)), ("RGB", (1400, 1500))]
)
def test_an_image_that_directories_refuse_is_an_error_that_says_why(
    tmp_path: Path, mode: str, size: tuple[int, int]
) -> None:
    with pytest.raises(ConfigError, match=str(size[0])) as caught:
        artwork_of(given(tmp_path, mode, size), tmp_path)
    assert "1400" in caught.value.remedy


def test_an_image_that_is_none_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "art.png").write_text("no image")
    with pytest.raises(ConfigError):
        artwork_of(Show(title="Reads", artwork="art.png"), tmp_path)
    with pytest.raises(ConfigError):
        artwork_of(Show(title="Reads", artwork="none.png"), tmp_path)
