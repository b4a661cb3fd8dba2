"""A folder → one frozen ``Knowledge``, or every problem at once."""

from __future__ import annotations

import gc
import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

from bot.knowledge.consequences import NAMES_KEPT, causes
from bot.knowledge.fields import Report
from bot.knowledge.folder_files import (
    CHECKED,
    NO_TOPIC,
    linked_folders,
    misplaced,
    missing,
    yaml_files,
)
from bot.knowledge.glossary import Glossary, read_glossary
from bot.knowledge.law_changes import read_law_changes
from bot.knowledge.model import Intent, Knowledge, Topic, Wording
from bot.knowledge.origins import read_records, read_sources
from bot.knowledge.problems import Problem, Spot, is_usable, order
from bot.knowledge.pruefung import CheckSentences, read_check_file
from bot.knowledge.rules import every
from bot.knowledge.rules.folder import Folder
from bot.knowledge.topics import Where, read_topic, read_translation, topic_id_of
from bot.knowledge.values import Facts, read_contact, read_values
from bot.knowledge.words import (
    read_crises,
    read_languages,
    read_messages,
    read_strangers,
    read_synonyms,
)
from bot.knowledge.yaml_reader import SourceFile, read_file

T = TypeVar("T")


@dataclass(frozen=True)
class Loaded:
    """What came out of a folder.

    Attributes:
        knowledge: ``None`` where an error keeps it from being used.
        problems: In the order of files and lines.
        files: How many files were read.
        digest: Hash of the folder's files, the same as long as nothing is edited.
    """

    knowledge: Knowledge | None
    problems: tuple[Problem, ...]
    files: int
    digest: str


def fingerprint(folder: Path) -> tuple[tuple[str, int, int], ...]:
    """Return name, size and time of every file: cheap to compare, changed by any edit."""
    stats = ((name, path.lstat()) for name, path in yaml_files(folder))
    return tuple((name, stat.st_size, stat.st_mtime_ns) for name, stat in stats)


def load(folder: Path, *, thorough: bool = False, today: date | None = None) -> Loaded:
    """Read a knowledge folder.

    Args:
        folder: The folder; a missing one is a problem like any other.
        thorough: Also look at what does not keep the bot from running: style, coverage, check
            sentences, changes of law.
        today: With it, also at what has run out by that day.
    Returns:
        The knowledge with its warnings, or no knowledge with all errors and warnings.
    """
    try:
        paths = yaml_files(folder, thorough=thorough) if folder.is_dir() else None
    except OSError:
        paths = None
    if paths is None:
        problem = Problem(
            Spot("."),
            "Diesen Ordner gibt es nicht, oder er lässt sich nicht lesen.",
            "ordner-fehlt",
        )
        return Loaded(None, (problem,), 0, "")
    with _without_collecting():
        return _Loading(folder, paths, thorough=thorough, today=today).run()


@contextmanager
def _without_collecting() -> Iterator[None]:
    """Look for no garbage: half a million small objects come to stay (a third of the time)."""
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()


