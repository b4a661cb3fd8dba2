"""What is kept of a chat beyond the memory of the process, and what a turn changes about it.

The dialog keeps nothing itself: it is told what is kept (``Kept``) and says what should become of
it (``Instruction``). Every instruction follows from a tap or a command of the person.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.quartier.reminders import Reminder


@dataclass(frozen=True, slots=True)
class Kept:
    """What is kept of one chat.

    Attributes:
        language: Code of the language the person chose; ``None`` where they never chose one.
        reminders: What the person wants to be reminded of, by time.
    """

    language: str | None = None
    reminders: tuple[Reminder, ...] = ()


@dataclass(frozen=True, slots=True)
class KeepLanguage:
    """Keep the language that the person has just chosen."""

    code: str


@dataclass(frozen=True, slots=True)
class KeepReminder:
    """Keep a reminder; it takes the place of one of the same date."""

    reminder: Reminder
    language: str


@dataclass(frozen=True, slots=True)
class DropReminder:
    """Erase the reminder of a date."""

    office_hour: str
    planned: date


@dataclass(frozen=True, slots=True)
class ForgetChat:
    """Erase everything about this chat, at once."""


Instruction = KeepLanguage | KeepReminder | DropReminder | ForgetChat
