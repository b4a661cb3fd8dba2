"""The peer: a bare echo bot of python-telegram-bot, with the bot's settings for concurrency.

python -m benchmarks.echo_peer http://127.0.0.1:8081/bot TOKEN
"""

from __future__ import annotations

import sys

from telegram import Update
from telegram.ext import ApplicationBuilder, ContextTypes, MessageHandler, filters


async def echo(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    if update.effective_message is not None:
        await context.bot.send_message(
            update.effective_message.chat_id, update.effective_message.text or "-"
        )


def main() -> None:
    api_url, token = sys.argv[1:3]
    app = (
        ApplicationBuilder()
        .token(token)
        .base_url(api_url)
        .connection_pool_size(64)
        .pool_timeout(30.0)
        .concurrent_updates(1024)
        .build()
    )
    app.add_handler(MessageHandler(filters.ALL, echo))
    app.run_polling(allowed_updates=Update.ALL_TYPES)


if __name__ == "__main__":
    main()
