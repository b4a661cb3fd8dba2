"""The sums as tables in words: what the terminal, the page and Datasette show alike."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from bot.dialog.render import Renderer
from bot.dialog.respond import UNKNOWN_POSTER
from bot.knowledge.model import IntentKind, Knowledge
from bot.storage.operation import SwitchedOff
from bot.storage.statistics import PosterSums, Statistics
from bot.storage.suppression import Block, Span

KINDS = {
    "answer": "beantwortet",
    "signpost": "Wegweiser zu anderen",
    "choices": "Rückfrage",
    "fallback": "nicht verstanden",
    "handover": "an einen Menschen",
    "crisis": "Krise",
    "privacy": "Datenschutz",
    "smalltalk": "Geplauder",
    "menu": "Menü",
}
_NAMED = 3  # of those put together


@dataclass(frozen=True, slots=True)
class Row:
    """One line; ``count`` is ``None`` for one to four, ``part`` belongs to the line above."""

    label: str
    count: int | None
    part: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """One table and how it is to be read."""

    id: str
    title: str
    rows: tuple[Row, ...]
    note: str = ""


@dataclass(frozen=True)
class Names:
    """Names for what is counted by id.

    Attributes:
        knowledge: Without it ids have to do.
        day: Whose names and values are meant.
        places: Where each poster hangs.
    """

    knowledge: Knowledge | None
    day: date
    places: Mapping[str, str] = field(default_factory=dict)

    def intent(self, intent_id: str) -> str:
        """Return an intent's question."""
        intent = self.knowledge.intent(intent_id) if self.knowledge else None
        if self.knowledge is None or intent is None:
            return intent_id or "ohne Frage"
        return Renderer(self.knowledge, "de", self.day).title(intent)

    def signpost(self, intent_id: str) -> str:
        """Return the question of an intent whose answer was not given, but who knows."""
        intent = self.knowledge.intent(intent_id) if self.knowledge else None
        always = intent is None or intent.kind is IntentKind.SIGNPOST
        return self.intent(intent_id) if always else f"{self.intent(intent_id)} (ohne Auskunft)"

    def language(self, code: str) -> str:
        """Return a language's name."""
        found = self.knowledge.languages.get(code) if self.knowledge else None
        return found.name if found else code

    def poster(self, poster: str) -> str:
        """Return a poster's id and where it hangs."""
        if poster == UNKNOWN_POSTER:
            return "unbekannt (kein Aushang von uns)"
        place = self.places.get(poster)
        return f"{poster} ({place})" if place else poster


@dataclass(frozen=True)
class Report:
    """Everything a report says.

    Attributes:
        due: Id and day of the answers whose review is due.
        off: What staff switched off.
    """

    sums: Statistics
    names: Names
    due: tuple[tuple[str, date], ...] = ()
    off: tuple[SwitchedOff, ...] = ()

    @property
    def tables(self) -> tuple[Table, ...]:
        """Return the tables in the order of reading."""
        sums, names = self.sums, self.names
        return (
            Table("wochen", "Nachrichten je Woche", tuple(map(week_row, sums.weeks))),
            Table(
                "entscheidungen",
                "Wie der Bot geantwortet hat",
                rows(sums.kinds, lambda kind: KINDS.get(kind, kind)),
            ),
            Table("fragen", "Was gefragt wurde", self._intents()),
            Table("sprachen", "Sprachen", rows(sums.languages, names.language)),
            Table(
                "rueckmeldungen",
                "Hat es geholfen?",
                tuple(self._feedback()),
                "Ja und Nein stehen nur dort getrennt, wo beide groß genug sind.",
            ),
            Table(
                "aushaenge",
                "Aushänge: wie oft gescannt",
                tuple(self._posters()),
                "„neu“: Damit begann ein Chat. „bekannt“: jemand, der den Bot schon nutzt.",
            ),
        )

    @property
    def poster_weeks(self) -> tuple[Table, ...]:
        """Return the scans by week, one table for each poster that has enough."""
        return tuple(
            Table(f"aushang-{each.poster}", self.names.poster(each.poster), _weeks(each))
            for each in self.sums.posters
            if len(each.weeks) > 1
        )

    def _intents(self) -> tuple[Row, ...]:
        found = [(label(block, name), block) for block, name in self.asked]
        found.sort(key=lambda pair: (len(pair[1].names) > 1, -pair[1].count))
        return tuple(Row(text, block.count) for text, block in found)

    @property
    def asked(self) -> Iterator[tuple[Block, Callable[[str], str]]]:
        """Yield what was asked, and how its ids are named."""
        for kind in self.sums.kinds:
            name = self.names.signpost if kind.names == ("signpost",) else self.names.intent
            yield from ((block, name) for block in kind.blocks)

    def _feedback(self) -> Iterable[Row]:
        for block in self.sums.feedback:
            yield Row(label(block, self.names.intent), block.count)
            if len(block.blocks) > 1:
                yield from (Row(each.names[0], each.count, part=True) for each in block.blocks)
            elif block.blocks and len(block.blocks[0].names) == 1:
                yield Row(f"nur {block.blocks[0].names[0]}", block.count, part=True)

    def _posters(self) -> Iterable[Row]:
        for each in sorted(self.sums.posters, key=lambda poster: -(poster.count or 0)):
            yield Row(self.names.poster(each.poster), each.count)
            if len(each.chats) > 1:
                yield from (Row(part.names[0], part.count, part=True) for part in each.chats)


def rows(found: Sequence[Block], name: Callable[[str], str]) -> tuple[Row, ...]:
    """Return one row for each block."""
    return tuple(Row(label(block, name), block.count) for block in found)


def label(block: Block, name: Callable[[str], str]) -> str:
    """Return what a block counts; of many put together, the first ones."""
    names = [name(each) for each in block.names]
    if len(names) == 1:
        return names[0]
    more = len(names) - _NAMED
    if more > 1:
        return f"zusammen: {', '.join(names[:_NAMED])} und {more} weitere"
    return f"zusammen: {', '.join(names)}"


def week_row(span: Span) -> Row:
    """Return the row of a week, or of several."""
    first, last = span.first.isocalendar(), span.last.isocalendar()
    weeks = f"{first.week}" if first[:2] == last[:2] else f"{first.week}–{last.week}"
    return Row(f"KW {weeks} ({span.first:%d.%m.}–{span.last:%d.%m.})", span.count)


def _weeks(poster: PosterSums) -> tuple[Row, ...]:
    return tuple(map(week_row, poster.weeks))


def count_text(count: int | None) -> str:
    """Return a count as it is read."""
    return "unter 5" if count is None else str(count)
