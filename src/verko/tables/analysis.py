"""Tables that researchers keep beside their codings: summaries, reductions, the earlier codebook, decisions."""

from verko.tables.codings import TABLES as CODING_TABLES
from verko.tables.schema import Table, text, whole

CHANGES = ("added", "removed", "split", "merged", "renamed", "redefined", "moved")
"""What a decision may do to a code."""

TABLES = [
    Table(
        "summaries",
        "One row per cell of the framework matrix that a person has summarised.",
        ("case_id", "theme"),
        {
            "case_id": text("the document, or a case of several documents"),
            "theme": text("the code summarised"),
            "summary": text("what the case says of the theme, in a person's words"),
            "summary_en": text("the same in English", optional=True),
            "author": text("pseudonymous author", optional=True),
            "place": text("where it stands in the file"),
            "source_file": text("the file it came from"),
        },
    ),
    Table(
        "reductions",
        "One row per reduced expression of content analysis, with the categories it was led to.",
        ("number",),
        {
            "number": whole("running number"),
            "document_id": text("the document of the original expression"),
            "start": whole("its first code point in the stored text"),
            "end": whole("one past the last"),
            "text_hash": text("SHA-256 of the stored text the offsets count in"),
            "reduced": text("the reduced expression"),
            "reduced_en": text("the same in English", optional=True),
            "sub": text("sub category", optional=True),
            "upper": text("upper category", optional=True),
            "main": text("main category"),
            "uniting": text("uniting category", optional=True),
            "sub_en": text("sub category in English", optional=True),
            "upper_en": text("upper category in English", optional=True),
            "main_en": text("main category in English", optional=True),
            "uniting_en": text("uniting category in English", optional=True),
            "coder": text("pseudonymous coder", optional=True),
            "place": text("where it stands in the file"),
            "source_file": text("the file it came from"),
        },
    ),
    Table(
        "earlier_codes",
        "One row per code of the codebook as it was before.",
        ("code_id",),
        next(table.columns for table in CODING_TABLES if table.name == "codes"),
    ),
    Table(
        "decisions",
        "One row per decision on the codebook: what was changed, when, why and by whom.",
        ("number",),
        {
            "number": whole("running number"),
            "date": text("when, ISO 8601", optional=True),
            "change": text("what was done", among=CHANGES),
            "code_id": text("the code it was done to"),
            "into": text("codes it went to, joined by |", optional=True),
            "reason": text("why"),
            "reason_en": text("the same in English", optional=True),
            "author": text("role or pseudonym of who decided", optional=True),
            "place": text("where it stands in the file"),
            "source_file": text("the file it came from"),
        },
    ),
]
