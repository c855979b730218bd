"""Text from material is only ever text: what goes in comes out of pandoc letter for letter."""

import json
import subprocess

import pypandoc
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from verko.report.escape import attribute_text, markdown_text, plain_line

READERS = ("markdown", "markdown+autolink_bare_uris+emoji+hard_line_breaks")
HOSTILE = (
    "% otsikko", "<script>alert(1)</script>", "{{< include /etc/passwd >}}", "[@kiili2021]", "@tbl-x", "# otsikko",
    "a | b", "`x`{=html}", "```{=typst}", "$x^2$", "*lihava* _kursiivi_", "1. luettelo", "- luettelo", "a) x", "iv. x",
    ": määritelmä", "> lainaus", "![x](y)", "http://esimerkki.invalid", "---", '"lainaus" \'yksin\' ... --',
    "\\newpage", ":::", "::: {.x}", "Table: x", "&amp; &#42;", "a\nb", '#read("/etc/passwd")', "[^1]",
    "x^2^ H~2~O", "Mr. X", "(@) x", "mikä?!", "~~yli~~",
)  # fmt: skip

texts = st.text(
    st.characters(exclude_categories=["Cs", "Cn", "Co"]) | st.sampled_from("<>{}[]()#*_`|$@:~^\\!.-\"'&=+ \n"),
    max_size=30,
).filter(lambda text: plain_line(text) != "")


def read_back(markdown: str, reader: str = "markdown") -> dict:
    command = [pypandoc.get_pandoc_path(), f"--from={reader}", "--to=json"]
    done = subprocess.run(command, input=markdown.encode(), capture_output=True, check=True)
    return json.loads(done.stdout)


def plain(inlines: list[dict]) -> str:
    """The text of inlines that are words and spaces; anything else shows as its kind."""
    parts = {"Space": lambda _: " ", "Str": lambda node: node["c"]}
    return "".join(parts.get(node["t"], lambda node: f"<{node['t']}>")(node) for node in inlines)


def paragraphs(blocks: list[dict]) -> list[str]:
    return [plain(block["c"]) if block["t"] == "Para" else f"<{block['t']}>" for block in blocks]


@pytest.mark.parametrize("reader", READERS)
def test_hostile_lines_read_back_as_they_are(reader):
    document = "\n\n".join(markdown_text(text) for text in HOSTILE)
    assert paragraphs(read_back(document, reader)["blocks"]) == [plain_line(text) for text in HOSTILE]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(texts, min_size=1, max_size=20))
def test_any_text_reads_back_as_it_is(lines):
    document = "\n\n".join(markdown_text(text) for text in lines)
    assert paragraphs(read_back(document, READERS[1])["blocks"]) == [plain_line(text) for text in lines]


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(texts, min_size=1, max_size=20))
def test_any_text_survives_in_a_table_cell_a_caption_and_an_attribute(lines):
    table = "| a | b |\n|:--|:--|\n" + "".join(f"| {markdown_text(text)} | x |\n" for text in lines)
    image = f"![{markdown_text(lines[0])}](x.svg){{#fig-x fig-alt={attribute_text(lines[-1])}}}"
    read_table, read_figure = read_back(f"{table}\n{image}\n")["blocks"]
    rows = read_table["c"][4][0][3]
    assert [plain(row[1][0][4][0]["c"]) if row[1][0][4] else "" for row in rows] == [plain_line(text) for text in lines]
    (_, [_, [caption]], [content]) = read_figure["c"]
    assert plain(caption["c"]) == plain_line(lines[0])
    assert dict(content["c"][0]["c"][0][2])["fig-alt"].replace("\u2060", "") == plain_line(lines[-1]).replace(
        "\u2060", ""
    )


def test_a_hard_space_stays_and_other_blanks_become_one_space():
    assert plain_line("45,5\u00a0%\t\n x") == "45,5\u00a0% x"
