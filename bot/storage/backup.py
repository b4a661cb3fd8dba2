"""A copy of the database while the bot runs, and the way back."""

from __future__ import annotations

import contextlib
import os
import sqlite3
from pathlib import Path

from bot.errors import BotError
from bot.storage.damage import DamagedError, inspect
from bot.storage.database import OpenDatabase
from bot.storage.migrations import migrate


def back_up(database: OpenDatabase, target: Path) -> None:
    """Write a copy as of one moment; a file of that name is replaced once the copy is whole.

    Raises:
        BotError: The target cannot be written.
    """
    beside = target.with_name(f"{target.name}.neu")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        beside.unlink(missing_ok=True)
        os.close(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        with contextlib.closing(sqlite3.connect(beside, isolation_level=None)) as copy:
            database.copy_to(copy)
            copy.execute("PRAGMA journal_mode = DELETE")  # one file, readable wherever it lies
            inspect(copy)
        beside.replace(target)
    except (OSError, sqlite3.Error, DamagedError):
        with contextlib.suppress(OSError):
            beside.unlink(missing_ok=True)
        raise BotError(
            f"Die Sicherung {target} lässt sich nicht schreiben. Prüfen Sie Ordner, Rechte und "
            "freien Platz.",
            "backup cannot be written",
        ) from None


def restore(database: OpenDatabase, source: Path) -> None:
    """Put a copy in place of everything in the database, also while the bot runs.

    Raises:
        BotError: The copy is missing, damaged or of a newer program; nothing was changed.
    """
    if not source.is_file():
        raise BotError(f"Die Sicherung {source} gibt es nicht.", "backup is missing")
    try:
        # In memory: the copy itself is never changed, and an old one is brought up to date.
        with (
            contextlib.closing(
                sqlite3.connect(f"{source.resolve().as_uri()}?mode=ro", uri=True)
            ) as file,
            contextlib.closing(sqlite3.connect(":memory:", isolation_level=None)) as copy,
        ):
            file.backup(copy)
            inspect(copy)
            if not copy.execute("SELECT 1 FROM sqlite_master WHERE name = 'summen'").fetchone():
                raise DamagedError("no table of ours")  # an empty file is a sound database too
            migrate(copy)
            database.copy_from(copy)
        database.wipe()
    except (sqlite3.Error, DamagedError):
        raise BotError(
            f"Die Sicherung {source} ist beschädigt oder keine Datenbank dieses Bots. Es wurde "
            "nichts geändert.",
            "backup is damaged",
        ) from None
