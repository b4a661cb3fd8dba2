"""What is kept of a chat, through the whole bot: chosen, shown, kept over a restart, erased."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

from bot.dialog.kept import KeepLanguage, Kept
from bot.matching.live import LiveKnowledge
from bot.preview.server import PhoneServer
from bot.storage.store import Store
from tests.e2e.conftest import TODAY, serving

CHAT = 7002
Talk = Callable[[Callable[[PhoneServer], Awaitable[None]]], None]


async def says(phone: PhoneServer, text: str) -> str:
    await phone.client_says(CHAT, text)
    (message,) = await phone.replies(CHAT)
    return str(message["text"])


def test_a_chosen_language_is_kept_shown_and_erased(talk: Talk, store: Store) -> None:
    async def scenario(phone: PhoneServer) -> None:
        assert "nichts gespeichert" in await says(phone, "/daten")
        await says(phone, "/sprache")
        assert store.chats.kept(CHAT, TODAY) == Kept()
        await phone.client_taps(CHAT, "Deutsch")
        await phone.replies(CHAT)
        assert store.chats.kept(CHAT, TODAY) == Kept("de")
        shown = await says(phone, "/daten")
        assert "Verschlüsselt gespeichert ist:\n• Sprache: Deutsch" in shown
        assert "gelöscht" in await says(phone, "/loeschen")
        assert store.chats.kept(CHAT, TODAY) == Kept()
        assert "nichts gespeichert" in await says(phone, "/daten")

    talk(scenario)


def test_what_is_kept_is_there_after_a_restart(live: LiveKnowledge, store: Store) -> None:
    async def main() -> None:
        store.chats.follow(CHAT, KeepLanguage("de"), TODAY)
        async with serving(live, store) as phone:
            assert "Verschlüsselt gespeichert ist:" in await says(phone, "/daten")

    asyncio.run(main())


def test_without_the_database_questions_are_answered_and_nothing_untrue_is_said(
    talk: Talk, store: Store
) -> None:
    async def scenario(phone: PhoneServer) -> None:
        with store.database.transaction() as connection:
            connection.execute("DROP TABLE chats")
        assert "150 Euro" in await says(phone, "wie viel weiterbildungsgeld gibt es")
        for command in ("/daten", "/loeschen"):
            text = await says(phone, command)
            assert "schiefgegangen" in text
            assert "gelöscht" not in text

    talk(scenario)
