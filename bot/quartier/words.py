"""A rule in an editor's words → ``Rule``, or one precise German sentence about what is wrong.

jeden 1. und 3. Dienstag im Monat, 10:00 bis 12:00
alle 2 Wochen mittwochs ab 2026-12-02, 14 bis 16 Uhr
am 2026-12-05 und 2026-12-19, 9:30 bis 12:00
"""

from __future__ import annotations

import re
from datetime import date, time

from bot.quartier.rule import Monthly, Rhythm, Rule, Single, Weekly
from bot.quartier.rule_text import (
    DAY,
    FROM,
    ONE_TIME,
    TIMES,
    UNTIL,
    RuleError,
    Text,
    as_date,
    as_times,
    bound,
    check_weekdays,
    read_interval,
    read_times,
)
from bot.quartier.word_advice import advice_for, unknown_word
from bot.quartier.word_lists import ORDINALS, PHRASES, WEEKDAYS, weekday_of

_WORD = re.compile(r"[^\s,]+")
_MONTHLY = re.compile(r"\b(?:im|des|jeden|jedes|in jedem)\s+monats?\b|\bmonatlich\b")
_EVERY = re.compile(r"\bjede[rn]?\b|\bimmer\b|\bwöchentlich\b|tags\b|mittwochs\b")


def read_rule(
    words: str, times: str = "", *, first: date | None = None, last: date | None = None
) -> Rule:
    """Return the rule behind an editor's words.

    Args:
        words: The rhythm, with the times of day unless ``times`` has them.
        times: The times of day, such as "10:00 bis 12:00".
        first: First day of the rule, unless the words name it.
        last: Last day of the rule, unless the words name it.
    Raises:
        RuleError: The words are no rule; names the first thing that is wrong.
    """
    text = Text(words, words.lower())
    first = bound(text, FROM) or first
    last = bound(text, UNTIL) or last
    if first and last and last < first:
        raise RuleError(
            f"Der letzte Tag {last} liegt vor dem ersten Tag {first}. Tauschen Sie die beiden.",
            code="tage-verkehrt",
        )
    own = TIMES.search(text.left)
    if own and times:
        raise RuleError(
            "Die Uhrzeit steht hier und unter „uhrzeit“. Lassen Sie sie nur an einer Stelle.",
            own.start(),
            own.end() - own.start(),
        )
    if own:
        text.take(own)
    elif not times:
        _refuse_one_time(text)
        raise RuleError(
            "Die Uhrzeit fehlt. Schreiben Sie sie dahinter: „, 10:00 bis 12:00“.",
            code="uhrzeit-fehlt",
        )
    rhythm = _rhythm(text, first)
    starts, ends = as_times(own) if own else _own_times(times)
    return Rule(rhythm, starts, ends, first, last)


def _rhythm(text: Text, first: date | None) -> Rhythm:
    days = []
    while found := DAY.search(text.left):
        days.append(as_date(found))
        text.take(found)
    monthly = _MONTHLY.search(text.left)
    if monthly:
        text.take(monthly)
    interval = read_interval(text)
    weekdays, positions = _rest(text)
    if days:
        if monthly or positions or interval > 1:
            raise RuleError(
                "Hier stehen ein Tag und ein Rhythmus. Ist der Tag der erste? "
                f"Dann schreiben Sie „ab {days[0]}“.",
                length=len(text.original),
            )
        if weekdays:
            check_weekdays(days, weekdays)
        return Single(tuple(sorted(set(days))))
    if not weekdays:
        raise RuleError(
            "Hier fehlt der Wochentag oder der Tag. Schreiben Sie zum Beispiel „jeden Dienstag“, "
            "„jeden 1. und 3. Dienstag im Monat“ oder „am 2026-12-05“.",
            length=len(text.original),
        )
    if positions and monthly:
        return Monthly(weekdays, positions)
    return _weekly(text, weekdays, positions, interval, first, every_month=monthly is not None)


def _weekly(
    text: Text,
    weekdays: tuple[int, ...],
    positions: tuple[int, ...],
    interval: int,
    first: date | None,
    *,
    every_month: bool,
) -> Weekly:
    name = WEEKDAYS[weekdays[0]]
    if positions:
        places = " und ".join(f"{place}." if place > 0 else "letzten" for place in positions)
        other = f" oder „alle 2 Wochen {name.lower()}s ab …“" if positions == (2,) else ""
        raise RuleError(
            f"Das kann zweierlei heißen. Schreiben Sie „jeden {places} {name} im Monat“{other}.",
            length=len(text.original),
            code="regel-mehrdeutig",
        )
    if every_month:
        raise RuleError(
            f"Der wievielte {name} im Monat? Schreiben Sie „jeden 1. {name} im Monat“.",
            length=len(text.original),
        )
    if interval == 1:
        if not _EVERY.search(text.original.lower()):
            raise RuleError(
                f"Ist jeder {name} gemeint oder nur einer? Schreiben Sie „jeden {name}“ "
                "oder den Tag: „am 2026-12-05“.",
                length=len(text.original),
                code="regel-mehrdeutig",
            )
        return Weekly(weekdays)
    if first is None:
        raise RuleError(
            f"Bei „alle {interval} Wochen“ fehlt der erste Tag. "
            f"Schreiben Sie dahinter „ab“ und den ersten {name}: ab 2026-12-02.",
            length=len(text.original),
            code="erster-tag-fehlt",
        )
    if first.weekday() not in weekdays:
        check_weekdays([first], weekdays)
    return Weekly(weekdays, interval, first)


def _rest(text: Text) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Return weekdays and positions from the words that are left; refuse any other word."""
    words = [(found, found[0].strip(";()")) for found in _WORD.finditer(text.left)]
    for found, word in words:
        if word in ORDINALS:
            continue
        if problem := advice_for(text.original, found.start(), found.end(), word):
            raise problem
    weekdays: list[int] = []
    positions: list[int] = []
    for found, word in words:
        if word in PHRASES or not word.strip(".,–-"):
            continue
        if word in ORDINALS:
            if weekdays:
                raise RuleError(
                    "Das sind zwei Regeln in einer. Machen Sie zwei Sprechstunden daraus, "
                    "jede mit ihrer eigenen Kennung.",
                    length=len(text.original),
                    code="regel-doppelt",
                )
            positions.append(ORDINALS[word])
        elif (weekday := weekday_of(word)) is not None:
            weekdays.append(weekday)
        else:
            raise unknown_word(text.original, found.start(), found.end(), word)
    return tuple(dict.fromkeys(weekdays)), tuple(dict.fromkeys(positions))


def _refuse_one_time(text: Text) -> None:
    if found := ONE_TIME.search(text.left):
        raise RuleError(
            f"Hinter „{found[0]}“ fehlt, bis wann. Schreiben Sie „10:00 bis 12:00“.",
            found.start(),
            found.end() - found.start(),
            "uhrzeit-fehlt",
        )


def _own_times(times: str) -> tuple[time, time]:
    try:
        return read_times(times)
    except RuleError as error:
        error.about_times = True
        raise
