"""What the words for days mean: a match of a pattern and today → days."""

from __future__ import annotations

import calendar as months
import re
from datetime import date, timedelta

from bot.quartier.wish import Days

WEEKDAYS = ("montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonntag")
SHORT_WEEKDAYS = ("mo", "di", "mi", "do", "fr", "sa", "so")
SHORT_MONTHS = ("jan", "feb", "mrz", "apr", "mai", "jun", "jul", "aug", "sep", "okt", "nov", "dez")
FEASTS = {
    "heiligabend": ((12, 24), (12, 24)),
    "weihnachten": ((12, 24), (12, 26)),
    "silvester": ((12, 31), (12, 31)),
    "neujahr": ((1, 1), (1, 1)),
    "nikolaus": ((12, 6), (12, 6)),
}
NUMBERS = {"einer": 1, "einem": 1, "zwei": 2, "drei": 3, "vier": 4}


def single(day: date | None) -> Days | None:
    """Return one day as days."""
    return Days(day, day) if day else None


def day_on(year: int | None, month: int, day: int, today: date) -> date | None:
    """Return the day; without a year the next one from today on."""
    try:
        if year is not None:
            return date(year + 2000 if year < 100 else year, month, day)
        this = date(today.year, month, day)
        return this if this >= today else date(today.year + 1, month, day)
    except ValueError:
        return None


def iso(found: re.Match[str], today: date) -> Days | None:
    """Return the days of "2026-12-03"."""
    return single(day_on(int(found[1]), int(found[2]), int(found[3]), today))


def numeric(found: re.Match[str], today: date) -> Days | None:
    """Return the days of "3.12.", "3.12.26", "ab dem 3.12."."""
    year = int(found[4]) if found[4] else None
    day = day_on(year, int(found[3]), int(found[2]), today)
    return Days(day, None) if found[1] and day else single(day)


def named(found: re.Match[str], today: date) -> Days | None:
    """Return the days of "3. dezember"."""
    year = int(found[4]) if found[4] else None
    day = day_on(year, month_number(found[3]), int(found[2]), today)
    return Days(day, None) if found[1] and day else single(day)


def month_number(name: str) -> int:
    """Return the number of a month by its name, long or short."""
    return SHORT_MONTHS.index({"mar": "mrz"}.get(name[:3], name[:3])) + 1


def month(found: re.Match[str], today: date) -> Days | None:
    """Return the days of "im dezember", "anfang januar", "ab märz"."""
    number = month_number(found[2])
    year = today.year if number >= today.month else today.year + 1
    end = months.monthrange(year, number)[1]
    part = (found[1] or "").strip()
    first, last = {"anfang": (1, 10), "mitte": (11, 20), "ende": (21, end)}.get(part, (1, end))
    if part == "ab":
        return Days(max(date(year, number, 1), today), None)
    return Days(max(date(year, number, first), today), date(year, number, last))


def in_some(found: re.Match[str], today: date) -> Days | None:
    """Return the days of "in 3 tagen", "in zwei wochen"."""
    number = NUMBERS.get(found[1]) or int(found[1])
    if found[2].startswith("tag"):
        return single(today + timedelta(days=number))
    return week(today, number)


def part_of_week(found: re.Match[str], today: date) -> Days | None:
    """Return the days of "anfang nächster woche", "ende der woche"."""
    monday = today - timedelta(days=today.weekday()) + timedelta(weeks=1 if found[2] else 0)
    first, last = {"anfang": (0, 2), "mitte": (1, 3), "ende": (3, 6)}[found[1]]
    end = monday + timedelta(days=last)
    return Days(max(monday + timedelta(days=first), today), end) if end >= today else None


def week(today: date, ahead: int) -> Days:
    """Return the week so many weeks ahead, from today on."""
    monday = today - timedelta(days=today.weekday()) + timedelta(weeks=ahead)
    return Days(max(monday, today), monday + timedelta(days=6))


def this_month(today: date, ahead: int) -> Days:
    """Return the month so many months ahead, from today on."""
    year, number = divmod(today.year * 12 + today.month - 1 + ahead, 12)
    last = months.monthrange(year, number + 1)[1]
    return Days(max(date(year, number + 1, 1), today), date(year, number + 1, last))


