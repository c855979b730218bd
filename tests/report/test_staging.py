"""Staging checks every name before anything is rendered and writes the same project each time."""

import os
from dataclasses import replace
from pathlib import Path

import pytest
import yaml
from report_sample import CLAIMS, META, QUOTES, write_evidence, write_sources

from verko.errors import FileProblem, ManyProblems
from verko.report import stage
from verko.report.recorded import Item
from verko.report.snippets import quote_markdown


def problems_of(staged_from, *lines: str, **changes: object) -> list[str]:
    with pytest.raises(ManyProblems) as caught:
        staged_from({"05-interviews.qmd": "\n".join(lines) + "\n"}, **changes)
    return [problem.partition("05-interviews.qmd")[2] for problem in caught.value.problems]


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_all_problems_of_a_chapter_are_told_at_once_with_their_lines(staged_from):
    assert problems_of(
        staged_from,
        "# Otsikko",
        "{{< var interviews.grups >}} ja @tbl-interviews-materia [@kili2021]",
        "",
        "{{< include _evidence/figures/interviews.teemat.md >}}",
        "{{< include _evidence/tables/interviews.material.md >}}",
    ) == [
        ":2: no notebook recorded the number 'interviews.grups' (did you mean 'interviews.groups'?)",
        ":2: '@tbl-interviews-materia' refers to nothing in the report (did you mean 'tbl-interviews-material'?)",
        ":2: '@kili2021' is not in references.bib (did you mean 'kiili2021'?)",
        ":4: no notebook recorded the figure 'interviews.teemat' (did you mean 'interviews.themes'?)",
    ]


@pytest.mark.parametrize("path", ["../secret.md", "/etc/passwd", "_evidence/../../x.md", "https://x.invalid/a.md"])
def test_an_include_that_leaves_the_report_is_refused(staged_from, path):
    assert "leaves the report" in problems_of(staged_from, f"{{{{< include {path} >}}}}")[0]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("<b>lihava</b>", "the HTML tag <b>"),
        ("```{=html}\n<script></script>\n```", "a raw html block"),
        ("teksti `x`{=typst}", "raw inline text"),
        ("\\newpage", "the TeX command \\newpage"),
        ("```{python}\nprint(1)\n```", "a python code cell"),
        ("{{< video x.mp4 >}}", "the shortcode 'video'"),
        ("---\ntitle: x\n---", "a YAML block"),
        ("![kaavio](../x.png)", "no image '../x.png'"),
    ],
)
def test_what_does_not_belong_in_a_chapter_is_named(staged_from, line, told):
    assert told in problems_of(staged_from, line)[0]


def test_code_and_mail_addresses_are_no_citations(staged_from):
    text = "`@ei` a@b.invalid <https://x.invalid/@ei>\n\n```\n@ei {{{< var x.y >}}}\n```\n"
    assert (staged_from({"05-interviews.qmd": text}) / "index.qmd").is_file()


def test_a_claim_whose_evidence_is_missing_or_suppressed_stops_the_report(staged_from):
    told = problems_of(staged_from, "{{< include _evidence/claims/interviews.unheld.md >}}")
    begins = ":1: the claim 'interviews.unheld' cannot stand:"
    assert told == [
        f"{begins} its quote 'interviews.hidden' is suppressed by the disclosure rules",
        f"{begins} its number 'interviews.gone' was not recorded (did you mean 'interviews.groups'?)",
    ]


def test_a_suppressed_quote_stops_the_report(staged_from):
    told = problems_of(staged_from, "{{< include _evidence/quotes/interviews.hidden.md >}}")
    assert told == [":1: the quote 'interviews.hidden' is suppressed by the disclosure rules: take it out"]


def test_the_same_table_twice_is_named_with_its_first_place(staged_from):
    include = "{{< include _evidence/tables/interviews.material.md >}}"
    assert "a second time (first in 05-interviews.qmd:1)" in problems_of(staged_from, include, "", include)[0]


GUARDED = """::: {.content-visible when-meta="has.interviews"}
Haastattelut.

::: {.content-visible when-meta="has.interviews.agreement"}
{{< var interviews.agreement >}}

::: {.callout-note}
sisällä
:::
:::
:::

::: {.content-hidden when-meta="has.literature"}
Ei kirjallisuutta.
:::

::: {.content-visible unless-meta="has.interviews.groups"}
Ei ryhmiä.
:::
"""


def test_a_guard_keeps_what_has_evidence_and_the_lines_stay_in_place(staged_from):
    kept = (staged_from({"05-interviews.qmd": GUARDED}) / "05-interviews.qmd").read_text(encoding="utf-8").splitlines()
    assert [(number, line) for number, line in enumerate(kept, start=1) if line] == [
        (2, "Haastattelut."),
        (14, "Ei kirjallisuutta."),
    ]


