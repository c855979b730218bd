"""What a project says, whatever its ids: for comparing what went out with what came back."""

from __future__ import annotations

from collections import Counter
from typing import Any

from verko.intake.qda.project import QdaProject


def content(project: QdaProject) -> dict[str, Any]:
    """Codes by path, texts and codings by name, memos, cases, sets: all as multisets of plain values."""
    paths, names = project.code_paths(), {source.id: source.name for source in project.sources}
    variables = {one.id: one.name for one in project.variables}
    memo_titles = {memo.id: memo.title or memo.text for memo in project.memos}
    return {
        "codes": Counter((paths[one.id], one.definition, one.color, one.codable) for one in project.codes),
        "sources": Counter((one.name, one.text, one.author, one.description, _values(one.values, variables))
                           for one in project.sources),
        "codings": Counter((names.get(one.source), one.start, one.end, paths.get(one.code), one.coder, one.created,
                            one.memo, " ".join(one.quote.split())) for one in project.codings),
        "memos": Counter((memo.target_kind, memo.title, memo.text, memo.author) for memo in project.memos),
        "variables": Counter((one.name, one.kind, one.description) for one in project.variables),
        "cases": Counter((one.name, one.description, _values(one.values, variables),
                          tuple(sorted(str(names.get(source)) for source in one.sources)),
                          tuple(sorted(paths.get(code, ()) for code in one.codes))) for one in project.cases),
        "sets": Counter((one.name, one.description, tuple(sorted(paths.get(code, ()) for code in one.codes)),
                         tuple(sorted(str(names.get(source)) for source in one.sources)),
                         tuple(sorted(str(memo_titles.get(note)) for note in one.notes))) for one in project.sets),
        "links": Counter((one.name, one.direction) for one in project.links),
    }  # fmt: skip


def _values(values: tuple[tuple[str, str], ...], variables: dict[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple(sorted((variables.get(key, key), value) for key, value in values))


def differences(first: QdaProject, second: QdaProject) -> list[str]:
    """The kinds of things in which two projects differ, each with how many are lost and added; empty when identical.

    >>> differences(QdaProject("a"), QdaProject("b"))
    []
    """
    one, other = content(first), content(second)
    found = {kind: ((one[kind] - other[kind]).total(), (other[kind] - one[kind]).total()) for kind in one}
    return [f"{kind}: {lost} lost, {added} added" for kind, (lost, added) in found.items() if lost or added]
