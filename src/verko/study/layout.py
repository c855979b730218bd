"""Lay out a new study: a commented study.yml and a folder for each kind of material."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

from verko.errors import FileProblem
from verko.study.loading import STUDY_FILE

FOLDERS: dict[str, str] = {
    "literature": "Database exports: .ris, .bib, .nbib",
    "review": "Protocol, screening decisions and charting of the literature review",
    "webpages": "Saved web pages: .html, .md",
    "interviews/groups": "Transcripts of group interviews: .docx, .md, .txt, .pdf",
    "interviews/managers": "Transcripts of managers' interviews",
    "codings": "Codings: .qdpx of any QDA tool, or CSV with document,quote,code,coder",
    "codevelopment": "The co-development record: fill in codevelopment.xlsx, or one CSV a table",
    "feedback": "Evaluation: fill in evaluation.xlsx, or exports of a survey tool with evaluation_mapping.csv",
    "background": "Tables about the material: interviews, participants, codebook, web page sheet",
    "privacy": "names.csv: name,replacement,kind",
    "words": "stop_words_fi.txt: words not to count, one a line (-word: count it); lemmas_fi.tsv: form, tab, lemma",
    "report/fi": "Chapters of your own in Finnish; a file here replaces the template's chapter of the same name",
    "report/en": "Chapters of your own in English",
}
"""Each folder of a study and what belongs there."""


def lay_out(folder: Path) -> list[Path]:
    """Write study.yml and the folders; what is there already stays. Returns what was made.

    Raises FileProblem when a study.yml is there already, or when `folder` is a file.
    """
    declaration = folder / STUDY_FILE
    if declaration.exists():
        raise FileProblem(declaration, "", "is there already: it is left as it is")
    if folder.exists() and not folder.is_dir():
        raise FileProblem(folder, "", "is a file: name a folder for the study")
    for name in FOLDERS:
        (folder / name).mkdir(parents=True, exist_ok=True)
    declaration.write_text(files("verko.study").joinpath("template.yml").read_text("utf-8"), encoding="utf-8")
    guide = folder / "README.txt"
    guide.write_text(_guide(), encoding="utf-8")
    return [declaration, guide, *(folder / name for name in FOLDERS)]


def _guide() -> str:
    width = max(map(len, FOLDERS)) + 2
    lines = [f"{name:<{width}}{meaning}" for name, meaning in FOLDERS.items()]
    return "What goes where\n\n" + "\n".join(lines) + "\n\nEvery choice stands in study.yml.\n"
