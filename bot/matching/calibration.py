"""Scores → a probability that means what it says.

A logistic regression over a few signs of understanding, learnt from predictions for sentences the
model had not seen, among them sentences of intents it had never heard of.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

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
_PENALTY_OF_BENDS = 10.0  # a bend must be worth it: of 1 and 10 the better in cross-validation
_BENDS = (0.25, 0.5, 0.75)  # where the curve of a sign may bend: shares of the predictions
_ENOUGH_TO_BEND = 400  # predictions; fewer cannot tell a bend from chance
_ROUNDS = 30


@dataclass(frozen=True, slots=True)
class Calibrator:
    """A logistic regression on the signs and what of each lies above its bends, standardised.

    Attributes:
        bends: Bends × signs: above a bend the slope of a sign may change; may be empty.
        mean: Of each column.
        scale: Of each column.
        coefficients: One a column; the last is the constant.
    """

    bends: npt.NDArray[np.float64]
    mean: npt.NDArray[np.float64]
    scale: npt.NDArray[np.float64]
    coefficients: npt.NDArray[np.float64]

    def probability(self, values: npt.NDArray[np.float64]) -> float:
        """Return the probability that the first candidate is right."""
        standard = (_bent(values, self.bends) - self.mean) / self.scale
        score = float(standard @ self.coefficients[:-1] + self.coefficients[-1])
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
    bends = np.zeros((0, count))
    if not len(values) or right.all() or not right.any():
        # Too little to learn from: be half as sure as the model is.
        start = np.zeros(count + 1)
        start[0], start[5] = 1.0, 2.0
        start[-1] = -2.0
        return Calibrator(bends, np.zeros(count), np.ones(count), start)
    if len(values) >= _ENOUGH_TO_BEND:
        bends = np.quantile(values, _BENDS, axis=0)
    values = _bent(values, bends)
    count = values.shape[1]
    total = importance.sum()
    mean = (values * importance[:, None]).sum(0) / total
    scale = np.sqrt(((values - mean) ** 2 * importance[:, None]).sum(0) / total)
    scale[scale < 1e-6] = 1.0
    design = np.column_stack([(values - mean) / scale, np.ones(len(values))])
    penalty = np.full(count + 1, _PENALTY_OF_BENDS if len(bends) else _PENALTY)
    penalty[: bends.shape[1]] = _PENALTY
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
    return Calibrator(bends, mean, scale, found)


def _bent(
    values: npt.NDArray[np.float64], bends: npt.NDArray[np.float64]
) -> npt.NDArray[np.float64]:
    """Return the signs and, for each bend, what of them lies above it, along the last axis."""
    above = [np.maximum(values - bend, 0.0) for bend in bends]
    result: npt.NDArray[np.float64] = np.concatenate([values, *above], axis=-1)
    return result


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
