"""Dates + wish → the dates that fit; where none does, the nearest that fit less, and why."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum

from bot.quartier.calendar import Calendar, Consultation, Place
from bot.quartier.wish import Wish


class Lacking(Enum):
    """What of a wish had to be given up; ``DATE`` keeps weekday and time of day."""

    DATE = "date"
    TIME = "time"
    PART = "part"
    AREA = "area"
    LANGUAGE = "language"


@dataclass(frozen=True, slots=True)
class Found:
    """The dates for a wish.

    Attributes:
        dates: In order of time; cancelled ones that were asked for are among them.
        lacking: What of the wish they do not meet.
    """

    dates: tuple[Consultation, ...]
    lacking: frozenset[Lacking] = frozenset()

    @property
    def is_next_best(self) -> bool:
        """Tell whether something of the wish was given up."""
        return bool(self.lacking)


# In this order: a client gives up the date before the neighbourhood, and the language last.
_STEPS: tuple[frozenset[Lacking], ...] = tuple(
    frozenset((*language, *area, *when))
    for language in ((), (Lacking.LANGUAGE,))
    for area, when in (
        ((), ()),
        ((Lacking.PART,), ()),
        ((), (Lacking.DATE,)),
        ((), (Lacking.TIME,)),
        ((Lacking.PART,), (Lacking.DATE,)),
        ((Lacking.PART,), (Lacking.TIME,)),
        ((Lacking.AREA,), ()),
        ((Lacking.AREA,), (Lacking.DATE,)),
        ((Lacking.AREA,), (Lacking.TIME,)),
    )
)


def find(dates: Sequence[Consultation], wish: Wish, calendar: Calendar) -> Found:
    """Return the dates that fit a wish best.

    Args:
        dates: The dates from today on (``schedule.upcoming``).
        wish: What is wanted.
        calendar: Knows which part belongs to which district.
    """
    for step in _STEPS:
        if not _is_about(step, wish):
            continue
        fitting = tuple(each for each in dates if _fits(each, wish, step, calendar))
        if any(each.takes_place for each in fitting):
            # A date that was called off answers the question, but it is not enough.
            return Found(fitting, step)
    return Found((), frozenset({Lacking.AREA}) if wish.has_area else frozenset())


def called_off(
    dates: Sequence[Consultation], wish: Wish, calendar: Calendar
) -> tuple[Consultation, ...]:
    """Return the cancelled dates that would have fitted the whole wish, days included."""
    if wish.days is None:
        return ()
    return tuple(
        each for each in dates if not each.takes_place and _fits(each, wish, frozenset(), calendar)
    )


def _is_about(step: frozenset[Lacking], wish: Wish) -> bool:
    """Tell whether the wish has all that the step gives up."""
    has = {
        Lacking.DATE: wish.days is not None and bool(wish.days.weekdays or wish.daytime),
        Lacking.TIME: wish.days is not None or wish.daytime is not None,
        Lacking.PART: bool(wish.parts or wish.places),
        Lacking.AREA: wish.has_area,
        Lacking.LANGUAGE: wish.language is not None,
    }
    return all(has[each] for each in step)


def _fits(each: Consultation, wish: Wish, step: frozenset[Lacking], calendar: Calendar) -> bool:
    if Lacking.TIME not in step and not _fits_time(each, wish, Lacking.DATE in step):
        return False
    if Lacking.LANGUAGE not in step and wish.language not in (None, *each.languages):
        return False
    if Lacking.AREA in step or not wish.has_area:
        return True
    if Lacking.PART in step:
        wish = _widened(wish, calendar)
    return lies_in(each.place, wish)


def _fits_time(each: Consultation, wish: Wish, any_date: bool) -> bool:
    days = wish.days
    if days is not None and any_date:
        if days.weekdays and each.day.weekday() not in days.weekdays:
            return False
    elif days is not None and not days.has(each.day):
        return False
    daytime = wish.daytime
    return daytime is None or daytime.meets(each.starts.time(), each.ends.time())


def _widened(wish: Wish, calendar: Calendar) -> Wish:
    """Return the wish for the whole districts of the parts and places named."""
    found = [calendar.district_of(part) for part in wish.parts]
    found += [calendar.places[place].district for place in wish.places if place in calendar.places]
    names = (*wish.districts, *(each for each in found if each is not None))
    return replace(wish, districts=tuple(dict.fromkeys(names)), parts=(), places=())


def lies_in(place: Place, wish: Wish) -> bool:
    """Tell whether a place is meant by the areas named; "Weitmar" includes "Weitmar-Mark"."""
    return (
        place.id in wish.places
        or place.district in wish.districts
        or any(place.part == part or place.part.startswith(f"{part}-") for part in wish.parts)
    )


def nearest(
    places: Sequence[Place], latitude: float, longitude: float
) -> tuple[tuple[Place, float], ...]:
    """Return the places with their distance in kilometres as the crow flies, nearest first."""
    measured = [
        (place, kilometres(latitude, longitude, place.latitude, place.longitude))
        for place in places
    ]
    return tuple(sorted(measured, key=lambda each: (each[1], each[0].id)))


def kilometres(latitude: float, longitude: float, to_latitude: float, to_longitude: float) -> float:
    """Return the distance of two points on the globe (haversine, mean radius 6371 km)."""
    first, second = math.radians(latitude), math.radians(to_latitude)
    across = math.sin((second - first) / 2) ** 2
    along = math.sin(math.radians(to_longitude - longitude) / 2) ** 2
    return 2 * 6371 * math.asin(math.sqrt(across + math.cos(first) * math.cos(second) * along))


def first_dates(dates: Sequence[Consultation], most: int) -> tuple[Consultation, ...]:
    """Return the first dates that take place, with the cancelled ones before them (two at most)."""
    shown: list[Consultation] = []
    open_dates = cancelled = 0
    for each in dates:
        if each.takes_place:
            open_dates += 1
        else:
            cancelled += 1
        if each.takes_place or cancelled <= 2:
            shown.append(each)
        if open_dates == most:
            break
    return tuple(shown)


def places_of(dates: Sequence[Consultation]) -> tuple[Place, ...]:
    """Return the places of some dates, each once, in their order."""
    return tuple({each.place.id: each.place for each in dates}.values())
