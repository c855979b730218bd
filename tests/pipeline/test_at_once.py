"""Two runs at once cannot harm each other."""

import subprocess
import sys

CODE = """\
import sys
from pathlib import Path
from rich.console import Console
from verko.pipeline.graph import tasks_of
from verko.pipeline.run import run
from verko.study import load_study

if __name__ == "__main__":
    study, outputs = load_study(sys.argv[1]), Path(sys.argv[2])
    specs = [spec for spec in tasks_of(study, outputs) if not spec.name.startswith(("report", "manifest"))]
    print(len(run(specs, outputs, Console()).took))
"""


def test_a_second_run_waits_for_the_first_and_finds_everything_done(compendium):
    command = [sys.executable, "-c", CODE, str(compendium.study), str(compendium.outputs)]
    runs = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    said = [process.communicate()[0] for process in runs]
    assert [process.returncode for process in runs] == [0, 0]
    assert sorted(int(text.strip().splitlines()[-1]) for text in said)[0] == 0
    assert sum("waiting for it to end" in text for text in said) == 1
    assert compendium.ran() == set()
