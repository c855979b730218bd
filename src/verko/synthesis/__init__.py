"""What the data sets say together: strands of evidence, themes across data sets, limits, trustworthiness."""

from verko.synthesis.material import Material
from verko.synthesis.strands import claims_table, design, questions_table, strands
from verko.synthesis.themes import RELATIONS, coverage, joint_cells, joint_display, theme_shares
from verko.synthesis.trust import limits, trustworthiness

__all__ = [
    "RELATIONS",
    "Material",
    "claims_table",
    "coverage",
    "design",
    "joint_cells",
    "joint_display",
    "limits",
    "questions_table",
    "strands",
    "theme_shares",
    "trustworthiness",
]
