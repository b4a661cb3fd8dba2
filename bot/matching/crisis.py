"""Crises: does a message speak of danger to life, of violence, of no food or shelter tonight.

A small linear model learns from the phrases of the knowledge, with the harmless sentences and the
ordinary questions as counterexamples. A listed sentence always decides as it is listed. A long
story is read window by window, so that one sentence of danger is not lost among fifty others.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from bot.knowledge.model import CrisisCase
from bot.matching.crisis_features import LETTERS, PAIRS, TURNS, Reader, Reading, letters, places
from bot.matching.crisis_words import EXCUSES
from bot.matching.normalize import words

Floats = npt.NDArray[np.float64]

BY_WORDS, BY_TURN, EXCUSED = 0.5, 0.01, 0.97
"""Least probability of a crisis: from its words alone, with a turn of speech, with an excuse."""

WINDOW, STEP = 14, 4
PENALTY = 0.02
_CLOSE, _FAR = 400, 150
_ROUNDS = 40
_BLOCK = 4096
_END = re.compile(r"[.!?\n؟;:…]+")


@dataclass(frozen=True, slots=True)
class _Weights:
    """Feature → its weight per class; class 0 is "no crisis"."""

    letters: dict[str, Floats]
    pairs: dict[str, Floats]
    turns: dict[str, Floats]
    bias: Floats


class CrisisDetector:
    """Finds the crisis case of a message; made by ``train``."""

    def __init__(
        self,
        cases: Sequence[str],
        listed: dict[tuple[str, ...], str | None],
        reader: Reader,
        weights: _Weights,
    ) -> None:
        self._cases = tuple(cases)
        self._listed = listed
        self._reader = reader
        self._weights = weights
        self._zero = np.zeros(len(cases) + 1)
        self._word_letters: dict[str, tuple[Floats, int]] = {}

    @classmethod
    def train(
        cls, cases: Sequence[CrisisCase], harmless: Sequence[str], *, other: Sequence[str] = ()
    ) -> CrisisDetector:
        """Learn from phrases and counterexamples.

        Args:
            cases: The crisis cases; without any, nothing is ever found.
            harmless: Sentences that sound like a crisis and are none.
            other: Ordinary questions.
        """
        phrases = [(words(text), n) for n, case in enumerate(cases, 1) for text in case.phrases]
        core = phrases + [(words(text), 0) for text in harmless]
        rest = [tokens for text in other if (tokens := words(text))]
        listed: dict[tuple[str, ...], str | None] = {}
        for tokens, label in (*phrases, *core):
            if tokens:
                listed.setdefault(tokens, cases[label - 1].id if label else None)
        known = {token for tokens in (*(each for each, _ in core), *rest) for token in tokens}
        wanted = [token for tokens, _ in phrases for token in tokens]
        reader = Reader(known, wanted)
        read = [(reader.read(tokens), label) for tokens, label in core if tokens]
        reader.turns = _own_turns(read)
        known_rows = len(read)
        asked = [reader.read(tokens) for tokens in _closest(rest, set(wanted))]
        # An ordinary question that speaks of a crisis all the same must not teach its opposite.
        read += [(reading, 0) for reading in asked if not _speaks_of_danger(reading)]
        weights = _fit(read, len(cases) + 1, core=known_rows)
        return cls([case.id for case in cases], listed, reader, weights)

    def detect(self, utterance: str) -> str | None:
        """Return the id of the crisis case a message speaks of, ``None`` for none."""
        if not self._cases:
            return None
        parts = [tokens for part in _END.split(utterance) if (tokens := words(part))]
        whole = tuple(token for tokens in parts for token in tokens)
        if whole in self._listed:
            return self._listed[whole]
        best, case = 0.0, None
        for tokens in _pieces(parts, whole):
            if tokens in self._listed:
                if listed := self._listed[tokens]:
                    return listed
                continue
            reading = self._reader.read(tokens)
            if len(set(tokens)) < 2 and not reading.turns:
                continue
            margin, label = self._worst(reading)
            if margin >= best:
                best, case = margin, self._cases[label - 1]
        return case

    def _worst(self, reading: Reading) -> tuple[float, int]:
        """Return by how much the worst window passes its threshold, and its class."""
        starts = np.arange(0, max(1, len(reading.words) - WINDOW + STEP), STEP)
        ends = np.minimum(starts + WINDOW, len(reading.words))
        scores = self._scores(reading, starts, ends)
        scores -= scores.max(axis=1, keepdims=True)
        chances = np.exp(scores)
        chances /= chances.sum(axis=1, keepdims=True)
        danger = np.zeros(len(starts), bool)
        excused = np.zeros(len(starts), bool)
        for name, at in reading.turns:
            inside = (starts <= at) & (at < ends)
            if name in EXCUSES:
                excused |= inside
            else:
                danger |= inside
        least = np.where(excused, EXCUSED, np.where(danger, BY_TURN, BY_WORDS))
        margins = 1.0 - chances[:, 0] - least
        window = int(margins.argmax())
        return float(margins[window]), int(chances[window, 1:].argmax()) + 1

    def _scores(
        self, reading: Reading, starts: npt.NDArray[np.int64], ends: npt.NDArray[np.int64]
    ) -> Floats:
        zero = self._zero
        by_letters, sizes = [], []
        for word in reading.words:
            vector, size = self._letters_of(word)
            by_letters.append(vector)
            sizes.append(size)
        by_pairs, pair_sizes = [], []
        pairs = self._weights.pairs
        for own in places(reading.words):
            total = zero
            for name in own:
                if (weight := pairs.get(name)) is not None:
                    total = total + weight
            by_pairs.append(total)
            pair_sizes.append(len(own))
        scores = _windows(by_letters, sizes, starts, ends, LETTERS)
        scores += _windows(by_pairs, pair_sizes, starts, ends, PAIRS)
        scores += self._weights.bias
        for name, at in reading.turns:
            inside = (starts <= at) & (at < ends)
            scores[inside] += TURNS * self._weights.turns.get(name, zero)
        return scores

    def _letters_of(self, word: str) -> tuple[Floats, int]:
        if word in self._word_letters:
            return self._word_letters[word]
        groups = letters(word)
        table = self._weights.letters
        total = self._zero
        for group in groups:
            if (weight := table.get(group)) is not None:
                total = total + weight
        if word in self._reader.known:  # only words of the knowledge are ever remembered
            self._word_letters[word] = total, len(groups)
        return total, len(groups)


def _own_turns(read: Sequence[tuple[Reading, int]]) -> tuple[str, ...]:
    """Return the turns these sentences really contain; the others belong to other languages."""
    counts = Counter(name for reading, _ in read for name, _ in reading.turns)
    return tuple(name for name, count in counts.items() if count > 1 or name in EXCUSES)


def _speaks_of_danger(reading: Reading) -> bool:
    names = {name for name, _ in reading.turns}
    return bool(names) and not names & EXCUSES


def _pieces(parts: Sequence[tuple[str, ...]], whole: tuple[str, ...]) -> list[tuple[str, ...]]:
    """Return the sentences, short neighbours also together."""
    pieces = list(dict.fromkeys(parts))
    if len(parts) > 1 and len(whole) <= WINDOW:
        pieces.append(whole)
    elif len(parts) > 2:
        pieces += [a + b for a, b in pairwise(parts) if len(a + b) <= WINDOW]
    return pieces


def _windows(
    vectors: list[Floats], sizes: list[int], starts: npt.NDArray[np.int64],
    ends: npt.NDArray[np.int64], weight: float,
) -> Floats:  # fmt: skip
    sums = np.concatenate([np.zeros((1, len(vectors[0]))), np.cumsum(vectors, axis=0)])
    counts = np.concatenate([[0], np.cumsum(sizes)])
    inside = np.maximum(counts[ends] - counts[starts], 1)
    result: Floats = (sums[ends] - sums[starts]) * (weight / np.sqrt(inside))[:, None]
    return result


def _closest(rest: Sequence[tuple[str, ...]], wanted: set[str]) -> list[tuple[str, ...]]:
    """Return the ordinary questions that share most with the phrases, and some of the others."""
    often = Counter(token for tokens in rest for token in set(tokens))
    ranked = sorted(rest, key=lambda tokens: -sum(1 / often[t] for t in {*tokens} & wanted))
    far = ranked[_CLOSE:]
    return ranked[:_CLOSE] + far[:: max(1, len(far) // _FAR)][:_FAR]


def _fit(read: Sequence[tuple[Reading, int]], classes: int, *, core: int) -> _Weights:
    """Train; features are those of the first ``core`` sentences."""
    ids: dict[str, int] = {}
    rows = [_row(reading, ids, grow=number < core) for number, (reading, _) in enumerate(read)]
    weights = _train(rows, np.array([label for _, label in read], np.int64), len(ids), classes)
    return _split(ids, weights)


def _row(reading: Reading, ids: dict[str, int], *, grow: bool) -> dict[int, float]:
    by_letters = [f"l{group}" for word in reading.words for group in letters(word)]
    by_pairs = [f"p{name}" for own in places(reading.words) for name in own]
    row: dict[int, float] = {}
    for names, weight in (
        (["b"], 1.0),
        (by_letters, LETTERS / max(1, len(by_letters)) ** 0.5),
        (by_pairs, PAIRS / max(1, len(by_pairs)) ** 0.5),
        ([f"t{name}" for name, _ in reading.turns], TURNS),
    ):
        for name in names:
            number = ids.setdefault(name, len(ids)) if grow else ids.get(name)
            if number is not None:
                row[number] = row.get(number, 0.0) + weight
    return row


def _train(
    rows: Sequence[dict[int, float]], labels: npt.NDArray[np.int64], width: int, classes: int
) -> Floats:
    """Fit a multinomial logistic regression in its dual, by exact steps for a bounded curvature."""
    kernel = np.zeros((len(rows), len(rows)), np.float32)
    for _, dense in _columns(rows, width):
        kernel += dense @ dense.T
    step = np.linalg.inv(0.5 * kernel + PENALTY * np.eye(len(rows), dtype=np.float32))
    duals = np.zeros((len(rows), classes), np.float32)
    target = np.eye(classes, dtype=np.float32)[labels]
    for _ in range(_ROUNDS):
        scores = kernel @ duals
        scores -= scores.max(axis=1, keepdims=True)
        chances = np.exp(scores)
        chances /= chances.sum(axis=1, keepdims=True)
        duals += step @ (target - chances - PENALTY * duals)
    weights = np.zeros((width, classes))
    for first, dense in _columns(rows, width):
        weights[first : first + dense.shape[1]] = dense.T @ duals
    return weights


def _columns(
    rows: Sequence[dict[int, float]], width: int
) -> Iterator[tuple[int, npt.NDArray[np.float32]]]:
    """Yield the rows as dense blocks of columns, so that little memory is needed at once."""
    owners = np.repeat(np.arange(len(rows)), [len(row) for row in rows])
    ids = np.array([number for row in rows for number in row], np.int64)
    values = np.array([value for row in rows for value in row.values()], np.float32)
    for first in range(0, width, _BLOCK):
        inside = (ids >= first) & (ids < first + _BLOCK)
        dense = np.zeros((len(rows), min(_BLOCK, width - first)), np.float32)
        dense[owners[inside], ids[inside] - first] = values[inside]
        yield first, dense


def _split(ids: dict[str, int], weights: Floats) -> _Weights:
    tables: dict[str, dict[str, Floats]] = {"l": {}, "p": {}, "t": {}, "b": {}}
    for name, number in ids.items():
        tables[name[0]][name[1:]] = weights[number]
    bias = tables["b"].get("", np.zeros(weights.shape[1]))
    return _Weights(tables["l"], tables["p"], tables["t"], bias)
