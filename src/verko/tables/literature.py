"""Tables of the literature review: records, their sources, duplicates, screening, charting."""

from verko.tables.schema import Table, number, text, whole

TABLES = [
    Table(
        "records",
        "One row per reference after de-duplication.",
        ("record_id",),
        {
            "record_id": text("stable id, from DOI or title, year and first author"),
            "type": text("kind of publication", optional=True),
            "title": text("title", optional=True),
            "authors": text("authors, separated by '; '", optional=True),
            "year": whole("year of publication", optional=True),
            "venue": text("journal or other container", optional=True),
            "volume": text("volume", optional=True),
            "issue": text("issue", optional=True),
            "pages": text("pages", optional=True),
            "doi": text("DOI, lower case, without a prefix", optional=True),
            "pmid": text("PubMed id", optional=True),
            "abstract": text("abstract", optional=True),
            "keywords": text("keywords, separated by '; '", optional=True),
            "language": text("language told by the source", optional=True),
            "databases": text("databases that found it, separated by '; '"),
        },
    ),
    Table(
        "record_sources",
        "One row per reference as a database exported it.",
        ("source_id",),
        {
            "source_id": text("file and number of the entry in it: `literature/scopus.ris#3`"),
            "record_id": text("the record it became"),
            "data_set": text("name of the data set in study.yml"),
            "database": text("database named in the protocol, or the file's stem"),
            "file": text("path below the study's folder"),
            "place": text("entry number and line in the file"),
            "title": text("title as exported", optional=True),
            "year": whole("year as exported", optional=True),
            "doi": text("DOI as exported", optional=True),
        },
    ),
    Table(
        "duplicates",
        "One row per merge or candidate pair: reversible, with rule and score.",
        ("kept_source", "merged_source"),
        {
            "kept_source": text("source_id that stays"),
            "merged_source": text("source_id merged into it"),
            "rule": text("the rule that decided"),
            "score": number("similarity, 0 to 1"),
            "decision": text("merged, queued, kept_apart", among=("merged", "queued", "kept_apart")),
            "decided_by": text("rule or person"),
        },
    ),
    Table(
        "screening",
        "One row per record x stage x reviewer; adjudications have reviewer `adjudication`.",
        ("record_id", "stage", "reviewer"),
        {
            "record_id": text("the record"),
            "stage": text("stage", among=("title_abstract", "full_text")),
            "reviewer": text("pseudonymous reviewer"),
            "decision": text("decision", among=("include", "exclude", "maybe")),
            "reason": text("reason from the protocol's list", optional=True),
            "line": whole("line in the file: the order in which the reviewer decided", optional=True),
            "file": text("path below the study's folder"),
        },
    ),
    Table(
        "charting",
        "One row per included record x field of the charting form.",
        ("record_id", "field"),
        {
            "record_id": text("the record"),
            "field": text("field of the form"),
            "value": text("what was charted", optional=True),
        },
    ),
    Table(
        "searches",
        "One row per database search of the protocol.",
        ("file",),
        {
            "file": text("path below the study's folder"),
            "database": text("name of the database"),
            "search_date": text("date of the search", optional=True),
            "search_string": text("the search as run", optional=True),
            "announced": whole("records the export announces"),
        },
    ),
    Table(
        "protocols",
        "One row per review that has a protocol.",
        ("data_set",),
        {
            "data_set": text("name of the data set in study.yml"),
            "protocol": text("the protocol as JSON: `verko.literature.build.protocol_in` reads it"),
        },
    ),
]
