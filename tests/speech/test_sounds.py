import pytest

from paracast.errors import SpeechError
from paracast.speech.phonetic.sounds import fitted


@pytest.mark.parametrize(
    ("ipa", "known", "said"),
    [
        ("həlˈoʊ.", "həlˈoʊ.", "həlˈoʊ."),
        ("həlˈoʊː", "həloʊ", "həloʊ"),  # stress and length may go
        ("vɛ̃", "vɛ\u0303", "vɛ\u0303"),
        ("vɛ̃", "vɛn", "vɛ"),
        ("ɪç", "ɪç", "ɪç"),
        ("ɪç", "ɪc\u0327", "ɪc\u0327"),
        ("ɪç", "ɪʃ", "ɪʃ"),
        ("t͡ʃ", "tʃ", "tʃ"),
        ("gʁ", "ɡɹ", "ɡɹ"),
        ("a! b? c;", "abc .,", "a. b. c,"),
        ("a!", "a", "a"),
    ],
)
def test_a_sound_is_said_or_its_nearest(ipa: str, known: str, said: str) -> None:
    assert fitted(ipa, set(known), "text") == said


def test_a_letter_without_any_near_sound_is_an_error_that_names_it_and_the_text() -> None:
    with pytest.raises(SpeechError) as caught:
        fitted("aʘa", set("a"), "the kiss")
    assert "'ʘ'" in caught.value.message
    assert "the kiss" in caught.value.message
    assert "lexicon.toml" in caught.value.remedy
