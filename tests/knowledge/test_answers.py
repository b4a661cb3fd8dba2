"""Every answer in every language: it renders, fits a phone, has source and day."""

from __future__ import annotations

import re
from datetime import date

import pytest

from bot.dialog.payload import MAX_PAYLOAD
from bot.dialog.render import Renderer
from bot.knowledge.model import Intent, IntentKind
from bot.matching.live import Known
from bot.telegram_channel.markup import length, pieces

DAYS = (
    date(2026, 6, 30),
    date(2026, 7, 1),
    date(2026, 11, 23),
    date(2026, 12, 31),
    date(2027, 1, 1),
    date(2027, 7, 1),
)


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_an_answer_can_be_given_on_every_day(
    intent: Intent, language: str, day: date, known: Known
) -> None:
    renderer = Renderer(known.knowledge, language, day)
    for full in (False, True):
        reply, sources, valid = renderer.answer(intent, full=full)
        assert reply.body
        assert "{" not in reply.text
        assert "}" not in reply.text
        assert all(length(piece) <= 4096 for piece in pieces(reply))
        buttons = [button for row in reply.buttons for button in row]
        assert 1 <= len(buttons) <= 6
        assert all(button.payload or button.url for button in buttons)
        assert all(len((button.payload or "").encode()) <= MAX_PAYLOAD for button in buttons)
        if valid and intent.kind is IntentKind.ANSWER:
            assert sources
            assert re.search(r"20\d\d", reply.footer)


def test_an_answer_fits_a_phone(intent: Intent, language: str, known: Known) -> None:
    reply, _, _ = Renderer(known.knowledge, language, date(2026, 11, 23)).answer(intent)
    assert len(reply.body) <= 750


def test_a_person_is_one_tap_away(intent: Intent, language: str, known: Known) -> None:
    reply, _, _ = Renderer(known.knowledge, language, date(2026, 11, 23)).answer(intent)
    payloads = [button.payload for row in reply.buttons for button in row]
    assert intent.kind is IntentKind.HANDOVER or "mensch" in payloads


def test_an_expired_answer_is_never_shown(intent: Intent, known: Known) -> None:
    for version in intent.texts["de"].versions:
        if version.last_day is None:
            continue
        after = date.fromordinal(version.last_day.toordinal() + 1)
        reply, _, valid = Renderer(known.knowledge, "de", after).answer(intent)
        first_words = version.answer[:40]
        if valid:
            assert not reply.body.startswith(first_words) or any(
                other.answer.startswith(first_words) and other.covers(after)
                for other in intent.texts["de"].versions
            )
