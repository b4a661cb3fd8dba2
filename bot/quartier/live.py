"""The calendar folder as it is now; an edit with errors changes nothing but the problems."""

from __future__ import annotations

import logging
import threading
from pathlib import Path

from bot.knowledge.problems import Severity
from bot.knowledge.yaml_reader import read_file
from bot.quartier.calendar import Calendar
from bot.quartier.posters_file import POSTERS, poster_ids
from bot.quartier.reader import fingerprint, read_calendar

logger = logging.getLogger(__name__)


class LiveCalendar:
    """Hold the last good calendar of a knowledge folder and take over valid edits.

    ``current`` and ``posters``, the ids of all posters, may be read from any thread at any time. A
    folder that is wrong at the start gives an empty calendar: the bot then says honestly that it
    knows no dates.
    """

    def __init__(self, knowledge: Path) -> None:
        self._knowledge = knowledge
        self._lock = threading.Lock()
        self._seen: tuple[tuple[str, int, int], ...] | None = None
        self.current = Calendar()
        self.posters: frozenset[str] = frozenset()
        self.refresh()

    def refresh(self) -> bool:
        """Look at the folder and take over what was edited; return whether anything changed."""
        with self._lock:
            try:
                seen = fingerprint(self._knowledge)
            except OSError:
                seen = ()
            if seen == self._seen:
                return False
            self._seen = seen
            self.posters = self._read_posters() or self.posters
            self.loaded = read_calendar(self._knowledge)
            if self.loaded.calendar is None:
                errors = [each for each in self.loaded.problems if each.severity is Severity.ERROR]
                logger.error("calendar=refused errors=%d first=%s", len(errors), errors[0].code)
            else:
                self.current = self.loaded.calendar
                logger.info("calendar=loaded places=%d", len(self.current.places))
            return True

    def _read_posters(self) -> frozenset[str]:
        path = self._knowledge / POSTERS
        return poster_ids(read_file(path, POSTERS)) if path.exists() else frozenset()
