import json

from hypothesis import given
from hypothesis import strategies as st

from paracast.episode.heard import Heard
from paracast.site.searching import Findable, from_script, plain, to_reading, to_script, words_of
from paracast.units import Milliseconds

TEXT = st.text(st.characters(exclude_categories=["Cs"]))
NASTY = "</script><script>alert(1)</script> \u2028 __proto__ \\ \"'`${1}"


def data_of(script: bytes, function: str) -> list[object]:
    text = script.decode()
    assert text.startswith(f"{function}(")
    assert text.endswith(");\n")
    found: list[object] = json.loads(f"[{text.removeprefix(function)[1:-3]}]")
    return found


def test_words_are_found_without_accents_and_in_small_letters() -> None:
    assert plain("Über DAÑO, Éire") == "uber dano, eire"
    assert words_of(["The sea, the SEA!", "Naïve 412"]) == " 412 naive sea the"


def test_words_of_every_script_are_found() -> None:
    assert words_of(["Море шумит", "البحر", "海很平静。"]) == " море шумит البحر 海很平静"


@given(st.dictionaries(TEXT, st.tuples(TEXT, TEXT)))
def test_an_index_gives_back_what_was_written(told: dict[str, tuple[str, str]]) -> None:
    episodes = [Findable(folder, *rest) for folder, rest in told.items()]
    assert from_script(to_script(episodes)) == {one.folder: one for one in episodes}


def test_what_is_no_index_knows_nothing() -> None:
    for script in (b"", b"paracastSearch(", b"alert(1);\n", b"paracastSearch([[1,2,3]]);\n"):
        assert from_script(script) == {}


@given(TEXT, st.lists(TEXT))
def test_a_reading_holds_every_sentence_whatever_is_in_it(folder: str, texts: list[str]) -> None:
    heard = [Heard(Milliseconds(at), Milliseconds(at + 1), text) for at, text in enumerate(texts)]
    assert data_of(to_reading(folder, heard), "paracastReading") == [
        folder,
        [[at, text, []] for at, text in enumerate(texts)],
    ]


def test_a_words_steps_are_counted_from_the_word_before_and_from_the_sentences_start() -> None:
    heard = Heard(
        Milliseconds(5000),
        Milliseconds(6000),
        "The sea slept.",
        words=((0, Milliseconds(5000)), (4, Milliseconds(5200)), (8, Milliseconds(5500))),
    )
    assert data_of(to_reading("a", [heard]), "paracastReading")[1] == [
        [5000, "The sea slept.", [0, 0, 4, 200, 4, 500]]
    ]


def test_no_text_can_end_its_script() -> None:
    heard = [Heard(Milliseconds(0), Milliseconds(1), NASTY)]
    for script in (to_reading("a", heard), to_script([Findable("a", "e", words_of([NASTY]))])):
        assert script.count(b"\n") == 1
        assert script.endswith(b");\n")
