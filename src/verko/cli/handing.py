"""The commands that hand something out for a person, or another tool, to go on with."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape

from verko.cli.app import EXAMPLE, StudyFolder, app, console
from verko.errors import StudyError


@app.command()
def lookup(study: StudyFolder = EXAMPLE) -> None:
    """Ask OpenAlex and Crossref about the review's records; the answers are kept in the study, as study.yml says.

    Example: verko lookup --study studies/mine
    """
    from verko.literature.live_study import look_up_study
    from verko.project import outputs_of
    from verko.study import load_study

    declared, out = load_study(study), console()
    for name, (found, path) in look_up_study(declared, outputs_of(declared.folder)).items():
        for line in found.in_words():
            out.print(f"{escape(name)}: {escape(line)}", highlight=False, soft_wrap=True)
        out.print(f"  {escape(str(path))}", highlight=False, soft_wrap=True)


@app.command()
def review(study: StudyFolder = EXAMPLE) -> None:
    """List the words of the transcripts that may be names, for a person to decide on; decisions hold from then on.

    Example: verko review --study data/example
    """
    from verko.intake.transcripts.wall import list_for_review, list_rare
    from verko.study import load_study

    declared = load_study(study)
    file, waiting = list_for_review(declared, declared.sets("transcripts"))
    rare, combinations = list_rare(declared, declared.sets("transcripts"))
    out = console()
    out.print(f"{escape(str(file))}: {waiting} words wait for a decision", highlight=False, soft_wrap=True)
    told = f"{combinations} backgrounds that fewer than {declared.privacy.k} people share, with what to make coarser"
    out.print(f"{escape(str(rare))}: {told}", highlight=False, soft_wrap=True)


@app.command()
def seal(
    key: Annotated[Path, typer.Argument(help="Where the encrypted key goes: outside the study's outputs.")],
    study: StudyFolder = EXAMPLE,
    passphrase: Annotated[
        str, typer.Option(prompt=True, hide_input=True, confirmation_prompt=True, envvar="VERKO_PASSPHRASE")
    ] = "",
) -> None:
    """Write what was replaced by what into an encrypted key, which only the passphrase opens.

    Example: verko seal safe/example.verko-key --study data/example
    """
    from verko.intake.transcripts.wall import seal_key
    from verko.project import project_root
    from verko.study import load_study

    if key.resolve().is_relative_to(project_root() / "outputs"):
        raise StudyError(f"{key}: lies in outputs/, which is given away: keep the key elsewhere")
    declared = load_study(study)
    changes = seal_key(declared, declared.sets("transcripts"), key, passphrase)
    console().print(f"{escape(str(key))}: {changes} changes sealed", highlight=False, soft_wrap=True)


@app.command()
def export(
    study: StudyFolder = EXAMPLE,
    language: Annotated[str, typer.Option(help="fi or en: the language of code names; the study's first.")] = "",
    to: Annotated[Path | None, typer.Option(help="Another folder than outputs/<study>/export.")] = None,
) -> None:
    """Write the coding as .qdpx and .qdc and the review's records as RIS and CSV; texts are pseudonymised.

    Example: verko export --study data/example
    """
    from verko.pipeline.exporting import export_study
    from verko.project import as_given

    if language not in ("", "fi", "en"):
        raise StudyError(f"--language {language}: is neither fi nor en")
    out = console()
    for path in export_study(study, out, language=language, to=to):
        out.print(f"  {escape(as_given(path))}", highlight=False, soft_wrap=True)
