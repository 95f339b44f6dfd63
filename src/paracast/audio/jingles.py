"""Jingles: a sound file, faded with pydub, brought to the show's loudness and encoded."""

from dataclasses import replace
from pathlib import Path

from paracast.audio.clip import Clip, Mastering, gain_to, master_clip
from paracast.audio.sounds import JINGLE, from_segment, read_sound, to_segment
from paracast.pcm import Pcm
from paracast.units import Lufs, Milliseconds

_FADE_IN = Milliseconds(20)
_FADE_OUT = Milliseconds(1500)
_PAUSE = Milliseconds(400)


def make_jingle(path: Path, loudness: Lufs, mastering: Mastering) -> Clip:
    """Read a sound file and make a clip of it.

    Args:
        path: the file's.
        loudness: the show's; the jingle gets a gain of its own to meet it.
        mastering: the show's encoding and ceiling.

    Raises:
        AudioError: it is missing, no sound, too short or long, or as good as silent.
    """
    sound = read_sound(path, JINGLE, mastering.encoding.rate)
    segment = to_segment(sound.samples, sound.rate)
    faded = segment.fade_in(_FADE_IN).fade_out(min(_FADE_OUT, len(segment) // 2))
    pcm = Pcm(from_segment(faded, len(sound)), sound.rate)
    levelled = replace(mastering, gain=gain_to(pcm, loudness, mastering))
    return master_clip(pcm, (), _PAUSE, levelled)
