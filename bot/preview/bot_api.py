"""The Bot API over HTTP: ``/bot<token>/<method>`` and ``/file/bot<token>/<path>``."""

from __future__ import annotations

import asyncio
import hmac
import inspect
import json
import logging
import re
import time
from dataclasses import dataclass, field
from typing import Any

from bot.preview.api_error import ApiError, Json
from bot.preview.faults import Faults
from bot.preview.guard import GuardedHandler
from bot.preview.methods import METHODS, Method
from bot.preview.parameters import Parameters, json_fields, read_parameters
from bot.preview.world import World

logger = logging.getLogger(__name__)

_TOKEN = re.compile(r"[0-9]{1,20}:[A-Za-z0-9_-]{1,80}")
_BY_NAME: dict[str, tuple[str, Method]] = {name.lower(): (name, METHODS[name]) for name in METHODS}


@dataclass(frozen=True, slots=True)
class Call:
    """One call the bot made.

    Attributes:
        method: Its name as Telegram spells it.
        parameters: What was sent, numbers and JSON decoded.
        at: Seconds of ``time.monotonic`` when it came in.
    """

    method: str
    parameters: Json
    at: float = field(default_factory=time.monotonic)


class BotApi:
    """Checks and carries out the calls of one bot.

    Attributes:
        calls: Everything the bot asked for, oldest first, refused calls included.
        faults: Trouble for tests.
    """

    def __init__(self, world: World, token: str, *, remember: int = 10_000) -> None:
        self.world = world
        self.faults = Faults()
        self.calls: list[Call] = []
        self._token = token
        self._remember = remember
        world.webhook.execute = self._execute_answer

    def authorise(self, token: str) -> None:
        """Check the token.

        Raises:
            ApiError: 404, it has not the form of one; 401, it is another one.
        """
        if not _TOKEN.fullmatch(token):
            raise ApiError("", 404)
        if not hmac.compare_digest(token, self._token):
            raise ApiError("Unauthorized", 401)

    async def execute(self, name: str, call: Parameters) -> Any:
        """Carry out one call, whatever the case of its name.

        Raises:
            ApiError: The method is unknown or refuses the call.
        """
        known = _BY_NAME.get(name.lower())
        if known is None:
            raise ApiError("method not found", 404)
        result = known[1](self.world, call)
        return await result if inspect.isawaitable(result) else result

    def record(self, name: str, call: Parameters) -> None:
        """Remember a call for tests to look at."""
        spelled = _BY_NAME[name.lower()][0] if name.lower() in _BY_NAME else name
        self.calls.append(Call(spelled, call.readable()))
        del self.calls[: -self._remember]

    async def _execute_answer(self, body: bytes) -> None:
        """Carry out the call a webhook put into its answer; mistakes vanish, as they do there."""
        try:
            fields = json_fields(body)
            if "method" in fields:
                method, call = fields.pop("method"), Parameters(fields)
                self.record(method, call)
                await self.execute(method, call)
        except ApiError as error:
            logger.warning("call in webhook answer refused: %s", error.description)


class MethodHandler(GuardedHandler):
    """Answers ``/bot<token>/<method>``."""

    def initialize(self, api: BotApi) -> None:
        """Take what every answer needs."""
        self.api = api

    async def get(self, token: str, method: str) -> None:
        """Carry out a call sent in the address."""
        await self.post(token, method)

    async def post(self, token: str, method: str) -> None:
        """Carry out a call, with the trouble planned for it."""
        fault = self.api.faults.next_for(method)
        delay = self.api.faults.delay_of(method)
        if delay:
            await asyncio.sleep(delay)
        try:
            self.api.authorise(token)
            call = read_parameters(self.request)
            self.api.record(method, call)
            if fault and not fault.after:
                raise fault.error
            result = await self.api.execute(method, call)
            if fault:
                raise fault.error
        except ApiError as error:
            if fault and fault.code == 0:
                self._drop()
                return
            self.set_status(error.code, reason=error.description.split(":")[0] or None)
            self._send(error.body)
            return
        self._send({"ok": True, "result": result})

    def on_connection_close(self) -> None:
        """Free the place of a poller that went away, so that its next poll is no conflict."""
        if self.request.path.lower().endswith("/getupdates"):
            self.api.world.updates.end_poll()

    def _send(self, body: Json) -> None:
        if self.request.connection and not self._finished:
            self.set_header("Content-Type", "application/json")
            self.finish(json.dumps(body, ensure_ascii=False))

    def _drop(self) -> None:
        self._finished = True
        self._auto_finish = False
        self.detach().close()


class FileHandler(GuardedHandler):
    """Answers ``/file/bot<token>/<path>``."""

    def initialize(self, api: BotApi) -> None:
        """Take what every answer needs."""
        self.api = api

    def get(self, token: str, path: str) -> None:
        """Hand out a file."""
        try:
            self.api.authorise(token)
            file = self.api.world.files.at(path)
            if file is None:
                raise ApiError("", 404)
        except ApiError as error:
            self.set_status(error.code)
            self.set_header("Content-Type", "application/json")
            self.finish(json.dumps(error.body))
            return
        self.set_header("Content-Type", "application/octet-stream")
        self.finish(file.upload.content)


class UnknownHandler(GuardedHandler):
    """Answers every other address below ``/bot`` as Telegram does."""

    def prepare(self) -> None:
        """Answer at once."""
        super().prepare()
        self.set_status(404)
        self.set_header("Content-Type", "application/json")
        self.finish(json.dumps(ApiError("", 404).body))
