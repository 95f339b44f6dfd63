from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from paracast.article import Span
from paracast.errors import SpeechError
from paracast.pcm import Pcm
from paracast.speech.engine import Pronunciation, Speech, SpeechRequest, VoiceId
from paracast.speech.judging.checking import Fault, judge
from paracast.speech.judging.forecast import Forecast, Latitude, forecast_of, pace_of, weight
from paracast.speech.judging.speaking import speak
from paracast.speech.registry import find_engine
from paracast.units import Hertz, LanguageTag, WordsPerMinute

EN = LanguageTag("en-us")
VOICE = find_engine("espeak", Path()).load(VoiceId("en-us"))
SAMPLE = (
    "The harbour was quiet that morning, and the boats lay still. Nobody had expected the news, "
    "least of all the people who had waited for it longest."
)
TEXT = (
    "A light rain had been falling since the early afternoon. When the last ferry left, only two "
    "people stood on the quay: an old man with a suitcase, and a girl who waved at somebody."
)


def asks(text: str, rate: int = 175) -> SpeechRequest:
    return SpeechRequest(text, VoiceId("en-us"), WordsPerMinute(rate))


PACE = pace_of(VOICE.synthesize(asks(SAMPLE)), SAMPLE, EN)
GOOD = VOICE.synthesize(asks(TEXT)).pcm
FORECAST = forecast_of(asks(TEXT), EN, PACE)


def fault(*pieces: "np.typing.ArrayLike", forecast: Forecast = FORECAST) -> Fault | None:
    samples = np.concatenate([np.asarray(piece, np.int16) for piece in pieces])
    finding = judge(Speech(replace(GOOD, samples=samples), ()), forecast)
    return finding.fault if finding else None


def seconds(count: float) -> int:
    return int(count * GOOD.rate)


def silence(count: float) -> "np.typing.NDArray[np.int16]":
    return np.zeros(seconds(count), np.int16)


def test_good_speech_has_no_fault() -> None:
    assert fault(GOOD.samples) is None


@pytest.mark.parametrize("text", ["Yes.", "U.S.A.", "1999", "Never, never, never, never.", "Ah!"])
@pytest.mark.parametrize("rate", [80, 175, 450])
def test_very_short_texts_are_good_at_any_rate(text: str, rate: int) -> None:
    pace = pace_of(VOICE.synthesize(asks(SAMPLE, rate)), SAMPLE, EN)
    request = asks(text, rate)
    assert judge(VOICE.synthesize(request), forecast_of(request, EN, pace)) is None


def test_no_samples_and_silence_are_empty() -> None:
    assert fault([]) is Fault.EMPTY
    assert fault(silence(3)) is Fault.EMPTY


