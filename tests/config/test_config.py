import tomllib
from dataclasses import MISSING, fields, is_dataclass
from pathlib import Path
from typing import Any, get_type_hints

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from paracast import config
from paracast.config.loading import Settings
from paracast.config.starting import settings_text
from paracast.episode.guid import podcast_guid
from paracast.errors import ConfigError, ShelfError, SpeechError

ROOT = Path(__file__).parents[2]


def show(folder: Path, text: str) -> Path:
    (folder / "paracast.toml").write_text(text, "utf-8")
    return folder


def keys(kind: type, table: str = "") -> list[tuple[str, str, Any]]:
    """Every key of `paracast.toml`: its table, its name, its default."""
    found = []
    for field in fields(kind):
        inner = get_type_hints(kind)[field.name]
        if is_dataclass(inner):
            found += keys(inner, f"{table}.{field.name}".lstrip("."))  # type: ignore[arg-type]
        else:
            made = field.default_factory
            default = None if field.default is MISSING else field.default
            default = default if made is MISSING else made()
            told = list(default) if isinstance(default, tuple) else default
            found.append((table, field.name, told))
    return found


KEYS = keys(Settings)


def _say_in_show(folder: Path, line: str) -> None:
    settings = folder / "paracast.toml"
    settings.write_text(settings.read_text().replace("[show]", f"[show]\n{line}"))


def test_a_private_show_lies_below_the_secret_part_of_its_address(tmp_path: Path) -> None:
    config.init_show(tmp_path, title="T", url="https://example.org/s")
    _say_in_show(tmp_path, 'private = "a-secret-of-many-letters"')
    address = config.load(tmp_path).show.address
    assert address == "https://example.org/s/a-secret-of-many-letters/"


def test_a_new_private_show_gets_a_secret_of_its_own(tmp_path: Path) -> None:
    secrets = set()
    for name in ("one", "two"):
        config.init_show(tmp_path / name, url="https://example.org/s", private=True)
        shown = config.load(tmp_path / name).show
        assert shown.guid == podcast_guid(shown.address + "feed.xml")
        secrets.add(shown.private)
    assert len(secrets) == 2
    assert min(map(len, secrets)) >= 20


def test_a_show_that_only_this_machine_reaches_is_assigned_no_guid(tmp_path: Path) -> None:
    config.init_show(tmp_path, url="http://192.168.0.2:8000/")
    assert config.load(tmp_path).show.guid == ""


def test_what_no_directory_takes_of_a_show_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="Newz"):
        config.load(show(tmp_path, '[show]\ntitle="A"\ncategory="Newz"'))


def test_a_secret_that_can_be_guessed_is_refused(tmp_path: Path) -> None:
    config.init_show(tmp_path, title="T", url="https://example.org/s")
    _say_in_show(tmp_path, 'private = "guess"')
    with pytest.raises(ConfigError, match="no secret"):
        config.load(tmp_path)


def test_a_show_may_have_several_categories(tmp_path: Path) -> None:
    config.init_show(tmp_path, title="T")
    _say_in_show(tmp_path, 'category = ["Arts > Books", "News"]')
    assert config.load(tmp_path).show.categories == ("Arts > Books", "News")


def test_the_nearest_show_upward_is_found(tmp_path: Path) -> None:
    show(tmp_path, '[show]\ntitle = "A"')
    deep = tmp_path / "a" / "b"
    deep.mkdir(parents=True)
    assert config.find_show(deep) == tmp_path.resolve()
    show(tmp_path / "a", '[show]\ntitle = "B"')
    assert config.find_show(deep) == (tmp_path / "a").resolve()


