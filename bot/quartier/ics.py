"""Dates and series → calendar files (RFC 5545) that phones open.

The UID of a date is made of the office hour and the day the rule gave, so a file opened again
after an edit changes the entry instead of doubling it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import icalendar

from bot.quartier.calendar import Calendar, ChangeKind, Consultation, OfficeHour
from bot.quartier.rule import Single, recurrence
from bot.quartier.schedule import BOCHUM, dates, rule_days

ZONE = "Europe/Berlin"
_PRODUCT = "-//Jobcenter Bochum//jobcenter-bot//DE"
_DOMAIN = "jobcenter-bot"
_EPOCH = date(2020, 1, 1)  # revisions count days from here
_ALARM = timedelta(hours=-2)


@dataclass(frozen=True, slots=True)
class Words:
    """What a client reads in the calendar; ``description`` may be empty."""

    summary: str
    alarm: str
    description: str = ""


def event(consultation: Consultation, words: Words, *, stamp: datetime) -> bytes:
    """Return one date as a calendar file.

    Args:
        consultation: The date; a cancelled one removes the entry.
        words: Title, text of the alarm and description.
        stamp: When the file is made, aware.
    """
    return _file([_event(consultation, words, stamp)])


def series(
    calendar: Calendar,
    office_hour: OfficeHour,
    words: Words,
    *,
    first: date,
    last: date,
    stamp: datetime,
) -> list[icalendar.Event]:
    """Return an office hour as one recurring event and one event for each changed date.

    Args:
        calendar: As for ``schedule.dates``.
        office_hour: The rule.
        words: As for ``event``.
        first: First day of the series.
        last: Last day; days off can only be left out as far as they are known.
        stamp: As for ``event``.
    """
    rule = office_hour.rule
    everyday = list(rule.days(first, last))
    kept = set(rule_days(office_hour, calendar, first, last))
    own = [
        each
        for each in dates(calendar, first, last, examples=True)
        if each.office_hour == office_hour.id
    ]
    changed = [each for each in own if each.change is not None]
    found = [_event(each, words, stamp, in_series=each.planned in kept) for each in changed]
    gone = {change.day for change in calendar.changes if change.office_hour == office_hour.id}
    shown = {each.planned for each in changed}
    if not kept - gone:
        return found
    main = _empty(f"{office_hour.id}@{_DOMAIN}", words, stamp)
    place = calendar.places[office_hour.place]
    main.add("location", f"{place.name}, {place.address}")
    main.add("geo", (place.latitude, place.longitude))
    main.add("sequence", _revision(max(office_hour.read_on, place.read_on)))
    starts = [datetime.combine(day, rule.starts, BOCHUM) for day in everyday]
    main.add("dtstart", starts[0])
    main.add("dtend", datetime.combine(everyday[0], rule.ends, BOCHUM))
    if isinstance(rule.rhythm, Single):
        if starts[1:]:
            main.add("rdate", starts[1:])
    else:
        until = datetime.combine(everyday[-1], rule.starts, BOCHUM).astimezone(UTC)
        text = f"{recurrence(rule.rhythm)};UNTIL={until:%Y%m%dT%H%M%SZ}"
        main.add("rrule", icalendar.vRecur.from_ical(text))
    # A date that moved out of the days shown has no event of its own: it is only left out.
    left_out = [
        moment
        for day, moment in zip(everyday, starts, strict=True)
        if day not in kept or (day in gone and day not in shown)
    ]
    if left_out:
        main.add("exdate", left_out)
    return [main, *found]


def calendar_file(events: Iterable[icalendar.Event]) -> bytes:
    """Return events as one calendar file."""
    return _file(list(events))


def _event(
    consultation: Consultation, words: Words, stamp: datetime, *, in_series: bool | None = None
) -> icalendar.Event:
    planned = f"{consultation.planned:%Y%m%d}"
    uid = f"{consultation.office_hour}-{planned}@{_DOMAIN}"
    if in_series:
        uid = f"{consultation.office_hour}@{_DOMAIN}"
    found = _empty(uid, words, stamp)
    place = consultation.place
    found.add("location", f"{place.name}, {place.address}")
    found.add("geo", (place.latitude, place.longitude))
    found.add("sequence", _revision(consultation.revision))
    found.add("dtstart", consultation.starts)
    found.add("dtend", consultation.ends)
    if in_series:
        found.add("recurrence-id", consultation.original_start)
    if consultation.change is ChangeKind.CANCELLED:
        found.add("status", "CANCELLED")
    return found


def _empty(uid: str, words: Words, stamp: datetime) -> icalendar.Event:
    found = icalendar.Event()
    found.add("uid", uid)
    found.add("dtstamp", stamp.astimezone(UTC))
    found.add("summary", words.summary)
    if words.description:
        found.add("description", words.description)
    alarm = icalendar.Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", words.alarm)
    alarm.add("trigger", _ALARM)
    found.add_component(alarm)
    return found


def _revision(day: date) -> int:
    return max((day - _EPOCH).days, 0)


def _file(events: Sequence[icalendar.Event]) -> bytes:
    file = icalendar.Calendar()
    file.add("prodid", _PRODUCT)
    file.add("version", "2.0")
    file.add("calscale", "GREGORIAN")
    file.add("method", "PUBLISH")
    file.add_component(_zone())
    for each in events:
        file.add_component(each)
    content: bytes = file.to_ical()
    return content


def _zone() -> icalendar.Timezone:
    """Return Central European time by its rule; phones without a zone table need it."""
    zone = icalendar.Timezone()
    zone.add("tzid", ZONE)
    halves = (
        (icalendar.TimezoneDaylight(), "CEST", datetime(1981, 3, 29, 2), 1, 2, 3),
        (icalendar.TimezoneStandard(), "CET", datetime(1996, 10, 27, 3), 2, 1, 10),
    )
    for part, name, begin, before, after, month in halves:
        part.add("dtstart", begin)
        part.add("tzname", name)
        part.add("tzoffsetfrom", timedelta(hours=before))
        part.add("tzoffsetto", timedelta(hours=after))
        rule = {"freq": "yearly", "bymonth": month, "byday": "-1su"}
        part.add("rrule", rule)
        zone.add_component(part)
    return zone
