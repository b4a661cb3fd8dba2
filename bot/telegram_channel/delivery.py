"""Delivery: every API call is repeated while repeating can help, and only then.

python-telegram-bot never repeats a failed answer. ``RetryAfter`` and ``NetworkError`` are worth
repeating, ``BadRequest`` and ``Forbidden`` never are (both derive from ``TelegramError``, the
former from ``NetworkError``, so it is excluded by name).
"""

from __future__ import annotations

import asyncio
import logging
import warnings
from collections.abc import Callable, Coroutine
from datetime import timedelta
from typing import Any

from telegram.error import BadRequest, NetworkError, RetryAfter
from telegram.ext import BaseRateLimiter
from telegram.warnings import PTBDeprecationWarning

logger = logging.getLogger(__name__)

TRIES = 8
FIRST_PAUSE = 0.5  # seconds, doubled each time: 63 s in all
LONGEST_PAUSE = 30.0
_NOT_REPEATED = frozenset({"getUpdates", "getMe", "sendChatAction"})  # repeated by their callers


class Persistent(BaseRateLimiter[int]):
    """Repeat calls that failed for reasons that pass."""

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
        """Make one call, again and again until it succeeds or cannot."""
        del data, rate_limit_args
        tries = 1 if endpoint in _NOT_REPEATED else TRIES
        pause = FIRST_PAUSE
        for number in range(1, tries + 1):
            try:
                return await callback(*args, **kwargs)
            except RetryAfter as error:
                if number == tries:
                    raise
                seconds = _seconds(error)
                logger.warning("call=%s flood wait=%.1f", endpoint, seconds)
                await asyncio.sleep(seconds + 0.1)
            except BadRequest:
                raise
            except NetworkError as error:
                if number == tries:
                    raise
                logger.warning(
                    "call=%s error=%s again_in=%.1f", endpoint, type(error).__name__, pause
                )
                await asyncio.sleep(pause)
                pause = min(pause * 2, LONGEST_PAUSE)
        raise AssertionError("unreachable")


def _seconds(error: RetryAfter) -> float:
    """Return how long Telegram asks to wait; today an int, in a coming version a timedelta."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", PTBDeprecationWarning)
        wanted = error.retry_after
    return wanted.total_seconds() if isinstance(wanted, timedelta) else float(wanted)
