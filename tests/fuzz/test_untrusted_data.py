"""Whatever a reader is given, it returns something, or refuses it in words."""

import json
import time
from pathlib import Path

import pytest
from all_readers import READERS
from fuzzing import SECONDS
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

CASES = Path(__file__).parent / "cases"
KEPT = sorted(path.relative_to(CASES).as_posix() for path in CASES.glob("*/*"))
JUNK = st.one_of(
    st.binary(max_size=12),
    st.sampled_from([b"\0", b"\xff\xfe", b"\xed\xa0\x80", b"&#0;", b"&#1;", b"\n\n", b"9" * 400]),
    st.sampled_from([b"<", b">", b'"', b"[", b"{", b"}", b"]]>", b"<!--", b"../", b"-1", b"1e999"]),
)
NUMBERS = st.sampled_from([0, -1, 1e308, -1.5, 2**31, 2**63, 10**400])
VALUES: st.SearchStrategy[object] = st.one_of(
    st.sampled_from(
        ["", "../../a", "/etc/passwd", "\0", "\ud800", "0001-01-01T00:00:00Z", "\u202e"]
    ),
    st.sampled_from([None, True, [], {}, [[]], "9999-12-31T23:59:59-23:59", "2026-01-01T00:00:00"]),
    NUMBERS,
    st.text(max_size=9),
)
FEW = {"html", "markdown", "script", "pdf", "docx", "epub", "any"}  # examples: these take longer


@st.composite
def broken(draw: st.DrawFn, seeds: list[bytes]) -> bytes:
    """Draw a good example in which some places hold something else."""
    data = draw(st.sampled_from(seeds))[:4000]
    for _ in range(draw(st.integers(1, 3))):
        start = draw(st.integers(0, len(data)))
        end = min(len(data), start + draw(st.sampled_from([0, 1, 2, 9, 400])))
        data = data[:start] + draw(JUNK) + data[end:]
    return data


@st.composite
def altered(draw: st.DrawFn, seeds: list[bytes]) -> bytes:
    """Draw good JSON in which one value is another; of what is no JSON, just the seed."""
    seed = draw(st.sampled_from(seeds))
    try:
        told, end = json.JSONDecoder().raw_decode(seed.decode())
    except ValueError:
        return seed
    return json.dumps(_with_another(draw, told)).encode() + seed.decode()[end:].encode()


def _with_another(draw: st.DrawFn, told: object) -> object:
    if isinstance(told, dict) and told and draw(st.integers(0, 5)):
        key = draw(st.sampled_from(list(told)))
        return {**told, key: _with_another(draw, told[key])}
    if isinstance(told, list) and told and draw(st.integers(0, 5)):
        index = draw(st.integers(0, len(told) - 1))
        return [*told[:index], _with_another(draw, told[index]), *told[index + 1 :]]
    return draw(VALUES)


@pytest.mark.parametrize("name", sorted(READERS))
def test_a_reader_returns_or_refuses_whatever_it_is_given(name: str) -> None:
    reader = READERS[name]
    seeds = list(reader.seeds())

    @settings(
        max_examples=20 if name in FEW else 80,
        deadline=None,
        derandomize=True,  # what nobody tried yet is for run.py; a change is not to blame for it
        suppress_health_check=list(HealthCheck),
    )
    @given(st.one_of(broken(seeds), altered(seeds), st.binary(max_size=200)))
    def holds(data: bytes) -> None:
        reader.meet(data)

    holds()


@pytest.mark.parametrize("name", KEPT)
def test_what_once_broke_a_reader_breaks_it_no_more(name: str) -> None:
    began = time.process_time()
    READERS[name.partition("/")[0]].meet((CASES / name).read_bytes())
    assert time.process_time() - began < SECONDS


def test_every_kept_case_is_of_a_reader_that_there_is() -> None:
    assert {name.partition("/")[0] for name in KEPT} <= READERS.keys()
