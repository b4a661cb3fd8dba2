from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.quartier.calendar import ChangeKind, Consultation, Place, Status, StepFree
from bot.quartier.reminders import (
    Erase,
    Lead,
    Remind,
    Reminder,
    Step,
    Tell,
    Wait,
    after_reminding,
    after_telling,
    moment,
    next_step,
    remind_of,
    still_possible,
)
from bot.quartier.schedule import BOCHUM

BOTH = frozenset(Lead)
EVENING, HOURS = Lead.EVENING, Lead.TWO_HOURS
DAY = date(2026, 12, 1)
PLACE = Place(
    *("laden", "Laden", "Weg 1", "mitte", "altenbochum"),
    *(51.4, 7.2, StepFree.YES, "", ("de",), "", Status.CONFIRMED, "redaktion", DAY),
)


def at(day: date, clock: str) -> datetime:
    return datetime.combine(day, time.fromisoformat(clock.zfill(5)), BOCHUM)


def date_at(day: date = DAY, clock: str = "10:00", *, hours: int = 2) -> Consultation:
    starts = at(day, clock)
    ends = datetime.combine(day, (starts + timedelta(hours=hours)).time(), BOCHUM)
    return Consultation(
        *("regel", day, starts, PLACE, starts, ends, Status.CONFIRMED, ("de",), "", None, "", day)
    )


def cancelled(consultation: Consultation) -> Consultation:
    return replace(consultation, change=ChangeKind.CANCELLED)


def days_before(day: date, number: int) -> date:
    return day - timedelta(days=number)


def play(
    reminder: Reminder,
    calendar: dict[datetime, Consultation | None],
    first: datetime,
    last: datetime,
    *,
    asleep: tuple[datetime, datetime] | None = None,
) -> list[tuple[datetime, Step]]:
    """Look every minute, as the bot does, and return what it did when.

    Args:
        calendar: What the calendar says from when on.
        asleep: When the bot does not run.
    """
    done: list[tuple[datetime, Step]] = []
    kept: Reminder | None = reminder
    now = first.astimezone(UTC)
    while now <= last.astimezone(UTC) and kept is not None:
        awake = asleep is None or not asleep[0] <= now < asleep[1]
        if awake:
            says = [each for since, each in calendar.items() if since <= now][-1]
            step = next_step(kept, says, now)
            match step:
                case Remind(leads):
                    kept = after_reminding(kept, leads)
                case Tell(_, holds):
                    kept = after_telling(kept, holds, now)
                case Erase():
                    kept = None
            if not isinstance(step, Wait):
                done.append((now.astimezone(BOCHUM), step))
        now += timedelta(minutes=1)
    return done


def names(done: list[tuple[datetime, Step]]) -> list[str]:
    words = []
    for when, step in done:
        match step:
            case Remind(leads):
                what = "+".join(sorted(leads))
            case Tell(news, _):
                what = news
            case _:
                what = "erased"
        words.append(f"{when:%m-%d %H:%M} {what}")
    return words


def test_the_evening_before_and_two_hours_before() -> None:
    date_ = date_at()
    done = play(
        remind_of(date_, BOTH),
        {at(days_before(DAY, 9), "0:00"): date_},
        at(days_before(DAY, 8), "9:00"),
        at(DAY, "23:00"),
    )
    assert names(done) == ["11-30 18:00 abend", "12-01 08:00 stunden", "12-01 10:00 erased"]


@pytest.mark.parametrize("lead", Lead)
def test_only_what_was_asked_for(lead: Lead) -> None:
    date_ = date_at()
    start = at(days_before(DAY, 3), "9:00")
    done = play(remind_of(date_, frozenset({lead})), {start: date_}, start, at(DAY, "23:00"))
    assert [step for _, step in done] == [Remind(frozenset({lead})), Erase()]


# The night of the change, the days before and after it, and a date in the very hour.
CHANGES = [
    (days_before(change, number), clock)
    for change in (date(2026, 10, 25), date(2027, 3, 28), date(2027, 10, 31), date(2028, 3, 26))
    for number in (-1, 0, 1)
    for clock in ("10:00", "9:30", "14:00", "16:15")
]