class _Loading:
    """One pass over a folder: the files read so far and the problems found."""

    def __init__(
        self, folder: Path, paths: list[tuple[str, Path]], *, thorough: bool, today: date | None
    ) -> None:
        self.folder = folder
        self.thorough = thorough
        self.today = today
        self.files = {name: read_file(path, name) for name, path in paths}
        self.problems = [problem for file in self.files.values() for problem in file.problems]
        digest = hashlib.sha256()
        for name, file in self.files.items():
            if name not in CHECKED and not name.startswith("pruefung/"):
                digest.update("\n".join((name, *file.lines, "")).encode())
        self.digest = digest.hexdigest()[:16]

    def run(self) -> Loaded:
        languages = self._read("sprachen.yaml", read_languages) or {}
        strays = [*linked_folders(self.folder), *misplaced(self.folder, languages)]
        gaps = list(missing(self.files, strays))
        sources, source_spots = self._read("quellen.yaml", read_sources) or ({}, {})
        records = self._read("belege.yaml", read_records) or {}
        values = self._read("werte.yaml", read_values) or Facts()
        contact = self._read("kontakt.yaml", read_contact) or Facts()
        self._twice(values, contact)
        where = Where()
        topics, intents = self._read_german(where)
        for language in languages:
            if language != "de":
                self._read_language(language, where, topics, intents)
        knowledge = Knowledge(
            MappingProxyType(languages),
            MappingProxyType(topics),
            MappingProxyType(intents),
            MappingProxyType({**values.facts, **contact.facts}),
            MappingProxyType(sources),
            MappingProxyType(records),
            MappingProxyType({code: self._wording(code) for code in languages or ("de",)}),
            MappingProxyType(
                {old: intent.id for intent in intents.values() for old in intent.former_ids}
            ),
            self.digest,
        )
        folder = Folder(
            knowledge,
            where,
            self.files,
            source_spots,
            {**values.spots, **contact.spots},
            {**values.stands, **contact.stands},
            today=self.today,
            checks=self._read_checks(),
            glossary=self._read("glossar.yaml", read_glossary) or Glossary(),
            changes=self._read("rechtsaenderungen.yaml", read_law_changes) or (),
        )
        if not gaps and not strays:
            self.problems = causes(self.problems)
            damaged = frozenset(problem.spot.file for problem in self.problems)
            lost = any(problem.code not in NAMES_KEPT for problem in self.problems)
            folder = replace(folder, damaged=damaged, lost=lost)
            self.problems.extend(every.check(folder, thorough=self.thorough))
        problems = order([*self.problems, *strays, *gaps])
        usable = is_usable(problems)
        return Loaded(knowledge if usable else None, problems, len(self.files), self.digest)

    def _twice(self, values: Facts, contact: Facts) -> None:
        for name in values.facts.keys() & contact.facts.keys():
            self.problems.append(
                self.files["kontakt.yaml"].problem(
                    contact.spots[name],
                    "doppelte-kennung",
                    f"Die Kennung „{name}“ gibt es schon in werte.yaml. Wählen Sie eine andere.",
                )
            )

    def _read_checks(self) -> CheckSentences:
        found = CheckSentences()
        for name, file in self.files.items():
            if name.startswith("pruefung/") and not file.problems:
                report = Report(file)
                read_check_file(file, report, found)
                self.problems.extend(report.problems)
        return found

    def _read(self, name: str, read: Callable[[SourceFile, Report], T]) -> T | None:
        file = self.files.get(name)
        if file is None or file.problems:
            return None
        report = Report(file)
        result = read(file, report)
        self.problems.extend(report.problems)
        return result

    def _read_german(self, where: Where) -> tuple[dict[str, Topic], dict[str, Intent]]:
        topics: dict[str, Topic] = {}
        intents: dict[str, Intent] = {}
        for name, file in self.files.items():
            if not _is_topic(name, "de") or file.problems:
                continue
            report = Report(file)
            found = read_topic(file, report, where, intents)
            self.problems.extend(report.problems)
            if found:
                topics[found[0].id] = found[0]
                intents.update(found[1])
        return topics, intents

    def _read_language(
        self, language: str, where: Where, topics: dict[str, Topic], intents: dict[str, Intent]
    ) -> None:
        for name, file in self.files.items():
            if not _is_topic(name, language) or file.problems:
                continue
            report = Report(file)
            original = name.replace(f"{language}/", "de/", 1)
            if original not in self.files:
                self.problems.append(
                    Problem(
                        Spot(name),
                        f"Zu dieser Übersetzung gibt es keine deutsche Datei „{original}“. "
                        "Heißt sie anders? Der Name muss gleich sein.",
                        "original-fehlt",
                    )
                )
            if original not in self.files or self.files[original].problems:
                continue
            title, gained = read_translation(file, report, where, language, intents)
            self.problems.extend(report.problems)
            intents.update(gained)
            topic = topics.get(topic_id_of(file))
            if topic and title:
                topics[topic.id] = replace(topic, titles={**topic.titles, language: title})

    def _wording(self, language: str) -> Wording:
        german = language == "de"

        def read_all(file: SourceFile, report: Report) -> dict[str, str]:
            return read_messages(file, report, complete=german)

        crises, harmless = self._read(f"{language}/_krise.yaml", read_crises) or ((), ())
        return Wording(
            self._read(f"{language}/_texte.yaml", read_all) or {},
            self._read(f"{language}/_woerter.yaml", read_synonyms) or {},
            self._read(f"{language}/_fremd.yaml", read_strangers) or (),
            crises,
            harmless,
        )


def _is_topic(name: str, language: str) -> bool:
    folder, _, file = name.partition("/")
    return folder == language and file.endswith(".yaml") and file not in NO_TOPIC
