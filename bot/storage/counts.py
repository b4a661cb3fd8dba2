"""Sums per day, and questions that a client asked to pass on; nothing here names a chat.

A sum is one row a day, decision, intent, language and poster; a question is the redacted sentence
with its day, deleted after the retention.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from bot.dialog.turn import Outcome
from bot.storage.database import OpenDatabase
from bot.storage.suppression import SHOWN_FROM

_SUMS = "summen"
_FEEDBACK = "rueckmeldungen"
_SCANS = "aushang_starts"


@dataclass(frozen=True)
class Counts:
    """The room of sums and questions."""

    database: OpenDatabase

    def note(self, outcome: Outcome, day: date) -> None:
        """Count one outcome and keep a question that was passed on.

        Feedback is counted by itself: it is about an answer that was counted before.
        """
        with self.database.transaction() as connection:
            intent = outcome.intent if outcome.kind != "crisis" else None
            if outcome.feedback is None:
                _add(
                    connection,
                    _SUMS,
                    {
                        "tag": day.isoformat(),
                        "art": outcome.kind,
                        "frage": intent or "",
                        "sprache": outcome.state.language,
                        "aushang": outcome.poster or "",
                    },
                )
            elif outcome.intent:
                _add(
                    connection,
                    _FEEDBACK,
                    {
                        "tag": day.isoformat(),
                        "frage": outcome.intent,
                        "geholfen": int(outcome.feedback),
                    },
                )
            if outcome.poster is not None:
                _add(
                    connection,
                    _SCANS,
                    {
                        "tag": day.isoformat(),
                        "aushang": outcome.poster,
                        "neu": int(outcome.is_new_chat),
                    },
                )
            if outcome.keep is not None:
                connection.execute(
                    "INSERT INTO offene_fragen (tag, sprache, text) VALUES (?, ?, ?)",
                    (day.isoformat(), outcome.state.language, outcome.keep),
                )

    def open_questions(self) -> list[tuple[str, str, str]]:
        """Return day, language and text of the questions kept, oldest first."""
        rows = self.database.query("SELECT tag, sprache, text FROM offene_fragen ORDER BY nummer")
        return [(row["tag"], row["sprache"], row["text"]) for row in rows]

    def sums(self, first: date, last: date) -> list[dict[str, Any]]:
        """Return decision, intent, language, poster and count of a time, from 5 on."""
        return self.database.query(
            "SELECT art, frage, sprache, aushang, SUM(anzahl) AS anzahl FROM summen "
            "WHERE tag BETWEEN :first AND :last GROUP BY art, frage, sprache, aushang "
            "HAVING SUM(anzahl) >= :least ORDER BY anzahl DESC",
            {"first": first.isoformat(), "last": last.isoformat(), "least": SHOWN_FROM},
        )

    def forget(self, today: date, retention_days: int) -> int:
        """Delete questions older than the retention; return how many."""
        before = (today - timedelta(days=retention_days)).isoformat()
        with self.database.transaction() as connection:
            found = connection.execute("DELETE FROM offene_fragen WHERE tag < ?", (before,))
        return int(found.rowcount)


def _add(connection: sqlite3.Connection, table: str, key: dict[str, Any]) -> None:
    names = ", ".join(key)
    marks = ", ".join(f":{name}" for name in key)
    # Table and column names are ours; the values are bound.
    connection.execute(
        f"INSERT INTO {table} ({names}, anzahl) VALUES ({marks}, 1) "  # noqa: S608
        "ON CONFLICT DO UPDATE SET anzahl = anzahl + 1",
        key,
    )