@pytest.mark.parametrize(("day", "clock"), CHANGES)
def test_each_goes_out_once_at_its_wall_time_through_a_clock_change(day: date, clock: str) -> None:
    date_ = date_at(day, clock)
    start = at(days_before(day, 3), "9:00")
    done = play(remind_of(date_, BOTH), {start: date_}, start, at(day, "23:00"))
    hours = time.fromisoformat(clock.zfill(5)).hour - 2
    assert names(done) == [
        f"{days_before(day, 1):%m-%d} 18:00 abend",
        f"{day:%m-%d} {hours:02}:{time.fromisoformat(clock.zfill(5)):%M} stunden",
        f"{day:%m-%d} {time.fromisoformat(clock.zfill(5)):%H:%M} erased",
    ]


@pytest.mark.parametrize(
    ("day", "clock"),
    [(date(2027, 3, 28), "3:30"), (date(2026, 10, 25), "2:30"), (date(2026, 10, 25), "3:30")],
)
def test_even_in_the_hour_that_comes_twice_or_never_each_goes_out_once(
    day: date, clock: str
) -> None:
    date_ = date_at(day, clock)
    start = at(days_before(day, 3), "9:00")
    steps = [
        step for _, step in play(remind_of(date_, BOTH), {start: date_}, start, at(day, "23:00"))
    ]
    sent = [lead for step in steps if isinstance(step, Remind) for lead in step.leads]
    assert sorted(sent) == sorted(Lead)
    assert steps[-1] == Erase()


def test_nobody_is_woken() -> None:
    assert moment(HOURS, at(DAY, "8:30")) == at(DAY, "7:00")
    assert moment(HOURS, at(DAY, "7:15")) == at(days_before(DAY, 1), "20:00")
    assert moment(HOURS, at(DAY, "23:30")) == at(DAY, "20:00")


@given(
    st.datetimes(datetime(2026, 1, 1), datetime(2028, 12, 31)).map(
        lambda each: each.replace(tzinfo=BOCHUM, second=0, microsecond=0)
    )
)
def test_no_reminder_is_meant_for_the_night_or_after_its_date(starts: datetime) -> None:
    for lead in Lead:
        when = moment(lead, starts)
        assert time(7) <= when.time() < time(21)
        assert when.astimezone(UTC) < starts.astimezone(UTC)


def test_a_choice_that_is_too_late_is_not_offered() -> None:
    starts = at(DAY, "10:00")
    assert still_possible(starts, at(days_before(DAY, 1), "17:59")) == (EVENING, HOURS)
    assert still_possible(starts, at(days_before(DAY, 1), "18:00")) == (HOURS,)
    assert still_possible(starts, at(DAY, "8:00")) == ()


@pytest.mark.parametrize(
    ("asleep", "expected"),
    [
        (("11-30 17:00", "11-30 20:00"), ["11-30 20:00 abend", "12-01 08:00 stunden"]),
        (("11-30 17:00", "11-30 23:00"), ["12-01 08:00 abend+stunden"]),
        (("11-30 17:00", "12-01 09:30"), ["12-01 09:30 abend+stunden"]),
        (("12-01 07:00", "12-01 08:40"), ["11-30 18:00 abend", "12-01 08:40 stunden"]),
        (("11-30 17:00", "12-01 10:00"), []),
    ],
)
def test_after_a_rest_what_was_missed_comes_once_and_never_too_late(
    asleep: tuple[str, str], expected: list[str]
) -> None:
    date_ = date_at()
    start = at(days_before(DAY, 3), "9:00")
    first, last = (
        datetime.strptime(f"2026-{each}", "%Y-%m-%d %H:%M").replace(tzinfo=BOCHUM)
        for each in asleep
    )
    done = play(
        remind_of(date_, BOTH), {start: date_}, start, at(DAY, "23:00"), asleep=(first, last)
    )
    assert names(done) == [*expected, "12-01 10:00 erased"]


def test_a_cancelled_date_is_told_once_and_not_reminded_of() -> None:
    date_ = date_at()
    start = at(days_before(DAY, 3), "9:00")
    changes = {start: date_, at(days_before(DAY, 2), "12:00"): cancelled(date_)}
    done = play(remind_of(date_, BOTH), changes, start, at(DAY, "23:00"))
    assert names(done) == ["11-29 12:00 cancelled", "12-01 10:00 erased"]


def test_a_cancellation_after_the_reminder_still_reaches_its_person() -> None:
    date_ = date_at()
    start = at(days_before(DAY, 3), "9:00")
    changes = {start: date_, at(DAY, "9:55"): cancelled(date_)}
    done = play(remind_of(date_, frozenset({EVENING})), changes, start, at(DAY, "23:00"))
    assert names(done) == ["11-30 18:00 abend", "12-01 09:55 cancelled", "12-01 10:00 erased"]


