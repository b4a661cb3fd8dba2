"""How sure is sure enough: thresholds computed from held-out predictions and a promise.

An answer needs a confidence and a lead over the second; both are chosen so that as many questions
as possible are answered while the upper end of Wilson's 95 % interval of the confident wrong
answers stays below what is promised, and no more strangers are answered than promised.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

import numpy as np
import numpy.typing as npt

from bot.matching.ranking import OFFERED, Ranking

_LEADS = (0.0, 0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5)
_STEPS = tuple(step / 200 for step in range(198, 19, -1))
_CHOICES_STRANGERS = 0.35
_NEVER = 1.01


@dataclass(frozen=True, slots=True)
class Prediction:
    """What the matcher said of a sentence it had not learnt.

    Attributes:
        text: The sentence.
        truths: The intents that serve it; none = a stranger to all the matcher knew.
        ranking: What the matcher said.
    """

    text: str
    truths: tuple[str, ...]
    ranking: Ranking

    @property
    def right(self) -> bool:
        """Return whether the first candidate is the truth."""
        candidates = self.ranking.candidates
        return bool(candidates) and candidates[0].intent in self.truths


@dataclass(frozen=True, slots=True)
class Point:
    """One line of the curve: what a threshold gives on the held-out sentences.

    Attributes:
        answer: Least confidence to answer.
        lead: Least lead over the second.
        answered: Share of the in-scope sentences answered.
        wrong: Share of the in-scope sentences answered wrongly.
        wrong_bound: Upper 95 % bound of ``wrong``.
        strangers: Share of the strangers answered.
    """

    answer: float
    lead: float
    answered: float
    wrong: float
    wrong_bound: float
    strangers: float


@dataclass(frozen=True, slots=True)
class Thresholds:
    """When to answer, when to offer choices.

    Attributes:
        answer: Least confidence to answer; above 1 where no threshold keeps the promise.
        lead: Least lead of the first over the second to answer.
        choices: Least probability that the right one is among the choices to offer them.
        curve: The best lead for each ``answer``, by falling ``answer``.
    """

    answer: float = 0.7
    lead: float = 0.2
    choices: float = 0.25
    curve: tuple[Point, ...] = ()


def wilson_upper(hits: int, total: int, *, z: float = 1.96) -> float:
    """Return the upper end of Wilson's 95 % interval for ``hits`` out of ``total``, 1.0 for none.

    Source:
        Wilson (1927), Journal of the American Statistical Association 22, 209-212.
    """
    if total == 0:
        return 1.0
    share = hits / total
    centre = share + z * z / (2 * total)
    spread = z * sqrt(share * (1 - share) / total + z * z / (4 * total * total))
    return min(1.0, (centre + spread) / (1 + z * z / total))


def lead(ranking: Ranking) -> float:
    """Return how far the first candidate is ahead of the second, 0.0 without any."""
    if not ranking.candidates:
        return 0.0
    second = ranking.candidates[1].confidence if len(ranking.candidates) > 1 else 0.0
    return ranking.candidates[0].confidence - second


def choose(
    predictions: Sequence[Prediction], *, promise: float = 0.01, strangers_promise: float = 0.02
) -> Thresholds:
    """Return the thresholds that answer most while keeping two promises.

    Args:
        predictions: Held-out ones, see ``held_out_predictions``.
        promise: Most confident wrong answers, as a share of the in-scope sentences; its upper
            95 % bound is kept below.
        strangers_promise: Most strangers answered, as a share of them.
    """
    table = _Table(
        np.array([item.ranking.confidence for item in predictions], float),
        np.array([lead(item.ranking) for item in predictions], float),
        np.array([bool(item.truths) for item in predictions], bool),
        np.array([item.right for item in predictions], bool),
    )
    best: Point | None = None
    curve: list[Point] = []
    for answer in _STEPS:
        points = [table.point(answer=answer, lead_over=lead_over) for lead_over in _LEADS]
        kept = [
            here
            for here in points
            if here.wrong_bound <= promise and here.strangers <= strangers_promise
        ]
        curve.append(max(kept, key=lambda here: here.answered) if kept else points[-1])
        if kept and (best is None or curve[-1].answered > best.answered):
            best = curve[-1]
    choices = _choices(predictions)
    if best is None:
        return Thresholds(_NEVER, 0.0, choices, tuple(curve))
    return Thresholds(best.answer, best.lead, choices, tuple(curve))


@dataclass(frozen=True, slots=True)
class _Table:
    """The held-out predictions as columns."""

    confidence: npt.NDArray[np.float64]
    lead: npt.NDArray[np.float64]
    known: npt.NDArray[np.bool_]
    right: npt.NDArray[np.bool_]

    def point(self, *, answer: float, lead_over: float) -> Point:
        """Return what one pair of thresholds gives."""
        sure = (self.confidence >= answer) & (self.lead >= lead_over)
        known = int(self.known.sum())
        wrong = int((sure & self.known & ~self.right).sum())
        return Point(
            answer,
            lead_over,
            answered=int((sure & self.known).sum()) / max(1, known),
            wrong=wrong / max(1, known),
            wrong_bound=wilson_upper(wrong, known),
            strangers=int((sure & ~self.known).sum()) / max(1, len(self.known) - known),
        )


def _choices(predictions: Sequence[Prediction]) -> float:
    """Return the least reach at which offering choices is more help than noise.

    Low enough to keep nearly every question whose answer is among the first three (98 %), but not
    so low that more than a third of the strangers, most of them near misses, is offered something.
    """
    helpful = sorted(
        item.ranking.within
        for item in predictions
        if any(c.intent in item.truths for c in item.ranking.candidates[:OFFERED])
    )
    strangers = sorted(
        (item.ranking.within for item in predictions if not item.truths), reverse=True
    )
    low = helpful[len(helpful) // 50] if helpful else 0.2
    allowed = strangers[int(len(strangers) * _CHOICES_STRANGERS)] if len(strangers) >= 20 else 0.0
    return round(max(low, allowed), 3)


def calibration_error(
    predictions: Sequence[Prediction], *, strangers_share: float | None = None, bins: int = 10
) -> float:
    """Return the expected calibration error: mean distance of confidence and share right.

    Args:
        predictions: Held-out ones.
        strangers_share: Weigh the strangers to this share of all; as they are when None.
        bins: Equal steps of confidence.
    """
    strangers = sum(not item.truths for item in predictions)
    known = len(predictions) - strangers
    foreign = native = 1.0
    if strangers_share is not None and strangers and known:
        foreign, native = strangers_share / strangers, (1 - strangers_share) / known
    gaps = [0.0] * bins
    total = 0.0
    for item in predictions:
        weight = foreign if not item.truths else native
        place = min(bins - 1, int(item.ranking.confidence * bins))
        gaps[place] += weight * (item.ranking.confidence - item.right)
        total += weight
    return sum(abs(gap) for gap in gaps) / total if total else 0.0
