"""The model of the calendar: places, consultation rules, changes, and the dates they make."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from enum import StrEnum
from types import MappingProxyType

from bot.quartier.rule import Rule


class Status(StrEnum):
    """Confirmed by the Jobcenter, or an example that no client with a token ever sees."""

    CONFIRMED = "bestaetigt"
    EXAMPLE = "beispiel"


class ChangeKind(StrEnum):
    """What happens to a date."""

    CANCELLED = "faellt-aus"
    MOVED = "verlegt"
    EXTRA = "zusaetzlich"


class StepFree(StrEnum):
    """Whether one gets in without a step; unknown is said as such, never guessed."""

    YES = "ja"
    NO = "nein"
    PARTLY = "teilweise"
    UNKNOWN = "unbekannt"


@dataclass(frozen=True, slots=True)
class District:
    """A Stadtbezirk; ``parts`` are the ids of its Ortsteile."""

    id: str
    name: str
    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """A house where the Jobcenter holds consultations.

    Attributes:
        part: Id of the Ortsteil.
        languages: Codes of the languages spoken there.
        aliases: Other names people use.
        former_ids: Ids on posters of old.
    """

    id: str
    name: str
    address: str
    district: str
    part: str
    latitude: float
    longitude: float
    step_free: StepFree
    access: str
    languages: tuple[str, ...]
    host: str
    status: Status
    source: str
    read_on: date
    aliases: tuple[str, ...] = ()
    former_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OfficeHour:
    """A consultation that comes again: where, by which rule, what to bring."""

    id: str
    place: str
    rule: Rule
    status: Status
    source: str
    read_on: date
    languages: tuple[str, ...] = ()
    bring: str = ""
    on_holidays: bool = False
    in_school_holidays: bool = True


@dataclass(frozen=True, slots=True)
class Change:
    """An exception to a rule, from the YAML or from staff on the road.

    Attributes:
        day: The day the rule gives; for an extra date the extra day itself.
        new_day: Where it moved to; ``None`` for the same day.
        new_starts: And at what time; ``None`` for the same times.
        new_place: Id of another place; ``None`` for the same.
        noted_on: Day of the last word on it; of two changes to one date the later wins, and at
            the same day the one that comes later in the sequence.
    """

    office_hour: str
    day: date
    kind: ChangeKind
    noted_on: date
    new_day: date | None = None
    new_starts: time | None = None
    new_ends: time | None = None
    new_place: str | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Consultation:
    """One date: when and where somebody is there, or would have been.

    Attributes:
        planned: The day the rule gave; with ``office_hour`` it names the date for good, also
            after it was moved.
        starts: In Bochum's time, aware; so is ``ends``.
        original_start: What the rule gave.
        revision: Grows with every edit, for calendar programs.
    """

    office_hour: str
    planned: date
    original_start: datetime
    place: Place
    starts: datetime
    ends: datetime
    status: Status
    languages: tuple[str, ...]
    bring: str
    change: ChangeKind | None
    reason: str
    revision: date

    @property
    def key(self) -> tuple[str, date]:
        """Return what names the date for good."""
        return self.office_hour, self.planned

    @property
    def takes_place(self) -> bool:
        """Tell whether somebody will be there."""
        return self.change is not ChangeKind.CANCELLED

    @property
    def day(self) -> date:
        """Return the day in Bochum."""
        return self.starts.date()


@dataclass(frozen=True)
class Calendar:
    """Everything ``knowledge/quartier`` says; replaced as a whole, never changed.

    Attributes:
        school_holidays: First and last day of each, known until the last of them.
        names: What people call districts, Ortsteile and landmarks → ids (``districts.Gazetteer``
            is made from it): ``bezirk:…`` or ``teil:…``.
        words: Lists of words by purpose, for understanding questions.
        texts: Sentences for clients, in German.
        translations: The same by language, as far as there are any.
    """

    places: Mapping[str, Place] = field(default_factory=lambda: MappingProxyType({}))
    office_hours: Mapping[str, OfficeHour] = field(default_factory=lambda: MappingProxyType({}))
    changes: tuple[Change, ...] = ()
    districts: Mapping[str, District] = field(default_factory=lambda: MappingProxyType({}))
    part_names: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    names: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    words: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    languages: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    school_holidays: tuple[tuple[date, date], ...] = ()
    texts: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    translations: Mapping[str, Mapping[str, str]] = field(
        default_factory=lambda: MappingProxyType({})
    )

    def place(self, place_id: str) -> Place | None:
        """Return the place with this id or, for an id of old, its successor."""
        found = self.places.get(place_id)
        if found is not None:
            return found
        return next((each for each in self.places.values() if place_id in each.former_ids), None)

    def district_of(self, part: str) -> str | None:
        """Return the id of the district an Ortsteil belongs to."""
        return next((each.id for each in self.districts.values() if part in each.parts), None)
