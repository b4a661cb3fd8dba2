"""The file with the key material (``BOT_SECRET_FILE``), newest secret first, one a line."""

from __future__ import annotations

import base64
import binascii
import logging
import os
import stat
from collections.abc import Sequence
from pathlib import Path

from bot.errors import BotError, SettingsError
from bot.storage.keys import SECRET_BYTES, Keys, new_secret

logger = logging.getLogger(__name__)

_HEAD = (
    "# Schlüssel des Jobcenter-Bots. Nicht weitergeben und nicht zur Datenbank legen.\n"
    "# Ohne diese Datei sind gespeicherte Erinnerungen und Sprachen nicht mehr lesbar.\n"
)


class Keyring:
    """The keys of the process, read again whenever the file has changed.

    Args:
        path: The file, created with its folder where it is missing; ``None`` for keys that last
            as long as the process.
    Raises:
        BotError: The file cannot be read, created or understood, or others may write to it.
    """

    def __init__(self, path: Path | None = None) -> None:
        self._path = path
        self._secrets: tuple[bytes, ...] = ()
        self._seen: tuple[int, int] | None = None
        self._missed = False
        if path is None:
            self._use((new_secret(),))
            return
        if not path.exists():
            _create(path)
            logger.info("secret_file=created")
        self.refresh()

    @property
    def keys(self) -> Keys:
        """Return the keys as of the last look at the file."""
        return self._keys

    @property
    def is_rotating(self) -> bool:
        """Tell whether an older secret is still there."""
        return len(self._secrets) > 1

    def refresh(self) -> None:
        """Look at the file; call it inside a transaction, since a rotation changes it in one."""
        if self._path is None:
            return
        try:
            status = self._path.stat()
            seen = (status.st_ino, status.st_mtime_ns)
            if seen == self._seen:
                return
            _check_rights(status)
            self._use(_read(self._path))
            self._seen = seen
            self._missed = False
        except OSError:
            if self._secrets:
                # The process knows them by heart; the next start needs the file again.
                if not self._missed:
                    logger.error("secret_file=gone")
                self._missed = True
                return
            raise BotError(
                "Die Datei mit dem Schlüssel (BOT_SECRET_FILE) lässt sich nicht lesen. Prüfen Sie "
                "den Pfad und die Rechte.",
                "secret file cannot be read",
            ) from None

    def add_newest(self) -> None:
        """Begin a rotation: a new secret hashes and encrypts from now on."""
        self._write((new_secret(), *self._secrets))

    def drop_old(self) -> None:
        """End a rotation, once nothing is left that needs an older secret."""
        if self.is_rotating:
            self._write(self._secrets[:1])

    def _use(self, secrets: Sequence[bytes]) -> None:
        self._secrets = tuple(secrets)
        self._keys = Keys(self._secrets)

    def _write(self, secrets: Sequence[bytes]) -> None:
        if self._path is not None:
            try:
                _replace(self._path, secrets)
            except OSError:
                raise BotError(
                    "Die Datei mit dem Schlüssel (BOT_SECRET_FILE) lässt sich nicht ändern. Zum "
                    "Erneuern muss sie der Bot schreiben dürfen, und ihr Ordner auch.",
                    "secret file cannot be written",
                ) from None
            self._seen = None
        self._use(secrets)


def check_apart(secret_file: Path, database: Path) -> None:
    """Make sure that whoever copies the data does not copy the key with them.

    Raises:
        SettingsError: The key would lie in the database's folder or below it.
    """
    folder = database.resolve().parent
    if secret_file.resolve().parent.is_relative_to(folder):
        raise SettingsError(
            f"BOT_SECRET_FILE liegt im Ordner der Datenbank ({database.parent}). Wer die Daten "
            "kopiert, hätte damit auch den Schlüssel. Wählen Sie einen anderen Ordner.",
            "secret file lies beside the database",
        )


def _create(path: Path) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        _replace(path, (new_secret(),))
    except OSError:
        raise BotError(
            f"Die Datei {path} mit dem Schlüssel lässt sich nicht anlegen. Prüfen Sie den Ordner "
            "und die Rechte, oder setzen Sie BOT_SECRET_FILE auf eine andere Datei.",
            "secret file cannot be created",
        ) from None


def _replace(path: Path, secrets: Sequence[bytes]) -> None:
    """Write the whole file or nothing, safe on disk before it takes the old one's place."""
    text = _HEAD + "".join(f"{base64.b64encode(each).decode()}\n" for each in secrets)
    beside = path.with_name(f"{path.name}.neu")
    beside.unlink(missing_ok=True)
    handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)
    if os.name != "nt":
        # A row encrypted with a key whose file a power cut takes back would be lost.
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def _read(path: Path) -> tuple[bytes, ...]:
    lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
    try:
        secrets = tuple(
            base64.b64decode(line.strip(), validate=True)
            for line in lines
            if line.strip() and not line.startswith("#")
        )
    except (binascii.Error, ValueError):
        secrets = ()
    if not secrets or any(len(each) != SECRET_BYTES for each in secrets):
        raise BotError(
            "In der Datei BOT_SECRET_FILE steht kein Schlüssel dieses Bots. Spielen Sie sie aus "
            "Ihrer Sicherung zurück. Ist sie verloren, dann löschen Sie die Datei: Der Bot legt "
            "eine neue an; gespeicherte Erinnerungen und Sprachen sind dann weg.",
            "secret file holds no key",
        )
    return secrets


def _check_rights(status: os.stat_result) -> None:
    if os.name == "nt":  # its rights are not in these bits
        return
    if status.st_mode & (stat.S_IWGRP | stat.S_IWOTH):
        raise BotError(
            "Die Datei BOT_SECRET_FILE dürfen andere ändern. Nehmen Sie ihnen das Recht: "
            "chmod 600 DATEI",
            "secret file is writable by others",
        )
    if status.st_mode & (stat.S_IRGRP | stat.S_IROTH):
        # Only a warning: secrets that a container platform hands in are often readable so.
        logger.warning("secret_file=readable_by_others mode=%o", stat.S_IMODE(status.st_mode))
