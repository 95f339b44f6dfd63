"""ZIP archives of untrusted origin: what they are, and their files within limits."""

import io
import zipfile
from dataclasses import dataclass
from typing import Any, TypeAlias

from paracast.errors import ArticleError

Xml: TypeAlias = Any
"""lxml's element; it has no public name."""

_MOST_FILES = 20_000
_LARGEST_FILE = 50_000_000  # bytes, unpacked
_LARGEST = 100_000_000  # bytes of all that is read of one archive, unpacked


@dataclass(slots=True)
class Archive:
    """A ZIP file whose members are read by name; nothing of it is written to disk.

    Attributes:
        name: what to call it in an error.
        names: its members'.
    """

    name: str
    names: frozenset[str]
    _zip: zipfile.ZipFile
    _read: int = 0

    def read(self, name: str) -> bytes:
        """Unpack a member.

        Raises:
            ArticleError: it is not there, is damaged, or unpacks to too much.
        """
        room = min(_LARGEST_FILE, _LARGEST - self._read)
        try:
            with self._zip.open(name) as member:
                data = member.read(room + 1)
        except KeyError as error:
            raise damaged(self.name, f"it lacks {name}") from error
        except Exception as error:
            # The decompressors raise errors of their own kinds; each means the same here.
            raise damaged(self.name, str(error)) from error
        self._read += len(data)
        if len(data) > room:
            raise ArticleError(
                f"{self.name} unpacks to more than {_LARGEST // 1_000_000} MB.",
                remedy="It may be made to do harm; get it from somebody you trust.",
            )
        return data


def opened(data: bytes, name: str) -> Archive:
    """Open an archive.

    Raises:
        ArticleError: it is damaged, or has too many members.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise damaged(name, "its table of contents cannot be read") from error
    if len(archive.infolist()) > _MOST_FILES:
        raise ArticleError(
            f"{name} holds more than {_MOST_FILES:,} files.",
            remedy="Unpack it, and give the articles.",
        )
    return Archive(name, frozenset(archive.namelist()), archive)


def parsed_xml(archive: Archive, path: str) -> Xml:
    """Parse XML that nobody vouches for: no entities, no network, no abyss.

    Raises:
        ArticleError: it is not there, or no XML.
    """
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=True
    )
    try:
        tree = etree.fromstring(archive.read(path), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise damaged(archive.name, f"{path} is no XML") from error
    if tree is None:
        raise damaged(archive.name, f"{path} is no XML")
    return tree


def kind_of_archive(data: bytes, name: str) -> str:
    """Tell `epub` from `docx`.

    Raises:
        ArticleError: it is damaged, or neither.
    """
    names = opened(data, name).names
    if "META-INF/container.xml" in names:
        return "epub"
    if "word/document.xml" in names:
        return "docx"
    raise ArticleError(
        f"{name} is a ZIP archive, and neither EPUB nor DOCX.",
        remedy="Unpack it, and give the articles in it.",
    )


def damaged(name: str, why: str) -> ArticleError:
    """Say that an archive cannot be read."""
    return ArticleError(f"{name} is damaged: {why}.", remedy="Get it once more.")
