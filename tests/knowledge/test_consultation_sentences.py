"""Sentences about consultations as people type them, through the whole dialog."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from bot.dialog.outreach import Outreach
from bot.dialog.respond import respond
from bot.dialog.turn import ChatState, Outcome, TextTurn
from bot.matching.live import Known
from bot.quartier.reader import read_calendar

ROOT = Path(__file__).parent.parent
DAY = date(2026, 11, 23)
_OPEN = "offen:"


@dataclass(frozen=True)
class Row:
    """A line of the table: what was typed and what the bot should make of it."""

    sentence: str
    expected: str
    known_failure: bool


def rows() -> list[Row]:
    text = (ROOT / "unit" / "quartier" / "asking_street.txt").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    cells = [[cell.strip() for cell in line.split("|")] for line in lines]
    return [
        Row(sentence, expected.removeprefix(_OPEN).strip(), expected.startswith(_OPEN))
        for sentence, _, expected in cells
    ]


def made_of(outcome: Outcome) -> str:
    """Return the table's word for what the bot did."""
    payloads = {each.payload or "" for row in outcome.reply.buttons for each in row}
    if any(each.startswith("bezirk:") for each in payloads):
        return "plz"
    if any(each.startswith(("karte:", "ort:")) for each in payloads):
        return "termine"
    if "nur Sprechstunden in Bochum" in outcome.reply.body:
        return "woanders"
    return "naehe" if "schicken Sie mir Ihren Standort" in outcome.reply.body else "anders"


def _cases() -> list[object]:
    marks = [pytest.mark.xfail(reason="known failure, marked in the table", strict=True)]
    return [
        pytest.param(each, id=each.sentence[:60], marks=marks if each.known_failure else [])
        for each in rows()
    ]


@pytest.mark.parametrize("row", _cases())
def test_a_sentence_leads_where_it_should(row: Row, known: Known) -> None:
    calendar = read_calendar(ROOT.parent / "knowledge").calendar
    assert calendar is not None
    outcome = respond(
        TextTurn(row.sentence),
        ChatState(),
        knowledge=known.knowledge,
        matcher=known.understanding,
        today=DAY,
        outreach=Outreach(calendar, examples=True),
    )
    assert made_of(outcome) == row.expected
