"""The tables, step by step: each step brings a database file of one version to the next.

A file's version (``PRAGMA user_version``) is the number of steps it has seen. To change the tables,
append one function to ``MIGRATIONS``; never edit a step that was shipped. Steps use plain SQL, so
that they mean the same for ever, whatever the rest of the program has become.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable

from bot.errors import BotError

Migration = Callable[[sqlite3.Connection], object]


def _sums_and_questions(database: sqlite3.Connection) -> None:
    # "IF NOT EXISTS": the first files had these tables and no version.
    database.execute(
        "CREATE TABLE IF NOT EXISTS summen (tag TEXT, art TEXT, frage TEXT, sprache TEXT, "
        "aushang TEXT, anzahl INTEGER, PRIMARY KEY (tag, art, frage, sprache, aushang))"
    )
    database.execute(
        "CREATE TABLE IF NOT EXISTS rueckmeldungen (tag TEXT, frage TEXT, geholfen INTEGER, "
        "anzahl INTEGER, PRIMARY KEY (tag, frage, geholfen))"
    )
    database.execute(
        "CREATE TABLE IF NOT EXISTS offene_fragen (nummer INTEGER PRIMARY KEY, tag TEXT, "
        "sprache TEXT, text TEXT)"
    )


def _chats(database: sqlite3.Connection) -> None:
    # "kennung" is a keyed hash of the chat id, "inhalt" is encrypted; "bis" is the day after which
    # the row goes, in the clear so that it goes even when the key is lost.
    database.execute(
        "CREATE TABLE chats (kennung TEXT PRIMARY KEY, inhalt BLOB NOT NULL, bis TEXT NOT NULL)"
    )


def _inbox(database: sqlite3.Connection) -> None:
    # "nummer" is Telegram's running number of an update; the rest is as in "chats".
    database.execute(
        "CREATE TABLE eingang (nummer INTEGER PRIMARY KEY, kennung TEXT NOT NULL, "
        "inhalt BLOB NOT NULL, bis TEXT NOT NULL)"
    )
    database.execute("CREATE TABLE beantwortet (nummer INTEGER PRIMARY KEY)")


def _operation(database: sqlite3.Connection) -> None:
    # Nothing here names a chat: sums of events, questions switched off by staff, the day of the
    # last message to staff by cause, the starts of the last hour, and starts by poster.
    database.execute(
        "CREATE TABLE vorfaelle (tag TEXT, art TEXT, anzahl INTEGER, PRIMARY KEY (tag, art))"
    )
    database.execute("CREATE TABLE abgeschaltet (frage TEXT PRIMARY KEY, seit TEXT NOT NULL)")
    database.execute("CREATE TABLE meldungen (anlass TEXT PRIMARY KEY, tag TEXT NOT NULL)")
    database.execute("CREATE TABLE starts (nummer INTEGER PRIMARY KEY, zeit TEXT NOT NULL)")
    database.execute(
        "CREATE TABLE aushang_starts (tag TEXT, aushang TEXT, neu INTEGER, anzahl INTEGER, "
        "PRIMARY KEY (tag, aushang, neu))"
    )


def _reminders(database: sqlite3.Connection) -> None:
    # As in "chats"; a chat may have several.
    database.execute(
        "CREATE TABLE erinnerungen (nummer INTEGER PRIMARY KEY, kennung TEXT NOT NULL, "
        "inhalt BLOB NOT NULL, bis TEXT NOT NULL)"
    )
    database.execute("CREATE INDEX erinnerungen_kennung ON erinnerungen (kennung)")


def _cancellations(database: sqlite3.Connection) -> None:
    # Dates called off by staff on the road; who did it is not kept.
    database.execute(
        "CREATE TABLE absagen (sprechstunde TEXT, tag TEXT, seit TEXT NOT NULL, "
        "PRIMARY KEY (sprechstunde, tag))"
    )


MIGRATIONS: tuple[Migration, ...] = (
    _sums_and_questions,
    _chats,
    _inbox,
    _operation,
    _reminders,
    _cancellations,
)


def migrate(database: sqlite3.Connection, steps: tuple[Migration, ...] = MIGRATIONS) -> int:
    """Bring a database to the newest version; return how many steps it took.

    Each step is one transaction with its version number: a process killed in the middle leaves
    the version before or the one after.

    Raises:
        BotError: The file was written by a newer program.
    """
    taken = 0
    while True:
        database.execute("BEGIN IMMEDIATE")
        try:
            # Asked again inside each transaction: another process may be doing the same.
            version = int(database.execute("PRAGMA user_version").fetchone()[0])
            if version > len(steps):
                raise BotError(
                    "Die Datenbank stammt von einer neueren Fassung des Programms. Starten Sie "
                    "diese, oder setzen Sie BOT_DATABASE auf eine andere Datei.",
                    f"database version {version} is newer than {len(steps)}",
                )
            if version == len(steps):
                database.execute("ROLLBACK")
                return taken
            steps[version](database)
            database.execute(f"PRAGMA user_version = {version + 1}")
            database.execute("COMMIT")
            taken += 1
        except BaseException:
            if database.in_transaction:
                database.execute("ROLLBACK")
            raise
