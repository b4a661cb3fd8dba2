"""Rules + changes → dates. Pure: the day is an argument, the zone is Bochum's.

Times are wall times: a consultation at ten is at ten before and after the clocks change.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.quartier.calendar import (
    Calendar,
    Change,
    ChangeKind,
    Consultation,
    OfficeHour,
    Status,
)
from bot.quartier.free_days import in_school_holidays, public_holiday

BOCHUM = ZoneInfo("Europe/Berlin")
HORIZON = timedelta(days=400)  # a client plans no further; a yearly date is still found


def rule_days(office_hour: OfficeHour, calendar: Calendar, first: date, last: date) -> list[date]:
    """Return the days a rule gives between two days, without days off and before any change."""
    return [
        day
        for day in office_hour.rule.days(first, last)
        if (office_hour.on_holidays or public_holiday(day) is None)
        and (
            office_hour.in_school_holidays or not in_school_holidays(day, calendar.school_holidays)
        )
    ]


def dates(
    calendar: Calendar,
    first: date,
    last: date,
    *,
    changes: Sequence[Change] = (),
    examples: bool = False,
) -> tuple[Consultation, ...]:
    """Return every date between two days, both included, in order of time.

    Args:
        calendar: Places, rules and the changes written in the YAML.
        first: First day.
        last: Last day.
        changes: Further changes, such as cancellations by staff on the road; they come after
            those of the calendar.
        examples: Whether entries that are only examples count too.
    Returns:
        The dates, cancelled ones among them (``takes_place`` tells). One that was moved stands
        at its new time only.
    """
    found: list[Consultation] = []
    for office_hour in calendar.office_hours.values():
        if office_hour.status is Status.EXAMPLE and not examples:
            continue
        for each in _of(office_hour, calendar, (*calendar.changes, *changes), first, last):
            if first <= each.day <= last:
                found.append(each)
    return tuple(sorted(found, key=lambda each: (each.starts, each.place.id, each.office_hour)))


def upcoming(
    calendar: Calendar,
    today: date,
    *,
    now: time | None = None,
    changes: Sequence[Change] = (),
    examples: bool = False,
) -> tuple[Consultation, ...]:
    """Return the dates from today on, as far as the horizon.

    Args:
        calendar: As for ``dates``.
        today: The day in Bochum.
        now: The time in Bochum; with it, what is over today is left out.
        changes: As for ``dates``.
        examples: As for ``dates``.
    """
    found = dates(calendar, today, today + HORIZON, changes=changes, examples=examples)
    if now is None:
        return found
    moment = datetime.combine(today, now.replace(tzinfo=None), BOCHUM)
    return tuple(each for each in found if each.ends > moment)


def _latest(changes: Iterator[Change]) -> dict[date, Change]:
    """Return the last word on each date."""
    found: dict[date, Change] = {}
    for change in changes:
        if change.day not in found or found[change.day].noted_on <= change.noted_on:
            found[change.day] = change
    return found


def _of(
    office_hour: OfficeHour, calendar: Calendar, changes: Sequence[Change], first: date, last: date
) -> Iterator[Consultation]:
    own = [each for each in changes if each.office_hour == office_hour.id]
    extra = _latest(each for each in own if each.kind is ChangeKind.EXTRA)
    other = _latest(each for each in own if each.kind is not ChangeKind.EXTRA)
    days = {*rule_days(office_hour, calendar, first, last), *extra}
    # A date from outside the days asked for may have been moved into them.
    days.update(day for day in other if rule_days(office_hour, calendar, day, day))
    for day in days:
        yield _date(office_hour, calendar, day, extra.get(day), other.get(day))


def _date(
    office_hour: OfficeHour,
    calendar: Calendar,
    planned: date,
    extra: Change | None,
    change: Change | None,
) -> Consultation:
    rule = office_hour.rule
    day, starts, ends, place = planned, rule.starts, rule.ends, office_hour.place
    said = [each for each in (extra, change) if each is not None]
    for each in said:
        day = each.new_day or day
        starts, ends = each.new_starts or starts, each.new_ends or ends
        place = each.new_place or place
    where = calendar.places[place]
    return Consultation(
        office_hour.id,
        planned,
        datetime.combine(planned, rule.starts, BOCHUM),
        where,
        datetime.combine(day, starts, BOCHUM),
        datetime.combine(day, ends, BOCHUM),
        office_hour.status,
        office_hour.languages or where.languages,
        office_hour.bring,
        said[-1].kind if said else None,
        said[-1].reason if said else "",
        max(office_hour.read_on, where.read_on, *(each.noted_on for each in said)),
    )
