"""A folder or an address → what is wrong with the feed there, and with all that it names."""

from pathlib import Path
from typing import TYPE_CHECKING

from paracast.errors import UsageError

if TYPE_CHECKING:
    from paracast.check import Finding


def check_feed(
    what: str | Path,
    *,
    deep: bool = True,
    against: str | Path = "",
    newest: int = 5,
    allow_private: bool = False,
) -> "tuple[Finding, ...]":
    """Check a feed and all that it names: sound, tags, chapters, transcripts, artwork.

    Args:
        what: a folder with `feed.xml` in it, a show's folder, or a feed's address.
        deep: of a folder: decode all sound and measure it, instead of believing what headers and
            manifests tell.
        against: the feed that people have, a file or an address; empty: the one that was published
            last, if a folder has one.
        newest: of an address: how many episodes' files are asked for.
        allow_private: ask machines too that are not public.

    Raises:
        UsageError: there is no such folder or file.
        FeedError: what is there is no feed.
    """
    before = _read(str(against), allow_private=allow_private)
    if _is_address(str(what)):
        from paracast.check import check_url

        return check_url(str(what), newest=newest, allow_private=allow_private, against=before)
    from paracast.check import check_folder

    return check_folder(_folder(str(what)), deep=deep, against=before)


def _folder(what: str) -> Path:
    path = Path(what)
    folder = path.parent if path.is_file() else path
    inner = folder / "episodes"
    if not (folder / "feed.xml").is_file() and (inner / "feed.xml").is_file():
        return inner
    if not folder.is_dir():
        raise UsageError(f"There is no {what}.", remedy="Name a folder, or an address: https://…")
    return folder


def _is_address(what: str) -> bool:
    return what.lower().startswith(("http://", "https://"))


def _read(against: str, *, allow_private: bool) -> bytes | None:
    if not against:
        return None
    if _is_address(against):
        from paracast.check import fetch_feed

        return fetch_feed(against, allow_private=allow_private)
    try:
        return Path(against).read_bytes()
    except OSError as failure:
        raise UsageError(
            f"Cannot read {against}: {failure.strerror}.", remedy="Check its name."
        ) from failure
