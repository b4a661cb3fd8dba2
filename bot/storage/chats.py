"""What is kept of a chat: its language, once the person chose one.

A row is found by a keyed hash of the chat id; everything else in it is encrypted.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from typing import assert_never

from bot.dialog.kept import ForgetChat, Instruction, KeepLanguage, Kept
from bot.errors import BotError
from bot.storage.database import OpenDatabase
from bot.storage.keys import Keys
from bot.storage.secret_file import Keyring

LANGUAGE_KEPT = timedelta(days=365)  # after its last use
_RENEWED_AFTER = timedelta(days=30)  # so that using it does not mean writing it each time
TABLES = ("chats", "eingang")  # each with kennung, inhalt and bis; a rotation goes through them


@dataclass(frozen=True)
class Chats:
    """The room of what is kept of chats."""

    database: OpenDatabase
    keyring: Keyring

    @contextmanager
    def _locked(self) -> Iterator[tuple[sqlite3.Connection, Keys]]:
        # Reading too: a rotation changes rows and key file together, in one transaction.
        try:
            with self.database.transaction() as connection:
                self.keyring.refresh()
                yield connection, self.keyring.keys
        except sqlite3.Error as error:
            raise BotError(
                "Die Datenbank ist gerade nicht zu benutzen. Prüfen Sie den freien Platz und ob "
                "ein anderes Programm sie festhält.",
                f"database failed: {type(error).__name__}",
            ) from None

    def kept(self, chat_id: int, today: date) -> Kept:
        """Return everything kept of a chat; this counts as a use of it.

        Raises:
            BotError: The database cannot be used.
        """
        with self._locked() as (connection, keys):
            return Kept(language=_language(connection, keys, chat_id, today))

    def follow(self, chat_id: int, instruction: Instruction, today: date) -> None:
        """Do what a turn says about the chat it came from.

        Raises:
            BotError: It could not be done.
        """
        match instruction:
            case KeepLanguage(code):
                with self._locked() as (connection, keys):
                    _keep_language(connection, keys, chat_id, code, today)
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


def place(table: str, name: str) -> str:
    """Return what a row's content is bound to."""
    return f"{table}:{name}"


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
