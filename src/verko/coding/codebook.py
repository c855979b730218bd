"""The codebook as a tree: what stands above and below a code, what a code is called, on which level it works."""

from __future__ import annotations

import re

import pandas as pd

_CONTEXTS = {"macro": r"ma[ck]ro", "meso": r"meso", "micro": r"mi[ck]ro"}


class Codebook:
    """The table `codes` as a tree.

    >>> codes = {"code_id": ["U1", "U1.1"], "parent_id": [None, "U1"], "name_fi": ["Tuki", "toivo"]}
    >>> book = Codebook(pd.DataFrame(codes))
    >>> book.lineage("U1.1"), book.main("U1.1"), book.label("U1.1", "en")
    (['U1', 'U1.1'], 'U1', 'toivo')
    """

    def __init__(self, codes: pd.DataFrame) -> None:
        self.rows = {str(row["code_id"]): row for row in codes.to_dict("records")}
        self._lineages = {code: self._climb(code) for code in self.rows}

    def _climb(self, code: str) -> list[str]:
        found, above = [code], self.rows[code].get("parent_id")
        while isinstance(above, str) and above in self.rows and above not in found:
            found.append(above)
            above = self.rows[above].get("parent_id")
        return found[::-1]

    def lineage(self, code: str) -> list[str]:
        """The codes from the top down to this one; a code that is not in the codebook stands alone."""
        return self._lineages.get(code, [code])

    def main(self, code: str) -> str:
        """The main category of a code."""
        return self.lineage(code)[0]

    def at(self, code: str, level: str) -> str:
        """The ancestor at level main or upper; a code that has no upper category stands for itself."""
        line = self.lineage(code)
        return line[0] if level == "main" else line[min(1, len(line) - 1)] if level == "upper" else code

    def children(self, code: str) -> list[str]:
        """The codes right below, in the codebook's order."""
        return [own for own, row in self.rows.items() if row.get("parent_id") == code]

    def tops(self) -> list[str]:
        """The main categories, in natural order."""
        return in_order([code for code in self.rows if len(self.lineage(code)) == 1])

    def label(self, code: str, language: str) -> str:
        """The name in that language, or in the other, or the id."""
        row, other = self.rows.get(code, {}), "en" if language == "fi" else "fi"
        return next(
            (v for v in (row.get(f"name_{language}"), row.get(f"name_{other}")) if isinstance(v, str) and v), code
        )

    def shown(self, code: str, language: str) -> str:
        """The id and the name where the id is a short sign, else the name alone: `U1 Tuki`, but `trust`."""
        name = self.label(code, language)
        return f"{code} {name}" if re.fullmatch(r"[A-Za-zÅÄÖåäö]{1,3}\d+(\.\d+)*", code) and name != code else name

    def context(self, code: str) -> str | None:
        """macro, meso or micro, as the definition of the code or of one above it begins; None where none says so."""
        for own in reversed(self.lineage(code)):
            for language in ("fi", "en"):
                text = str(self.rows.get(own, {}).get(f"definition_{language}") or "")
                for context, pattern in _CONTEXTS.items():
                    if re.match(rf"\s*{pattern}", text, re.IGNORECASE):
                        return context
        return None

    def question(self, code: str) -> str | None:
        """The research question of a code or of one above it."""
        own = [self.rows.get(one, {}).get("rq") for one in reversed(self.lineage(code))]
        return next((value for value in own if isinstance(value, str) and value), None)


def in_order(codes: list[str]) -> list[str]:
    """Codes in natural order: U2 before U10.

    >>> in_order(["U10", "U2", "C1"])
    ['C1', 'U2', 'U10']
    """
    return sorted(codes, key=lambda code: [int(part) if part.isdigit() else part for part in re.split(r"(\d+)", code)])


def checks(codes: pd.DataFrame, codings: pd.DataFrame) -> pd.DataFrame:
    """What a person should look at in the codebook: columns `check` and `code_id`.

    unused: never used in the codings; one_coder: used by one of several coders; one_word: a main category named by one
    word, so more a topic than a theme; no_definition; few_documents: a main category found in fewer than two documents;
    few_people: a main category that only one participant voices (where codings have the columns role and speaker).
    """
    book = Codebook(codes)
    used = codings.groupby("code_id")["coder"].nunique() if len(codings) else pd.Series(dtype=int)
    several = codings["coder"].nunique() > 1
    spread = (
        codings.assign(main=[book.main(code) for code in codings["code_id"]]).groupby("main")["document_id"].nunique()
    )
    voices = _voices(codings, book)
    found = []
    for code, row in book.rows.items():
        leaf, top = not book.children(code), book.main(code) == code
        defined = any(
            isinstance(row.get(f"definition_{one}"), str) and row[f"definition_{one}"] for one in ("fi", "en")
        )
        found += [("unused", code)] * bool(leaf and code not in used.index)
        found += [("one_coder", code)] * bool(several and used.get(code, 0) == 1)
        found += [("one_word", code)] * (top and len(book.label(code, "fi").split()) == 1)
        found += [("no_definition", code)] * (not defined)
        found += [("few_documents", code)] * bool(top and spread.get(code, 0) == 1)
        found += [("few_people", code)] * bool(top and voices.get(code, 0) == 1)
    return pd.DataFrame(found, columns=["check", "code_id"])


def _voices(codings: pd.DataFrame, book: Codebook) -> dict[str, int]:
    """How many participants voice each main category; nothing where speakers are not known."""
    if not {"speaker", "role"} <= set(codings.columns):
        return {}
    told = codings[codings["speaker"].notna() & (codings["role"] != "interviewer")]
    mains = [book.main(code) for code in told["code_id"]]
    people = told[["document_id", "speaker"]].assign(main=mains).drop_duplicates()
    return {str(main): int(count) for main, count in people["main"].value_counts().items()}