def test_a_title_is_all_that_a_show_needs(tmp_path: Path) -> None:
    setup = config.load(show(tmp_path, '[show]\ntitle = "A"'))
    assert setup.show.title == "A"
    assert setup.voice.name == "narrator"
    assert setup.audio.loudness == -16.0


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('[show]\ntitle="A"\ntilte="B"', "'tilte' in [show]"),
        ('[shwo]\ntitle="A"', "'shwo'"),
        ('[show]\ntitle="A"\n[audio]\nloudness=5', "[audio] loudness"),
        ('[show]\ntitle="A"\n[audio]\npreset="best"', "[audio] preset"),
        ('[show]\ntitle="A"\n[audio]\nbitrate=72', "bitrate = 72 at a sample rate of 44100 Hz"),
        ('[show]\ntitle="A"\n[audio]\nbitrate=-1', "[audio] bitrate"),
        ('[show]\ntitle="A"\n[audio]\nsample_rate=32000', "Apple Podcasts takes no MP3"),
        ('[show]\ntitle="A"\n[audio]\nceiling=-5', "loudness = -16 with ceiling = -5"),
        ('[show]\ntitle="A"\n[script.pauses]\nheading="long"', "[script.pauses] heading"),
        ('[show]\ntitle="A"\n[script.pauses]\nhaeding=1', "'haeding' in [script.pauses]"),
        ('[show]\ntitle="A"\nexplicit="no"', "[show] explicit"),
        ('[show]\ntitle="A"\nlanguage="in English"', "language"),
        ('[show]\ntitle="A"\nurl="example.org"', "url"),
        ('[show]\ntitle="A"\nguid="1"', "guid"),
        ('[show]\ntitle=" "', "title"),
        ('[show]\nauthor="A"', "title"),
        ("", "show"),
        ("title = ", "not TOML"),
    ],
)
def test_what_is_wrong_is_named_with_its_file_and_a_remedy(
    tmp_path: Path, text: str, says: str
) -> None:
    with pytest.raises(ConfigError) as caught:
        config.load(show(tmp_path, text))
    assert says in caught.value.message
    assert "paracast.toml" in caught.value.message
    assert caught.value.remedy


def test_a_file_that_is_not_utf8_or_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ConfigError):
        config.load(tmp_path)
    (tmp_path / "paracast.toml").write_bytes(b'[show]\ntitle = "\xff"')
    with pytest.raises(ConfigError, match="UTF-8"):
        config.load(tmp_path)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    key=st.sampled_from([key for key in KEYS if len(key[1]) > 4]),
    at=st.integers(0, 30),
    letter=st.sampled_from("zj7"),
)
def test_a_slip_of_one_letter_suggests_the_right_key(
    tmp_path: Path, key: tuple[str, str, Any], at: int, letter: str
) -> None:
    table, name, _ = key
    at %= len(name)
    slip = name[:at] + letter + name[at + 1 :]
    head = "" if table == "show" else f'[show]\ntitle="A"\n[{table}]\n'
    with pytest.raises(ConfigError) as caught:
        config.load(show(tmp_path, f'{head or "[show]"}\n{slip} = "x"'))
    assert f"Did you mean {name!r}?" in caught.value.remedy


def test_the_address_gets_its_slash(tmp_path: Path) -> None:
    setup = config.load(show(tmp_path, '[show]\ntitle="A"\nurl="https://example.org/a"'))
    assert setup.show.url == "https://example.org/a/"


def test_a_shows_own_voices_come_before_those_that_ship(tmp_path: Path) -> None:
    (tmp_path / "voices").mkdir()
    profile = 'engine = "tone"\nvoice = "a440"\nlanguage = "und"'
    (tmp_path / "voices" / "narrator.toml").write_text(profile)
    setup = config.load(show(tmp_path, '[show]\ntitle="A"'))
    assert setup.voice.engine == "tone"
    assert "quotation" in setup.voices


def test_an_engines_voice_can_be_named_without_a_profile(tmp_path: Path) -> None:
    setup = config.load(show(tmp_path, '[show]\ntitle="A"'), voice="espeak:en-gb+f3")
    assert (setup.voice.engine, setup.voice.voice) == ("espeak", "en-gb+f3")


def test_an_unknown_voice_suggests_the_nearest(tmp_path: Path) -> None:
    with pytest.raises(SpeechError) as caught:
        config.load(show(tmp_path, '[show]\ntitle="A"'), voice="narator")
    assert "narrator" in caught.value.remedy


@pytest.mark.parametrize("line", ["rate = 20", "pitch = 101", 'name = "x"', "sped = 3"])
def test_a_profile_is_held_to_its_limits(tmp_path: Path, line: str) -> None:
    (tmp_path / "voices").mkdir()
    profile = f'engine = "tone"\nvoice = "a440"\nlanguage = "und"\n{line}'
    (tmp_path / "voices" / "odd.toml").write_text(profile)
    with pytest.raises(ConfigError, match=r"odd\.toml"):
        config.load(show(tmp_path, '[show]\ntitle="A"'))


