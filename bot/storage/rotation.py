"""New key material: everything is hashed and encrypted anew, and the old secret goes.

Killed at any moment, it leaves a state that the next start completes: the key file holds both
secrets until every row is under the new one.
"""

from __future__ import annotations

import json
import sqlite3

from bot.storage.database import OpenDatabase
from bot.storage.keys import Keys
from bot.storage.room import TABLES, place
from bot.storage.secret_file import Keyring


def rotate(database: OpenDatabase, keyring: Keyring) -> int:
    """Replace the key material; return how many rows were encrypted anew.

    A bot that is running goes on: it looks at the key file inside each of its transactions, and
    the file changes inside one too.
    """
    with database.transaction() as connection:
        keyring.refresh()
        keyring.add_newest()
        count = _seal_anew(connection, keyring.keys)
    finish(database, keyring)
    return count


def finish(database: OpenDatabase, keyring: Keyring) -> int:
    """Complete a rotation that was broken off; return how many rows it still had to do."""
    with database.transaction() as connection:
        keyring.refresh()
        count = _seal_anew(connection, keyring.keys) if keyring.is_rotating else 0
    # In a transaction of its own: the old secret goes only when the rows are safely written.
    with database.transaction() as connection:
        keyring.refresh()
        if not _seal_anew(connection, keyring.keys):
            keyring.drop_old()
    database.wipe()
    return count


def _seal_anew(connection: sqlite3.Connection, keys: Keys) -> int:
    """Put every row under the newest secret; what no key opens stays as it is."""
    count = 0
    for table in TABLES:
        rows = connection.execute(f"SELECT rowid, kennung, inhalt FROM {table}").fetchall()  # noqa: S608
        for row, name, sealed in rows:
            if keys.newest_opens(sealed, place(table, name)):
                continue
            content = keys.unseal(sealed, place(table, name))
            if content is None:
                continue
            new, *_ = keys.names_of(int(json.loads(content)["chat"]))
            connection.execute(
                f"UPDATE {table} SET kennung = ?, inhalt = ? WHERE rowid = ?",  # noqa: S608
                (new, keys.seal(content, place(table, new)), row),
            )
            count += 1
    return count
