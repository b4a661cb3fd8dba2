"""Consultation dates that staff called off on the road; nothing here names a chat."""

from __future__ import annotations

import logging
import sqlite3
from dataclasses import dataclass
from datetime import date

from bot.quartier.cancelled import Cancelled
from bot.storage.database import OpenDatabase

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Cancellations:
    """The room of dates called off.

    A database that cannot be used never stops an answer: it is logged, and what should have been
    read is missing.
    """

    database: OpenDatabase

    def all(self) -> tuple[Cancelled, ...]:
        """Return what is called off, by day."""
        try:
            rows = self.database.query("SELECT sprechstunde, tag, seit FROM absagen ORDER BY tag")
        except sqlite3.Error as error:
            _log("all", error)
            return ()
        return tuple(
            Cancelled(
                row["sprechstunde"], date.fromisoformat(row["tag"]), date.fromisoformat(row["seit"])
            )
            for row in rows
        )

    def add(self, cancelled: Cancelled) -> bool:
        """Keep that a date is called off; return whether it could be kept."""
        return self._write(
            "INSERT OR REPLACE INTO absagen (sprechstunde, tag, seit) VALUES (?, ?, ?)",
            (
                cancelled.office_hour,
                cancelled.planned.isoformat(),
                cancelled.since.isoformat(),
            ),
        )

    def remove(self, office_hour: str, planned: date) -> bool:
        """Keep that a date takes place after all; return whether it could be kept."""
        return self._write(
            "DELETE FROM absagen WHERE sprechstunde = ? AND tag = ?",
            (office_hour, planned.isoformat()),
        )

    def forget(self, before: date) -> bool:
        """Erase what was planned before a day."""
        return self._write("DELETE FROM absagen WHERE tag < ?", (before.isoformat(),))

    def _write(self, statement: str, values: tuple[str, ...]) -> bool:
        try:
            with self.database.transaction() as connection:
                connection.execute(statement, values)
        except sqlite3.Error as error:
            _log("write", error)
            return False
        return True


def _log(step: str, error: sqlite3.Error) -> None:
    logger.error("cancellations=failed step=%s error=%s", step, type(error).__name__)
