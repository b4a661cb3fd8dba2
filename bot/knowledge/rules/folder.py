"""What the rules look at: the knowledge as read and where everything stands."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from bot.knowledge.fields import Record
from bot.knowledge.glossary import Glossary
from bot.knowledge.ids import slug
from bot.knowledge.law_changes import LawChange
from bot.knowledge.model import Knowledge
from bot.knowledge.problems import Problem, Severity, Spot
from bot.knowledge.pruefung import CheckSentences
from bot.knowledge.topics import Where
from bot.knowledge.yaml_reader import Scalar, SourceFile

_NAME_IN_TEXT = re.compile(r"^\s*(?:- )?[\"']?([^\s:#][^:#\n]*?)[\"']?\s*:", re.MULTILINE)


@dataclass(frozen=True)
class Folder:
    """Everything read from a knowledge folder.

    Attributes:
        source_spots: Where each source stands.
        fact_spots: Where each value stands.
        stands: The fields of each dated value, by value and first day.
        damaged: Files with a mistake in their own shape; what they hold is only partly known.
        lost: An entry has a name that cannot be one; nobody knows who refers to it.
        today: ``None`` where rules about the day are not wanted.
    """

    knowledge: Knowledge
    where: Where
    files: Mapping[str, SourceFile]
    source_spots: Mapping[str, Spot]
    fact_spots: Mapping[str, Spot]
    stands: Mapping[tuple[str, date], Record]
    damaged: frozenset[str] = frozenset()
    lost: bool = False
    today: date | None = None
    checks: CheckSentences = field(default_factory=CheckSentences)
    glossary: Glossary = field(default_factory=Glossary)
    changes: tuple[LawChange, ...] = ()

    def __post_init__(self) -> None:
        """Note the names that stand in damaged files: they are not unknown, only unread."""
        names: set[str] = set()
        unread = self.lost
        for name in self.damaged:
            found = _NAME_IN_TEXT.findall("\n".join(self.files[name].lines))
            names.update(found, map(slug, found))
            unread = unread or not found
        object.__setattr__(self, "_mentioned", frozenset(names))
        object.__setattr__(self, "_unread", unread)

    def is_missing(self, name: str, known: Collection[str]) -> bool:
        """Tell whether a name is unknown, and not only lost in a damaged file."""
        mentioned: frozenset[str] = getattr(self, "_mentioned")  # noqa: B009
        unread: bool = getattr(self, "_unread")  # noqa: B009
        return name not in known and name not in mentioned and not unread

    def problem(
        self, spot: Spot, code: str, text: str, severity: Severity = Severity.ERROR
    ) -> Problem:
        """Return a problem with the lines around ``spot``."""
        return self.files[spot.file].problem(spot, code, text, severity)

    def warning(self, spot: Spot, code: str, text: str) -> Problem:
        """Return a warning with the lines around ``spot``."""
        return self.problem(spot, code, text, Severity.WARNING)

    def texts(self) -> Iterator[tuple[str, str, Record, str, Scalar]]:
        """Yield language, intent, section, key and node of everything a client may read."""
        for (language, intent), fields in self.where.intents.items():
            for key in ("frage", "kurz"):
                if node := fields.scalar(key):
                    yield language, intent, fields, key, node
        yield from self.answers()

    def answers(self) -> Iterator[tuple[str, str, Record, str, Scalar]]:
        """Yield the same for the texts of the answers alone."""
        for (language, intent), versions in self.where.versions.items():
            for fields in versions:
                for key in ("antwort", "mehr"):
                    if node := fields.scalar(key):
                        yield language, intent, fields, key, node

    def spot_in(self, node: Scalar, position: int, length: int) -> Spot:
        """Return where a part of a text stands in its file, as well as that can be said."""
        part = node.text[position : position + length].split("\n")[0]
        # The same words may stand on several lines: start at the line the position is on.
        first = node.spot.line + node.text.count("\n", 0, position)
        for start in (first, node.spot.line):
            if spot := self.find(node.spot.file, part, start, node.last_line or node.spot.line):
                return spot
        return node.spot

    def find(self, name: str, part: str, first: int = 1, last: int | None = None) -> Spot | None:
        """Return the first place of ``part`` between two lines of a file."""
        lines = self.files[name].lines if name in self.files else ()
        for number in range(first, min(last or len(lines), len(lines)) + 1):
            column = lines[number - 1].find(part)
            if column >= 0:
                return Spot(name, number, column + 1, max(len(part), 1))
        return None

    def spot_of_key(self, name: str, key: str) -> Spot:
        """Return where a key stands in a file, its first line where it does not."""
        found = self.find(name, f"{key}:")
        return Spot(name, found.line, found.column, len(key)) if found else Spot(name, 1, 1)

    def spot_of_value(self, fact: str, first_day: date, key: str) -> Spot:
        """Return where a field of a dated value stands; the value's name where there is none."""
        fields = self.stands.get((fact, first_day))
        if fields is None or key not in fields.keys:
            return self.fact_spots[fact]
        node = fields.scalar(key)
        return node.spot if node else fields.spot_of(key)
