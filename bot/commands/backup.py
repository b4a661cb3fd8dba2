"""``backup``: a copy of the database while the bot runs, and the way back."""

from __future__ import annotations

from contextlib import closing
from datetime import datetime
from pathlib import Path

from bot.commands.today import BOCHUM
from bot.errors import SettingsError
from bot.storage import backup as copies
from bot.storage.database import open_database


def back_up(database: Path, target: Path, *, secret_file: Path) -> int:
    """Write a copy; into a folder under a dated name.

    Raises:
        BotError: There is no database, or the copy cannot be written.
    """
    if not database.exists():
        raise SettingsError(
            f"Die Datenbank {database} gibt es noch nicht. Stimmt BOT_DATABASE?",
            "no database to back up",
        )
    if target.is_dir():
        target /= f"{database.stem}-{datetime.now(BOCHUM):%Y-%m-%d-%H%M%S}{database.suffix}"
    if target.resolve().parent == secret_file.resolve().parent:
        raise SettingsError(
            "Die Sicherung läge neben dem Schlüssel (BOT_SECRET_FILE). Wählen Sie einen anderen "
            "Ordner.",
            "backup would lie beside the secret file",
        )
    if target.resolve() == database.resolve():
        raise SettingsError("Das ist die Datenbank selbst.", "backup onto the database")
    with closing(open_database(database)) as opened:
        copies.back_up(opened, target)
    print(f"Gesichert: {target}")
    print("Der Schlüssel (BOT_SECRET_FILE) ist nicht dabei. Sichern Sie ihn an einem anderen Ort.")
    return 0


def restore(database: Path, source: Path) -> int:
    """Put a copy in place of the database's content.

    Raises:
        BotError: The copy cannot be used; nothing was changed.
    """
    with closing(open_database(database)) as opened:
        copies.restore(opened, source)
    print(f"Zurückgespielt: {source}")
    print(
        "Was seit der Sicherung dazukam, ist weg. Was seitdem gelöscht wurde, ist wieder da: "
        "Wiederholen Sie Löschwünsche mit „forget --chat“."
    )
    return 0
