"""Tables about the reading itself: what each file announced, and what was refused."""

from verko.tables.schema import Table, flag, text, whole

TABLES = [
    Table(
        "accounts",
        "One row per file that the study names: announced = read + refused.",
        ("data_set", "file"),
        {
            "data_set": text("name of the data set in study.yml"),
            "kind": text("kind of the data set"),
            "file": text("path below the study's folder"),
            "format": text("format found by content", optional=True),
            "encoding": text("encoding the text was read in", optional=True),
            "unit": text("what is counted: documents, records, codings, rows"),
            "announced": whole("how many the file promises"),
            "read": whole("how many became rows"),
            "refused": whole("how many did not"),
            "notes": text("choices of the reader a person should know", optional=True),
            "sha256": text("SHA-256 of the file as received"),
            "synthetic": flag("the file is marked synthetic; missing where its format holds no mark", optional=True),
        },
    ),
    Table(
        "refusals",
        "One row per thing that was announced and not read.",
        ("data_set", "file", "number"),
        {
            "data_set": text("name of the data set in study.yml"),
            "file": text("path below the study's folder"),
            "number": whole("running number within the file"),
            "place": text("line, row, page or id", optional=True),
            "reason": text("why it was refused"),
            "accepted": flag("the study accepts this loss by name"),
            "accepted_reason": text("the study's reason for accepting it", optional=True),
        },
    ),
]
