"""What the bot remembers of each chat, in memory only."""

from __future__ import annotations

from collections import OrderedDict

from bot.dialog.turn import ChatState

MOST = 50_000  # about 20 MB; the chats silent for longest are forgotten first


class Conversations:
    """The states of the chats, by chat id; bounded, never written to disk."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._states: OrderedDict[int, ChatState] = OrderedDict()

    def get(self, chat_id: int) -> ChatState | None:
        """Return the state of a chat, ``None`` for one that is not remembered."""
        return self._states.get(chat_id)

    def put(self, chat_id: int, state: ChatState) -> None:
        """Remember a chat's state as the most recent."""
        self._states[chat_id] = state
        self._states.move_to_end(chat_id)
        while len(self._states) > self._most:
            self._states.popitem(last=False)

    def forget(self, chat_id: int) -> None:
        """Forget a chat."""
        self._states.pop(chat_id, None)
