"""Staff on the phone, through the whole bot."""

from __future__ import annotations

import asyncio
import shutil
from pathlib import Path
from typing import Any

from bot.commands.operation import Operating
from bot.dialog.turn import Button, Reply
from bot.matching.live import LiveKnowledge
from bot.preview.server import PhoneServer
from bot.quartier.live import LiveCalendar
from bot.settings import Settings
from bot.storage.store import Store
from bot.telegram_channel.staff import Staff, payload
from bot.telegram_channel.state import ChannelState
from tests.conftest import KNOWLEDGE
from tests.e2e.conftest import serving

STAFF, CLIENT = 8001, 8002


async def says(phone: PhoneServer, chat: int, text: str) -> dict[str, Any]:
    await phone.client_says(chat, text)
    (message,) = await phone.replies(chat)
    return message


def test_to_a_client_a_staff_command_looks_like_any_unknown_one(live: LiveKnowledge) -> None:
    staff = Staff({STAFF})
    tap = Button("Weiter", payload("probe", "2"))
    staff.add("probe", lambda argument: Reply(f"Nur für uns {argument}", buttons=((tap,),)))
    staff.add_button("probe", lambda argument: Reply(f"Schritt {argument}", replaces=True))

    async def main() -> None:
        async with serving(live, staff=staff) as phone:
            shown = await says(phone, STAFF, "/probe 1")
            assert shown["text"] == "Nur für uns 1"
            await phone.client_taps(STAFF, "Weiter")
            (changed,) = await phone.replies(STAFF)
            assert (changed["text"], changed["message_id"]) == ("Schritt 2", shown["message_id"])

            unknown = await says(phone, CLIENT, "/gibtesnicht 1")
            refused = await says(phone, CLIENT, "/probe 1")
            for key in ("text", "entities", "reply_markup"):
                assert refused.get(key) == unknown.get(key)
            await phone.client_presses(CLIENT, refused["message_id"], "antwort:gibt-es-nicht")
            (outdated,) = await phone.replies(CLIENT)
            await phone.client_presses(CLIENT, refused["message_id"], payload("probe", "2"))
            (refused,) = await phone.replies(CLIENT)
            for key in ("text", "entities", "reply_markup"):
                assert refused.get(key) == outdated.get(key)
            assert staff.refused == 2

    asyncio.run(main())


def test_an_answer_switched_off_is_gone_from_the_next_message_on_and_after_a_restart(
    live: LiveKnowledge, store: Store, tmp_path: Path
) -> None:
    async def answer(phone: PhoneServer) -> str:
        return str((await says(phone, CLIENT, "wie viel weiterbildungsgeld gibt es"))["text"])

    async def main() -> None:
        def operating() -> Operating:
            settings = Settings(admins=frozenset({STAFF}))
            return Operating(settings, live, LiveCalendar(tmp_path), store, ChannelState())

        async with serving(live, operating=operating()) as phone:
            assert "150 Euro" in await answer(phone)
            await says(phone, STAFF, "/aus weiterbildungsgeld-hoehe")
            assert "150 Euro" not in await answer(phone)
        async with serving(live, operating=operating()) as phone:
            assert "150 Euro" not in await answer(phone)
            assert "weiterbildungsgeld-hoehe" in (await says(phone, STAFF, "/status"))["text"]
            assert "Fragen" in (await says(phone, STAFF, "/stand"))["text"]
            await says(phone, STAFF, "/an weiterbildungsgeld-hoehe")
            assert "150 Euro" in await answer(phone)

    asyncio.run(main())


def test_a_consultation_called_off_on_the_road_is_off_for_everyone(
    live: LiveKnowledge, store: Store, tmp_path: Path
) -> None:
    shutil.copytree(KNOWLEDGE / "quartier", tmp_path / "quartier")
    for name in ("orte", "sprechstunden"):
        path = tmp_path / "quartier" / f"{name}.yaml"
        confirmed = path.read_text(encoding="utf-8").replace(
            "status: beispiel\n    quelle: redaktion", "status: bestaetigt\n    quelle: amt"
        )
        path.write_text(confirmed, encoding="utf-8")

    async def asks(phone: PhoneServer) -> str:
        return str((await says(phone, CLIENT, "sprechstunde langendreer"))["text"])

    async def main() -> None:
        settings = Settings(admins=frozenset({STAFF}))
        operating = Operating(settings, live, LiveCalendar(tmp_path), store, ChannelState())
        async with serving(live, operating=operating) as phone:
            first = next(line for line in (await asks(phone)).splitlines() if "Uhr" in line)
            await says(phone, STAFF, "/absage")
            for label in ("Beispielhaus Musterviertel", first.removeprefix("• "), "Termin absagen"):
                await phone.client_taps(STAFF, label)
                (shown,) = await phone.replies(STAFF)
            assert shown["text"].startswith("Abgesagt: Beispielhaus Musterviertel")
            assert f"{first}: fällt aus." in await asks(phone)
            await phone.client_taps(STAFF, "Findet doch statt")
            await phone.replies(STAFF)
            assert f"{first}\n" in await asks(phone)
            stranger = await says(phone, CLIENT, "/absage")
            unknown = await says(phone, CLIENT, "/gibtesnicht")
            assert stranger["text"] == unknown["text"]

    asyncio.run(main())
