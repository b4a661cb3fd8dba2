"""The knowledge as the bot uses it: frozen values, checked and ready to answer."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

PLACEHOLDER = re.compile(r"\{([a-z0-9-]+)\}")


class IntentKind(StrEnum):
    """What sort of entry stands under ``fragen``."""

    ANSWER = "antwort"
    SIGNPOST = "wegweiser"
    SMALLTALK = "geplauder"
    HANDOVER = "uebergabe"
    PRIVACY = "datenschutz"


class Unit(StrEnum):
    """How a value is written out."""

    EURO = "euro"
    PERCENT = "prozent"
    NUMBER = "zahl"
    YEAR = "jahr"
    DATE = "datum"
    TEXT = "text"
    PHONE = "telefon"
    WEB = "web"


@dataclass(frozen=True, slots=True)
class Source:
    """Where facts come from; ``sections`` only where coverage is counted (the program)."""

    id: str
    title: str
    short: str
    publisher: str
    url: str
    read_on: date
    sections: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Record:
    """What a source says, held apart from the values so that the two can be compared.

    Attributes:
        numbers: Every figure the source names at that place.
        certainty: ``bestaetigt``, ``einzelquelle`` or ``unklar``; the last is never stated.
        countercheck: Id of a value → its figures as they were read off the source a second time,
            in the order of their first days.
    """

    id: str
    source: str
    place: str
    numbers: frozenset[Decimal]
    dates: frozenset[date]
    texts: tuple[str, ...]
    certainty: str
    countercheck: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class DatedValue:
    """A value from its first day on; ``value`` is ``None`` where it is not known."""

    first_day: date
    value: Decimal | date | str | None
    source: str
    place: str
    read_on: date
    record: str | None = None


@dataclass(frozen=True, slots=True)
class Fact:
    """A figure, date, address or name with the days from which its values hold."""

    id: str
    name: str
    unit: Unit
    values: tuple[DatedValue, ...]

    def on(self, day: date) -> DatedValue | None:
        """Return the value that holds on ``day``, ``None`` before the first one."""
        found = None
        for value in self.values:
            if value.first_day <= day:
                found = value
        return found


@dataclass(frozen=True, slots=True)
class Version:
    """One wording of an answer and the days on which it may be given.

    Attributes:
        more: The part behind "Mehr lesen", empty where there is none.
        reviewed: Day on which a person last checked it.
        made_from: In a translation, the digest of the German text it was made from.
        reviewer: In a translation, who has read it against the German text.
    """

    answer: str
    more: str
    source: str
    place: str
    reviewed: date
    first_day: date | None = None
    last_day: date | None = None
    records: tuple[str, ...] = ()
    made_from: str = ""
    reviewer: str = ""

    def covers(self, day: date) -> bool:
        """Tell whether this wording may be given on ``day``."""
        after_start = self.first_day is None or self.first_day <= day
        before_end = self.last_day is None or day <= self.last_day
        return after_start and before_end

    @property
    def digest(self) -> str:
        """Return a short hash of the words, by which a translation knows its original."""
        return hashlib.sha256(f"{self.answer}\n{self.more}".encode()).hexdigest()[:12]

    @property
    def placeholders(self) -> frozenset[str]:
        """Return the ids of the values the wording needs."""
        return frozenset(PLACEHOLDER.findall(f"{self.answer}\n{self.more}"))


@dataclass(frozen=True, slots=True)
class IntentText:
    """An intent in one language."""

    title: str
    short: str
    examples: tuple[str, ...]
    versions: tuple[Version, ...]

    def on(self, day: date) -> Version | None:
        """Return the wording for ``day``, ``None`` where none may be given."""
        return next((version for version in self.versions if version.covers(day)), None)


@dataclass(frozen=True, slots=True)
class Intent:
    """One thing that a client wants to know."""

    id: str
    topic: str
    kind: IntentKind
    texts: Mapping[str, IntentText]
    related: tuple[str, ...] = ()
    anchors: tuple[str, ...] = ()
    review_by: date | None = None
    former_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Topic:
    """One file of intents; ``titles`` by language."""

    id: str
    titles: Mapping[str, str]
    intents: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CrisisCase:
    """A danger to life or limb: how people say it, and what they read first."""

    id: str
    phrases: tuple[str, ...]
    answer: str


@dataclass(frozen=True, slots=True)
class Wording:
    """All of one language that is no topic.

    Attributes:
        messages: The bot's own sentences by key.
        synonyms: Standard word → other names for it.
        strangers: Sentences that belong to no intent.
        crises: The crisis cases.
        harmless: Sentences that sound like a crisis and are none.
    """

    messages: Mapping[str, str] = field(default_factory=dict)
    synonyms: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    strangers: tuple[str, ...] = ()
    crises: tuple[CrisisCase, ...] = ()
    harmless: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Language:
    """A language of the bot: its name in its own script and who looks after it."""

    code: str
    name: str
    keeper: str
    right_to_left: bool = False


@dataclass(frozen=True)
class Knowledge:
    """Everything the bot knows at one moment; replaced as a whole, never changed.

    Attributes:
        facts: Values by id, those of ``kontakt.yaml`` among them.
        former_ids: Ids of intents that were renamed → their successor.
        digest: Short hash of the files it was read from.
    """

    languages: Mapping[str, Language]
    topics: Mapping[str, Topic]
    intents: Mapping[str, Intent]
    facts: Mapping[str, Fact]
    sources: Mapping[str, Source]
    records: Mapping[str, Record]
    wordings: Mapping[str, Wording]
    former_ids: Mapping[str, str]
    digest: str

    def intent(self, intent_id: str) -> Intent | None:
        """Return the intent with this id or, for an id of old, its successor."""
        return self.intents.get(self.former_ids.get(intent_id, intent_id))

    def message(self, language: str, key: str) -> str:
        """Return one of the bot's own sentences, in German where the language lacks it.

        Raises:
            KeyError: No language has the key (the loader makes sure that German has all).
        """
        own = self.wordings.get(language)
        if own is not None and key in own.messages:
            return own.messages[key]
        return self.wordings["de"].messages[key]
