"""Zip files (.docx, .odt, .xlsx, .qdpx) and XML from strangers: bounded, confined, without entities."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path, PurePosixPath
from xml.etree.ElementTree import Element

from defusedxml import ElementTree
from defusedxml.common import DefusedXmlException

MOST_MEMBERS = 20_000
MOST_BYTES = 1024**3  # unpacked, all members together
MOST_RATIO = 200  # unpacked / packed of one member over 1 MB: text and XML stay far below
_SMALL = 1024**2


class ArchiveProblem(ValueError):
    """Why an archive or a member of it is not read; a reader turns it into a refusal with the file's name."""


def open_archive(data: bytes | Path) -> zipfile.ZipFile:
    """A zip file whose members are all confined and bounded.

    Raises ArchiveProblem: not a zip, encrypted, cut off, a path that leaves the archive, too many or too large members.
    """
    try:
        archive = zipfile.ZipFile(BytesIO(data) if isinstance(data, bytes) else data)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        raise ArchiveProblem("is no whole zip file: truncated or of another kind") from None
    members = archive.infolist()
    if len(members) > MOST_MEMBERS:
        raise ArchiveProblem(f"holds {len(members)} members, over {MOST_MEMBERS}")
    if sum(member.file_size for member in members) > MOST_BYTES:
        raise ArchiveProblem("would unpack to over 1 GB")
    for member in members:
        _check_member(member)
    return archive


def _check_member(member: zipfile.ZipInfo) -> None:
    parts = PurePosixPath(member.filename.replace("\\", "/")).parts
    if ".." in parts or member.filename.startswith(("/", "\\")) or (parts and ":" in parts[0]):
        raise ArchiveProblem("holds a path that leaves the archive")
    if member.flag_bits & 0x1:
        raise ArchiveProblem("is encrypted: save it without a password")
    if member.file_size > _SMALL and member.file_size > MOST_RATIO * max(member.compress_size, 1):
        raise ArchiveProblem("is packed like a zip bomb")


def read_member(archive: zipfile.ZipFile, name: str) -> bytes:
    """The bytes of one member, never more than it announces. Raises ArchiveProblem when it is absent or damaged."""
    try:
        announced = archive.getinfo(name).file_size
        with archive.open(name) as member:
            data = member.read(announced + 1)
    except KeyError:
        raise ArchiveProblem(f"has no member {name}") from None
    except Exception as error:  # zipfile, zlib and lzma each raise their own
        raise ArchiveProblem(f"holds a damaged member ({type(error).__name__})") from None
    if len(data) > announced:
        raise ArchiveProblem("holds a member larger than it announces")
    return data


def parse_xml(data: bytes) -> Element:
    """The root element; entities, external or internal, and DTDs with entities are refused.

    Raises ArchiveProblem with the line of a syntax error.

    >>> parse_xml(b"<a><b/></a>").tag
    'a'
    """
    try:
        return ElementTree.fromstring(data, forbid_dtd=False, forbid_entities=True, forbid_external=True)
    except ElementTree.ParseError as error:
        raise ArchiveProblem(f"is no whole XML: line {error.position[0]}") from None
    except DefusedXmlException:
        raise ArchiveProblem("declares XML entities: refused") from None
    except (ValueError, LookupError):
        raise ArchiveProblem("is XML in an encoding that cannot be read") from None
