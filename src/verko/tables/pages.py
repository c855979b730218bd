"""Table of the web pages: RQ1's documents."""

from verko.tables.schema import Table, flag, text, whole

TABLES = [
    Table(
        "webpages",
        "One row per web page: its main text and the sheet a person filled in.",
        ("page_id",),
        {
            "page_id": text("stable id: the file's stem"),
            "data_set": text("name of the data set in study.yml"),
            "file": text("path below the study's folder"),
            "format": text("format found by content"),
            "title": text("the page's own title", optional=True),
            "language": text("fi or en", optional=True),
            "text": text("main text, pseudonymised"),
            "text_hash": text("SHA-256 of the stored text"),
            "words": whole("words of the main text"),
            "organisation": text("organisation, as a person wrote it", optional=True),
            "org_type": text("type of organisation", optional=True),
            "service": text("service", optional=True),
            "activity_form": text("form of activity", optional=True),
            "target": text("for whom", optional=True),
            "term_used": text("the term the page uses", optional=True),
            "who_runs": text("who runs the activity", optional=True),
            "fee_mentioned": text("is a fee mentioned", optional=True),
            "training_mentioned": text("is training mentioned", optional=True),
            "contact_path": text("how to make contact", optional=True),
            "retrieved_on": text("date of retrieval", optional=True),
            "sha256": text("SHA-256 of the file as received"),
            "synthetic": flag("the page is marked synthetic"),
        },
    ),
]
