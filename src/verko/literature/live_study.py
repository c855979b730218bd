"""Look up the records of a study's reviews, as far as its `study.yml` asks for it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from verko.atomic import write_atomically
from verko.errors import FileProblem
from verko.literature.build import read
from verko.literature.catalogues import Catalogue, NotInstalled, catalogues
from verko.literature.live import LookedUp, look_up
from verko.literature.writing import safe_csv
from verko.study.model import BibliographySet, Study

_INSTALL = "install it with `.venv/bin/python -m pip install -e '.[live]'`"


def look_up_study(
    study: Study, outputs: Path, *, made_by: Callable[[str], Sequence[Catalogue]] = catalogues, today: str = ""
) -> dict[str, tuple[LookedUp, Path]]:
    """Look up the records of every review whose data set has `look_up`; by data set, what was found and where it lies.

    made_by: makes the catalogues from the set's `mailto`. Raises FileProblem when no data set asks for a look-up.
    """
    sets = {name: each for name, each in study.sets("bibliography").items() if each.look_up is not None}
    if not sets:
        advice = "no data set of kind bibliography asks for it: add `look_up: {kept: review/looked_up.json}`"
        raise FileProblem(study.folder / "study.yml", "", advice)
    return {name: _of_set(study, outputs, name, each, made_by, today) for name, each in sets.items()}


def _of_set(
    study: Study,
    outputs: Path,
    name: str,
    declared: BibliographySet,
    made_by: Callable[[str], Sequence[Catalogue]],
    today: str,
) -> tuple[LookedUp, Path]:
    asked = declared.look_up
    assert asked is not None
    kept = _inside(study, asked.kept)
    sources, offline = _sources(made_by, asked.mailto)
    records = read(study, {name: declared}).tables["records"]
    found = look_up(records, kept, sources, today=today or date.today().isoformat(), offline=offline)
    path = outputs / "literature" / f"looked_up_{name}.csv"
    path.parent.mkdir(parents=True, exist_ok=True)
    write_atomically(path, safe_csv(found.table))
    return found, path


def _sources(made_by: Callable[[str], Sequence[Catalogue]], mailto: str) -> tuple[Sequence[Catalogue], str]:
    try:
        return made_by(mailto), ""
    except NotInstalled as missing:
        return [], f"the extra `live` ({missing}) is not installed: {_INSTALL}"


def _inside(study: Study, kept: Path) -> Path:
    if kept.is_absolute() or ".." in kept.parts:
        raise FileProblem(study.folder / "study.yml", "", f"'{kept}' leaves the study's folder: keep the answers in it")
    return study.folder / kept
