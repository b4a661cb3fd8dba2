"""A database file of sums that were cleared for showing, for programs that draw them."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlite_utils import Database

from bot.errors import BotError

Value = str | int | None


@dataclass(frozen=True)
class SumsTable:
    """One table: columns with their types, and the rows in the same order."""

    columns: Mapping[str, type]
    rows: Sequence[tuple[Value, ...]]


def write_sums(path: Path, tables: Mapping[str, SumsTable]) -> None:
    """Write a database with these tables alone; an older file of that name is replaced.

    Raises:
        BotError: The file cannot be written.
    """
    beside = path.with_name(f"{path.name}.neu")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        beside.unlink(missing_ok=True)
        with contextlib.closing(sqlite3.connect(beside)) as connection:
            database = Database(connection)
            for name, table in tables.items():
                target = database.table(name)
                target.create(dict(table.columns))
                target.insert_all(dict(zip(table.columns, row, strict=True)) for row in table.rows)
            connection.commit()
        beside.replace(path)
    except (OSError, sqlite3.Error):
        raise BotError(
            f"Die Auswertung {path} lässt sich nicht schreiben. Prüfen Sie Ordner und Rechte.",
            "sums cannot be written",
        ) from None
