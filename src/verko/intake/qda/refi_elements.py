"""Elements of the exchange format as they are written: ids, texts that XML can hold, the tree of codes."""

from __future__ import annotations

import re
import uuid
from xml.etree import ElementTree as ET

from verko.intake.qda.project import QdaCode

GUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)?")
_OWN = uuid.UUID("7f1c1f0e-3a52-5f57-9d8b-0d9f6c6b2a11")
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def guid_for(own: str, kind: str = "") -> str:
    """The id itself where it is a GUID, else one made of it that is always the same.

    >>> guid_for("code-1") == guid_for("code-1"), guid_for("0DD32A55-41fd-4dae-920c-a81a9735bfb6")[:8]
    (True, '0dd32a55')
    """
    return own.lower() if GUID.fullmatch(own) else str(uuid.uuid5(_OWN, f"{kind}/{own}"))


def serialised(root: ET.Element) -> bytes:
    return b'<?xml version="1.0" encoding="utf-8"?>\n' + ET.tostring(root, encoding="utf-8") + b"\n"


def clean_text(text: str) -> str:
    """Without the characters that XML cannot hold."""
    return _NOT_XML.sub("", text)


def element(parent: ET.Element, tag: str, /, **attributes: str) -> ET.Element:
    """A child element; attributes that are empty are left out."""
    return ET.SubElement(parent, tag, {key: clean_text(value) for key, value in attributes.items() if value})


def described(parent: ET.Element, text: str) -> None:
    if text:
        ET.SubElement(parent, "Description").text = clean_text(text)


def add_codes(parent: ET.Element, codes: list[QdaCode], notes: dict[str, list[str]] | None = None) -> None:
    """The tree of codes; a code whose parent is not there stands at the top."""
    known = {code.id for code in codes}
    below: dict[str, list[QdaCode]] = {}
    for code in codes:
        below.setdefault(code.parent if code.parent in known and code.parent != code.id else "", []).append(code)

    def add(above: ET.Element, code: QdaCode) -> None:
        made = ET.SubElement(above, "Code", {
            "guid": guid_for(code.id, "code"), "name": clean_text(code.name), "isCodable": str(code.codable).lower(),
        })  # fmt: skip
        if re.fullmatch(r"#[0-9A-Fa-f]{6}", code.color):
            made.set("color", code.color)
        described(made, code.definition)
        for note in (notes or {}).get(code.id, []):
            ET.SubElement(made, "NoteRef", {"targetGUID": note})
        for one in below.get(code.id, []):
            add(made, one)

    if codes:
        holder = ET.SubElement(parent, "Codes")
        for code in below.get("", []):
            add(holder, code)
