"""How the channel to Telegram is doing, for those who watch over it."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass
class ChannelState:
    """Changed by the channel, read by health checks, figures and staff.

    Attributes:
        started: When the process began to serve, in seconds of ``time.monotonic``.
        last_contact: When Telegram last answered or brought something, likewise; ``None`` before.
        waiting: Messages received and not yet being answered.
        in_flight: Messages being answered.
        answered: Messages answered since the start.
        duplicates: Messages delivered again and left out.
        errors: Errors by name: of calls, of polling, of handlers.
        rejected: Whether Telegram refuses the token.
        ready: Whether messages are being taken.
        on_answered: Is told, for each message, the seconds from its arrival until it was answered.
    """

    started: float = field(default_factory=time.monotonic)
    last_contact: float | None = None
    waiting: int = 0
    in_flight: int = 0
    answered: int = 0
    duplicates: int = 0
    errors: Counter[str] = field(default_factory=Counter)
    rejected: bool = False
    ready: bool = False
    on_answered: Callable[[float], None] = lambda _: None

    def touch(self) -> None:
        """Note that Telegram was reached just now."""
        self.last_contact = time.monotonic()

    @property
    def silent_for(self) -> float:
        """Return for how many seconds Telegram was not reached."""
        return time.monotonic() - (self.started if self.last_contact is None else self.last_contact)
