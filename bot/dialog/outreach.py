"""What the dialog needs to know of the consultations at one moment, as values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from bot.quartier.calendar import Calendar, Change, Consultation
from bot.quartier.schedule import BOCHUM, dates, upcoming

MOVED_BY = timedelta(days=60)  # how far a date may move and still be found


@dataclass(frozen=True)
class Outreach:
    """The calendar and how it is shown.

    Attributes:
        calendar: Places and rules.
        changes: Changes that are not in the YAML yet, such as cancellations by staff.
        examples: Whether entries that are only examples are shown; the preview alone sets it.
        posters: Ids of all posters ever printed. Behind a link can stand anything somebody typed,
            a name as well; what is no poster's id is neither remembered nor counted.
        now: The time in Bochum; with it, what is over today is not offered any more.
    """

    calendar: Calendar
    changes: tuple[Change, ...] = ()
    examples: bool = False
    posters: frozenset[str] = frozenset()
    now: time | None = None

    def upcoming(self, today: date) -> tuple[Consultation, ...]:
        """Return the dates from now on that a client may see."""
        return upcoming(
            self.calendar, today, now=self.now, changes=self.changes, examples=self.examples
        )

    def find(self, office_hour: str, planned: date, today: date) -> Consultation | None:
        """Return a date wherever it was moved, also a past one; ``None`` where it is gone.

        Args:
            office_hour: The rule it comes from.
            planned: The day the rule gave.
            today: The day in Bochum.
        """
        found = dates(
            self.calendar,
            min(planned, today),
            max(planned, today) + MOVED_BY,
            changes=self.changes,
            examples=self.examples,
        )
        return next((each for each in found if each.key == (office_hour, planned)), None)

    def moment(self, today: date) -> datetime:
        """Return the time in Bochum; the beginning of the day where only that is known."""
        clock = (self.now or time()).replace(tzinfo=None)
        return datetime.combine(today, clock, BOCHUM)
