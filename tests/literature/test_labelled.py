"""Sets with known labels are read whatever their columns are called, and their flow adds up."""

from __future__ import annotations

import gzip

import pytest

from verko.errors import FileProblem
from verko.literature import flow_boxes
from verko.literature.labelled import flow_of_labels, read_labelled


def rows(header: str, *lines: str) -> str:
    """A CSV."""
    return "\n".join([header, *lines, ""])


@pytest.mark.parametrize(
    ("text", "final", "first"),
    [
        (rows("record_id,title,abstract,label_included", "1,A,B,1", "2,C,,0"), [1, 0], None),
        (rows("Title;Abstract;Included", "A;B;yes", "C;D;no"), [1, 0], None),
        (rows("Article Title\tAbstract Note\tfinal_decision", "A\tB\tincluded", "C\tD\texcluded"), [1, 0], None),
        (rows("TI,AB,label", "A,B,1.0", "C,D,0.0", "E,F,-1"), [1, 0, -1], None),
        (rows("primary_title,notes_abstract,is_relevant", "A,B,True", "C,D,False"), [1, 0], None),
        (
            rows("title,abstract,label_abstract_screening,label_included", "A,B,1,0", "C,D,1,1", "E,F,0,0"),
            [0, 1, 0],
            [1, 1, 0],
        ),
        (
            rows("title,abstract,final_included,abstract_included", "A,B,0,1", "C,D,1,1", "E,F,0,0"),
            [0, 1, 0],
            [1, 1, 0],
        ),
        (rows("title,included,asreview_prior,exclusion_reason", "A,1,,", "B,0,,X1"), [1, 0], None),
    ],
)
def test_columns_are_known_by_their_names_and_values(tmp_path, text, final, first):
    path = tmp_path / "set.csv"
    path.write_text(text, encoding="utf-8")
    told = read_labelled(path)
    assert told.final.tolist() == final
    assert (told.first.tolist() if told.first is not None else None) == first


def test_a_compressed_file_in_another_encoding_is_read(tmp_path):
    path = tmp_path / "set.csv.gz"
    path.write_bytes(gzip.compress(rows("title;label", "Vertaistuki äideille;1", "Silta;0").encode("cp1252")))
    assert read_labelled(path).records["title"].tolist() == ["Vertaistuki äideille", "Silta"]


def test_a_set_without_labels_says_what_its_columns_are(tmp_path):
    path = tmp_path / "set.csv"
    path.write_text(rows("title,abstract,year", "A,B,2014"), encoding="utf-8")
    with pytest.raises(FileProblem, match=r"set\.csv:1: has no column of labels .*title, abstract, year"):
        read_labelled(path)


def test_the_column_of_labels_can_be_named(tmp_path):
    path = tmp_path / "set.csv"
    path.write_text(rows("title,mine,label_included", "A,1,0", "B,0,1"), encoding="utf-8")
    assert read_labelled(path, label="mine").final.tolist() == [1, 0]


def test_a_record_excluded_first_and_included_in_the_end_is_set_apart(tmp_path):
    path = tmp_path / "set.csv"
    path.write_text(rows("title,label_abstract,label_included", "A,0,1", "B,1,1", "C,0,0"), encoding="utf-8")
    counted = flow_of_labels(read_labelled(path))
    assert (counted.contradictory, counted.excluded, counted.included) == (1, 1, 1)


def test_the_flow_of_a_real_review_adds_up(shared_data):
    """Nagtegaal 2019: 2,019 records, two stages of labels, counted here by pandas alone too."""
    told = read_labelled(shared_data / "literature/screening/Nagtegaal_2019.csv.gz")
    assert told.columns["first"] == "label_abstract_screening"
    assert told.columns["final"] == "label_included"
    counted = flow_of_labels(told)
    assert all(left == right for _, left, right in counted.sums())
    first, final = told.first, told.final
    assert counted.screened == len(first) == 2019
    assert (counted.excluded, counted.sought) == (int((first == 0).sum()), int((first == 1).sum())) == (1627, 392)
    assert (counted.excluded_full, counted.included) == ({"": 291}, int(final.sum())) == ({"": 291}, 101)
    assert flow_boxes.boxes(counted).set_index("box").loc["included", "n"] == 101
