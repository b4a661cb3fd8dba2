"""The knowledge folder as it is now: knowledge and what was learnt from it, replaced together."""

from __future__ import annotations

import logging
import multiprocessing
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from bot.errors import KnowledgeError
from bot.knowledge.kept import kept
from bot.knowledge.loader import Loaded, fingerprint, load
from bot.knowledge.model import Knowledge
from bot.knowledge.problems import Severity, long_form, summary
from bot.matching.calibration_set import CalibrationSet, calibration_set
from bot.matching.threshold_file import read_thresholds
from bot.matching.understanding import Understanding

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Known:
    """One state of the knowledge and the matcher that belongs to it."""

    knowledge: Knowledge
    understanding: Understanding


class LiveKnowledge:
    """Hold the last good state of a folder and take over valid edits.

    ``current`` may be read from any thread at any time; it changes in one assignment, so a
    message is always answered from one state. An edit with errors changes nothing but
    ``loaded``, which tells what is wrong.
    """

    def __init__(self, folder: Path, *, cache: Path | None = None) -> None:
        """Read the folder for the first time.

        Raises:
            KnowledgeError: It cannot be used; there is no older state to fall back on.
        """
        self.folder = folder
        self._cache = cache
        self._lock = threading.Lock()
        self._listeners: list[Callable[[], None]] = []
        self._learners: list[Callable[[], None]] = []
        self._seen = fingerprint(folder) if folder.is_dir() else ()
        self.loaded = self._load()
        if self.loaded.knowledge is None:
            raise KnowledgeError(_unusable(folder, self.loaded), "knowledge folder unusable")
        self.current = Known(self.loaded.knowledge, self._learn(self.loaded.knowledge))

    def on_change(self, listener: Callable[[], None]) -> None:
        """Call ``listener`` after every look at a changed folder, good or bad."""
        self._listeners.append(listener)

    def on_learnt(self, listener: Callable[[], None]) -> None:
        """Call ``listener`` whenever an edit has been learnt, in the thread that looks."""
        self._learners.append(listener)

    def refresh(self) -> bool:
        """Look at the folder and take over what was edited; return whether anything changed.

        A new wording is answered at once, by the matcher of before; what was learnt from it
        follows a few seconds later. Never raises: a folder that cannot be read is a problem like
        any other.
        """
        with self._lock:
            try:
                seen = fingerprint(self.folder)
            except OSError:
                seen = ()
            if seen == self._seen:
                return False
            self._seen = seen
            loaded = self._load()
            if loaded.digest == self.loaded.digest and loaded.problems == self.loaded.problems:
                return False
            self.loaded = loaded
            if loaded.knowledge is None:
                logger.error(
                    "knowledge=refused errors=%d first=%s",
                    sum(problem.severity is Severity.ERROR for problem in loaded.problems),
                    loaded.problems[0].code if loaded.problems else "-",
                )
                self._tell()
                return True
            self.current = Known(loaded.knowledge, self.current.understanding)
            logger.info("knowledge=loaded digest=%s", loaded.digest)
            self._tell()
            self._learn_aside()
            learnt = self._learn(loaded.knowledge)
            learnt.prepare()
            self.current = Known(loaded.knowledge, learnt)
            logger.info("knowledge=learnt digest=%s", loaded.digest)
            for listener in self._learners:
                listener()
        return True

    def _tell(self) -> None:
        for listener in self._listeners:
            listener()

    def _learn_aside(self) -> None:
        """Learn in a process of its own, so that answering does not wait for it.

        It leaves what it learnt in the cache; without one, or where it fails, ``_learn`` does the
        work in this process.
        """
        if self._cache is None:
            return
        process = multiprocessing.get_context("spawn").Process(
            target=_warm, args=(self.folder, self._cache), daemon=True
        )
        process.start()
        process.join()

    def _load(self) -> Loaded:
        return kept("wissen", Loaded, load, self.folder, place=self._cache)

    def _learn(self, knowledge: Knowledge) -> Understanding:
        return Understanding.learn(
            knowledge,
            thresholds=read_thresholds(self.folder),
            calibration=_calibration(self.folder, self._cache),
            cache=self._cache,
        )


def _warm(folder: Path, cache: Path) -> None:
    knowledge = kept("wissen", Loaded, load, folder, place=cache).knowledge
    if knowledge is not None:
        Understanding.learn(knowledge, calibration=_calibration(folder, cache), cache=cache)


def _calibration(folder: Path, cache: Path | None) -> CalibrationSet:
    return kept("eichung", CalibrationSet, calibration_set, folder, place=cache)


def _unusable(folder: Path, loaded: Loaded) -> str:
    errors = [each for each in loaded.problems if each.severity is Severity.ERROR]
    shown = "\n\n".join(long_form(problem, folder) for problem in errors[:5])
    return f"{shown}\n\n{summary(loaded.problems, loaded.files)}".replace(
        "antwortet der Bot mit dem alten Stand", "kann der Bot nicht starten"
    )
