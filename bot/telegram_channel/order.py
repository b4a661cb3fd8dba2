"""Order: the updates of one chat one after another, those of different chats side by side."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any

from telegram import Update
from telegram.ext import BaseUpdateProcessor

from bot.telegram_channel.inbox import Inbox

OnFlood = Callable[[Update], Awaitable[None]]

MOST_WAITING = 20
"""Messages of one chat that may wait; what comes faster is left out, with one hint."""

SLOTS = 1024  # measured: with 32 one flooding chat made the others wait 11 s, with 1,024 70 ms


class OrderPerChat(BaseUpdateProcessor):
    """Hand on updates concurrently, but never two of the same chat at once.

    Args:
        inbox: Where the updates come from.
        on_flood: Is awaited with an update that is left out because its chat has too many waiting.
        slots: Updates handled at once.
    """

    def __init__(self, inbox: Inbox, *, on_flood: OnFlood, slots: int = SLOTS) -> None:
        super().__init__(slots)
        self._inbox = inbox
        self._on_flood = on_flood
        self._locks: dict[int, tuple[asyncio.Lock, int]] = {}

    async def do_process_update(self, update: object, coroutine: Awaitable[Any]) -> None:
        """Wait for the chat's turn; asyncio's locks are fair, so the order is kept."""
        if not isinstance(update, Update):
            await coroutine
            return
        self._inbox.begin()
        try:
            await self._in_turn(update, coroutine)
        finally:
            self._inbox.done(update)

    async def _in_turn(self, update: Update, coroutine: Awaitable[Any]) -> None:
        chat = update.effective_chat
        if chat is None:
            await coroutine
            return
        lock, waiting = self._locks.get(chat.id, (asyncio.Lock(), 0))
        if waiting >= MOST_WAITING:
            if isinstance(coroutine, Coroutine):
                coroutine.close()  # it will not be awaited
            await self._on_flood(update)
            return
        self._locks[chat.id] = (lock, waiting + 1)
        try:
            async with lock:
                await coroutine
        finally:
            lock, waiting = self._locks[chat.id]
            if waiting == 1:
                del self._locks[chat.id]
            else:
                self._locks[chat.id] = (lock, waiting - 1)

    async def initialize(self) -> None:
        """Nothing to prepare."""

    async def shutdown(self) -> None:
        """Nothing to release."""
