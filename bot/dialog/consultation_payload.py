"""The buttons below consultation dates: what each means ↔ its short text."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import assert_never


@dataclass(frozen=True, slots=True)
class ShowPlace:
    """Show a place with its next dates."""

    place: str


@dataclass(frozen=True, slots=True)
class ShowPlaces:
    """Show all places."""


@dataclass(frozen=True, slots=True)
class ShowDates:
    """Show a page of all dates; pages from 0."""

    page: int = 0


@dataclass(frozen=True, slots=True)
class ShowDistrict:
    """Show the next dates in a Stadtbezirk."""

    district: str


@dataclass(frozen=True, slots=True)
class SendVenue:
    """Send a place as a pin on the map."""

    place: str


@dataclass(frozen=True, slots=True)
class SendCalendar:
    """Send a date as a calendar file; ``planned`` is the day the rule gave."""

    office_hour: str
    planned: date


ConsultationMeaning = ShowPlace | ShowPlaces | ShowDates | ShowDistrict | SendVenue | SendCalendar


def encode_consultation(meaning: ConsultationMeaning) -> str:
    """Return the text of a button; ids of the calendar are short enough for it."""
    match meaning:
        case ShowPlace(place):
            return f"ort:{place}"
        case ShowPlaces():
            return "orte"
        case ShowDates(page):
            return f"termine:{page}"
        case ShowDistrict(district):
            return f"bezirk:{district}"
        case SendVenue(place):
            return f"karte:{place}"
        case SendCalendar(office_hour, planned):
            return f"kalender:{office_hour}:{planned:%Y%m%d}"
        case _:
            assert_never(meaning)


def decode_consultation(payload: str) -> ConsultationMeaning | None:
    """Return what a button's text means, ``None`` for one that is not about consultations."""
    verb, _, argument = payload.partition(":")
    match verb:
        case "orte":
            return ShowPlaces() if not argument else None
        case "ort":
            return ShowPlace(argument) if argument else None
        case "termine":
            small = argument.isascii() and argument.isdigit() and len(argument) < 4
            return ShowDates(int(argument)) if small else None
        case "bezirk":
            return ShowDistrict(argument) if argument else None
        case "karte":
            return SendVenue(argument) if argument else None
        case "kalender":
            return _calendar(argument)
    return None


def _calendar(argument: str) -> SendCalendar | None:
    office_hour, _, day = argument.rpartition(":")
    if not office_hour or len(day) != 8 or not (day.isascii() and day.isdigit()):
        return None
    try:
        return SendCalendar(office_hour, date(int(day[:4]), int(day[4:6]), int(day[6:])))
    except ValueError:
        return None
