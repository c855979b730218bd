"""The account as a person reads it on the terminal."""

from __future__ import annotations

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from verko.account import FileAccount
from verko.pipeline.study_run import Checked
from verko.project import as_given


def show_account(checked: Checked, console: Console) -> None:
    """Print one row a file, the sums, the refusals with place and reason, and files that no data set names."""
    table = Table(box=None, header_style="bold", pad_edge=False)
    table.add_column("file", overflow="fold", ratio=3)
    table.add_column("format", overflow="fold", ratio=1)
    for column in ("announced", "read", "refused"):
        table.add_column(column, justify="right", no_wrap=True)
    table.add_column("of", no_wrap=True)
    for name, accounts in _by_data_set(checked):
        table.add_row(f"[bold]{escape(name)}[/]")
        for account in accounts:
            row = (account.file, account.format, account.announced, account.read, account.refused, account.unit)
            table.add_row(*(escape(str(cell)) for cell in row), style="red" if account.refused else "")
    table.add_section()
    table.add_row(f"together {len(checked.accounts)} files", "", *_sums(checked), style="bold")
    console.print(table)
    if checked.study.waiting:
        console.print(f"\nNo files yet for: {escape(', '.join(checked.study.waiting))}")
    _show_refusals(checked, console)
    _show_notes(checked, console)
    if checked.unnamed:
        console.print(f"\n{len(checked.unnamed)} files that no data set names, not read:")
        for path in checked.unnamed[:20]:
            console.print(f"  {escape(as_given(path))}", highlight=False, soft_wrap=True)


def _by_data_set(checked: Checked) -> list[tuple[str, list[FileAccount]]]:
    grouped: dict[str, list[FileAccount]] = {}
    for name, account in checked.accounts:
        grouped.setdefault(name, []).append(account)
    return list(grouped.items())


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
