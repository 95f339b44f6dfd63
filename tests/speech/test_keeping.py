import msgspec
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from paracast.pcm import Pcm
from paracast.speech.engine import Mark, Speech
from paracast.speech.keeping import from_bytes, to_bytes
from paracast.units import Hertz, Samples

SOUNDS = arrays(np.int16, st.integers(1, 5000))
RATES = st.integers(1, 1_000_000)
MARKS = st.lists(st.tuples(st.integers(0, 10_000), st.integers(0, 10**7)), max_size=20)


@settings(deadline=None)
@given(SOUNDS, RATES, MARKS)
def test_speech_reads_back_to_the_sample(
    samples: np.ndarray, rate: int, marks: list[tuple[int, int]]
) -> None:
    told = tuple(Mark(position, Samples(sample)) for position, sample in marks)
    again = from_bytes(to_bytes(Speech(Pcm(samples, Hertz(rate)), told)))
    assert again.pcm.samples.dtype == np.int16
    assert np.array_equal(again.pcm.samples, samples)
    assert (again.pcm.rate, again.marks) == (rate, told)


def test_the_loudest_and_the_softest_samples_survive() -> None:
    samples = np.array([-32768, 32767, 0, -1, 1] * 100, np.int16)
    again = from_bytes(to_bytes(Speech(Pcm(samples, Hertz(24000)), ())))
    assert np.array_equal(again.pcm.samples, samples)


def test_kept_speech_is_smaller_than_its_samples() -> None:
    time = np.arange(48_000) / 24_000
    samples = np.rint(9000 * np.sin(2 * np.pi * 220 * time)).astype(np.int16)
    assert len(to_bytes(Speech(Pcm(samples, Hertz(24000)), ()))) < 0.7 * samples.nbytes


@pytest.mark.parametrize("data", [b"", b"speech", msgspec.msgpack.encode({"sound": 1})])
def test_what_is_no_speech_is_refused(data: bytes) -> None:
    with pytest.raises(msgspec.DecodeError):
        from_bytes(data)


def test_a_sound_that_is_no_flac_is_refused() -> None:
    kept = {"sound": b"no flac", "rate": 8000, "positions": [], "samples": []}
    with pytest.raises(msgspec.DecodeError):
        from_bytes(msgspec.msgpack.encode(kept))
