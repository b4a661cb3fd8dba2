"""What the rooms about chats have in common: the lock, the keys, what content is bound to."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from bot.errors import BotError
from bot.storage.database import OpenDatabase
from bot.storage.keys import Keys
from bot.storage.secret_file import Keyring

# Each with kennung, inhalt and bis: erasing, forgetting and a rotation go through all of them.
TABLES = ("chats", "eingang", "erinnerungen")


@dataclass(frozen=True)
class Room:
    """A part of the database whose rows are encrypted."""

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


def place(table: str, name: str) -> str:
    """Return what a row's content is bound to."""
    return f"{table}:{name}"
