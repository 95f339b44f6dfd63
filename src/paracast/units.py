"""The units that numbers and names carry through the pipeline."""

from typing import NewType

Hertz = NewType("Hertz", int)
"""Samples in a second of sound."""

Samples = NewType("Samples", int)
"""A length or a position in sound; what it counts in is the sound's own rate."""

Milliseconds = NewType("Milliseconds", int)
"""A length of time that a person chose. Positions are counted in samples instead."""

WordsPerMinute = NewType("WordsPerMinute", int)
"""How fast a voice speaks."""

Decibels = NewType("Decibels", float)
"""A gain, or a level relative to full scale."""

Lufs = NewType("Lufs", float)
"""Loudness relative to full scale (ITU-R BS.1770-4)."""

KilobitsPerSecond = NewType("KilobitsPerSecond", int)
"""A bitrate; 1 kbit is 1,000 bits."""

LanguageTag = NewType("LanguageTag", str)
"""A language as BCP 47 writes it: `en`, `en-GB`, `es`."""

Digest = NewType("Digest", str)
"""A SHA-256 in lower-case hexadecimal."""


def to_samples(duration: Milliseconds, rate: Hertz) -> Samples:
    """Convert a chosen duration, rounded to the nearest sample."""
    return Samples(round(duration * rate / 1000))


def to_seconds(position: Samples, rate: Hertz) -> float:
    """Convert a position or a length in samples to seconds."""
    return position / rate


def to_milliseconds(position: Samples, rate: Hertz) -> Milliseconds:
    """Convert a position in samples, rounded to the nearest millisecond.

    Round once, from the position: a sum of rounded durations drifts.
    """
    return Milliseconds(round(position * 1000 / rate))
