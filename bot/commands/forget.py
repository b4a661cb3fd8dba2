"""``forget``: erase now what has had its time, or what is kept of one person."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from bot.commands.today import today
from bot.storage.store import Store


def forget(database: Path, secret_file: Path, *, retention_days: int, chat: int | None) -> int:
    """Erase, and say what was erased.

    Args:
        database: The database file.
        secret_file: The key material; with it a chat is found.
        retention_days: How long questions passed on are kept.
        chat: Only this chat, for a person who asks for it.
    """
    with closing(Store(database, secret_file=secret_file)) as store:
        if chat is None:
            gone = store.forget(today(), retention_days)
            print(f"Gelöscht: {gone}. Aufgehoben wird eine Frage {retention_days} Tage.")
            return 0
        gone = store.chats.forget_chat(chat)
    if gone:
        print("Alles, was über diesen Chat gespeichert war, ist gelöscht.")
    else:
        print("Über diesen Chat ist nichts gespeichert.")
    print(
        "Ein laufender Bot kennt bis zum Neustart noch Sprache und letztes Thema des Chats. Die "
        "Person selbst löscht auch das sofort, mit /loeschen."
    )
    return 0
