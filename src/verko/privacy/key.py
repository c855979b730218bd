"""The key: what was replaced by what, where; encrypted, outside `outputs/`, readable by its owner alone.

scrypt (RFC 7914) makes the key from a passphrase, AES-256-GCM encrypts and guards against change. Without the
passphrase nobody can read it, the authors of this program included; destroying the file makes the data harder to
tie to people, and only a person can judge whether they are then anonymous.
"""

from __future__ import annotations

import base64
import json
import os
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from verko.errors import FileProblem, StudyError

SUFFIX = ".verko-key"
SHORTEST_PASSPHRASE = 12
_FORMAT = "verko-key-1"
_N, _R, _P = 2**15, 8, 1  # scrypt: 32 MB, about a tenth of a second


@dataclass(frozen=True)
class Change:
    """One replacement: code points start..end of the raw text of a document, what stood there, what stands now."""

    document: str
    start: int
    end: int
    original: str
    new: str
    category: str
    rule: str


def write_key(path: Path, changes: Iterable[Change], passphrase: str) -> int:
    """Encrypt the change log into `path` and give back how many changes it holds.

    Raises StudyError when the path is inside a folder `outputs`, has another suffix, or the passphrase is short.
    """
    if "outputs" in path.resolve().parts:
        raise StudyError(f"{path}: the key must not lie in outputs/: keep it apart from what is published")
    if path.suffix != SUFFIX:
        raise StudyError(f"{path}: name the key *{SUFFIX}, so that it is never committed by accident")
    if len(passphrase) < SHORTEST_PASSPHRASE:
        raise StudyError(f"the passphrase has {len(passphrase)} characters: use at least {SHORTEST_PASSPHRASE}")
    log = [asdict(change) for change in changes]
    salt, nonce = os.urandom(16), os.urandom(12)
    plain = json.dumps(log, ensure_ascii=False).encode("utf-8")
    sealed = AESGCM(_derived(passphrase, salt)).encrypt(nonce, plain, _FORMAT.encode())
    content = {"format": _FORMAT, "salt": _text(salt), "nonce": _text(nonce), "sealed": _text(sealed)}
    _write_privately(path, json.dumps(content).encode("ascii"))
    return len(log)


def read_key(path: Path, passphrase: str) -> list[Change]:
    """The change log. Raises FileProblem, one line, for a wrong passphrase or a file that was changed."""
    try:
        content = json.loads(path.read_bytes())
        if content["format"] != _FORMAT:
            raise ValueError
        salt, nonce, sealed = (base64.b64decode(content[name], validate=True) for name in ("salt", "nonce", "sealed"))
        log = json.loads(AESGCM(_derived(passphrase, salt)).decrypt(nonce, sealed, _FORMAT.encode()))
    except InvalidTag:
        raise FileProblem(path, "", "cannot be opened: the passphrase is wrong, or the file was changed") from None
    except OSError as error:
        raise FileProblem(path, "", f"cannot be opened: {error.strerror}") from None
    except (ValueError, KeyError, TypeError):
        raise FileProblem(path, "", "is no key file of this program") from None
    return [Change(**entry) for entry in log]


def _derived(passphrase: str, salt: bytes) -> bytes:
    return Scrypt(salt=salt, length=32, n=_N, r=_R, p=_P).derive(passphrase.encode("utf-8"))


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")


def _write_privately(path: Path, data: bytes) -> None:
    """Write whole or not at all; nobody else may read the file at any moment."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(data)
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)
