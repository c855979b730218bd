"""Words that may be names are listed once; what a person decides holds from then on."""

import csv

import pytest

from verko.errors import FileProblem
from verko.intake import transcripts
from verko.intake.transcripts.wall import list_for_review
from verko.privacy import Name, NameList, load_names, pseudonymise
from verko.privacy.brackets import odd_brackets
from verko.privacy.detector import suspects
from verko.privacy.review import decisions, review_path
from verko.study.model import Study

TALK = "H: Kerro.\n\nA1: Kysyin Eskolanmäeltä ja Tuulikki Ojalta.\n\nH: Niinkö Eskolanmäki sanoi?\n"


@pytest.fixture
def study(tmp_path):
    (tmp_path / "i").mkdir()
    (tmp_path / "i/R01.txt").write_text(TALK, encoding="utf-8")
    sets = {"i": {"kind": "transcripts", "files": ["i/*"]}}
    return Study(title={"fi": "x"}, synthetic=False, folder=tmp_path, data_sets=sets)


def listed(study) -> dict[str, dict[str, str]]:
    with review_path(study).open(encoding="utf-8") as stream:
        return {row["word"]: row for row in csv.DictReader(stream)}


def decide(study, **decided) -> None:
    rows = listed(study)
    for word, (decision, replacement) in decided.items():
        rows[word] |= {"decision": decision, "replacement": replacement}
    with review_path(study).open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, next(iter(rows.values())).keys())
        writer.writeheader()
        writer.writerows(rows.values())


def test_unlisted_names_are_listed_with_their_place(study):
    _, waiting = list_for_review(study, study.sets("transcripts"))
    assert set(listed(study)) == {"Eskolanmäeltä", "Tuulikki", "Ojalta", "Eskolanmäki"}
    assert waiting == 4
    assert listed(study)["Tuulikki"]["documents"] == "R01"
    assert review_path(study).stat().st_mode & 0o077 == 0


def test_decisions_hold_the_next_time(study):
    sets = study.sets("transcripts")
    list_for_review(study, sets)
    decide(study, Eskolanmäki=("replace", "[kunta]"), Tuulikki=("keep", ""))
    assert [name.name for name in load_names(study).names] == ["Eskolanmäki"]
    assert decisions(study).kept == {"tuulikki"}
    text = transcripts.read(study, sets).tables["documents"].iloc[0].text
    assert "Kysyin [kunta] ja Tuulikki" in text
    _, waiting = list_for_review(study, sets)
    assert waiting == 1
    assert listed(study)["Eskolanmäki"]["decision"] == "replace"


@pytest.mark.parametrize(
    ("between", "encoding", "head"),
    [(";", "cp1252", ""), (";", "utf-8-sig", ""), ("\t", "utf-16", ""), (";", "utf-8", "sep=;\n")],
)
def test_a_list_saved_again_by_a_spreadsheet_program_is_read(study, between, encoding, head):
    sets = study.sets("transcripts")
    list_for_review(study, sets)
    decide(study, Eskolanmäki=("Replace ", "[kunta]"), Tuulikki=("Jätä", ""))
    with review_path(study).open(encoding="utf-8") as stream:
        rows = list(csv.reader(stream))
    review_path(study).write_bytes((head + "".join(between.join(row[:5]) + "\r\n" for row in rows)).encode(encoding))
    assert [name.name for name in load_names(study).names] == ["Eskolanmäki"]
    assert decisions(study).kept == {"tuulikki"}
    list_for_review(study, sets)
    assert listed(study)["Tuulikki"]["decision"] == "Jätä"


def test_an_unknown_decision_is_named_by_its_row_and_not_its_word(study):
    list_for_review(study, study.sets("transcripts"))
    decide(study, Tuulikki=("perhaps", ""))
    with pytest.raises(FileProblem, match=r"review\.csv:\d: decision is not one of") as problem:
        load_names(study)
    assert "Tuulikki" not in str(problem.value)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Tapasin Matti Virtasen.", ["Matti", "Virtasen"]),
        ("Ilpolle soitettiin.", ["Ilpolle"]),
        ("Kaisa tuli. Se oli hyvä.", ["Kaisa"]),
        ("Puhuin J. Virtasen kanssa.", ["J", "Virtasen"]),
        ("Ryhmässä oli tilaa. Vertaistuki auttoi meitä.", []),
        ("Me EU:ssa ja THL:n kanssa.", []),
        ("[Maijalle] ja [kunta] sanottiin.", []),
        ("KOKOUKSEN ASIALISTA JA MUUT ASIAT", []),
        ("sitten se matti tuli", []),
        ("Kutsuin J. K. Kuvitelman paikalle.", ["J", "K", "Kuvitelman"]),
        ("Sinne tuli van den Kuvitelman väki.", ["van", "den", "Kuvitelman"]),
        ("Allekirjoitti I. KUVITELMA eilen.", ["I", "KUVITELMA"]),
        ("Mukana Robert “Robban” Kuvitelmström oli.", ["Robert", "“Robban”", "Kuvitelmström"]),
        ("Eeva-Maria kertoi. Kevin Kuvitelma nauroi.", ["Eeva-Maria", "Kevin", "Kuvitelma"]),
        ("Sitten Kai Kuvitelma lähti.", ["Kai", "Kuvitelma"]),
        ("Päästyään kotiin hän soitti. Halvimmat otettiin.", []),
        ("Se on A-luokan asia, ja DVD2:kin oli.", []),
        ("Åsa Kuvitelmström och Göran kom.", ["Åsa", "Kuvitelmström", "Göran"]),
    ],
)
def test_what_is_suspected(text, words):
    assert [text[hit.start : hit.end] for hit in suspects(text)] == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Then I met Tuulikki Oja in Kuvitteela.", ["Tuulikki", "Oja", "Kuvitteela"]),
        ("John Example came. The family waited.", ["John", "Example"]),
        ("I was there in May, on Monday. It was English.", []),
        ("Kuvitelma's mother said so.", ["Kuvitelma's"]),
        ("We talked with THL and the EU.", []),
    ],
)
def test_what_is_suspected_in_english(text, words):
    assert [text[hit.start : hit.end] for hit in suspects(text, "en")] == words


@pytest.mark.parametrize(
    ("text", "odd", "unclosed"),
    [
        ("[kunta] ja [nimi] ja [työntekijä 2] ja [[maakunta]]", 0, 0),
        ("[naurua] (.) [puhuu päälle] [virike: V1] [00:12:30] [...]", 0, 0),
        ("[Eskolanmäki] ja [Paikkakunta X]", 2, 0),
        ("[kunta ja nimi]] ja [auki", 0, 1),
    ],
)
def test_brackets_that_hold_neither_a_category_nor_a_note_are_counted(text, odd, unclosed):
    assert odd_brackets(text) == (odd, unclosed)


def test_brackets_of_its_own_making_are_none_of_them():
    text = pseudonymise(
        "Liisalle Kuvitteelassa", names=NameList((Name("Liisa", "Anna"), Name("Kuvitteela", "[maakunta]")))
    )
    assert odd_brackets(text.text, {change.new for change in text.replacements}) == (0, 0)
