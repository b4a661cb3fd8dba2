"""Environment variables → ``Settings``; the only reader of ``os.environ``."""

from __future__ import annotations

import ipaddress
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from bot.errors import SettingsError

_TOKEN = re.compile(r"\d+:[A-Za-z0-9_-]{5,}")
_SECRET = re.compile(r"[A-Za-z0-9_-]{16,256}")
_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")


@dataclass(frozen=True)
class Settings:
    """What the operator set; everything has a default.

    Attributes:
        token: The bot's token, empty for the preview; never shown.
        api_url: Another Bot API server, such as ``http://127.0.0.1:8081/bot``.
        knowledge: The knowledge folder.
        database: The SQLite file with everything that is kept.
        secret_file: Key material for what names a chat; never in the database's folder.
        cache: Folder for what was learnt; safe to delete.
        listen: Host and port of the preview or the webhook.
        webhook_url: Public address for the webhook; empty for long polling.
        webhook_secret: Shared with Telegram; never shown.
        admins: Chat ids of staff.
        retention_days: How long open questions are kept.
        metrics_host: Loopback address for figures and health.
        metrics_port: Port for them; ``None`` for none.
        log_level: DEBUG, INFO, WARNING or ERROR.
    """

    token: str = field(default="", repr=False)
    api_url: str = ""
    knowledge: Path = Path("knowledge")
    database: Path = Path("daten/bot.sqlite")
    secret_file: Path = Path("geheim/schluessel")
    cache: Path = Path(".cache")
    host: str = "127.0.0.1"
    port: int = 8080
    webhook_url: str = ""
    webhook_secret: str = field(default="", repr=False)
    admins: frozenset[int] = frozenset()
    retention_days: int = 30
    metrics_host: str = "127.0.0.1"
    metrics_port: int | None = None
    log_level: str = "INFO"

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] | None = None) -> Settings:
        """Read the ``BOT_…`` variables.

        Args:
            environment: Instead of the process's own, for tests.
        Raises:
            SettingsError: A value cannot be used; the message says which and why.
        """
        values = os.environ if environment is None else environment

        def get(name: str, default: str = "") -> str:
            return values.get(f"BOT_{name}", "").strip() or default

        host, port = _listen("BOT_LISTEN", get("LISTEN", "127.0.0.1:8080"))
        metrics_host, metrics_port = _metrics(get("METRICS"))
        return cls(
            token=_token(get("TOKEN")),
            api_url=_address("BOT_API_URL", get("API_URL")),
            knowledge=Path(get("KNOWLEDGE", "knowledge")),
            database=Path(get("DATABASE", "daten/bot.sqlite")),
            secret_file=Path(get("SECRET_FILE", "geheim/schluessel")),
            cache=Path(get("CACHE", ".cache")),
            host=host,
            port=port,
            webhook_url=_address("BOT_WEBHOOK_URL", get("WEBHOOK_URL")),
            webhook_secret=_webhook_secret(get("WEBHOOK_URL"), get("WEBHOOK_SECRET")),
            admins=_ids(get("ADMINS")),
            retention_days=_days(get("RETENTION_DAYS", "30")),
            metrics_host=metrics_host,
            metrics_port=metrics_port,
            log_level=_level(get("LOG_LEVEL", "INFO")),
        )


def _token(text: str) -> str:
    if text and not _TOKEN.fullmatch(text):
        raise SettingsError(
            "BOT_TOKEN sieht nicht wie ein Token aus. Kopieren Sie es noch einmal aus dem "
            "Gespräch mit @BotFather, ohne Leerzeichen und Anführungszeichen.",
            "BOT_TOKEN is malformed",
        )
    return text


def _address(name: str, text: str) -> str:
    if not text:
        return ""
    parts = urlsplit(text)
    if parts.scheme not in ("http", "https") or not parts.netloc:
        raise SettingsError(
            f"{name} muss mit http:// oder https:// beginnen.", f"{name} is no http address"
        )
    return text


def _webhook_secret(url: str, secret: str) -> str:
    if (url or secret) and not _SECRET.fullmatch(secret):
        raise SettingsError(
            "BOT_WEBHOOK_SECRET fehlt oder passt nicht: mindestens 16 Zeichen, nur Buchstaben "
            "ohne Umlaute, Ziffern, _ und -. Denken Sie sich einen langen, zufälligen aus.",
            "BOT_WEBHOOK_SECRET is missing or malformed",
        )
    return secret


def _metrics(text: str) -> tuple[str, int | None]:
    if not text:
        return "127.0.0.1", None
    host, port = _listen("BOT_METRICS", text)
    try:
        loopback = host == "localhost" or ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        loopback = False
    if not loopback:
        raise SettingsError(
            "BOT_METRICS darf nur auf diesem Rechner lauschen, zum Beispiel 127.0.0.1:9090.",
            "BOT_METRICS is no loopback address",
        )
    return host.strip("[]"), port


def _listen(name: str, text: str) -> tuple[str, int]:
    host, _, port = text.rpartition(":")
    if not host or not port.isdigit() or not 0 <= int(port) <= 65535:
        raise SettingsError(
            f"{name} braucht Adresse und Anschluss, zum Beispiel 127.0.0.1:8080.",
            f"{name} is not host:port",
        )
    return host, int(port)


def _ids(text: str) -> frozenset[int]:
    try:
        return frozenset(int(part) for part in text.replace(",", " ").split())
    except ValueError:
        raise SettingsError(
            "BOT_ADMINS darf nur Zahlen enthalten, durch Komma getrennt.",
            "BOT_ADMINS is not a list of numbers",
        ) from None


def _days(text: str) -> int:
    if not text.isdigit() or not 1 <= int(text) <= 365:
        raise SettingsError(
            "BOT_RETENTION_DAYS muss eine Zahl von 1 bis 365 sein.",
            "BOT_RETENTION_DAYS is out of range",
        )
    return int(text)


def _level(text: str) -> str:
    if text.upper() not in _LEVELS:
        raise SettingsError(
            f"BOT_LOG_LEVEL kennt nur {', '.join(_LEVELS)}.", "BOT_LOG_LEVEL is unknown"
        )
    return text.upper()
