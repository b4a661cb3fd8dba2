"""What is understood of sentences about place, day, time of day and language."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from bot.quartier.ask import understand
from bot.quartier.calendar import Calendar
from bot.quartier.wish import Wish

TODAY = date(2026, 11, 23)
_WEEKDAYS = ("mo", "di", "mi", "do", "fr", "sa", "so")


def rows() -> list[tuple[str, str, bool]]:
    folder = Path(__file__).parent
    return [
        (sentence, meant, clear == "ja")
        for name in ("asking.txt", "asking_fresh.txt")
        for sentence, meant, clear in cells(folder / name)
    ]


def cells(file: Path) -> list[list[str]]:
    lines = file.read_text(encoding="utf-8").splitlines()
    return [
        [cell.strip() for cell in line.split("|")]
        for line in lines
        if line and not line.startswith("#")
    ]


def street() -> list[tuple[str, str]]:
    """Return sentences and meanings; what the whole bot makes of them is asked elsewhere."""
    file = Path(__file__).parent / "asking_street.txt"
    return [(sentence, meant) for sentence, meant, _ in cells(file)]


def written(wish: Wish) -> str:
    """Return a wish in the words of the table."""
    parts = {
        "b": ",".join(wish.districts),
        "s": ",".join(wish.parts),
        "o": ",".join(wish.places),
        "t": "",
        "h": "",
        "l": wish.language or "",
        "w": wish.elsewhere,
        "p": wish.postcode,
        "x": "ja" if wish.other_sense else "",
        "n": "ja" if wish.near_me else "",
    }
    if days := wish.days:
        weekdays = "".join(f"/{_WEEKDAYS[day]}" for day in days.weekdays)
        last = "" if days.last == days.first and not weekdays else f"..{days.last or '*'}"
        parts["t"] = f"{days.first}{last}{weekdays}"
    if daytime := wish.daytime:
        end = "24:00" if daytime.last.hour == 23 else f"{daytime.last:%H:%M}"
        parts["h"] = daytime.name or f"{daytime.first:%H:%M}..{end}"
    return "; ".join(f"{key}={value}" for key, value in parts.items() if value)


def test_there_are_more_than_120_sentences() -> None:
    assert len(rows()) >= 120
    assert len({sentence for sentence, _, _ in rows()}) == len(rows())


@pytest.mark.parametrize(("sentence", "meant", "clear"), rows(), ids=lambda value: str(value)[:60])
def test_a_sentence_is_understood(
    sentence: str, meant: str, clear: bool, shipped: Calendar
) -> None:
    wish = understand(sentence, shipped, TODAY)
    assert (written(wish), wish.is_clear) == (meant, clear)


@pytest.mark.parametrize(("sentence", "meant"), street(), ids=lambda value: str(value)[:60])
def test_a_sentence_from_the_street_is_read(sentence: str, meant: str, shipped: Calendar) -> None:
    assert written(understand(sentence, shipped, TODAY)) == meant
