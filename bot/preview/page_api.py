"""What the page asks for: its own files, the chat as a stream of events, and what a client does."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from typing import Any

from tornado.iostream import StreamClosedError
from tornado.web import HTTPError

from bot.preview.api_error import ApiError, Json
from bot.preview.chats import Chat
from bot.preview.client import Client
from bot.preview.files import picture_type
from bot.preview.guard import GuardedHandler
from bot.preview.phone_view import LANGUAGES, chat_view, profile_view
from bot.preview.world import World

_PAGE = Path(__file__).parent / "page"
_KINDS = {
    ".html": "text/html",
    ".css": "text/css",
    ".js": "text/javascript",
    ".svg": "image/svg+xml",
}
_HEARTBEAT = 15.0
_LONGEST_TEXT = 4096
_EXAMPLES: dict[str, Json] = {
    "photo": {
        "photo": [{"file_id": "example", "file_unique_id": "e", "width": 640, "height": 480}]
    },
    "voice": {"voice": {"file_id": "example", "file_unique_id": "e", "duration": 7}},
    "sticker": {
        "sticker": {
            "file_id": "example",
            "file_unique_id": "e",
            "type": "regular",
            "width": 512,
            "height": 512,
            "is_animated": False,
            "is_video": False,
            "emoji": "👍",
        }
    },
    "document": {
        "document": {"file_id": "example", "file_unique_id": "e", "file_name": "Bescheid.pdf"}
    },
}


class PageHandler(GuardedHandler):
    """Hands out the page's files, and only those."""

    is_page = True

    def get(self, name: str) -> None:
        """Hand out one file."""
        path = _PAGE / (name or "index.html")
        if path.suffix not in _KINDS or not path.is_file() or path.parent != _PAGE:
            raise HTTPError(404)
        self.set_header("Content-Type", f"{_KINDS[path.suffix]}; charset=utf-8")
        self.finish(path.read_bytes())


class _ChatHandler(GuardedHandler):
    def initialize(self, world: World, client: Client) -> None:
        """Take what every answer needs."""
        self.world = world
        self.client = client

    def chat_of(self, number: Any, language: Any) -> Chat:
        """Return the chat of a page, opened where it is new."""
        if isinstance(number, str) and number.isdecimal():
            number = int(number)
        if not isinstance(number, int) or not 0 < number < 2**52:
            raise HTTPError(400)
        return self.world.chats.open(number, language=language if language in LANGUAGES else None)


class EventsHandler(_ChatHandler):
    """Streams one chat: first all of it, then every change."""

    async def get(self) -> None:
        """Stream until the page goes away."""
        chat = self.chat_of(self.get_argument("chat"), self.get_argument("language", "de"))
        waiting: asyncio.Queue[tuple[str, Json]] = asyncio.Queue()
        self.set_header("Content-Type", "text/event-stream; charset=utf-8")
        self.waiting = waiting

        def listener(event: str, content: Json) -> None:
            waiting.put_nowait((event, content))

        chat.listeners.add(listener)
        self.write("retry: 1000\n\n")  # milliseconds until a page tries again
        waiting.put_nowait(("all", chat_view(self.world, chat)))
        try:
            while True:
                try:
                    event, content = await asyncio.wait_for(waiting.get(), _HEARTBEAT)
                except TimeoutError:
                    self.write(": still here\n\n")
                else:
                    if event == "end":
                        return
                    if event == "profile":
                        content = profile_view(self.world, chat)
                    self.write(f"event: {event}\ndata: {json.dumps(content)}\n\n")
                await self.flush()
        except StreamClosedError:
            return
        finally:
            chat.listeners.discard(listener)

    def on_connection_close(self) -> None:
        """End the stream when the page goes away."""
        if hasattr(self, "waiting"):
            self.waiting.put_nowait(("end", {}))


class ActionHandler(_ChatHandler):
    """Does what the client does on the page: ``/phone/say``, ``tap``, ``location``, ``send``."""

    def post(self, action: str) -> None:
        """Carry out one action sent as JSON."""
        try:
            wish = json.loads(self.request.body)
            chat = self.chat_of(wish["chat"], wish.get("language"))
            answer = self._do(action, chat, wish)
        except (KeyError, TypeError, ValueError, IndexError) as error:
            raise HTTPError(400) from error
        self.set_header("Content-Type", "application/json")
        self.finish(json.dumps(answer))

    def _do(self, action: str, chat: Chat, wish: Json) -> Json:
        match action:
            case "say":
                text = str(wish["text"]).strip()[:_LONGEST_TEXT]
                if not text:
                    raise ValueError("empty")
                return {"message": self.client.says(chat, text)["message_id"]}
            case "tap":
                number = int(wish["message"])
                row = chat.messages[number]["reply_markup"]["inline_keyboard"][int(wish["row"])]
                data = row[int(wish["column"])]["callback_data"]
                return {"query": self.client.presses(chat, number, data)}
            case "location":
                latitude, longitude = float(wish["latitude"]), float(wish["longitude"])
                if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
                    raise ValueError("no place on earth")
                self.client.shares_location(chat, latitude, longitude)
            case "send":
                self.client.sends_message(chat, dict(_EXAMPLES[wish["kind"]]))
            case _:
                raise KeyError(action)
        return {}


class DownloadHandler(GuardedHandler):
    """Hands out files the bot sent, pictures to look at and all else to save."""

    def initialize(self, world: World) -> None:
        """Take what every answer needs."""
        self.world = world

    def get(self, file_id: str) -> None:
        """Hand out one file."""
        try:
            file = self.world.files.find(file_id)
        except ApiError as error:
            raise HTTPError(404) from error
        if kind := picture_type(file.upload.content):
            self.set_header("Content-Type", kind)
        else:
            self.set_header("Content-Type", "application/octet-stream")
            self.set_header("Content-Disposition", "attachment")
        self.finish(file.upload.content)
