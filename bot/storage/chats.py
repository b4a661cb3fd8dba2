"""What is kept of a chat: its language, once the person chose one, and its reminders.

A row is found by a keyed hash of the chat id; everything else in it is encrypted.
"""

from __future__ import annotations

import json
import sqlite3
from datetime import date, timedelta
from typing import assert_never

from bot.dialog.kept import (
    DropReminder,
    ForgetChat,
    Instruction,
    KeepLanguage,
    KeepReminder,
    Kept,
)
from bot.storage import reminders
from bot.storage.keys import Keys
from bot.storage.room import TABLES, Room, place

LANGUAGE_KEPT = timedelta(days=365)  # after its last use
_RENEWED_AFTER = timedelta(days=30)  # so that using it does not mean writing it each time


class Chats(Room):
    """The room of what is kept of chats."""

    def kept(self, chat_id: int, today: date) -> Kept:
        """Return everything kept of a chat; this counts as a use of it.

        Raises:
            BotError: The database cannot be used.
        """
        with self._locked() as (connection, keys):
            return Kept(
                _language(connection, keys, chat_id, today),
                tuple(each.reminder for each in reminders.of_chat(connection, keys, chat_id)),
            )

    def follow(self, chat_id: int, instruction: Instruction, today: date) -> None:
        """Do what a turn says about the chat it came from.

        Raises:
            BotError: It could not be done.
        """
        match instruction:
            case KeepLanguage(code):
                with self._locked() as (connection, keys):
                    _keep_language(connection, keys, chat_id, code, today)
            case KeepReminder(reminder, language):
                with self._locked() as (connection, keys):
                    reminders.keep(connection, keys, chat_id, language, reminder)
            case DropReminder(office_hour, planned):
                with self._locked() as (connection, keys):
                    reminders.drop(connection, keys, chat_id, office_hour, planned)
                self.database.wipe()
            case ForgetChat():
                self.forget_chat(chat_id)
            case _:
                assert_never(instruction)

    def forget_chat(self, chat_id: int) -> int:
        """Erase everything about a chat, from the files as well; return how many rows went."""
        with self._locked() as (connection, keys):
            gone = sum(_delete(connection, "kennung = ?", each) for each in keys.names_of(chat_id))
        if gone:
            self.database.wipe()
        return gone

    def forget(self, today: date) -> int:
        """Erase what has had its time; return how many rows went."""
        with self._locked() as (connection, _):
            return _delete(connection, "bis < ?", today.isoformat())

    def unreadable(self) -> int:
        """Return how many rows the present keys do not open."""
        with self._locked() as (connection, keys):
            return sum(
                keys.unseal(sealed, place(table, name)) is None
                for table in TABLES
                for name, sealed in connection.execute(f"SELECT kennung, inhalt FROM {table}")  # noqa: S608
            )


def _delete(connection: sqlite3.Connection, condition: str, value: str) -> int:
    # Tables and conditions are ours; the value is bound.
    return sum(
        connection.execute(f"DELETE FROM {table} WHERE {condition}", (value,)).rowcount  # noqa: S608
        for table in TABLES
    )


def _keep_language(
    connection: sqlite3.Connection, keys: Keys, chat_id: int, code: str, today: date
) -> None:
    # The chat id is in it for the day when the hash gets a new key.
    content = json.dumps({"chat": chat_id, "sprache": code}).encode()
    newest, *older = keys.names_of(chat_id)
    for each in older:
        connection.execute("DELETE FROM chats WHERE kennung = ?", (each,))
    connection.execute(
        "INSERT OR REPLACE INTO chats (kennung, inhalt, bis) VALUES (?, ?, ?)",
        (newest, keys.seal(content, place("chats", newest)), (today + LANGUAGE_KEPT).isoformat()),
    )


def _language(connection: sqlite3.Connection, keys: Keys, chat_id: int, today: date) -> str | None:
    for name in keys.names_of(chat_id):
        row = connection.execute(
            "SELECT inhalt, bis FROM chats WHERE kennung = ?", (name,)
        ).fetchone()
        content = keys.unseal(row[0], place("chats", name)) if row else None
        if content is None:
            continue
        language = str(json.loads(content)["sprache"])
        if date.fromisoformat(row[1]) < today + LANGUAGE_KEPT - _RENEWED_AFTER:
            _keep_language(connection, keys, chat_id, language, today)
        return language
    return None
