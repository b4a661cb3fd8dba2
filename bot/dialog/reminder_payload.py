"""The buttons around reminders: what each means ↔ its short text."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import assert_never

from bot.quartier.reminders import Lead


@dataclass(frozen=True, slots=True)
class AskReminder:
    """Ask when to be reminded of a date; ``planned`` is the day the rule gave."""

    office_hour: str
    planned: date


@dataclass(frozen=True, slots=True)
class SetReminder:
    """Be reminded of a date."""

    office_hour: str
    planned: date
    leads: frozenset[Lead]


@dataclass(frozen=True, slots=True)
class StopReminder:
    """Not be reminded of a date any more."""

    office_hour: str
    planned: date


ReminderMeaning = AskReminder | SetReminder | StopReminder

_LEADS = {"a": frozenset({Lead.EVENING}), "z": frozenset({Lead.TWO_HOURS}), "b": frozenset(Lead)}
_LETTERS = {leads: letter for letter, leads in _LEADS.items()}


def encode_reminder(meaning: ReminderMeaning) -> str:
    """Return the text of a button; ids of the calendar are short enough for it."""
    match meaning:
        case AskReminder(office_hour, planned):
            return f"wecker:{office_hour}:{planned:%Y%m%d}"
        case SetReminder(office_hour, planned, leads):
            return f"wecker:{office_hour}:{planned:%Y%m%d}:{_LETTERS[leads]}"
        case StopReminder(office_hour, planned):
            return f"stumm:{office_hour}:{planned:%Y%m%d}"
        case _:
            assert_never(meaning)


def decode_reminder(payload: str) -> ReminderMeaning | None:
    """Return what a button's text means, ``None`` for one that is not about reminders."""
    verb, *parts = payload.split(":")
    if verb not in ("wecker", "stumm") or len(parts) not in (2, 3) or not parts[0]:
        return None
    planned = _day(parts[1])
    if planned is None:
        return None
    if len(parts) == 2:
        kind = AskReminder if verb == "wecker" else StopReminder
        return kind(parts[0], planned)
    leads = _LEADS.get(parts[2])
    if verb == "stumm" or leads is None:
        return None
    return SetReminder(parts[0], planned, leads)


def _day(text: str) -> date | None:
    if len(text) != 8 or not (text.isascii() and text.isdigit()):
        return None
    try:
        return date(int(text[:4]), int(text[4:6]), int(text[6:]))
    except ValueError:
        return None
