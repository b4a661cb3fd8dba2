"""``schluessel``: look at the key material, or replace it."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from bot.storage.store import Store


def secret(database: Path, secret_file: Path, *, renew: bool) -> int:
    """Say whether key and database fit together; with ``renew`` replace the key first.

    Returns:
        0, or 1 where rows are left that the key does not open.
    Raises:
        BotError: One of the files cannot be used.
    """
    with closing(Store(database, secret_file=secret_file)) as store:
        if renew:
            rows = store.rotate()
            print(f"Neuer Schlüssel in {secret_file}. Neu verschlüsselte Einträge: {rows}.")
            print("Sichern Sie jetzt neu: Chats in älteren Sicherungen öffnet er nicht.")
        unreadable = store.chats.unreadable()
    if unreadable:
        print(
            f"{unreadable} Einträge passen nicht zu diesem Schlüssel. Spielen Sie den richtigen "
            "aus Ihrer Sicherung zurück; sonst verfallen sie mit der Zeit."
        )
        return 1
    print("Der Schlüssel passt zu allem, was gespeichert ist.")
    return 0
