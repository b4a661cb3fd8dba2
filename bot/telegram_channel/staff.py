"""The staff gate: commands and buttons that exist only for chats listed in ``BOT_ADMINS``.

To everyone else they are unknown commands and outdated buttons: ``None`` tells the caller to treat
them so, and nothing in the answer hints that there is more. How often that happened is counted.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection

from bot.dialog.turn import Reply
from bot.errors import BotError

logger = logging.getLogger(__name__)

PREFIX = "dienst:"
"""Begins the payload of a staff button: ``dienst:NAME:ARGUMENT``, at most 64 bytes in all."""

Action = Callable[[str], Reply]
"""Does what a command or button says; gets what stands behind its name, maybe nothing."""


class Staff:
    """What members of staff may ask for.

    Args:
        chats: Ids of their private chats.
        on_refused: Is told each time somebody else tries; must not raise.
    Attributes:
        chats: As given.
        refused: How often somebody else tried since the start.
    """

    def __init__(
        self, chats: Collection[int] = (), *, on_refused: Callable[[], None] = lambda: None
    ) -> None:
        self.chats = frozenset(chats)
        self.refused = 0
        self._on_refused = on_refused
        self._commands: dict[str, Action] = {}
        self._buttons: dict[str, Action] = {}

    def add(self, name: str, action: Action) -> None:
        """Let staff send ``/name``; its argument is what follows the command."""
        self._commands[name] = action

    def add_button(self, name: str, action: Action) -> None:
        """Let staff tap buttons made by ``payload``; a reply may set ``replaces``."""
        self._buttons[name] = action

    def to_command(self, chat_id: int, name: str, argument: str) -> Reply | None:
        """Answer a command from a private chat; ``None`` where it is none of staff's."""
        return self._answer(self._commands.get(name.lower()), chat_id, name, argument)

    def to_button(self, chat_id: int, payload: str) -> Reply | None:
        """Answer a tap in a private chat; ``None`` where the button is none of staff's."""
        if not payload.startswith(PREFIX):
            return None
        name, _, argument = payload.removeprefix(PREFIX).partition(":")
        return self._answer(self._buttons.get(name), chat_id, name, argument)

    def _answer(
        self, action: Action | None, chat_id: int, name: str, argument: str
    ) -> Reply | None:
        if action is None:
            return None
        if chat_id not in self.chats:
            self.refused += 1
            logger.warning("staff=refused")
            self._on_refused()
            return None
        logger.info("staff=served name=%s", name.lower())
        try:
            return action(argument.strip())
        except BotError as error:
            logger.warning("staff=failed name=%s error=%s", name.lower(), error)
            return Reply(error.german)


def payload(name: str, argument: str = "") -> str:
    """Return the text of a staff button.

    Raises:
        ValueError: It would be longer than the 64 bytes that Telegram allows.
    """
    text = f"{PREFIX}{name}:{argument}"
    if len(text.encode()) > 64:
        raise ValueError(f"payload too long: {text}")
    return text
