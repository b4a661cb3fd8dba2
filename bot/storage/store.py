"""What is kept: sums per day, and questions that a client asked to pass on.

Nothing here names a chat. A sum is one row a day, decision, intent, language and poster; a
question is the redacted sentence with its day, deleted after the retention.
"""

from __future__ import annotations

import logging
import sqlite3
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from bot.dialog.turn import Outcome
from bot.errors import BotError

logger = logging.getLogger(__name__)

SHOWN_FROM = 5  # a smaller sum could point at one person
_SUMS = "summen"
_QUESTIONS = "offene_fragen"
_FEEDBACK = "rueckmeldungen"


class Store:
    """The database file; create one for the whole process.

    Args:
        path: The SQLite file, created with its folder; ``None`` keeps everything in memory.
    Raises:
        BotError: The file or its folder cannot be written.
    """

    def __init__(self, path: Path | None = None) -> None:
        if path is None:
            self._database = Database(memory=True)
        else:
            try:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.touch(mode=0o600)  # nobody else on the machine needs to read it
                self._database = Database(path)
                self._database.enable_wal()
            except (OSError, sqlite3.Error):
                raise BotError(
                    f"Die Datenbank {path} lässt sich nicht öffnen. Prüfen Sie den Ordner und die "
                    "Rechte, oder setzen Sie BOT_DATABASE auf eine andere Datei.",
                    "database cannot be opened",
                ) from None
        self._create()

    def _create(self) -> None:
        self._table(_SUMS).create(
            {
                "tag": str,
                "art": str,
                "frage": str,
                "sprache": str,
                "aushang": str,
                "anzahl": int,
            },
            pk=("tag", "art", "frage", "sprache", "aushang"),
            if_not_exists=True,
        )
        self._table(_FEEDBACK).create(
            {"tag": str, "frage": str, "geholfen": int, "anzahl": int},
            pk=("tag", "frage", "geholfen"),
            if_not_exists=True,
        )
        self._table(_QUESTIONS).create(
            {"nummer": int, "tag": str, "sprache": str, "text": str},
            pk="nummer",
            if_not_exists=True,
        )

    def _table(self, name: str) -> Any:
        return self._database[name]

    def note(self, outcome: Outcome, day: date) -> None:
        """Count one outcome and keep a question that was passed on.

        A database that cannot be written is logged and never stops an answer.
        """
        try:
            with self._database.conn:
                self._count(outcome, day)
                if outcome.feedback is not None and outcome.intent:
                    self._add(
                        _FEEDBACK,
                        {
                            "tag": day.isoformat(),
                            "frage": outcome.intent,
                            "geholfen": int(outcome.feedback),
                        },
                    )
                if outcome.keep is not None:
                    self.keep_open_question(outcome.keep, outcome.state.language, day)
        except sqlite3.Error as error:
            logger.error("store=failed error=%s", type(error).__name__)

    def _count(self, outcome: Outcome, day: date) -> None:
        intent = outcome.intent if outcome.kind != "crisis" else None
        self._add(
            _SUMS,
            {
                "tag": day.isoformat(),
                "art": outcome.kind,
                "frage": intent or "",
                "sprache": outcome.state.language,
                "aushang": outcome.poster or "",
            },
        )

    def _add(self, table: str, key: dict[str, Any]) -> None:
        names = ", ".join(key)
        marks = ", ".join(f":{name}" for name in key)
        # Table and column names are ours; the values are bound.
        self._database.conn.execute(
            f"INSERT INTO {table} ({names}, anzahl) VALUES ({marks}, 1) "  # noqa: S608
            "ON CONFLICT DO UPDATE SET anzahl = anzahl + 1",
            key,
        )

    def keep_open_question(self, text: str, language: str, day: date) -> None:
        """Keep a redacted question; called only after the client's tap."""
        self._database.conn.execute(
            "INSERT INTO offene_fragen (tag, sprache, text) VALUES (?, ?, ?)",
            (day.isoformat(), language, text),
        )

    def open_questions(self) -> list[tuple[str, str, str]]:
        """Return day, language and text of the questions kept, oldest first."""
        rows = self._database.query("SELECT tag, sprache, text FROM offene_fragen ORDER BY nummer")
        return [(row["tag"], row["sprache"], row["text"]) for row in rows]

    def sums(self, first: date, last: date) -> list[dict[str, Any]]:
        """Return decision, intent, language, poster and count of a time, from 5 on."""
        return list(
            self._database.query(
                "SELECT art, frage, sprache, aushang, SUM(anzahl) AS anzahl FROM summen "
                "WHERE tag BETWEEN :first AND :last GROUP BY art, frage, sprache, aushang "
                "HAVING SUM(anzahl) >= :least ORDER BY anzahl DESC",
                {"first": first.isoformat(), "last": last.isoformat(), "least": SHOWN_FROM},
            )
        )

    def forget(self, today: date, retention_days: int) -> int:
        """Delete questions older than the retention; return how many."""
        before = (today - timedelta(days=retention_days)).isoformat()
        with self._database.conn:
            found = self._database.conn.execute(
                "DELETE FROM offene_fragen WHERE tag < ?", (before,)
            )
        return int(found.rowcount)

    def close(self) -> None:
        """Close the file."""
        self._database.close()
