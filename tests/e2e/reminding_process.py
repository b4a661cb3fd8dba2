"""Sends what is due once, as a process of its own that a test can kill.

Arguments: address of the Bot API server, token, database, secret file, time (ISO, aware).
"""

from __future__ import annotations

import asyncio
import sys
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from types import MappingProxyType

from telegram.ext import ExtBot

from bot.dialog.outreach import Outreach
from bot.knowledge.loader import load
from bot.quartier.calendar import Calendar, Status
from bot.quartier.reader import read_calendar
from bot.storage.store import Store
from bot.telegram_channel.delivery import Persistent
from bot.telegram_channel.reminding import Reminding
from bot.telegram_channel.state import ChannelState

KNOWLEDGE = Path(__file__).parent.parent.parent / "knowledge"


def confirmed_calendar() -> Calendar:
    """Return the shipped calendar as if the Jobcenter had confirmed every word of it."""
    calendar = read_calendar(KNOWLEDGE).calendar
    assert calendar is not None
    places = {key: replace(each, status=Status.CONFIRMED) for key, each in calendar.places.items()}
    hours = {
        key: replace(each, status=Status.CONFIRMED) for key, each in calendar.office_hours.items()
    }
    return replace(calendar, places=MappingProxyType(places), office_hours=MappingProxyType(hours))


async def main(api_url: str, token: str, database: str, secret: str, now: str) -> None:
    moment = datetime.fromisoformat(now)
    loaded = load(KNOWLEDGE)
    assert loaded.knowledge is not None
    knowledge, calendar = loaded.knowledge, confirmed_calendar()
    store = Store(Path(database), secret_file=Path(secret))
    reminding = Reminding(store, lambda: knowledge, lambda: Outreach(calendar), lambda: moment)
    async with ExtBot(token, base_url=api_url, rate_limiter=Persistent(ChannelState())) as bot:
        print("ready", flush=True)
        await reminding.round(bot)
    store.close()
    print("done", flush=True)


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
