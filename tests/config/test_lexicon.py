import re
import tomllib
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from paracast import config
from paracast.config.lexicon import add_entries, checked, read_lexicon
from paracast.config.pls import entries_of, read_pls
from paracast.errors import ConfigError
from paracast.script import Entry, spoken_form
from paracast.units import LanguageTag

EN = LanguageTag("en")
PLS = Path(__file__).parent / "pls"
HEAD = '<lexicon version="1.0" xmlns="http://www.w3.org/2005/01/pronunciation-lexicon" '


def lexicon(folder: Path, text: str) -> Path:
    path = folder / "lexicon.toml"
    path.write_text(text, "utf-8")
    return path


def show(folder: Path) -> Path:
    (folder / "paracast.toml").write_text('[show]\ntitle="A"')
    return folder


def test_words_and_entries_stand_side_by_side(tmp_path: Path) -> None:
    text = '[words]\n"Zelaya" = "Seh-lie-ah"\n\n[[entry]]\nwritten = "SQL"\nspell = true\n'
    entries = read_lexicon(lexicon(tmp_path, text)).entries
    assert set(entries) == {Entry("Zelaya", say="Seh-lie-ah"), Entry("SQL", spell=True)}


@pytest.mark.parametrize(
    ("text", "says", "helps"),
    [
        ('[words]\n"SQL" = ""', "'SQL' in [words]", "say"),
        ('[words]\n"SQL" = 5', "'SQL' in [words]", ""),
        ('[words]\n" " = "x"', "no written form", "word"),
        ('[word]\n"SQL" = "x"', "Unknown table 'word'", "'words'"),
        ('[[entry]]\nwritten = "SQL"', "entry 1 ('SQL')", "phonemes"),
        ('[[entry]]\nsay = "sequel"', "entry 1", ""),
        (
            '[[entry]]\nwritten = "SQL"\nsya = "x"',
            "'sya' of entry 1 ('SQL')",
            "Did you mean 'say'?",
        ),
        ('[entry]\nwritten = "SQL"\nsay = "x"', "[entry]", "[[entry]]"),
        ('[[entry]]\nwritten = "SQL"\nphonemes = "\'si:kw@l"', "entry 1 ('SQL')", "ˈ (U+02C8)"),
        ('[[entry]]\nwritten = "SQL"\nphonemes = "/sɪk/"', "'/'", "slashes"),
        ('[[entry]]\nwritten = "SQL"\nspell = true\nsay = "x"', "spelled", "spell"),
        ('[[entry]]\nwritten = "++"\nspell = true', "spelled", "letters"),
        ('[[entry]]\nwritten = "SQL"\nsay = "x"\nlanguage = "in English"', "language", "en-GB"),
        ('[words]\n"SQL" = "x"\n[[entry]]\nwritten = "SQL"\nsay = "y"', "twice", "languages"),
        ('[words]\n"O\'Brien" = "x"\n"O’Brien" = "y"', "twice", "Keep one"),
        ("[words", "not TOML", ""),
    ],
)
def test_what_is_wrong_is_named_with_its_file_its_entry_and_a_remedy(
    tmp_path: Path, text: str, says: str, helps: str
) -> None:
    with pytest.raises(ConfigError) as caught:
        read_lexicon(lexicon(tmp_path, text))
    assert says in caught.value.message
    assert "lexicon.toml" in caught.value.message
    assert helps in caught.value.remedy


def test_a_show_need_not_have_a_lexicon(tmp_path: Path) -> None:
    assert config.load(show(tmp_path)).lexicon.entries == ()


def test_a_voices_own_lexicon_wins_over_the_shows(tmp_path: Path) -> None:
    lexicon(show(tmp_path), '[words]\n"SQL" = "sequel"\n"API" = "A.P.I"')
    (tmp_path / "voices").mkdir()
    profile = 'engine = "tone"\nvoice = "a440"\nlanguage = "und"\n'
    (tmp_path / "voices" / "hum.toml").write_text(profile + 'lexicon = "hum-words.toml"')
    (tmp_path / "voices" / "plain.toml").write_text(profile)
    (tmp_path / "voices" / "hum-words.toml.off").touch()
    with pytest.raises(ConfigError, match=r"hum-words\.toml"):
        config.load(tmp_path, voice="hum")
    (tmp_path / "voices" / "words").mkdir()
    (tmp_path / "voices" / "hum.toml").write_text(profile + 'lexicon = "words/hum.toml"')
    (tmp_path / "voices" / "words" / "hum.toml").write_text('[words]\n"SQL" = "S-Q-L"')
    hum, plain = config.load(tmp_path, voice="hum"), config.load(tmp_path, voice="plain")
    assert spoken_form("SQL API", EN, lexicon=hum.lexicon).text == "S-Q-L A.P.I"
    assert spoken_form("SQL API", EN, lexicon=plain.lexicon).text == "sequel A.P.I"
    assert plain.lexicon_of(hum.voice) == hum.lexicon


