from __future__ import annotations

from datetime import date

import pytest

from bot.dialog.formats import UnknownValueError, fill
from bot.knowledge.model import Knowledge


def test_a_value_is_written_out_with_its_unit(knowledge: Knowledge) -> None:
    text = fill("{betrag} seit {seit}", knowledge, "de", date(2026, 11, 23))
    assert text == "563 Euro seit 1. Januar 2024"


def test_each_language_has_its_own_form(knowledge: Knowledge) -> None:
    assert fill("{seit}", knowledge, "en", date(2026, 11, 23)) == "January 1, 2024"
    assert fill("{betrag}", knowledge, "uk", date(2026, 11, 23)) == "563 €"


def test_the_day_decides(knowledge: Knowledge) -> None:
    assert fill("{leistung}", knowledge, "de", date(2026, 6, 30)) == "Bürgergeld"
    assert fill("{leistung}", knowledge, "de", date(2026, 7, 1)) == "Grundsicherungsgeld"


@pytest.mark.parametrize("day", [date(2023, 12, 31), date(2027, 1, 1)])
def test_an_unknown_value_is_never_guessed(knowledge: Knowledge, day: date) -> None:
    with pytest.raises(UnknownValueError):
        fill("{betrag}", knowledge, "de", day)


def test_what_the_bot_fills_in_goes_first(knowledge: Knowledge) -> None:
    assert fill("{tag}", knowledge, "de", date(2026, 1, 1), tag="heute") == "heute"
