"""Intents that must not be answered unless one of their words was said."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.matching.normalize import words
from bot.matching.reading import Reading


class Anchors:
    """Hold the anchor words of the intents that demand one."""

    def __init__(self, table: Mapping[str, Sequence[str]]) -> None:
        """Take intent id → words, as an editor typed them; an intent without words demands none."""
        self._anchors = {
            intent: tuple(" ".join(words(anchor)) for anchor in anchors if words(anchor))
            for intent, anchors in table.items()
        }
        self._anchors = {intent: found for intent, found in self._anchors.items() if found}

    def __len__(self) -> int:
        return len(self._anchors)

    def hold(self, intent: str, reading: Reading) -> bool:
        """Return whether an intent must be held back: none of its words was said.

        A word counts inside a compound too ("mietschulden" holds "schulden").
        """
        anchors = self._anchors.get(intent)
        if anchors is None:
            return False
        said = " ".join(reading.typed)
        return not any(anchor in said for anchor in anchors)
