import io
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from paracast.episode.pictures import draw_pictures
from paracast.errors import ArticleError


def noise(width: int, height: int, mode: str = "RGB") -> Image.Image:
    """Return what compresses worst."""
    values = np.random.default_rng(1).integers(0, 256, (height, width, len(mode)), np.uint8)
    return Image.fromarray(values, mode=None)


def drawn(path: Path) -> bytes:
    return draw_pictures([path])[path].data


def test_a_picture_fits_into_a_tag(tmp_path: Path) -> None:
    path = tmp_path / "boats.png"
    noise(1200, 900).save(path)
    data = drawn(path)
    with Image.open(io.BytesIO(data)) as image:
        assert (image.format, image.mode) == ("JPEG", "RGB")
        assert max(image.size) <= 600
        assert image.width / image.height == pytest.approx(4 / 3, abs=0.02)
    assert 10_000 < len(data) <= 100_000


def test_a_small_picture_keeps_its_size(tmp_path: Path) -> None:
    path = tmp_path / "boats.jpg"
    Image.new("RGB", (320, 200), "navy").save(path)
    with Image.open(io.BytesIO(drawn(path))) as image:
        assert image.size == (320, 200)


def test_a_photograph_stands_upright_and_does_not_tell_where_it_was_taken(tmp_path: Path) -> None:
    path, told = tmp_path / "boats.jpg", Image.Exif()
    told[0x0112] = 6  # lies on its side
    told.get_ifd(0x8825)[2] = (59.0, 54.0, 0.0)  # latitude
    Image.new("RGB", (300, 200)).save(path, exif=told)
    with Image.open(io.BytesIO(drawn(path))) as image:
        assert image.size == (200, 300)
        assert not image.getexif()


def test_what_is_transparent_becomes_white(tmp_path: Path) -> None:
    path = tmp_path / "boats.png"
    Image.new("RGBA", (20, 20), (0, 0, 0, 0)).save(path)
    with Image.open(io.BytesIO(drawn(path))) as image:
        assert image.getpixel((10, 10)) == (255, 255, 255)


def test_many_pictures_together_stay_small(tmp_path: Path) -> None:
    path = tmp_path / "boats.png"
    noise(600, 600).save(path)
    others = [tmp_path / f"{number}.png" for number in range(25)]
    for other in others:
        other.write_bytes(path.read_bytes())
    assert sum(len(picture.data) for picture in draw_pictures(others).values()) <= 1_000_000


def test_the_name_of_a_picture_tells_its_content(tmp_path: Path) -> None:
    one, two = tmp_path / "1.png", tmp_path / "2.png"
    Image.new("RGB", (20, 20), "navy").save(one)
    Image.new("RGB", (20, 20), "white").save(two)
    made = draw_pictures([one, two])
    assert made[one].file.name != made[two].file.name
    assert made[one].file.name == draw_pictures([one])[one].file.name


@pytest.mark.parametrize("ending", ["jpg", "png"])
def test_a_damaged_picture_is_an_error_that_names_it(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"boats.{ending}"
    noise(200, 200).save(path)
    path.write_bytes(path.read_bytes()[:900])
    with pytest.raises(ArticleError, match=f"boats.{ending}") as caught:
        draw_pictures([path])
    assert caught.value.remedy
