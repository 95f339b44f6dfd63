import json
import wave
from pathlib import Path

import pytest
from plain_commands import paracast

WORDS = '[words]\n"Zelaya" = "Seh-lie-ah"\n\n[[entry]]\nwritten = "SQL"\nphonemes = "ˈsiːkwəl"\n'
PLS = Path(__file__).parents[1] / "config" / "pls"


@pytest.fixture
def show(tmp_path: Path) -> Path:
    folder = tmp_path / "reads"
    assert paracast("init", folder, cwd=tmp_path).returncode == 0
    (folder / "lexicon.toml").write_text(WORDS, "utf-8")
    (folder / "a.md").write_text("# Boats\n\nZelaya came. Nobody else did.\n")
    return folder


def test_try_prints_how_a_text_is_said_and_writes_it_as_sound(show: Path) -> None:
    done = paracast("lexicon", "try", "Zelaya’s SQL cost $5.", cwd=show)
    assert done.returncode == 0, done.stderr
    assert done.stdout == "Seh-lie-ah’s /ˈsiːkwəl/ cost five dollars.\n  lexicon-try.wav\n"
    with wave.open(str(show / "lexicon-try.wav")) as recording:
        assert recording.getnframes() > recording.getframerate()
    paracast("lexicon", "try", "Hm.", "-o", "hm.wav", "--voice", "tone:a440", cwd=show)
    assert (show / "hm.wav").stat().st_size > 1000


def test_list_shows_what_holds(show: Path) -> None:
    assert "Seh-lie-ah" in paracast("lexicon", "list", cwd=show).stdout
    listed = json.loads(paracast("lexicon", "list", "--json", cwd=show).stdout)
    assert {one["written"]: one["phonemes"] for one in listed} == {"SQL": "ˈsiːkwəl", "Zelaya": ""}
    (show / "lexicon.toml").unlink()
    assert "lexicon.toml" in paracast("lexicon", "list", cwd=show).stdout


def test_import_adds_what_is_new_and_names_what_is_kept(show: Path) -> None:
    done = paracast("lexicon", "import", PLS / "harbour.pls", cwd=show)
    assert done.stdout.endswith("lexicon.toml: 6 added\n")
    again = paracast("lexicon", "import", PLS / "harbour.pls", cwd=show)
    assert "0 added\n  Kept as it was: quay" in again.stdout
    assert (show / "lexicon.toml").read_text("utf-8").startswith(WORDS.rstrip())
    said = paracast("lexicon", "try", "The quay", "--voice", "espeak:en-gb", cwd=show).stdout
    assert said.startswith("The /ˈkiː/")


def test_a_file_that_cannot_be_imported_changes_nothing(show: Path) -> None:
    for name in ("bomb.pls", "none.pls"):
        done = paracast("lexicon", "import", PLS / name, cwd=show)
        assert done.returncode == 3
        assert name in done.stderr
        assert "Traceback" not in done.stderr
    assert (show / "lexicon.toml").read_text("utf-8") == WORDS


def test_affected_lists_what_would_change(show: Path) -> None:
    paracast("make", "a.md", "--voice", "tone:a440", cwd=show)
    assert "as it would be now" in paracast("lexicon", "affected", cwd=show).stdout
    (show / "lexicon.toml").write_text(WORDS.replace("Seh", "Zeh"), "utf-8")
    done = paracast("lexicon", "affected", cwd=show)
    assert "Boats: 1 sentence\n" in done.stdout
    assert "was: Seh-lie-ah came.\n" in done.stdout
    assert "now: Zeh-lie-ah came.\n" in done.stdout
    (episode,) = json.loads(paracast("lexicon", "affected", "--json", cwd=show).stdout)
    assert episode["title"] == "Boats"
    (sentence,) = episode["sentences"]
    assert (sentence["text"], sentence["after"]) == ("Zelaya came.", "Zeh-lie-ah came.")
    assert sentence["seconds"] > 0


def test_a_wrong_entry_is_an_error_that_names_it(show: Path) -> None:
    (show / "lexicon.toml").write_text('[[entry]]\nwritten = "SQL"\nphoneme = "a"', "utf-8")
    done = paracast("make", "a.md", cwd=show)
    assert done.returncode == 3
    assert "'phoneme' of entry 1 ('SQL')" in done.stderr
    assert "Did you mean 'phonemes'?" in done.stderr


def test_nothing_to_say_is_an_error_of_usage(show: Path) -> None:
    done = paracast("lexicon", "try", "", cwd=show)
    assert (done.returncode, "Traceback" in done.stderr) == (2, False)
    assert "nothing to say" in done.stderr
