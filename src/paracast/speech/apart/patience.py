"""A request → how long an engine may take over it before it counts as hanging."""

from paracast.speech.engine import SpeechRequest

LOADING = 300.0
"""Seconds in which a voice must be loaded: large models on slow disks take a minute or two."""

_LEAST = 60.0  # seconds: a busy machine is no hanging engine
_TIMES = 20  # as long as the speech lasts: the slowest engines take six times on a small computer
_WORD = 5  # letters; scripts without spaces say more with a letter, which 20 times leaves room for


def patience(request: SpeechRequest) -> float:
    """Return the seconds to wait: those of the request, or by the length of its text and its rate.

    The default is a minute and twenty times what the speech may last.
    """
    expected = len(request.text) / _WORD * 60 / request.rate
    return request.time_limit or _LEAST + _TIMES * expected
