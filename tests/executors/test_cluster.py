"""Clips made by a real cluster: Dask's scheduler and workers as processes of their own."""

import hashlib
import json
import os
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from subprocess import CalledProcessError

import pytest
from articles import article
from dask_clusters import Running, namespace, running

import paracast
from paracast import config
from paracast.errors import SpeechError, UsageError
from paracast.pipeline.workers.cluster import cluster
from paracast.pipeline.workers.fitness import Described, Software, described, faults_of, software
from paracast.units import Digest

ARTICLES = 6


def command(
    folder: Path, *arguments: str | Path, store: str = "store"
) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-m", "paracast", *map(str, arguments)],
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
        env={**os.environ, "PARACAST_STORE": str(folder / store)},
    )


def show_in(folder: Path, name: str) -> Path:
    assert command(folder, "init", folder / name, "--title", "Reads").returncode == 0
    return folder / name


def articles_in(folder: Path, count: int = ARTICLES, minutes: float = 1) -> Path:
    (folder / "articles").mkdir()
    for number in range(count):
        text = article(minutes, seed=number).replace("# A Year", f"# Year {number}", 1)
        (folder / "articles" / f"{number}.md").write_text(text, "utf-8")
    return folder / "articles"


def sound_of(show: Path) -> dict[str, str]:
    """Return digests of all that does not tell when it was made, by the names of the files."""
    made = {}
    for manifest in (show / "episodes").glob("*/episode.json"):
        told = json.loads(manifest.read_bytes())
        for path in manifest.parent.iterdir():
            if path.name in {"episode.json", "index.html"} or path.name.startswith("."):
                continue
            data = path.read_bytes()
            made[path.name] = hashlib.sha256(_frames(data) if path.suffix == ".mp3" else data)
        made[f"{told['title']}: sound"] = hashlib.sha256(json.dumps(told["sound"]).encode())
    return {name: digest.hexdigest() for name, digest in made.items()}


def _frames(mp3: bytes) -> bytes:
    """Return what follows the ID3v2 tag, which tells the date (ID3v2.4 structure, section 3.1)."""
    length = sum(byte << shift for byte, shift in zip(mp3[6:10], (21, 14, 7, 0), strict=True))
    return mp3[10 + length :]


@contextmanager
def networked(folder: Path) -> Iterator[Running]:
    """Run three workers, one of them beyond a network of its own where that may be made."""
    with ExitStack() as stack:
        try:
            beyond = stack.enter_context(namespace("paracast", "10.213.77"))
        except (CalledProcessError, FileNotFoundError):  # it takes root, and iproute2
            yield stack.enter_context(running(folder, workers=3))
        else:
            dask = stack.enter_context(running(folder, workers=2, host="10.213.77.1"))
            dask.add_worker(within=beyond)
            yield dask


@pytest.mark.slow
def test_a_batch_is_the_same_to_the_byte_on_a_cluster_one_of_whose_workers_is_killed(
    tmp_path: Path,
) -> None:
    articles = articles_in(tmp_path)
    here = show_in(tmp_path, "here")
    assert command(tmp_path, "make", articles, "--show", here, "-q", store="h").returncode == 0
    expected = sound_of(here)
    assert len([name for name in expected if name.endswith(".mp3")]) == ARTICLES
    with networked(tmp_path) as dask:
        there, killed = show_in(tmp_path, "there"), show_in(tmp_path, "killed")
        options = ("--executor", f"dask://{dask.address}", "-q")
        done = command(tmp_path, "make", articles, "--show", there, *options, store="t")
        assert done.returncode == 0, done.stderr
        assert sound_of(there) == expected
        assert len(list((tmp_path / "t").rglob("*.clip.kept"))) > ARTICLES, "kept here"

        def kill_one_at_work() -> None:
            while not list((tmp_path / "k").rglob("*.clip.kept")):
                time.sleep(0.01)
            dask.workers[0].kill()

        threading.Thread(target=kill_one_at_work, daemon=True).start()
        done = command(tmp_path, "make", articles, "--show", killed, *options, store="k")
        assert done.returncode == 0, done.stderr
        assert dask.workers[0].poll() is not None
        assert sound_of(killed) == expected


def other_paracast(folder: Path) -> Path:
    """Return a folder with a paracast of the same version in which somebody worked."""
    copy = folder / "other"
    shutil.copytree(Path(paracast.__file__).parent, copy / "paracast")
    with (copy / "paracast" / "units.py").open("a") as file:
        file.write("\n# worked on\n")
    return copy


