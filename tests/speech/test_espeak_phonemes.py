import re
import threading
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from paracast.article import Span
from paracast.script import Entry, Lexicon, spoken_form
from paracast.speech.engine import Pronunciation, Speech, SpeechRequest, VoiceId
from paracast.speech.engines.espeak import EspeakEngine
from paracast.speech.engines.espeak.phonemes import bracketed, mnemonics_of
from paracast.speech.engines.espeak.sounds import sounds_of
from paracast.speech.espeak.library import library
from paracast.units import LanguageTag

VOICES = {"en-us": "gmw/en-US", "en-gb": "gmw/en", "es": "roa/es", "de": "gmw/de", "fr": "roa/fr"}
SQL = "ˈsiːkwəl"


@cache
def sounds(voice: str) -> Mapping[str, str]:
    with library().turn:
        return sounds_of(library(), VOICES[voice])


def heard(text: str, voice: str = "en-us") -> str:
    """Return the IPA that the library itself gives for a text with mnemonics in brackets."""
    with library().turn:
        library().set_voice(VOICES[voice])
        library().phonemes = True
        library().synthesize(" ")
        return library().sound_of(text, ipa=True)


def heard_of(ipa: str, voice: str = "en-us") -> str:
    return heard(f"[[{mnemonics_of(ipa, sounds(voice))}]]", voice)


def say(text: str, *known: tuple[str, str], voice: str = "en-us") -> Speech:
    """Say a text in which each of the words sounds like its phonemes."""
    pronunciations = tuple(
        Pronunciation(Span(match.start(), match.end()), ipa)
        for word, ipa in known
        for match in re.finditer(re.escape(word), text)
    )
    request = SpeechRequest(text, VoiceId(voice), pronunciations=pronunciations)
    return EspeakEngine(Path()).load(VoiceId(voice)).synthesize(request)


def alike(one: Speech, other: Speech) -> bool:
    """Tell whether two say the same: the library itself differs by some samples in each run."""
    places = [[mark.position for mark in speech.marks] for speech in (one, other)]
    return places[0] == places[1] and len(one.pcm) == pytest.approx(len(other.pcm), rel=0.02)


def moved(ipa: str) -> str:
    """Put stress where eSpeak does: before the vowel instead of the syllable."""
    return re.sub(r"([ˈˌ])([^aeiouyæøœɐɑɒɔəɚɛɜɪʊʌː]+)", r"\2\1", ipa)


@pytest.mark.parametrize(
    ("voice", "ipa"),
    [("en-us", SQL), ("en-us", "səˈlaɪə"), ("en-us", "njuː ˈjɔːk"), ("en-us", "ˈtʃɜːtʃ"),
     ("en-us", "beɪˈdʒɪŋ"), ("en-us", "ˈmaʊθ"), ("en-gb", "ˈhɒt"), ("en-gb", "həˈləʊ"),
     ("es", "xiˈmenes"), ("es", "ˈpero"), ("es", "ˈpeɾo"), ("de", "ˈɡøːtə"), ("de", "ɪç"),
     ("fr", "vɛ̃"), ("fr", "ʁuʒ")],
)  # fmt: skip
def test_espeak_says_the_phonemes_that_it_was_given(voice: str, ipa: str) -> None:
    assert heard_of(ipa, voice) == moved(ipa)


@pytest.mark.parametrize(
    ("ipa", "instead"),
    [("ˈkærəktɚ", "kˈæɹəktɚ"), ("t͡ʃiːz", "tʃiːz"), ("ˈkæ.ɹɪ.dʒ", "kˈæɹɪdʒ"), ("vɛ̃", "vɛn"),
     ("ˈɡøːtə", "ɡˈɜːɾə"), ("hɒd", "hɑːd"), ("ɡ", "ɡ"), ("gɪg", "ɡɪɡ")],
)  # fmt: skip
def test_a_sound_that_a_voice_does_not_have_is_said_as_its_nearest(ipa: str, instead: str) -> None:
    assert heard_of(ipa) == instead


def test_a_pronunciation_without_any_near_sound_is_not_used() -> None:
    assert mnemonics_of("ʘaʘ", sounds("en-us")) == ""
    assert alike(say("The XYZ here."), say("The XYZ here.", ("XYZ", "ʘaʘ")))


def test_a_pronunciation_too_long_for_the_library_is_not_used() -> None:
    assert mnemonics_of("sa" * 200, sounds("en-us")) == ""


def test_phonemes_last_as_long_as_a_word_that_sounds_the_same() -> None:
    word = len(say("The sequel is here.").pcm)
    phonemes = len(say("The SQL is here.", ("SQL", SQL)).pcm)
    letters = len(say("The SQL is here.").pcm)
    assert phonemes == pytest.approx(word, rel=0.02)
    assert letters > 1.1 * phonemes


