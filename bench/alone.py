"""The processor time of the two steps that nobody can do without, each by itself.

python bench/alone.py synthesis ARTICLE.json          (as `paracast text --json` prints it)
python bench/alone.py encoding EPISODE.mp3 KBITS      (its sound, encoded once more by lameenc)
"""

import json
import sys
import time
from pathlib import Path

import lameenc
import soundfile

from paracast.speech.engine import SpeechRequest, VoiceId
from paracast.speech.registry import find_engine

_BLOCK = 60 * 44100  # samples that are encoded at a time
_QUALITY = 5  # LAME's, as paracast's presets have it


def synthesis(article: Path) -> float:
    """Say an article's utterances with paracast's engine; return the seconds that it took."""
    voice = VoiceId("en-us")
    synthesizer = find_engine("espeak", Path()).load(voice)
    utterances = json.loads(article.read_text("utf-8"))["utterances"]
    began = time.process_time()
    for utterance in utterances:
        synthesizer.synthesize(SpeechRequest(utterance["spoken"], voice))
    return time.process_time() - began


def encoding(episode: Path, bitrate: int) -> float:
    """Encode an episode's sound as one stream; return the seconds that it took."""
    # At once: by blocks, soundfile seeks before each, and the decoder starts anew.
    samples, rate = soundfile.read(episode, dtype="int16")
    lame = lameenc.Encoder()
    lame.silence()
    lame.set_channels(1)
    lame.set_in_sample_rate(rate)
    lame.set_out_sample_rate(rate)
    lame.set_bit_rate(bitrate)
    lame.set_quality(_QUALITY)
    began = time.process_time()
    for start in range(0, len(samples), _BLOCK):
        lame.encode(samples[start : start + _BLOCK].tobytes())
    lame.flush()
    return time.process_time() - began


if __name__ == "__main__":
    step, path, *rest = sys.argv[1:]
    print(synthesis(Path(path)) if step == "synthesis" else encoding(Path(path), int(rest[0])))
