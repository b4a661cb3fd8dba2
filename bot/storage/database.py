"""The database file: opened, checked, brought up to date, and wiped of what was erased."""

from __future__ import annotations

import contextlib
import logging
import sqlite3
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from bot.errors import BotError
from bot.storage.damage import DamagedError, inspect, is_damage, set_aside
from bot.storage.migrations import migrate

logger = logging.getLogger(__name__)

_WAIT = 5000  # milliseconds for another process to finish writing
Values = Sequence[Any] | dict[str, Any]


class OpenDatabase:
    """One connection for the whole process, in write-ahead mode.

    Attributes:
        path: The file; ``None`` where everything stays in memory.
    """

    def __init__(self, path: Path | None, connection: sqlite3.Connection) -> None:
        self.path = path
        self._connection = connection
        self._tables = Database(connection)

    @contextlib.contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """Do all or nothing, alone: no other process writes in between."""
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            yield self._connection
        except BaseException:
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")
            raise
        self._connection.execute("COMMIT")

    def query(self, sql: str, values: Values = ()) -> list[dict[str, Any]]:
        """Return the rows of a SELECT by column name."""
        return list(self._tables.query(sql, values))

    def wipe(self) -> bool:
        """Make what was deleted vanish from the files as well.

        Deleted rows are overwritten with zeros (``secure_delete``), but the write-ahead log still
        holds the pages as they were. This takes the log over into the file and cuts it to nothing.

        Returns:
            Whether it could; another process that reads just now prevents it, later it works.
        """
        if self.path is None:
            return True
        busy, _, _ = self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        return not busy

    def copy_to(self, target: sqlite3.Connection) -> None:
        """Copy everything, as of one moment, also while others write."""
        self._connection.backup(target)

    def copy_from(self, source: sqlite3.Connection) -> None:
        """Take over everything from another database, in place of what is here."""
        source.backup(self._connection)

    @property
    def foreign_changes(self) -> int:
        """Return a number that is another one after any other process has written."""
        return int(self._connection.execute("PRAGMA data_version").fetchone()[0])

    def close(self) -> None:
        """Close the file; the last one to close it empties the write-ahead log."""
        self._connection.close()


def open_database(path: Path | None, *, now: datetime | None = None) -> OpenDatabase:
    """Open a database file and bring it up to date; a damaged one is set aside.

    Args:
        path: The SQLite file, created with its folder; ``None`` keeps everything in memory.
        now: For the name of a damaged file; the machine's clock where not given.
    Raises:
        BotError: The file or its folder cannot be written, or a newer program wrote it.
    """
    if path is None:
        return _open(None)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            return _open(path)
        except (DamagedError, sqlite3.DatabaseError) as error:
            if isinstance(error, sqlite3.Error) and not is_damage(error):
                raise
        aside = set_aside(path, now or datetime.now())
        logger.error("database=damaged set_aside=%s", aside.name)
        return _open(path)
    except (OSError, sqlite3.Error):
        raise BotError(
            f"Die Datenbank {path} lässt sich nicht öffnen. Prüfen Sie den Ordner und die "
            "Rechte, oder setzen Sie BOT_DATABASE auf eine andere Datei.",
            "database cannot be opened",
        ) from None


def _open(path: Path | None) -> OpenDatabase:
    if path is not None:
        path.touch(mode=0o600)  # nobody else on the machine needs to read it
    connection = sqlite3.connect(path or ":memory:", isolation_level=None)
    try:
        connection.execute(f"PRAGMA busy_timeout = {_WAIT}")
        connection.execute("PRAGMA secure_delete = ON")
        # In write-ahead mode a killed process loses nothing so; a power cut at most the last
        # moment. With FULL every message would wait for the disk twice.
        connection.execute("PRAGMA synchronous = NORMAL")
        if path is not None:
            inspect(connection)
            connection.execute("PRAGMA journal_mode = WAL")
        steps = migrate(connection)
        database = OpenDatabase(path, connection)
        if path is not None and steps:
            # Files of early versions still hold in unused pages what was deleted from them.
            connection.execute("VACUUM")
            database.wipe()
            logger.info("database=migrated steps=%d", steps)
    except BaseException:
        connection.close()
        raise
    return database
