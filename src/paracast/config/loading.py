"""A show's folder → its Setup."""

import os
import re
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import platformdirs

from paracast.audio.directories import refusal
from paracast.audio.options import AudioOptions, SoundOptions
from paracast.config.lexicon import read_lexicon, show_lexicon
from paracast.config.starter import starter_voices
from paracast.config.tables import read_table, to_options
from paracast.episode.show import Show
from paracast.errors import ConfigError, SpeechError
from paracast.feed import FeedOptions, refuse_unfit
from paracast.pipeline.setup import SHARED, Setup
from paracast.publish.options import PublishOptions
from paracast.script.lexicon import Lexicon
from paracast.script.options import CastingOptions, ReadingOptions, ScriptOptions
from paracast.site.options import SiteOptions
from paracast.speech.options import SpeechOptions
from paracast.speech.profile import VoiceProfile
from paracast.speech.store import Store
from paracast.units import LanguageTag

NAME = "paracast.toml"
_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*\Z")
_TOKEN = re.compile(r"[A-Za-z0-9_-]{16,64}\Z")
_URL = re.compile(r"https?://[^\s/?#]+[^\s?#]*\Z")


@dataclass(frozen=True, slots=True)
class Settings:
    """The whole of `paracast.toml`: one field a table. A stage declares its table's options."""

    show: Show
    speech: SpeechOptions = field(default_factory=SpeechOptions)
    reading: ReadingOptions = field(default_factory=ReadingOptions)
    casting: CastingOptions = field(default_factory=CastingOptions)
    script: ScriptOptions = field(default_factory=ScriptOptions)
    audio: AudioOptions = field(default_factory=AudioOptions)
    sound: SoundOptions = field(default_factory=SoundOptions)
    feed: FeedOptions = field(default_factory=FeedOptions)
    publish: PublishOptions = field(default_factory=PublishOptions)
    site: SiteOptions = field(default_factory=SiteOptions)


def find_show(start: Path) -> Path | None:
    """Return the nearest folder, from `start` upward, that holds a show."""
    here = start.resolve()
    return next((folder for folder in (here, *here.parents) if (folder / NAME).is_file()), None)


def load(folder: Path, *, voice: str = "") -> Setup:
    """Read a show's settings and voices.

    Args:
        folder: holds `paracast.toml`.
        voice: speaks instead of the show's own: a profile's name, or `ENGINE:VOICE`.

    Raises:
        ConfigError: the settings are wrong, or there are none.
        SpeechError: there is no such voice.
    """
    path = folder / NAME
    if folder.is_file():
        raise ConfigError(
            f"{folder} is a file, and a show is a folder.",
            remedy=f"Name it: --show {folder.parent}",
        )
    if not path.is_file():
        raise ConfigError(
            f"There is no show in {folder}: it has no {NAME}.",
            remedy=f"Start one: paracast init {folder}",
        )
    settings = to_options(Settings, read_table(path), str(path))
    settings = replace(settings, show=_checked(settings.show, str(path)))
    _refuse_combinations(settings.audio, str(path))
    for tag in settings.casting.languages:
        if not _TAG.match(tag):
            raise ConfigError(
                f"[casting] languages in {path} has {tag!r}.",
                remedy="Write it as a language tag: es, pt-BR, …",
            )
    return _setup(folder, settings, _profiles(folder / "voices"), voice)


def default_setup(*, voice: str = "") -> Setup:
    """Return what an article is made with outside any show."""
    return _setup(Path(), Settings(Show(title="")), _profiles(None), voice)


def with_voice(setup: Setup, voice: str) -> Setup:
    """Return the same, spoken by a profile, or by `ENGINE:VOICE`.

    Raises:
        SpeechError: there is no such voice.
    """
    chosen = _chosen(voice, setup.voices, setup.folder / "voices")
    return replace(setup, voice=chosen, voice_asked=True)


def _setup(
    folder: Path, settings: Settings, voices: Mapping[str, VoiceProfile], voice: str
) -> Setup:
    return Setup(
        folder=folder,
        show=settings.show,
        voice=_chosen(voice or settings.speech.voice, voices, folder / "voices"),
        voices=voices,
        casting=settings.casting,
        cast={name: _chosen(name, voices, folder / "voices") for name in settings.casting.voices},
        script=settings.script,
        reading=settings.reading,
        audio=settings.audio,
        sound=settings.sound,
        store=Store(store_folder()),
        voice_asked=bool(voice),
        lexicons=_lexicons(folder, voices),
        feed=settings.feed,
        publish=settings.publish,
        site=settings.site,
    )


def store_folder() -> Path:
    """Return where what was spoken is kept: `PARACAST_STORE`, else in the user's cache."""
    asked = os.environ.get("PARACAST_STORE")
    return Path(asked) if asked else platformdirs.user_cache_path("paracast") / "store"


