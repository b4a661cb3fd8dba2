"""The whole bot over HTTP: the real python-telegram-bot against the preview's Bot API server."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager
from datetime import date
from typing import Any

import pytest

from bot.commands.operation import Operating
from bot.matching.live import LiveKnowledge
from bot.preview.server import PhoneServer
from bot.storage.store import Store
from bot.telegram_channel.app import ALLOWED_UPDATES, build, set_profile
from bot.telegram_channel.handlers import Counter
from bot.telegram_channel.staff import Staff

TODAY = date(2026, 11, 23)
TOKEN = "1:test-only"
Scenario = Callable[[PhoneServer], Awaitable[None]]


@asynccontextmanager
async def serving(
    live: LiveKnowledge,
    store: Store | None = None,
    *,
    latency: float = 0.0,
    staff: Staff | None = None,
    operating: Operating | None = None,
) -> AsyncIterator[PhoneServer]:
    """Run the bot against a fresh server."""
    phone = PhoneServer(0, token=TOKEN, latency=latency)
    await phone.start()

    def observe(chat_id: int, turn: Any, outcome: Any, known: Any) -> None:
        del chat_id, turn, known
        if store is not None:
            store.note(outcome, TODAY)

    counter = Counter(
        known=lambda: live.current,
        today=lambda: TODAY,
        observer=observe,
        chats=store.chats if store is not None else None,
        staff=staff or Staff(),
    )
    if operating is not None:
        operating.join(counter)
    app = build(counter, token=TOKEN, api_url=phone.api_url)
    try:
        async with app:
            await set_profile(app, live.current.knowledge)
            await app.start()
            assert app.updater is not None
            await app.updater.start_polling(
                poll_interval=0.0, timeout=1, allowed_updates=ALLOWED_UPDATES
            )
            try:
                yield phone
            finally:
                await app.updater.stop()
                await app.stop()
    finally:
        await phone.stop()


@pytest.fixture
def store() -> Iterator[Store]:
    kept = Store()
    yield kept
    kept.close()


@pytest.fixture
def talk(live: LiveKnowledge, store: Store) -> Callable[[Scenario], None]:
    """Return a function that plays a scenario with a running bot."""

    def play(scenario: Scenario) -> None:
        async def main() -> None:
            async with serving(live, store) as phone:
                await scenario(phone)

        asyncio.run(main())

    return play
