"""Delivery to a webhook: one update at a time, in order, repeated until it is taken."""

from __future__ import annotations

import asyncio
import json
import re
import time
from collections.abc import Awaitable, Callable
from urllib.parse import urlsplit

from tornado.httpclient import AsyncHTTPClient, HTTPClientError, HTTPRequest

from bot.preview.api_error import ApiError, Json
from bot.preview.updates import Updates

_LOOPBACK = ("127.0.0.1", "localhost", "::1")
_PAUSES = (0.1, 0.2, 0.5, 1.0, 2.0, 5.0)  # Telegram waits longer; tests should not have to.

Execute = Callable[[bytes], Awaitable[None]]


class Webhook:
    """Where updates go while the bot does not poll.

    Attributes:
        url: The address, empty while there is none.
        execute: Runs the call a webhook may put into its answer.
    """

    def __init__(self) -> None:
        self.url = ""
        self.execute: Execute = _ignore
        self._secret = ""
        self._error: tuple[int, str] | None = None
        self._wake = asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    def set(self, url: str, secret: str, updates: Updates) -> None:
        """Deliver to this address from now on; an empty one ends the delivery.

        Raises:
            ApiError: 400, neither https nor a plain address of this machine; a secret that is
                not 1 to 256 letters, digits, ``_`` and ``-``.
        """
        parts = urlsplit(url)
        if url and parts.scheme != "https" and parts.hostname not in _LOOPBACK:
            raise ApiError("bad webhook: An HTTPS URL must be provided for webhook")
        if secret and not re.fullmatch(r"[A-Za-z0-9_-]{1,256}", secret):
            raise ApiError("secret token contains unallowed characters")
        self.stop()
        self.url, self._secret, self._error = url, secret, None
        if url:
            updates.end_poll(ApiError("terminated by setWebhook request", 409))
            updates.on_new = self._wake.set
            self._wake.set()
            self._task = asyncio.create_task(self._deliver(updates))

    def stop(self) -> None:
        """End the delivery; what waits goes on waiting."""
        if self._task:
            self._task.cancel()
            self._task = None

    def info(self, updates: Updates) -> Json:
        """Return the ``WebhookInfo`` object."""
        info: Json = {
            "url": self.url,
            "has_custom_certificate": False,
            "pending_update_count": len(updates.waiting),
        }
        if self._error:
            info["last_error_date"], info["last_error_message"] = self._error
        if self.url:
            info["max_connections"] = 40
            if updates.allowed:
                info["allowed_updates"] = updates.allowed
        return info

    async def _deliver(self, updates: Updates) -> None:
        failures = 0
        while True:
            if not updates.waiting:
                self._wake.clear()
                await self._wake.wait()
                continue
            update = updates.waiting[0]
            if await self._send(update):
                updates.confirm(update["update_id"] + 1)
                failures = 0
            else:
                await asyncio.sleep(_PAUSES[min(failures, len(_PAUSES) - 1)])
                failures += 1

    async def _send(self, update: Json) -> bool:
        headers = {"Content-Type": "application/json"}
        if self._secret:
            headers["X-Telegram-Bot-Api-Secret-Token"] = self._secret
        request = HTTPRequest(
            self.url,
            method="POST",
            headers=headers,
            body=json.dumps(update, ensure_ascii=False),
            request_timeout=60,
            follow_redirects=False,
        )
        try:
            response = await AsyncHTTPClient().fetch(request)
        except HTTPClientError as error:
            self._failed(f"Wrong response from the webhook: {error.code} {error.message}")
            return False
        except OSError:
            self._failed("Connection refused")
            return False
        if response.body.lstrip().startswith(b"{"):
            await self.execute(response.body)
        return True

    def _failed(self, why: str) -> None:
        self._error = (int(time.time()), why)


async def _ignore(_body: bytes) -> None:
    """Do nothing with an answer until the server sets a better way."""
