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
    files = (folder / "asking.txt", folder / "asking_fresh.txt")
    text = "".join(file.read_text(encoding="utf-8") for file in files)
    found = []
    for line in text.splitlines():
        if line and not line.startswith("#"):
            sentence, meant, clear = (part.strip() for part in line.split("|"))
            found.append((sentence, meant, clear == "ja"))
    return found


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
