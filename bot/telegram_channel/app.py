"""Builds the Application; the order of handlers reads top to bottom."""

from __future__ import annotations

import logging
from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from telegram import BotCommand, Update
from telegram.error import TelegramError
from telegram.ext import (
    Application,
    ApplicationBuilder,
    CallbackQueryHandler,
    ChatMemberHandler,
    MessageHandler,
    filters,
)

from bot.knowledge.model import Knowledge
from bot.telegram_channel.delivery import Persistent
from bot.telegram_channel.handlers import Counter
from bot.telegram_channel.inbox import Inbox
from bot.telegram_channel.order import OrderPerChat
from bot.telegram_channel.request import AiohttpRequest
from bot.telegram_channel.state import ChannelState

logger = logging.getLogger(__name__)

CONNECTIONS = 64
POLL_CONNECTIONS = 4  # one alone can go deaf after an interrupted poll
COMMANDS = (
    "start",
    "themen",
    "termine",
    "mensch",
    "sprache",
    "hilfe",
    "privacy",
    "daten",
    "loeschen",
)
ALLOWED_UPDATES = [
    Update.MESSAGE,
    Update.EDITED_MESSAGE,
    Update.CALLBACK_QUERY,
    Update.MY_CHAT_MEMBER,
]

App = Application[Any, Any, Any, Any, Any, Any]


def build(counter: Counter, *, token: str, api_url: str = "", inbox: Inbox | None = None) -> App:
    """Build the application that serves clients.

    Args:
        counter: Answers the updates.
        token: The bot's token.
        api_url: Another Bot API server, ending in ``/bot``; Telegram's own where empty.
        inbox: What waits to be answered; in memory only where not given.
    """
    inbox = inbox or Inbox()
    order = OrderPerChat(inbox, on_flood=counter.on_flood)
    counter.inbox = inbox
    builder = (
        ApplicationBuilder()
        .token(token)
        .request(AiohttpRequest(connections=CONNECTIONS))
        .get_updates_request(
            AiohttpRequest(
                connections=POLL_CONNECTIONS,
                read_timeout=40.0,
                on_answer=_watching(inbox.state),
            )
        )
        .update_queue(inbox)
        .concurrent_updates(order)
        .rate_limiter(Persistent(inbox.state))
    )
    if api_url:
        host = api_url.removesuffix("/").removesuffix("/bot")
        builder = builder.base_url(f"{host}/bot").base_file_url(f"{host}/file/bot")
    app = builder.build()
    counter.bot = app.bot
    private = filters.ChatType.PRIVATE
    new = filters.UpdateType.MESSAGE
    edited = filters.UpdateType.EDITED_MESSAGE
    app.add_handler(MessageHandler(new & private & filters.COMMAND, counter.on_command))
    app.add_handler(
        MessageHandler((new | edited) & private & (filters.TEXT | filters.CAPTION), counter.on_text)
    )
    app.add_handler(MessageHandler(new & private & ~filters.StatusUpdate.ALL, counter.on_media))
    app.add_handler(MessageHandler(new & ~private, counter.on_group))
    app.add_handler(CallbackQueryHandler(counter.on_button))
    app.add_handler(ChatMemberHandler(counter.on_membership, ChatMemberHandler.MY_CHAT_MEMBER))
    app.add_error_handler(counter.on_error)
    return app


def _watching(state: ChannelState) -> Callable[[int], None]:
    def answered(status: int) -> None:
        if status == HTTPStatus.OK:
            state.touch()
        elif status in (HTTPStatus.UNAUTHORIZED, HTTPStatus.NOT_FOUND):
            state.rejected = True

    return answered


async def set_profile(app: App, knowledge: Knowledge) -> None:
    """Set commands and descriptions where they changed; a failure never stops the start."""
    for language in knowledge.languages:
        code = None if language == "de" else language
        commands = [
            BotCommand(name, knowledge.message(language, f"befehl_{name}")) for name in COMMANDS
        ]
        short = knowledge.message(language, "bot_kurz")
        long = knowledge.message(language, "bot_beschreibung")
        try:
            if list(await app.bot.get_my_commands(language_code=code)) != commands:
                await app.bot.set_my_commands(commands, language_code=code)
            if (await app.bot.get_my_short_description(code)).short_description != short:
                await app.bot.set_my_short_description(short, language_code=code)
            if (await app.bot.get_my_description(code)).description != long:
                await app.bot.set_my_description(long, language_code=code)
        except TelegramError as error:
            logger.warning("profile=unset lang=%s error=%s", language, type(error).__name__)
