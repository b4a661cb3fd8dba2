"""Reminders on their way: what is due goes out, one after another, and is then crossed off.

A reminder is crossed off after Telegram has taken it, not before. Killed between the two, the bot
sends that one message again at the next start: a reminder that comes twice costs a glance, one
that never comes costs a person the way to a closed door. Since they go out one by one, it is one
message at most; everything before it is crossed off, everything after it not yet sent.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from telegram import LinkPreviewOptions
from telegram.constants import ParseMode
from telegram.error import BadRequest, Forbidden, RetryAfter, TelegramError
from telegram.ext import ExtBot

from bot.dialog.consultations import Consultations
from bot.dialog.outreach import Outreach
from bot.dialog.reminder_messages import reminding, telling
from bot.dialog.render import Renderer
from bot.dialog.turn import Reply
from bot.errors import BotError
from bot.knowledge.model import Knowledge
from bot.quartier.reminders import (
    Erase,
    Remind,
    Reminder,
    Tell,
    Wait,
    after_reminding,
    after_telling,
)
from bot.quartier.schedule import BOCHUM
from bot.storage.reminders import Wanted
from bot.storage.store import Store
from bot.telegram_channel.delivery import ONCE, seconds_to_wait
from bot.telegram_channel.markup import html, keyboard
from bot.telegram_channel.pending_steps import PendingSteps

logger = logging.getLogger(__name__)

EVERY = 20.0  # seconds between two looks
PAUSE = 0.05  # between two messages: 20 a second at most, a third of Telegram's 30 stay for answers
LAST_WORD = 10.0  # seconds for the message that is on its way when the bot stops
SETTLED = timedelta(seconds=30)  # how long a change must have stood before it is told

Change = Callable[[Reminder], Reminder | None]
Api = ExtBot[Any]


@dataclass
class Reminding:
    """The chore that sends reminders and tells what became of dates.

    Attributes:
        store: Where they are kept.
        knowledge: Returns the knowledge of this moment, for its words.
        outreach: Returns the calendar of this moment.
        clock: Returns the time, aware.
        settled: How long a change must have stood.
    """

    store: Store
    knowledge: Callable[[], Knowledge]
    outreach: Callable[[], Outreach]
    clock: Callable[[], datetime] = lambda: datetime.now(BOCHUM)
    settled: timedelta = SETTLED
    _steps: PendingSteps = field(init=False)
    # Sent, but the database could not be written: never sent again, and written later.
    _unwritten: dict[int, Change] = field(default_factory=dict)
    _on_its_way: asyncio.Future[bool] | None = None

    def __post_init__(self) -> None:
        self._steps = PendingSteps(self.outreach, self.clock, self.settled)

    async def run(self, bot: Api) -> None:
        """Look again and again, until cancelled; what is on its way then is still crossed off."""
        try:
            while True:
                pause = EVERY
                try:
                    await self.round(bot)
                except BotError as error:
                    logger.error("reminders=failed error=%s", error)
                except TelegramError as error:
                    if isinstance(error, RetryAfter):
                        pause = max(pause, seconds_to_wait(error))
                    logger.warning(
                        "reminders=postponed error=%s again_in=%.0f", type(error).__name__, pause
                    )
                except Exception as error:
                    # Whatever it is: a chore that ends stays away unseen.
                    logger.error("reminders=failed error=%s", type(error).__name__)
                await asyncio.sleep(pause)
        finally:
            if self._on_its_way is not None and not self._on_its_way.done():
                await asyncio.wait([self._on_its_way], timeout=LAST_WORD)

    async def round(self, bot: Api) -> int:
        """Send what is due now; return how many messages went out.

        Raises:
            TelegramError: Telegram cannot be reached; what is left goes out in the next round.
            BotError: The database cannot be used.
        """
        for number, change in tuple(self._unwritten.items()):
            self.store.reminders.change(number, change)
            del self._unwritten[number]
        sent = last = 0
        acted = False
        while page := self.store.reminders.page(last):
            # For each page anew: a round with many messages takes a while.
            if not self._steps.look():
                return sent
            last = page[-1].number
            for each in page:
                if not isinstance(self._steps.step(each.reminder), Wait):
                    acted = True
                    if await self._take_safely(bot, each):
                        sent += 1
                        await asyncio.sleep(PAUSE)
            await asyncio.sleep(0)  # answers come first
        self._steps.forget_gone()
        if acted:
            self.store.database.wipe()
        return sent

    async def _take_safely(self, bot: Api, seen: Wanted) -> bool:
        try:
            return await self._take(bot, seen)
        except (BotError, TelegramError):
            raise
        except Exception as error:
            # One that cannot be written must not keep the others waiting.
            logger.error("reminder=failed error=%s", type(error).__name__)
            return False

    async def _take(self, bot: Api, seen: Wanted) -> bool:
        """Do what is due for one reminder; return whether a message went out."""
        # As it is at this moment: the person may have ended it while others were served.
        wanted = self.store.reminders.get(seen.number)
        if wanted is None:
            return False
        reminder = wanted.reminder
        consultation = self._steps.date_of(reminder)
        match self._steps.step(reminder):
            case Remind(leads) if consultation is not None:
                reply = reminding(self._desk(wanted), reminder, consultation)
                change: Change = partial(after_reminding, leads=leads)
            case Tell(news, holds):
                reply = telling(self._desk(wanted), reminder, news, consultation)
                change = partial(after_telling, holds=holds, now=self.clock())
            case Erase():
                self.store.reminders.change(wanted.number, lambda _: None)
                return False
            case _:
                return False
        # Shielded: a message that Telegram has taken is crossed off even while the bot stops.
        self._on_its_way = asyncio.ensure_future(self._send(bot, wanted, reply, change))
        return await asyncio.shield(self._on_its_way)

    async def _send(self, bot: Api, wanted: Wanted, reply: Reply, change: Change) -> bool:
        try:
            # Once: who waits here would send a reminder after its date. The next round repeats.
            await bot.send_message(
                wanted.chat_id,
                html(reply),
                parse_mode=ParseMode.HTML,
                reply_markup=keyboard(reply.buttons),
                link_preview_options=LinkPreviewOptions(is_disabled=True),
                rate_limit_args=ONCE,
            )
        except Forbidden:
            self.store.chats.forget_chat(wanted.chat_id)
            logger.info("reminder=undeliverable reason=blocked")
            return False
        except BadRequest as error:
            if "chat not found" in error.message.lower():
                self.store.chats.forget_chat(wanted.chat_id)
                logger.info("reminder=undeliverable reason=gone")
                return False
            # Our own fault, and the same again in the next round: crossed off, and reported.
            logger.error("reminder=refused error=%s", error.message)
            self._cross_off(wanted.number, change)
            return False
        self._cross_off(wanted.number, change)
        logger.info("reminder=sent")
        return True

    def _cross_off(self, number: int, change: Change) -> None:
        try:
            self.store.reminders.change(number, change)
        except BotError:
            self._unwritten[number] = change
            raise

    def _desk(self, wanted: Wanted) -> Consultations:
        knowledge = self.knowledge()
        here = self.clock().astimezone(BOCHUM)
        chosen = self.store.chats.kept(wanted.chat_id, here.date()).language
        language = chosen or wanted.language
        if language not in knowledge.languages:
            language = "de"
        return Consultations(Renderer(knowledge, language, here.date()), self.outreach())
