"""The command line: each command turns its arguments into one call, then says where the result went."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape

from verko.errors import StudyError

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
    help="A reproducible research compendium: raw material in, an auditable report out.",
)

StudyFolder = Annotated[Path, typer.Option("--study", "-s", help="Folder of the study, with its study.yml.")]
EXAMPLE = Path("data/example")


class Renderer(StrEnum):
    """Who renders the report."""

    auto = "auto"
    quarto = "quarto"
    embedded = "embedded"


@app.command()
def report(
    study: StudyFolder = EXAMPLE,
    renderer: Annotated[Renderer, typer.Option(help="auto takes Quarto when it is there.")] = Renderer.auto,
) -> None:
    """Make everything, from raw files to the report as HTML and PDF.

    Example: verko report --study data/example
    """
    from verko.pipeline.study_run import report_study
    from verko.project import as_given

    console = _console()
    made, progress = report_study(study, console, renderer=renderer.value)
    if not progress.took:
        console.print("Nothing has changed since the last run.")
    for path in made:
        console.print(f"  {escape(as_given(path))}", highlight=False, soft_wrap=True)


@app.command()
def check(study: StudyFolder = EXAMPLE) -> None:
    """Read all material and print the account: announced, read, refused with place and reason.

    Example: verko check --study data/example
    """
    from verko.pipeline.account_table import show_account
    from verko.pipeline.study_run import check_study

    console = _console()
    checked = check_study(study, console)
    show_account(checked, console)
    if checked.stopped:
        raise typer.Exit(1)


@app.command()
def study(folder: Annotated[Path, typer.Argument(help="Where to lay the study out.")]) -> None:
    """Lay out a study of your own: a commented study.yml and its folders.

    Example: verko study studies/mine
    """
    from verko.codevelopment.forms import lay_out as lay_out_forms
    from verko.study.layout import lay_out

    console = _console()
    for path in [*lay_out(folder), *lay_out_forms(folder)]:
        console.print(f"  {escape(str(path))}", highlight=False, soft_wrap=True)
    console.print(
        f"Put your files into the folders, fill in {escape(str(folder / 'study.yml'))}, then: "
        f"make check STUDY={escape(str(folder))}",
        soft_wrap=True,
    )


@app.command()
def verify(study: StudyFolder = EXAMPLE) -> None:
    """Make every table and all evidence again in a fresh folder and compare with what is there.

    Example: verko verify --study data/example
    """
    from verko.pipeline.study_run import verify_study

    console = _console()
    result = verify_study(study, console)
    for word, names in (("differs", result.different), ("is missing now", result.missing), ("is new", result.new)):
        for name in names:
            console.print(f"{escape(name)} {word}", style="red", highlight=False)
    console.print(f"{len(result.same)} results made again and identical, {len(result.different)} different")
    if not result.identical:
        raise typer.Exit(1)


@app.command()
def archive(
    study: StudyFolder = EXAMPLE,
    renderer: Annotated[Renderer, typer.Option(help="auto takes Quarto when it is there.")] = Renderer.auto,
) -> None:
    """Pack what may be given away (report, evidence, tables, hashes, metadata) into a deposit package.

    Example: verko archive --study data/example
    """
    from verko.pipeline.study_run import archive_study
    from verko.project import as_given

    console = _console()
    made = archive_study(study, console, renderer=renderer.value)
    console.print(f"  {escape(as_given(made))}", highlight=False, soft_wrap=True)


@app.command()
def lab(study: StudyFolder = EXAMPLE) -> None:
    """Open JupyterLab on the notebooks, with the study's tables ready.

    Example: verko lab --study data/example
    """
    from verko.pipeline.lab import open_lab

    raise typer.Exit(open_lab(study, _console()))


@app.command(context_settings={"allow_extra_args": True, "ignore_unknown_options": True})
def test(context: typer.Context) -> None:
    """Run all tests; further arguments go to pytest.

    Example: verko test -k account
    """
    raise typer.Exit(_in_project([sys.executable, "-m", "pytest", *context.args]))


@app.command()
def bench(name: Annotated[str, typer.Argument(help="Name of one benchmark; all when left out.")] = "") -> None:
    """Measure, each against a named peer where there is one.

    Example: verko bench pipeline
    """
    raise typer.Exit(_in_project([sys.executable, "-m", "benchmarks", *([name] if name else [])]))


@app.command()
def browse(
    find: Annotated[str, typer.Argument(help="Part of a name or a text, to list here instead of in the browser.")] = "",
    study: StudyFolder = EXAMPLE,
    port: Annotated[int, typer.Option(help="0 takes a free one.")] = 0,
    open_page: Annotated[bool, typer.Option("--open/--no-open", help="Open the browser as well.")] = True,
) -> None:
    """Look into the evidence in the browser: search it and the talk, follow numbers and quotes to their source.

    Example: verko browse --study data/example
    """
    from verko.project import outputs_of
    from verko.study import load_study

    declared = load_study(study)
    outputs = outputs_of(declared.folder)
    if find:
        _list_evidence(outputs / "evidence" / "evidence.sqlite", find)
    else:
        from verko.browse.library import Library
        from verko.browse.server import serve

        say = _console().print
        serve(Library(declared, outputs), port=port, open_page=open_page and sys.stdout.isatty(),
              say=lambda address: say(f"{address}\nCtrl-C ends it.", highlight=False, soft_wrap=True))  # fmt: skip


def _list_evidence(database: Path, find: str) -> None:
    from verko.evidence.browsing import find_evidence

    console = _console()
    for found in find_evidence(database, find):
        console.print(f"[bold]{found.name}[/] [dim]{found.kind}, {found.notebook}[/]  ", end="", highlight=False)
        console.print(escape(found.summary), highlight=False, soft_wrap=True)


@app.command()
def flow(
    labels: Annotated[Path, typer.Argument(help="CSV or .csv.gz with titles and one or two columns of labels.")],
    prisma: Annotated[Path | None, typer.Option(help="Write PRISMA.csv for the R package PRISMA2020.")] = None,
) -> None:
    """Print the PRISMA flow that the labels of a screened set tell, and prove its sums.

    Example: verko flow labelled.csv --prisma PRISMA.csv
    """
    from verko.literature.flow_report import flow_lines
    from verko.literature.labelled import flow_of_labels, read_labelled
    from verko.literature.prisma_csv import write_prisma
    from verko.store import write_atomically

    console, told = _console(), read_labelled(labels)
    counted = flow_of_labels(told, name=labels.name.split(".")[0])
    for line in flow_lines(counted, told):
        console.print(escape(line), highlight=False, soft_wrap=True)
    if prisma:
        write_atomically(prisma, write_prisma(counted))
        console.print(f"  {escape(str(prisma))}", highlight=False, soft_wrap=True)


@app.command()
def lookup(study: StudyFolder = EXAMPLE) -> None:
    """Ask OpenAlex and Crossref about the review's records; the answers are kept in the study, as study.yml says.

    Example: verko lookup --study studies/mine
    """
    from verko.literature.live_study import look_up_study
    from verko.project import outputs_of
    from verko.study import load_study

    declared, console = load_study(study), _console()
    for name, (found, path) in look_up_study(declared, outputs_of(declared.folder)).items():
        for line in found.in_words():
            console.print(f"{escape(name)}: {escape(line)}", highlight=False, soft_wrap=True)
        console.print(f"  {escape(str(path))}", highlight=False, soft_wrap=True)


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
    console = _console()
    console.print(f"{escape(str(file))}: {waiting} words wait for a decision", highlight=False, soft_wrap=True)
    told = f"{combinations} backgrounds that fewer than {declared.privacy.k} people share, with what to make coarser"
    console.print(f"{escape(str(rare))}: {told}", highlight=False, soft_wrap=True)


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
    _console().print(f"{escape(str(key))}: {changes} changes sealed", highlight=False, soft_wrap=True)


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
    console = _console()
    for path in export_study(study, console, language=language, to=to):
        console.print(f"  {escape(as_given(path))}", highlight=False, soft_wrap=True)


@app.command()
def clean(study: StudyFolder = EXAMPLE) -> None:
    """Remove all that was made of a study; the study's own files stay.

    Example: verko clean --study data/example
    """
    from verko.pipeline.study_run import clean_study

    _console().print(f"removed {escape(str(clean_study(study)))}", highlight=False, soft_wrap=True)


def main() -> None:
    """The `verko` command: a StudyError is its lines on standard error and exit code 1, never a traceback."""
    try:
        app()
    except StudyError as error:
        Console(stderr=True).print(escape(str(error)), style="red", highlight=False, soft_wrap=True)
        sys.exit(1)
    except KeyboardInterrupt:
        Console(stderr=True).print("stopped; the next run goes on from here")
        sys.exit(130)


def _console() -> Console:
    return Console(width=None if sys.stdout.isatty() else 200)


def _in_project(command: list[str]) -> int:
    import subprocess

    from verko.project import project_root

    return subprocess.run(command, cwd=project_root(), check=False).returncode  # noqa: S603 - our own argument list


if __name__ == "__main__":
    main()