def test_a_chapter_whose_guards_leave_only_headings_is_left_out(staged_from):
    guarded = '# Kirjallisuus {#sec-lit}\n\n::: {.content-visible when-meta="has.literature"}\nteksti\n:::\n'
    staged = staged_from({"02-literature.qmd": guarded, "05-interviews.qmd": "# Haastattelut\n\nteksti\n"})
    assert "02-literature" not in (staged / "index.qmd").read_text(encoding="utf-8")
    assert not (staged / "02-literature.qmd").exists()


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        (['::: {.content-visible when-meta="has.interviews"}'], ":1: this ':::' block is never closed"),
        (["teksti", ":::"], ":2: this ':::' closes a block that was never opened"),
        (
            ['::: {.content-visible when-meta="draft"}', ":::"],
            ":1: a guard asks for has.<theme>.<thing>, not for 'draft'",
        ),
        (
            ['[x]{.content-visible when-meta="has.x"}'],
            ":1: a guard stands on lines of its own: ::: {…} above, ::: below",
        ),
    ],
)
def test_a_guard_that_cannot_be_followed_is_named(staged_from, lines, told):
    assert told in problems_of(staged_from, *lines)


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("fi", {"groups": "4", "words": "12\u202f480", "share": "45,5\u00a0%", "alpha": "0,81", "fathers": "alle 3"}),
        ("en", {"groups": "4", "words": "12,480", "share": "45.5%", "alpha": "0.81", "fathers": "fewer than 3"}),
    ],
)
def test_numbers_follow_the_language(staged_from, language, expected):
    staged = staged_from(language=language)
    assert yaml.safe_load((staged / "_variables.yml").read_text("utf-8"))["interviews"] == expected


def test_staging_twice_gives_the_same_bytes_and_leaves_nothing_behind(tmp_path):
    evidence, sources = write_evidence(tmp_path / "evidence"), [write_sources(tmp_path / "report")]
    first = contents(stage(evidence, sources, tmp_path / "staged" / "fi", language="fi", meta=META))
    second = contents(stage(evidence, sources, tmp_path / "staged" / "fi", language="fi", meta=META))
    assert first == second
    assert os.listdir(tmp_path / "staged") == ["fi"]


def test_a_failed_staging_leaves_the_earlier_project_alone(staged_from, tmp_path):
    before = contents(staged_from())
    (tmp_path / "report" / "fi" / "05-interviews.qmd").write_text("{{< var no.such >}}\n")
    with pytest.raises(ManyProblems):
        stage(tmp_path / "evidence", [tmp_path / "report"], tmp_path / "staged", language="fi", meta=META)
    assert contents(tmp_path / "staged") == before


def test_a_chapter_of_the_study_replaces_the_template_chapter(tmp_path):
    evidence, template = write_evidence(tmp_path / "evidence"), write_sources(tmp_path / "report")
    own = tmp_path / "mine" / "fi" / "05-interviews.qmd"
    own.parent.mkdir(parents=True)
    own.write_text("# Omat tulokset\n\nteksti\n", encoding="utf-8")
    staged = stage(evidence, [template, tmp_path / "mine"], tmp_path / "staged", language="fi", meta=META)
    assert (staged / "05-interviews.qmd").read_text(encoding="utf-8") == "# Omat tulokset\n\nteksti\n"
    assert "{{< include 90-appendix.qmd >}}" in (staged / "index.qmd").read_text(encoding="utf-8")


def test_references_stand_before_the_appendices_and_only_when_something_is_cited(staged_from, tmp_path):
    index = (staged_from() / "index.qmd").read_text(encoding="utf-8")
    assert index.index("05-interviews") < index.index("# Lähteet") < index.index("90-appendix")


def test_a_report_without_citations_has_no_list_of_references(staged_from):
    staged = staged_from({"05-interviews.qmd": "# Ei lähteitä\n\nteksti\n"})
    assert "Lähteet" not in (staged / "index.qmd").read_text(encoding="utf-8")
    assert not (staged / "references.bib").exists()


def test_synthetic_evidence_cannot_pass_for_real(tmp_path):
    evidence, sources = write_evidence(tmp_path / "evidence"), [write_sources(tmp_path / "report")]
    with pytest.raises(FileProblem, match="synthetic: false"):
        stage(evidence, sources, tmp_path / "staged", language="fi", meta=replace(META, synthetic=False))


def test_a_real_study_carries_no_mark_of_invented_data(staged_from):
    staged = staged_from(meta=replace(META, synthetic=False))
    for path in staged.rglob("*.[qmy]*"):
        assert "synte" not in path.read_text(encoding="utf-8").lower(), path


