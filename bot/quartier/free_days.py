"""Days off: the public holidays of North Rhine-Westphalia, and school holidays."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import lru_cache

import holidays


@lru_cache(maxsize=64)
def _holidays(year: int) -> dict[date, str]:
    return dict(holidays.country_holidays("DE", subdiv="NW", years=year, language="de"))


def public_holiday(day: date) -> str | None:
    """Return the name of the public holiday in North Rhine-Westphalia, ``None`` for none."""
    return _holidays(day.year).get(day)


def in_school_holidays(day: date, periods: Sequence[tuple[date, date]]) -> bool:
    """Tell whether ``day`` lies in one of the periods, first and last day included."""
    return any(first <= day <= last for first, last in periods)
