"""The knowledge folder as it is now: knowledge and what was learnt from it, replaced together."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from bot.errors import KnowledgeError
from bot.knowledge.loader import Loaded, fingerprint, load
from bot.knowledge.model import Knowledge
from bot.knowledge.problems import Severity, long_form, summary
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
        self._seen = fingerprint(folder) if folder.is_dir() else ()
        self.loaded = load(folder)
        if self.loaded.knowledge is None:
            raise KnowledgeError(_unusable(folder, self.loaded), "knowledge folder unusable")
        self.current = self._learn(self.loaded.knowledge)

    def on_change(self, listener: Callable[[], None]) -> None:
        """Call ``listener`` after every look at a changed folder, good or bad."""
        self._listeners.append(listener)

    def refresh(self) -> bool:
        """Look at the folder and take over what was edited; return whether anything changed.

        Never raises: a folder that cannot be read is a problem like any other.
        """
        with self._lock:
            try:
                seen = fingerprint(self.folder)
            except OSError:
                seen = ()
            if seen == self._seen:
                return False
            self._seen = seen
            loaded = load(self.folder)
            if loaded.digest == self.loaded.digest and loaded.problems == self.loaded.problems:
                return False
            self.loaded = loaded
            if loaded.knowledge is None:
                logger.error(
                    "knowledge=refused errors=%d first=%s",
                    sum(problem.severity is Severity.ERROR for problem in loaded.problems),
                    loaded.problems[0].code if loaded.problems else "-",
                )
            else:
                self.current = self._learn(loaded.knowledge)
                logger.info("knowledge=loaded digest=%s", loaded.digest)
        for listener in self._listeners:
            listener()
        return True

    def _learn(self, knowledge: Knowledge) -> Known:
        return Known(knowledge, Understanding.learn(knowledge, cache=self._cache))


def _unusable(folder: Path, loaded: Loaded) -> str:
    errors = [each for each in loaded.problems if each.severity is Severity.ERROR]
    shown = "\n\n".join(long_form(problem, folder) for problem in errors[:5])
    return f"{shown}\n\n{summary(loaded.problems, loaded.files)}".replace(
        "antwortet der Bot mit dem alten Stand", "kann der Bot nicht starten"
    )
