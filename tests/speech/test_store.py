import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paracast.files import digest_of
from paracast.speech.store import Store

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
        (path,) = store.folder.glob(f"*/{key}.kept")
        os.utime(path, (1e9 + age, 1e9 + age))
    store.get(KEYS[-1])
    assert Store(store.folder, limit=3500).trim() == 5
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
    assert [path.suffix for path in store.folder.glob("*/*")] == [".kept"]
