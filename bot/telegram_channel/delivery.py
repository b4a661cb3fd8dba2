"""Delivery: every API call is repeated while repeating can help, and only then.

python-telegram-bot never repeats a failed answer. ``RetryAfter`` and ``NetworkError`` are worth
repeating, for as long as it takes: the answer's chat waits, all others do not.
``BadRequest`` and ``Forbidden`` are not (both derive from ``TelegramError``, the former from
``NetworkError``, so it is excluded by name).
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import warnings
from collections.abc import Callable, Coroutine
from datetime import timedelta
from typing import Any

from telegram.error import BadRequest, NetworkError, RetryAfter, TelegramError
from telegram.ext import BaseRateLimiter
from telegram.warnings import PTBDeprecationWarning

from bot.telegram_channel.state import ChannelState

logger = logging.getLogger(__name__)

FIRST_PAUSE = 0.5  # seconds, doubled each time
LONGEST_PAUSE = 30.0
ONCE = 1
"""As ``rate_limit_args`` of a call that its caller repeats."""
_NOT_REPEATED = frozenset({"getUpdates", "getMe", "sendChatAction"})  # repeated by their callers


class UndeliveredError(TelegramError):
    """The bot ends before a call could be repeated successfully."""


class Persistent(BaseRateLimiter[int]):
    """Repeat calls that failed for reasons that pass.

    Args:
        state: Counts the errors.
    """

    def __init__(self, state: ChannelState) -> None:
        self._state = state
        self._stop = asyncio.Event()

    def give_up(self) -> None:
        """Repeat no more: calls that wait to be repeated fail with ``UndeliveredError``."""
        self._stop.set()

    async def initialize(self) -> None:
        """Nothing to prepare."""

    async def shutdown(self) -> None:
        """Nothing to release."""

    async def process_request(
        self,
        callback: Callable[..., Coroutine[Any, Any, Any]],
        args: Any,
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: int | None,
    ) -> Any:
        """Make one call, again and again until it succeeds or cannot; with ``ONCE`` only once."""
        del data
        if endpoint in _NOT_REPEATED or rate_limit_args == ONCE:
            return await callback(*args, **kwargs)
        pause = FIRST_PAUSE
        while True:
            try:
                return await callback(*args, **kwargs)
            except RetryAfter as error:
                seconds = seconds_to_wait(error)
                self._state.errors["RetryAfter"] += 1
                logger.warning("call=%s flood wait=%.1f", endpoint, seconds)
                await self._wait(seconds + 0.1)
            except BadRequest:
                raise
            except NetworkError as error:
                self._state.errors[type(error).__name__] += 1
                logger.warning(
                    "call=%s error=%s again_in=%.1f", endpoint, type(error).__name__, pause
                )
                await self._wait(pause)
                pause = min(pause * 2, LONGEST_PAUSE)

    async def _wait(self, seconds: float) -> None:
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._stop.wait(), seconds)
        if self._stop.is_set():
            raise UndeliveredError("ended before it could be delivered")


def seconds_to_wait(error: RetryAfter) -> float:
    """Return how long Telegram asks to wait; today an int, in a coming version a timedelta."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", PTBDeprecationWarning)
        wanted = error.retry_after
    return wanted.total_seconds() if isinstance(wanted, timedelta) else float(wanted)
