"""What a client does on the phone and what comes back, through the whole bot."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import pytest

from bot.matching.live import Known
from bot.preview.server import PhoneServer
from bot.storage.store import Store

CHAT = 7001
Talk = Callable[[Callable[[PhoneServer], Awaitable[None]]], None]


def labels(message: dict) -> list[str]:
    keyboard = message.get("reply_markup", {}).get("inline_keyboard", [])
    return [button["text"] for row in keyboard for button in row]


async def only(phone: PhoneServer, chat: int = CHAT) -> dict:
    (message,) = await phone.replies(chat)
    return message


def test_start_greets_and_offers_topics(talk: Talk) -> None:
    async def scenario(phone: PhoneServer) -> None:
        await phone.client_says(CHAT, "/start")
        message = await only(phone)
        assert "Computerprogramm" in message["text"]
        assert "Mit einem Menschen sprechen" in labels(message)

    talk(scenario)


def test_a_question_is_answered_with_source_and_day(talk: Talk) -> None:
    async def scenario(phone: PhoneServer) -> None:
        await phone.client_says(CHAT, "wie viel weiterbildungsgeld gibt es")
        message = await only(phone)
        assert "150 Euro" in message["text"]
        assert "Quelle: SGB III, § 87a" in message["text"]
        assert "Stand: " in message["text"]

    talk(scenario)


def test_more_text_replaces_the_message(talk: Talk) -> None:
    async def scenario(phone: PhoneServer) -> None:
        await phone.client_says(CHAT, "/start termin-verpasst")
        short = await only(phone)
        await phone.client_taps(CHAT, "Mehr lesen")
        long = await only(phone)
        assert long["message_id"] == short["message_id"]
        assert len(long["text"]) > len(short["text"])
        await phone.client_taps(CHAT, "Weniger")
        again = await only(phone)
        assert again["text"] == short["text"]

    talk(scenario)


def test_a_deep_link_opens_its_topic_or_question(talk: Talk, known: Known) -> None:
    async def scenario(phone: PhoneServer) -> None:
        await phone.client_says(CHAT, "/start quartier")
        assert known.knowledge.topics["quartier"].titles["de"] in (await only(phone))["text"]
        await phone.client_says(CHAT, "/start coaching-freiwillig--wattenscheid-03")
        assert "Coaching" in (await only(phone))["text"]
        await phone.client_says(CHAT, "/start gibt-es-nicht")
        assert labels(await only(phone))

    talk(scenario)


def test_what_is_not_understood_is_admitted_and_leads_to_a_person(talk: Talk) -> None:
    async def scenario(phone: PhoneServer) -> None:
        for _ in range(2):
            await phone.client_says(CHAT, "xyzzy plugh frobnitz")
            message = await only(phone)
            assert "Das weiß ich leider nicht" in message["text"]
            assert "Mit einem Menschen sprechen" in labels(message)
        await phone.client_says(CHAT, "xyzzy plugh frobnitz")
        assert "So erreichen Sie einen Menschen" in (await only(phone))["text"]

    talk(scenario)


def test_a_question_is_kept_only_after_two_taps_and_redacted(talk: Talk, store: Store) -> None:
    async def scenario(phone: PhoneServer) -> None:
        await phone.client_says(CHAT, "xyzzy plugh frobnitz max@example.org")
        await only(phone)
        assert store.open_questions() == []
        await phone.client_says(CHAT, "xyzzy plugh frobnitz quux")
        await only(phone)
        await phone.client_taps(CHAT, "Frage anonym weitergeben")
        assert "xyzzy" in (await only(phone))["text"]
        assert store.open_questions() == []
        await phone.client_taps(CHAT, "Ja, so weitergeben")
        await only(phone)
        assert [text for _, _, text in store.open_questions()] == ["xyzzy plugh frobnitz quux"]

    talk(scenario)


def test_personal_data_is_warned_of_and_not_repeated(talk: Talk) -> None:
    async def scenario(phone: PhoneServer) -> None:
        iban = "DE89370400440532013000"
        await phone.client_says(CHAT, f"wann kommt mein geld, meine iban ist {iban}")
        message = await only(phone)
        assert "persönliche Daten" in message["text"]
        assert iban not in message["text"]

    talk(scenario)


def test_a_crisis_comes_before_everything(talk: Talk) -> None:
    async def scenario(phone: PhoneServer) -> None:
        await phone.client_says(CHAT, "ich will nicht mehr leben")
        message = await only(phone)
        assert "112" in message["text"]
        assert "0800 1110111" in message["text"]

    talk(scenario)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ({"voice": {"file_id": "a", "file_unique_id": "a", "duration": 3}}, "Sprachnachricht"),
        (
            {"photo": [{"file_id": "a", "file_unique_id": "a", "width": 1, "height": 1}]},
            "Bilder kann ich nicht",
        ),
        (
            {
                "sticker": {
                    "file_id": "a",
                    "file_unique_id": "a",
                    "type": "regular",
                    "width": 1,
                    "height": 1,
                    "is_animated": False,
                    "is_video": False,
                }
            },
            "Bilder kann ich nicht",
        ),
        ({"document": {"file_id": "a", "file_unique_id": "a"}}, "Dateien kann ich nicht"),
        ({"location": {"longitude": 7.2, "latitude": 51.48}}, "Standort"),
        ({"contact": {"phone_number": "1", "first_name": "a"}}, "schreiben Sie mir Ihre Frage"),
        ({"dice": {"emoji": "🎲", "value": 3}}, "schreiben Sie mir Ihre Frage"),
    ],
    ids=lambda value: next(iter(value)) if isinstance(value, dict) else "",
)
def test_what_is_no_text_gets_a_fitting_answer(talk: Talk, content: dict, expected: str) -> None:
    async def scenario(phone: PhoneServer) -> None:
        await phone.client_sends({"message": message_of(CHAT) | content})
        assert expected in (await only(phone))["text"]

    talk(scenario)


def message_of(chat: int, kind: str = "private") -> dict:
    return {
        "message_id": 900,
        "date": 1_795_000_000,
        "chat": {"id": chat, "type": kind, "first_name": "<b>A & B</b>"},
        "from": {"id": chat, "is_bot": False, "first_name": "<b>A & B</b>", "language_code": "de"},
    }


def test_a_caption_is_read_as_a_question(talk: Talk) -> None:
    async def scenario(phone: PhoneServer) -> None:
        photo = {"photo": [{"file_id": "a", "file_unique_id": "a", "width": 1, "height": 1}]}
        caption = {"caption": "wie viel weiterbildungsgeld gibt es"}
        await phone.client_sends({"message": message_of(CHAT) | photo | caption})
        assert "150 Euro" in (await only(phone))["text"]

    talk(scenario)


def test_an_edited_message_is_answered_again(talk: Talk) -> None:
    async def scenario(phone: PhoneServer) -> None:
        edited = message_of(CHAT) | {"text": "wie viel weiterbildungsgeld", "edit_date": 1}
        await phone.client_sends({"edited_message": edited})
        assert "150 Euro" in (await only(phone))["text"]

    talk(scenario)


def test_a_group_is_asked_to_write_in_private(talk: Talk) -> None:
    async def scenario(phone: PhoneServer) -> None:
        command = message_of(-100, "group") | {
            "text": "/start",
            "entities": [{"type": "bot_command", "offset": 0, "length": 6}],
        }
        await phone.client_sends({"message": message_of(-100, "group") | {"text": "hallo"}})
        await phone.client_sends({"message": command})
        assert "nur im Einzelchat" in (await only(phone, -100))["text"]

    talk(scenario)


def test_an_outdated_button_never_leads_to_a_dead_end(talk: Talk) -> None:
    async def scenario(phone: PhoneServer) -> None:
        await phone.client_says(CHAT, "/start")
        message = await only(phone)
        for data in ("antwort:gibt-es-nicht", "v0|alt", "thema:weg:0", "sprache:xx"):
            await phone.client_presses(CHAT, message["message_id"], data)
            assert labels(await only(phone))

    talk(scenario)


def test_a_double_tap_changes_nothing_and_breaks_nothing(talk: Talk) -> None:
    async def scenario(phone: PhoneServer) -> None:
        await phone.client_says(CHAT, "/start termin-verpasst")
        message = await only(phone)
        for _ in range(2):
            await phone.client_presses(CHAT, message["message_id"], "mehr:termin-verpasst")
        await only(phone)
        await phone.client_says(CHAT, "/hilfe")
        assert "So fragen Sie mich" in (await only(phone))["text"]

    talk(scenario)


def test_a_blocked_chat_does_not_disturb_the_others(talk: Talk) -> None:
    async def scenario(phone: PhoneServer) -> None:
        await phone.client_says(CHAT, "/hilfe")
        await only(phone)
        await phone.client_blocks(CHAT)
        await phone.client_says(CHAT + 1, "/hilfe")
        assert "So fragen Sie mich" in (await only(phone, CHAT + 1))["text"]

    talk(scenario)


@pytest.mark.parametrize(
    "text",
    [
        "😀😀😀",
        "1234567890",
        "\u200f\u200e\u202e",
        "Z̴̡̛a̷l̶g̵o̸ ̷f̴r̵a̶g̷e̵",
        "<b>fett</b> & <script>alert(1)</script> [x](y) *a* _b_ `c`",
        "a" * 4096,
        "ß" * 4096,
        "\u0000\u0001",
        "....",
        "{regelbedarf} %s {0}",
    ],
    ids=[
        "emoji",
        "digits",
        "marks",
        "zalgo",
        "html",
        "long",
        "eszett",
        "control",
        "dots",
        "braces",
    ],
)
def test_odd_text_is_answered_without_an_error(
    talk: Talk, text: str, caplog: pytest.LogCaptureFixture
) -> None:
    async def scenario(phone: PhoneServer) -> None:
        await phone.client_sends({"message": message_of(CHAT) | {"text": text}})
        message = await only(phone)
        assert "schiefgegangen" not in message["text"]

    talk(scenario)
    assert "handler=failed" not in caplog.text


def test_the_menu_and_the_profile_are_set(talk: Talk) -> None:
    async def scenario(phone: PhoneServer) -> None:
        methods = [call.method for call in phone.calls]
        assert "setMyCommands" in methods
        assert "setMyDescription" in methods

    talk(scenario)


def test_an_answer_survives_flood_limits_and_server_errors(talk: Talk) -> None:
    async def scenario(phone: PhoneServer) -> None:
        phone.faults.fail_next(1, code=500, methods=("sendMessage",))
        phone.faults.fail_next(1, code=429, methods=("sendMessage",), retry_after=1)
        await phone.client_says(CHAT, "/hilfe")
        (message,) = await phone.replies(CHAT, timeout=10)
        assert "So fragen Sie mich" in message["text"]

    talk(scenario)


def test_the_log_holds_nothing_that_was_written(
    talk: Talk, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")

    async def scenario(phone: PhoneServer) -> None:
        await phone.client_says(73317331, "geheimnisvolles frettchen termin verpasst")
        await only(phone, 73317331)

    talk(scenario)
    ours = "\n".join(
        record.getMessage() for record in caplog.records if record.name.startswith("bot.")
    )
    assert "decision=" in ours
    assert "frettchen" not in ours
    assert "73317331" not in ours
