"""Days in a client's sentence: "nächsten dienstag", "im dezember", "am 3.12."."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from bot.quartier.day_meanings import (
    FEASTS,
    NUMBERS,
    SHORT_MONTHS,
    SHORT_WEEKDAYS,
    WEEKDAYS,
    after_christmas,
    between_the_years,
    day_of_week,
    days_of_week,
    every,
    feast,
    in_some,
    iso,
    month,
    named,
    next_weekday,
    numeric,
    part_of_week,
    short_weekday,
    single,
    this_month,
    this_weekday,
    until_christmas,
    week,
    week_of_day,
    weekend,
    year,
)
from bot.quartier.wish import Days

# All patterns are written for folded text: ä, ö, ü are a, o, u (``spelling.fold_spaced``).
WEEKDAY = rf"({'|'.join(WEEKDAYS)}|sonnabend)"
_TWO = rf"{WEEKDAY} (?:oder|und) {WEEKDAY}"
_MONTHS = (
    *("januar", "februar", "marz", "april", "mai", "juni", "juli", "august"),
    *("september", "oktober", "november", "dezember"),
)
_MONTH = rf"({'|'.join(_MONTHS)}|{'|'.join(SHORT_MONTHS)}|sept)\b\.?"
_NEXT = r"(?:nachste[rnms]?)"
_THIS = r"(?:diese[rnms]?|kommende[rnms]?)"
_ORDINAL = r"(?:erste[rn]?|zweite[rn]?|dritte[rn]?|vierte[rn]?|letzte[rn]?|[1-4]\.)"
_NUMBER = rf"(\d{{1,2}}|{'|'.join(NUMBERS)})"
# What is over is nothing to go to; the word stays in the text as one that was not understood.
_PAST = re.compile(
    rf"(?<!jeden )(?<!am )\b(?:letzte[rnms]? (?:{WEEKDAY}|woche|mal)(?! (?:im|des) monat)"
    r"|(?:vor)?gestern)\b"
)
SPELLED = frozenset((*WEEKDAYS, *_MONTHS))

Handler = Callable[[re.Match[str], date], Days | None]


def take_days(text: str, today: date) -> tuple[Days | None, str]:
    """Return the days meant, and the text with their words blanked out.

    Args:
        text: Folded, in lower case, with blanks between words.
        today: What "heute" means.
    """
    found: list[Days] = []
    exact = False
    text = _PAST.sub(" gestern ", text)
    for pattern, handler, is_exact in _PATTERNS:
        if exact and not is_exact:
            # "am Dienstag, 1.12.": the date says it all.
            text = pattern.sub(blank, text)
            continue
        for match in list(pattern.finditer(text)):
            if days := handler(match, today):
                found.append(days)
                exact = exact or is_exact
        text = pattern.sub(blank, text)
    return _union(found), text


def blank(found: re.Match[str]) -> str:
    """Return as many blanks as a match has characters."""
    return " " * len(found[0])


def _union(found: list[Days]) -> Days | None:
    if not found:
        return None
    spans = [each for each in found if not each.weekdays and each.first != each.last]
    named = [each for each in found if each.weekdays]
    if len(spans) == 1 and named and len(named) + 1 == len(found):
        # "samstags im dezember": the one inside the other, not the one and the other.
        weekdays = sorted({day for each in named for day in each.weekdays})
        return Days(spans[0].first, spans[0].last, tuple(weekdays))
    last = [each.last for each in found]
    all_named = all(each.weekdays for each in found)
    weekdays = sorted({day for each in found for day in each.weekdays}) if all_named else []
    return Days(
        min(each.first for each in found),
        None if None in last else max(day for day in last if day is not None),
        tuple(weekdays),
    )


_PATTERNS: tuple[tuple[re.Pattern[str], Handler, bool], ...] = tuple(
    (re.compile(rf"(?<![\w.]){pattern}(?![\w])"), handler, exact)
    for pattern, handler, exact in (
        (r"(\d{4})-(\d{2})-(\d{2})", iso, True),
        (r"(ab (?:dem )?)?(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4}|\d{2})?", numeric, True),
        (rf"(ab (?:dem )?)?(\d{{1,2}})\.?\s?{_MONTH}(?:\s(\d{{4}}))?", named, True),
        (rf"{_ORDINAL} {WEEKDAY} (?:im|des|jeden) monats?", every, False),
        (rf"jeden {_ORDINAL} {WEEKDAY}", every, False),
        (rf"(anfang |mitte |ende |ab )?(?:im |in )?{_MONTH}", month, False),
        (r"ubermorgen", lambda _, today: single(today + timedelta(days=2)), False),
        (rf"(uber)?{_NEXT} woche (?:am )?{_TWO}", days_of_week, False),
        (rf"(?:am )?{_TWO} (uber)?{_NEXT} woche", days_of_week, False),
        (rf"(uber)?{_NEXT} woche (?:am )?{WEEKDAY}", day_of_week, False),
        (rf"(?:am )?{WEEKDAY} (uber)?{_NEXT} woche", week_of_day, False),
        (r"vor weihnachten", lambda _, today: until_christmas(today), False),
        (r"nach (?:weihnachten|den feiertagen)", lambda _, today: after_christmas(today), False),
        (r"zwischen (?:den jahren|weihnachten und neujahr)", between_the_years, False),
        (rf"(?:an |am |zu |uber )?({'|'.join(FEASTS)})", feast, False),
        (r"(dieses|nachstes|im nachsten|im neuen) jahr", year, False),
        (rf"in {_NUMBER} (tagen?|wochen?)", in_some, False),
        (
            rf"(anfang|mitte|ende) (?:der|diese[rn]?|({_NEXT}|kommende[rn]?)) woche",
            part_of_week,
            False,
        ),
        (rf"uber{_NEXT} woche", lambda _, today: week(today, 2), False),
        (rf"{_NEXT} woche", lambda _, today: week(today, 1), False),
        (rf"{_THIS} woche", lambda _, today: week(today, 0), False),
        (rf"{_NEXT} monat", lambda _, today: this_month(today, 1), False),
        (rf"{_THIS} monat", lambda _, today: this_month(today, 0), False),
        (rf"({_NEXT} )?(?:am )?wochenende", weekend, False),
        (rf"(?:jeden? {WEEKDAY}|(?:am )?{WEEKDAY}s)", every, False),
        (rf"{_ORDINAL} {WEEKDAY}", every, False),
        (rf"(uber)?{_NEXT} {WEEKDAY}", next_weekday, False),
        (rf"am ({'|'.join(SHORT_WEEKDAYS)})\b\.?", short_weekday, False),
        (rf"(ab )?(?:am |{_THIS} )?{WEEKDAY}", this_weekday, False),
        (r"heute?", lambda _, today: single(today), False),
        (r"morgen", lambda _, today: single(today + timedelta(days=1)), False),
    )
)
