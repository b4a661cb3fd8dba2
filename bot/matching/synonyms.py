"""Other names for the same thing → the name the knowledge uses."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.matching.normalize import words

_LONGEST_CHAIN = 3


class Synonyms:
    """Hold a table of names, one word or several, and replace them in a text."""

    def __init__(self, table: Mapping[str, Sequence[str]]) -> None:
        """Take standard name → other names, as an editor typed them."""
        self._by_first: dict[str, list[tuple[tuple[str, ...], tuple[str, ...]]]] = {}
        self.words: set[str] = set()
        for standard, others in table.items():
            target = words(standard)
            for other in others:
                name = words(other)
                if name and target and name != target:
                    self._by_first.setdefault(name[0], []).append((name, target))
                    self.words.update(name, target)
        for entries in self._by_first.values():
            entries.sort(key=lambda entry: (-len(entry[0]), entry))

    def apply(self, text: tuple[str, ...]) -> tuple[str, ...]:
        """Return folded words with every other name replaced, the longest name first."""
        for _ in range(_LONGEST_CHAIN):
            if self._by_first.keys().isdisjoint(text):
                return text
            replaced = self._once(text)
            if replaced == text:
                return text
            text = replaced
        return text

    def _once(self, text: tuple[str, ...]) -> tuple[str, ...]:
        result: list[str] = []
        at = 0
        while at < len(text):
            for name, target in self._by_first.get(text[at], ()):
                if text[at : at + len(name)] == name:
                    result += target
                    at += len(name)
                    break
            else:
                result.append(text[at])
                at += 1
        return tuple(result)
