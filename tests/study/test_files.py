"""The files a study names lie below its folder, and a pattern that finds nothing is told."""

from pathlib import Path

import pytest

from verko.errors import FileProblem
from verko.study import load_study
from verko.study.files import files_of


@pytest.fixture
def study(tmp_path: Path):
    (tmp_path / "study.yml").write_text("title: {fi: T}\nsynthetic: false\n")
    (tmp_path / "interviews").mkdir()
    (tmp_path / "interviews" / "a.txt").write_text("A: hei")
    return load_study(tmp_path)


def names(paths: list[Path]) -> list[str]:
    return [path.name for path in paths]


def test_files_are_found_once_and_in_order(study):
    (study.folder / "interviews" / "b.txt").write_text("x")
    assert names(files_of(study, ["interviews/b.txt", "interviews/*"])) == ["b.txt", "a.txt"]


@pytest.mark.parametrize("pattern", ["../*.txt", "/etc/passwd", "interviews/../../x"])
def test_a_pattern_may_not_leave_the_study(study, pattern):
    with pytest.raises(FileProblem, match="leaves the study's folder"):
        files_of(study, [pattern])


def test_a_link_that_leaves_the_study_is_refused(study, tmp_path_factory):
    outside = tmp_path_factory.mktemp("outside") / "secret.txt"
    outside.write_text("x")
    (study.folder / "interviews" / "link.txt").symlink_to(outside)
    with pytest.raises(FileProblem, match="link that leaves"):
        files_of(study, ["interviews/*"])


def test_a_pattern_that_misses_the_files_of_its_folder_is_told(study):
    with pytest.raises(FileProblem, match=r"'interviews/\*\.docx' matches no file"):
        files_of(study, ["interviews/*.docx"])


def test_a_named_file_that_is_not_there_is_told(study):
    with pytest.raises(FileProblem, match="matches no file"):
        files_of(study, ["interviews/b.txt"])


def test_an_empty_folder_waits(study):
    (study.folder / "codings").mkdir()
    assert files_of(study, ["codings/*"]) == []


def test_leftovers_of_office_programs_are_passed_over(study):
    (study.folder / "interviews" / "~$a.docx").write_text("x")
    (study.folder / "interviews" / ".DS_Store").write_text("x")
    assert names(files_of(study, ["interviews/*"])) == ["a.txt"]
