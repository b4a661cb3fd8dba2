"""Times of day in a client's sentence: "samstag vormittag", "nach 16 uhr", "abends"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import time

from bot.quartier.ask_days import WEEKDAY, blank
from bot.quartier.wish import Daytime

_NAMED_TIMES = {
    "vormittag": Daytime(time(0), time(12), "vormittag"),
    "mittag": Daytime(time(11), time(14), "mittag"),
    "nachmittag": Daytime(time(12), time(18), "nachmittag"),
    "abend": Daytime(time(17), time.max, "abend"),
}
_TIMES: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(rf"\b(?:am )?(?:{pattern})\b"), name)
    for pattern, name in (
        (r"vormittags?|morgens|fruh|fruhs|am morgen", "vormittag"),
        (r"nachmittags?", "nachmittag"),
        (r"mittags?|mittagspause", "mittag"),
        (r"abends?|nach feierabend|nach der arbeit|spat|spater", "abend"),
    )
)
_CLOCK = re.compile(r"\b(?:(nach|ab|vor|bis|um|gegen) )?(\d{1,2})(?:[:.](\d{2}))?\s?(?:uhr|h)\b")
_COMPOUND = re.compile(rf"\b{WEEKDAY}s?(vormittag|nachmittag|mittag|abend|fruh)(s?)\b")


def split_compounds(text: str) -> str:
    """Return "samstagvormittag" as two words."""
    return _COMPOUND.sub(r"\1 \2\3", text)


def take_daytime(text: str) -> tuple[Daytime | None, str]:
    """Return the part of the day meant, and the text with its words blanked out."""
    for found in _clock_times(text):
        return found
    for pattern, name in _TIMES:
        if pattern.search(text):
            return _NAMED_TIMES[name], pattern.sub(blank, text)
    return None, text


def _clock_times(text: str) -> Iterator[tuple[Daytime, str]]:
    found = _CLOCK.search(text)
    if not found or int(found[2]) > 23 or int(found[3] or 0) > 59:
        return
    at = time(int(found[2]), int(found[3] or 0))
    rest = _CLOCK.sub(blank, text)
    match found[1]:
        case "nach" | "ab":
            yield Daytime(at, time.max), rest
        case "vor" | "bis":
            yield Daytime(time(0), at), rest
        case _:
            yield Daytime(at, at.replace(minute=59)), rest
