import os
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paracast.files import digest_of
from paracast.speech.stock import stock_of
from paracast.speech.store import Kind, Store

KEYS = [digest_of(bytes([number])) for number in range(8)]


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "deep" / "store")


@given(data=st.binary(max_size=2000))
def test_what_is_kept_reads_back(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    store = Store(tmp_path_factory.mktemp("store"))
    assert store.put(KEYS[0], data)
    assert store.get(KEYS[0]) == data


def test_what_was_never_kept_is_not_there(store: Store) -> None:
    assert store.get(KEYS[0]) is None


@pytest.mark.parametrize("damage", ["flip", "cut", "empty"])
def test_a_damaged_entry_is_found_out_and_removed(store: Store, damage: str) -> None:
    store.put(KEYS[0], b"sound" * 100)
    (path,) = store.folder.glob("*/*.kept")
    whole = bytearray(path.read_bytes())
    whole[200] ^= 1
    path.write_bytes({"flip": bytes(whole), "cut": bytes(whole[:100]), "empty": b""}[damage])
    assert store.get(KEYS[0]) is None
    assert not path.exists()


def test_what_was_not_used_for_longest_goes_first(store: Store) -> None:
    for age, key in enumerate(reversed(KEYS)):
        store.put(key, bytes(1000))
        (path,) = store.folder.glob(f"*/{key}.clip.kept")
        os.utime(path, (1e9 + age, 1e9 + age))
    store.get(KEYS[-1])
    assert Store(store.folder, limit=3500).trim().entries == 5
    assert [key for key in KEYS if store.get(key) is not None] == [KEYS[0], KEYS[1], KEYS[-1]]


def test_a_folder_that_cannot_be_written_keeps_nothing_and_stops_nobody(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    assert not Store(tmp_path / "file").put(KEYS[0], b"sound")
    assert Store(tmp_path / "file").get(KEYS[0]) is None


WRITER = """
import sys
from pathlib import Path
from paracast.speech.store import Store
store, key = Store(Path(sys.argv[1])), sys.argv[2]
for number in range(200):
    store.put(key, bytes([number]) * 50_000)
    kept = store.get(key)
    assert kept is not None and len(set(kept)) == 1 and len(kept) == 50_000
"""


def test_processes_that_write_the_same_entry_always_read_a_whole_one(store: Store) -> None:
    command = [sys.executable, "-c", WRITER, str(store.folder), KEYS[0]]
    writers = [subprocess.Popen(command, stderr=subprocess.PIPE, text=True) for _ in range(3)]
    assert [writer.communicate(timeout=60)[1] for writer in writers] == ["", "", ""]
    assert [path.suffix for path in store.folder.glob("??/*")] == [".kept"]
    assert stock_of(store).holdings[Kind.CLIP].hits == 600


def test_an_entry_is_found_as_what_it_was_kept_as(store: Store) -> None:
    store.put(KEYS[0], b"frames", Kind.CLIP)
    store.put(KEYS[0], b"sound", Kind.SPEECH)
    assert store.get(KEYS[0], Kind.CLIP) == b"frames"
    assert store.get(KEYS[0], Kind.SPEECH) == b"sound"
    assert store.get(KEYS[0], Kind.CALIBRATION) is None


def test_an_entry_that_lies_under_anothers_name_is_damaged(store: Store) -> None:
    store.put(KEYS[0], b"one")
    store.put(KEYS[1], b"two")
    (one,) = store.folder.glob(f"*/{KEYS[0]}.*")
    (two,) = store.folder.glob(f"*/{KEYS[1]}.*")
    one.replace(two)
    assert store.get(KEYS[1]) is None
    assert store.discard_damaged() == 1


def test_each_damaged_entry_is_counted_once_whoever_found_it(store: Store) -> None:
    for key in KEYS[:3]:
        store.put(key, b"sound")
        (path,) = store.folder.glob(f"*/{key}.*")
        path.write_bytes(b"no sound")
        assert store.get(key) is None
    assert [store.discard_damaged(), store.discard_damaged()] == [3, 0]


@given(st.data())
def test_no_flipped_bit_and_no_cut_is_ever_taken_for_what_was_kept(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    store = Store(tmp_path_factory.mktemp("store"))
    kept = data.draw(st.binary(min_size=1, max_size=300))
    store.put(KEYS[0], kept)
    (path,) = store.folder.glob("*/*.kept")
    whole = bytearray(path.read_bytes())
    at = data.draw(st.integers(0, len(whole) - 1))
    if data.draw(st.booleans()):
        whole[at] ^= 1 << data.draw(st.integers(0, 7))
    else:
        del whole[at:]
    path.write_bytes(whole)
    assert store.get(KEYS[0]) is None
    assert store.put(KEYS[0], kept)
    assert store.get(KEYS[0]) == kept


BUSY = """
import random, sys
from pathlib import Path
from paracast.files import digest_of
from paracast.speech.store import Kind, Store
store, seed = Store(Path(sys.argv[1]), limit=300_000), int(sys.argv[2])
chance = random.Random(seed)
for _ in range(300):
    number = chance.randrange(20)
    key, kind = digest_of(bytes([number])), chance.choice(list(Kind))
    kept = store.get(key, kind)
    assert kept is None or kept == bytes([number]) * 20_000
    assert store.put(key, bytes([number]) * 20_000, kind)
    if chance.random() < 0.1:
        store.trim()
    if chance.random() < 0.02:
        store.clear()
"""


def test_processes_that_keep_read_trim_and_clear_at_once_do_not_harm_each_other(
    store: Store,
) -> None:
    commands = [[sys.executable, "-c", BUSY, str(store.folder), str(seed)] for seed in range(3)]
    busy = [subprocess.Popen(each, stderr=subprocess.PIPE, text=True) for each in commands]
    assert [each.communicate(timeout=120)[1] for each in busy] == ["", "", ""]
    small = Store(store.folder, limit=300_000)
    small.trim()
    assert 0 < stock_of(small).length <= 300_000
    assert small.discard_damaged() == 0
    assert not list(store.folder.glob("??/.*"))


ENDLESS = """
import sys
from pathlib import Path
from paracast.files import digest_of
from paracast.speech.store import Store
store = Store(Path(sys.argv[1]))
for number in range(10**6):
    assert store.put(digest_of(bytes([number % 5])), bytes([number % 5]) * 20_000_000)
"""


def test_a_writer_that_is_killed_leaves_whole_entries_and_nothing_that_stays(store: Store) -> None:
    halves = list[Path]()
    for _ in range(20):
        writer = subprocess.Popen([sys.executable, "-c", ENDLESS, str(store.folder)])
        while not list(store.folder.glob("??/.*")):
            assert writer.poll() is None
        writer.kill()
        writer.wait()
        halves = list(store.folder.glob("??/.*"))
        if halves:
            break
    assert halves
    for number in range(5):
        kept = store.get(digest_of(bytes([number])))
        assert kept in (None, bytes([number]) * 20_000_000)
    assert store.discard_damaged() == 0
    store.trim()
    assert all(half.exists() for half in halves)  # somebody might still be writing
    for half in halves:
        os.utime(half, (time.time() - 3700,) * 2)
    store.trim()
    assert not any(half.exists() for half in halves)


def test_a_store_is_looked_through_once_an_hour(store: Store) -> None:
    store.put(KEYS[0], bytes(1000))
    small = Store(store.folder, limit=10)
    (store.folder / "trimmed").touch()
    small.tidy()
    assert stock_of(store).entries == 1
    os.utime(store.folder / "trimmed", (time.time() - 3700,) * 2)
    small.tidy()
    assert stock_of(store).entries == 0
    assert time.time() - (small.trimmed or 0) < 60


def test_clearing_removes_what_is_kept_and_nothing_that_is_not_ours(store: Store) -> None:
    store.put(KEYS[0], bytes(100))
    store.put(KEYS[1], bytes(200), Kind.SPEECH)
    store.get(KEYS[0])
    mine = [store.folder / "letter.txt", store.folder / KEYS[0][:2] / "notes.kept.txt"]
    for path in mine:
        path.write_text("mine")
    assert store.clear().entries == 2
    stock = stock_of(store)
    assert (stock.entries, stock.length, stock.since) == (0, 0, None)
    assert all(path.exists() for path in mine)
    assert store.clear().entries == 0
    assert Store(store.folder / "nowhere").clear().entries == 0


def test_the_stock_tells_what_there_is_and_how_often_it_helped(store: Store) -> None:
    store.put(KEYS[0], bytes(100))
    store.put(KEYS[1], bytes(100), Kind.SPEECH)
    store.put(KEYS[2], bytes(1000), Kind.SPEECH)
    store.get(KEYS[0])
    store.get(KEYS[0])
    store.get(KEYS[7])
    store.get(KEYS[1], Kind.SPEECH)
    stock = stock_of(store)
    clips, speech = stock.holdings[Kind.CLIP], stock.holdings[Kind.SPEECH]
    assert (clips.entries, clips.hits, clips.misses) == (1, 2, 1)
    assert (speech.entries, speech.hits, speech.misses) == (2, 1, 0)
    sizes = [path.stat().st_size for path in store.folder.glob("*/*.kept")]
    assert stock.length == clips.length + speech.length == sum(sizes)
    assert stock.since == datetime.now(UTC).date()
    assert stock.trimmed is None


def test_look_ups_older_than_a_month_are_forgotten(store: Store) -> None:
    store.get(KEYS[0])
    (counted,) = (store.folder / "counts").iterdir()
    today = datetime.now(UTC).date()
    for days in (29, 30, 400):
        old = counted.with_name(f"{today - timedelta(days=days)}.clip")
        old.write_bytes(b"+++")
    store.trim()
    stock = stock_of(store)
    assert stock.since == today - timedelta(days=29)
    assert stock.holdings[Kind.CLIP].hits == 3
