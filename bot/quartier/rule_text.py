"""Days and times in an editor's rule, and the error that points at a wrong one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, time

from bot.quartier.word_lists import INTERVALS, WEEKDAYS

_TIME = r"(\d{1,2})(?:[:.](\d{2}))?(?:\s*uhr)?"
TIMES = re.compile(rf"(?:von\s+)?(?<![\d.-]){_TIME}\s*(?:bis|-|–)\s*{_TIME}(?![\d.-])")
ONE_TIME = re.compile(r"\d{1,2}:\d{2}|\d{1,2} uhr")
DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})|(\d{1,2})\.\s?(\d{1,2})\.(\d{4})?")
FROM = re.compile(r"\b(?:ab|vom?|seit)(?: dem)?\s+(?=\d{4}-|\d{1,2}\.\s?\d{1,2}\.)")
UNTIL = re.compile(r"\bbis(?: zum)?\s+(?=\d{4}-|\d{1,2}\.\s?\d{1,2}\.)")


class RuleError(ValueError):
    """The words are no rule.

    Args:
        german: What is wrong and what to write instead.
        at: Where in the text, from 0.
        length: How many characters are meant.
        code: The rule's id for ``check``.
    """

    about_times = False  # whether the times of day in a field of their own are meant

    def __init__(self, german: str, at: int = 0, length: int = 1, code: str = "regel") -> None:
        super().__init__(german)
        self.german = german
        self.at = at
        self.length = max(length, 1)
        self.code = code


@dataclass
class Text:
    """What is left to understand; what was understood becomes blanks, so places stay true."""

    original: str
    left: str

    def take(self, found: re.Match[str]) -> None:
        """Blank out what was understood."""
        blank = " " * (found.end() - found.start())
        self.left = self.left[: found.start()] + blank + self.left[found.end() :]


def read_times(text: str) -> tuple[time, time]:
    """Return beginning and end of "10:00 bis 12:00".

    Raises:
        RuleError: There are no two times, or the end does not come after the beginning.
    """
    found = TIMES.fullmatch(text.strip().lower())
    if found is None:
        raise RuleError(
            f"„{text.strip()}“ ist keine Uhrzeit von bis. Schreiben Sie „10:00 bis 12:00“.",
            length=len(text),
            code="uhrzeit",
        )
    return as_times(found)


def as_times(found: re.Match[str]) -> tuple[time, time]:
    """Return the times of a match of ``TIMES``; a wrong order or hour is refused."""
    at, length = found.start(), found.end() - found.start()
    moments = []
    for hour, minute in ((found[1], found[2]), (found[3], found[4])):
        if int(hour) > 23 or int(minute or 0) > 59:
            shown = f"{hour}:{minute}" if minute else hour
            raise RuleError(
                f"Die Uhrzeit {shown} gibt es nicht. Möglich ist 0:00 bis 23:59.",
                at,
                length,
                "uhrzeit",
            )
        moments.append(time(int(hour), int(minute or 0)))
    starts, ends = moments
    if ends > starts:
        return starts, ends
    if ends == starts:
        problem = f"Anfang und Ende sind gleich ({starts:%H:%M})."
    else:
        problem = f"Das Ende {ends:%H:%M} liegt vor dem Anfang {starts:%H:%M}."
    raise RuleError(
        f"{problem} Meinten Sie {min(starts, ends):%H:%M} bis {max(starts, ends):%H:%M}?"
        if ends != starts
        else f"{problem} Schreiben Sie, wann es zu Ende ist.",
        at,
        length,
        "zeiten-verkehrt",
    )


def bound(text: Text, opening: re.Pattern[str]) -> date | None:
    """Take the day behind "ab" or "bis" out of the text."""
    found = opening.search(text.left)
    if found is None:
        return None
    day = DAY.match(text.left, found.end())
    if day is None:
        return None
    value = as_date(day)
    text.take(found)
    text.take(day)
    return value


def as_date(found: re.Match[str]) -> date:
    """Return the day of a match of ``DAY``; one without a year is refused."""
    at, length = found.start(), found.end() - found.start()
    if found[1]:
        year, month, day = found[1], found[2], found[3]
    else:
        day, month, year = found[4], found[5], found[6]
    if not year:
        raise RuleError(
            f"Bei „{found[0]}“ fehlt das Jahr. Schreiben Sie Jahr-Monat-Tag: 2026-12-05.",
            at,
            length,
            "tag",
        )
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        raise RuleError(
            f"Den Tag „{found[0].strip()}“ gibt es im Kalender nicht.", at, length, "tag"
        ) from None


def check_weekdays(days: list[date], weekdays: tuple[int, ...]) -> None:
    """Refuse a day that is none of the weekdays named beside it, with the nearest ones."""
    for day in days:
        if day.weekday() not in weekdays:
            names = " oder ".join(WEEKDAYS[each] for each in weekdays)
            near = [
                date.fromordinal(day.toordinal() + shift)
                for shift in range(-6, 7)
                if date.fromordinal(day.toordinal() + shift).weekday() in weekdays
            ]
            closest = sorted(near, key=lambda other: abs(other - day))[:2]
            shown = " oder ".join(each.isoformat() for each in sorted(closest))
            raise RuleError(
                f"Der {day} ist ein {WEEKDAYS[day.weekday()]}, kein {names}. Meinten Sie {shown}?",
                code="wochentag-falsch",
            )


def read_interval(text: Text) -> int:
    """Take "alle 2 Wochen" out of the text; 1 where nothing of the kind stands there."""
    for pattern, weeks in INTERVALS:
        found = pattern.search(text.left)
        if not found:
            continue
        number = weeks or int(found[1])
        if not 1 <= number <= 26:
            raise RuleError(
                f"Alle {number} Wochen geht nicht. Möglich sind 1 bis 26.",
                found.start(),
                found.end() - found.start(),
            )
        text.take(found)
        return number
    return 1
