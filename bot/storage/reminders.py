"""The reminders of consultation dates: who wants which, when, and what they were told.

A row is found by a keyed hash of the chat id; everything else in it is encrypted, the chat id
needed for sending among it.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from bot.quartier.reminders import Lead, Reminder, Told
from bot.storage.keys import Keys
from bot.storage.room import Room, place

_TABLE = "erinnerungen"
_KEPT_AFTER = timedelta(days=2)  # a reminder goes when its date begins; this is for a bot at rest


@dataclass(frozen=True, slots=True)
class Wanted:
    """One reminder with its chat.

    Attributes:
        number: Of its row.
        language: In which the person asked for it.
    """

    number: int
    chat_id: int
    language: str
    reminder: Reminder


class Reminders(Room):
    """The room of reminders."""

    def page(self, after: int = 0, count: int = 100) -> tuple[Wanted, ...]:
        """Return the next reminders after a row number, oldest first; empty at the end.

        In pages, so that nobody waits for an answer while thousands are decrypted.
        """
        found: list[Wanted] = []
        with self._locked() as (connection, keys):
            while not found:
                rows = connection.execute(
                    "SELECT nummer, kennung, inhalt FROM erinnerungen WHERE nummer > ? "
                    "ORDER BY nummer LIMIT ?",
                    (after, count),
                ).fetchall()
                if not rows:
                    break
                after = rows[-1][0]  # a page that no key opens is not the end
                found = [each for row in rows if (each := _read(keys, *row)) is not None]
        return tuple(found)

    def get(self, number: int) -> Wanted | None:
        """Return one reminder as it is now, ``None`` once it is gone."""
        with self._locked() as (connection, keys):
            return _get(connection, keys, number)

    def change(self, number: int, change: Callable[[Reminder], Reminder | None]) -> None:
        """Change a reminder as it is at this moment; ``None`` erases it.

        One that is gone by now stays gone.
        """
        with self._locked() as (connection, keys):
            wanted = _get(connection, keys, number)
            if wanted is None:
                return
            reminder = change(wanted.reminder)
            if reminder is None:
                connection.execute("DELETE FROM erinnerungen WHERE nummer = ?", (number,))
                return
            name, sealed, until = _row(keys, wanted.chat_id, wanted.language, reminder)
            connection.execute(
                "UPDATE erinnerungen SET kennung = ?, inhalt = ?, bis = ? WHERE nummer = ?",
                (name, sealed, until, number),
            )


def of_chat(connection: sqlite3.Connection, keys: Keys, chat_id: int) -> tuple[Wanted, ...]:
    """Return the reminders of one chat, by time."""
    found = [
        wanted
        for name in keys.names_of(chat_id)
        for row in connection.execute(
            "SELECT nummer, kennung, inhalt FROM erinnerungen WHERE kennung = ?", (name,)
        )
        if (wanted := _read(keys, *row)) is not None
    ]
    return tuple(sorted(found, key=lambda each: (each.reminder.told.starts, each.number)))


def keep(
    connection: sqlite3.Connection, keys: Keys, chat_id: int, language: str, reminder: Reminder
) -> None:
    """Keep a reminder, in place of one of the same date."""
    drop(connection, keys, chat_id, *reminder.key)
    connection.execute(
        "INSERT INTO erinnerungen (kennung, inhalt, bis) VALUES (?, ?, ?)",
        _row(keys, chat_id, language, reminder),
    )


def drop(
    connection: sqlite3.Connection, keys: Keys, chat_id: int, office_hour: str, planned: date
) -> None:
    """Erase the reminder of a date."""
    for wanted in of_chat(connection, keys, chat_id):
        if wanted.reminder.key == (office_hour, planned):
            connection.execute("DELETE FROM erinnerungen WHERE nummer = ?", (wanted.number,))


def _get(connection: sqlite3.Connection, keys: Keys, number: int) -> Wanted | None:
    row = connection.execute(
        "SELECT nummer, kennung, inhalt FROM erinnerungen WHERE nummer = ?", (number,)
    ).fetchone()
    return _read(keys, *row) if row else None


def _row(keys: Keys, chat_id: int, language: str, reminder: Reminder) -> tuple[str, bytes, str]:
    name, *_ = keys.names_of(chat_id)
    content = {"chat": chat_id, "sprache": language, **_written(reminder)}
    sealed = keys.seal(json.dumps(content).encode(), place(_TABLE, name))
    return name, sealed, (reminder.told.starts.date() + _KEPT_AFTER).isoformat()


def _read(keys: Keys, number: int, name: str, sealed: bytes) -> Wanted | None:
    opened = keys.unseal(sealed, place(_TABLE, name))
    if opened is None:
        return None
    content = json.loads(opened)
    return Wanted(number, content["chat"], content["sprache"], _understood(content))


def _written(reminder: Reminder) -> dict[str, Any]:
    told = reminder.told
    return {
        "sprechstunde": reminder.office_hour,
        "geplant": reminder.planned.isoformat(),
        "wann": sorted(reminder.leads),
        "erledigt": sorted(reminder.sent),
        "beginn": told.starts.isoformat(),
        "ende": told.ends.isoformat(),
        "ort": told.place,
        "findet_statt": told.takes_place,
    }


def _understood(content: dict[str, Any]) -> Reminder:
    return Reminder(
        content["sprechstunde"],
        date.fromisoformat(content["geplant"]),
        frozenset(Lead(each) for each in content["wann"]),
        Told(
            datetime.fromisoformat(content["beginn"]),
            datetime.fromisoformat(content["ende"]),
            content["ort"],
            content["findet_statt"],
        ),
        frozenset(Lead(each) for each in content["erledigt"]),
    )
