"""Work in several processes: in order, with its errors, ended with the one who asked."""

import time

import pytest

from verko.intake import transcripts
from verko.intake.side_by_side import in_order
from verko.intake.transcripts import batches
from verko.store import Store

TALK = "SYNTEETTINEN AINEISTO\n\nH: Miten menee?\n\nA1: Sirkku auttoi.\n"


def slow_when_first(number: int) -> int:
    time.sleep(0.2 if number == 0 else 0)
    return number * number


def refuses(number: int) -> int:
    if number == 3:
        raise ValueError("three")
    return number


def dies(number: int) -> int:
    raise SystemExit(number)


def test_results_come_in_the_order_of_the_items():
    assert list(in_order(slow_when_first, range(20), workers=2)) == [number * number for number in range(20)]


def test_what_the_work_raises_is_raised():
    with pytest.raises(ValueError, match="three"):
        list(in_order(refuses, range(9), workers=2))


def test_a_process_that_dies_is_told():
    with pytest.raises(ChildProcessError, match="ended without an answer"):
        list(in_order(dies, range(9), workers=2))


def test_a_study_read_by_several_processes_into_a_store_is_the_same(interviews, monkeypatch, tmp_path):
    study = interviews({f"i/R{number:02}.md": TALK for number in range(12)}, names="name\nSirkku\n")
    alone = transcripts.read(study, study.sets("transcripts"))
    monkeypatch.setattr(batches, "BATCH_BYTES", 200)
    monkeypatch.setattr(batches, "WORTH_SHARING", 0)
    monkeypatch.setattr(batches, "workers_here", lambda: 2)
    store = Store(tmp_path / "store")
    shared = transcripts.read(study, study.sets("transcripts"), store=store)
    assert shared.written == ("documents", "turns")
    for table in shared.written:
        assert store.read(table).equals(alone.tables[table])
    assert shared.accounts == alone.accounts
    assert transcripts.raw_documents(study, study.sets("transcripts"))["R07"].raw == TALK
