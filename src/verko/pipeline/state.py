"""What has been done: doit's database, saved after every task, keyed by content."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from doit.dependency import Dependency, FileChangedChecker, JSONCodec, SqliteDB

from verko.hashing import file_hash


class ContentChecker(FileChangedChecker):
    """A file has changed when its content has; the hash is taken only when time or size differ."""

    def check_modified(self, file_path: str, file_stat: os.stat_result, state: Any) -> bool:
        """Whether the file differs from the saved (time, size, hash)."""
        time, size, digest = state
        if (file_stat.st_mtime_ns, file_stat.st_size) == (time, size):
            return False
        return file_stat.st_size != size or digest != file_hash(Path(file_path))

    def get_state(self, dep: str, current_state: Any) -> tuple[int, int, str] | None:
        """The state to save: nothing when it is the saved one."""
        stat = os.stat(dep)
        if current_state and (stat.st_mtime_ns, stat.st_size) == tuple(current_state[:2]):
            return None
        return stat.st_mtime_ns, stat.st_size, file_hash(Path(dep))


class CommittingDB(SqliteDB):
    """SQLite that is written after every task, so that a killed run resumes where it stopped."""

    def commit(self) -> None:
        """Write what is new; the connection stays open."""
        for task_id in self._dirty:
            row = (task_id, self.codec.encode(self._cache[task_id]))
            self._conn.execute("insert or replace into doit values (?,?)", row)
        self._conn.commit()
        self._dirty = set()

    def dump(self) -> None:
        """Write and close."""
        self.commit()
        self._conn.close()


class State(Dependency):
    """doit's record of successes, with each task's own results watched too: a result edited by hand is made again."""

    def __init__(self, name: str) -> None:
        super().__init__(CommittingDB, name, checker_cls=ContentChecker, codec_cls=JSONCodec)

    def forget(self, task: Any) -> None:
        """The task is about to run: until it ends well, nothing is known of it."""
        kept = self.get_values(task.name)
        self.remove(task.name)
        self._set(task.name, "_values_:", kept)
        self.backend.commit()

    def save_success(self, task: Any, result_hash: str | None = None) -> None:
        """Save what the task depended on and what it made."""
        super().save_success(task, result_hash)
        for target in task.targets:
            self._set(task.name, f"made:{target}", self.checker.get_state(target, None))
        self.backend.commit()

    def get_status(self, task: Any, tasks_dict: Any, get_log: bool = False) -> Any:
        """Up to date when no dependency changed and the results are those that were made."""
        status = super().get_status(task, tasks_dict, get_log)
        if status.status == "up-to-date" and any(self._was_edited(task, target) for target in task.targets):
            status.status = "run"
        return status

    def _was_edited(self, task: Any, target: str) -> bool:
        made = self._get(task.name, f"made:{target}")
        return made is None or self.checker.check_modified(target, os.stat(target), made)
