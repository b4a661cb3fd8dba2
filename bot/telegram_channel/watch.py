"""Looking after the bot: what staff should be told of right now."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from telegram import Bot

from bot.dialog.formats import short_day
from bot.dialog.render import Renderer
from bot.knowledge.problems import Problem, Severity
from bot.matching.live import LiveKnowledge
from bot.quartier.live import LiveCalendar
from bot.storage.operation import Operation
from bot.telegram_channel.alerts import Alert, Alerts
from bot.telegram_channel.staff_status import free_bytes, free_space, line
from bot.telegram_channel.switches import Switches

logger = logging.getLogger(__name__)

LOOK_EVERY = 60.0  # seconds
LASTING = timedelta(minutes=1)
"""How long an edit has to be wrong: an editor who saves in between is not interrupted."""

CRASHES = 3
CRASHES_WITHIN = timedelta(minutes=10)
LITTLE_SPACE = 200_000_000  # bytes; the database of a year has about 10 million
_OFFICE = range(8, 18)  # hours in which staff are reminded of what can wait
_LISTED = 20


@dataclass
class Watch:
    """Look at everything that can go wrong.

    Attributes:
        live: The knowledge.
        calendar: The consultations.
        switches: What staff switched off.
        operation: Tells whether the database can be written.
        now: Returns the time in Bochum.
        starts: Starts without an orderly end, the present one last.
        folder: Where the database lies; ``None`` where it is in memory.
    """

    live: LiveKnowledge
    calendar: LiveCalendar
    switches: Switches
    operation: Operation
    now: Callable[[], datetime]
    starts: Sequence[datetime] = ()
    folder: Path | None = None
    _wrong_since: datetime | None = field(default=None, init=False)
    _was_told: bool = field(default=False, init=False)

    async def run(self, bot: Bot, alerts: Alerts) -> None:
        """Look again and again, and tell staff."""
        while True:
            try:
                for alert in self.look():
                    await alerts.tell(bot, alert, self.now().date())
            except Exception:
                # Whatever it is, the next look must not be lost with it.
                logger.exception("watch=failed")
            await asyncio.sleep(LOOK_EVERY)

    def look(self) -> Iterator[Alert]:
        """Yield what staff should be told of now, whether or not they were told before."""
        now = self.now()
        render = Renderer(self.live.current.knowledge, "de", now.date())
        yield from self._crashes(render, now)
        yield from self._disk(render)
        yield from self._knowledge(render, now)
        if now.hour in _OFFICE:
            yield from self._reviews(render, now)
            yield from self._switched_off(render, now)

    def _crashes(self, render: Renderer, now: datetime) -> Iterator[Alert]:
        if not self.starts or now - self.starts[-1] > CRASHES_WITHIN:
            return
        near = [each for each in self.starts if self.starts[-1] - each <= CRASHES_WITHIN]
        if len(near) >= CRASHES:
            yield Alert("abstuerze", render.say("meldung_abstuerze", anzahl=str(len(near))))

    def _disk(self, render: Renderer) -> Iterator[Alert]:
        if self.folder is None:
            return
        free = free_bytes(self.folder)
        if free is not None and free < LITTLE_SPACE:
            yield Alert("platz", render.say("meldung_platz", platz=free_space(self.folder)))
        if not self.operation.tell("probe", self.now().date()):
            yield Alert("datenbank", render.say("meldung_datenbank"))

    def _knowledge(self, render: Renderer, now: datetime) -> Iterator[Alert]:
        first = self._first_error()
        if first is None:
            self._wrong_since = None
            if self._was_told:
                self._was_told = False
                yield Alert("wissen-gut", render.say("meldung_wissen_gut"))
            return
        self._wrong_since = self._wrong_since or now
        if now - self._wrong_since >= LASTING:
            self._was_told = True
            yield Alert("wissen", render.say("meldung_wissen", fehler=line(first)))

    def _first_error(self) -> Problem | None:
        problems = (*self.live.loaded.problems, *self.calendar.loaded.problems)
        return next((each for each in problems if each.severity is Severity.ERROR), None)

    def _reviews(self, render: Renderer, now: datetime) -> Iterator[Alert]:
        due = [
            f"• {intent.id} ({short_day(intent.review_by, 'de')})"
            for intent in self.live.current.knowledge.intents.values()
            if intent.review_by is not None and intent.review_by < now.date()
        ]
        if due:
            yield Alert("pruefen", render.say("meldung_pruefen", fragen=listed(due)), days=7)

    def _switched_off(self, render: Renderer, now: datetime) -> Iterator[Alert]:
        off = [
            f"• {each.intent} ({short_day(each.since, 'de')})"
            for each in self.switches.all()
            if each.since < now.date()
        ]
        if off:
            yield Alert("aus", render.say("meldung_aus", fragen=listed(off)))


def listed(lines: Sequence[str]) -> str:
    """Return lines below each other, as many as a message on the phone bears."""
    more = len(lines) - _LISTED
    return "\n".join((*lines[:_LISTED], *([f"… + {more}"] if more > 0 else ())))
