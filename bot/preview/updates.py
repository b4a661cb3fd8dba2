"""The updates that wait for the bot: long polling with confirmation, one poller at a time."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Callable

from bot.preview.api_error import ApiError, Json

_NOT_BY_DEFAULT = frozenset({"chat_member", "message_reaction", "message_reaction_count"})
CONFLICT = "terminated by other getUpdates request; make sure that only one bot instance is running"


class Updates:
    """A queue whose entries leave only when the bot asks for a later one.

    Attributes:
        waiting: Updates not yet confirmed, by rising ``update_id``.
        on_new: Called after each new update; the webhook listens here.
    """

    def __init__(self) -> None:
        self.waiting: list[Json] = []
        self.on_new: Callable[[], None] = lambda: None
        self._allowed: frozenset[str] | None = None
        self._next_id = 100_000_000 + secrets.randbelow(1_000_000)
        self._poller: asyncio.Future[None] | None = None

    def add(self, kind: str, content: Json, *, update_id: int | None = None) -> int:
        """Append an update of one kind; kinds the bot did not ask for are dropped.

        Returns:
            Its ``update_id``.
        """
        number = self._next_id if update_id is None else update_id
        self._next_id = max(self._next_id, number + 1)
        wanted = kind not in _NOT_BY_DEFAULT if self._allowed is None else kind in self._allowed
        if wanted:
            self.waiting.append({"update_id": number, kind: content})
            self._wake()
            self.on_new()
        return number

    def allow(self, kinds: list[str] | None) -> None:
        """Remember which kinds the bot wants; ``None`` changes nothing, ``[]`` is the default."""
        if kinds is not None:
            self._allowed = frozenset(kinds) or None

    @property
    def allowed(self) -> list[str]:
        """Return the kinds asked for, empty for the default."""
        return sorted(self._allowed or ())

    def confirm(self, offset: int) -> None:
        """Forget the updates before ``offset``; a negative one keeps only the last of them."""
        if offset > 0:
            self.waiting = [update for update in self.waiting if update["update_id"] >= offset]
        elif offset < 0:
            self.waiting = self.waiting[offset:]

    async def poll(self, *, offset: int, limit: int, timeout: float) -> list[Json]:
        """Confirm, then hand out what waits, or wait for it.

        Raises:
            ApiError: 409, another poll came in while this one waited.
        """
        self.end_poll(ApiError(CONFLICT, 409))
        self.confirm(offset)
        if not self.waiting and timeout > 0:
            poller = self._poller = asyncio.get_running_loop().create_future()
            try:
                await asyncio.wait_for(poller, timeout)
            except TimeoutError:
                return []
            finally:
                if self._poller is poller:
                    self._poller = None
        return self.waiting[: limit if 1 <= limit <= 100 else 100]

    @property
    def is_polled(self) -> bool:
        """Tell whether a poll waits right now."""
        return self._poller is not None

    def end_poll(self, reason: ApiError | None = None) -> None:
        """End the poll that waits, if one does: with an error, or with what there is."""
        poller, self._poller = self._poller, None
        if poller and not poller.done():
            if reason:
                poller.set_exception(reason)
            else:
                poller.set_result(None)

    def _wake(self) -> None:
        self.end_poll()
