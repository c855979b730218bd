"""The account as a person reads it on the terminal."""

from __future__ import annotations

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from verko.pipeline.study_run import Checked
from verko.project import as_given


def show_account(checked: Checked, console: Console) -> None:
    """Print one row a file, the sums, the refusals with place and reason, and files that no data set names."""
    table = Table(box=None, header_style="bold", pad_edge=False)
    for column in ("data set", "file", "format"):
        table.add_column(column, overflow="fold")
    for column in ("announced", "read", "refused"):
        table.add_column(column, justify="right")
    table.add_column("of", overflow="fold")
    for name, account in checked.accounts:
        colour = "red" if account.refused else ""
        row = (name, account.file, account.format, account.announced, account.read, account.refused, account.unit)
        table.add_row(*(escape(str(cell)) for cell in row), style=colour)
    table.add_section()
    table.add_row("together", f"{len(checked.accounts)} files", "", *_sums(checked), style="bold")
    console.print(table)
    _show_refusals(checked, console)
    _show_notes(checked, console)
    if checked.unnamed:
        console.print(f"\n{len(checked.unnamed)} files that no data set names, not read:")
        for path in checked.unnamed[:20]:
            console.print(f"  {escape(as_given(path))}", highlight=False, soft_wrap=True)


def _sums(checked: Checked) -> tuple[str, str, str]:
    accounts = [account for _, account in checked.accounts]
    return tuple(str(sum(getattr(account, part) for account in accounts)) for part in ("announced", "read", "refused"))


def _show_refusals(checked: Checked, console: Console) -> None:
    if checked.accepted:
        console.print(f"\n{checked.accepted} refused and accepted by name in study.yml")
    if checked.stopped:
        console.print("\nRefused:", style="red bold")
        for line in checked.stopped:
            console.print(f"  {escape(line)}", style="red", highlight=False, soft_wrap=True)
    else:
        console.print("\nEverything announced is read, or its loss accepted by name.", style="green")


def _show_notes(checked: Checked, console: Console) -> None:
    notes = [(account.file, note) for _, account in checked.accounts for note in account.notes]
    if notes:
        console.print("\nNotes:")
        for file, note in notes:
            console.print(f"  {escape(file)}: {escape(note)}", highlight=False, soft_wrap=True)