def test_a_new_show_can_be_loaded_and_has_the_shipped_voices(tmp_path: Path) -> None:
    folder = tmp_path / "harbour-reads"
    config.init_show(folder, url="https://podnews.net")
    setup = config.load(folder)
    assert setup.show.title == "Harbour reads"
    assert (folder / "episodes" / "README.md").is_file()
    for name in ("narrator.toml", "quotation.toml", "README.md"):
        assert (folder / "voices" / name).read_bytes() == (ROOT / "voices" / name).read_bytes()


def test_a_new_show_may_have_sounds_of_our_own_making(tmp_path: Path) -> None:
    config.init_show(tmp_path / "plain")
    assert not (tmp_path / "plain" / "sound").exists()
    assert not any(config.load(tmp_path / "plain").sound.files)
    config.init_show(tmp_path / "polished", jingle=True)
    files = config.load(tmp_path / "polished").sound.files
    assert len(files) == 4
    assert all((tmp_path / "polished" / name).is_file() for name in files)
    lines = (tmp_path / "polished" / "paracast.toml").read_text("utf-8").split("[sound]")[1]
    lines = lines.split("\n\n[")[0]
    assert all(" # " in line for line in lines.splitlines())


def test_a_sound_that_lies_in_a_new_shows_folder_is_kept(tmp_path: Path) -> None:
    (tmp_path / "sound").mkdir()
    (tmp_path / "sound" / "intro.flac").write_bytes(b"mine")
    config.init_show(tmp_path, jingle=True)
    assert (tmp_path / "sound" / "intro.flac").read_bytes() == b"mine"


@pytest.mark.parametrize("seconds", ["4", "121", '"20"'])
def test_a_bed_plays_for_5_to_120_seconds(tmp_path: Path, seconds: str) -> None:
    with pytest.raises(ConfigError, match="bed_seconds"):
        config.load(show(tmp_path, f'[show]\ntitle="A"\n[sound]\nbed_seconds = {seconds}'))


def test_a_show_is_never_overwritten(tmp_path: Path) -> None:
    config.init_show(tmp_path)
    before = (tmp_path / "paracast.toml").read_bytes()
    with pytest.raises(ShelfError):
        config.init_show(tmp_path, title="Other")
    assert (tmp_path / "paracast.toml").read_bytes() == before


@settings(deadline=None)
@given(st.text(min_size=1).filter(lambda t: t > "\ud7ff" or t.isprintable()))
def test_any_title_is_written_so_that_it_reads_back(title: str) -> None:
    title = title.encode("utf-8", "ignore").decode()
    assert tomllib.loads(settings_text(title))["show"]["title"] == title


@pytest.mark.parametrize(("table", "name", "default"), KEYS)
def test_a_new_shows_file_tells_every_key_with_its_default(
    table: str, name: str, default: object
) -> None:
    text = settings_text("A")
    section = text.split(f"[{table}]")[1].split("\n[")[0]
    line = next(line for line in section.splitlines() if line.lstrip("# ").startswith(f"{name} ="))
    if line.startswith("#"):
        told = tomllib.loads(line.lstrip("# "))[name]
        assert told == default


@pytest.mark.parametrize(("table", "name", "default"), KEYS)
def test_the_documentation_describes_every_key_with_its_default(
    table: str, name: str, default: object
) -> None:
    page = (ROOT / "docs" / "configuration.md").read_text("utf-8")
    section = page.split(f"## `[{table}]`")[1].split("\n## ")[0]
    (row,) = [line for line in section.splitlines() if line.startswith(f"| `{name}` ")]
    told = row.split("|")[2].strip().strip("`")
    if told != "required":
        assert tomllib.loads(f"x = {told}")["x"] == default


def test_the_repository_is_itself_a_show() -> None:
    assert config.load(ROOT).show.title


def test_a_show_that_was_started_wrongly_can_be_started_again(tmp_path: Path) -> None:
    with pytest.raises(ConfigError):
        config.init_show(tmp_path / "s", title="A", url="nowhere")
    config.init_show(tmp_path / "s", title="A", url="https://example.org/s")
    assert config.load(tmp_path / "s").show.url == "https://example.org/s/"
