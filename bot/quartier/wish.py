"""What a client wants to know about consultations, as values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time


@dataclass(frozen=True, slots=True)
class Days:
    """Days from ``first`` to ``last`` (``None``: without an end), on some weekdays or all."""

    first: date
    last: date | None
    weekdays: tuple[int, ...] = ()

    def has(self, day: date) -> bool:
        """Tell whether ``day`` is meant."""
        inside = self.first <= day and (self.last is None or day <= self.last)
        return inside and (not self.weekdays or day.weekday() in self.weekdays)


@dataclass(frozen=True, slots=True)
class Daytime:
    """A part of the day; ``name`` where people call it by one."""

    first: time
    last: time
    name: str = ""

    def meets(self, starts: time, ends: time) -> bool:
        """Tell whether something from ``starts`` to ``ends`` touches it."""
        return starts < self.last and ends > self.first


@dataclass(frozen=True, slots=True)
class Wish:
    """What was understood of one sentence; all of it may be empty.

    Attributes:
        districts: Ids of Stadtbezirke.
        parts: Ids of Ortsteile.
        places: Ids of places.
        days: The days asked for.
        daytime: The part of the day.
        language: Code of the language to be spoken there.
        elsewhere: Another town, or a postcode of one.
        postcode: One of Bochum's postcodes; none tells the district.
        near_me: Whether "near me" was said.
        mentions: Whether the consultation itself was named.
        other_sense: Whether "Sprechstunde" or "Quartier" means something else here.
        rest: How many words were not understood.
    """

    districts: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    days: Days | None = None
    daytime: Daytime | None = None
    language: str | None = None
    elsewhere: str = ""
    postcode: str = ""
    near_me: bool = False
    mentions: bool = False
    other_sense: bool = False
    rest: int = 0

    @property
    def has_area(self) -> bool:
        """Tell whether a part of Bochum or a place was named."""
        return bool(self.districts or self.parts or self.places)

    @property
    def is_clear(self) -> bool:
        """Tell whether the sentence asks for consultations and for nothing else."""
        if self.rest or self.other_sense:
            return False
        if not self.mentions and self.districts and self.parts:
            return False  # "werne ist das bochum ost": a question about the map
        return self.mentions or self.has_area or self.near_me or bool(self.postcode)
