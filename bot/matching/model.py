"""What is learnt from one training set: features, weights per intent, calibration."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from bot.matching import linear
from bot.matching.calibration import SIGNS, Calibrator, Evidence, fit, signs
from bot.matching.features import Features, Floats, Halves, Row, Rows
from bot.matching.nearest import Taught
from bot.matching.ranking import OFFERED

BACKGROUND_IMPORTANCE = 0.3
STRANGERS_SHARE = 0.3
"""How many of the messages are taken to be strangers: the calibration's one assumption."""

NEARNESS = 6.0
"""Scores for an example that equals the message.

On the German knowledge 4, 8 and 12 give 1.2 to 1.4 points over 0, on public sets nothing is lost.
"""

NEVER = -60.0
"""The score of a column that is not ranked."""

_COMPARED = 6  # candidates compared with their examples
_FEW_STRANGERS = 20
_PARTS = 8
_PREDICTIONS = 1000  # enough for nine coefficients; more only costs loading time


@dataclass(frozen=True, slots=True)
class Lesson:
    """One sentence to learn, as folded words; intent None = a stranger."""

    words: tuple[str, ...]
    intent: str | None
    background: bool = False


@dataclass(frozen=True, slots=True)
class Model:
    """Everything needed to score a row.

    Attributes:
        intents: Ids, ascending; the columns of ``weights``.
        features: Words and letter groups ↔ ids.
        weights: Features × intents, with ``has_stranger`` one more column at the end. In half
            precision: half the memory, and no ranking changes.
        has_stranger: Whether the last column stands for "belongs to no intent".
        taught: The rows it was learnt from.
        calibrator: Signs → probability that the first candidate is right.
        reach: Signs → probability that one of the first three is.
        tuned: Whether the calibrator was fitted to sentences that were never taught, among them
            stories.
    """

    intents: tuple[str, ...]
    features: Features
    weights: Halves
    has_stranger: bool
    taught: Taught
    calibrator: Calibrator
    reach: Calibrator
    tuned: bool = False

    def scores(self, row: Row) -> Floats:
        """Return the score of every column."""
        result: Floats = row.values @ self.weights[row.ids].astype(np.float32)
        return result

    def compare(self, row: Row, scores: Floats) -> tuple[Floats, Floats]:
        """Compare a row with the examples of the first candidates.

        Args:
            row: The message.
            scores: The score of every column.
        Returns:
            The scores, higher for the candidates of which an example is near, and the nearness
            of every column, 0.0 to 1.0; columns not compared stand where the farthest stands.
        """
        count = len(self.intents)
        compared = min(_COMPARED, count)
        first = np.argpartition(scores[:count], count - compared)[count - compared :]
        # Who is farther behind than the nearest example could bring forward is not compared.
        first = first[scores[first] > scores[first].max() - NEARNESS]
        near = self.taught.nearness(row, first.astype(np.int32), width=len(self.features))
        nearness = np.full(len(scores), near.min(), np.float32)
        nearness[first] = near
        return scores + NEARNESS * nearness, nearness

    def signs(
        self,
        row: Row,
        scores: Floats,
        nearness: Floats,
        length: int,
        *,
        story: bool = False,
        repairs: int = 0,
    ) -> npt.NDArray[np.float64]:
        """Return the signs of understanding for a row of ``length`` words."""
        count = len(self.intents)
        known_words, known_letters, known_single = self.features.known(row)
        return signs(
            scores[:count],
            stranger=float(scores[count]) if self.has_stranger else 0.0,
            known_words=known_words,
            known_letters=known_letters,
            known_single=known_single,
            length=length,
            evidence=self._evidence(row, scores[:count], nearness),
            story=story,
            repairs=repairs,
        )

    def _evidence(self, row: Row, scores: Floats, nearness: Floats) -> Evidence:
        """Say what the taught rows say of the first candidate beside the next ones."""
        compared = min(_COMPARED, len(scores))
        places = np.argpartition(scores, len(scores) - compared)[len(scores) - compared :]
        order = places[np.argsort(-scores[places], kind="stable")].astype(np.int32)
        covers = self.taught.covers(row.ids, order)
        squares = row.values * row.values
        # A plain sum: BLAS reports invalid values at random for so small a product.
        covered = np.where(covers, squares, np.float32(0.0)).sum(axis=1)
        gains = row.values * self.weights[row.ids, order[0]]
        foreign = squares[~covers[0] & self.features.is_single(row.ids)]
        return Evidence(
            near=float(nearness[order[0]]),
            near_lead=float(nearness[order[0]] - nearness[order[1:]].max()),
            covered=float(covered[0]),
            covered_lead=float(covered[0] - covered[1:].max()),
            against=float(-gains[gains < 0].sum()),
            foreign=float(foreign.max(initial=0.0)),
        )

    def tuned_to(
        self,
        values: npt.NDArray[np.float64],
        right: npt.NDArray[np.bool_],
        within: npt.NDArray[np.bool_],
        known: npt.NDArray[np.bool_],
    ) -> Model:
        """Return the model with calibrators fitted to sentences that it never learnt.

        Args:
            values: One row of signs per sentence.
            right: Whether the first candidate was right.
            within: Whether one of the first three was.
            known: Whether the sentence belongs to an intent.
        """
        importance = _importance(np.where(known, 0, 2))
        return replace(
            self,
            calibrator=fit(values, right, importance),
            reach=fit(values, within, importance),
            tuned=True,
        )