def test_phonemes_give_the_samples_of_the_word_they_write() -> None:
    word, phonemes = say("A boat here."), say("A XYZ here.", ("XYZ", "ˈboʊt"))
    assert len(phonemes.pcm) == pytest.approx(len(word.pcm), rel=0.02)
    length = min(len(word.pcm), len(phonemes.pcm))
    power = [
        np.abs(np.fft.rfft(speech.pcm.samples[:length].astype(float)))
        for speech in (word, phonemes)
    ]
    assert np.corrcoef(power[0], power[1])[0, 1] > 0.8


@pytest.mark.parametrize(
    "around",
    ["%s", "“%s”", "(%s)", "[%s]", "[[%s]]", "a—%s—b", "%s-led", "x/%s/y", "\n%s\t%s", "…%s…",
     "%s, %s.", "pre%spost"],
)  # fmt: skip
def test_phonemes_are_said_whatever_stands_around_the_word(around: str) -> None:
    text = around.replace("%s", "SQL")
    spans = [Span(match.start(), match.end()) for match in re.finditer("SQL", text)]
    written = bracketed(text, [Pronunciation(span, SQL) for span in spans], sounds("en-us"))
    assert heard(written.text).count(moved(SQL)) == len(spans)


def test_marks_are_places_in_the_text_of_the_request() -> None:
    text = "Our SQL server’s “SQL” is New York’s, not Ours."
    speech = say(text, ("SQL", SQL), ("New York’s", "njuː ˈjɔːks"))
    words = [text[mark.position :].split(maxsplit=1)[0] for mark in speech.marks]
    assert words == ["Our", "SQL", "server’s", "SQL”", "is", "New", "not", "Ours."]
    samples = [mark.sample for mark in speech.marks]
    assert samples == sorted(samples)
    assert samples[-1] < len(speech.pcm)


@pytest.mark.parametrize("hostile", ["[[s'i:kw@l]]", "[[[s'i:kw@l]]]", "[ [[[[s'i:]]"])
def test_brackets_of_an_article_are_never_obeyed(hostile: str) -> None:
    assert "[[" not in bracketed(f"SQL {hostile}", [], sounds("en-us")).text
    spelled = heard(hostile.replace("[", " "))
    written = bracketed(f"SQL {hostile}", [Pronunciation(Span(0, 3), SQL)], sounds("en-us"))
    assert heard(written.text) == f"{moved(SQL)} {spelled}"
    ordinary, beside = say(f"The {hostile} word."), say(f"SQL. The {hostile} word.", ("SQL", SQL))
    rest = len(beside.pcm) - len(say("SQL.", ("SQL", SQL)).pcm)
    assert rest > 0.85 * len(ordinary.pcm)


def test_a_request_without_phonemes_is_said_as_before_also_after_one_with() -> None:
    before = say("See [[s'i:]] there.")
    say("SQL", ("SQL", SQL))
    assert alike(before, say("See [[s'i:]] there."))


SPANS = st.lists(st.integers(0, 30), min_size=2, max_size=6, unique=True).map(sorted)


@settings(max_examples=40, deadline=None)
@given(st.text(alphabet="aB “”[]()'’.\n-é/5", min_size=31, max_size=40), SPANS,
       st.text(alphabet="səˈlaɪəʘtʃ.| ", min_size=1, max_size=12))  # fmt: skip
def test_every_mark_lies_in_the_text_and_they_rise(text: str, cuts: list[int], ipa: str) -> None:
    known = [
        Pronunciation(Span(start, end), ipa)
        for start, end in zip(cuts[::2], cuts[1::2], strict=False)
    ]
    written = bracketed(text, known, sounds("en-us"))
    assert len(written.places) == len(written.text) + 1
    assert list(written.places) == sorted(written.places)
    spoken = f"Hm, {text}"
    shifted = [
        Pronunciation(Span(4 + one.span.start, 4 + one.span.end), one.phonemes) for one in known
    ]
    request = SpeechRequest(spoken, VoiceId("en-us"), pronunciations=tuple(shifted))
    marks = EspeakEngine(Path()).load(VoiceId("en-us")).synthesize(request).marks
    positions = [mark.position for mark in marks]
    assert positions == sorted(set(positions))
    assert all(0 <= position <= len(spoken) for position in positions)


def test_threads_with_and_without_phonemes_do_not_mix() -> None:
    expected = {True: len(say("SQL.", ("SQL", SQL)).pcm), False: len(say("SQL.").pcm)}
    wrong: list[int] = []

    def speak(*, phonemes: bool) -> None:
        length = len(say("SQL.", *([("SQL", SQL)] if phonemes else [])).pcm)
        if abs(length - expected[phonemes]) > 0.05 * length:
            wrong.append(length)

    threads = [threading.Thread(target=speak, kwargs={"phonemes": n % 2 == 0}) for n in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not wrong


def test_a_lexicon_is_heard_through_the_spoken_form() -> None:
    lexicon = Lexicon((Entry("SQL", phonemes=SQL),))
    form = spoken_form("The SQL’s “SQL” costs $5.", LanguageTag("en"), lexicon=lexicon)
    written = bracketed(form.text, form.pronunciations, sounds("en-us"))
    assert heard(written.text) == "ðə sˈiːkwəlz sˈiːkwəl kˈɔsts fˈaɪv dˈɑːlɚz"
