"""A new show: its folder with settings, voices, and a place for episodes."""

import secrets
import shutil
from collections.abc import Mapping
from pathlib import Path

from paracast.config.loading import NAME, is_reachable, load
from paracast.config.starter import starter_voices
from paracast.config.tables import quoted
from paracast.episode.guid import is_public, podcast_guid
from paracast.episode.show import Show
from paracast.errors import ConfigError, ShelfError
from paracast.feed import FEED
from paracast.files import replacing, unwritable

_SOUND = "sound"
_SECRET = 16  # bytes: as many as nobody guesses
_EPISODES = """# Episodes

`paracast make` puts episodes here, one folder each, with `feed.xml` and the show's artwork beside
them. Everything here is made; nothing needs to be edited. `paracast publish FOLDER` puts what
others may have of it where a web server finds it; the rest, such as `episode.json` with the names
of your files, stays here.
"""


def init_show(
    folder: Path, *, title: str = "", url: str = "", jingle: bool = False, private: bool = False
) -> None:
    """Start a show in a folder, which is made if need be.

    Args:
        folder: where.
        title: the show's; by default made from the folder's name.
        url: where `episodes/` will be reachable; it assigns the show's podcast:guid.
        jingle: give it sounds of our own making.
        private: give its address a secret part.

    Raises:
        ShelfError: there is a show already, or the folder cannot be written.
        ConfigError: the address is none.
    """
    if url and not is_reachable(url):
        raise ConfigError(
            f"{url!r} is no web address.", remedy="Write it whole: https://example.org/show/"
        )
    path = folder / NAME
    if path.exists():
        raise ShelfError(
            f"There is a show in {folder} already.", remedy="Choose another folder, or edit it."
        )
    name = folder.resolve().name.replace("-", " ").replace("_", " ").strip()
    try:
        (folder / "voices").mkdir(parents=True, exist_ok=True)
        (folder / "episodes").mkdir(exist_ok=True)
        for source in starter_voices().iterdir():
            if not (folder / "voices" / source.name).exists():
                shutil.copyfile(source, folder / "voices" / source.name)
    except OSError as error:
        raise unwritable(folder, error) from error
    if not (folder / "episodes" / "README.md").exists():
        _write(folder / "episodes" / "README.md", _EPISODES)
    title = title or name[:1].upper() + name[1:] or "My show"
    sounds = _compose_into(folder / _SOUND) if jingle else {}
    secret = secrets.token_urlsafe(_SECRET) if private else ""
    _write(path, settings_text(title, url, sounds, secret))
    try:
        load(folder)
    except ConfigError:
        path.unlink()  # so that it can be started with other words
        raise


def _write(path: Path, text: str) -> None:
    with replacing(path) as file:
        file.write(text.encode())


def _compose_into(folder: Path) -> dict[str, str]:
    """Put sounds of our own making into a folder, and return their places in the show by key."""
    from paracast.audio.composing import compose

    sounds = compose()
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise unwritable(folder, error) from error
    for key, data in sounds.items():
        path = folder / f"{key}.flac"
        if not path.exists():
            with replacing(path) as file:
                file.write(data)
    return {key: f"{folder.name}/{key}.flac" for key in sounds}


def settings_text(
    title: str, url: str = "", sounds: Mapping[str, str] | None = None, private: str = ""
) -> str:
    """Write a new show's `paracast.toml`: every key, with what it does.

    Args:
        title: the show's.
        url: where it will be reachable; empty: not known yet.
        sounds: the show's own, by their keys in `[sound]`.
        private: the secret part of its address; empty: it is public.
    """
    template = Path(__file__).with_name("template.toml").read_text("utf-8")
    show = Show(title, url=url.rstrip("/") + "/" if url else Show(title).url, private=private)
    guid = podcast_guid(show.address + FEED) if is_public(show.url) else ""
    return template.format(
        title=quoted(title),
        url=quoted(show.url),
        private=f"{'' if private else '# '}private = {quoted(private)}",
        guid=f"guid = {quoted(guid)}" if guid else '# guid = ""',
        **{key: _sound_line(key, sounds or {}) for key in ("intro", "outro", "between", "bed")},
    )


def _sound_line(key: str, sounds: Mapping[str, str]) -> str:
    line = f"{key} = {quoted(sounds[key])}" if key in sounds else f'# {key} = ""'
    return f"{line:<27} "
