from pathlib import Path

import pytest

from paracast.speech.casting import voice_for
from paracast.speech.engine import Voice, VoiceId
from paracast.speech.engines.espeak import EspeakEngine
from paracast.speech.profile import VoiceProfile
from paracast.speech.registry import find_engine
from paracast.units import Hertz, LanguageTag, WordsPerMinute

NARRATOR = VoiceProfile(
    "narrator", "espeak", "en-us+f3", LanguageTag("en-US"), WordsPerMinute(190), 40
)
BRITON = VoiceProfile("briton", "espeak", "en-gb", LanguageTag("en-GB"))
GERMAN = VoiceProfile("anna", "neural", "de-anna", LanguageTag("de-DE"))
AUSTRIAN = VoiceProfile("wien", "neural", "de-at", LanguageTag("de-AT"))
HUM = VoiceProfile("hum", "tone", "a440", LanguageTag("und"))
OFFERED = [
    Voice(VoiceId(tag), tag, (LanguageTag(tag), *also), Hertz(22050))
    for tag, also in (
        ("de", ()),
        ("es", ()),
        ("pt", (LanguageTag("pt-pt"),)),
        ("pt-br", (LanguageTag("pt"),)),
        ("nb", (LanguageTag("no"),)),
    )
]


def chosen(
    language: str, *voices: VoiceProfile, offered: bool = True, default: VoiceProfile = NARRATOR
) -> VoiceProfile:
    return voice_for(LanguageTag(language), voices, OFFERED if offered else (), default)


def test_the_default_voice_speaks_whatever_it_can() -> None:
    assert chosen("en", BRITON) is NARRATOR
    assert chosen("en-GB", BRITON) is NARRATOR


def test_a_voice_without_a_language_speaks_them_all_but_is_not_chosen_for_one() -> None:
    assert chosen("de", GERMAN, default=HUM) is HUM
    assert chosen("de", HUM, GERMAN) is GERMAN


def test_a_profile_of_the_language_comes_before_espeak_and_of_its_region_before_others() -> None:
    assert chosen("de", GERMAN, AUSTRIAN) is GERMAN
    assert chosen("de-AT", GERMAN, AUSTRIAN) is AUSTRIAN


def test_espeak_speaks_what_no_profile_does_like_the_default_voice() -> None:
    voice = chosen("es", GERMAN)
    assert (voice.name, voice.engine, voice.voice) == ("espeak:es+f3", "espeak", "es+f3")
    assert (voice.rate, voice.pitch, voice.language) == (190, 40, "es")


def test_a_voice_of_another_engine_gives_espeak_no_variant() -> None:
    assert chosen("es", default=GERMAN).voice == "es"


@pytest.mark.parametrize(
    ("language", "voice"),
    [("pt-BR", "pt-br"), ("pt-AO", "pt"), ("es-Latn-MX", "es"), ("no", "no"), ("DE", "de")],
)
def test_the_narrowest_tag_that_is_offered_is_taken(language: str, voice: str) -> None:
    assert chosen(language).voice == f"{voice}+f3"


@pytest.mark.parametrize("language", ["tlh", "und", "zz-ZZ"])
def test_a_language_that_nobody_speaks_is_left_to_the_default_voice(language: str) -> None:
    assert chosen(language, GERMAN) is NARRATOR
    assert chosen("es", GERMAN, offered=False) is NARRATOR


@pytest.mark.parametrize("language", ["fr", "zh", "zh-TW", "no", "pt-BR", "ru", "hi", "de-AT"])
def test_what_is_chosen_of_espeak_can_be_loaded(language: str) -> None:
    voice = voice_for(LanguageTag(language), (), EspeakEngine(Path()).voices(), NARRATOR)
    assert voice is not NARRATOR
    find_engine(voice.engine, Path()).load(VoiceId(voice.voice))
