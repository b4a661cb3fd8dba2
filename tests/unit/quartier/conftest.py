"""The shipped calendar, once."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.quartier.calendar import Calendar
from bot.quartier.reader import read_calendar

KNOWLEDGE = Path(__file__).parent.parent.parent.parent / "knowledge"


@pytest.fixture(scope="session")
def shipped() -> Calendar:
    calendar = read_calendar(KNOWLEDGE).calendar
    assert calendar is not None
    return calendar
