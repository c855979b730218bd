"""Names in real Finnish text: how many are found, and what else is taken for one."""

from __future__ import annotations

import csv

from benchmarks.names import run
from verko.privacy import Name, NameList

TREEBANKS = ("fi_tdt-ud-dev.conllu", "fi_ftb-ud-dev.conllu")


def test_99_of_100_inflected_proper_nouns_are_found_by_their_base_form(shared_data):
    pairs = [pair for file in TREEBANKS for pair in _proper_nouns(shared_data / "finnish" / file)]
    found = [bool(NameList((Name(lemma),)).find(form, any_case=True)) for form, lemma in pairs]
    assert len(pairs) > 1500
    assert sum(found) / len(found) >= 0.99


def _proper_nouns(file):
    for line in file.read_text(encoding="utf-8").splitlines():
        cells = line.split("\t")
        if len(cells) > 5 and cells[0].isdigit() and cells[3] == "PROPN" and len(cells[2]) > 2:
            yield cells[1], cells[2].replace("#", "")


def test_the_commonest_names_hit_few_other_words(shared_data):
    names = [Name(name.title()) for file, most in (("fifemales", 50), ("fimales", 50), ("fisurnames", 100))
             for name in _commonest(shared_data / "finnish" / f"dvv-{file}.csv", most)]  # fmt: skip
    text, words, plain = [], 0, set()
    for line in (shared_data / "finnish" / "turku-ner-dev.tsv").read_text(encoding="utf-8").splitlines():
        token, _, label = line.partition("\t")
        if label == "O":
            plain.add(sum(map(len, text)) + len(text))
        text, words = [*text, token or "\n"], words + bool(label)
    hits = NameList(tuple(names)).find(" ".join(text))
    assert len(hits) > 40
    assert sum(hit.start in plain for hit in hits) / words * 1000 < 0.3


def _commonest(file, most):
    with file.open(encoding="utf-8") as stream:
        rows = [row for row in csv.reader(stream) if len(row) > 1 and row[1].isdigit()]
    return [name for name, _ in sorted(rows, key=lambda row: -int(row[1]))[:most]]


def test_the_detector_of_unlisted_names_finds_97_of_100(shared_data):
    figures = run(shared_data / "finnish" / "turku-ner-dev.tsv")
    assert figures["per_recall"] >= 0.97
    assert figures["plain_per_1000"] <= 5
