"""What keeps a running bot in the hands of those who look after it, put together for ``run``."""

from __future__ import annotations

import importlib.metadata
import platform
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from bot.commands.today import BOCHUM, today
from bot.dialog.outreach import Outreach
from bot.errors import KnowledgeError, PortInUseError
from bot.knowledge.model import Knowledge
from bot.matching.live import LiveKnowledge
from bot.quartier.live import LiveCalendar
from bot.settings import Settings
from bot.storage.operation import STAFF_REFUSED
from bot.storage.store import Store
from bot.telegram_channel.alerts import Alert, Alerts, tell_alone
from bot.telegram_channel.app import App
from bot.telegram_channel.cancellations import Cancellations
from bot.telegram_channel.figures import Figures
from bot.telegram_channel.handlers import Counter
from bot.telegram_channel.health import HealthServer
from bot.telegram_channel.staff import Staff
from bot.telegram_channel.staff_cancel import CancelDesk
from bot.telegram_channel.staff_status import StatusDesk
from bot.telegram_channel.staff_switches import SwitchDesk
from bot.telegram_channel.state import ChannelState
from bot.telegram_channel.switches import Switches
from bot.telegram_channel.watch import Watch

_LONGEST = 3500  # characters of an alert; Telegram takes 4096


class Operating:
    """Staff's commands, messages to staff, figures and health of one running bot.

    Args:
        settings: What the operator set.
        live: The knowledge.
        calendar: The consultations.
        store: What is kept.
        state: How the channel is doing.
    """

    def __init__(
        self,
        settings: Settings,
        live: LiveKnowledge,
        calendar: LiveCalendar,
        store: Store,
        state: ChannelState,
    ) -> None:
        def knowledge() -> Knowledge:
            return live.current.knowledge

        def refused() -> None:
            store.operation.count(STAFF_REFUSED, today())

        self._settings = settings
        self._state = state
        self._operation = store.operation
        self._server: HealthServer | None = None
        self.switches = Switches(store.operation, knowledge)
        self.staff = Staff(settings.admins, on_refused=refused)
        path = store.database.path
        folder = path.parent if path else None
        StatusDesk(
            state, live, calendar, self.switches, folder or Path(), versions(), today, BOCHUM
        ).enter(self.staff)
        SwitchDesk(self.switches, knowledge, today).enter(self.staff)
        self.cancellations = Cancellations(store.cancellations)
        self._knowledge = knowledge
        self._calendar = calendar
        self._alerts = Alerts(store.operation, settings.admins)
        self._watch = Watch(
            live,
            calendar,
            self.switches,
            store.operation,
            now=_now,
            starts=store.operation.started(_now()),
            folder=folder,
        )
        self._figures = Figures(
            state,
            knowledge=lambda: (knowledge().digest, live.loaded.knowledge is None),
            switched_off=lambda: len(self.switches.ids()),
            refused=lambda: self.staff.refused,
        )

    def join(self, counter: Counter) -> None:
        """Let a counter serve staff, heed what is switched and called off, be measured."""
        counter.staff = self.staff
        counter.off = self.switches.ids
        before = counter.outreach or (lambda: Outreach(self._calendar.current))

        def outreach() -> Outreach:
            plain = before()
            return replace(plain, changes=self.cancellations.changes(plain.calendar))

        counter.outreach = outreach
        CancelDesk(self.cancellations, self._knowledge, outreach, today).enter(self.staff)
        counter.on_decided = self._figures.decided
        self._state.on_answered = self._figures.answered

    def open(self) -> None:
        """Begin to tell figures and health, where the operator wants them.

        Raises:
            PortInUseError: The port is taken.
        """
        settings = self._settings
        if settings.metrics_port is None:
            return
        server = HealthServer(
            settings.metrics_host,
            settings.metrics_port,
            state=self._state,
            figures=self._figures,
            polling=not settings.webhook_url,
        )
        try:
            server.start()
        except OSError:
            raise PortInUseError(
                f"Auf {settings.metrics_host}:{settings.metrics_port} kann der Bot nicht lauschen. "
                "Ist der Anschluss belegt? Setzen Sie BOT_METRICS auf einen anderen.",
                f"port {settings.metrics_port} cannot be used",
            ) from None
        self._server = server

    async def watch(self, app: App) -> None:
        """Tell staff what they should know, as long as the bot serves."""
        await self._watch.run(app.bot, self._alerts)

    async def close(self, *, orderly: bool) -> None:
        """Stop listening; an orderly end does not count as a crash."""
        if self._server is not None:
            await self._server.stop()
        if orderly:
            self._operation.ended()


def _now() -> datetime:
    return datetime.now(BOCHUM)


async def tell_unusable(settings: Settings, error: KnowledgeError) -> None:
    """Tell staff that the bot cannot start with this knowledge; once a day, however often it tries.

    Raises:
        BotError: The database cannot be used.
    """
    store = Store(settings.database, secret_file=settings.secret_file)
    try:
        await tell_alone(
            Alerts(store.operation, settings.admins),
            Alert("start", error.german[:_LONGEST]),
            today(),
            token=settings.token,
            api_url=settings.api_url,
        )
    finally:
        store.close()


def versions() -> str:
    """Return the bot and what it runs on, in one line."""
    found = []
    for package in ("jobcenter-bot", "python-telegram-bot"):
        try:
            found.append(f"{package} {importlib.metadata.version(package)}")
        except importlib.metadata.PackageNotFoundError:
            continue  # run from its folder, the bot itself is not installed
    return ", ".join((*found, f"Python {platform.python_version()}"))
