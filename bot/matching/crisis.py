"""Crises: does a message speak of danger to life, of violence, of no food or shelter tonight.

A small linear model learns from the phrases of the knowledge, with the harmless sentences and the
ordinary questions as counterexamples. A listed sentence always decides as it is listed. A long
story is read window by window, so that one sentence of danger is not lost among fifty others.
"""

from __future__ import annotations

import re
from array import array
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count, pairwise

import numpy as np
import numpy.typing as npt

from bot.knowledge.model import CrisisCase
from bot.matching import linear
from bot.matching.crisis_features import TURNS, Reader, Reading, kinds
from bot.matching.crisis_table import Table
from bot.matching.crisis_words import EXCUSES
from bot.matching.features import Rows
from bot.matching.normalize import words

Floats = npt.NDArray[np.float64]

BY_WORDS, BY_TURN, EXCUSED = 0.44, 0.01, 0.9
"""Least probability of a crisis: from its words alone, with a turn of speech, with an excuse."""

LONG, MANY = 0.4, 2
"""What is added to it in a text of more than so many windows, which has as many chances to err."""

FOREIGN = 0.45
"""With a smaller share of known words a text is of another language."""

WINDOW, STEP = 14, 4
SCALE = 0.25
"""Shrinks every feature, which makes the penalty of the linear model 16 times as strong."""

_CLOSE, _FAR = 3000, 600
_ROUNDS = 3
_SILENCE = 0.3
_END = re.compile(r"[.!?\n؟;:…]+")


@dataclass(frozen=True, slots=True)
class Weights:
    """Weights per class of every feature; class 0 is "no crisis", row 0 belongs to no feature.

    Attributes:
        tables: The features of each kind: letters, pairs, senses.
        rows: Feature number × class.
    """

    tables: tuple[Table, ...]
    rows: npt.NDArray[np.float32]
    turns: dict[str, Floats]
    bias: Floats


class CrisisDetector:
    """Finds the crisis case of a message; made by ``train``."""

    def __init__(
        self,
        cases: Sequence[str],
        listed: dict[tuple[str, ...], str | None],
        reader: Reader,
        weights: Weights,
    ) -> None:
        self.cases = tuple(cases)
        self.listed = listed
        self.reader = reader
        self.weights = weights

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
        for tokens, label in core:
            if tokens:
                listed.setdefault(tokens, cases[label - 1].id if label else None)
        known = {token for tokens in (*(each for each, _ in core), *rest) for token in tokens}
        wanted = [token for tokens, _ in phrases for token in tokens]
        reader = Reader(known, wanted)
        read = [(reader.read(tokens), label) for tokens, label in core if tokens]
        reader.turns = _own_turns(read)
        asked = [reader.read(tokens) for tokens in _closest(rest, set(wanted))]
        # An ordinary question that speaks of a crisis all the same must not teach its opposite.
        read += [(reading, 0) for reading in asked if not _speaks_of_danger(reading)]
        weights = _fit(read, len(cases) + 1)
        return cls([case.id for case in cases], listed, reader, weights)

    def detect(self, utterance: str) -> str | None:
        """Return the id of the crisis case a message speaks of, ``None`` for none."""
        return self.weigh(utterance)[0]

    def weigh(self, utterance: str) -> tuple[str | None, float]:
        """Return the crisis case and by how much it passes its threshold (0.0 to 1.0).

        No case with a margin above 0.0 is a sentence listed as harmless.
        """
        if not self.cases:
            return None, 0.0
        parts = [tokens for part in _END.split(utterance) if (tokens := words(part))]
        whole = tuple(token for tokens in parts for token in tokens)
        if whole in self.listed:
            return self.listed[whole], 1.0
        best, case = 0.0, None
        pieces = _pieces(parts, whole)
        windows = sum(max(1, -(-(len(tokens) - WINDOW + STEP) // STEP)) for tokens in pieces)
        more = LONG if windows > MANY else 0.0
        for tokens in pieces:
            if tokens in self.listed:
                if listed := self.listed[tokens]:
                    return listed, 1.0
                continue
            reading = self.reader.read(tokens)
            if not reading.turns and (len(set(tokens)) < 2 or self._is_foreign(reading)):
                continue
            margin, label = self._worst(reading)
            margin -= more
            if margin >= best:
                best, case = margin, self.cases[label - 1]
        return case, best

    def _is_foreign(self, reading: Reading) -> bool:
        """Tell whether most words are none of the language this detector has learnt."""
        known = sum(word in self.reader.taught for word in reading.words)
        return known < FOREIGN * len(reading.words)

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
        weights = self.weights
        scores = np.tile(weights.bias, (len(starts), 1))
        for table, (weight, found) in zip(weights.tables, kinds(reading.words), strict=True):
            ids = table.numbers_of([name for own in found for name in own])
            edges = np.cumsum([0, *map(len, found)])
            sums = np.zeros((len(ids) + 1, scores.shape[1]))
            np.cumsum(weights.rows[ids], axis=0, out=sums[1:])
            first, last = edges[starts], edges[ends]
            sizes = np.maximum(last - first, 1)
            scores += (sums[last] - sums[first]) * (weight / np.sqrt(sizes))[:, None]
        for name, at in reading.turns:
            if (own_weight := weights.turns.get(name)) is not None:
                scores[(starts <= at) & (at < ends)] += TURNS * own_weight
        return scores


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


def _closest(rest: Sequence[tuple[str, ...]], wanted: set[str]) -> list[tuple[str, ...]]:
    """Return the ordinary questions that share most with the phrases, and some of the others."""
    often = Counter(token for tokens in rest for token in set(tokens))
    ranked = sorted(rest, key=lambda tokens: -sum(1 / often[t] for t in {*tokens} & wanted))
    far = ranked[_CLOSE:]
    return ranked[:_CLOSE] + far[:: max(1, len(far) // _FAR)][:_FAR]


def _fit(read: Sequence[tuple[Reading, int]], classes: int) -> Weights:
    """Train a multinomial logistic regression."""
    ids: tuple[dict[str, int], ...] = ({}, {}, {})
    turns: dict[str, int] = {}
    counter = count(1)  # 0 is the bias
    starts, columns, values = [0], array("i"), array("f")
    # A message of which nothing is known is no crisis; so other languages stay calm.
    silence = (Reading((), ()), 0)
    for reading, _ in (*read, silence):
        row: dict[int, float] = {0: SCALE}
        for table, (weight, found) in zip(ids, kinds(reading.words), strict=True):
            names = Counter(name for own in found for name in own)
            share = SCALE * weight / max(1, names.total()) ** 0.5
            for name, times in names.items():
                if (number := table.get(name)) is None:
                    number = table[name] = next(counter)
                row[number] = times * share
        for name, _ in reading.turns:
            if name not in turns:
                turns[name] = next(counter)
            row[turns[name]] = SCALE * TURNS
        columns.extend(row)
        values.extend(row.values())
        starts.append(len(columns))
    rows = Rows(np.array(starts), np.array(columns, np.int32), np.array(values, np.float32))
    weights = SCALE * linear.train(
        rows,
        np.array([label for _, label in (*read, silence)], np.int64),
        width=next(counter),
        classes=classes,
        importance=np.array([1.0] * len(read) + [_SILENCE * len(read)], np.float32),
        epochs=_ROUNDS,
    ).astype(np.float32)
    bias = weights[0].astype(np.float64)
    weights[0] = 0.0
    own_turns = {name: weights[at].astype(np.float64) for name, at in turns.items()}
    return Weights(tuple(map(Table.of, ids)), weights, own_turns, bias)
