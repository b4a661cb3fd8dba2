"""Calendar files: read again by another library, and the same entry after an edit."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import icalendar
import pytest
import recurring_ical_events

from bot.quartier.calendar import Calendar, Consultation
from bot.quartier.ics import Words, calendar_file, event, series
from bot.quartier.schedule import dates, upcoming

TODAY = date(2026, 11, 23)
STAMP = datetime(2026, 11, 23, tzinfo=UTC)
WORDS = Words("Sprechstunde", "Bald", "Zeile 1\nZeile, 2; ü")


@pytest.fixture
def one(shipped: Calendar) -> Consultation:
    coming = upcoming(shipped, TODAY, examples=True)
    return next(each for each in coming if each.office_hour == "musterviertel-dienstag")


def parsed(content: bytes) -> icalendar.Event:
    return icalendar.Calendar.from_ical(content.decode()).walk("VEVENT")[0]


def test_one_date_has_time_zone_alarm_place_and_text(one: Consultation) -> None:
    content = event(one, WORDS, stamp=STAMP)
    found = parsed(content)
    assert found["DTSTART"].dt.isoformat() == "2026-12-01T10:00:00+01:00"
    assert found["DTEND"].dt.isoformat() == "2026-12-01T12:00:00+01:00"
    assert b"DTSTART;TZID=Europe/Berlin:20261201T100000" in content
    assert found["LOCATION"] == "Beispielhaus Musterviertel, Beispielstraße 0, Bochum"
    assert found["DESCRIPTION"] == WORDS.description
    (alarm,) = found.walk("VALARM")
    assert alarm["TRIGGER"].dt == timedelta(hours=-2)


def test_lines_end_as_the_standard_wants_and_are_short(one: Consultation) -> None:
    content = event(one, replace(WORDS, summary="Ä" * 200), stamp=STAMP)
    assert content.endswith(b"\r\n")
    assert b"\n" not in content.replace(b"\r\n", b"")
    assert max(len(line) for line in content.split(b"\r\n")) <= 75


def test_the_file_knows_both_clock_changes_by_itself(one: Consultation) -> None:
    file = icalendar.Calendar.from_ical(event(one, WORDS, stamp=STAMP).decode())
    (zone,) = file.walk("VTIMEZONE")
    own = zone.to_tz(lookup_tzid=False)
    for day, hours in (
        (datetime(2027, 3, 27, 10), 1),
        (datetime(2027, 3, 28, 10), 2),
        (datetime(2027, 10, 30, 10), 2),
        (datetime(2027, 10, 31, 10), 1),
    ):
        assert own.utcoffset(day) == timedelta(hours=hours)


def test_the_same_arguments_give_the_same_file(one: Consultation) -> None:
    assert event(one, WORDS, stamp=STAMP) == event(one, WORDS, stamp=STAMP)


def test_an_edited_date_keeps_its_uid_and_counts_up(one: Consultation) -> None:
    edited = replace(one, starts=one.starts + timedelta(days=1), revision=date(2026, 11, 24))
    before, after = (parsed(event(each, WORDS, stamp=STAMP)) for each in (one, edited))
    assert before["UID"] == after["UID"] == "musterviertel-dienstag-20261201@jobcenter-bot"
    assert after["SEQUENCE"] > before["SEQUENCE"]


def test_a_cancelled_date_says_so(shipped: Calendar) -> None:
    gone = next(each for each in upcoming(shipped, TODAY, examples=True) if not each.takes_place)
    assert parsed(event(gone, WORDS, stamp=STAMP))["STATUS"] == "CANCELLED"


@pytest.mark.parametrize("first", [date(2026, 11, 1), TODAY, date(2027, 3, 1), date(2027, 10, 1)])
def test_two_years_of_every_series_come_out_as_they_went_in(shipped: Calendar, first: date) -> None:
    last = first + timedelta(days=730)
    for hour in shipped.office_hours.values():
        events = series(shipped, hour, WORDS, first=first, last=last, stamp=STAMP)
        own = [
            each
            for each in dates(shipped, first, last, examples=True)
            if each.office_hour == hour.id and each.takes_place
        ]
        if not own:
            continue
        file = icalendar.Calendar.from_ical(calendar_file(events).decode())
        found = [
            (each["DTSTART"].dt.isoformat(), each["DTEND"].dt.isoformat())
            for each in recurring_ical_events.of(file).between(first, last + timedelta(days=1))
            if each.get("STATUS") != "CANCELLED"
        ]
        assert sorted(found) == [(each.starts.isoformat(), each.ends.isoformat()) for each in own]
