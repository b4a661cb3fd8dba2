"""The webhook: Telegram brings each update to an address that only it knows.

An update is taken (200) only after it is noted, see ``inbox``; until then Telegram repeats it.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import logging

from telegram import Bot, Update
from tornado.httpserver import HTTPServer
from tornado.web import Application, HTTPError, RequestHandler

from bot.telegram_channel.inbox import Inbox

logger = logging.getLogger(__name__)

LARGEST = 1_000_000  # bytes; a message of 4,096 characters with all its parts has about 30,000


def path_of(secret: str) -> str:
    """Return the path of the webhook: not to be guessed, the same after every start."""
    return "/" + hmac.new(secret.encode(), b"webhook path", hashlib.sha256).hexdigest()[:40]


class WebhookServer:
    """Listens for updates.

    Args:
        host: Address to listen on.
        port: Port to listen on.
        secret: What Telegram sends along with each update.
        inbox: Takes the updates.
        bot: To which they belong.
    """

    def __init__(self, host: str, port: int, *, secret: str, inbox: Inbox, bot: Bot) -> None:
        self._host, self._port = host, port
        arguments = {"secret": secret, "inbox": inbox, "bot": bot}
        application = Application([(path_of(secret), _Handler, arguments)], log_function=_quiet)
        self._server = HTTPServer(application, max_body_size=LARGEST, xheaders=False)

    def start(self) -> None:
        """Begin to listen.

        Raises:
            OSError: The port is taken or may not be used.
        """
        self._server.listen(self._port, self._host)

    async def stop(self) -> None:
        """Stop listening; what is being taken is finished first."""
        self._server.stop()
        await self._server.close_all_connections()


class _Handler(RequestHandler):
    def initialize(self, secret: str, inbox: Inbox, bot: Bot) -> None:
        self._secret = secret.encode()
        self._inbox = inbox
        self._bot = bot

    async def post(self) -> None:
        given = self.request.headers.get("X-Telegram-Bot-Api-Secret-Token", "")
        if not hmac.compare_digest(given.encode(), self._secret):
            self._inbox.state.errors["WebhookSecret"] += 1
            raise HTTPError(403)
        try:
            update = Update.de_json(json.loads(self.request.body), self._bot)
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
            # Refusing it would make Telegram bring it again and again, and nothing after it.
            self._inbox.state.errors["WebhookBody"] += 1
            logger.warning("webhook=unreadable taken=1")
            return
        if update is not None:
            await self._inbox.put(update)

    def write_error(self, status_code: int, **kwargs: object) -> None:
        del status_code, kwargs
        self.finish()


def _quiet(handler: RequestHandler) -> None:
    """Log no request: the address is a secret."""
    del handler
