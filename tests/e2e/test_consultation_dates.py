"""Consultation dates over HTTP: the list, a pin, a calendar file, a shared location."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import date
from pathlib import Path

from bot.dialog.outreach import Outreach
from bot.matching.live import LiveKnowledge
from bot.preview.server import PhoneServer
from bot.quartier.reader import read_calendar
from bot.telegram_channel.app import ALLOWED_UPDATES, build
from bot.telegram_channel.handlers import Counter

CHAT = 7
TOKEN = "1:test-only"
TODAY = date(2026, 11, 23)
KNOWLEDGE = Path(__file__).parent.parent.parent / "knowledge"
Scenario = Callable[[PhoneServer], Awaitable[None]]


def play(live: LiveKnowledge, scenario: Scenario) -> None:
    """Play a scenario with a running bot that shows the examples."""
    calendar = read_calendar(KNOWLEDGE).calendar
    assert calendar is not None
    outreach = Outreach(calendar, examples=True)

    async def main() -> None:
        phone = PhoneServer(0, token=TOKEN)
        await phone.start()
        counter = Counter(
            known=lambda: live.current, today=lambda: TODAY, outreach=lambda: outreach
        )
        app = build(counter, token=TOKEN, api_url=phone.api_url)
        try:
            async with app:
                await app.start()
                assert app.updater is not None
                await app.updater.start_polling(
                    poll_interval=0.0, timeout=1, allowed_updates=ALLOWED_UPDATES
                )
                try:
                    await scenario(phone)
                finally:
                    await app.updater.stop()
                    await app.stop()
        finally:
            await phone.stop()

    asyncio.run(main())


def labels(message: dict) -> list[str]:
    keyboard = message.get("reply_markup", {}).get("inline_keyboard", [])
    return [button["text"] for row in keyboard for button in row]


def test_a_part_of_town_leads_to_dates_a_pin_and_a_file(live: LiveKnowledge) -> None:
    async def scenario(phone: PhoneServer) -> None:
        await phone.client_says(CHAT, "sprechstunde langendreer")
        (message,) = await phone.replies(CHAT)
        assert "Beispiel: Dienstag, 1. Dezember, 10 bis 12 Uhr" in message["text"]
        await phone.client_taps(CHAT, "Auf der Karte")
        (pin,) = await phone.replies(CHAT)
        assert pin["venue"]["title"] == "Beispiel: Beispielhaus Musterviertel"
        assert pin["venue"]["location"] == {"latitude": 51.4712, "longitude": 7.3195}
        assert "Mit einem Menschen sprechen" in labels(pin)
        await phone.client_taps(CHAT, "In den Kalender")
        (file,) = await phone.replies(CHAT)
        assert file["document"]["file_name"] == "sprechstunde.ics"
        assert file["caption"].startswith("Beispiel: Dienstag, 1. Dezember")
        await phone.client_taps(CHAT, "Alle Termine")
        (dates,) = await phone.replies(CHAT)
        assert dates["text"].startswith("Alle Termine der nächsten Wochen")

    play(live, scenario)


def test_a_poster_opens_the_dates_of_its_place(live: LiveKnowledge) -> None:
    async def scenario(phone: PhoneServer) -> None:
        await phone.client_says(CHAT, "/start musterplatz--wat-03")
        (message,) = await phone.replies(CHAT)
        assert message["text"].startswith("Beispieltreff Musterplatz")

    play(live, scenario)


def test_a_shared_location_gives_the_nearest_places(live: LiveKnowledge) -> None:
    async def scenario(phone: PhoneServer) -> None:
        await phone.client_shares_location(CHAT, 51.4712, 7.31)
        (message,) = await phone.replies(CHAT)
        assert "Beispielhaus Musterviertel: etwa 0,7 Kilometer" in message["text"]
        assert "nicht gespeichert" in message["text"]

    play(live, scenario)
