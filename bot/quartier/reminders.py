"""Which reminder goes out when, and what news a person must hear. Pure: now is an argument.

A reminder remembers what its person was last told of the date. Whatever changes it, an edit of the
YAML or a cancellation on the road, shows as a difference between that and the calendar.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from typing import Literal

from bot.quartier.calendar import Consultation
from bot.quartier.schedule import BOCHUM

MOST = 10  # of one chat
EVENING = time(18)
# Nobody is woken: in these hours nothing goes out that can wait until they end.
QUIET_FROM = time(21)
QUIET_UNTIL = time(7)
_LAST_BEFORE_QUIET = time(20)
_LEAST_NOTICE = timedelta(minutes=30)  # a reminder that comes later than that is of no use


class Lead(StrEnum):
    """How long before a date somebody wants to be reminded."""

    EVENING = "abend"
    TWO_HOURS = "stunden"


@dataclass(frozen=True, slots=True)
class Told:
    """What a person was told of a date; times are aware."""

    starts: datetime
    ends: datetime
    place: str
    takes_place: bool


@dataclass(frozen=True, slots=True)
class Reminder:
    """What one person asked for.

    Attributes:
        office_hour: With ``planned`` it names the date for good.
        planned: The day the rule gave.
        leads: When the person wants to be reminded.
        sent: What of it went out, or is out of date.
        told: What the person was last told of the date.
    """

    office_hour: str
    planned: date
    leads: frozenset[Lead]
    told: Told
    sent: frozenset[Lead] = frozenset()

    @property
    def key(self) -> tuple[str, date]:
        """Return what names the date."""
        return self.office_hour, self.planned


@dataclass(frozen=True, slots=True)
class Wait:
    """Nothing to do now."""


@dataclass(frozen=True, slots=True)
class Erase:
    """The date has begun or is over: the reminder goes."""


@dataclass(frozen=True, slots=True)
class Remind:
    """Remind of the date; several leads that are due at once make one message."""

    leads: frozenset[Lead]


News = Literal["cancelled", "moved", "back"]


@dataclass(frozen=True, slots=True)
class Tell:
    """Tell what has become of the date; ``now`` is what holds from now on."""

    news: News
    now: Told


Step = Wait | Erase | Remind | Tell


def told_of(consultation: Consultation) -> Told:
    """Return what a person who sees this date is told."""
    return Told(
        consultation.starts, consultation.ends, consultation.place.id, consultation.takes_place
    )


def moment(lead: Lead, starts: datetime) -> datetime:
    """Return when a reminder goes out: outside the quiet hours, in Bochum's wall time."""
    evening_before = starts.astimezone(BOCHUM).date() - timedelta(days=1)
    if lead is Lead.EVENING:
        return datetime.combine(evening_before, EVENING, BOCHUM)
    # Through UTC: two hours stay two hours in the night when the clocks change.
    wanted = (starts.astimezone(UTC) - timedelta(hours=2)).astimezone(BOCHUM)
    if not _is_quiet(wanted):
        return wanted
    if wanted.time() >= QUIET_FROM:
        return datetime.combine(wanted.date(), _LAST_BEFORE_QUIET, BOCHUM)
    morning = datetime.combine(wanted.date(), QUIET_UNTIL, BOCHUM)
    if _before(morning, starts, by=_LEAST_NOTICE):
        return morning
    return datetime.combine(wanted.date() - timedelta(days=1), _LAST_BEFORE_QUIET, BOCHUM)


def still_possible(starts: datetime, now: datetime) -> tuple[Lead, ...]:
    """Return the leads that can still be asked for."""
    return tuple(lead for lead in Lead if _before(now, moment(lead, starts)))


def remind_of(consultation: Consultation, leads: frozenset[Lead]) -> Reminder:
    """Return a new reminder of a date."""
    return Reminder(consultation.office_hour, consultation.planned, leads, told_of(consultation))


def next_step(reminder: Reminder, consultation: Consultation | None, now: datetime) -> Step:
    """Decide what to do about one reminder.

    Args:
        reminder: What was asked for and told.
        consultation: The date as the calendar has it now; ``None`` where it has it no more.
        now: Aware.
    """
    told = reminder.told
    over = not _before(now, told.starts)
    holds = told_of(consultation) if consultation else replace(told, takes_place=False)
    news = _news(told, holds)
    if news and _before(now, told.ends):  # until then somebody may still be on the way
        first = told.starts
        if holds.takes_place and _before(holds.starts, first):
            first = holds.starts
        return Wait() if _can_wait(now, first) else Tell(news, holds)
    if over:
        return Erase()
    due = frozenset(
        lead
        for lead in reminder.leads - reminder.sent
        if told.takes_place and not _before(now, moment(lead, told.starts))
    )
    if not due or _can_wait(now, told.starts):
        return Wait()
    later = reminder.leads - reminder.sent - due
    if later and now.astimezone(BOCHUM).date() == told.starts.astimezone(BOCHUM).date():
        return Wait()  # the evening was missed; one message this morning is enough
    return Remind(due)


def after_reminding(reminder: Reminder, leads: frozenset[Lead]) -> Reminder:
    """Return the reminder once these leads went out."""
    return replace(reminder, sent=reminder.sent | leads)


def after_telling(reminder: Reminder, holds: Told, now: datetime) -> Reminder:
    """Return the reminder once its person knows what holds; for a new time it begins anew."""
    late = frozenset(
        lead for lead in reminder.leads if not _before(now, moment(lead, holds.starts))
    )
    return replace(reminder, told=holds, sent=late)


def _news(told: Told, holds: Told) -> News | None:
    if not holds.takes_place:
        return "cancelled" if told.takes_place else None
    if not told.takes_place:
        return "back"
    same = (
        told.starts.astimezone(UTC) == holds.starts.astimezone(UTC)
        and told.ends.astimezone(UTC) == holds.ends.astimezone(UTC)
        and told.place == holds.place
    )
    return None if same else "moved"


def _is_quiet(when: datetime) -> bool:
    clock = when.astimezone(BOCHUM).time()
    return clock >= QUIET_FROM or clock < QUIET_UNTIL


def _can_wait(now: datetime, starts: datetime) -> bool:
    """Tell whether it is quiet now and what is to be said comes early enough in the morning."""
    if not _is_quiet(now):
        return False
    here = now.astimezone(BOCHUM)
    day = here.date() if here.time() < QUIET_UNTIL else here.date() + timedelta(days=1)
    return _before(datetime.combine(day, QUIET_UNTIL, BOCHUM), starts, by=_LEAST_NOTICE)


def _before(first: datetime, second: datetime, *, by: timedelta = timedelta()) -> bool:
    # In UTC: two times of one zone are compared by their wall clocks, which repeat an hour.
    return first.astimezone(UTC) + by < second.astimezone(UTC)
