import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from paracast.article import Span
from paracast.errors import SpeechError
from paracast.speech.engine import Pronunciation
from paracast.speech.espeak.ipa import Phonemizer
from paracast.speech.espeak.library import library
from paracast.speech.phonetic.clauses import clauses
from paracast.speech.phonetic.sentences import LONGEST, sentences

ENGLISH = Phonemizer("en-us")


def ipa(text: str) -> list[str]:
    return [sentence.said for sentence in ENGLISH.sentences(text)]


def words(text: str) -> list[str]:
    """Return the words that have a mark."""
    found = [word.position for one in ENGLISH.sentences(text) for word in one.words]
    assert found == sorted(set(found))
    return [text[position:].split(maxsplit=1)[0] for position in found]


def test_each_sentence_is_written_by_itself_with_the_marks_of_its_clauses() -> None:
    assert ipa("Hello, world: is this it? Yes! Go; now.") == [
        "həlˈoʊ, wˈɜːld: ɪz ðɪs ɪt?",
        "jˈɛs!",
        "ɡˈoʊ; nˈaʊ.",
    ]


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("“Yes,” he said.", ",."),
        ("“Is it?” he asked. No.", "?.|."),
        ("Well… He left.", ".|."),
        ("A man—tall, thin—came (late).", ",,,,."),
        ("e.g. this, v. that at 3.5", ",."),
        ("One\n\nTwo", ".|."),
        ("你好。再见！", ".|!"),
        ("No mark", "."),
    ],
)
def test_a_mark_is_what_a_reader_would_pause_for(text: str, marks: str) -> None:
    found = list(sentences(text, lambda span: re.sub(r"\W+", "", text[span.start : span.end])))
    assert "|".join("".join(re.findall(r"[.,:;!?]", one.said)) for one in found) == marks


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="aB “”().,!?…—-\n。é5", max_size=60))
def test_the_clauses_together_are_all_of_a_text(text: str) -> None:
    spans = [clause.span for clause in clauses(text)]
    assert "".join(text[span.start : span.end] for span in spans) == text


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet="aB “”().,!?…—-\n。é5'", max_size=80))
def test_every_word_is_marked_once_and_in_order(text: str) -> None:
    text = f"Hm {text}"
    found = [word.position for one in ENGLISH.sentences(text) for word in one.words]
    assert found == sorted(set(found))
    assert all(text[position].isalnum() for position in found)
    shares = [[word.share for word in one.words] for one in ENGLISH.sentences(text)]
    assert all(own == sorted(own) and 0 <= own[0] <= own[-1] <= 1 for own in shares if own)


def test_the_first_word_of_a_sentence_begins_with_it() -> None:
    found = ENGLISH.sentences("“Hello there.” And — then? Yes")
    assert [one.words[0].share for one in found] == [0.0, 0.0, 0.0]


@pytest.mark.parametrize(
    "text",
    ["the harbour was quiet that morning " * 2900, "harbour " * 12500, "harbour, " * 11000],
)
def test_a_text_without_a_stop_is_parted_and_all_of_it_is_said(text: str) -> None:
    found = ENGLISH.sentences(text)
    assert max(len(one.said) for one in found) <= LONGEST
    assert words(text) == text.split()
    apart = [one.said.rstrip(",.").replace(",", "").split() for one in found]
    whole = sum(len(groups) for groups in apart)
    assert whole > 0.6 * len(text.split())  # eSpeak NG joins small words: "of the"


def test_a_word_of_100_kb_is_parted_too() -> None:
    found = ENGLISH.sentences("b" * 100_000)
    assert max(len(one.said) for one in found) <= LONGEST
    assert sum(one.said.count("b") for one in found) == 100_000


def test_letters_and_words_that_espeak_would_shorten_are_all_said() -> None:
    assert ipa("x x x x x x")[0].count("ks") == 6
    assert "".join(ipa(f"{'W' * 40} here")).count("bəlj") == 40
    assert "".join(ipa("7" * 40)).count("sˈɛvən") >= 40


def test_a_known_pronunciation_stands_in_the_place_of_its_word() -> None:
    text = "The SQL, “SQL” and Yahoo! here"
    known = [Pronunciation(Span(m.start(), m.end()), "ˈsiː.kwəl") for m in re.finditer("SQL", text)]
    place = text.index("Yahoo!")
    known.append(Pronunciation(Span(place, place + 6), "jəˈhuː"))
    (one,) = ENGLISH.sentences(text, known)
    assert one.said == "ðə ˈsiːkwəl, ˈsiːkwəl ænd jəˈhuː hˈɪɹ."
    assert [text[w.position :].split(maxsplit=1)[0] for w in one.words] == [
        "The", "SQL,", "SQL”", "and", "Yahoo!", "here",
    ]  # fmt: skip


def test_a_language_switch_of_espeak_is_not_said() -> None:
    assert not any("(" in said for said in ipa("I said bonjour à tous, naïve Señor 北京 Путин."))


def test_other_scripts_are_said_as_espeak_says_them_and_are_not_dropped() -> None:
    assert ipa("北京") == ["tʃˈaɪniːzlˌɛɾɚ tʃˈaɪniːzlˌɛɾɚ."]


def test_brackets_of_an_article_are_never_phonemes_also_after_an_engine_that_reads_them() -> None:
    with library().turn:
        library().set_voice("gmw/en-US")
        library().phonemes = True
        library().synthesize("[[s'i:]]")
    assert ipa("See [[s'i:]] there.") == ipa("See s'i: there.") or "ˈɛs" in ipa("[[s'i:]]")[0]


@pytest.mark.parametrize("text", ["", "…", " \n ", "“”", "\x01\x02"])
def test_a_text_without_words_is_an_error(text: str) -> None:
    with pytest.raises(SpeechError) as caught:
        ENGLISH.sentences(text)
    assert caught.value.remedy


def test_a_language_that_espeak_does_not_speak_is_an_error_with_a_remedy() -> None:
    with pytest.raises(SpeechError, match="tlh") as caught:
        Phonemizer("tlh")
    assert "paracast voices" in caught.value.remedy
