"""What keeps a running bot in the hands of those who look after it, put together for ``run``."""

from __future__ import annotations

import importlib.metadata
import platform
from pathlib import Path

from bot.commands.today import BOCHUM, today
from bot.knowledge.model import Knowledge
from bot.matching.live import LiveKnowledge
from bot.quartier.live import LiveCalendar
from bot.settings import Settings
from bot.storage.operation import STAFF_REFUSED
from bot.storage.store import Store
from bot.telegram_channel.handlers import Counter
from bot.telegram_channel.staff import Staff
from bot.telegram_channel.staff_status import StatusDesk
from bot.telegram_channel.staff_switches import SwitchDesk
from bot.telegram_channel.state import ChannelState
from bot.telegram_channel.switches import Switches


class Operating:
    """Staff's commands over one running bot.

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

        self.switches = Switches(store.operation, knowledge)
        self.staff = Staff(settings.admins, on_refused=refused)
        folder = store.database.path.parent if store.database.path else Path()
        StatusDesk(state, live, calendar, self.switches, folder, versions(), today, BOCHUM).enter(
            self.staff
        )
        SwitchDesk(self.switches, knowledge, today).enter(self.staff)

    def join(self, counter: Counter) -> None:
        """Let a counter serve staff and heed what is switched off."""
        counter.staff = self.staff
        counter.off = self.switches.ids


def versions() -> str:
    """Return the bot and what it runs on, in one line."""
    found = []
    for package in ("jobcenter-bot", "python-telegram-bot"):
        try:
            found.append(f"{package} {importlib.metadata.version(package)}")
        except importlib.metadata.PackageNotFoundError:
            continue  # run from its folder, the bot itself is not installed
    return ", ".join((*found, f"Python {platform.python_version()}"))
