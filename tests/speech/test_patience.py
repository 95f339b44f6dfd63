from paracast.speech.apart.patience import patience
from paracast.speech.engine import SpeechRequest, VoiceId
from paracast.units import WordsPerMinute


def limit(text: str, rate: int = 175, time_limit: float = 0) -> float:
    return patience(SpeechRequest(text, VoiceId("x"), WordsPerMinute(rate), time_limit=time_limit))


def test_a_limit_that_was_given_holds() -> None:
    assert limit("boats " * 1000, time_limit=0.5) == 0.5


def test_by_default_it_is_a_minute_and_twenty_times_what_the_speech_lasts() -> None:
    minute = "boats" * 175
    assert 60 < limit("Hi.") < 66
    assert limit(minute) == 60 + 20 * 60
    assert limit(minute, rate=350) == 60 + 20 * 30
