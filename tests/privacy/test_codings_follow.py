"""A thousand codings made on raw text point at the same words after names and identifiers were replaced."""

from __future__ import annotations

import random

import pytest

from verko.privacy import Name, NameList, pseudonymise

NAMES = NameList((
    Name("Liisa Kuvitteellinen", "Anna"), Name("Liisa", "Anna"), Name("Toivo"), Name("Anna-Liisa", "Maija-Stiina"),
    Name("Kuvitteela", "[maakunta]", "place"), Name("Perheiden Tupa ry", "[järjestö]", "organisation"),
))  # fmt: skip
PIECES = (
    "Liisalle", "Liisa Kuvitteellisen", "Toivon", "Kuvitteelassa", "Perheiden Tupa ry:n", "Anna-Liisalta",
    "040 123 4567", "131052-930V", "liisa(at)esimerkki.fi", "se oli hyvä", "äiti", "😀", "e\u0301ä", "[naurua]", "§",
    "vertaistuki", "\n\nA1:", "”Toivo”", "sanoin,", "niin.", "...", "Liisakin", "\t", "1.2.2020",
)  # fmt: skip
CODINGS = 1000


def conversation(rng: random.Random) -> str:
    return " ".join(rng.choice(PIECES) for _ in range(rng.randint(5, 120)))


@pytest.mark.parametrize("seed", range(10))
def test_random_codings_survive_exactly(seed):
    rng = random.Random(seed)
    done = 0
    while done < CODINGS // 10:
        raw = conversation(rng)
        changed = pseudonymise(raw, names=NAMES)
        for _ in range(20):
            start = rng.randrange(len(raw))
            end = rng.randint(start + 1, len(raw))
            _survives(raw, changed, start, end)
            done += 1


def _survives(raw, changed, start, end):
    """The stored words are the raw ones with the replacements made; a cut replacement is taken in whole."""
    edits = changed.map.edits
    touched = [edit for edit in edits if edit.start < end and start < edit.end]
    first = min([start, *(edit.start for edit in touched)])
    last = max([end, *(edit.end for edit in touched)])
    expected, done = "", first
    for edit in touched:
        expected += raw[done : edit.start] + edit.new
        done = edit.end
    expected += raw[done:last]
    new_start, new_end = changed.map.to_new(start, end)
    assert changed.text[new_start:new_end] == expected
    assert changed.map.to_old(new_start, new_end) == (first, last)


def test_the_texts_do_hold_names_and_identifiers():
    rng = random.Random(1)
    categories = {
        change.category for _ in range(20) for change in pseudonymise(conversation(rng), names=NAMES).replacements
    }
    assert {"person", "place", "organisation", "phone", "identity_code", "email"} <= categories
