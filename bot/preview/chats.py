"""The chats: who is in them, their messages, the buttons tapped and who is told of it all."""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from bot.preview.api_error import ApiError, Json

Listener = Callable[[str, Json], None]


@dataclass
class Chat:
    """One chat with the bot.

    Attributes:
        info: The ``Chat`` object of the Bot API.
        user: The ``User`` object of the client, with the phone's language.
        messages: By ``message_id``, oldest first.
        blocked: Whether the client blocked the bot.
        arrived: What the bot sent or edited, for tests that wait for replies.
        listeners: The pages that show this chat.
        outcome: How the last message was understood, for the side strip.
    """

    info: Json
    user: Json
    messages: dict[int, Json] = field(default_factory=dict)
    blocked: bool = False
    arrived: list[Json] = field(default_factory=list)
    listeners: set[Listener] = field(default_factory=set)
    outcome: Json | None = None

    def announce(self, event: str, content: Json) -> None:
        """Tell the pages that show this chat."""
        for listener in tuple(self.listeners):
            listener(event, content)


@dataclass(slots=True)
class Query:
    """A tapped button that waits for its answer."""

    chat: Chat
    asked_at: float


class Chats:
    """All chats of the preview, in memory.

    Attributes:
        query_seconds: How long a tapped button can be answered.
    """

    def __init__(self, me: Json) -> None:
        self.me = me
        self.query_seconds = 60.0
        self._chats: dict[int, Chat] = {}
        self._queries: dict[str, Query] = {}
        self._last_message = 0

    def __iter__(self) -> Iterator[Chat]:
        return iter(tuple(self._chats.values()))

    def open(self, chat_id: int, *, language: str | None = None) -> Chat:
        """Return the private chat with this id, new or known; a language renews the user's."""
        chat = self._chats.get(chat_id)
        if chat is None:
            info = {"id": chat_id, "type": "private", "first_name": "Vorschau"}
            user = {"id": chat_id, "is_bot": False, "first_name": "Vorschau"}
            chat = self.learn(info, {**user, "language_code": language or "de"})
        elif language:
            chat.user["language_code"] = language
        return chat

    def learn(self, info: Json, user: Json) -> Chat:
        """Return the chat of a given ``Chat`` object, added where it is unknown."""
        return self._chats.setdefault(info["id"], Chat(info, user))

    def close(self, chat_id: int) -> None:
        """Forget a chat with everything in it."""
        self._chats.pop(chat_id, None)

    def find(self, chat_id: str) -> Chat:
        """Return the chat a call names.

        Raises:
            ApiError: 400, none is named or nobody opened it.
        """
        if not chat_id:
            raise ApiError("chat_id is empty")
        chat = self._chats.get(int(chat_id)) if chat_id.lstrip("-").isdecimal() else None
        if chat is None:
            raise ApiError("chat not found")
        return chat

    def writable(self, chat_id: str) -> Chat:
        """Return the chat a call writes to.

        Raises:
            ApiError: 403, the client blocked the bot; 400 as ``find``.
        """
        chat = self.find(chat_id)
        if chat.blocked:
            raise ApiError("bot was blocked by the user", 403)
        return chat

    def add_message(self, chat: Chat, sender: Json, content: Json) -> Json:
        """Store a new message, give it an id, the time and its place, and announce it."""
        self._last_message += 1
        number = content.get("message_id", self._last_message)
        self._last_message = max(self._last_message, number)
        message: Json = {
            "message_id": number,
            "from": dict(sender),
            "chat": dict(chat.info),
            "date": int(time.time()),
            **content,
        }
        chat.messages[number] = message
        if sender["id"] == self.me["id"]:
            chat.arrived.append(message)
        chat.announce("message", message)
        return message

    def replace_message(self, chat: Chat, message: Json) -> Json:
        """Store an edited message in place of the old one and announce it."""
        message = {**message, "edit_date": int(time.time())}
        chat.messages[message["message_id"]] = message
        chat.arrived.append(message)
        chat.announce("message", message)
        return message

    def remove_message(self, chat: Chat, number: int) -> None:
        """Delete a message and announce it.

        Raises:
            ApiError: 400, there is none with this number.
        """
        if chat.messages.pop(number, None) is None:
            raise ApiError("message to delete not found")
        chat.announce("deleted", {"message_id": number})

    def ask(self, chat: Chat) -> str:
        """Open a query for a tapped button; return its id."""
        number = str(secrets.randbits(62))
        self.know(number, chat)
        return number

    def know(self, number: str, chat: Chat) -> None:
        """Open a query whose id is given."""
        self._queries[number] = Query(chat, time.monotonic())

    def expire_queries(self) -> None:
        """Let every open query grow too old to be answered."""
        self._queries.clear()

    def answer(self, number: str) -> Chat:
        """Close a query.

        Returns:
            The chat where the button was tapped.
        Raises:
            ApiError: 400, the query is unknown, answered already or too old.
        """
        query = self._queries.pop(number, None)
        if query is None or time.monotonic() - query.asked_at > self.query_seconds:
            raise ApiError("query is too old and response timeout expired or query ID is invalid")
        return query.chat
