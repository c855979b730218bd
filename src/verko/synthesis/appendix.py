"""Tables of the appendix: the codebook, and the versions of what computed the results."""

from __future__ import annotations

import platform
from importlib.metadata import PackageNotFoundError, version

import pandas as pd

from verko.tables.codings import code_order

COUNTED_ON = ("verko", "pandas", "numpy", "scipy", "scikit-learn", "matplotlib", "simplemma", "nltk")
"""Packages whose version may change a number or a figure."""


def codebook(codes: pd.DataFrame) -> pd.DataFrame:
    """T14: every active code with its name and definition, in both languages; columns code_id, rq, name, definition.

    What is missing in one language is given in the other.
    """
    active = codes.loc[codes["status"].isna() | (codes["status"] == "active")]
    ordered = active.sort_values("code_id", key=lambda ids: ids.map(code_order), ignore_index=True)
    texts = {}
    for name in ("name", "definition"):
        fi, en = ordered[f"{name}_fi"], ordered[f"{name}_en"]
        texts |= {f"{name}_fi": fi.fillna(en).fillna(""), f"{name}_en": en.fillna(fi).fillna("")}
    return ordered[["code_id", "rq", "origin"]].assign(**texts)


def versions() -> pd.DataFrame:
    """Python and the packages that the numbers rest on: columns program, version.

    >>> versions()["program"].tolist()[0]
    'Python'
    """
    rows = [("Python", platform.python_version())]
    for name in COUNTED_ON:
        try:
            rows.append((name, version(name)))
        except PackageNotFoundError:
            continue
    return pd.DataFrame(rows, columns=["program", "version"])
