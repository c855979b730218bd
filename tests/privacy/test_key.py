"""The key is encrypted, lies apart, and opens with its passphrase alone."""

import pytest

from verko.errors import FileProblem, StudyError
from verko.intake.transcripts.wall import change_log, seal_key
from verko.privacy.key import Change, read_key, write_key
from verko.study.model import Study

WORDS = "pitkä ja hyvä salasana"
CHANGES = [Change("R01", 3, 8, "Sirkku", "[nimi]", "person", "listed name")]


def test_a_round_trip_gives_the_changes_back(tmp_path):
    path = tmp_path / "k.verko-key"
    assert write_key(path, CHANGES, WORDS) == 1
    assert read_key(path, WORDS) == CHANGES
    assert path.stat().st_mode & 0o077 == 0
    assert b"Sirkku" not in path.read_bytes()


def test_two_keys_of_the_same_changes_differ(tmp_path):
    write_key(tmp_path / "a.verko-key", CHANGES, WORDS)
    write_key(tmp_path / "b.verko-key", CHANGES, WORDS)
    assert (tmp_path / "a.verko-key").read_bytes() != (tmp_path / "b.verko-key").read_bytes()


def test_a_wrong_passphrase_is_one_line(tmp_path):
    path = tmp_path / "k.verko-key"
    write_key(path, CHANGES, WORDS)
    with pytest.raises(FileProblem, match="the passphrase is wrong") as problem:
        read_key(path, "toinen pitkä salasana")
    assert "\n" not in str(problem.value)


def test_a_changed_or_foreign_file_is_refused(tmp_path):
    path = tmp_path / "k.verko-key"
    write_key(path, CHANGES, WORDS)
    path.write_bytes(path.read_bytes().replace(b'"sealed": "', b'"sealed": "AAAA'))
    with pytest.raises(FileProblem):
        read_key(path, WORDS)
    path.write_text("{}")
    with pytest.raises(FileProblem, match="no key file"):
        read_key(path, WORDS)


@pytest.mark.parametrize(
    ("name", "passphrase", "problem"),
    [
        ("outputs/k.verko-key", WORDS, "must not lie in outputs"),
        ("k.json", WORDS, "name the key"),
        ("k.verko-key", "lyhyt", "at least 12"),
    ],
)
def test_a_careless_key_is_not_written(tmp_path, name, passphrase, problem):
    with pytest.raises(StudyError, match=problem):
        write_key(tmp_path / name, CHANGES, passphrase)
    assert not (tmp_path / name).exists()


def test_the_log_of_a_study_tells_what_stood_where(tmp_path):
    (tmp_path / "i").mkdir()
    (tmp_path / "i/R01.txt").write_text("H: Soita 040 123 4567.\n\nA1: Joo.\n\nH: Niin.\n", encoding="utf-8")
    sets = {"i": {"kind": "transcripts", "files": ["i/*"]}}
    study = Study(title={"fi": "x"}, synthetic=False, folder=tmp_path, data_sets=sets)
    (change,) = change_log(study, study.sets("transcripts"))
    assert (change.original, change.new, change.category) == ("040 123 4567", "[puhelinnumero]", "phone")
    assert seal_key(study, study.sets("transcripts"), tmp_path / "k.verko-key", WORDS) == 1
