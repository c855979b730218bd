"""Two reports that say the same have the same outline; one changed letter shows."""

from verko.report.compare import differences, outline


def test_a_report_agrees_with_itself(rendered):
    found = outline(rendered["fi"].html)
    assert all(
        len(part) > 1 for part in (found.headings, found.captions, found.references, found.tables, found.numbers)
    )
    assert len(found.sources) == 1
    assert differences(found, found) == []


def test_one_changed_number_is_told(rendered, tmp_path):
    text = rendered["fi"].html.read_text(encoding="utf-8")
    changed = tmp_path / "changed.html"
    changed.write_text(text.replace("45,5\u00a0%", "45,6\u00a0%", 1), encoding="utf-8")
    assert differences(outline(rendered["fi"].html), outline(changed)) == [
        "numbers: only the first has '45,5\\xa0%'",
        "numbers: only the second has '45,6\\xa0%'",
    ]


def test_the_two_languages_have_the_same_numbers_and_figures(rendered):
    finnish, english = outline(rendered["fi"].html), outline(rendered["en"].html)
    assert len(finnish.captions) == len(english.captions)
    assert len(finnish.headings) == len(english.headings)
    assert len(finnish.references) == len(english.references)
