"""Which audio options will do: what MP3 lacks, what directories refuse, and what they advise."""

from collections.abc import Mapping
from dataclasses import dataclass

from paracast.audio.mp3 import SAMPLE_RATES, bitrates_at
from paracast.audio.options import AudioOptions, Encoding, encoding_for
from paracast.units import Decibels, Hertz, KilobitsPerSecond, Lufs

TAKEN: Mapping[Hertz, tuple[KilobitsPerSecond, KilobitsPerSecond]] = {
    Hertz(22050): (KilobitsPerSecond(40), KilobitsPerSecond(80)),
    Hertz(24000): (KilobitsPerSecond(40), KilobitsPerSecond(80)),
    Hertz(44100): (KilobitsPerSecond(64), KilobitsPerSecond(128)),
    Hertz(48000): (KilobitsPerSecond(64), KilobitsPerSecond(128)),
}
"""The lowest and the highest bitrate of one channel by sample rate.

Apple, "Audio requirements" (Apple Podcasts for Creators, article 893), "Requirements for RSS feed
audio", the table's row for mono. Apple calls it what it recommends, and is the only directory that
publishes a table; whatever is outside of it counts as refused here.
"""

LOUDNESS = (Lufs(-17.0), Lufs(-15.0))
"""What Apple asks for: -16 ± 1, for one channel and for two ("Audio levels" in the same article).

Only advice: no directory refuses an episode for it, and hosts count -19 of one channel as -16.
"""

CEILING = Decibels(-1.0)
"""The highest true peak that Apple asks for; only advice too."""

CREST = 13.0
"""LU that speech stays below its ceiling, however hard it is limited.

Measured: turned up further it only gets distorted. A loudness of -14 under -1 is reached within
0.2 LU; -12 is missed by 1.8 with 24 dB of gain.
"""


@dataclass(frozen=True, slots=True)
class Refusal:
    """What was asked for and who refuses it, in one sentence; and what to write instead."""

    message: str
    remedy: str


def refusal(options: AudioOptions) -> Refusal | None:
    """Return why a combination of options will not do; None where it will.

    What a preset leaves to the voice holds for every voice.
    """
    for encoding in {encoding_for(options, rate) for rate in TAKEN}:
        if found := _no_rate(encoding) or _no_bitrate(encoding, options):
            return found
    return _too_loud(options)


def advice(options: AudioOptions) -> tuple[str, ...]:
    """Return what directories would rather have, in sentences; they take the episode all the same.

    A ceiling below theirs, and a bitrate within what they take, say nothing.
    """
    lowest, highest = LOUDNESS
    told = []
    if not lowest <= options.loudness <= highest:
        told.append(
            f"Apple Podcasts asks for a loudness of -16 LUFS, give or take 1; [audio] asks for "
            f"{options.loudness:g}."
        )
    if options.ceiling > CEILING:
        told.append(
            f"Apple Podcasts asks for true peaks of at most {CEILING:g} dBTP; [audio] allows "
            f"{options.ceiling:g}."
        )
    return tuple(told)


def accepted_at(rate: Hertz) -> tuple[KilobitsPerSecond, ...]:
    """Return the bitrates that MP3 has at a sample rate and directories take there."""
    lowest, highest = TAKEN[rate]
    return tuple(bitrate for bitrate in bitrates_at(rate) if lowest <= bitrate <= highest)


def _no_rate(encoding: Encoding) -> Refusal | None:
    rate = encoding.rate
    if rate in TAKEN:
        return None
    known = rate in SAMPLE_RATES
    who = "Apple Podcasts takes no MP3 of that sample rate" if known else "MP3 does not have it"
    return Refusal(
        f"sample_rate = {rate}: {who}.",
        f"Write one of {_listed(sorted(TAKEN))}; or leave it out, and it is the preset's.",
    )


def _no_bitrate(encoding: Encoding, options: AudioOptions) -> Refusal | None:
    rate, bitrate = encoding.rate, encoding.bitrate
    accepted = accepted_at(rate)
    if bitrate in accepted:
        return None
    lowest, highest = TAKEN[rate]
    if lowest <= bitrate <= highest:
        who = "MP3 does not have it there"
    else:
        who = f"Apple Podcasts takes {lowest} to {highest} kbit/s there"
    whose = "" if options.bitrate else f" (of preset {options.preset!r})"
    return Refusal(
        f"bitrate = {bitrate}{whose} at a sample rate of {rate} Hz: {who}.",
        f"Write bitrate = {_nearest(bitrate, accepted)}, or one of {_listed(accepted)}"
        f"{_elsewhere(bitrate)}.",
    )


def _elsewhere(bitrate: KilobitsPerSecond) -> str:
    """Say at which sample rate a bitrate would do, if there is one."""
    rates = [rate for rate in TAKEN if bitrate in accepted_at(rate)]
    return f"; or keep it, and write sample_rate = {rates[0]}" if rates else ""


def _too_loud(options: AudioOptions) -> Refusal | None:
    highest = options.ceiling - CREST
    if options.loudness <= highest:
        return None
    return Refusal(
        f"loudness = {options.loudness:g} with ceiling = {options.ceiling:g}: speech cannot be so "
        f"loud, as it stays {CREST:g} LU below its peaks.",
        f"Write loudness = {min(highest, LOUDNESS[1]):g} or less.",
    )


def _nearest(asked: int, accepted: tuple[KilobitsPerSecond, ...]) -> int:
    return min(accepted, key=lambda bitrate: abs(bitrate - asked))


def _listed(numbers: "list[Hertz] | tuple[KilobitsPerSecond, ...]") -> str:
    return ", ".join(map(str, numbers))
