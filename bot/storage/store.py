"""The way into what is kept; create one ``Store`` for the whole process."""

from __future__ import annotations

import logging
import sqlite3
from datetime import date, datetime
from pathlib import Path
from typing import Any

from bot.dialog.turn import Outcome
from bot.storage import rotation
from bot.storage.cancellations import Cancellations
from bot.storage.chats import Chats
from bot.storage.counts import Counts
from bot.storage.damage import forget_set_aside
from bot.storage.database import open_database
from bot.storage.inbox import Inbox
from bot.storage.operation import Operation
from bot.storage.reminders import Reminders
from bot.storage.secret_file import Keyring, check_apart
from bot.storage.suppression import SHOWN_FROM

logger = logging.getLogger(__name__)

__all__ = ["SHOWN_FROM", "Store"]


class Store:
    """Everything that is kept, in rooms.

    Args:
        path: The SQLite file, created with its folder; ``None`` keeps everything in memory.
        secret_file: The key material, created where it is missing; without it what is kept of
            chats is readable only as long as this process lives.
        now: For the name of a damaged file; the machine's clock where not given.
    Attributes:
        database: For further rooms.
        counts: Sums and questions passed on.
        chats: What is kept of chats.
        inbox: What is being answered right now.
        operation: Events, questions switched off, messages to staff, starts.
        reminders: Their reminders, to be sent.
        cancellations: Consultation dates called off by staff.
    Raises:
        BotError: A file cannot be used, or the key lies beside the data.
    """

    def __init__(
        self,
        path: Path | None = None,
        *,
        secret_file: Path | None = None,
        now: datetime | None = None,
    ) -> None:
        if path is not None and secret_file is not None:
            check_apart(secret_file, path)
        keyring = Keyring(secret_file)
        self.database = open_database(path, now=now)
        self.counts = Counts(self.database)
        self.chats = Chats(self.database, keyring)
        self.inbox = Inbox(self.database, keyring)
        self.operation = Operation(self.database)
        self.reminders = Reminders(self.database, keyring)
        self.cancellations = Cancellations(self.database)
        self._keyring = keyring
        if secret_file is not None:
            self._check_keys()

    def _check_keys(self) -> None:
        if self._keyring.is_rotating:
            logger.warning(
                "rotation=completed rows=%d", rotation.finish(self.database, self._keyring)
            )
        if rows := self.chats.unreadable():
            logger.error("keys=mismatch unreadable_rows=%d", rows)

    def rotate(self) -> int:
        """Replace the key material; return how many rows were encrypted anew."""
        return rotation.rotate(self.database, self._keyring)

    def note(self, outcome: Outcome, day: date) -> None:
        """Count one outcome and keep a question that was passed on.

        A database that cannot be written is logged and never stops an answer.
        """
        try:
            self.counts.note(outcome, day)
        except sqlite3.Error as error:
            logger.error("store=failed error=%s", type(error).__name__)

    def open_questions(self) -> list[tuple[str, str, str]]:
        """Return day, language and text of the questions kept, oldest first."""
        return self.counts.open_questions()

    def sums(self, first: date, last: date) -> list[dict[str, Any]]:
        """Return decision, intent, language, poster and count of a time, from 5 on."""
        return self.counts.sums(first, last)

    def forget(self, today: date, retention_days: int) -> int:
        """Erase what has had its time, from the files as well; return how much.

        Args:
            today: The day in Bochum.
            retention_days: How long questions passed on and damaged files are kept.
        """
        gone = self.counts.forget(today, retention_days) + self.chats.forget(today)
        path = self.database.path
        if path is not None:
            gone += forget_set_aside(path, datetime.now(), retention_days)
        # Always: an earlier attempt may have been hindered by somebody reading.
        if not self.database.wipe():
            logger.warning("wipe=postponed reason=database_in_use")
        return gone

    def close(self) -> None:
        """Close the file."""
        self.database.close()
