"""The law changes with the day: what is said on the days on which something changes."""

from __future__ import annotations

from datetime import date

import pytest

from bot.dialog.respond import respond
from bot.dialog.turn import ButtonTurn, ChatState
from bot.matching.live import Known


def answer(known: Known, intent: str, day: str) -> str:
    outcome = respond(
        ButtonTurn(f"mehr:{intent}"),
        ChatState(),
        knowledge=known.knowledge,
        matcher=known.understanding,
        today=date.fromisoformat(day),
    )
    return outcome.reply.text


@pytest.mark.parametrize(
    ("day", "name"),
    [
        ("2026-06-30", "Was ist Bürgergeld?"),
        ("2026-07-01", "Was ist Grundsicherungsgeld (früher Bürgergeld)?"),
        ("2026-12-31", "Was ist Grundsicherungsgeld (früher Bürgergeld)?"),
        ("2027-01-01", "Was ist Grundsicherungsgeld?"),
    ],
)
def test_the_benefit_has_the_name_of_its_day(known: Known, day: str, name: str) -> None:
    assert answer(known, "grundsicherung-was", day).startswith(name)


@pytest.mark.parametrize(
    ("day", "there", "not_there"),
    [("2026-06-30", "10 Prozent", "30 Prozent"), ("2026-07-01", "30 Prozent", "10 Prozent")],
)
def test_a_missed_appointment_costs_what_the_law_of_the_day_says(
    known: Known, day: str, there: str, not_there: str
) -> None:
    text = answer(known, "termin-verpasst", day).split("Quelle")[0]
    assert there in text
    assert not_there not in text.split("Mehr")[0] or there in text


def test_the_regelbedarf_of_2026_is_known_until_its_last_day(known: Known) -> None:
    assert "563 Euro" in answer(known, "regelbedarf", "2026-12-31")


@pytest.mark.parametrize("day", ["2027-01-01", "2027-07-01"])
def test_no_regelbedarf_is_stated_while_none_is_known(known: Known, day: str) -> None:
    text = answer(known, "regelbedarf", day)
    assert "563" not in text
    assert "kennt dieser Bot noch nicht" in text or "gilt nicht mehr" in text


def test_the_minimum_wage_rises_at_new_year(known: Known) -> None:
    assert "13,90 Euro" in answer(known, "mindestlohn", "2026-12-31")
    assert "14,60 Euro" in answer(known, "mindestlohn", "2027-01-01")


def test_the_bonus_is_gone_since_march_2024(known: Known) -> None:
    assert "75 Euro" in answer(known, "weiterbildung-bonus", "2024-03-27")
    assert answer(known, "weiterbildung-bonus", "2024-03-27") != answer(
        known, "weiterbildung-bonus", "2024-03-28"
    )
