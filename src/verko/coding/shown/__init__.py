"""Tables of the interviews as the report shows them: labels in both languages, small numbers of people hidden."""

from verko.coding.shown.agreement import agreement_table, meaning_table
from verko.coding.shown.categories import category_rows, check_table, reduction_table
from verko.coding.shown.connections import map_rows, pair_table
from verko.coding.shown.interviews import background_table, interviews_table, shares_of_talk, told_columns
from verko.coding.shown.themes import (
    contrast_table,
    sector_cells,
    stimulus_table,
    theme_cells,
    theme_sentence,
    theme_table,
)

__all__ = [
    "agreement_table",
    "background_table",
    "category_rows",
    "check_table",
    "contrast_table",
    "interviews_table",
    "map_rows",
    "meaning_table",
    "pair_table",
    "reduction_table",
    "sector_cells",
    "shares_of_talk",
    "stimulus_table",
    "theme_cells",
    "theme_sentence",
    "theme_table",
    "told_columns",
]
