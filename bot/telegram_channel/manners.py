"""Manners towards a chat that floods, and with messages that arrive hours late."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

LATE = timedelta(hours=1)
"""An older message is no longer part of a conversation: it waited through an outage."""

HINT_AGAIN = 60.0  # seconds between two hints to one chat
ONCE_IN = 600.0  # seconds in which a chat gets one answer to everything that came late
_MOST = 10_000  # chats remembered


@dataclass
class Manners:
    """Remember for a while, in memory, which chats were told something.

    Attributes:
        now: Returns the seconds of a clock that never goes back.
        today: Returns the time of day, with its zone.
    """

    now: Callable[[], float] = time.monotonic
    today: Callable[[], datetime] = lambda: datetime.now(UTC)
    _hinted: OrderedDict[int, float] = field(default_factory=OrderedDict)
    _answered: OrderedDict[int, float] = field(default_factory=OrderedDict)

    def may_hint(self, chat_id: int) -> bool:
        """Tell whether a flooding chat is to be told so now; counts as done."""
        return self._first_in(HINT_AGAIN, self._hinted, chat_id)

    def is_late(self, sent: datetime | None) -> bool:
        """Tell whether a message waited so long that its writer has gone on."""
        return sent is not None and self.today() - sent > LATE

    def may_answer_late(self, chat_id: int, *, more: bool) -> bool:
        """Tell whether to answer a late message; counts as done.

        Args:
            chat_id: The chat.
            more: Whether later messages of the chat wait already: the last one is answered.
        """
        return not more and self._first_in(ONCE_IN, self._answered, chat_id)

    def _first_in(self, seconds: float, times: OrderedDict[int, float], chat_id: int) -> bool:
        now = self.now()
        last = times.get(chat_id)
        if last is not None and now - last < seconds:
            return False
        times[chat_id] = now
        times.move_to_end(chat_id)
        while len(times) > _MOST:
            times.popitem(last=False)
        return True
