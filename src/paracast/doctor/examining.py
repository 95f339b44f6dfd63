"""What is looked at, and in which order."""

import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from paracast import config
from paracast.doctor.model import Remark, absent, calmly, of_error
from paracast.doctor.place import examine_room, examine_store
from paracast.doctor.publishing import AREA as PUBLISHING
from paracast.doctor.publishing import examine_publishing
from paracast.doctor.show import AREA as SHOW
from paracast.doctor.show import examine_show
from paracast.doctor.software import AREA as SOFTWARE
from paracast.doctor.software import examine_extras, examine_software
from paracast.doctor.speaking import ENGINES, VOICES, Company, examine_engines, examine_voices
from paracast.errors import ParacastError
from paracast.pipeline.setup import Setup
from paracast.speech.profile import VoiceProfile
from paracast.speech.store import Store


@dataclass(frozen=True, slots=True)
class _Found:
    """A show as far as it can be loaded.

    Attributes:
        folder: None: there is no show here.
        setup: None: it cannot be loaded.
        error: why it cannot.
    """

    folder: Path | None
    setup: Setup | None = None
    error: ParacastError | None = None


def examine(folder: Path | None, *, network: bool = False) -> Iterator[Remark]:
    """Look at everything that paracast needs, and say of each thing how it stands.

    It never raises: what cannot be looked at is a remark too.

    Args:
        folder: the show's; None: the nearest from here upward, if there is one.
        network: ask the target of the show, and its address.
    """
    store = Store(config.store_folder())
    yield from calmly(SOFTWARE, "paracast", examine_software)
    yield from calmly("Extras", "extras", examine_extras)
    found = _find(folder)
    company = _company(found)
    yield from calmly(ENGINES, "engines", lambda: examine_engines(company))
    yield from calmly(VOICES, "voices", lambda: examine_voices(company))
    told = {error.message for error in company.broken.values()}
    yield from calmly(SHOW, "settings", lambda: _show(found, told))
    if setup := found.setup:
        yield from calmly(PUBLISHING, "target", lambda: examine_publishing(setup, network=network))
    yield from calmly("Store", "folder", lambda: examine_store(store))
    places = {"store": store.folder, "temporary files": Path(tempfile.gettempdir())}
    show = {"show": found.folder} if found.folder else {}
    yield from calmly("Disk", "room", lambda: examine_room({**show, **places}))


def _find(folder: Path | None) -> _Found:
    try:
        found = folder or config.find_show(Path.cwd())
    except OSError:  # this folder has gone, or may not be looked into
        return _Found(None)
    if found is None:
        return _Found(None)
    try:
        return _Found(found, config.load(found))
    except ParacastError as error:
        return _Found(found, error=error)


def _show(found: _Found, told: Iterable[str]) -> Iterator[Remark]:
    """Tell of the show; what keeps it from being loaded may have been told with the voices."""
    if found.setup:
        yield from examine_show(found.setup)
    elif found.error and found.error.message in told:
        yield absent(SHOW, "settings", "not looked at", "Mend the voice first.")
    elif found.error:
        yield of_error(SHOW, "settings", found.error)
    elif found.folder is None:
        yield absent(SHOW, "folder", "none here or above", "Start one: paracast init my-show")


def _company(found: _Found) -> Company:
    """Read each profile by itself, so that a broken one does not hide the others."""
    profiles, broken = dict[str, VoiceProfile](), dict[str, ParacastError]()
    folder = found.folder / "voices" if found.folder else None
    try:
        files = config.profile_files(folder)
    except ParacastError as error:
        files, broken = {}, {"shipped": error}
    for name, path in files.items():
        try:
            profile = config.read_profile(path)
        except ParacastError as error:
            broken[name] = error
        else:
            profiles |= {name: profile} if profile else {}
    return Company(folder or Path("voices"), profiles, broken, _used(found.setup, profiles))


def _used(setup: Setup | None, profiles: dict[str, VoiceProfile]) -> list[VoiceProfile]:
    """Return who speaks; where nobody can tell, the one that every show has."""
    if setup:
        return list(dict.fromkeys((setup.voice, *setup.cast.values())))
    return [voice for name, voice in profiles.items() if name == "narrator"]
