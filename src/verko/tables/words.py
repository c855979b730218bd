"""Table of the words: every word form of the material with its lemma, made once for all notebooks."""

from verko.tables.schema import Table, flag, text

TABLES = [
    Table(
        "lemmas",
        "One row per word form and language.",
        ("language", "word", "name"),
        {
            "language": text("language of the text it stands in"),
            "word": text("the word form; in small letters unless it is a name"),
            "name": flag("it has a capital where no sentence begins"),
            "lemma": text("its lemma, in small letters"),
            "backend": text("the analyser that made it"),
        },
    ),
]
