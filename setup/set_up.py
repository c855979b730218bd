"""Make `.venv` from the locked dependencies: run by make with nothing but Python 3.11 and the standard library.

Every package is checked against its hash in requirements.lock. uv does the work; where it is not installed,
pip brings it (hash-checked too), and where uv cannot reach the package index, pip does the work itself.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
READY = VENV / ".ready"
LOCK, UV_LOCK = ROOT / "requirements.lock", ROOT / "setup" / "uv.lock"
OLDEST = (3, 11)


def main() -> None:
    """Set up once; a second call with the same locks and the same Python does nothing.

    Everything is compiled here, so that every later command starts fast, also where Python may not write bytecode.
    """
    if sys.version_info < OLDEST:
        sys.exit(f"Python {sys.version.split()[0]} is too old: install Python 3.11 or newer, or make PYTHON=python3.12")
    fingerprint = _fingerprint()
    if READY.is_file() and READY.read_text() == fingerprint:
        READY.touch()
        return
    _say("Setting up .venv from requirements.lock (first time only, a minute or so) ...")
    _make_venv()
    _install()
    _run([str(_python()), "-m", "compileall", "-q", str(ROOT / "src")], quiet=True)
    READY.write_text(fingerprint)
    _say("Set-up ready.")


def _fingerprint() -> str:
    inputs = [LOCK.read_bytes(), UV_LOCK.read_bytes(), (ROOT / "pyproject.toml").read_bytes(), str(ROOT).encode()]
    return hashlib.sha256(b"\0".join([*inputs, sys.version.encode()])).hexdigest()


def _make_venv() -> None:
    done = _run([sys.executable, "-m", "venv", "--clear", str(VENV)], quiet=True)
    if done != 0:
        sys.exit("Python cannot make a virtual environment: on Debian or Ubuntu, sudo apt install python3-venv")


def _install() -> None:
    python = str(_python())
    uv = _uv()
    locked = ["--require-hashes", "-r", str(LOCK)]
    project = ["--no-deps", "--no-build-isolation", "-e", str(ROOT)]
    with_uv = [uv, "pip", "install", "--quiet", "--compile-bytecode", "--python", python]
    with_pip = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    if not (uv and _run([*with_uv, *locked]) == 0 and _run([*with_uv, *project]) == 0):
        _say("uv did not manage; pip goes on (slower) ...")
        for what in (locked, project):
            if _run([*with_pip, *what]) != 0:
                sys.exit("The packages could not be installed: see the lines above. Is the package index in reach?")


def _uv() -> str:
    """uv from PATH, or brought into .venv by pip; empty when neither works."""
    if found := shutil.which("uv"):
        return found
    brought = [str(_python()), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    if _run([*brought, "--require-hashes", "-r", str(UV_LOCK)]) == 0:
        return str(_python().with_name("uv"))
    return ""


def _python() -> Path:
    return VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def _run(command: list[str], *, quiet: bool = False) -> int:
    output = subprocess.DEVNULL if quiet else None
    return subprocess.run(command, env=_environment(), stdout=output, check=False).returncode


def _environment() -> dict[str, str]:
    """uv looks where pip looks (the same index) and trusts what the system trusts."""
    environment = {"UV_SYSTEM_CERTS": "1", **os.environ}
    if index := os.environ.get("PIP_INDEX_URL") or _pip_index():
        environment.setdefault("UV_DEFAULT_INDEX", index)
    return environment


def _pip_index() -> str:
    """The index that pip's own configuration names; empty for the usual one."""
    command = [sys.executable, "-m", "pip", "config", "list"]
    lines = subprocess.run(command, capture_output=True, text=True, check=False).stdout.splitlines()
    settings = dict(line.split("=", 1) for line in lines if "=" in line)
    return settings.get("global.index-url", "").strip("'\"")


def _say(line: str) -> None:
    print(line, flush=True)


if __name__ == "__main__":
    main()
