"""study.yml is read whole and strictly: every problem with its line, unknown keys with a likely meaning."""

from pathlib import Path

import pytest

from verko.errors import FileProblem, ManyProblems
from verko.study import load_study
from verko.study.layout import FOLDERS, lay_out

SMALLEST = "title: {fi: Tutkimus}\nsynthetic: false\n"


def written(folder: Path, text: str) -> Path:
    (folder / "study.yml").write_text(text, encoding="utf-8")
    return folder


def problems(folder: Path, text: str) -> list[str]:
    with pytest.raises(ManyProblems) as caught:
        load_study(written(folder, text))
    return [problem.removeprefix(f"{folder}/") for problem in caught.value.problems]


def test_a_smallest_study_needs_a_title_and_the_synthetic_mark(tmp_path):
    study = load_study(written(tmp_path, SMALLEST))
    assert (study.title.fi, study.synthetic, study.languages) == ("Tutkimus", False, ["fi", "en"])


def test_a_misspelt_key_is_named_with_its_line_and_a_likely_meaning(tmp_path):
    assert problems(tmp_path, SMALLEST + "langauges: [fi]\n") == [
        "study.yml:3: unknown key 'langauges' (did you mean 'languages'?)"
    ]


def test_a_misspelt_key_deep_inside_a_data_set_is_found(tmp_path):
    text = SMALLEST + "data_sets:\n  groups:\n    kind: transcripts\n    files: []\n    aproach: content_analysis\n"
    assert problems(tmp_path, text) == ["study.yml:7: unknown key 'aproach' (did you mean 'approach'?)"]


def test_all_problems_are_listed_at_once(tmp_path):
    text = SMALLEST + "privacy: {K: 3}\ndata_sets:\n  x: {kind: transcript, files: []}\nlanguages: [sv]\n"
    assert [problem.split(":")[1] for problem in problems(tmp_path, text)] == ["3", "5", "6"]


def test_a_misspelt_kind_says_which_kinds_there_are(tmp_path):
    found = problems(tmp_path, SMALLEST + "data_sets:\n  x: {kind: transcript, files: []}\n")
    assert "did you mean 'transcripts'?" in found[0]


def test_a_missing_synthetic_mark_is_an_error_since_it_must_be_a_choice(tmp_path):
    assert problems(tmp_path, "title: {fi: T}\n") == ["study.yml:1: 'synthetic' is missing"]


def test_a_data_set_may_not_name_an_unknown_research_question(tmp_path):
    text = SMALLEST + "data_sets:\n  x: {kind: webpages, files: [], questions: [RQ9]}\n"
    assert "'RQ9'" in problems(tmp_path, text)[0]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("title: [\n", "is not YAML"),
        (SMALLEST + "synthetic: true\n", ":3: key 'synthetic' stands twice"),
        ("a: &x 1\nb: *x\n", "aliases"),
        ("- 1\n", "holds no keys"),
        (SMALLEST + "folder: /etc\n", ":3: unknown key 'folder'"),
    ],
)
def test_what_is_no_declaration_is_refused_in_one_line(tmp_path, text, said):
    with pytest.raises(FileProblem) as caught:
        load_study(written(tmp_path, text))
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_file_that_is_not_utf8_says_so(tmp_path):
    (tmp_path / "study.yml").write_bytes("title: {fi: Päivä}".encode("cp1252"))
    with pytest.raises(FileProblem, match="is not UTF-8"):
        load_study(tmp_path)


def test_a_missing_study_tells_how_to_make_one(tmp_path):
    with pytest.raises(FileProblem, match="make study"):
        load_study(tmp_path / "nowhere")


def test_a_laid_out_study_is_valid_and_waits_for_its_files(tmp_path):
    lay_out(tmp_path / "mine")
    study = load_study(tmp_path / "mine")
    assert study.data_sets == {}
    assert "groups" in study.waiting
    assert all((tmp_path / "mine" / name).is_dir() for name in FOLDERS)


def test_a_dropped_file_wakes_its_data_set(tmp_path):
    lay_out(tmp_path / "mine")
    (tmp_path / "mine" / "interviews" / "groups" / "a.txt").write_text("A: hei\n")
    assert list(load_study(tmp_path / "mine").data_sets) == ["groups"]


def test_laying_out_never_touches_a_study_that_is_there(tmp_path):
    written(tmp_path, SMALLEST)
    with pytest.raises(FileProblem, match="is there already"):
        lay_out(tmp_path)
    assert (tmp_path / "study.yml").read_text() == SMALLEST
