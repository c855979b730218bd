"""Every word of a file is in the stored text or counted in a note: nothing is lost in silence."""

import io
import re
import zipfile

import openpyxl
from hypothesis import given, settings
from hypothesis import strategies as st

from verko.intake.transcripts.formats import parse
from verko.language.tokens import count_words

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_SPOKEN = ["niin", "joo", "se", "tuki", "ryhmä", "oli", "kyllä", "meillä", "äiti"]
WORDS = st.lists(st.sampled_from(_SPOKEN), min_size=1, max_size=6).map(" ".join)


def words_noted(notes) -> int:
    return sum(
        int(found)
        for note in notes
        for found in re.findall(r"words: (\d+)", note)
        if note.startswith(("left", "col", "sheet"))
    )


def run(text: str) -> str:
    return f"<w:r><w:t>{text}</w:t></w:r>"


def paragraph(inside: str) -> str:
    return f"<w:p><w:pPr><w:tabs><w:tab/></w:tabs></w:pPr>{inside}</w:p>"


def row(left: str, right: str) -> str:
    return f"<w:tr><w:tc>{paragraph(run(left))}</w:tc><w:tc>{paragraph(run(right))}</w:tc></w:tr>"


BLOCKS = {
    "plain": lambda text: paragraph(run(text)),
    "split": lambda text: paragraph(run(text[:3]) + run(text[3:])),
    "inserted": lambda text: paragraph(f"<w:ins>{run(text)}</w:ins>"),
    "deleted": lambda text: paragraph(f"<w:del><w:r><w:delText>{text}</w:delText></w:r></w:del>"),
    "moved away": lambda text: paragraph(f"<w:moveFrom>{run(text)}</w:moveFrom>"),
    "link": lambda text: paragraph(f"<w:hyperlink>{run(text)}</w:hyperlink>"),
    "content control": lambda text: f"<w:sdt><w:sdtContent>{paragraph(run(text))}</w:sdtContent></w:sdt>",
    "table": lambda text: f"<w:tbl>{row('A1', text)}</w:tbl>",
    "table in a table": lambda text: f"<w:tbl><w:tr><w:tc><w:tbl>{row('A1', text)}</w:tbl><w:p/></w:tc></w:tr></w:tbl>",
    "text box": lambda text: paragraph(
        f"<w:r><w:pict><w:txbxContent>{paragraph(run(text))}</w:txbxContent></w:pict></w:r>"
    ),
}


def docx(blocks: list[tuple[str, str]], parts: dict[str, str]) -> bytes:
    body = paragraph(run("H: Alku.")) + "".join(BLOCKS[kind](text) for kind, text in blocks)
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("word/document.xml", f"<w:document {W}><w:body>{body}</w:body></w:document>")
        for name, text in parts.items():
            archive.writestr(f"word/{name}.xml", f"<w:part {W}><w:x>{paragraph(run(text))}</w:x></w:part>")
    return stream.getvalue()


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from(sorted(BLOCKS)), WORDS), max_size=8),
    st.dictionaries(st.sampled_from(["footnotes", "endnotes", "comments", "header1", "footer2"]), WORDS),
)
def test_every_word_of_a_word_file_is_kept_or_counted(blocks, parts):
    transcript = parse(docx(blocks, parts), ".docx").transcript
    labels = sum("table" in kind for kind, _ in blocks)
    put_in = 2 + sum(count_words(text) for _, text in blocks) + sum(map(count_words, parts.values())) + labels
    assert put_in == count_words(transcript.text) + words_noted(transcript.notes)


@given(st.lists(st.tuples(st.sampled_from(["H", "A1", ""]), WORDS, WORDS), min_size=1, max_size=8))
def test_every_word_of_a_workbook_is_kept_or_counted(rows):
    book = openpyxl.Workbook()
    for line in [("Puhuja", "Teksti", "Huomio"), *rows]:
        book.active.append(line)
    book.create_sheet("Muuta").append(["yksi kaksi"])
    stream = io.BytesIO()
    book.save(stream)
    transcript = parse(stream.getvalue(), ".xlsx").transcript
    turns = sum(count_words(transcript.text[turn.start : turn.end]) for turn in transcript.turns)
    assert turns == sum(count_words(said) for _, said, _ in rows)
    assert words_noted(transcript.notes) == 2 + sum(count_words(other) for _, _, other in rows)


@given(st.lists(st.tuples(st.sampled_from(["NOTE", "cue", ""]), WORDS), min_size=1, max_size=8))
def test_every_word_of_subtitles_is_kept_or_counted(cues):
    time = "00:01.000 --> 00:02.000\n"
    blocks = [f"NOTE {words}" if kind == "NOTE" else f"{kind}\n{time}{words}".lstrip() for kind, words in cues]
    transcript = parse("\n\n".join(["WEBVTT", f"{time}alku", *blocks]).encode(), ".vtt").transcript
    put_in = 1 + sum(count_words(words) + (kind != "") for kind, words in cues)
    assert put_in == count_words(transcript.text) + words_noted(transcript.notes)


@given(
    st.lists(
        st.sampled_from(["H: ", "A1: ", "", "#00:01:02-3# ", "[virike: V1]", "Liisa\n", "12 ", "**B** "]), max_size=12
    ),
    WORDS,
)
def test_a_plain_text_is_stored_as_it_stands(starts, words):
    text = "\n".join(f"{start}{words}" for start in [*starts, "H: "])
    assert parse(text.encode(), ".txt").transcript.text == text
