"""The `quarto` command is found, checked, run, stopped and cleaned up after."""

import os
import shutil
import sys
import textwrap
import time
from dataclasses import replace
from pathlib import Path

import pytest
from report_sample import HOSTILE, META, QUOTES, write_evidence, write_sources

from verko.errors import StudyError
from verko.report import render, stage
from verko.report.compare import differences, outline
from verko.report.quarto import check_version, find_quarto

MAKES_BOTH = """
if "--version" in sys.argv:
    print("1.11.0"); sys.exit()
out = Path("_out"); out.mkdir(exist_ok=True)
html = "html" in sys.argv
print("WARN: a warning from Quarto", file=sys.stderr)
print("pandoc chatter", file=sys.stderr)
if html:
    (out / "index.html").write_text("<h1>T</h1><main><h1>A</h1><table><tr><th>x</th></tr></table></main>")
else:
    (out / "index.html").unlink(missing_ok=True)
    (out / "index.pdf").write_bytes(b"%PDF-1.7")
"""


@pytest.fixture
def quarto(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Puts a pretended quarto in the place of the real one; its body is a small Python program."""
    monkeypatch.delenv("QUARTO_PATH", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path / "nothing"))

    def make(body: str) -> Path:
        command = tmp_path / "bin" / "quarto"
        command.parent.mkdir(exist_ok=True)
        head = f"#!{sys.executable} -I\nimport os, subprocess, sys, time\nfrom pathlib import Path\n"
        command.write_text(head + textwrap.dedent(body))
        command.chmod(0o755)
        return command

    return make


@pytest.fixture
def staged(staged_from) -> Path:
    return staged_from()


def test_a_missing_quarto_is_no_error_unless_it_is_asked_for(quarto):
    assert find_quarto() is None
    with pytest.raises(StudyError, match="quarto: not found in the setting, QUARTO_PATH or PATH: install Quarto"):
        find_quarto(required=True)


def test_the_setting_comes_before_the_environment_and_the_path(quarto, tmp_path, monkeypatch):
    command = quarto(MAKES_BOTH)
    other = shutil.copy(command, tmp_path / "quarto")
    monkeypatch.setenv("PATH", str(command.parent))
    assert find_quarto() == command
    monkeypatch.setenv("QUARTO_PATH", str(other))
    assert find_quarto() == other
    monkeypatch.setenv("QUARTO_PATH", str(command.parent))
    assert find_quarto() == command
    assert find_quarto(other) == other


def test_a_named_place_without_quarto_is_an_error_and_not_passed_over(quarto, tmp_path):
    with pytest.raises(StudyError, match="nowhere: the setting names no Quarto command"):
        find_quarto(tmp_path / "nowhere")


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("print('1.3.450')", "is Quarto 1.3.450, too old: install Quarto 1.9 or newer"),
        ("print('hello')", "does not say its version"),
        ("sys.exit(3)", "does not say its version"),
    ],
)
def test_an_old_or_strange_version_is_refused(quarto, body, told):
    with pytest.raises(StudyError, match=told):
        check_version(quarto(body), time_limit=10)


def test_auto_passes_over_an_old_quarto_and_says_why(quarto, staged, tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(quarto("print('1.3.450')").parent))
    made = render(staged, tmp_path / "report")
    assert made.renderer == "embedded"
    assert "is Quarto 1.3.450, too old" in made.messages[0]
    with pytest.raises(StudyError, match="too old"):
        render(staged, tmp_path / "report", renderer="quarto")


def test_auto_takes_quarto_where_it_is_and_says_so(quarto, staged, tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(quarto(MAKES_BOTH).parent))
    before = sorted(staged.rglob("*"))
    made = render(staged, tmp_path / "out" / "report.fi")
    assert made.renderer == "quarto"
    assert made.messages == ("Quarto 1.11.0", "WARN: a warning from Quarto", "WARN: a warning from Quarto")
    assert made.pdf.read_bytes() == b"%PDF-1.7"
    assert made.html.read_text() == '<h1>T</h1><main><h2>A</h2><table><tr><th scope="col">x</th></tr></table></main>'
    assert sorted(path.name for path in made.html.parent.iterdir()) == ["report.fi.html", "report.fi.pdf"]
    assert sorted(staged.rglob("*")) == before


def test_auto_without_quarto_takes_the_embedded_renderer(quarto, staged, tmp_path):
    assert render(staged, tmp_path / "report").renderer == "embedded"


def test_a_failing_quarto_is_told_in_one_line_and_keeps_the_earlier_report(quarto, staged, tmp_path):
    command = quarto("""
        if "--version" in sys.argv:
            print("1.11.0"); sys.exit()
        print("\\x1b[31mERROR: no such filter\\x1b[0m", file=sys.stderr)
        sys.exit(1)
    """)
    (tmp_path / "report.html").write_text("earlier")
    with pytest.raises(StudyError, match=r"^quarto render --to html: ERROR: no such filter$"):
        render(staged, tmp_path / "report", renderer="quarto", quarto=command)
    assert (tmp_path / "report.html").read_text() == "earlier"
    assert not (tmp_path / "report.pdf").exists()


def test_a_quarto_that_makes_nothing_is_an_error(quarto, staged, tmp_path):
    command = quarto("print('1.11.0')")
    with pytest.raises(StudyError, match="quarto render --to html: ended with 0"):
        render(staged, tmp_path / "report", renderer="quarto", quarto=command)


def test_a_hanging_quarto_is_stopped_with_all_it_started(quarto, staged, tmp_path):
    command = quarto(f"""
        if "--version" in sys.argv:
            print("1.11.0"); sys.exit()
        child = subprocess.Popen(["/bin/sleep", "60"])
        Path({str(tmp_path / "child")!r}).write_text(str(child.pid))
        time.sleep(60)
    """)
    begun = time.monotonic()
    with pytest.raises(StudyError, match=r"quarto: not finished after .* s, stopped: raise report\.time_limit"):
        render(staged, tmp_path / "report", renderer="quarto", quarto=command, time_limit=1.5)
    assert time.monotonic() - begun < 10
    assert not _alive(int((tmp_path / "child").read_text()))


def _alive(pid: int) -> bool:
    """Whether a process runs; one that has ended but was not yet collected does not."""
    for _ in range(50):
        try:
            state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
        except OSError:
            return False
        if state == "Z":
            return False
        time.sleep(0.05)
    return True


REAL_QUARTO = os.environ.get("QUARTO_PATH") or shutil.which("quarto")


@pytest.mark.skipif(not REAL_QUARTO, reason="Quarto is not installed: neither QUARTO_PATH nor PATH has it")
@pytest.mark.parametrize("language", ["fi", "en"])
def test_quarto_and_the_embedded_renderer_agree(rendered, language, tmp_path):
    staged = rendered[language].html.parent / "staged" / language
    by_quarto = render(staged, tmp_path / "report", renderer="quarto", quarto=REAL_QUARTO)
    assert differences(outline(by_quarto.html), outline(rendered[language].html)) == []


@pytest.mark.skipif(not REAL_QUARTO, reason="Quarto is not installed: neither QUARTO_PATH nor PATH has it")
def test_quarto_takes_hostile_material_as_text_too(tmp_path):
    quotes = {**QUOTES, "interviews.q1": {**QUOTES["interviews.q1"], "text": HOSTILE}}
    evidence, sources = write_evidence(tmp_path / "evidence", quotes=quotes), [write_sources(tmp_path / "report")]
    meta = replace(META, title={"fi": HOSTILE})
    staged = stage(evidence, sources, tmp_path / "staged", language="fi", meta=meta)
    by_quarto = render(staged, tmp_path / "quarto", renderer="quarto", quarto=REAL_QUARTO)
    embedded = render(staged, tmp_path / "embedded", renderer="embedded")
    assert "<script" not in by_quarto.html.read_text(encoding="utf-8")
    assert differences(outline(by_quarto.html), outline(embedded.html)) == []
