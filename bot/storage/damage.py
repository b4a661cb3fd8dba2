"""A damaged database file: recognised, and set aside under a dated name."""

from __future__ import annotations

import sqlite3
from datetime import datetime, timedelta
from pathlib import Path

_MARK = ".beschaedigt-"
_DAMAGED = frozenset((sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB))
_PARTS = ("", "-wal", "-shm")  # the file and what SQLite keeps beside it


class DamagedError(Exception):
    """The file is no sound database; internal to this package."""


def is_damage(error: sqlite3.Error) -> bool:
    """Tell a damaged file from one that is merely locked, full or forbidden."""
    code = getattr(error, "sqlite_errorcode", None)
    return code is not None and code & 0xFF in _DAMAGED


def inspect(database: sqlite3.Connection) -> None:
    """Check every page.

    Raises:
        DamagedError: One of them is not what it should be.
    """
    (verdict,) = database.execute("PRAGMA integrity_check(1)").fetchone()
    if verdict != "ok":
        raise DamagedError(verdict)


def set_aside(path: Path, now: datetime) -> Path:
    """Rename a damaged file and what belongs to it; return its new name.

    Raises:
        OSError: The folder cannot be written.
    """
    aside = path.with_name(f"{path.name}{_MARK}{now:%Y-%m-%d-%H%M%S}")
    for part in _PARTS:
        source = path.with_name(path.name + part)
        if source.exists():
            source.replace(aside.with_name(aside.name + part))
    return aside


def forget_set_aside(path: Path, now: datetime, retention_days: int) -> int:
    """Delete the files set aside that are older than the retention; return how many.

    They hold the same rows as the file they were, so they may not outlive them.
    """
    oldest = (now - timedelta(days=retention_days)).timestamp()
    gone = 0
    for each in path.parent.glob(f"{path.name}{_MARK}*"):
        if each.stat().st_mtime < oldest:
            each.unlink(missing_ok=True)
            gone += 1
    return gone
