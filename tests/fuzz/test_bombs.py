"""What is small and means harm costs little, and brings nothing in that is not its own."""

import os
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest
from all_readers import READERS
from bombs import LARGE, SMALL, with_entity
from fuzzing import SECONDS, Reader

READERS_OF_XML = sorted(with_entity(b"", b""))


@pytest.mark.parametrize("name", SMALL)
def test_a_small_bomb_costs_little(name: str) -> None:
    reader, data = SMALL[name]
    began = time.process_time()
    READERS[reader].meet(data)
    assert time.process_time() - began < SECONDS


def told(reader: Reader, data: bytes) -> str:
    """Return all that a reader tells of some data."""
    try:
        return repr(reader.read(data))
    except reader.refusals as refused:
        return repr(refused)


@pytest.mark.parametrize("name", READERS_OF_XML)
def test_an_entity_brings_no_file_in(name: str, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("the mayor owes seven boats", "utf-8")
    where = (tmp_path / "secret").as_uri().encode()
    data = with_entity(b'<!DOCTYPE r [<!ENTITY it SYSTEM "%s">]>' % where, b"&it;")[name]
    assert "seven boats" not in told(READERS[name], data)


@pytest.mark.slow
@pytest.mark.parametrize("name", [*SMALL, *LARGE])
def test_no_bomb_takes_more_than_a_gigabyte(name: str) -> None:
    ended = subprocess.run(
        [sys.executable, __file__, name],
        check=False,
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    assert ended.returncode == 0, ended.stderr[-2000:]
    kilobytes, seconds = map(float, ended.stdout.split()[-2:])
    assert kilobytes < 1_000_000
    assert seconds < 6 * SECONDS


def measure(name: str) -> None:
    """Let a reader meet a bomb; print the process's kilobytes and the reader's seconds."""
    reader, bomb = (SMALL | LARGE)[name]  # type: ignore[operator]  # both are dicts
    data = bomb if isinstance(bomb, bytes) else bomb()
    began = time.process_time()
    READERS[reader].meet(data)
    seconds = time.process_time() - began
    status = Path("/proc/self/status").read_text("ascii")  # getrusage adds the parent's memory
    (kilobytes,) = re.findall(r"VmHWM:\s*(\d+)", status)
    sys.stdout.write(f"{kilobytes} {seconds}\n")


if __name__ == "__main__":
    measure(sys.argv[1])
