"""A sentence → the features by which a crisis is told: letters, words, word classes, turns.

Each kind of feature is a sum over the places of the text, so that the score of every window of a
long story follows from running sums instead of being computed anew.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.matching.crisis_senses import senses
from bot.matching.crisis_words import CLASS_OF, PATTERNS, SPELLED, SPELLINGS, VOCABULARY

REACH, SENSES_REACH = 4, 5
"""Words that may stand between the two of a pair, plus one."""

LETTERS, PAIRS, SENSES, TURNS = 1.2, 1.0, 1.4, 0.45
"""Weights of the kinds, found by cross-validation with whole situations left out."""


@dataclass(frozen=True, slots=True)
class Reading:
    """The words of a sentence as they were understood, and the turns found among them.

    Attributes:
        words: After repair of typing errors.
        turns: Name and place of the first word of each turn.
    """

    words: tuple[str, ...]
    turns: tuple[tuple[str, int], ...]


class Reader:
    """Reads folded words; knows which words exist and which ones a typo may have hidden."""

    def __init__(self, known: Iterable[str], wanted: Iterable[str]) -> None:
        """Hold all known words, and those of the crisis phrases towards which is repaired."""
        self.turns = tuple(PATTERNS)
        often = Counter(w for w in (*wanted, *VOCABULARY) if len(w) > 2)
        self.wanted = [word for word, _ in often.most_common()]
        self.taught = frozenset(known)
        self._known = self.taught | VOCABULARY | SPELLED | CLASS_OF.keys()
        self._short = frozenset(w for w in self._known if len(w) > 2)

    def read(self, words: Sequence[str]) -> Reading:
        """Repair the words and look for turns."""
        repaired: list[str] = []
        for word in words:
            repaired.extend(self._repair(word))
        text = " ".join(repaired)
        turns = []
        for name in self.turns:
            if found := PATTERNS[name].search(text):
                turns.append((name, text.count(" ", 0, found.start())))
        return Reading(tuple(repaired), tuple(turns))

    def _repair(self, word: str) -> tuple[str, ...]:
        if word in SPELLINGS:
            return (SPELLINGS[word],)
        if len(word) < 3 or word in self._known or len(word) > 24:
            return (word,)
        slips = 1 if len(word) < 10 else 2
        best = process.extractOne(word, self.wanted, scorer=OSA.distance, score_cutoff=slips)
        if best:
            return (best[0],)
        for cut in range(3, len(word) - 2):
            if word[:cut] in self._short and word[cut:] in VOCABULARY:
                return (word[:cut], word[cut:])
        return (word,)


@lru_cache(maxsize=8192)
def letters(word: str) -> list[str]:
    """Return the groups of 3 to 5 letters of a word with its edges."""
    padded = f" {word} "
    return [
        padded[at : at + size]
        for size in (3, 4, 5)
        for at in range(max(1, len(padded) - size + 1))
        if at + size <= len(padded) or size == 3
    ]


def places(words: Sequence[str]) -> list[list[str]]:
    """Return for each word the features that end there: itself and its pairs to the left."""
    classes = [CLASS_OF.get(word, word) for word in words]
    found = []
    for at, name in enumerate(classes):
        own = [name]
        own += [f"{classes[before]}~{name}" for before in range(max(0, at - REACH), at)]
        found.append(own)
    for at, (left, right) in enumerate(pairwise(classes), start=1):
        found[at].append(f"{left} {right}")
    return found


def sense_places(words: Sequence[str]) -> list[list[str]]:
    """Return for each word its senses and their pairs with the senses to the left."""
    known = [senses(word) for word in words]
    found: list[list[str]] = []
    for at, own in enumerate(known):
        here = list(own)
        for before in range(max(0, at - SENSES_REACH), at):
            here += [_pair(a, b) for a in known[before] for b in own]
        found.append(here)
    return found


@lru_cache(maxsize=8192)
def _pair(a: str, b: str) -> str:
    return f"{a}&{b}" if a < b else f"{b}&{a}"


def kinds(words: Sequence[str]) -> tuple[tuple[float, list[list[str]]], ...]:
    """Return for each kind of feature its weight and its features at each place."""
    return (
        (LETTERS, [letters(word) for word in words]),
        (PAIRS, places(words)),
        (SENSES, sense_places(words)),
    )
