"""A flow as lines of plain text: its boxes, then every sum with both its sides."""

from __future__ import annotations

from verko.literature.flow import Flow
from verko.literature.flow_boxes import boxes
from verko.literature.labelled import Labelled


def flow_lines(flow: Flow, labelled: Labelled) -> list[str]:
    """What the columns were taken for, the boxes with their counts, and the sums that were proven.

    >>> import pandas as pd, numpy as np
    >>> told = Labelled(pd.DataFrame(), np.array([]), None, {"title": "title", "final": "label_included"})
    >>> flow_lines(Flow({"All": 2}, 0, 0, 2, 0, 1, 0, 1, 0, 1, {}, 0, 0, 1), told)[-1]
    'proven: assessed = excluded + unresolved + included: 1 = 1'
    """
    columns = ", ".join(f"{use}: {name}" for use, name in labelled.columns.items() if name)
    lines = [f"columns taken as {columns}", ""]
    for row in boxes(flow).itertuples():
        side = "    -> " if row.side == "out" else ""
        lines.append(f"{row.n:>7}  {side}{'   ' * row.level}{row.text_en}")
    return [*lines, "", *(f"proven: {sentence}: {left} = {right}" for sentence, left, right in flow.prove().sums())]
