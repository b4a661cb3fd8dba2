"""A rhythm as a value, and the days it falls on (by dateutil, from its iCalendar rule)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from dateutil.rrule import rrulestr

CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


@dataclass(frozen=True, slots=True)
class Weekly:
    """Every ``interval`` weeks on these weekdays (0 is Monday), counted from ``first``'s week."""

    weekdays: tuple[int, ...]
    interval: int = 1
    first: date | None = None


@dataclass(frozen=True, slots=True)
class Monthly:
    """On these weekdays of a month: position 1 to 5 from its start, -1 and -2 from its end."""

    weekdays: tuple[int, ...]
    positions: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Single:
    """On these days only."""

    days: tuple[date, ...]


Rhythm = Weekly | Monthly | Single


@dataclass(frozen=True, slots=True)
class Rule:
    """A rhythm with its times of day in Bochum, and the days between which it holds."""

    rhythm: Rhythm
    starts: time
    ends: time
    first_day: date | None = None
    last_day: date | None = None

    def days(self, first: date, last: date) -> Iterator[date]:
        """Yield the days of the rhythm from ``first`` to ``last``, both included, in order."""
        low = max(first, self.first_day) if self.first_day else first
        high = min(last, self.last_day) if self.last_day else last
        if low > high:
            return
        if isinstance(self.rhythm, Single):
            yield from (day for day in sorted(self.rhythm.days) if low <= day <= high)
            return
        begin = _anchor(self.rhythm, low)
        # Days, not instants: what the clock does at night cannot move them.
        found = rrulestr(recurrence(self.rhythm), dtstart=datetime.combine(begin, time()))
        start, end = (datetime.combine(day, time()) for day in (low, high))
        for moment in found.between(start, end, inc=True):
            yield moment.date()

    def start(self) -> date | None:
        """Return the first day of the rhythm, ``None`` where it begins with no day or never."""
        if isinstance(self.rhythm, Single):
            return min(self.rhythm.days)
        begin = self.first_day or (self.rhythm.first if isinstance(self.rhythm, Weekly) else None)
        if begin is None:
            return None
        return next(self.days(begin, begin + timedelta(days=400)), None)


def _anchor(rhythm: Weekly | Monthly, low: date) -> date:
    """Return a day to count from, not after ``low`` unless the rhythm itself begins later."""
    if isinstance(rhythm, Monthly) or rhythm.first is None:
        return low
    if low <= rhythm.first:
        return rhythm.first
    monday = rhythm.first - timedelta(days=rhythm.first.weekday())
    step = 7 * rhythm.interval
    # Jumping close to ``low`` keeps old rules as fast as new ones.
    jumped = monday + timedelta(days=(low - monday).days // step * step)
    return max(jumped, rhythm.first)


def recurrence(rhythm: Weekly | Monthly) -> str:
    """Return the rhythm as the value of an iCalendar ``RRULE``."""
    if isinstance(rhythm, Weekly):
        days = ",".join(CODES[day] for day in rhythm.weekdays)
        interval = f";INTERVAL={rhythm.interval}" if rhythm.interval > 1 else ""
        return f"FREQ=WEEKLY{interval};BYDAY={days};WKST=MO"
    days = ",".join(f"{place}{CODES[day]}" for place in rhythm.positions for day in rhythm.weekdays)
    return f"FREQ=MONTHLY;BYDAY={days}"