def test_entries_are_added_below_what_is_there_and_what_is_known_is_kept(tmp_path: Path) -> None:
    before = '# mine, by hand\n[words]\n"SQL" = "sequel"   # ours\n'
    path = lexicon(tmp_path, before)
    new = Entry("Guo “W”", say="Gwaw\\", phonemes="ˈɡwɔː", case=True, whole_word=False, language=EN)
    told = add_entries(path, [Entry("SQL", spell=True, language=EN), new, new])
    assert (told.added, told.known) == ((new,), (Entry("SQL", spell=True, language=EN), new))
    assert path.read_text("utf-8").startswith(before)
    assert set(read_lexicon(path).entries) == {Entry("SQL", say="sequel"), new}
    assert add_entries(path, [new]).added == ()


def test_a_file_that_new_entries_do_not_fit_into_stays_as_it_is(tmp_path: Path) -> None:
    text = 'entry = [{written = "SQL", say = "sequel"}]\n'
    path = lexicon(tmp_path, text)
    with pytest.raises(ConfigError, match="not TOML"):
        add_entries(path, [Entry("API", spell=True)])
    assert path.read_text() == text


WORDS = st.text(
    st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20
).filter(str.strip)  # fmt: skip


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    st.builds(Entry, written=WORDS, say=WORDS, case=st.sampled_from([None, True, False]),
              whole_word=st.booleans(), phonemes=st.sampled_from(["", "ˈa"]))
)  # fmt: skip
def test_an_entry_that_is_written_reads_back(tmp_path: Path, entry: Entry) -> None:
    path = lexicon(tmp_path, "")
    add_entries(path, [entry])
    assert read_lexicon(path).entries == (entry,)


def test_a_pls_file_gives_an_entry_for_each_grapheme() -> None:
    entries = read_pls(PLS / "harbour.pls")
    assert entries == (
        Entry("quay", phonemes="ˈkiː", language=LanguageTag("en-GB")),
        Entry("judgment", phonemes="ˈdʒʌdʒ.mənt", language=LanguageTag("en-GB")),
        Entry("judgement", phonemes="ˈdʒʌdʒ.mənt", language=LanguageTag("en-GB")),
        Entry("W3C", say="World Wide Web Consortium", language=LanguageTag("en-GB")),
        Entry("bass", phonemes="ˈbeɪs", language=LanguageTag("en-GB")),
        Entry("gunwale", say="gunnel", phonemes="ˈɡʌnəl", language=LanguageTag("en-GB")),
    )


@pytest.mark.parametrize(
    ("document", "says"),
    [
        (f"{HEAD}><lexeme><grapheme>a</grapheme><phoneme alphabet='x-sampa'>1</phoneme></lexeme>",
         "x-sampa"),
        (f"{HEAD}><lexeme><phoneme>a</phoneme></lexeme>", "no grapheme"),
        (f"{HEAD}><lexeme><grapheme>a</grapheme></lexeme>", "says nothing"),
        (f"{HEAD}><lexeme><grapheme>a</grapheme><phoneme>@</phoneme></lexeme>", "'@'"),
        ("<lexicon/>", "no PLS document"),
        ("<lexicon", "no XML"),
        ("", "no XML"),
    ],
)  # fmt: skip
def test_a_pls_file_that_cannot_be_used_is_an_error_with_its_place(
    document: str, says: str
) -> None:
    with pytest.raises(ConfigError) as caught:
        entries_of(document.replace("</lexeme>", "</lexeme></lexicon>").encode(), "words.pls")
    assert says in caught.value.message
    assert "words.pls" in caught.value.message
    assert caught.value.remedy


@pytest.mark.parametrize("name", ["bomb.pls", "outside.pls"])
def test_entities_are_neither_expanded_nor_fetched(name: str) -> None:
    with pytest.raises(ConfigError) as caught:
        read_pls(PLS / name)
    assert "root:" not in caught.value.message
    assert re.search("entit(y|ies)", caught.value.message)


@settings(max_examples=100)
@given(st.binary(max_size=80))
def test_no_bytes_are_too_odd_for_the_pls_reader(data: bytes) -> None:
    with pytest.raises(ConfigError):
        entries_of(data, "words.pls")


def test_an_entry_that_is_right_is_returned_as_it_is() -> None:
    entry = Entry("SQL", phonemes="ˈsiːkwəl")
    assert checked(entry, "here") is entry


PAGE = (Path(__file__).parents[2] / "docs" / "lexicon.md").read_text("utf-8")
EXAMPLES = [
    (part.split("```")[0], part.split("```")[1].split("\n## ")[0])
    for part in PAGE.split("```toml\n")[1:]
]


def test_the_examples_in_the_documentation_say_what_it_tells(tmp_path: Path) -> None:
    told = 0
    for toml, rest in EXAMPLES:
        if "engine =" in toml:
            assert "lexicon" in tomllib.loads(toml)
            continue
        words = read_lexicon(lexicon(tmp_path, toml))
        for row in rest.split("| written | said |")[1].split("\n\n")[0].splitlines()[2:]:
            written, said = (cell.strip().strip("`") for cell in row.strip("|").split("|"))
            assert spoken_form(written, EN, lexicon=words).text == said
            told += 1
    assert told == 7


def test_the_documentation_describes_every_key_of_an_entry() -> None:
    for name in Entry.__slots__:
        assert f"| `{name}` |" in PAGE
