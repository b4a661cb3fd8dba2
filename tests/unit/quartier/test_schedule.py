"""Rules → dates: against an independent expansion, through clock changes and days off."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from types import MappingProxyType

import icalendar
import pytest
import recurring_ical_events

from bot.quartier.calendar import Calendar, Change, ChangeKind, OfficeHour, Place, Status, StepFree
from bot.quartier.free_days import public_holiday
from bot.quartier.schedule import BOCHUM, dates, upcoming
from bot.quartier.words import read_rule

FIRST, LAST = date(2026, 11, 1), date(2028, 10, 31)
TIMES = ", 10:00 bis 12:00"

# Words of an editor, and the iCalendar rule a person wrote for them by hand: DTSTART day, RRULE.
RULES = [
    ("jeden Dienstag", "20261103", "FREQ=WEEKLY;BYDAY=TU"),
    ("jeden Montag", "20261102", "FREQ=WEEKLY"),
    ("sonntags", "20261101", "FREQ=DAILY;INTERVAL=7"),
    ("samstags", "20261107", "FREQ=WEEKLY;BYDAY=SA"),
    ("dienstags und donnerstags", "20261103", "FREQ=WEEKLY;BYDAY=TU,TH"),
    ("jeden 1. und 3. Dienstag im Monat", "20261103", "FREQ=MONTHLY;BYDAY=TU;BYSETPOS=1,3"),
    ("jeden zweiten Mittwoch im Monat", "20261111", "FREQ=MONTHLY;BYDAY=2WE"),
    (
        "jeden 4. Donnerstag im Monat",
        "20261126",
        "FREQ=MONTHLY;BYDAY=TH;BYMONTHDAY=22,23,24,25,26,27,28",
    ),
    ("jeden 5. Freitag im Monat", "20270129", "FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=29,30,31"),
    ("jeden letzten Freitag im Monat", "20261127", "FREQ=MONTHLY;BYDAY=-1FR"),
    ("jeden vorletzten Montag im Monat", "20261123", "FREQ=MONTHLY;BYDAY=MO;BYSETPOS=-2"),
    ("jeden ersten Samstag im Monat", "20261107", "FREQ=MONTHLY;BYDAY=SA;BYMONTHDAY=1,2,3,4,5,6,7"),
    ("alle 2 Wochen mittwochs ab 2026-12-02", "20261202", "FREQ=WEEKLY;INTERVAL=2;BYDAY=WE"),
    ("alle 2 Wochen mittwochs ab 2026-12-02", "20261202", "FREQ=DAILY;INTERVAL=14"),
    ("alle 2 Wochen mittwochs ab 2020-01-01", "20200101", "FREQ=DAILY;INTERVAL=14"),
    ("alle 2 Wochen mittwochs ab 2020-01-08", "20200108", "FREQ=DAILY;INTERVAL=14"),
    (
        "alle 2 Wochen sonntags und montags ab 2026-11-01",
        "20261101",
        "FREQ=WEEKLY;INTERVAL=2;BYDAY=SU,MO;WKST=MO",
    ),
    ("alle 3 Wochen montags ab 2026-11-02", "20261102", "FREQ=DAILY;INTERVAL=21"),
    (
        "alle 2 Wochen montags und freitags ab 2026-11-06",
        "20261106",
        "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,FR;WKST=MO",
    ),
    ("jede zweite Woche sonntags ab 2026-11-01", "20261101", "FREQ=DAILY;INTERVAL=14"),
    (
        "alle 4 Wochen donnerstags ab 2026-11-05 bis 2027-06-30",
        "20261105",
        "FREQ=DAILY;INTERVAL=28;UNTIL=20270630T235959Z",
    ),
    (
        "jeden Dienstag ab 2027-02-15 bis 2027-09-14",
        "20270216",
        "FREQ=DAILY;INTERVAL=7;UNTIL=20270914T235959Z",
    ),
    (
        "am 2026-12-05 und 2027-03-28",
        "20261205",
        "FREQ=DAILY;COUNT=1\nRDATE;TZID=Europe/Berlin:20270328T100000",
    ),
]


def easter(year: int) -> date:
    """Return Easter Sunday by Gauss's rule (Spencer's form)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e, f = b // 4, b % 4, (b + 8) // 25
    g = (b - f + 1) // 3
    h = (19 * a + b - d - g + 15) % 30
    i, k = c // 4, c % 4
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)