def test_a_date_that_vanished_from_the_calendar_counts_as_cancelled() -> None:
    date_ = date_at()
    start = at(days_before(DAY, 3), "9:00")
    done = play(
        remind_of(date_, BOTH),
        {start: date_, at(days_before(DAY, 2), "12:00"): None},
        start,
        at(DAY, "23:00"),
    )
    assert names(done) == ["11-29 12:00 cancelled", "12-01 10:00 erased"]


def test_a_cancellation_taken_back_is_told_and_the_reminder_lives_again() -> None:
    date_ = date_at()
    start = at(days_before(DAY, 3), "9:00")
    changes = {
        start: date_,
        at(days_before(DAY, 2), "12:00"): cancelled(date_),
        at(days_before(DAY, 2), "15:00"): date_,
    }
    done = play(remind_of(date_, frozenset({HOURS})), changes, start, at(DAY, "23:00"))
    assert names(done) == [
        *("11-29 12:00 cancelled", "11-29 15:00 back", "12-01 08:00 stunden", "12-01 10:00 erased")
    ]


def test_a_moved_date_is_told_once_and_reminded_of_at_its_new_time() -> None:
    date_ = date_at()
    new = days_before(DAY, -7)
    moved = replace(date_, starts=at(new, "14:00"), ends=at(new, "16:00"), change=ChangeKind.MOVED)
    start = at(days_before(DAY, 3), "9:00")
    done = play(
        remind_of(date_, BOTH),
        {start: date_, at(days_before(DAY, 1), "19:00"): moved},
        start,
        at(new, "23:00"),
    )
    assert names(done) == [
        "11-30 18:00 abend",
        "11-30 19:00 moved",
        "12-07 18:00 abend",
        "12-08 12:00 stunden",
        "12-08 14:00 erased",
    ]


def test_an_hour_later_on_the_same_day_does_not_repeat_the_evening() -> None:
    date_ = date_at()
    later = replace(date_, starts=at(DAY, "11:00"), ends=at(DAY, "13:00"), change=ChangeKind.MOVED)
    start = at(days_before(DAY, 3), "9:00")
    done = play(
        remind_of(date_, BOTH),
        {start: date_, at(days_before(DAY, 1), "19:00"): later},
        start,
        at(DAY, "23:00"),
    )
    assert names(done) == [
        *("11-30 18:00 abend", "11-30 19:00 moved", "12-01 09:00 stunden", "12-01 11:00 erased")
    ]


def test_another_house_is_news() -> None:
    date_ = date_at()
    elsewhere = replace(date_, place=replace(PLACE, id="anderswo"), change=ChangeKind.MOVED)
    assert isinstance(next_step(remind_of(date_, BOTH), elsewhere, at(DAY, "7:30")), Tell)


def test_a_mended_word_is_no_news() -> None:
    date_ = date_at()
    mended = replace(date_, place=replace(PLACE, name="Der Laden"), bring="Ausweis", revision=DAY)
    assert next_step(remind_of(date_, BOTH), mended, at(days_before(DAY, 3), "12:00")) == Wait()


def test_news_at_night_wait_for_the_morning_unless_that_is_too_late() -> None:
    date_ = date_at()
    start = at(days_before(DAY, 3), "9:00")
    night = {start: date_, at(days_before(DAY, 1), "23:00"): cancelled(date_)}
    done = play(remind_of(date_, frozenset({HOURS})), night, start, at(DAY, "23:00"))
    assert names(done) == ["12-01 07:00 cancelled", "12-01 10:00 erased"]
    early = date_at(clock="7:15")
    night = {start: early, at(days_before(DAY, 1), "23:00"): cancelled(early)}
    done = play(remind_of(early, frozenset({EVENING})), night, start, at(DAY, "23:00"))
    assert names(done) == [*("11-30 18:00 abend", "11-30 23:00 cancelled", "12-01 07:15 erased")]


def test_a_change_taken_back_before_anybody_heard_is_no_news() -> None:
    date_ = date_at()
    start = at(days_before(DAY, 3), "9:00")
    changes = {
        start: date_,
        at(days_before(DAY, 2), "23:00"): cancelled(date_),
        at(days_before(DAY, 2), "23:30"): date_,
    }
    done = play(remind_of(date_, frozenset({HOURS})), changes, start, at(DAY, "23:00"))
    assert names(done) == ["12-01 08:00 stunden", "12-01 10:00 erased"]
