"""Link of a poster ↔ its parts: bot, target, poster.

``bot/dialog/payload.py`` reads what stands behind ``start=`` when Telegram delivers it; this
package may not import it, so the few rules for writing it stand here again. A test compares both.
"""

from __future__ import annotations

import re

from bot.errors import BotError

MAX_PAYLOAD = 64  # Telegram's limit behind ``start=``
MAX_LINK = 62  # bytes; a QR code of version 4, level M holds no more (ISO/IEC 18004, table 7)
SEPARATOR = "--"  # ids have single hyphens only
_FRAME = "https://t.me/{}?start={}"
_SHORTEST_BOT = 5
_PAYLOAD = re.compile(r"[A-Za-z0-9_-]{1,64}")
# Telegram: 5 to 32 letters, digits and underscores, first a letter, last „bot“.
_BOT = re.compile(r"(?=.{5,32}\Z)[A-Za-z][A-Za-z0-9_]*[Bb][Oo][Tt]")


class LinkError(BotError):
    """A link cannot be made from these parts."""


def read_bot_name(text: str) -> str:
    """Return a bot's name without its @.

    Raises:
        LinkError: Telegram would not allow it.
    """
    name = text.strip().removeprefix("@")
    if not _BOT.fullmatch(name):
        raise LinkError(
            f"„{text}“ ist kein Name eines Bots. Er hat {_SHORTEST_BOT} bis 32 Buchstaben, Ziffern "
            "oder Unterstriche und endet auf „bot“: JobcenterBochumBot."
        )
    return name


def payload(target: str, poster: str) -> str:
    """Return what stands behind ``start=``: place or intent, two hyphens, poster."""
    return f"{target}{SEPARATOR}{poster}"


def room(bot: str | None) -> int:
    """Return how many characters the payload may have, for the shortest of names if unknown."""
    name = bot or "x" * _SHORTEST_BOT
    return min(MAX_PAYLOAD, MAX_LINK - len(_FRAME.format(name, "")))


def too_long(target: str, poster: str, bot: str | None) -> str | None:
    """Return in German by how much a link is too long and what helps, ``None`` where it fits."""
    text = payload(target, poster)
    surplus = len(text) - room(bot)
    if surplus <= 0:
        return None
    whose = f"„@{bot}“" if bot else "den kürzesten Namen eines Bots"
    for id_, owner in ((poster, "dieses Aushangs"), (target, "des Ziels")):
        if len(id_) - surplus >= 2:
            advice = f"Kürzen Sie die Kennung {owner} auf höchstens {len(id_) - surplus} Zeichen."
            break
    else:
        advice = "Kürzen Sie beide Kennungen."
    return (
        f"Der Link wird zu lang: „{text}“ hat {len(text)} Zeichen, "
        f"für {whose} passen {room(bot)} in den Code. {advice}"
    )


def link(bot: str, target: str, poster: str) -> str:
    """Return the address that a poster's code holds, at most 62 bytes.

    Raises:
        LinkError: It would be longer, or hold other characters than a deep link may.
    """
    name, text = read_bot_name(bot), payload(target, poster)
    if surplus := too_long(target, poster, name):
        raise LinkError(surplus)
    if not _PAYLOAD.fullmatch(text):
        raise LinkError(
            f"„{text}“ geht nicht in einen Link: erlaubt sind a bis z, Ziffern und Bindestriche."
        )
    return _FRAME.format(name, text)