def holidays_of(year: int) -> set[date]:
    """Return the holidays of North Rhine-Westphalia by its law (Feiertagsgesetz NW, § 2)."""
    fixed = {(1, 1), (5, 1), (10, 3), (11, 1), (12, 25), (12, 26)}
    moving = (
        -2,
        1,
        39,
        50,
        60,
    )  # Good Friday, Easter Monday, Ascension, Whit Monday, Corpus Christi
    return {date(year, month, day) for month, day in fixed} | {
        easter(year) + timedelta(days=shift) for shift in moving
    }


HOLIDAYS = {day for year in range(2026, 2030) for day in holidays_of(year)}


def place(place_id: str = "haus") -> Place:
    return Place(
        *(place_id, "Beispielhaus", "Musterweg 0", "ost", "langendreer", 51.47, 7.31),
        *(StepFree.YES, "", ("de",), "", Status.CONFIRMED, "quelle", date(2026, 11, 1)),
    )


def calendar(words: str, *, changes: tuple[Change, ...] = (), **own: object) -> Calendar:
    hour = OfficeHour(
        *("stunde", "haus", read_rule(words), Status.CONFIRMED, "quelle", date(2026, 11, 1))
    )
    hour = replace(hour, **own)  # type: ignore[arg-type]
    return Calendar(
        places=MappingProxyType({"haus": place(), "anderes": place("anderes")}),
        office_hours=MappingProxyType({"stunde": hour}),
        changes=changes,
    )


def expanded(start: str, rrule: str) -> list[datetime]:
    """Return what an independent library makes of the rule written by hand."""
    rule, _, more = rrule.partition("\n")
    text = "\n".join(
        line
        for line in (
            "BEGIN:VCALENDAR",
            "VERSION:2.0",
            "PRODID:test",
            "BEGIN:VEVENT",
            "UID:1",
            "DTSTAMP:20261101T000000Z",
            f"DTSTART;TZID=Europe/Berlin:{start}T100000",
            f"DTEND;TZID=Europe/Berlin:{start}T120000",
            f"RRULE:{rule}",
            more,
            "END:VEVENT",
            "END:VCALENDAR",
        )
        if line
    )
    events = recurring_ical_events.of(icalendar.Calendar.from_ical(text)).between(
        FIRST, LAST + timedelta(days=1)
    )
    return sorted(event["DTSTART"].dt for event in events)


@pytest.mark.parametrize(("words", "start", "rrule"), RULES)
def test_two_years_agree_with_an_independent_expansion(words: str, start: str, rrule: str) -> None:
    expected = [each for each in expanded(start, rrule) if each.date() not in HOLIDAYS]
    found = [each.starts for each in dates(calendar(words + TIMES), FIRST, LAST)]
    assert [each.isoformat() for each in found] == [each.isoformat() for each in expected]
    assert found or "5." in words


def nth(day: date) -> int:
    return (day.day - 1) // 7 + 1


def is_last(day: date) -> bool:
    return (day + timedelta(days=7)).month != day.month


def every(weeks: int, first: date, day: date) -> bool:
    return day >= first and (day - first).days % (7 * weeks) == 0


