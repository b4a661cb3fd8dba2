"""The queue between Telegram and the handlers: what enters it is noted, what is known is left out.

python-telegram-bot puts each update into this queue before it tells Telegram that it arrived, by
polling and by webhook alike. So whatever has entered is safe: killed in the middle, the next start
takes it up again.
"""

from __future__ import annotations

import asyncio
import json
import logging
import time
from collections import Counter
from collections.abc import Callable
from datetime import date

from telegram import Bot, Update

from bot.storage import inbox as storage
from bot.telegram_channel.state import ChannelState

logger = logging.getLogger(__name__)


class Inbox(asyncio.Queue[object]):
    """Hold the updates that wait to be answered.

    Args:
        store: Where they are noted; ``None`` keeps them in memory only.
        today: Returns the day in Bochum.
        state: Counts them.
    """

    def __init__(
        self,
        store: storage.Inbox | None = None,
        *,
        today: Callable[[], date] = date.today,
        state: ChannelState | None = None,
    ) -> None:
        super().__init__()
        self.state = state or ChannelState()
        self._store = store
        self._today = today
        self._kept: set[int] = set()
        self._known: dict[int, None] = {}
        self._of_chat: Counter[int] = Counter()
        self._arrived: dict[int, float] = {}
        if store is not None:
            self._known = dict.fromkeys(sorted(store.answered()))

    async def put(self, item: object) -> None:
        """Note an update and queue it; one that is known already is left out."""
        if isinstance(item, Update):
            self.state.touch()
            if item.update_id in self._known:
                self.state.duplicates += 1
                logger.info("update=duplicate left_out=1")
                return
            self._remember(item.update_id)
            self._note(item)
            self._count(item, 1)
            self._arrived[item.update_id] = time.monotonic()
        await super().put(item)

    async def restore(self, bot: Bot) -> int:
        """Queue what an earlier process noted and did not answer; return how much.

        To be called once, before anything is fetched.
        """
        if self._store is None:
            return 0
        count = 0
        for waiting in self._store.waiting():
            update = Update.de_json(json.loads(waiting.content), bot)
            if update is None or update.update_id in self._known:
                self._store.done(waiting.number)
                continue
            self._remember(update.update_id)
            self._count(update, 1)
            await super().put(update)
            count += 1
        if count:
            logger.info("inbox=restored updates=%d", count)
        return count

    def begin(self) -> None:
        """Note that an update is being answered."""
        self.state.waiting = max(0, self.state.waiting - 1)
        self.state.in_flight += 1

    def keep(self, update_id: int) -> None:
        """Leave an update for the next start: its answer could not be delivered."""
        self._kept.add(update_id)

    def done(self, update: Update) -> None:
        """Erase an update that was answered."""
        self.state.in_flight -= 1
        self._count(update, -1)
        arrived = self._arrived.pop(update.update_id, None)
        if update.update_id in self._kept:
            return
        self.state.answered += 1
        if arrived is not None:
            self.state.on_answered(time.monotonic() - arrived)
        if self._store is not None:
            self._store.done(update.update_id)

    def waiting(self, chat_id: int) -> int:
        """Return how many updates of a chat wait or are being answered."""
        return self._of_chat[chat_id]

    def _count(self, update: Update, step: int) -> None:
        if step > 0:
            self.state.waiting += 1
        if (chat := update.effective_chat) is not None:
            self._of_chat[chat.id] += step
            if not self._of_chat[chat.id]:
                del self._of_chat[chat.id]

    def _note(self, update: Update) -> None:
        if self._store is None:
            return
        chat = update.effective_chat
        self._store.note(update.update_id, chat.id if chat else 0, update.to_json(), self._today())

    def _remember(self, update_id: int) -> None:
        self._known[update_id] = None
        while len(self._known) > storage.REMEMBERED:
            del self._known[next(iter(self._known))]
