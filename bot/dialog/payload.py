"""What a button or a deep link means ↔ its short text.

A button carries its whole meaning, so old ones keep working after a restart and a chat needs no
memory. A button's text has at most 64 bytes; a deep link only ``A–Z a–z 0–9 _ -``, at most 64.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import assert_never

from bot.dialog.consultation_payload import (
    ConsultationMeaning,
    SendCalendar,
    SendVenue,
    ShowDates,
    ShowDistrict,
    ShowPlace,
    ShowPlaces,
    decode_consultation,
    encode_consultation,
)
from bot.dialog.reminder_payload import (
    AskReminder,
    ReminderMeaning,
    SetReminder,
    StopReminder,
    decode_reminder,
    encode_reminder,
)

MAX_PAYLOAD = 64
_BUTTON = re.compile(r"[a-z0-9:-]{1,64}")
_LINK = re.compile(r"[A-Za-z0-9_-]{1,64}")
_SEPARATOR = "--"  # between target and poster; ids have single hyphens only


@dataclass(frozen=True, slots=True)
class ShowAnswer:
    """Show an intent's answer; ``full`` with the part behind "Mehr lesen"."""

    intent: str
    full: bool = False
    shorten: bool = False


@dataclass(frozen=True, slots=True)
class ShowRelated:
    """Show the questions related to an intent."""

    intent: str


@dataclass(frozen=True, slots=True)
class ShowTopic:
    """Show a page of a topic's questions; pages from 0."""

    topic: str
    page: int = 0


@dataclass(frozen=True, slots=True)
class ShowTopics:
    """Show all topics."""


@dataclass(frozen=True, slots=True)
class ShowHome:
    """Show the first screen."""


@dataclass(frozen=True, slots=True)
class ShowLanguages:
    """Show the languages."""


@dataclass(frozen=True, slots=True)
class SetLanguage:
    """Go on in another language."""

    code: str


@dataclass(frozen=True, slots=True)
class AskPerson:
    """Tell how to reach a person."""


@dataclass(frozen=True, slots=True)
class Feedback:
    """Say whether an answer helped."""

    intent: str
    helped: bool


@dataclass(frozen=True, slots=True)
class NoneOfThese:
    """Say that none of the questions offered is meant."""


@dataclass(frozen=True, slots=True)
class PassOn:
    """Show, then keep, the question that was not understood."""

    confirmed: bool


Meaning = (
    ShowAnswer
    | ShowRelated
    | ShowTopic
    | ShowTopics
    | ShowHome
    | ShowLanguages
    | SetLanguage
    | AskPerson
    | Feedback
    | NoneOfThese
    | PassOn
    | ConsultationMeaning
    | ReminderMeaning
)


def encode(meaning: Meaning) -> str:
    """Return the text of a button.

    Raises:
        ValueError: It would be longer than 64 bytes (an id longer than the loader allows).
    """
    text = _encode(meaning)
    if len(text.encode()) > MAX_PAYLOAD:
        raise ValueError(f"payload too long: {text}")
    return text


def _encode(meaning: Meaning) -> str:
    match meaning:
        case ShowAnswer(intent, full, shorten):
            return f"{'mehr' if full else 'kurz' if shorten else 'antwort'}:{intent}"
        case ShowRelated(intent):
            return f"aehnlich:{intent}"
        case ShowTopic(topic, page):
            return f"thema:{topic}:{page}"
        case ShowTopics():
            return "themen"
        case ShowHome():
            return "start"
        case ShowLanguages():
            return "sprachen"
        case SetLanguage(code):
            return f"sprache:{code}"
        case AskPerson():
            return "mensch"
        case Feedback(intent, helped):
            return f"{'gut' if helped else 'schlecht'}:{intent}"
        case NoneOfThese():
            return "nichts"
        case PassOn(confirmed):
            return "weitergeben:ja" if confirmed else "weitergeben"
        case (
            ShowPlace() | ShowPlaces() | ShowDates() | ShowDistrict() | SendVenue() | SendCalendar()
        ):
            return encode_consultation(meaning)
        case AskReminder() | SetReminder() | StopReminder():
            return encode_reminder(meaning)
        case _:
            assert_never(meaning)


_ALONE: dict[str, Meaning] = {
    "themen": ShowTopics(),
    "start": ShowHome(),
    "sprachen": ShowLanguages(),
    "mensch": AskPerson(),
    "nichts": NoneOfThese(),
    "weitergeben": PassOn(confirmed=False),
    "weitergeben:ja": PassOn(confirmed=True),
}


def decode(payload: str) -> Meaning | None:
    """Return what a button's text means, ``None`` for one that no version ever wrote.

    What is understood would be written in exactly the same way: a tap comes from outside, and
    nobody but us writes what stands behind it.
    """
    if not _BUTTON.fullmatch(payload):
        return None
    meaning = _decode(payload)
    return meaning if meaning is not None and _encode(meaning) == payload else None


def _decode(payload: str) -> Meaning | None:
    if payload in _ALONE:
        return _ALONE[payload]
    if consultation := decode_consultation(payload):
        return consultation
    if reminder := decode_reminder(payload):
        return reminder
    verb, _, argument = payload.partition(":")
    if not argument:
        return None
    match verb:
        case "antwort":
            return ShowAnswer(argument)
        case "mehr":
            return ShowAnswer(argument, full=True)
        case "kurz":
            return ShowAnswer(argument, shorten=True)
        case "aehnlich":
            return ShowRelated(argument)
        case "thema":
            topic, _, page = argument.partition(":")
            number = int(page) if page.isascii() and page.isdigit() and len(page) < 5 else 0
            return ShowTopic(topic, number)
        case "sprache":
            return SetLanguage(argument)
        case "gut" | "schlecht":
            return Feedback(argument, helped=verb == "gut")
    return None


@dataclass(frozen=True, slots=True)
class DeepLink:
    """What stands behind ``start=``: an intent, topic or place, and the poster that showed it."""

    target: str
    poster: str | None = None


def read_link(payload: str) -> DeepLink | None:
    """Return the parts of a deep link, ``None`` where it cannot be one of ours."""
    if not _LINK.fullmatch(payload):
        return None
    target, separator, poster = payload.partition(_SEPARATOR)
    if not target:
        return None
    return DeepLink(target.lower(), poster.lower() if separator and poster else None)


def write_link(link: DeepLink) -> str:
    """Return the text behind ``start=``.

    Raises:
        ValueError: It has other characters or more than 64 of them.
    """
    text = link.target if link.poster is None else f"{link.target}{_SEPARATOR}{link.poster}"
    if not _LINK.fullmatch(text):
        raise ValueError(f"not a deep link: {text}")
    return text