def weekend(found: re.Match[str], today: date) -> Days | None:
    """Return the days of "am wochenende", "nächstes wochenende"."""
    saturday = today + timedelta(days=5 - today.weekday())
    sunday = saturday + timedelta(days=1)
    if found[1]:  # "nächstes": this one or the one after it, people mean either
        return Days(max(saturday, today), sunday + timedelta(days=7), (5, 6))
    return Days(max(saturday, today), sunday)


def weekday(name: str) -> int:
    """Return the number of a weekday, 0 for Monday."""
    return 5 if name == "sonnabend" else WEEKDAYS.index(name)


def every(found: re.Match[str], today: date) -> Days | None:
    """Return the days of "jeden dienstag", "dienstags", "am ersten dienstag im monat"."""
    name = next(each for each in found.groups() if each)
    return Days(today, None, (weekday(name),))


def next_weekday(found: re.Match[str], today: date) -> Days | None:
    """Return the days of "nächsten dienstag", "übernächsten dienstag"."""
    number = weekday(found[2])
    first = today + timedelta(days=(number - today.weekday() - 1) % 7 + 1)
    this_week = first.isocalendar()[:2] == today.isocalendar()[:2]
    first += timedelta(days=7 if found[1] else 0)
    # On a Monday "nächsten Dienstag" is tomorrow for some and in eight days for others.
    return Days(first, first + timedelta(days=7 if this_week else 0), (number,))


def this_weekday(found: re.Match[str], today: date) -> Days | None:
    """Return the days of "am dienstag", "diesen dienstag", "ab dienstag"."""
    number = weekday(found[2])
    day = today + timedelta(days=(number - today.weekday()) % 7)
    return Days(day, None if found[1] else day, () if found[1] else (number,))


def short_weekday(found: re.Match[str], today: date) -> Days | None:
    """Return the days of "am sa"."""
    number = SHORT_WEEKDAYS.index(found[1])
    day = today + timedelta(days=(number - today.weekday()) % 7)
    return Days(day, day, (number,))


def day_of_week(found: re.Match[str], today: date) -> Days | None:
    """Return the days of "nächste woche mittwoch"."""
    return in_week(today, 2 if found[1] else 1, found[2])


def week_of_day(found: re.Match[str], today: date) -> Days | None:
    """Return the days of "mittwoch nächste woche"."""
    return in_week(today, 2 if found[2] else 1, found[1])


def days_of_week(found: re.Match[str], today: date) -> Days | None:
    """Return the days of "nächste woche dienstag oder mittwoch", in either order."""
    said = [each for each in found.groups() if each]
    ahead = 2 if "uber" in said else 1
    days = [in_week(today, ahead, name).first for name in said if name != "uber"]
    return Days(min(days), max(days), tuple(sorted(day.weekday() for day in days)))


def in_week(today: date, ahead: int, name: str) -> Days:
    """Return a weekday of the week so many weeks ahead."""
    monday = today - timedelta(days=today.weekday()) + timedelta(weeks=ahead)
    day = monday + timedelta(days=weekday(name))
    return Days(day, day, (day.weekday(),))


def feast(found: re.Match[str], today: date) -> Days | None:
    """Return the days of "heiligabend", "silvester"; offices are closed, but people ask."""
    first, last = FEASTS[found[1]]
    day = day_on(None, *first, today)
    return Days(day, day_on(None, *last, day)) if day else None


def year(found: re.Match[str], today: date) -> Days | None:
    """Return the days of "dieses jahr noch", "nächstes jahr", "im neuen jahr"."""
    if found[1].startswith("dies"):
        return Days(today, date(today.year, 12, 31))
    return Days(date(today.year + 1, 1, 1), None)


def after_christmas(today: date) -> Days | None:
    """Return the days of "nach weihnachten"."""
    day = day_on(None, 12, 27, today)
    return Days(day, None) if day else None


def until_christmas(today: date) -> Days | None:
    """Return the days of "vor weihnachten"."""
    eve = day_on(None, 12, 24, today)
    return Days(today, eve) if eve else None


def between_the_years(_: re.Match[str], today: date) -> Days | None:
    """Return the days of "zwischen den jahren"."""
    last = day_on(None, 12, 31, today)
    return Days(max(today, last.replace(day=27)), last) if last else None
