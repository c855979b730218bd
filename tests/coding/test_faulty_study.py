"""The faulty twin study: each check of codings, codebook, framework matrix and reductions finds its failing case there.

The example is the good one: nothing of it is refused, and only what its README discloses is left to look at.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from verko.coding import negative, shown
from verko.coding.codebook import checks
from verko.coding.content import chain_checks, reductions
from verko.coding.material import Material, material
from verko.coding.versions import changes, decided, version_checks
from verko.intake import qda, transcripts
from verko.intake.reading import Reading
from verko.store import Store
from verko.study import load_study
from verko.tables import TABLES, empty

FAULTY = Path(__file__).parent / "faulty"
EXAMPLE = Path(__file__).resolve().parents[2] / "data/example"


class Read:
    """A study read: the accounts of its codings by file, and the material of one analysis."""

    def __init__(self, folder: Path, store: Store) -> None:
        self.study, self.store = load_study(folder), store
        sets = self.study.sets("transcripts")
        interviews = transcripts.read(self.study, sets)
        codings: Reading = qda.read(self.study, self.study.sets("codings"), transcripts.raw_documents(self.study, sets))
        for name in TABLES:
            own = [frame for part in (interviews, codings) if len(frame := part.tables.get(name, ())) > 0]
            store.write(name, own[0] if own else empty(name))
        self.accounts = {Path(one.file).name: one for of_set in codings.accounts.values() for one in of_set}

    def refused(self, file: str) -> dict[str, str]:
        """The refusals of a file: reason by place."""
        return {one.place: one.reason for one in self.accounts[file].refusals}

    def material(self, analysis: str = "interviews") -> Material:
        """The interviews of one analysis."""
        return material(self.study, self.store, analysis)


@pytest.fixture(scope="module")
def faulty(tmp_path_factory):
    return Read(FAULTY, Store(tmp_path_factory.mktemp("faulty")))


@pytest.fixture(scope="module")
def good(tmp_path_factory):
    return Read(EXAMPLE, Store(tmp_path_factory.mktemp("good")))


REFUSED = {
    "codebook.csv": {
        "line 9": "has no code_id",
        "line 10": "code 'U1.1' stands twice",
        "line 11": "level 'mian' is not one of main, upper, sub (did you mean 'main'?)",
    },
    "coder_a.csv": {
        "line 7": "the same segment, code and coder",
        "line 8": "code 'U1.9' is not in the codebook",
        "line 9": "its document is not among the study's transcripts",
        "line 10": "its words are not found in R01",
    },
    "framework.csv": {
        "line 3": "R01 × U1 was summarised in line 2 already",
        "line 4": "case 'R7' is not in the study",
        "line 5": "theme 'U6' is not in the codebook",
        "line 6": "holds no summary",
    },
    "reductions.csv": {
        "line 7": "has no reduced expression",
        "line 8": "leads to no main category: the reduced expression is an orphan",
        "line 9": "document 'R03' is not in the study",
        "line 10": "has no original expression",
        "line 11": "its original expression is not found in R02",
        "line 12": "would stand above itself",
    },
    "decisions.csv": {
        "line 4": "change 'forgotten' is none of added",
        "line 5": "code 'Q7' is in neither codebook",
        "line 6": "gives no reason",
        "line 7": "its date is not written like",
    },
}


@pytest.mark.parametrize(("file", "place"), [(file, place) for file, rows in REFUSED.items() for place in rows])
def test_each_faulty_row_is_refused_with_its_line_and_the_reason(faulty, file, place):
    assert REFUSED[file][place] in faulty.refused(file)[place]


@pytest.mark.parametrize("file", REFUSED)
def test_nothing_else_is_refused_and_the_account_adds_up(faulty, file):
    assert set(faulty.refused(file)) == set(REFUSED[file])
    assert faulty.accounts[file].balanced


def test_a_parent_that_is_missing_or_leads_back_is_noted(faulty):
    notes = " ".join(faulty.accounts["codebook.csv"].notes)
    assert "the parent 'U7' of code 'U2' is not in the codebook" in notes
    assert "is its own ancestor" in notes


CODEBOOK = [
    ("unused", "C1.2"),
    ("one_coder", "U1.2"),
    ("one_word", "C1"),
    ("no_definition", "U1.2"),
    ("few_documents", "L1"),
    ("few_people", "L1"),
]


@pytest.mark.parametrize(("check", "code"), CODEBOOK)
def test_each_check_of_the_codebook_finds_its_case(faulty, check, code):
    own = faulty.material()
    assert (check, code) in set(checks(own.codes, own.coded).itertuples(index=False, name=None))


REDUCTIONS = [
    ("two_parents", "yhteinen kokemus"),
    ("only_main", "hiljaisuus sallitaan"),
    ("one_reduction", "C1.2"),
    ("mixed", "ymmärrys ilman selitystä"),
    ("not_coded", "R01: haastattelijan kysymys"),
    ("elsewhere", "U1.1"),
]


@pytest.mark.parametrize(("check", "name"), REDUCTIONS)
def test_each_check_of_the_reductions_finds_its_case(faulty, check, name):
    own = faulty.material()
    assert (check, name) in set(chain_checks(reductions(own), own).itertuples(index=False, name=None))


def versions(read: Read) -> set[tuple[str, str]]:
    decisions = read.store.read("decisions")
    found = decided(changes(read.store.read("earlier_codes"), read.material().codes, decisions=decisions), decisions)
    return set(version_checks(found, decisions).itertuples(index=False, name=None))


@pytest.mark.parametrize(("check", "code"), [("undecided", "U1"), ("not_done", "L1")])
def test_codebook_and_log_that_disagree_are_told(faulty, check, code):
    assert (check, code) in versions(faulty)


@pytest.mark.parametrize(("check", "case", "theme"), [("empty", "R01", "C1.1"), ("one_speaker", "R01", "L1")])
def test_thin_cells_of_the_framework_matrix_are_told(faulty, check, case, theme):
    _, thin = shown.framework_cells(faulty.material())
    assert (check, case, theme) in set(thin.itertuples(index=False, name=None))


def test_a_negative_case_marked_in_a_memo_is_found(faulty):
    assert negative.negative_cases(faulty.material().on_themes)["document_id"].tolist() == ["R02"]


def test_nothing_of_the_good_study_is_refused(good):
    assert {file: one.refusals for file, one in good.accounts.items() if one.refusals} == {}
    assert {file: one.notes for file, one in good.accounts.items() if "ancestor" in " ".join(one.notes)} == {}


@pytest.mark.parametrize("analysis", ["interviews", "leadership"])
def test_the_good_study_trips_no_check_of_its_reductions(good, analysis):
    own = good.material(analysis)
    assert len(reductions(own)) > 20
    assert chain_checks(reductions(own), own).to_dict("records") == []


def test_the_good_study_s_codebook_and_log_agree(good):
    assert versions(good) == set()


@pytest.mark.parametrize("analysis", ["interviews", "leadership"])
def test_the_good_study_trips_only_the_disclosed_checks_of_its_codebook(good, analysis):
    """Real disagreement leaves codes to one coder; U7.2 is planted; C1 bears its published one-word name."""
    own = good.material(analysis)
    found = shown.check_table(own).set_index("check")["codes_fi"].to_dict()
    found.pop("one_coder")
    planted = {"interviews": {"one_word": "C1 Yhteistyöasiantuntijuus", "unused": "U7.2 kustannukset ja vaikuttavuus"}}
    assert found == planted.get(analysis, {})
