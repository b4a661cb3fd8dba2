"""Dates called off from the phone: off at once for everyone, and still off after a restart."""

from __future__ import annotations

import logging
from datetime import date, timedelta

from bot.quartier.calendar import Calendar, Change
from bot.quartier.cancelled import Cancelled, as_changes
from bot.storage.cancellations import Cancellations as Room

logger = logging.getLogger(__name__)

REASON = "absage_grund"
# A date may have been moved: it is forgotten only when its new day is over as well.
_KEPT_AFTER = timedelta(days=90)


class Cancellations:
    """Hold which dates are called off.

    Args:
        room: Where that is kept.
    """

    def __init__(self, room: Room) -> None:
        self._room = room
        self._off = {each.key: each for each in room.all()}

    def changes(self, calendar: Calendar) -> tuple[Change, ...]:
        """Return them as changes to a calendar, for clients, reminders and staff alike."""
        if not self._off:
            return ()
        reason = calendar.texts.get(REASON, "").strip()
        return as_changes(tuple(self._off.values()), calendar, reason)

    def has(self, office_hour: str, planned: date) -> bool:
        """Tell whether a date was called off from the phone."""
        return (office_hour, planned) in self._off

    def cancel(self, office_hour: str, planned: date, today: date) -> bool:
        """Call a date off; return whether that outlives a restart."""
        cancelled = Cancelled(office_hour, planned, today)
        # A new mapping: other threads may be reading the old one.
        self._off = {
            key: each for key, each in self._off.items() if each.planned >= today - _KEPT_AFTER
        } | {cancelled.key: cancelled}
        logger.warning("consultation=cancelled id=%s day=%s", office_hour, planned)
        self._room.forget(today - _KEPT_AFTER)
        return self._room.add(cancelled)

    def take_back(self, office_hour: str, planned: date) -> bool:
        """Let a date take place after all; return whether that outlives a restart."""
        self._off = {key: each for key, each in self._off.items() if key != (office_hour, planned)}
        logger.warning("consultation=reinstated id=%s day=%s", office_hour, planned)
        return self._room.remove(office_hour, planned)
