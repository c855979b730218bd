"""What a killed run or an earlier shape of the study has left is removed, and nothing else."""

from verko.pipeline.study_run import tidy


def test_half_a_report_of_a_killed_run_is_removed(tmp_path):
    left = tmp_path / "report" / ".example-report.en-abc"
    left.mkdir(parents=True)
    (left / "report.html").write_text("half")
    (tmp_path / "report" / "example-report.sv.html").write_text("of an earlier shape")
    (tmp_path / "report" / "staged").mkdir()
    tidy(tmp_path, [])
    assert [path.name for path in (tmp_path / "report").iterdir()] == ["staged"]
