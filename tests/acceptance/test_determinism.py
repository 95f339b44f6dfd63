"""The same article, settings and versions give the same bytes, eSpeak NG included."""

import hashlib
import json
from pathlib import Path

import pytest
from running import ARTICLE, paracast

pytestmark = pytest.mark.slow

OTHER = "# Nets\n\nSomebody else was here before, and said quite other things.\n"
BREATHY = "\n> Nobody had told us, and nobody told us why.\n\n“Bonjour tout le monde,” she said.\n"


def article(folder: Path) -> Path:
    """Return an article with several voices, a breathy one and another language among them."""
    path = folder / "bell.md"
    path.write_text(ARTICLE.read_text("utf-8") + BREATHY, "utf-8")
    return path


def made(folder: Path, *options: str, before: str = "") -> dict[str, str]:
    """Make the article in a new show with an empty store; return digests of what came of it."""
    show = folder / "show"
    paracast("init", show, "--title", "Reads")
    (show / "paracast.toml").write_text(
        '[show]\ntitle = "Reads"\n[casting]\nquotes = "quotation"\n', "utf-8"
    )
    if before:
        (show / "before.md").write_text(before, "utf-8")
        paracast("make", show / "before.md", "--show", show, store=folder / "store")
    told = paracast(
        "make", article(folder), "--show", show, "--json", *options, store=folder / "store"
    )
    files = sorted(Path(str(told["folder"])).iterdir())
    digests = {
        path.suffixes[-2] + path.suffix if path.suffixes[:-1] else path.suffix: _digest(path)
        for path in files
        if path.name not in {"episode.json", ".episode.json", "index.html"}  # tell the time
    }
    manifest = json.loads((Path(str(told["folder"])) / "episode.json").read_bytes())
    assert manifest["enclosure"]["digest"] == digests[".mp3"]
    return digests


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_workers_order_and_processes_change_no_byte(tmp_path: Path) -> None:
    folders = [tmp_path / name for name in ("one", "four", "again", "after")]
    for folder in folders:
        folder.mkdir()
    one = made(folders[0], "--jobs", "1")
    assert ".mp3" in one
    assert one == made(folders[1], "--jobs", "4")
    assert one == made(folders[2], "--jobs", "1")
    assert one == made(folders[3], "--jobs", "1", before=OTHER)


def test_an_edit_that_is_taken_back_gives_the_first_bytes_again(tmp_path: Path) -> None:
    first = made(tmp_path)
    path, show = article(tmp_path), tmp_path / "show"
    path.write_text(path.read_text("utf-8").replace("the bell", "the drum", 1), "utf-8")
    store = tmp_path / "store"
    edited = paracast("make", path, "--show", show, "--json", store=store)
    assert edited["outcome"] == "updated"
    back = paracast("make", article(tmp_path), "--show", show, "--json", store=store)
    assert back["outcome"] == "updated"
    assert _digest(Path(str(back["mp3"]))) == first[".mp3"]
