"""The RO-Crate metadata of a deposit package: what each file is, who made it, and with what (RO-Crate 1.1)."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

from verko import __version__
from verko.study import Study

METADATA = "ro-crate-metadata.json"
KINDS = {
    "html": "text/html",
    "pdf": "application/pdf",
    "csv": "text/csv",
    "json": "application/json",
    "svg": "image/svg+xml",
    "md": "text/markdown",
    "txt": "text/plain",
}
SOFTWARE = "#verko"
_CRATE = "https://w3id.org/ro/crate/1.1"


def ro_crate(study: Study, files: Mapping[str, bytes], *, published: str, languages: list[str]) -> dict[str, Any]:
    """The metadata of a package with these files. published: the date, ISO 8601.

    >>> study = Study(title={"en": "A study"}, synthetic=True)
    >>> crate = ro_crate(study, {"README.md": b"x"}, published="2026-01-31", languages=["en"])
    >>> [entity["@id"] for entity in crate["@graph"]][:3]
    ['ro-crate-metadata.json', './', '#verko']
    """
    people = [_person(number, author) for number, author in enumerate(study.authors, start=1)]
    root = {
        "@id": "./",
        "@type": "Dataset",
        "name": study.title.in_language("en"),
        "alternateName": study.title.in_language("fi"),
        "description": _description(study),
        "datePublished": published,
        "license": study.licence or "No licence has been granted: ask the authors.",
        "inLanguage": languages,
        "author": [{"@id": person["@id"]} for person in people],
        "keywords": "synthetic data" if study.synthetic else "pseudonymised research data",
        "hasPart": [{"@id": name} for name in sorted(files)],
        "mentions": {"@id": "#made"},
    }
    about = {"@id": METADATA, "@type": "CreativeWork", "conformsTo": {"@id": _CRATE}, "about": {"@id": "./"}}
    made = {
        "@id": "#made",
        "@type": "CreateAction",
        "name": "Notebooks and report made from the study's raw files",
        "instrument": {"@id": SOFTWARE},
        "result": {"@id": "./"},
    }
    parts = [_file(name, content) for name, content in sorted(files.items())]
    return {"@context": f"{_CRATE}/context", "@graph": [about, root, _software(), made, *people, *parts]}


def _description(study: Study) -> str:
    told = "An invented example, not research results. " if study.synthetic else ""
    return (
        f"{told}Report, recorded evidence and tables of the study. Raw material, the list of names and the key are not "
        "part of the package. What is in it is pseudonymised, and is not claimed to be anonymous."
    )


def _software() -> dict[str, Any]:
    return {"@id": SOFTWARE, "@type": "SoftwareApplication", "name": "VerKo compendium", "version": __version__}


def _person(number: int, author: Any) -> dict[str, Any]:
    own = f"https://orcid.org/{author.orcid}" if author.orcid else f"#author-{number}"
    person = {"@id": own, "@type": "Person", "name": author.name}
    return person | ({"affiliation": author.affiliation} if author.affiliation else {})


def _file(name: str, content: bytes) -> dict[str, Any]:
    return {
        "@id": name,
        "@type": "File",
        "name": name.rpartition("/")[2],
        "encodingFormat": KINDS.get(name.rpartition(".")[2], "application/octet-stream"),
        "contentSize": str(len(content)),
        "sha256": hashlib.sha256(content).hexdigest(),
    }
