"""Messages to staff that come by themselves: each cause at most once in its days."""

from __future__ import annotations

import logging
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from telegram import Bot
from telegram.error import TelegramError

from bot.storage.operation import Operation
from bot.telegram_channel.request import AiohttpRequest

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Alert:
    """One thing that staff should know.

    Attributes:
        cause: What it is about; a second alert of the same cause has to wait.
        text: What staff read.
        days: For how long it has to wait: 1 is the next day.
    """

    cause: str
    text: str
    days: int = 1


class Alerts:
    """Tell staff, and remember over a restart that they were told.

    Args:
        operation: Where that is kept; where it fails, memory has to do.
        chats: Ids of the chats of staff.
    """

    def __init__(self, operation: Operation, chats: Collection[int]) -> None:
        self._operation = operation
        self._chats = sorted(chats)
        self._told: dict[str, date] = {}

    def is_due(self, alert: Alert, today: date) -> bool:
        """Tell whether staff have not been told of this cause for long enough."""
        days = [self._told.get(alert.cause), self._operation.told(alert.cause)]
        last = max((day for day in days if day is not None), default=None)
        return last is None or today >= last + timedelta(days=alert.days)

    async def tell(self, bot: Bot, alert: Alert, today: date) -> bool:
        """Send an alert to all staff where it is due; return whether it was sent.

        It counts as told before it is sent: killed in the middle, it is rather lost than repeated
        at each of many starts.
        """
        if not self._chats or not self.is_due(alert, today):
            return False
        self._told[alert.cause] = today
        self._operation.tell(alert.cause, today)
        logger.warning("alert=sent cause=%s", alert.cause)
        for chat in self._chats:
            try:
                await bot.send_message(chat, alert.text)
            except TelegramError as error:
                logger.warning("alert=undelivered error=%s", type(error).__name__)
        return True


async def tell_alone(
    alerts: Alerts, alert: Alert, today: date, *, token: str, api_url: str = ""
) -> None:
    """Tell staff without a bot that serves; tried once, since the process is about to end."""
    request = AiohttpRequest(connections=1)
    host = api_url.removesuffix("/").removesuffix("/bot")
    bot = Bot(token, f"{host}/bot", request=request) if api_url else Bot(token, request=request)
    try:
        async with bot:
            await alerts.tell(bot, alert, today)
    except TelegramError as error:
        logger.warning("alert=undelivered error=%s", type(error).__name__)