def learn(lessons: Sequence[Lesson], *, calibrate: bool = True) -> Model:
    """Learn from lessons of at least two intents.

    Args:
        lessons: What to learn.
        calibrate: Whether to learn by cross-validation how sure is sure; not needed where the
            model is going to be tuned to sentences that were never taught.
    """
    lessons = [lesson for lesson in lessons if lesson.words]
    intents = tuple(sorted({lesson.intent for lesson in lessons if lesson.intent is not None}))
    strangers = sum(lesson.intent is None for lesson in lessons)
    has_stranger = strangers >= _FEW_STRANGERS
    number = {intent: at for at, intent in enumerate(intents)}
    features = Features.learn([x.words for x in lessons if x.intent is not None or has_stranger])
    rows = features.rows([lesson.words for lesson in lessons])
    labels = np.array(
        [len(intents) if x.intent is None else number[x.intent] for x in lessons], np.int64
    )
    importance = np.array(
        [BACKGROUND_IMPORTANCE if x.background else 1.0 for x in lessons], np.float32
    )
    task = _Task(rows, labels, importance, len(features), len(intents), has_stranger)
    background = np.array([x.background for x in lessons])
    lengths = np.array([len(x.words) for x in lessons])
    nothing = fit(np.zeros((0, len(SIGNS))), np.zeros(0, bool), np.zeros(0))
    taught = task.taught(np.arange(len(rows)), background)
    weights = task.train(np.arange(len(rows)))
    halves = weights.astype(np.float16)
    model = Model(intents, features, halves, has_stranger, taught, nothing, nothing)
    if not calibrate:
        return model
    calibrator, reach = _calibrate(task, model, background, lengths)
    return replace(model, calibrator=calibrator, reach=reach)


@dataclass(frozen=True, slots=True)
class _Task:
    rows: Rows
    labels: npt.NDArray[np.int64]
    importance: Floats
    width: int
    intents: int
    has_stranger: bool

    def train(self, use: npt.NDArray[np.int64], *, epochs: int = 3) -> Floats:
        if not self.has_stranger:
            use = use[self.labels[use] < self.intents]
        return linear.train(
            self.rows,
            self.labels,
            width=self.width,
            classes=self.intents + self.has_stranger,
            importance=self.importance,
            use=use,
            epochs=epochs,
        )

    def taught(self, use: npt.NDArray[np.int64], background: npt.NDArray[np.bool_]) -> Taught:
        labels = np.full(len(self.rows), -1, np.int64)
        labels[use] = self.labels[use]
        labels[labels >= self.intents] = -1
        return Taught.sort(
            self.rows, labels, background=background, classes=self.intents, width=self.width
        )


def _calibrate(
    task: _Task,
    model: Model,
    background: npt.NDArray[np.bool_],
    lengths: npt.NDArray[np.int64],
) -> tuple[Calibrator, Calibrator]:
    """Predict each example by a model without it, and some by a model without their intent."""
    dice = np.random.default_rng(7)
    part_of = dice.permutation(len(task.rows)) % _PARTS
    left_out = dice.permutation(task.intents + 1) % (_PARTS + 2)
    left_out[task.intents] = -1
    taught = int((~background).sum())
    rounds = max(2, min(_PARTS, -(-_PARTS * _PREDICTIONS // max(1, taught))))
    values, right, within, kinds = [], [], [], []
    for part in range(rounds):
        gone = left_out == part
        if (~gone[: task.intents]).sum() < 2:
            gone[:] = False
        away = gone[task.labels]
        keep = ~away & ((part_of != part) | background)
        test = np.flatnonzero((away | (part_of == part)) & ~background)
        kept_labels = np.unique(task.labels[keep])
        known = kept_labels[kept_labels < task.intents]
        if len(known) < 2 or not len(test):
            continue
        kept = np.flatnonzero(keep)
        blind = replace(
            model,
            weights=task.train(kept, epochs=2).astype(np.float16),
            taught=task.taught(kept, background),
        )
        unheard = np.setdiff1d(np.arange(task.intents), known)
        seen = np.zeros(task.width, bool)
        seen[task.rows.ids[np.repeat(keep, np.diff(task.rows.start))]] = True
        for at in test.tolist():
            row = task.rows.row(at)
            row = model.features.seen(row, seen)
            scores = blind.scores(row)
            scores[unheard] = NEVER
            scores, nearness = blind.compare(row, scores)
            values.append(blind.signs(row, scores, nearness, int(lengths[at])))
            label = int(task.labels[at])
            first = np.argsort(-scores[: task.intents], kind="stable")[:OFFERED].tolist()
            right.append(first[0] == label)
            within.append(label in first)
            kinds.append(2 if label == task.intents else 1 if away[at] else 0)
    table = np.array(values, float).reshape(-1, len(SIGNS))
    importance = _importance(np.array(kinds, np.int64))
    return (
        fit(table, np.array(right, bool), importance),
        fit(table, np.array(within, bool), importance),
    )


def _importance(kinds: npt.NDArray[np.int64]) -> npt.NDArray[np.float64]:
    """Weigh examples (0), left-out intents (1) and strangers (2) to the assumed shares."""
    counts = np.bincount(kinds, minlength=3).astype(float)
    shares = np.array([1 - STRANGERS_SHARE, STRANGERS_SHARE, 0.0])
    if counts[2] >= _FEW_STRANGERS:
        shares[1:] = STRANGERS_SHARE / 2
    weights: npt.NDArray[np.float64] = (shares / np.maximum(counts, 1))[kinds] * len(kinds)
    return weights