# The same once more without any library: what the words mean, as arithmetic on one day.
MEANINGS: list[tuple[str, Callable[[date], bool]]] = [
    ("jeden Dienstag", lambda day: day.weekday() == 1),
    ("dienstags und donnerstags", lambda day: day.weekday() in (1, 3)),
    (
        "jeden 1. und 3. Dienstag im Monat",
        lambda day: day.weekday() == 1 and nth(day) in (1, 3),
    ),
    ("jeden 5. Freitag im Monat", lambda day: day.weekday() == 4 and nth(day) == 5),
    ("jeden letzten Freitag im Monat", lambda day: day.weekday() == 4 and is_last(day)),
    (
        "jeden vorletzten Montag im Monat",
        lambda day: day.weekday() == 0 and is_last(day + timedelta(days=7)) and not is_last(day),
    ),
    (
        "alle 2 Wochen mittwochs ab 2020-01-08",
        lambda day: every(2, date(2020, 1, 8), day),
    ),
    (
        "alle 5 Wochen samstags ab 2019-03-30",
        lambda day: every(5, date(2019, 3, 30), day),
    ),
    (
        "alle 2 Wochen sonntags und montags ab 2026-11-01",
        lambda day: every(2, date(2026, 11, 1), day) or every(2, date(2026, 11, 9), day),
    ),
    (
        "jeden 1. Samstag im Monat ab 2027-01-01 bis 2027-12-31",
        lambda day: day.weekday() == 5 and nth(day) == 1 and day.year == 2027,
    ),
]


@pytest.mark.parametrize(("words", "meant"), MEANINGS)
@pytest.mark.parametrize("shift", [0, 1, 5, 13, 100])
def test_two_years_agree_with_what_the_words_mean(
    words: str, meant: Callable[[date], bool], shift: int
) -> None:
    first = FIRST + timedelta(days=shift)
    days = [first + timedelta(days=number) for number in range(731)]
    expected = [day for day in days if meant(day) and day not in HOLIDAYS]
    found = dates(calendar(words + TIMES), first, days[-1])
    assert [each.day for each in found] == expected


@pytest.mark.parametrize("year", [2026, 2027, 2028])
def test_the_holidays_are_those_of_the_law(year: int) -> None:
    days = (date(year, 1, 1) + timedelta(days=number) for number in range(366))
    assert {day for day in days if day.year == year and public_holiday(day)} == holidays_of(year)


@pytest.mark.parametrize("day", sorted(HOLIDAYS))
def test_a_holiday_is_left_out_unless_it_is_wanted(day: date) -> None:
    rule = f"am {day}{TIMES}"
    assert dates(calendar(rule), day, day) == ()
    assert len(dates(calendar(rule, on_holidays=True), day, day)) == 1


@pytest.mark.parametrize(
    ("before", "after", "offsets"),
    [
        (date(2027, 3, 27), date(2027, 3, 28), (1, 2)),
        (date(2026, 10, 24), date(2026, 10, 25), (2, 1)),
        (date(2027, 10, 30), date(2027, 10, 31), (2, 1)),
        (date(2028, 3, 25), date(2028, 3, 26), (1, 2)),
    ],
)
def test_ten_is_ten_before_and_after_the_clocks_change(
    before: date, after: date, offsets: tuple[int, int]
) -> None:
    found = dates(calendar(f"samstags und sonntags{TIMES}"), before, after)
    assert [each.starts.time() for each in found] == [time(10), time(10)]
    assert [each.starts.utcoffset() for each in found] == [timedelta(hours=h) for h in offsets]
    utc = [each.starts.astimezone(UTC) for each in found]
    # A day of 23 or of 25 hours lies between the two.
    assert utc[1] - utc[0] == timedelta(hours=24 - (offsets[1] - offsets[0]))


def test_school_holidays_are_left_out_on_demand() -> None:
    plain = calendar(f"jeden Dienstag{TIMES}", in_school_holidays=False)
    plain = replace(plain, school_holidays=((date(2026, 12, 23), date(2027, 1, 6)),))
    found = dates(plain, date(2026, 12, 20), date(2027, 1, 13))
    assert [each.day for each in found] == [date(2026, 12, 22), date(2027, 1, 12)]


def change(day: int, kind: ChangeKind, **own: object) -> Change:
    plain = Change("stunde", date(2026, 12, day), kind, date(2026, 11, 1), reason="Grund.")
    return replace(plain, **own)  # type: ignore[arg-type]


