"""What a client does on the phone, turned into the updates Telegram would send."""

from __future__ import annotations

from collections.abc import Iterator

from bot.preview.api_error import Json
from bot.preview.chats import Chat
from bot.preview.texts import with_found
from bot.preview.world import World

_TYPED = frozenset({"bot_command", "url", "email", "mention", "hashtag", "phone_number"})
_MESSAGES = ("message", "edited_message", "channel_post", "edited_channel_post")


class Client:
    """The people at the phones."""

    def __init__(self, world: World) -> None:
        self._world = world

    def says(self, chat: Chat, text: str) -> Json:
        """Send a text; commands, links and addresses in it get their entities."""
        content: Json = {"text": text}
        entities = [mark for mark in with_found(text, []) if mark["type"] in _TYPED]
        if entities:
            content["entities"] = entities
        return self.sends_message(chat, content)

    def edits(self, chat: Chat, message_id: int, text: str) -> Json:
        """Change a text sent before."""
        message = {**chat.messages[message_id], "text": text}
        message["edit_date"] = message["date"] + 1
        chat.messages[message_id] = message
        chat.announce("message", message)
        self._world.updates.add("edited_message", message)
        return message

    def sends_message(self, chat: Chat, content: Json) -> Json:
        """Send anything else: ``content`` holds the fields of the message."""
        message = self._world.chats.add_message(chat, chat.user, content)
        self._world.updates.add("message", message)
        return message

    def shares_location(self, chat: Chat, latitude: float, longitude: float) -> Json:
        """Send a point on the map."""
        return self.sends_message(
            chat, {"location": {"latitude": latitude, "longitude": longitude}}
        )

    def taps(self, chat: Chat, label_or_data: str) -> str:
        """Tap the newest button with this label or ``callback_data``.

        Returns:
            The id of the query the bot has to answer.
        Raises:
            LookupError: No message in the chat has such a button.
        """
        for message in reversed(chat.messages.values()):
            for button in buttons_of(message):
                if label_or_data in (button["text"], button.get("callback_data")):
                    return self.presses(chat, message["message_id"], button["callback_data"])
        labels = [
            button["text"] for message in chat.messages.values() for button in buttons_of(message)
        ]
        raise LookupError(f"no button {label_or_data!r} in the chat; there are {labels}")

    def presses(self, chat: Chat, message_id: int, data: str) -> str:
        """Press a button with any ``data``, also one that is no longer there.

        Returns:
            The id of the query the bot has to answer.
        """
        message = chat.messages.get(message_id)
        if message is None:
            message = {"message_id": message_id, "date": 0, "chat": dict(chat.info)}
        number = self._world.chats.ask(chat)
        query = {
            "id": number,
            "from": dict(chat.user),
            "message": message,
            "chat_instance": str(chat.info["id"]),
            "data": data,
        }
        self._world.updates.add("callback_query", query)
        return number

    def blocks(self, chat: Chat, *, blocked: bool = True) -> None:
        """Block the bot, or let it write again."""
        chat.blocked = blocked
        statuses = ("member", "kicked") if blocked else ("kicked", "member")
        old, new = (self._standing(status) for status in statuses)
        change: Json = {
            "chat": dict(chat.info),
            "from": dict(chat.user),
            "date": 0,
            "old_chat_member": old,
            "new_chat_member": new,
        }
        self._world.updates.add("my_chat_member", change)

    def _standing(self, status: str) -> Json:
        until: Json = {"until_date": 0} if status == "kicked" else {}
        return {"status": status, "user": self._world.me, **until}

    def sends(self, update: Json) -> int:
        """Send an update as a test wrote it; the chats and messages in it become known.

        Returns:
            Its ``update_id``, given or new.
        """
        for kind, content in update.items():
            if kind == "update_id":
                continue
            self._learn(kind, content)
            return self._world.updates.add(kind, content, update_id=update.get("update_id"))
        raise ValueError("the update holds nothing")

    def _learn(self, kind: str, content: Json) -> None:
        message = content if kind in _MESSAGES else content.get("message")
        info = content.get("chat") or (message or {}).get("chat")
        if not info:
            return
        chat = self._world.chats.learn(info, content.get("from", {"id": info["id"]}))
        if message and message.get("date"):
            chat.messages.setdefault(message["message_id"], message)
        if kind == "callback_query":
            self._world.chats.know(content["id"], chat)


def buttons_of(message: Json) -> Iterator[Json]:
    """Yield the tappable buttons below a message."""
    for row in message.get("reply_markup", {}).get("inline_keyboard", ()):
        yield from (button for button in row if "callback_data" in button)
