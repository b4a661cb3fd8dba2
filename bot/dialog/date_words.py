"""Days, times and names of languages in the words of each language (by Babel)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, time

from babel.core import Locale, UnknownLocaleError
from babel.dates import format_date, format_time
from babel.lists import format_list

# The year with its blank, comma and word ("y 'р'."), to take it out of a full date.
_YEAR = re.compile(r"[,،\s]*\by+\b(?:\s*'[^']*'\.?)?")


def _locale(language: str) -> Locale:
    try:
        return Locale.parse(language)
    except (UnknownLocaleError, ValueError):
        return Locale("de")


def weekday_and_day(day: date, language: str, *, year: bool = False) -> str:
    """Return "Dienstag, 1. Dezember", with the year on demand."""
    locale = _locale(language)
    pattern = str(locale.date_formats["full"].pattern)
    if not year:
        pattern = _YEAR.sub("", pattern).strip()
    return str(format_date(day, format=pattern, locale=locale))


def clock_times(starts: time, ends: time, language: str) -> tuple[str, str]:
    """Return beginning and end: "10" and "12", or "9:30" and "12:00"; as others write it."""
    if language == "de":
        if starts.minute or ends.minute:
            return f"{starts.hour}:{starts:%M}", f"{ends.hour}:{ends:%M}"
        return str(starts.hour), str(ends.hour)
    locale = _locale(language)
    first, last = (str(format_time(each, "short", locale=locale)) for each in (starts, ends))
    return first, last


def language_names(codes: Sequence[str], language: str) -> str:
    """Return "Deutsch, Ukrainisch und Arabisch"."""
    locale = _locale(language)
    names = [str(locale.languages.get(code, code)) for code in codes]
    return str(format_list(names, locale=locale))
