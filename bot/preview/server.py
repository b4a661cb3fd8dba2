"""The preview as one object: start it, stop it, and in tests be the client."""

from __future__ import annotations

import asyncio
import time
from typing import Any

from tornado.httpserver import HTTPServer
from tornado.web import Application

from bot.preview.api_error import Json
from bot.preview.bot_api import BotApi, Call, FileHandler, MethodHandler, UnknownHandler
from bot.preview.chats import Chat
from bot.preview.client import Client
from bot.preview.faults import Faults
from bot.preview.loopback import listen
from bot.preview.page_api import ActionHandler, DownloadHandler, EventsHandler, PageHandler
from bot.preview.world import new_world

_UPLOAD_LIMIT = 64 * 1024 * 1024


class PhoneServer:
    """An emulated Bot API and a phone in the browser, on this machine only.

    Runs inside the caller's asyncio loop. Everything lives in memory and ends with it.

    Args:
        port: Where to listen; 0 takes any free port.
        token: The only token that is accepted; its number is the bot's id.
        latency: Seconds every call to the Bot API takes longer.
        username: The bot's @name.
        name: The bot's name until it sets one.
    Attributes:
        world: Chats, updates, files and profile.
        client: What a client does, for whole chats; the ``client_…`` methods wrap it.
    """

    def __init__(
        self,
        port: int = 8080,
        *,
        token: str = "1:preview",  # noqa: S107  (opens nothing but this emulator)
        latency: float = 0.0,
        username: str = "jobcenter_bochum_vorschau_bot",
        name: str = "Jobcenter Bochum",
    ) -> None:
        self.port = port
        self.token = token
        self.world = new_world(token, username, name)
        self.client = Client(self.world)
        self._api = BotApi(self.world, token)
        self._api.faults.latency = latency
        self._server: HTTPServer | None = None

    async def start(self) -> None:
        """Listen on 127.0.0.1.

        Raises:
            OSError: The port is taken or not allowed.
        """
        listener = listen(self.port)
        self.port = listener.getsockname()[1]
        self._server = HTTPServer(
            self._application(), max_buffer_size=_UPLOAD_LIMIT, max_body_size=_UPLOAD_LIMIT
        )
        self._server.add_socket(listener)

    async def stop(self) -> None:
        """End every stream and poll, and close the port."""
        self.world.webhook.stop()
        self.world.updates.end_poll()
        for chat in self.world.chats:
            chat.announce("end", {})
        if self._server:
            self._server.stop()
            await self._last_answers()
            await self._server.close_all_connections()
            self._server = None

    async def _last_answers(self) -> None:
        """Give streams and polls a moment to end properly, half a second at most."""
        for _ in range(50):
            await asyncio.sleep(0.01)
            if not any(chat.listeners for chat in self.world.chats):
                return

    @property
    def url(self) -> str:
        """Return the address of the page."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def api_url(self) -> str:
        """Return the address before the token, as ``BOT_API_URL`` wants it."""
        return f"{self.url}/bot"

    @property
    def file_url(self) -> str:
        """Return the address before the token for files."""
        return f"{self.url}/file/bot"

    @property
    def calls(self) -> list[Call]:
        """Return the calls the bot made, oldest first; clear the list to start anew."""
        return self._api.calls

    def calls_of(self, *methods: str) -> list[Call]:
        """Return the calls of these methods, oldest first."""
        return [call for call in self.calls if call.method in methods]

    @property
    def faults(self) -> Faults:
        """Return the trouble planned for the next calls."""
        return self._api.faults

    def show_outcome(self, chat_id: int, understanding: Json) -> None:
        """Show in the side strip how the last message of a chat was understood."""
        chat = self.world.chats.open(chat_id)
        chat.outcome = understanding
        chat.announce("outcome", understanding)

    def show_knowledge(self, status: Json) -> None:
        """Show in the side strip how the knowledge folder stands."""
        self.world.knowledge = status
        for chat in self.world.chats:
            chat.announce("knowledge", status)

    async def client_says(self, chat_id: int, text: str, *, language: str | None = None) -> Json:
        """Send a text as a client; return the message."""
        return self.client.says(self._chat(chat_id, language), text)

    async def client_taps(self, chat_id: int, label_or_data: str) -> str:
        """Tap the newest button with this label or data; return the query's id."""
        return self.client.taps(self._chat(chat_id), label_or_data)

    async def client_presses(self, chat_id: int, message_id: int, data: str) -> str:
        """Press a button that may be gone by now; return the query's id."""
        return self.client.presses(self._chat(chat_id), message_id, data)

    async def client_shares_location(self, chat_id: int, latitude: float, longitude: float) -> Json:
        """Send a point on the map; return the message."""
        return self.client.shares_location(self._chat(chat_id), latitude, longitude)

    async def client_sends(self, update: Json) -> int:
        """Send any update, such as ``{"message": {…}}``; return its ``update_id``."""
        return self.client.sends(update)

    async def client_blocks(self, chat_id: int, *, blocked: bool = True) -> None:
        """Block the bot, or let it write again."""
        self.client.blocks(self._chat(chat_id), blocked=blocked)

    async def replies(self, chat_id: int, count: int = 1, timeout: float = 5.0) -> list[Json]:
        """Wait for messages the bot sends or edits.

        Args:
            chat_id: The chat.
            count: How many at least.
            timeout: Seconds to wait for them.
        Returns:
            All that came since the last call, oldest first; edited ones have ``edit_date``.
        Raises:
            TimeoutError: Fewer came; they stay for the next call.
        """
        chat = self._chat(chat_id)
        end = time.monotonic() + timeout
        while len(chat.arrived) < count or count == 0:
            if time.monotonic() > end:
                if count == 0:
                    break
                texts = [message.get("text") for message in chat.arrived]
                raise TimeoutError(f"{len(texts)} of {count} replies in {timeout} s: {texts}")
            await asyncio.sleep(0.002)
        arrived, chat.arrived = chat.arrived, []
        return arrived

    def _chat(self, chat_id: int, language: str | None = None) -> Chat:
        return self.world.chats.open(chat_id, language=language)

    def _application(self) -> Application:
        api: dict[str, Any] = {"api": self._api}
        phone: dict[str, Any] = {"world": self.world, "client": self.client}
        return Application(
            [
                (r"/bot([^/]+)/([A-Za-z]+)", MethodHandler, api),
                (r"/file/bot([^/]+)/(.+)", FileHandler, api),
                (r"/(?:bot|file).*", UnknownHandler),
                (r"/phone/events", EventsHandler, phone),
                (r"/phone/file/([\w-]+)", DownloadHandler, {"world": self.world}),
                (r"/phone/(\w+)", ActionHandler, phone),
                (r"/([\w.-]*)", PageHandler),
            ],
            log_function=lambda _handler: None,
            compress_response=False,
        )
