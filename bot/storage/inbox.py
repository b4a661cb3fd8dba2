"""Messages received but not yet answered, so that a killed process loses none.

Telegram counts a message as delivered as soon as the next one is asked for. Therefore it is noted
here first, encrypted, and erased the moment it is answered: usually after a few hundredths of a
second. Of an answered one only its running number stays for a while, so that a message delivered
twice is answered once.
"""

from __future__ import annotations

import contextlib
import json
import logging
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from bot.storage.database import OpenDatabase
from bot.storage.room import place
from bot.storage.secret_file import Keyring

logger = logging.getLogger(__name__)

KEPT = timedelta(days=1)  # Telegram itself keeps what was not fetched for 24 hours
REMEMBERED = 5000
"""Running numbers of answered messages that are remembered; at most 100 are delivered at once."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A message that was noted and not answered: its running number and its JSON."""

    number: int
    content: str


@dataclass(frozen=True)
class Inbox:
    """The room of what is being answered right now."""

    database: OpenDatabase
    keyring: Keyring

    def note(self, number: int, chat_id: int, content: str, today: date) -> None:
        """Note a message before Telegram is told that it arrived.

        A database that cannot be written is logged and stops nothing: a full disk must not
        silence the bot, and only a crash at that moment would lose the message.

        Args:
            number: Its running number (``update_id``).
            chat_id: Where it came from, 0 for none.
            content: The update as JSON.
            today: The day in Bochum.
        """
        with _logged("note"), self.database.transaction() as connection:
            self.keyring.refresh()
            name, *_ = self.keyring.keys.names_of(chat_id)
            plain = json.dumps({"chat": chat_id, "inhalt": content}).encode()
            connection.execute(
                "INSERT OR IGNORE INTO eingang (nummer, kennung, inhalt, bis) VALUES (?, ?, ?, ?)",
                (
                    number,
                    name,
                    self.keyring.keys.seal(plain, place("eingang", name)),
                    (today + KEPT).isoformat(),
                ),
            )

    def done(self, number: int) -> None:
        """Erase a message that was answered, and remember its running number."""
        with _logged("done"), self.database.transaction() as connection:
            connection.execute("DELETE FROM eingang WHERE nummer = ?", (number,))
            connection.execute("INSERT OR IGNORE INTO beantwortet (nummer) VALUES (?)", (number,))
            connection.execute("DELETE FROM beantwortet WHERE nummer <= ?", (number - REMEMBERED,))

    def waiting(self) -> list[Waiting]:
        """Return what was noted and not answered, oldest first; what no key opens is left out."""
        found = []
        rows = self.database.query("SELECT nummer, kennung, inhalt FROM eingang ORDER BY nummer")
        for row in rows:
            plain = self.keyring.keys.unseal(row["inhalt"], place("eingang", row["kennung"]))
            if plain is not None:
                found.append(Waiting(row["nummer"], str(json.loads(plain)["inhalt"])))
        return found

    def answered(self) -> frozenset[int]:
        """Return the running numbers remembered as answered."""
        return frozenset(row["nummer"] for row in self.database.query("SELECT * FROM beantwortet"))


@contextlib.contextmanager
def _logged(step: str) -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as error:
        logger.error("inbox=failed step=%s error=%s", step, type(error).__name__)
