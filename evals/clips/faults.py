"""Good speech → the same with a fault that engines make."""

from collections.abc import Iterator
from dataclasses import replace
from random import Random

import numpy as np
import soxr

from paracast.pcm import Int16, Pcm

_FULL = 32767
_AUDIBLE = 200  # times softer than the peak


def faulty(good: Pcm, random: Random) -> Iterator[tuple[str, Pcm]]:
    """Yield a name and the sound of each fault that a clip is long enough for."""
    samples, count = good.samples, len(good)
    for percent in (10, 25, 50):
        yield f"last {percent} % missing", _with(good, samples[: count * (100 - percent) // 100])
    for percent in (25, 50):
        yield f"first {percent} % missing", _with(good, samples[count * percent // 100 :])
    for seconds in (0.5, 1.0, 2.0, 3.6):
        if good.seconds > seconds * 1.4:
            length = seconds * random.uniform(1.0, 1.1)
            yield f"{seconds:.1f} s repeated", _looped(good, length, random)
    for decibels in (6, 12):
        yield f"overdriven by {decibels} dB", _overdriven(good, decibels)
    place = random.randrange(count)
    silence = np.zeros(good.rate * 2, np.int16)
    yield "2 s of silence inside", _with(good, samples[:place], silence, samples[place:])
    yield "second half silent", _with(good, samples[: count // 2], np.zeros_like(samples[::2]))
    yield "all silent", _with(good, np.zeros_like(samples))


def _with(good: Pcm, *pieces: Int16) -> Pcm:
    return replace(good, samples=np.concatenate(pieces))


def _overdriven(good: Pcm, decibels: int) -> Pcm:
    louder = good.samples / np.abs(good.samples.astype(np.int32)).max() * 10 ** (decibels / 20)
    return _with(good, np.clip(louder * _FULL, -_FULL - 1, _FULL).astype(np.int16))


def _looped(good: Pcm, seconds: float, random: Random) -> Pcm:
    """Say a stretch up to three times more, at the end or anywhere, never quite as before."""
    length = int(seconds * good.rate)
    level = np.abs(good.samples.astype(np.int32))
    last = int(np.flatnonzero(level * _AUDIBLE > level.max())[-1]) + 1
    end = last if random.random() < 1 / 2 else random.randrange(length, max(length + 1, last))
    stretch = good.samples[max(0, end - length) : end].astype(np.float32)
    again = [_altered(stretch, good.rate, random) for _ in range(random.choice((1, 1, 2, 3)))]
    return _with(good, good.samples[:end], *again, good.samples[end:])


def _altered(stretch: "np.typing.NDArray[np.float32]", rate: int, random: Random) -> Int16:
    """Change level and tempo by a little, and add a little noise."""
    faster = 1 + random.uniform(-0.02, 0.02)
    other = soxr.resample(stretch, rate, rate * faster) * random.uniform(0.8, 1.2)
    noise = np.random.default_rng(random.randrange(1 << 30)).normal(size=len(other))
    noisy = other + noise * np.abs(other).mean() * random.uniform(0, 0.1)
    return np.asarray(np.clip(noisy, -_FULL, _FULL), np.int16)
