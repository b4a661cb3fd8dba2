"""What is to be done about reminders, by the calendar of this moment.

A change of a date is told only once it has stood for a moment: who edits a file often saves it
twice, and who cancels by mistake takes it back.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from bot.dialog.outreach import MOVED_BY, Outreach
from bot.quartier.calendar import Consultation
from bot.quartier.reminders import Reminder, Step, Tell, Told, Wait, next_step
from bot.quartier.schedule import BOCHUM, HORIZON, dates

Key = tuple[str, date]


@dataclass
class PendingSteps:
    """Decide about reminders, and remember since when each change stands.

    Attributes:
        outreach: Returns the calendar of this moment.
        clock: Returns the time, aware.
        settled: How long a change must have stood.
    """

    outreach: Callable[[], Outreach]
    clock: Callable[[], datetime]
    settled: timedelta
    _calendar: dict[Key, Consultation] = field(default_factory=dict)
    _changed: dict[tuple[Key, Told], datetime] = field(default_factory=dict)
    _standing: set[tuple[Key, Told]] = field(default_factory=set)

    def look(self) -> bool:
        """Look at the calendar anew; return whether it can be read at all.

        An unreadable one is empty, and no reason to call everything off.
        """
        outreach = self.outreach()
        today = self.clock().astimezone(BOCHUM).date()
        found = dates(
            outreach.calendar,
            today - MOVED_BY,
            today + HORIZON + MOVED_BY,
            changes=outreach.changes,
            examples=outreach.examples,
        )
        self._calendar = {each.key: each for each in found}
        return bool(outreach.calendar.places)

    def step(self, reminder: Reminder) -> Step:
        """Return what is to be done about one reminder now."""
        now = self.clock()
        reminder = self._with_place_of_today(reminder)
        step = next_step(reminder, self.date_of(reminder), now)
        if not isinstance(step, Tell):
            return step
        change = (reminder.key, step.now)
        self._standing.add(change)
        return step if now - self._changed.setdefault(change, now) >= self.settled else Wait()

    def forget_gone(self) -> None:
        """Forget the changes that no step asked about since the last call: they were taken back."""
        self._changed = {
            each: when for each, when in self._changed.items() if each in self._standing
        }
        self._standing = set()

    def date_of(self, reminder: Reminder) -> Consultation | None:
        """Return the date of a reminder, also under a rule that was given another id."""
        if reminder.key in self._calendar:
            return self._calendar[reminder.key]
        told = self._with_place_of_today(reminder).told
        same = (
            each
            for each in self._calendar.values()
            if each.takes_place and each.place.id == told.place and each.starts == told.starts
        )
        return next(same, None)

    def _with_place_of_today(self, reminder: Reminder) -> Reminder:
        """Return the reminder with its place's new id: a house under a new id is no news."""
        place = self.outreach().calendar.place(reminder.told.place)
        if place is None or place.id == reminder.told.place:
            return reminder
        return replace(reminder, told=replace(reminder.told, place=place.id))
