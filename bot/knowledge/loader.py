"""A folder → one frozen ``Knowledge``, or every problem at once."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

from bot.knowledge import rules
from bot.knowledge.fields import Report
from bot.knowledge.model import Intent, Knowledge, Topic, Wording
from bot.knowledge.problems import Problem, Spot, is_usable, order
from bot.knowledge.topics import Where, read_topic, read_translation, topic_id_of
from bot.knowledge.values import read_contact, read_records, read_sources, read_values
from bot.knowledge.words import (
    read_crises,
    read_languages,
    read_messages,
    read_strangers,
    read_synonyms,
)
from bot.knowledge.yaml_reader import SourceFile, read_file

# What the rules say after one of these would only be a consequence.
_STRUCTURAL = frozenset({"ordner-fehlt", "datei-fehlt"})
_NEEDED = ("sprachen.yaml", "quellen.yaml", "werte.yaml", "de/_texte.yaml")
T = TypeVar("T")
_NO_TOPIC = ("_texte.yaml", "_woerter.yaml", "_fremd.yaml", "_krise.yaml")
_NOT_READ_HERE = ("pruefung/", "quartier/")  # read by their own packages


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
    return tuple(
        (path.relative_to(folder).as_posix(), path.stat().st_size, path.stat().st_mtime_ns)
        for path in _yaml_files(folder)
    )


def _yaml_files(folder: Path) -> list[Path]:
    return sorted(
        path
        for pattern in ("*.yaml", "*.yml", "*/*.yaml", "*/*.yml")
        for path in folder.glob(pattern)
        if not path.name.startswith(".")
        and not path.relative_to(folder).as_posix().startswith(_NOT_READ_HERE)
    )


def load(folder: Path) -> Loaded:
    """Read a knowledge folder.

    Args:
        folder: The folder; a missing one is a problem like any other.
    Returns:
        The knowledge with its warnings, or no knowledge with all errors and warnings.
    """
    if not folder.is_dir():
        problem = Problem(
            Spot("."), "Diesen Ordner gibt es nicht, oder er ist nicht lesbar.", "ordner-fehlt"
        )
        return Loaded(None, (problem,), 0, "")
    try:
        paths = _yaml_files(folder)
    except OSError:
        problem = Problem(Spot("."), "Der Ordner lässt sich nicht lesen.", "ordner-fehlt")
        return Loaded(None, (problem,), 0, "")
    return _Loading(folder, paths).run()


class _Loading:
    """One pass over a folder: the files read so far and the problems found."""

    def __init__(self, folder: Path, paths: list[Path]) -> None:
        self.problems: list[Problem] = []
        self.files: dict[str, SourceFile] = {}
        digest = hashlib.sha256()
        for path in paths:
            name = path.relative_to(folder).as_posix()
            file = read_file(path, name)
            self.files[name] = file
            self.problems.extend(file.problems)
            digest.update("\n".join((name, *file.lines, "")).encode())
            if name.endswith(".yml"):
                self.problems.append(
                    Problem(
                        Spot(name),
                        "Die Endung muss „.yaml“ heißen, sonst liest der Bot die Datei nicht.",
                        "endung",
                    )
                )
        self.digest = digest.hexdigest()[:16]

    def run(self) -> Loaded:
        for name in _NEEDED:
            if name not in self.files:
                self.problems.append(
                    Problem(Spot(name), "Diese Datei fehlt. Ohne sie geht es nicht.", "datei-fehlt")
                )
        languages = self._read("sprachen.yaml", read_languages) or {}
        sources, source_spots = self._read("quellen.yaml", read_sources) or ({}, {})
        records = self._read("belege.yaml", read_records) or {}
        values, value_spots = self._read("werte.yaml", read_values) or ({}, {})
        contact, contact_spots = self._read("kontakt.yaml", read_contact) or ({}, {})
        where = Where()
        topics, intents = self._read_german(where)
        for language in languages:
            if language != "de":
                self._read_language(language, where, topics, intents)
        knowledge = Knowledge(
            MappingProxyType(languages),
            MappingProxyType(topics),
            MappingProxyType(intents),
            MappingProxyType({**values, **contact}),
            MappingProxyType(sources),
            MappingProxyType(records),
            MappingProxyType({code: self._wording(code) for code in languages or ("de",)}),
            MappingProxyType(
                {old: intent.id for intent in intents.values() for old in intent.former_ids}
            ),
            self.digest,
        )
        if not any(problem.code in _STRUCTURAL for problem in self.problems):
            self.problems.extend(
                rules.check(
                    rules.Folder(
                        knowledge,
                        where,
                        self.files,
                        source_spots,
                        {**value_spots, **contact_spots},
                    )
                )
            )
        problems = order(self.problems)
        usable = is_usable(problems)
        return Loaded(knowledge if usable else None, problems, len(self.files), self.digest)

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
    return folder == language and file.endswith(".yaml") and file not in _NO_TOPIC
