"""The German words for weekdays, positions and intervals that a rule is made of."""

from __future__ import annotations

import re

WEEKDAYS = (
    "Montag",
    "Dienstag",
    "Mittwoch",
    "Donnerstag",
    "Freitag",
    "Samstag",
    "Sonntag",
)
_SHORT = ("mo", "di", "mi", "do", "fr", "sa", "so")

_BY_NAME: dict[str, int] = {
    **{name.lower(): number for number, name in enumerate(WEEKDAYS)},
    **{f"{name.lower()}s": number for number, name in enumerate(WEEKDAYS)},
    **{short: number for number, short in enumerate(_SHORT)},
    **{f"{short}.": number for number, short in enumerate(_SHORT)},
    "sonnabend": 5,
    "sonnabends": 5,
}
WEEKDAY_NAMES = tuple(name for name in _BY_NAME if len(name) > 3)


def weekday_of(word: str) -> int | None:
    """Return the number of a weekday (0 is Monday) in any of its forms, ``None`` for others."""
    return _BY_NAME.get(word.lower())


_STEMS = {"erst": 1, "zweit": 2, "dritt": 3, "viert": 4, "fünft": 5, "letzt": -1, "vorletzt": -2}
ORDINALS: dict[str, int] = {
    **{f"{number}.": number for number in range(1, 6)},
    **{f"{stem}{end}": place for stem, place in _STEMS.items() for end in ("en", "er", "e", "em")},
}

# Words that may stand in a rule and say nothing of their own.
_SAYS_NOTHING = """
    jeden jede jeder jedem am an und oder immer der den dem die woche wöchentlich sowie uhr von
"""
PHRASES = frozenset(_SAYS_NOTHING.split())

_NUMBERS = {"zwei": 2, "drei": 3, "vier": 4}
# Pattern → weeks; 0 where the pattern's group has the number.
INTERVALS: tuple[tuple[re.Pattern[str], int], ...] = (
    *((re.compile(rf"\balle\s+{word}\s+wochen\b"), weeks) for word, weeks in _NUMBERS.items()),
    (re.compile(r"\balle\s+(\d{1,3})\s+wochen\b"), 0),
    (re.compile(r"\bjede\s+(?:zweite|2\.)\s+woche\b"), 2),
    (re.compile(r"\bjede\s+(?:dritte|3\.)\s+woche\b"), 3),
    (re.compile(r"\bjede\s+(?:vierte|4\.)\s+woche\b"), 4),
    (re.compile(r"\b(?:14[- ]?tägig|vierzehntägig|zweiwöchentlich)\b"), 2),
)