def test_half_of_the_words_is_too_short() -> None:
    finding = judge(Speech(replace(GOOD, samples=GOOD.samples[: len(GOOD) // 2]), ()), FORECAST)
    assert finding is not None
    assert finding.fault is Fault.TOO_SHORT
    assert finding.measured < finding.limit < GOOD.seconds


def test_all_of_it_twice_is_too_long() -> None:
    assert fault(GOOD.samples, silence(0.4), GOOD.samples) is Fault.TOO_LONG


def test_a_silence_of_two_seconds_is_a_fault_wherever_it_is() -> None:
    half = len(GOOD) // 2
    assert fault(silence(2), GOOD.samples) is Fault.SILENT_INSIDE
    assert fault(GOOD.samples[:half], silence(2), GOOD.samples[half:]) is Fault.SILENT_INSIDE
    assert fault(GOOD.samples, silence(2)) is Fault.SILENT_INSIDE


def test_pauses_may_be_longer_where_the_voice_is_slow_or_was_asked_for_it() -> None:
    half = len(GOOD) // 2
    paused = (GOOD.samples[:half], silence(1.6), GOOD.samples[half:])
    assert fault(*paused, forecast=replace(FORECAST, rate=WordsPerMinute(80))) is None
    assert fault(*paused, forecast=replace(FORECAST, pause_scale=2.0)) is None


def test_flat_tops_at_full_scale_are_clipped() -> None:
    assert fault(np.clip(GOOD.samples * 4.0, -32768, 32767)) is Fault.CLIPPED


def test_an_end_in_full_voice_is_cut_off() -> None:
    level = np.abs(GOOD.samples.astype(np.int32))
    loud = int(level[: -seconds(0.4)][-seconds(0.5) :].argmax()) + len(GOOD) - seconds(0.9)
    assert fault(GOOD.samples[: loud + 1]) is Fault.CUT_OFF


@pytest.mark.parametrize("length", [1.2, 2.0])
def test_a_stretch_heard_twice_is_a_loop(length: float) -> None:
    end = seconds(5)
    stretch = GOOD.samples[end - seconds(length) : end] * 0.8
    assert fault(GOOD.samples[:end], stretch, GOOD.samples[end:]) in {Fault.LOOPED, Fault.TOO_LONG}
    unknown = replace(FORECAST, pace=0.0)
    assert fault(GOOD.samples[:end], stretch, GOOD.samples[end:], forecast=unknown) is Fault.LOOPED


def test_a_text_that_repeats_itself_may_be_heard_twice() -> None:
    text = (
        "Rooms one hundred and one, one hundred and two, one hundred and three, one hundred and "
        "four, one hundred and five, and never, never, never, never again."
    )
    request = asks(text)
    assert judge(VOICE.synthesize(request), forecast_of(request, EN, PACE)) is None


def test_the_shipped_fake_is_good_though_it_hums_one_tone() -> None:
    tone = find_engine("tone", Path()).load(VoiceId("a440"))
    und = LanguageTag("und")
    pace = pace_of(tone.synthesize(asks(SAMPLE)), SAMPLE, und)
    for text in (TEXT, "Yes.", "One, two, three, four, five, six, seven."):
        request = asks(text)
        assert judge(tone.synthesize(request), forecast_of(request, und, pace)) is None


def test_without_a_pace_length_is_not_judged() -> None:
    assert fault(GOOD.samples[: len(GOOD) // 2], forecast=replace(FORECAST, pace=0.0)) in {
        None,
        Fault.CUT_OFF,
    }


@given(st.floats(0.02, 1.0))
def test_softer_sound_is_judged_the_same(gain: float) -> None:
    assert fault(np.rint(GOOD.samples * gain)) is None
    assert fault(np.rint(GOOD.samples[: len(GOOD) // 2] * gain)) is Fault.TOO_SHORT


@given(
    samples=st.lists(st.integers(-32768, 32767), max_size=400),
    times=st.integers(1, 200),
    rate=st.sampled_from([8000, 16000, 22050, 24000, 44100, 48000]),
    sounds=st.text(max_size=60),
    pace=st.sampled_from([0.0, 0.03, 0.2]),
)
def test_judging_never_raises(
    samples: list[int], times: int, rate: int, sounds: str, pace: float
) -> None:
    pcm = Pcm(np.tile(np.array(samples, np.int16), times), Hertz(rate))
    judge(Speech(pcm, ()), Forecast(sounds, pace))


def test_long_and_stressed_sounds_and_ends_of_clauses_weigh_more() -> None:
    assert weight("sˈiː", 1) > weight("siː", 1) > weight("si", 1) > weight("si", 0) == 2


def test_a_forecast_is_rough_where_nobody_knows_the_sounds() -> None:
    assert forecast_of(asks(TEXT), LanguageTag("und"), PACE).latitude is Latitude.ROUGH
    assert forecast_of(asks(TEXT), LanguageTag("de"), PACE).latitude is Latitude.NEAR
    assert FORECAST.latitude is Latitude.CLOSE


def test_a_forecast_counts_the_phonemes_that_a_request_tells() -> None:
    long = Pronunciation(Span(3, 7), "ˈneɪməneɪmə" * 4)
    request = asks("No name stands here.")
    told = forecast_of(replace(request, pronunciations=(long,)), EN, PACE)
    assert told.seconds > forecast_of(request, EN, PACE).seconds + 1


class Faltering:
    """A voice whose first takes stop half-way."""

    def __init__(self, bad_takes: int) -> None:
        self.bad_takes = bad_takes
        self.seeds: list[int] = []

    def synthesize(self, request: SpeechRequest) -> Speech:
        self.seeds.append(request.seed)
        speech = VOICE.synthesize(request)
        if len(self.seeds) > self.bad_takes:
            return speech
        half = speech.pcm.samples[: len(speech.pcm) // 2]
        return replace(speech, pcm=replace(speech.pcm, samples=half))


def test_a_faulty_take_is_taken_again_with_another_seed() -> None:
    voice = Faltering(bad_takes=1)
    assert judge(speak(voice, asks(TEXT), FORECAST), FORECAST) is None
    assert voice.seeds == [0, 1]


def test_two_faulty_takes_are_an_error_that_names_the_paragraph() -> None:
    with pytest.raises(SpeechError) as caught:
        speak(Faltering(bad_takes=2), asks(TEXT), FORECAST)
    assert TEXT[:60] in caught.value.message
    assert "too short" in caught.value.message
    assert caught.value.remedy
