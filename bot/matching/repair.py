"""Unknown words → the words of the knowledge they were meant to be.

Only a word nobody taught is touched. One wrong letter is found through the words with one letter
left out, two wrong letters of a long word through its beginning or its end; so the cost does not
grow with the vocabulary.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from math import log

from rapidfuzz.distance import OSA

from bot.matching.keyboard import NEIGHBOURS
from bot.matching.ranking import Repair

_SHORTEST = 3
_LONG = 9
_EDGE = 3
_LINKS = ("", "s", "n", "en", "es")
_SHORTEST_PART = 4


class Repairer:
    """Hold a vocabulary and read unknown words as its members."""

    def __init__(self, vocabulary: Mapping[str, int]) -> None:
        """Take the words, given with how often each occurs; 0 = known, but never read into."""
        self._frequency = {w: n for w, n in vocabulary.items() if n and w.isalpha()}
        self._known = vocabulary

    @cached_property
    def _shortened(self) -> dict[str, str]:
        """The words by what remains of them with one letter left out, or none.

        Mostly that is one word, which then is kept as it is; several stand with blanks between.
        """
        found: dict[str, str] = {}
        for word in self._frequency:
            if len(word) >= _SHORTEST:
                for short in {word, *_without_one(word)}:
                    found[short] = f"{found[short]} {word}" if short in found else word
        return found

    @cached_property
    def _edges(self) -> dict[str, list[str]]:
        """The long words by their beginning and, behind a dash, by their end."""
        found: dict[str, list[str]] = {}
        for word in self._frequency:
            if len(word) >= _LONG - 1:
                for edge in (word[:_EDGE], "-" + word[-_EDGE:]):
                    found.setdefault(edge, []).append(word)
        return found

    def prepare(self) -> None:
        """Build the indexes now; else the first unknown word pays for them."""
        _ = self._shortened, self._edges

    def apply(self, words: Sequence[str]) -> tuple[tuple[str, ...], tuple[Repair, ...]]:
        """Return the words with the unknown ones read as known ones, and what was changed."""
        if all(word in self._known for word in words):
            return tuple(words), ()
        read: list[str] = []
        repairs: list[Repair] = []
        at = 0
        while at < len(words):
            word = words[at]
            if word in self._known or not word.isalpha():
                read.append(word)
                at += 1
                continue
            fused = [(words[at - 1] + word, True)] if read and at else []
            if at + 1 < len(words):
                fused.append((word + words[at + 1], False))
            joined = next((f for f in fused if f[0] in self._known), None)
            if joined and joined[1] and read[-1] == words[at - 1]:
                read[-1] = joined[0]
                repairs.append(Repair(f"{words[at - 1]} {word}", joined[0]))
            elif joined and not joined[1]:
                read.append(joined[0])
                repairs.append(Repair(f"{word} {words[at + 1]}", joined[0]))
                at += 1
            elif parts := self.split(word):
                read += parts
                repairs.append(Repair(word, " ".join(parts)))
            elif best := self.best(word):
                read.append(best)
                repairs.append(Repair(word, best))
            else:
                read.append(word)
            at += 1
        return tuple(read), tuple(repairs)

    def split(self, word: str) -> tuple[str, ...]:
        """Return two known words a compound consists of, or nothing."""
        for at in range(len(word) - _SHORTEST_PART, _SHORTEST - 1, -1):
            if word[at:] not in self._frequency:
                continue
            for link in _LINKS:
                first = word[: at - len(link)] if word[:at].endswith(link) else ""
                # "wieviel" is two words too, but three letters and a link are chance.
                shortest = _SHORTEST_PART if link else _SHORTEST
                if len(first) >= shortest and first in self._frequency:
                    return (first, word[at:])
        return ()

    def best(self, word: str) -> str | None:
        """Return the known word most probably meant, or None."""
        if len(word) < _SHORTEST:
            return None
        shorts = {word, *_without_one(word)}
        found = {w for short in shorts for w in self._shortened.get(short, "").split()}
        near = [(self._cost(word, w), w) for w in found if not _opposite(word, w)]
        near = [n for n in near if n[0] < _limit(word)]
        if not near and len(word) >= _LONG:
            edges = self._edges.get(word[:_EDGE], []) + self._edges.get("-" + word[-_EDGE:], [])
            for other in edges:
                if abs(len(other) - len(word)) <= 2 and not _opposite(word, other):
                    distance = OSA.distance(word, other, score_cutoff=2)
                    if distance <= 2:
                        near.append((distance - 0.1 * log(self._frequency[other]), other))
        return min(near)[1] if near else None

    def _cost(self, typed: str, known: str) -> float:
        return _slip(typed, known) - 0.1 * log(self._frequency[known])


def _limit(word: str) -> float:
    return 1.1 if len(word) >= 5 else 0.9


def _opposite(typed: str, known: str) -> bool:
    """Return whether one word is the other with "un" or "не" before it: no slip of the thumb."""
    return any(typed in (p + known, known.removeprefix(p)) for p in ("un", "не")) and typed != known


def _without_one(word: str) -> list[str]:
    return [word[:at] + word[at + 1 :] for at in range(len(word))]


def _slip(typed: str, known: str) -> float:
    """Return how unlikely one slip of the thumb is: under 1 for usual ones, over 2 for none."""
    if sorted(typed) == sorted(known):
        return 0.6 if OSA.distance(typed, known) == 1 else 2.5
    if len(typed) == len(known):
        wrong = [(a, b) for a, b in zip(typed, known, strict=True) if a != b]
        if len(wrong) != 1:
            return 2.5
        return 0.6 if wrong[0][1] in NEIGHBOURS.get(wrong[0][0], "") else 1.0
    longer, shorter = (typed, known) if len(typed) > len(known) else (known, typed)
    at = next(
        (i for i, (a, b) in enumerate(zip(longer, shorter, strict=False)) if a != b), len(shorter)
    )
    if longer[:at] + longer[at + 1 :] != shorter:
        return 2.5
    doubled = longer[at] in (longer[at - 1 : at], longer[at + 1 : at + 2])
    return 0.5 if doubled else 0.8
