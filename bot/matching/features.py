"""Folded words → weighted features: words with their neighbours, and the letters inside words.

Letter groups make a stemmer and a compound splitter unnecessary and survive a typo; words with
their neighbours keep apart what shares all its letters. A feature nobody taught takes part in
the length of the row, so a sentence of which little is known scores little everywhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import sqrt

import numpy as np
import numpy.typing as npt

Ids = npt.NDArray[np.int32]
Floats = npt.NDArray[np.float32]
Halves = npt.NDArray[np.float16]

SHORTEST_GROUP, LONGEST_GROUP = 3, 4
"""Letters in a group. 2–4, 2–5 and 3–5 gained nothing on eleven development sets and cost more."""

LETTERS_SHARE = 2 / 3
"""Weight of the letters in a row; 1/2 lost a point in cross-validation of the German knowledge."""

_CACHED_WORDS = 20_000
_LEAST_OFTEN = (20_000, 4), (2_000, 2), (0, 1)
"""From so many texts on a feature must occur in so many: a rare one costs memory and hardly ever
meets its like again. With 53,000 German examples 4 is as good as 2 and needs half the memory."""


@dataclass(frozen=True, slots=True)
class Row:
    """One text as features.

    Attributes:
        ids: Known features, ascending.
        values: Their weights; the whole row with its unknown part has length 1.
        unseen: How many of its single words are unknown.
    """

    ids: Ids
    values: Floats
    unseen: float = 0.0


@dataclass(frozen=True, slots=True)
class Rows:
    """Many rows one after the other: row i is ``ids[start[i]:start[i + 1]]``."""

    start: npt.NDArray[np.int64]
    ids: Ids
    values: Floats

    def __len__(self) -> int:
        return len(self.start) - 1

    def row(self, number: int) -> Row:
        """Return one row."""
        part = slice(self.start[number], self.start[number + 1])
        return Row(self.ids[part], self.values[part])


def letter_groups(word: str) -> list[str]:
    """Return the groups of 3 and 4 letters of a word, its edges marked by a space."""
    padded = f" {word} "
    length = len(padded)
    return [
        padded[at : at + size]
        for size in range(SHORTEST_GROUP, min(LONGEST_GROUP, length) + 1)
        for at in range(length - size + 1)
    ]


def neighbourhoods(words: Sequence[str]) -> list[str]:
    """Return the words alone and in pairs; "<" and ">" stand for the ends.

    Threes and pairs at a distance were tried: nothing gained, twice the features.
    """
    return [*words, *(f"{a} {b}" for a, b in zip(("<", *words), (*words, ">"), strict=True))]


class Features:
    """The features known from the examples, and how telling each is."""

    def __init__(self, words: dict[str, int], groups: dict[str, int], weights: Floats) -> None:
        """Hold the tables; ``weights`` is by id, the words' ids before the groups'."""
        self._words = words
        self._groups = groups
        self._weights = weights
        self._unseen = float(weights.max(initial=1.0))
        self._letters_of: dict[str, Ids] = {}
        self._single = np.zeros(len(weights), bool)
        self._single[[at for word, at in words.items() if " " not in word]] = True

    @classmethod
    def learn(cls, texts: Sequence[Sequence[str]]) -> Features:
        """Learn the features of the examples, each given as its folded words."""
        words: dict[str, int] = {}
        groups: dict[str, int] = {}
        word_ids: list[int] = []
        letter_ids: list[Ids] = []
        sizes = np.zeros((len(texts), 2), np.int64)
        spelled: dict[str, Ids] = {}
        for at, text in enumerate(texts):
            sizes[at, 0] = -len(word_ids)
            word_ids += [words.setdefault(w, len(words)) for w in neighbourhoods(text)]
            sizes[at, 0] += len(word_ids)
            for word in text:
                if word not in spelled:
                    found = [groups.setdefault(g, len(groups)) for g in letter_groups(word)]
                    spelled[word] = np.array(found, np.int32)
                letter_ids.append(spelled[word])
                sizes[at, 1] += len(spelled[word])
        frequency = np.concatenate(
            [
                _texts_with(np.array(word_ids, np.int32), sizes[:, 0], len(words)),
                _texts_with(_joined(letter_ids), sizes[:, 1], len(groups)),
            ]
        )
        least = next(often for texts_from, often in _LEAST_OFTEN if len(texts) >= texts_from)
        keep = frequency >= least
        new = np.cumsum(keep) - 1
        kept_words = {w: int(new[i]) for w, i in words.items() if keep[i]}
        offset = len(words)
        kept_groups = {g: int(new[offset + i]) for g, i in groups.items() if keep[offset + i]}
        weights = np.log((1 + len(texts)) / (1 + frequency[keep])) + 1
        return cls(kept_words, kept_groups, weights.astype(np.float32))

    def __len__(self) -> int:
        return len(self._weights)

    def tables(self) -> tuple[list[str], list[str], Floats]:
        """Return words, letter groups and weights in the order of their ids."""
        return list(self._words), list(self._groups), self._weights

    def known(self, row: Row) -> tuple[float, float, float]:
        """Return how much of a row is known: of its words with their neighbours, of its letters,
        and of its single words by how telling they are; each 0.0 to 1.0.
        """
        squares = row.values * row.values
        first = row.ids < len(self._words)
        in_words = float(squares[first].sum())
        in_letters = float(squares.sum()) - in_words
        telling = self._weights[row.ids[self._single[row.ids]]]
        single = float(telling @ telling)
        unknown = row.unseen * self._unseen**2
        return (
            in_words / (1 - LETTERS_SHARE),
            in_letters / LETTERS_SHARE,
            single / max(1e-9, single + unknown),
        )

    def is_single(self, ids: Ids) -> npt.NDArray[np.bool_]:
        """Tell which features are single words."""
        result: npt.NDArray[np.bool_] = self._single[ids]
        return result

    def seen(self, row: Row, met: npt.NDArray[np.bool_]) -> Row:
        """Return a row as it would be if only the features marked in ``met`` were known."""
        kept = met[row.ids]
        lost = int(self._single[row.ids[~kept]].sum())
        return Row(row.ids[kept], row.values[kept], row.unseen + lost)

    def _letters(self, word: str) -> Ids:
        found = self._letters_of.get(word)
        if found is None:
            get = self._groups.get
            found = np.array([get(g, -1) for g in letter_groups(word)], np.int32)
            if len(self._letters_of) < _CACHED_WORDS:
                self._letters_of[word] = found
        return found

    def row(self, words: Sequence[str]) -> Row:
        """Return the row of one text, given as its folded words (at least one)."""
        get = self._words.get
        word_ids = np.array([get(w, -1) for w in neighbourhoods(words)], np.int32)
        letter_ids = np.concatenate([self._letters(w) for w in words])
        first = self._block(word_ids, sqrt(1 - LETTERS_SHARE))
        second = self._block(letter_ids, sqrt(LETTERS_SHARE))
        return Row(
            np.concatenate((first[0], second[0])),
            np.concatenate((first[1], second[1])),
            float((word_ids[: len(words)] < 0).sum()),
        )

    def _block(self, ids: Ids, share: float) -> tuple[Ids, Floats]:
        """Return ids and weights of one block, its length (unknown part included) ``share``."""
        unique, counts = np.unique(ids, return_counts=True)
        unseen = 0
        if len(unique) and unique[0] < 0:
            unseen = int(counts[0])
            unique, counts = unique[1:], counts[1:]
        values = (1 + np.log(counts)) * self._weights[unique]
        length = sqrt(float(values @ values) + unseen * self._unseen**2)
        return unique.astype(np.int32), (values * (share / length)).astype(np.float32)

    def rows(self, texts: Iterable[Sequence[str]]) -> Rows:
        """Return the rows of many texts."""
        get = self._words.get
        word_ids: list[int] = []
        letter_ids: list[Ids] = []
        word_sizes: list[int] = []
        letter_sizes: list[int] = []
        for text in texts:
            before = len(word_ids)
            letters = [self._letters(word) for word in text]
            if text:
                word_ids += [get(w, -1) for w in neighbourhoods(text)]
            letter_ids += letters
            word_sizes.append(len(word_ids) - before)
            letter_sizes.append(sum(map(len, letters)))
        first = self._blocks(np.array(word_ids, np.int32), word_sizes, sqrt(1 - LETTERS_SHARE))
        second = self._blocks(_joined(letter_ids), letter_sizes, sqrt(LETTERS_SHARE))
        owners, ids, values = (np.concatenate(pair) for pair in zip(first, second, strict=True))
        order = np.argsort(owners, kind="stable")  # the words' ids are lower than the letters'
        start = np.zeros(len(word_sizes) + 1, np.int64)
        np.cumsum(np.bincount(owners, minlength=len(word_sizes)), out=start[1:])
        return Rows(start, ids[order].astype(np.int32), values[order].astype(np.float32))

    def _blocks(
        self, ids: Ids, sizes: Sequence[int], share: float
    ) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64], npt.NDArray[np.float64]]:
        """Do for many texts what ``_block`` does for one: owner, id and weight of each feature."""
        count, width = len(sizes), max(1, len(self))
        owners = np.repeat(np.arange(count), sizes)
        unseen = np.bincount(owners[ids < 0], minlength=count)
        keys, counts = _counted((owners * width + ids)[ids >= 0])
        owners, found = keys // width, keys % width
        values = (1 + np.log(counts)) * self._weights[found]
        squares = np.bincount(owners, values * values, minlength=count)
        length = np.sqrt(squares + unseen * self._unseen**2)
        return owners, found, values * (share / length[owners])


def _joined(parts: Sequence[Ids]) -> Ids:
    return np.concatenate(parts) if parts else np.zeros(0, np.int32)


def _counted(
    keys: npt.NDArray[np.int64],
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Return the different keys, ascending, and how often each occurs.

    ``numpy.unique`` does the same by hashing, at six times the cost for a million keys.
    """
    ordered = np.sort(keys)
    first = np.flatnonzero(np.diff(ordered, prepend=-1))
    return ordered[first], np.diff(first, append=len(ordered))


def _texts_with(ids: Ids, sizes: npt.NDArray[np.int64], width: int) -> npt.NDArray[np.int64]:
    """Return in how many texts each feature occurs; ``sizes`` is the length of each text."""
    owners = np.repeat(np.arange(len(sizes)), sizes)
    keys, _ = _counted(owners * max(1, width) + ids)
    return np.bincount(keys % max(1, width), minlength=width)
