"""``knowledge/quartier`` → one frozen ``Calendar``, or every problem at once."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

from bot.knowledge.fields import Report
from bot.knowledge.ids import nearest_key
from bot.knowledge.problems import Problem, Spot, is_usable, order
from bot.knowledge.yaml_reader import SourceFile, read_file
from bot.quartier.calendar import Calendar
from bot.quartier.checks import check_calendar
from bot.quartier.districts import read_districts
from bot.quartier.read_hours import Hours, read_hours
from bot.quartier.read_places import Places, read_places
from bot.quartier.read_sentences import Sentences, read_sentences
from bot.quartier.read_words import Words, read_school_holidays, read_words

FOLDER = "quartier"
NAMES = (
    "stadtteile.yaml",
    "woerter.yaml",
    "schulferien.yaml",
    "texte.yaml",
    "orte.yaml",
    "sprechstunden.yaml",
)
_OTHERS = (
    "aushaenge.yaml",
    "aushang-texte.yaml",
    "gedruckt.yaml",
)  # read by whoever prints posters

T = TypeVar("T")


@dataclass(frozen=True)
class LoadedCalendar:
    """What came out of the folder: ``calendar`` is ``None`` where an error keeps it from use."""

    calendar: Calendar | None
    problems: tuple[Problem, ...]
    files: int


def fingerprint(knowledge: Path) -> tuple[tuple[str, int, int], ...]:
    """Return name, size and time of every file: cheap to compare, changed by any edit."""
    paths = sorted((knowledge / FOLDER).glob("*.yaml"))
    stats = ((path.name, path.lstat()) for path in paths)
    return tuple((name, stat.st_size, stat.st_mtime_ns) for name, stat in stats)


def read_calendar(
    knowledge: Path, *, today: date | None = None, sources: Collection[str] | None = None
) -> LoadedCalendar:
    """Read the calendar below a knowledge folder.

    Args:
        knowledge: The knowledge folder; without ``quartier`` in it the calendar is empty.
        today: With it, also what is over by that day is warned of.
        sources: Ids of ``quellen.yaml``; with them, an unknown source is an error.
    Returns:
        The calendar with its warnings, or no calendar with all errors and warnings.
    """
    folder = knowledge / FOLDER
    if not folder.is_dir():
        return LoadedCalendar(Calendar(), (), 0)
    return _Reading(folder, today, sources).run()


class _Reading:
    """One pass over the folder: the files and the problems found so far."""

    def __init__(self, folder: Path, today: date | None, sources: Collection[str] | None) -> None:
        self.today = today
        self.sources = sources
        self.problems: list[Problem] = []
        self.files: dict[str, SourceFile] = {}
        for path in sorted(folder.glob("*.yaml")):
            name = f"{FOLDER}/{path.name}"
            if path.name in NAMES:
                self.files[path.name] = read_file(path, name)
                self.problems.extend(self.files[path.name].problems)
            elif path.name not in _OTHERS and not path.name.startswith("."):
                self.problems.append(_unknown_file(path.name))

    def run(self) -> LoadedCalendar:
        districts = self._read("stadtteile.yaml", read_districts)
        words = self._read("woerter.yaml", read_words) or Words()
        school = self._read("schulferien.yaml", read_school_holidays) or ()
        sentences = self._read("texte.yaml", read_sentences) or Sentences()
        places = Places()
        if districts is not None:
            found = self._read(
                "orte.yaml",
                lambda file, report: read_places(file, report, districts, words, self.sources),
            )
            places = found or places
        hours = Hours()
        if "orte.yaml" in self.files and not self.files["orte.yaml"].problems:
            found_hours = self._read(
                "sprechstunden.yaml",
                lambda file, report: read_hours(file, report, places, words, self.sources),
            )
            hours = found_hours or hours
        calendar = Calendar(
            MappingProxyType(places.places),
            MappingProxyType(hours.hours),
            tuple(change for change, _, _ in hours.changes),
            MappingProxyType(districts.districts if districts else {}),
            MappingProxyType(districts.part_names if districts else {}),
            MappingProxyType(districts.names if districts else {}),
            MappingProxyType(words.words),
            MappingProxyType(words.languages),
            school,
            MappingProxyType(dict(sentences.german)),
            MappingProxyType(dict(sentences.translations)),
        )
        if "sprechstunden.yaml" in self.files:
            report = Report(self.files["sprechstunden.yaml"])
            check_calendar(calendar, hours, report, self.today)
            self.problems.extend(report.problems)
        problems = order(self.problems)
        usable = is_usable(problems)
        return LoadedCalendar(calendar if usable else None, problems, len(self.files))

    def _read(self, name: str, read: Callable[[SourceFile, Report], T]) -> T | None:
        file = self.files.get(name)
        if file is None or file.problems:
            return None
        report = Report(file)
        result = read(file, report)
        self.problems.extend(report.problems)
        return result


def _unknown_file(name: str) -> Problem:
    nearest = nearest_key(name, (*NAMES, *_OTHERS))
    hint = f" Meinten Sie „{nearest}“?" if nearest else f" Es gibt: {', '.join(NAMES)}."
    return Problem(
        Spot(f"{FOLDER}/{name}"),
        f"Hier liest der Bot keine Datei mit diesem Namen.{hint}",
        "falscher-ordner",
    )
