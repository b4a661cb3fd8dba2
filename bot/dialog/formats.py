"""Values → words, in each language's own form (numbers and dates by Babel)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import lru_cache

from babel.core import UnknownLocaleError
from babel.dates import format_date, format_timedelta
from babel.numbers import format_decimal, format_percent

from bot.knowledge.model import PLACEHOLDER, DatedValue, Fact, Knowledge, Unit


class UnknownValueError(LookupError):
    """A text needs a value that nobody knows for the day asked for."""


def fill(text: str, knowledge: Knowledge, language: str, day: date, **own: str) -> str:
    """Return ``text`` with every placeholder written out.

    Args:
        text: A text of the knowledge with ``{placeholders}``.
        knowledge: Where the values are.
        language: Code of the language the numbers are written for.
        day: Whose values are meant.
        own: What the bot itself fills in, by placeholder; goes before the values.
    Raises:
        UnknownValueError: A value is missing or unknown on that day.
    """

    def replacement(name: str) -> str:
        if name in own:
            return own[name]
        fact = knowledge.facts.get(name)
        value = fact.on(day) if fact else None
        if fact is None or value is None or value.value is None:
            raise UnknownValueError(name)
        return written(fact, value, language)

    return PLACEHOLDER.sub(lambda found: replacement(found[1]), text)


def written(fact: Fact, value: DatedValue, language: str) -> str:
    """Return one value as a client of that language reads it."""
    content = value.value
    if isinstance(content, date):
        return long_day(content, language)
    if not isinstance(content, Decimal):
        return content or ""
    number = decimal(content, language)
    match fact.unit:
        case Unit.EURO:
            if content != content.to_integral_value():
                number = decimal(content, language, pattern="#,##0.00")
            return f"{number} Euro" if language == "de" else f"{number} €"
        case Unit.PERCENT:
            if language == "de":
                return f"{number} Prozent"
            return str(format_percent(content / 100, "#,##0.##%", locale=_locale(language)))
        case Unit.YEAR | Unit.PHONE:
            return str(content)
        case _:
            return number


@lru_cache(maxsize=4096)
def decimal(number: Decimal, language: str, *, pattern: str | None = None) -> str:
    """Return a number with the separators of the language."""
    return str(format_decimal(number, format=pattern, locale=_locale(language)))


@lru_cache(maxsize=4096)
def long_day(day: date, language: str) -> str:
    """Return a day in words: "1. Juli 2026"."""
    return str(format_date(day, format="long", locale=_locale(language)))


def short_day(day: date, language: str) -> str:
    """Return a day in figures: "01.07.2026"."""
    return str(format_date(day, format="medium", locale=_locale(language)))


def time_span(seconds: float, language: str) -> str:
    """Return roughly how long something lasts: "3 Stunden"."""
    return str(format_timedelta(round(seconds), locale=_locale(language), threshold=1.5))


@lru_cache(maxsize=64)
def _locale(language: str) -> str:
    try:
        format_decimal(1, locale=language)
    except (UnknownLocaleError, ValueError):
        return "de"
    return language
