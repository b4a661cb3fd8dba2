"""Builds the Application; the order of handlers reads top to bottom."""

from __future__ import annotations

import logging
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
from telegram.request import HTTPXRequest

from bot.knowledge.model import Knowledge
from bot.telegram_channel.delivery import Persistent
from bot.telegram_channel.handlers import Counter
from bot.telegram_channel.order import OrderPerChat

logger = logging.getLogger(__name__)

CONNECTIONS = 32  # measured: 256 collapse above about 50 open connections
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


def build(counter: Counter, *, token: str, api_url: str = "") -> App:
    """Build the application that serves clients.

    Args:
        counter: Answers the updates.
        token: The bot's token.
        api_url: Another Bot API server, ending in ``/bot``; Telegram's own where empty.
    """
    builder = (
        ApplicationBuilder()
        .token(token)
        .request(
            HTTPXRequest(
                connection_pool_size=CONNECTIONS,
                pool_timeout=30.0,
                connect_timeout=10.0,
                read_timeout=20.0,
            )
        )
        .get_updates_request(
            HTTPXRequest(
                connection_pool_size=POLL_CONNECTIONS, pool_timeout=30.0, read_timeout=40.0
            )
        )
        .concurrent_updates(OrderPerChat())
        .rate_limiter(Persistent())
    )
    if api_url:
        host = api_url.removesuffix("/").removesuffix("/bot")
        builder = builder.base_url(f"{host}/bot").base_file_url(f"{host}/file/bot")
    app = builder.build()
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
