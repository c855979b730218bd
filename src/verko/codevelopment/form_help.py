"""The sheets of a form that explain it: how to fill it in, what each column holds, and the vocabularies."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from verko.tables.sheets import Field, Sheet
from verko.tables.vocabularies import VOCABULARIES

LISTS = "luettelot"
HOW_TO = (
    ("Täytä yksi rivi kutakin asiaa kohti; välilehti on taulu. Oranssi sarake on täytettävä.",
     "Fill in one row for each thing; a sheet is a table. Orange columns must be filled in."),
    ("Anna kullekin riville tunnus (K01, EV1 ...) ja viittaa siihen muissa tauluissa. Älä kirjoita nimiä.",
     "Give each row an id (K01, EV1 ...) and refer to it in other tables. Write no names."),
    ("Useita arvoja samaan ruutuun: väliin merkki |, esimerkiksi K01|K02. Päivä: 31.1.2020 tai 2020-01-31.",
     "Several values in one cell: put | between them, as in K01|K02. A date: 31.1.2020 or 2020-01-31."),
    ("Sarake synthetic: true vain keksityssä aineistossa, muuten tyhjä. Tyhjät taulut voi jättää tyhjiksi.",
     "Column synthetic: true for invented material only, otherwise empty. Tables not needed stay empty."),
    ("Tallenna ja aja make check: se kertoo, mitä luettiin ja mikä rivi ja sarake pitää korjata.",
     "Save and run make check: it tells what was read, and which row and column to mend."),
)  # fmt: skip
_HEADS = ("taulu / table", "sarake / column", "suomeksi", "in English", "täytettävä / required", "arvot / values")
_WIDTHS = (22, 30, 46, 46, 14, 60)
_SHADE = PatternFill("solid", fgColor="DCE8ED")
_KINDS = {
    "id": "tunnus / id", "ref": "tunnus / id", "refs": "tunnuksia / ids: A|B", "date": "31.1.2020",
    "number": "12,5", "whole": "3", "flag": "true | false", "counts": "kokemusasiantuntija=5|ammattilainen=3",
    "word": "sana / word", "prose": "teksti / text",
}  # fmt: skip


def add_help(target: Worksheet, sheets: Sequence[Sheet], columns_of: Callable[[Sheet], Mapping[str, Field]]) -> None:
    """How to fill the form in, and every column of `sheets` with its meaning in Finnish and English."""
    for fi, en in HOW_TO:
        target.append([fi])
        target.append([en])
    target.append([])
    target.append(_HEADS)
    head = target.max_row
    for sheet in sheets:
        target.append([sheet.name, "", sheet.fi, sheet.en])
        target.row_dimensions[target.max_row].height = 30
        _shade(target, target.max_row)
        for column, field in columns_of(sheet).items():
            values = "|".join(VOCABULARIES[field.vocabulary]) if field.vocabulary else _KINDS[field.kind]
            row = [sheet.name, column, field.fi, field.en, "x" if field.required else "", values]
            target.append(row)
            lines = max(-(-len(text) // (width - 6)) for text, width in zip(row, _WIDTHS, strict=True))
            target.row_dimensions[target.max_row].height = 15 * max(lines, 1)
    _shade(target, head)
    for number, width in enumerate(_WIDTHS, start=1):
        target.column_dimensions[get_column_letter(number)].width = width
    for row in target.iter_rows(min_row=head + 1):
        for cell in row:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    for row in range(1, len(HOW_TO) * 2, 2):
        target.cell(row, 1).font = Font(bold=True)
    target.freeze_panes = f"A{head + 1}"
    print_wide(target)


def _shade(target: Worksheet, row: int) -> None:
    for cell in target[row]:
        cell.font, cell.fill = Font(bold=True), _SHADE


def add_lists(target: Worksheet) -> dict[str, str]:
    """Each vocabulary in its own column with its terms beside it; returns where the values of each stand."""
    places = {}
    for number, (name, terms) in enumerate(VOCABULARIES.items()):
        value, fi, en = (3 * number + offset for offset in (1, 2, 3))
        for column, head in ((value, name), (fi, "suomeksi"), (en, "in English")):
            target.cell(1, column, head).font = Font(bold=True)
            target.column_dimensions[get_column_letter(column)].width = 22
        for line, (word, (finnish, english)) in enumerate(terms.items(), start=2):
            for column, text in ((value, word), (fi, finnish), (en, english)):
                target.cell(line, column, text)
        letter = get_column_letter(value)
        places[name] = f"{LISTS}!${letter}$2:${letter}${len(terms) + 1}"
    target.freeze_panes = "A2"
    return places


def print_wide(target: Worksheet) -> None:
    """Printed on landscape pages, as wide as the sheet, with the header on each page."""
    target.page_setup.orientation, target.page_setup.paperSize = "landscape", target.PAPERSIZE_A4
    target.page_setup.fitToWidth, target.page_setup.fitToHeight = 1, 0
    target.sheet_properties.pageSetUpPr.fitToPage = True
