"""A whole episode with each neural engine: the real libraries, and tiny voices."""

import json
from pathlib import Path

import pytest
from fake_kokoro import build_kokoro
from fake_piper import build_piper
from plain_commands import paracast

ARTICLE = "# Boats come home\n\nSeven boats came home. Was it noon?\n\nNobody expected it.\n"
PROFILE = 'engine = "{engine}"\nvoice = "fake"\nlanguage = "en-US"\nspeaker = "{speaker}"\n'


@pytest.fixture
def show(tmp_path: Path) -> Path:
    folder = tmp_path / "reads"
    assert paracast("init", str(folder), cwd=tmp_path).returncode == 0
    (folder / "boats.md").write_text(ARTICLE)
    return folder


def give(show: Path, engine: str) -> None:
    """Put a tiny voice into a show, and a profile that speaks with its second speaker."""
    if engine == "piper":
        build_piper(show / "voices", speakers={"ann": 0, "amy": 1})
    else:
        build_kokoro(show / "voices" / "fake", names=("af_ann", "amy"))
    (show / "voices" / "amy.toml").write_text(PROFILE.format(engine=engine, speaker="amy"))


@pytest.mark.parametrize("engine", ["piper", "sherpa"])
def test_a_neural_voice_makes_an_episode_and_keeps_it_until_it_changes(
    show: Path, engine: str
) -> None:
    give(show, engine)
    done = paracast("make", "boats.md", "--voice", "amy", "--json", cwd=show)
    assert done.returncode == 0, done.stderr
    made = json.loads(done.stdout)
    assert -17 < made["loudness"] < -15
    assert made["seconds"] > 3
    transcript = next((show / "episodes").glob("*/*.vtt")).read_text()
    assert "Was it noon?" in transcript
    again = paracast("make", "boats.md", "--voice", "amy", "--json", cwd=show)
    assert json.loads(again.stdout)["outcome"] == "unchanged"


@pytest.mark.parametrize("engine", ["piper", "sherpa"])
def test_the_voices_of_the_folder_are_listed(show: Path, engine: str) -> None:
    give(show, engine)
    done = paracast("voices", "--engine", engine, cwd=show)
    assert done.returncode == 0, done.stderr
    assert "fake" in done.stdout
    assert "(2 speakers)" in done.stdout
    assert "amy" in done.stdout


@pytest.mark.parametrize("engine", ["piper", "sherpa"])
def test_a_broken_voice_is_one_message_with_a_remedy(show: Path, engine: str) -> None:
    give(show, engine)
    (path,) = (show / "voices").glob("**/*.onnx")
    path.write_bytes(path.read_bytes()[:-300])
    done = paracast("make", "boats.md", "--voice", "amy", cwd=show)
    assert done.returncode == 5, done.stderr
    assert "Traceback" not in done.stderr
    assert path.name in done.stderr
