"""A small invented review, laid out as a study in a temporary folder."""

from __future__ import annotations

from pathlib import Path

from verko.study import Study, load_study

STUDY = """title: {fi: Katsaus, en: Review}
synthetic: true
data_sets:
  literature:
    kind: bibliography
    files: ["literature/*.ris"]
    protocol: literature/protocol.yml
    screening: [literature/screening_a.csv, literature/screening_b.csv]
    adjudication: literature/screening_adjudication.csv
    charting: literature/charting.csv
    merges: literature/merges.csv
"""
PROTOCOL = """databases:
  one.ris: {name: One, search_date: 2020-09-07, announced: 3}
exclusion_reasons:
  X1: {fi: Väärä kohderyhmä, en: Wrong population}
  X2: {fi: Ei saatu, en: Not available, not_retrieved: true}
seed_articles:
  - {title: Peer support among parents}
  - {title: Never found anywhere}
charting_form:
  - name: country
    label: {fi: Maa, en: Country}
    type: choice
    required: true
    choices: {FI: {fi: Suomi, en: Finland}}
"""
DECISIONS = "stage,doi,title,year,decision,reason\n"


def entry(title: str, *, doi: str = "", year: int = 2014, authors: tuple[str, ...] = ("Exampleson, M.",)) -> str:
    """One RIS entry."""
    lines = ["TY  - JOUR", f"TI  - {title}", *(f"AU  - {name}" for name in authors), f"PY  - {year}", "JO  - Journal"]
    return "\n".join([*lines, *([f"DO  - {doi}"] if doi else []), "ER  - ", "", ""])


ONE = (
    entry("Peer support among parents", doi="10.5555/a")
    + entry("Experts by experience at work in families", doi="10.5555/b")
    + entry("Peer review of grant proposals", doi="10.5555/c")
)
TWO = entry("Peer Support Among Parents.", doi="10.5555/A") + entry("Volunteers in early home support", doi="10.5555/d")


def lay_out(folder: Path, **files: str) -> Study:
    """The study in `folder`; `files` replaces what stands in literature/ by stem, an empty text leaves a file out."""
    literature = folder / "literature"
    literature.mkdir(parents=True)
    standard = {
        "one.ris": ONE,
        "two.ris": TWO,
        "protocol.yml": PROTOCOL,
        "screening_a.csv": DECISIONS
        + _rows("include", "include", "exclude", "include")
        + "full_text,10.5555/a,,,include,\n",
        "screening_b.csv": DECISIONS
        + _rows("include", "exclude", "exclude", "include")
        + "full_text,10.5555/a,,,include,\n",
        "screening_adjudication.csv": DECISIONS + "title_abstract,10.5555/b,,,exclude,\n",
        "charting.csv": "doi,title,year,country\n10.5555/a,Peer support among parents,2014,FI\n",
        "merges.csv": "kept_source,merged_source,decision,decided_by\n",
    }
    given = {name.replace("_dot_", "."): text for name, text in files.items()}
    declared = STUDY
    for name, text in (standard | given).items():
        if text:
            (literature / name).write_text(text, encoding="utf-8")
        else:
            declared = "\n".join(line for line in declared.splitlines() if f"literature/{name}" not in line)
    (folder / "study.yml").write_text(declared, encoding="utf-8")
    return load_study(folder)


def _rows(*decisions: str) -> str:
    return "".join(f"title_abstract,10.5555/{doi},,,{each},\n" for doi, each in zip("abcd", decisions, strict=True))
