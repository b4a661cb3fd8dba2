from __future__ import annotations

import pytest

from bot.dialog.turn import Reply
from bot.errors import BotError
from bot.telegram_channel.staff import Staff, payload

STAFF, CLIENT = 11, 12


def desk() -> tuple[Staff, list[str]]:
    refused: list[str] = []
    staff = Staff({STAFF}, on_refused=lambda: refused.append("x"))
    staff.add("stand", lambda argument: Reply(f"Stand {argument}"))
    staff.add_button("absage", lambda argument: Reply(f"Absage {argument}", replaces=True))
    return staff, refused


def test_staff_get_what_they_ask_for() -> None:
    staff, refused = desk()
    assert staff.to_command(STAFF, "Stand", " heute ") == Reply("Stand heute")
    tapped = staff.to_button(STAFF, payload("absage", "langendreer:2026-12-01"))
    assert tapped == Reply("Absage langendreer:2026-12-01", replaces=True)
    assert (staff.refused, refused) == (0, [])


def test_for_others_it_is_nothing_and_counted() -> None:
    staff, refused = desk()
    assert staff.to_command(CLIENT, "stand", "") is None
    assert staff.to_button(CLIENT, payload("absage", "x")) is None
    assert (staff.refused, refused) == (2, ["x", "x"])


def test_what_is_no_staff_command_is_nobodys_and_not_counted() -> None:
    staff, refused = desk()
    for chat in (STAFF, CLIENT):
        assert staff.to_command(chat, "themen", "") is None
        assert staff.to_command(chat, "absage", "") is None  # a button, not a command
        assert staff.to_button(chat, "antwort:miete") is None
        assert staff.to_button(chat, "dienst:unbekannt:x") is None
    assert (staff.refused, refused) == (0, [])


def test_what_went_wrong_is_told_in_the_words_of_the_error() -> None:
    def fails(argument: str) -> Reply:
        raise BotError(f"Das geht nicht: {argument}", "it fails")

    staff = Staff({STAFF})
    staff.add("aus", fails)
    assert staff.to_command(STAFF, "aus", "miete") == Reply("Das geht nicht: miete")


def test_a_payload_too_long_for_telegram_is_a_mistake_of_ours() -> None:
    assert len(payload("absage", "x" * 50)) == 64
    with pytest.raises(ValueError, match="too long"):
        payload("absage", "x" * 51)
