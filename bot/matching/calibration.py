"""Scores → a probability that means what it says.

Learnt from predictions for sentences the model had not seen, among them sentences of intents it had
never heard of: boosted trees over the signs of understanding, or a logistic regression where there
are too few predictions for trees.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from bot.matching.boosting import Boosted, boost
from bot.matching.features import Floats
from bot.matching.linear import softmax

SIGNS = (
    "sure",
    "ahead",
    "top",
    "all",
    "stranger",
    "words",
    "letters",
    "single",
    "length",
    "story",
    "repairs",
    "near",
    "near_lead",
    "covered",
    "covered_lead",
    "against",
    "foreign",
)
"""What is looked at, see ``signs``."""

_PENALTY = 1.0
_ENOUGH_FOR_TREES = 400
"""Predictions. On 2,400 trees lose 0.160 (log loss, held out), a regression 0.178."""
_ROUNDS = 30


@dataclass(frozen=True, slots=True)
class Regression:
    """A logistic regression on the signs, standardised.

    Attributes:
        mean: Of each sign.
        scale: Of each sign.
        coefficients: One a sign; the last is the constant.
    """

    mean: npt.NDArray[np.float64]
    scale: npt.NDArray[np.float64]
    coefficients: npt.NDArray[np.float64]

    def score(self, values: npt.NDArray[np.float64]) -> float:
        """Return the log odds for one row of signs."""
        standard = (values - self.mean) / self.scale
        return float(standard @ self.coefficients[:-1] + self.coefficients[-1])


Calibrator = Regression | Boosted


def probability(calibrator: Calibrator, values: npt.NDArray[np.float64]) -> float:
    """Return the probability that what the calibrator foresees holds for one row of signs."""
    score = calibrator.score(values)
    return float(1 / (1 + np.exp(-min(30.0, max(-30.0, score)))))


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the taught rows say of the first candidate.

    Attributes:
        near: Cosine of the message with its nearest example.
        near_lead: How much nearer that is than any example of the next candidates.
        covered: Share of the message, by weight, that its examples have seen.
        covered_lead: How much more of it they have seen than those of the next candidates.
        against: What speaks against it, in scores, 0.0 or more.
        foreign: Weight of the most telling known word that none of its examples contains.
    """

    near: float = 0.0
    near_lead: float = 0.0
    covered: float = 0.0
    covered_lead: float = 0.0
    against: float = 0.0
    foreign: float = 0.0


def signs(
    scores: Floats,
    *,
    stranger: float,
    known_words: float,
    known_letters: float,
    known_single: float,
    length: int,
    evidence: Evidence,
    story: bool = False,
    repairs: int = 0,
) -> npt.NDArray[np.float64]:
    """Return the signs of understanding for one row.

    Args:
        scores: The score of every intent, at least two.
        stranger: The score of "belongs to no intent", 0.0 without strangers.
        known_words: Known share of the word block, 0.0 to 1.0.
        known_letters: Known share of the letter block, 0.0 to 1.0.
        known_single: Known share of the single words by how telling they are, 0.0 to 1.0.
        length: Number of words.
        evidence: What the taught rows say.
        story: Whether it is a message so long that much of it is only context.
        repairs: How many words were read as another one.
    """
    second, top = np.partition(scores, len(scores) - 2)[-2:].tolist()
    spread = float(np.log(np.exp(scores - top).sum()))
    return np.array([
        -spread,
        min(top - second, 6.0),
        top,
        top + spread,
        top - stranger,
        known_words,
        known_letters,
        known_single,
        np.log(1 + length),
        float(story),
        min(repairs, 4),
        evidence.near,
        evidence.near_lead,
        evidence.covered,
        evidence.covered_lead,
        evidence.against,
        evidence.foreign,
    ])  # fmt: skip


def fit(
    values: npt.NDArray[np.float64],
    right: npt.NDArray[np.bool_],
    importance: npt.NDArray[np.float64],
) -> Calibrator:
    """Fit the calibrator to held-out predictions.

    Args:
        values: One row of signs per prediction.
        right: Whether the first candidate was right.
        importance: How much each prediction counts.
    """
    count = values.shape[1]
    if not len(values) or right.all() or not right.any():
        # Too little to learn from: be half as sure as the model is.
        start = np.zeros(count + 1)
        start[0], start[5] = 1.0, 2.0
        start[-1] = -2.0
        return Regression(np.zeros(count), np.ones(count), start)
    if len(values) >= _ENOUGH_FOR_TREES:
        return boost(values, right, importance)
    total = importance.sum()
    mean = (values * importance[:, None]).sum(0) / total
    scale = np.sqrt(((values - mean) ** 2 * importance[:, None]).sum(0) / total)
    scale[scale < 1e-6] = 1.0
    design = np.column_stack([(values - mean) / scale, np.ones(len(values))])
    penalty = np.full(count + 1, _PENALTY)
    penalty[-1] = 1e-6
    found = np.zeros(count + 1)
    for _ in range(_ROUNDS):
        guess = 1 / (1 + np.exp(-np.clip(design @ found, -30, 30)))
        gradient = design.T @ (importance * (right - guess)) - penalty * found
        curvature = (design * (importance * guess * (1 - guess))[:, None]).T @ design
        step = np.linalg.solve(curvature + np.diag(penalty), gradient)
        found = found + step
        if np.abs(step).max() < 1e-6:
            break
    return Regression(mean, scale, found)


def spread_over(scores: Floats, top_probability: float) -> Floats:
    """Return a probability per intent: the first as calibrated, the others in proportion.

    They sum to at most 1; what is missing to 1 is "none of these".
    """
    shares = softmax(scores)
    top = int(scores.argmax())
    factor = top_probability / max(float(shares[top]), 1e-9)
    if factor > 1:
        rest = max(1e-9, 1 - float(shares[top]))
        result: Floats = shares * ((1 - top_probability) / rest)
        # The second may come close to the first but never pass it.
        result = np.minimum(result, top_probability)
    else:
        result = shares * factor
    result[top] = top_probability
    return result
