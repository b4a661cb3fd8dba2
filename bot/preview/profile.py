"""What the bot says about itself: commands per scope and language, name, descriptions, menu."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from bot.preview.api_error import ApiError, Json

_COMMAND = re.compile(r"[a-z0-9_]{1,32}")
_CHATLESS = ("default", "all_private_chats", "all_group_chats", "all_chat_administrators")
_SCOPE = "can't parse BotCommandScope"

Scope = tuple[str, int, int]  # type, chat, user; 0 where the type needs none


@dataclass
class Profile:
    """Texts by language code (empty for everyone else) and command lists by scope as well."""

    names: dict[str, str] = field(default_factory=dict)
    descriptions: dict[str, str] = field(default_factory=dict)
    short_descriptions: dict[str, str] = field(default_factory=dict)
    commands: dict[tuple[Scope, str], list[Json]] = field(default_factory=dict)
    menu_buttons: dict[int, Json] = field(default_factory=dict)

    def commands_for(self, chat_id: int, language: str) -> list[Json]:
        """Return the command menu a private chat shows: nearest scope first, then language."""
        scopes: tuple[Scope, ...] = (
            ("chat", chat_id, 0),
            ("all_private_chats", 0, 0),
            ("default", 0, 0),
        )
        for scope in scopes:
            for code in (language, ""):
                if commands := self.commands.get((scope, code)):
                    return commands
        return []


def text_for(texts: dict[str, str], language: str) -> str:
    """Return the text of a language, else the one for everyone."""
    return texts.get(language) or texts.get("", "")


def set_text(texts: dict[str, str], text: str, language: str, *, limit: int, what: str) -> bool:
    """Store a text of the profile; an empty one removes it.

    Raises:
        ApiError: 400, it is longer than ``limit`` characters.
    """
    if len(text) > limit:
        raise ApiError(f"{what} is too long")
    if text:
        texts[check_language(language)] = text
    else:
        texts.pop(check_language(language), None)
    return True


def read_commands(commands: list[Any] | None) -> list[Json]:
    """Check a command list as sent to ``setMyCommands``.

    Raises:
        ApiError: 400 for more than 100, a name outside ``[a-z0-9_]{1,32}`` or a description
            outside 1 to 256 characters.
    """
    if commands is None:
        raise ApiError("can't parse commands JSON object")
    if len(commands) > 100:
        raise ApiError("BOT_COMMANDS_TOO_MUCH")
    return [_command(command) for command in commands]


def _command(command: Any) -> Json:
    if not isinstance(command, dict):
        raise ApiError("can't parse BotCommand: expected an Object")
    values = {}
    for key in ("command", "description"):
        value = command.get(key)
        if not isinstance(value, str):
            raise ApiError(f"can't parse BotCommand: Can't find field \"{key}\"")
        values[key] = value.strip()
    name = values["command"].removeprefix("/")
    if not name:
        raise ApiError("command must be non-empty")
    if not values["description"]:
        raise ApiError("command description must be non-empty")
    if not _COMMAND.fullmatch(name):
        raise ApiError("BOT_COMMAND_INVALID")
    if len(values["description"]) > 256:
        raise ApiError("BOT_COMMAND_DESCRIPTION_INVALID")
    return {"command": name, "description": values["description"]}


def read_scope(scope: Any) -> Scope:
    """Check a ``BotCommandScope``; a missing one is the default.

    Raises:
        ApiError: 400, its type or one of its ids is wrong.
    """
    if scope is None:
        return ("default", 0, 0)
    if not isinstance(scope, dict):
        raise ApiError(f"{_SCOPE}: BotCommandScope must be an Object")
    kind = scope.get("type")
    if kind in _CHATLESS:
        return (str(kind), 0, 0)
    if kind not in ("chat", "chat_administrators", "chat_member"):
        raise ApiError(f"{_SCOPE}: Unsupported type specified")
    for key in ("chat_id", "user_id") if kind == "chat_member" else ("chat_id",):
        if key not in scope:
            raise ApiError(f'{_SCOPE}: Can\'t find field "{key}"')
    return (str(kind), int(scope["chat_id"]), int(scope.get("user_id", 0)))


def check_language(language: str) -> str:
    """Return a language code of two letters, or none.

    Raises:
        ApiError: 400, it is something else.
    """
    if language and not re.fullmatch("[a-z]{2}", language):
        raise ApiError("LANG_CODE_INVALID")
    return language
