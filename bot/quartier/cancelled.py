"""Dates that staff called off on the road: beside the calendar until an editor takes them over."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from bot.quartier.calendar import Calendar, Change, ChangeKind


@dataclass(frozen=True, slots=True)
class Cancelled:
    """One date called off.

    Attributes:
        planned: The day the rule gave; with ``office_hour`` it names the date.
        since: Day on which it was called off.
    """

    office_hour: str
    planned: date
    since: date

    @property
    def key(self) -> tuple[str, date]:
        """Return what names the date."""
        return self.office_hour, self.planned


def as_changes(
    cancelled: Iterable[Cancelled], calendar: Calendar, reason: str
) -> tuple[Change, ...]:
    """Return the changes to the calendar; a date that was moved is called off where it moved to.

    An edit of the YAML on a later day wins over them, as the later word on a date always does.
    """
    return tuple(
        _change(each, calendar, reason)
        for each in cancelled
        if each.office_hour in calendar.office_hours
    )


def _change(cancelled: Cancelled, calendar: Calendar, reason: str) -> Change:
    moved = [
        change
        for change in calendar.changes
        if (change.office_hour, change.day) == cancelled.key
        and change.kind is ChangeKind.MOVED
        and change.noted_on <= cancelled.since
    ]
    last = max(moved, key=lambda change: change.noted_on, default=None)
    return Change(
        cancelled.office_hour,
        cancelled.planned,
        ChangeKind.CANCELLED,
        cancelled.since,
        new_day=last.new_day if last else None,
        new_starts=last.new_starts if last else None,
        new_ends=last.new_ends if last else None,
        new_place=last.new_place if last else None,
        reason=reason,
    )


def is_taken_over(cancelled: Cancelled, calendar: Calendar) -> bool:
    """Tell whether the YAML has its own word on the date since then."""
    return any(
        (change.office_hour, change.day) == cancelled.key
        and (change.kind is ChangeKind.CANCELLED or change.noted_on > cancelled.since)
        for change in calendar.changes
    )


def yaml_lines(cancelled: Iterable[Cancelled], reason: str) -> str:
    """Return the lines that an editor pastes into ``sprechstunden.yaml``, one block a rule."""
    found: dict[str, list[str]] = {}
    for each in sorted(cancelled, key=lambda one: one.key):
        lines = found.setdefault(each.office_hour, [f"  {each.office_hour}:", "    ausnahmen:"])
        lines += [f"      {each.planned}:", "        was: fällt aus"]
        if reason:
            lines.append(f"        grund: {reason}")
        lines.append(f"        stand: {each.since}")
    return "\n".join(line for lines in found.values() for line in lines)