def test_a_cancelled_date_is_named_as_such() -> None:
    found = dates(
        calendar(f"jeden Dienstag{TIMES}", changes=(change(8, ChangeKind.CANCELLED),)),
        *(date(2026, 12, 1), date(2026, 12, 15)),
    )
    assert [(each.day.day, each.takes_place) for each in found] == [
        (1, True),
        (8, False),
        (15, True),
    ]
    assert found[1].reason == "Grund."


def test_a_moved_date_stands_at_its_new_time_only() -> None:
    moved = change(
        8, ChangeKind.MOVED, new_day=date(2026, 12, 9), new_starts=time(14), new_ends=time(16)
    )
    moved = replace(moved, new_place="anderes")
    found = dates(
        calendar(f"jeden Dienstag{TIMES}", changes=(moved,)), date(2026, 12, 8), date(2026, 12, 14)
    )
    assert [(each.starts, each.planned, each.place.id) for each in found] == [
        (datetime(2026, 12, 9, 14, tzinfo=BOCHUM), date(2026, 12, 8), "anderes")
    ]


def test_a_date_is_found_where_it_was_moved_to_from_outside() -> None:
    moved = change(8, ChangeKind.MOVED, new_day=date(2026, 12, 30))
    plain = calendar(f"jeden Dienstag{TIMES}", changes=(moved,))
    found = dates(plain, date(2026, 12, 30), date(2026, 12, 31))
    assert [each.planned for each in found] == [date(2026, 12, 8)]
    assert dates(plain, date(2026, 12, 8), date(2026, 12, 8)) == ()


def test_an_extra_date_can_be_cancelled_on_the_road() -> None:
    extra = change(10, ChangeKind.EXTRA, new_starts=time(14), new_ends=time(16))
    plain = calendar(f"jeden Dienstag{TIMES}", changes=(extra,))
    days = date(2026, 12, 10), date(2026, 12, 10)
    assert [each.starts.hour for each in dates(plain, *days)] == [14]
    later = change(10, ChangeKind.CANCELLED, noted_on=date(2026, 12, 9))
    found = dates(plain, *days, changes=(later,))
    assert [(each.starts.hour, each.takes_place) for each in found] == [(14, False)]


def test_of_two_changes_the_later_word_counts() -> None:
    first = change(8, ChangeKind.CANCELLED, noted_on=date(2026, 12, 1))
    second = change(8, ChangeKind.MOVED, noted_on=date(2026, 12, 2), new_starts=time(9))
    for own in ((first, second), (second, first)):
        plain = calendar(f"jeden Dienstag{TIMES}", changes=own)
        (found,) = dates(plain, date(2026, 12, 8), date(2026, 12, 8))
        assert found.change is ChangeKind.MOVED


def test_what_is_over_today_is_not_offered() -> None:
    plain = calendar(f"jeden Dienstag{TIMES}")
    today = date(2026, 12, 1)
    assert upcoming(plain, today)[0].day == today
    assert upcoming(plain, today, now=time(11, 59))[0].day == today
    assert upcoming(plain, today, now=time(12))[0].day == date(2026, 12, 8)


def test_examples_are_shown_on_demand_only() -> None:
    plain = calendar(f"jeden Dienstag{TIMES}", status=Status.EXAMPLE)
    assert upcoming(plain, FIRST) == ()
    assert upcoming(plain, FIRST, examples=True)


def every_shipped(shipped: Calendar) -> Iterator[OfficeHour]:
    yield from shipped.office_hours.values()


def test_the_shipped_calendar_has_examples_only(shipped: Calendar) -> None:
    assert {each.status for each in every_shipped(shipped)} == {Status.EXAMPLE}
    assert {each.status for each in shipped.places.values()} == {Status.EXAMPLE}
    assert all("0," in each.address for each in shipped.places.values())
    assert upcoming(shipped, date(2026, 11, 23)) == ()
