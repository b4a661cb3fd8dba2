"""What operating the bot needs to remember over a restart; nothing here names a chat.

Sums of events, which questions staff switched off, when staff were last told of a cause, and the
starts of the last hour.
"""

from __future__ import annotations

import contextlib
import logging
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.storage.database import OpenDatabase

logger = logging.getLogger(__name__)

STAFF_REFUSED = "dienst-abgelehnt"
"""Somebody who is not of the staff sent a staff command or tapped a staff button."""

_STARTS_KEPT = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class SwitchedOff:
    """A question that staff switched off, and since when."""

    intent: str
    since: date


@dataclass(frozen=True)
class Operation:
    """The room of operation.

    A database that cannot be used never stops an answer or an alert: what should have been written
    is logged, what should have been read is missing.
    """

    database: OpenDatabase

    # ── events ───────────────────────────────────────────────────────────────────────────────

    def count(self, event: str, today: date) -> None:
        """Count an event of one of the kinds above."""
        with _logged("count"), self.database.transaction() as connection:
            connection.execute(
                "INSERT INTO vorfaelle (tag, art, anzahl) VALUES (?, ?, 1) "
                "ON CONFLICT DO UPDATE SET anzahl = anzahl + 1",
                (today.isoformat(), event),
            )

    def counted(self, event: str, first: date, last: date) -> int:
        """Return how often an event was counted."""
        rows = self.database.query(
            "SELECT COALESCE(SUM(anzahl), 0) AS anzahl FROM vorfaelle "
            "WHERE art = ? AND tag BETWEEN ? AND ?",
            (event, first.isoformat(), last.isoformat()),
        )
        return int(rows[0]["anzahl"])

    # ── questions switched off ───────────────────────────────────────────────────────────────

    def switched_off(self) -> tuple[SwitchedOff, ...]:
        """Return the questions that are off, oldest first."""
        with _logged("switched_off"):
            rows = self.database.query("SELECT frage, seit FROM abgeschaltet ORDER BY seit, frage")
            return tuple(SwitchedOff(row["frage"], date.fromisoformat(row["seit"])) for row in rows)
        return ()

    def switch_off(self, intent: str, today: date) -> bool:
        """Keep that a question is off; return whether it could be kept."""
        with _logged("switch_off"), self.database.transaction() as connection:
            connection.execute(
                "INSERT OR IGNORE INTO abgeschaltet (frage, seit) VALUES (?, ?)",
                (intent, today.isoformat()),
            )
            return True
        return False

    def switch_on(self, intent: str) -> bool:
        """Keep that a question is on again; return whether it could be kept."""
        with _logged("switch_on"), self.database.transaction() as connection:
            connection.execute("DELETE FROM abgeschaltet WHERE frage = ?", (intent,))
            return True
        return False

    # ── messages to staff ────────────────────────────────────────────────────────────────────

    def told(self, cause: str) -> date | None:
        """Return the day on which staff were last told of a cause."""
        with _logged("told"):
            rows = self.database.query("SELECT tag FROM meldungen WHERE anlass = ?", (cause,))
            return date.fromisoformat(rows[0]["tag"]) if rows else None
        return None

    def tell(self, cause: str, today: date) -> bool:
        """Keep that staff are told of a cause today; return whether it could be kept.

        It is a real write, so it also shows whether the database takes any.
        """
        with _logged("tell"), self.database.transaction() as connection:
            connection.execute(
                "INSERT OR REPLACE INTO meldungen (anlass, tag) VALUES (?, ?)",
                (cause, today.isoformat()),
            )
            return True
        return False

    # ── starts ───────────────────────────────────────────────────────────────────────────────

    def started(self, now: datetime) -> tuple[datetime, ...]:
        """Note a start; return those of the last hour that had no orderly end, this one last."""
        with _logged("started"), self.database.transaction() as connection:
            connection.execute(
                "DELETE FROM starts WHERE zeit < ?", ((now - _STARTS_KEPT).isoformat(),)
            )
            connection.execute("INSERT INTO starts (zeit) VALUES (?)", (now.isoformat(),))
            found = connection.execute("SELECT zeit FROM starts ORDER BY nummer").fetchall()
            return tuple(datetime.fromisoformat(row[0]) for row in found)
        return (now,)

    def ended(self) -> None:
        """Note an orderly end: a restart by hand is no crash."""
        with _logged("ended"), self.database.transaction() as connection:
            connection.execute("DELETE FROM starts")


@contextlib.contextmanager
def _logged(step: str) -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as error:
        logger.error("operation=failed step=%s error=%s", step, type(error).__name__)