def test_the_same_name_from_two_notebooks_is_refused(tmp_path):
    evidence = write_evidence(tmp_path / "evidence")
    (evidence / "03-interview-analysis").rename(evidence / "04-leadership-themes")
    write_evidence(tmp_path / "again")
    (tmp_path / "again" / "03-interview-analysis").rename(evidence / "03-interview-analysis")
    with pytest.raises(ManyProblems, match=r"'interviews\.groups' is recorded by 03-interview-analysis too"):
        stage(evidence, [write_sources(tmp_path / "report")], tmp_path / "staged", language="fi", meta=META)


def test_an_english_quote_shows_the_translation_and_the_original(staged_from):
    quote = (staged_from(language="en") / "_evidence/quotes/interviews.q1.md").read_text(encoding="utf-8")
    assert quote.index("Well, we do value") < quote.index("No siis kyllä")
    assert "{lang=fi}" in quote
    assert "R03, A2; translated by E&#46; Esimerkki" in quote


def test_a_quote_without_translation_says_so_and_a_role_is_told_in_english():
    passage = {"document": "R03", "speaker": "A2", "text": "No niin", "translated_by": "tutkimusryhmä"}
    bare = quote_markdown(Item("interviews.q9", "03", Path(), passage), language="en")
    assert "R03, A2; not translated" in bare
    told = quote_markdown(Item("interviews.q9", "03", Path(), passage | {"translation": {"en": "Well"}}), language="en")
    assert "R03, A2; translated by the research group" in told


def test_a_quote_in_the_language_of_the_report_is_shown_once(staged_from):
    quote = (staged_from(language="fi") / "_evidence/quotes/interviews.q1.md").read_text(encoding="utf-8")
    assert "No siis kyllä" in quote
    assert "Well" not in quote
    assert "kääntänyt" not in quote


def test_a_claim_links_only_to_quotes_that_the_report_shows(staged_from):
    chapters = {"05-interviews.qmd": "{{< include _evidence/claims/interviews.c1.md >}}\n\n"}
    claim = (staged_from(chapters) / "_evidence/claims/interviews.c1.md").read_text(encoding="utf-8")
    assert "R03, A2" in claim
    assert "](#quote-" not in claim


def test_hostile_material_stays_text_in_every_staged_file(tmp_path):
    bad = "x</p><script>alert(1)</script> {{< include /etc/passwd >}} ```{=html} [@kiili2021] # y | z\n# otsikko"
    quotes = {**QUOTES, "interviews.q1": {**QUOTES["interviews.q1"], "text": bad, "speaker": "<i>"}}
    claims = {**CLAIMS, "interviews.c1": {**CLAIMS["interviews.c1"], "text": {"fi": bad, "en": bad}}}
    evidence = write_evidence(tmp_path / "evidence", quotes=quotes, claims=claims)
    meta = replace(META, title={"fi": bad}, authors=())
    staged = stage(evidence, [write_sources(tmp_path / "report")], tmp_path / "staged", language="fi", meta=meta)
    for path in [*staged.glob("_evidence/*/*.md"), staged / "_quarto.yml", staged / "_variables.yml"]:
        text = path.read_text(encoding="utf-8")
        assert "<script" not in text, path
        assert "{{<" not in text, path
        assert "```" not in text, path


def test_a_source_that_is_not_utf8_is_named(staged_from, tmp_path):
    staged_from()
    (tmp_path / "report" / "fi" / "05-interviews.qmd").write_bytes("# Äiti\n".encode("latin-1"))
    with pytest.raises(FileProblem, match=r"05-interviews\.qmd: is not UTF-8"):
        stage(tmp_path / "evidence", [tmp_path / "report"], tmp_path / "staged", language="fi", meta=META)


def test_two_bibliographies_with_one_key_are_refused(tmp_path):
    sources = [write_sources(tmp_path / "report"), tmp_path / "mine"]
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "references.bib").write_text("\n@book{kiili2021,\n  year = {2020}\n}\n")
    with pytest.raises(FileProblem, match=r"references\.bib:2: the key 'kiili2021'"):
        stage(write_evidence(tmp_path / "evidence"), sources, tmp_path / "staged", language="fi", meta=META)


def test_after_its_own_word_a_reference_is_the_number_alone(staged_from):
    text = "# Luku {#sec-a}\n\nLuvussa @sec-a ja kuvassa\n@fig-interviews-themes; ks. @sec-a.\n\n"
    staged = staged_from({"05-interviews.qmd": text + "{{< include _evidence/figures/interviews.themes.md >}}\n"})
    lines = (staged / "05-interviews.qmd").read_text(encoding="utf-8").splitlines()
    assert lines[2:4] == ["Luvussa [-@sec-a] ja kuvassa", "[-@fig-interviews-themes]; ks. @sec-a."]