def _lexicons(folder: Path, voices: Mapping[str, VoiceProfile]) -> Mapping[str, Lexicon]:
    """Read the show's pronunciations, and over them those of each voice that has its own."""
    shared = show_lexicon(folder)
    own = {
        name: read_lexicon(folder / "voices" / voice.lexicon).over(shared)
        for name, voice in voices.items()
        if voice.lexicon
    }
    return {SHARED: shared, **own}


def _checked(show: Show, where: str) -> Show:
    """Check what a type cannot state; give the address its slash."""
    if not show.title.strip():
        raise ConfigError(f"[show] title in {where} is empty.", remedy="Give the show a title.")
    if not _TAG.match(show.language):
        raise ConfigError(
            f"[show] language in {where} is {show.language!r}.",
            remedy="Write it as a language tag: en, en-GB, es, …",
        )
    if not is_reachable(show.url):
        raise ConfigError(
            f"[show] url in {where} is {show.url!r}.",
            remedy="Write where episodes/ will be reachable: https://example.org/show/",
        )
    if show.private and not _TOKEN.match(show.private):
        raise ConfigError(
            f"[show] private in {where} is no secret.",
            remedy="Write at least 16 letters, digits, - or _; or start a show anew with "
            "paracast init --private, which makes one.",
        )
    if show.guid:
        try:
            uuid.UUID(show.guid)
        except ValueError as error:
            raise ConfigError(
                f"[show] guid in {where} is no UUID.", remedy="Leave it out, and it is derived."
            ) from error
    refuse_unfit(show, where)
    return replace(show, url=show.url.rstrip("/") + "/")


def is_reachable(url: str) -> bool:
    """Tell whether a show could be reached there: it is a whole web address."""
    return bool(_URL.match(url)) and _is_whole(url)


def _is_whole(url: str) -> bool:
    try:
        return bool(urlsplit(url).hostname)
    except ValueError:  # half a bracket
        return False


def _refuse_combinations(audio: AudioOptions, where: str) -> None:
    """Check what single values cannot state: whether they will do together."""
    if refused := refusal(audio):
        raise ConfigError(f"[audio] in {where} asks for {refused.message}", remedy=refused.remedy)


def profile_files(folder: Path | None) -> Mapping[str, Path]:
    """Name the files in which profiles may stand: a show's; those that paracast brings fill in.

    Raises:
        ConfigError: those are missing.
    """
    files = {path.stem: path for path in sorted(starter_voices().glob("*.toml"))}
    if folder is not None:
        files |= {path.stem: path for path in sorted(folder.glob("*.toml"))}
    return files


def read_profile(path: Path) -> VoiceProfile | None:
    """Read one profile; None: the file is a lexicon, which may lie beside it.

    Raises:
        ConfigError: it cannot be read, or says what it must not.
    """
    table = read_table(path)
    if "engine" not in table and {"words", "entry"} & table.keys():
        return None
    return _profile(path, table)


def _profiles(folder: Path | None) -> Mapping[str, VoiceProfile]:
    read = {name: read_profile(path) for name, path in profile_files(folder).items()}
    return {name: profile for name, profile in read.items() if profile is not None}


def _profile(path: Path, written: dict[str, Any]) -> VoiceProfile:
    """Make a profile of its file's table."""
    if "name" in written or "folder" in written:
        raise ConfigError(
            f"Unknown key {'name' if 'name' in written else 'folder'!r} of {path}.",
            remedy="A profile's name and folder are its file's: rename or move that.",
        )
    options = written.pop("options", {})
    if not isinstance(options, dict):
        raise ConfigError(f"options in {path} is wrong.", remedy="Write it as a table: [options].")
    own = {"name": path.stem, "folder": path.parent, "options": sorted(options.items())}
    return to_options(VoiceProfile, {**written, **own}, str(path))


def _chosen(wanted: str, voices: Mapping[str, VoiceProfile], folder: Path) -> VoiceProfile:
    if wanted in voices:
        return voices[wanted]
    engine, colon, voice = wanted.partition(":")
    if colon and engine and voice:
        language = LanguageTag(voice.partition("+")[0] if engine == "espeak" else "und")
        return VoiceProfile(wanted, engine, voice, language, folder=folder)
    near = get_close_matches(wanted, voices, n=3, cutoff=0.4)
    hint = f"Did you mean {' or '.join(near)}? " if near else ""
    raise SpeechError(
        f"There is no voice {wanted!r}.",
        remedy=f"{hint}Profiles: {', '.join(sorted(voices))}; or ENGINE:VOICE. "
        "List them: paracast voices",
    )
