"""Tables of the interviews as the report shows them: labels in both languages, small numbers of people hidden."""

from verko.coding.shown.agreement import agreement_table, meaning_table
from verko.coding.shown.categories import (
    category_rows,
    chain_remarks,
    classification,
    quoted_chain,
    reduction_table,
    reduction_tree,
)
from verko.coding.shown.codebook import change_table, check_table, log_remarks, remarks
from verko.coding.shown.connections import map_rows, pair_table
from verko.coding.shown.framework import blank_sheets, framework_cells, matrix, summarised_themes
from verko.coding.shown.interviews import background_table, guide_table, interviews_table, shares_of_talk, told_columns
from verko.coding.shown.themes import (
    contrast_table,
    negative_table,
    role_cells,
    sector_cells,
    stimuli_table,
    stimulus_table,
    theme_cells,
    theme_sentence,
    theme_table,
    word_table,
)

__all__ = [
    "agreement_table",
    "background_table",
    "blank_sheets",
    "category_rows",
    "chain_remarks",
    "change_table",
    "check_table",
    "classification",
    "contrast_table",
    "framework_cells",
    "guide_table",
    "interviews_table",
    "log_remarks",
    "map_rows",
    "matrix",
    "meaning_table",
    "negative_table",
    "pair_table",
    "quoted_chain",
    "reduction_table",
    "reduction_tree",
    "remarks",
    "role_cells",
    "sector_cells",
    "shares_of_talk",
    "stimuli_table",
    "stimulus_table",
    "summarised_themes",
    "theme_cells",
    "theme_sentence",
    "theme_table",
    "told_columns",
    "word_table",
]
