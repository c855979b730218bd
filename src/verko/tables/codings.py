"""Tables of the coding: codes, codings, memos, cases."""

import re

from verko.tables.schema import Table, text, whole

TABLES = [
    Table(
        "codes",
        "One row per code of the codebook, or of a QDA project.",
        ("code_id",),
        {
            "code_id": text("stable id"),
            "parent_id": text("the code above it", optional=True),
            "level": text("main, upper or sub", optional=True),
            "rq": text("research question", optional=True),
            "name_fi": text("name in Finnish", optional=True),
            "name_en": text("name in English", optional=True),
            "definition_fi": text("definition in Finnish", optional=True),
            "definition_en": text("definition in English", optional=True),
            "include": text("when to use it", optional=True),
            "exclude": text("when not", optional=True),
            "example_id": text("an example", optional=True),
            "origin": text("inductive, literature, verko_published, or the tool it came from", optional=True),
            "source_ref": text("where the name was published", optional=True),
            "version": text("version of the definition", optional=True),
            "status": text("active, merged, retired, or heading for a code that only holds others", optional=True),
            "source_file": text("the file it came from"),
        },
    ),
    Table(
        "codings",
        "One row per segment x code x coder.",
        ("coding_id",),
        {
            "coding_id": text("stable id, made of what was coded, how and by whom"),
            "reference": text("document:coder:number, the coder's nth coding of the document, as codebooks quote it"),
            "document_id": text("the coded document"),
            "start": whole("first code point in the stored text"),
            "end": whole("one past the last"),
            "code_id": text("the code"),
            "coder": text("pseudonymous coder", optional=True),
            "source_tool": text("the tool it was made in"),
            "source_file": text("the file it came from"),
            "created": text("when, ISO 8601", optional=True),
            "memo": text("the coder's comment on the segment", optional=True),
            "reduced": text("the reduced expression of content analysis, in the coder's words", optional=True),
            "text_hash": text("SHA-256 of the stored text the offsets count in"),
            "certainty": text("whether the offsets are sure", among=("certain", "uncertain")),
            "located_by": text("how the segment was found: offsets, quote, or a convention's name"),
        },
    ),
    Table(
        "memos",
        "One row per memo, note or description that is not a code's definition.",
        ("memo_id",),
        {
            "memo_id": text("stable id"),
            "target_kind": text("project, document, code, coding, case, set, free"),
            "target_id": text("what it is about", optional=True),
            "title": text("its title", optional=True),
            "text": text("the memo"),
            "author": text("pseudonymous author", optional=True),
            "created": text("when, ISO 8601", optional=True),
            "source_file": text("the file it came from"),
        },
    ),
    Table(
        "cases",
        "One row per case x variable of a QDA project; value and document as text.",
        ("case_id", "variable", "number"),
        {
            "case_id": text("name or id of the case"),
            "variable": text("variable, or `document` for the case's documents"),
            "number": whole("running number"),
            "value": text("the value", optional=True),
            "source_file": text("the file it came from"),
        },
    ),
    Table(
        "code_sets",
        "One row per member of a named set of a QDA project.",
        ("set", "member_kind", "number"),
        {
            "set": text("name of the set"),
            "number": whole("running number"),
            "member_kind": text("what is in the set", among=("code", "document", "memo")),
            "member": text("id of the code, document or memo"),
            "source_file": text("the file it came from"),
        },
    ),
]


def code_order(code_id: str) -> list[tuple[int, str]]:
    """A sorting key by which code ids stand as people count: L2 before L10.

    >>> sorted(["L10", "C1", "L2"], key=code_order)
    ['C1', 'L2', 'L10']
    """
    return [(int(part), "") if part.isdigit() else (0, part) for part in re.split(r"(\d+)", code_id) if part]
