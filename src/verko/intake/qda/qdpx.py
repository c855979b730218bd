""".qdpx, .qde and .qdc files: the archive around the exchange format, of any writer."""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Callable
from urllib.parse import unquote

from verko.intake.archive import ArchiveProblem, open_archive, parse_xml, read_member
from verko.intake.decode import decode
from verko.intake.qda.project import QdaProject
from verko.intake.qda.refi import Fallback, read_refi
from verko.intake.qda.refi_xml import local
from verko.intake.transcripts.formats import parse

_FORMATTED = (".docx", ".rtf", ".odt")


def read_qdpx(data: bytes, *, fallback_texts: Fallback | None = None) -> QdaProject:
    """The project in an archive. Raises ArchiveProblem when it holds no readable Project.qde."""
    archive = open_archive(data)
    names = {name.replace("\\", "/").casefold(): name for name in archive.namelist()}
    inside = sorted((name for name in names if name.endswith(".qde")), key=lambda name: (name.count("/"), name))
    if not inside:
        raise ArchiveProblem("has no Project.qde: this is no REFI-QDA project")
    root = parse_xml(read_member(archive, names[inside[0]]))
    if local(root) != "Project":
        raise ArchiveProblem(f"holds <{local(root)[:40]}> where a Project is expected")
    folder = posixpath.dirname(inside[0])
    return read_refi(root, _loader(archive, names, folder), fallback_texts=fallback_texts)


def read_qde(data: bytes, *, fallback_texts: Fallback | None = None) -> QdaProject:
    """A bare Project.qde or a .qdc codebook, without texts. Raises ArchiveProblem when it is neither."""
    root = parse_xml(data)
    if local(root) not in ("Project", "CodeBook"):
        raise ArchiveProblem(f"holds <{local(root)[:40]}>: neither a REFI-QDA project nor a codebook")
    return read_refi(root, lambda path: None, fallback_texts=fallback_texts)


def _loader(archive: zipfile.ZipFile, names: dict[str, str], folder: str) -> Callable[[str], str | None]:
    """Find a text by its file name, whatever the folder's case and however the path is written."""

    def load(path: str) -> str | None:
        wanted = posixpath.basename(re.sub(r"^\w+://", "", unquote(path)).replace("\\", "/")).casefold()
        places = [posixpath.join(folder, "sources", wanted), posixpath.join("sources", wanted), wanted]
        places += sorted(name for name in names if posixpath.basename(name) == wanted)
        found = next((names[place] for place in places if place in names), None)
        if found is None or wanted.endswith(".pdf"):
            return None
        try:
            data, formatted = read_member(archive, found), posixpath.splitext(wanted)[1]
            return parse(data, formatted).transcript.text if formatted in _FORMATTED else decode(data).text
        except ArchiveProblem:
            raise
        except ValueError:
            return None

    return load
