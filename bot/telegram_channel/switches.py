"""Questions that staff switched off from the phone: off at once, and still off after a restart."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import date

from bot.knowledge.model import Knowledge
from bot.storage.operation import Operation, SwitchedOff

logger = logging.getLogger(__name__)


class Switches:
    """Hold which questions are off.

    Args:
        operation: Where that is kept.
        knowledge: Returns the knowledge of this moment.
    """

    def __init__(self, operation: Operation, knowledge: Callable[[], Knowledge]) -> None:
        self._operation = operation
        self._knowledge = knowledge
        self._off = {each.intent: each.since for each in operation.switched_off()}

    def all(self) -> tuple[SwitchedOff, ...]:
        """Return the questions that are off under their present ids, oldest first.

        One that was renamed is still off; one that was removed is left out.
        """
        knowledge = self._knowledge()
        found: dict[str, date] = {}
        for intent_id, since in self._off.items():
            intent = knowledge.intent(intent_id)
            if intent is not None:
                found[intent.id] = min(since, found.get(intent.id, since))
        return tuple(
            SwitchedOff(each, since)
            for each, since in sorted(found.items(), key=lambda pair: (pair[1], pair[0]))
        )

    def ids(self) -> frozenset[str]:
        """Return the ids of the questions that are off."""
        return frozenset(each.intent for each in self.all()) if self._off else frozenset()

    def off(self, intent: str, today: date) -> bool:
        """Switch a question off; return whether that outlives a restart."""
        self._off.setdefault(intent, today)
        logger.warning("intent=off id=%s", intent)
        return self._operation.switch_off(intent, today)

    def on(self, intent: str) -> bool:
        """Switch a question on, whatever its id was then; return whether it outlives a restart."""
        knowledge = self._knowledge()
        kept = True
        for each in list(self._off):
            found = knowledge.intent(each)
            if each == intent or (found is not None and found.id == intent):
                del self._off[each]
                kept = self._operation.switch_on(each) and kept
        logger.warning("intent=on id=%s", intent)
        return kept