def broken_paracast(folder: Path) -> Path:
    """Return a folder that hides paracast from whoever imports from there first."""
    (folder / "hidden").mkdir()
    (folder / "hidden" / "paracast.py").write_text("raise ImportError('not installed')\n")
    return folder / "hidden"


@pytest.mark.slow
def test_workers_that_are_not_fit_are_named_before_any_work(tmp_path: Path) -> None:
    articles, show = articles_in(tmp_path, 1), show_in(tmp_path, "show")

    def refused(dask: Running) -> str:
        options = ("--executor", f"dask://{dask.address}")
        done = command(tmp_path, "make", articles, "--show", show, *options)
        assert done.returncode == 5, done.stderr
        assert "Install the same versions there as here" in done.stderr
        assert not list((show / "episodes").glob("*/episode.json"))
        return done.stderr

    for name, make in (("other files", other_paracast), ("no paracast", broken_paracast)):
        folder = tmp_path / name.replace(" ", "-")
        folder.mkdir()
        with running(folder, workers=1) as dask:
            dask.add_worker({"PYTHONPATH": str(make(folder))})
            time.sleep(3)  # for it to join
            assert name in refused(dask)


@pytest.mark.slow
def test_a_cluster_that_ends_in_the_middle_is_told_and_the_next_run_goes_on(
    tmp_path: Path,
) -> None:
    articles, show = articles_in(tmp_path), show_in(tmp_path, "show")
    with running(tmp_path, workers=1) as dask:

        def kill_all() -> None:
            while len(list((tmp_path / "store").rglob("*.clip.kept"))) < 4:
                time.sleep(0.01)
            for process in (dask.scheduler, *dask.workers):
                process.kill()

        threading.Thread(target=kill_all, daemon=True).start()
        options = ("--executor", f"dask://{dask.address}")
        done = command(tmp_path, "make", articles, "--show", show, *options)
    assert done.returncode == 5, done.stderr
    assert "cluster" in done.stderr
    assert "Traceback" not in done.stderr
    kept = len(list((tmp_path / "store").rglob("*.clip.kept")))
    again = command(tmp_path, "make", articles, "--show", show, "--json")
    assert again.returncode == 0
    made = [json.loads(line) for line in again.stdout.splitlines()]
    assert len(made) == ARTICLES
    assert sum(one["reused"] for one in made) >= kept - 1


def test_what_is_no_address_and_where_nobody_answers_is_said(tmp_path: Path) -> None:
    del tmp_path
    for address in ("dask:host", "tcp://127.0.0.1:1", "dask://", "local"):
        with pytest.raises(UsageError, match="no address of a cluster"), cluster(address, ()):
            pass
    with (
        pytest.raises(SpeechError, match="No scheduler answers"),
        cluster("dask://127.0.0.1:1", ()),
    ):
        pass


HERE = Software((("paracast", "1.0"), ("soxr", "0.5")), Digest("a"))
OWN = Described("desk", HERE, ("1.52",))


@pytest.mark.parametrize(
    ("found", "fault"),
    [
        (OWN, ""),
        (Described("attic", HERE, ("1.52",)), ""),
        (Described("attic", Software((("paracast", "0.9"), ("soxr", "0.5")), Digest("b")), ()),
         "w (attic) has paracast 0.9, here 1.0"),
        (Described("attic", Software((("paracast", "1.0"), ("soxr", "0.4")), Digest("a")), ()),
         "w (attic) has soxr 0.4, here 0.5"),
        (Described("attic", Software(HERE.versions, Digest("b")), ("1.52",)),
         "w (attic) has paracast of the same version with other files"),
        (Described("attic", HERE, ("No engine 'piper'.",)),
         "w (attic) has the voice 'narrator' otherwise (No engine 'piper'.; here 1.52)"),
        (ModuleNotFoundError("no paracast"),
         "w has no paracast that answers (ModuleNotFoundError: no paracast)"),
    ],
)  # fmt: skip
def test_a_worker_is_told_what_it_lacks(found: Described | Exception, fault: str) -> None:
    assert ", ".join(faults_of("w", found, OWN, ["narrator"])) == fault


def test_this_machine_is_fit_for_itself() -> None:
    own = described((config.default_setup().voice,))
    assert not list(faults_of("w", own, own, ["narrator"]))
    assert own.software == software()
