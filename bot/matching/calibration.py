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
)
"""What is looked at, see ``signs``."""

_PENALTY = 1.0
_ROUNDS = 30


@dataclass(frozen=True, slots=True)
class Calibrator:
    """Coefficients of the logistic regression, on standardised signs; the last is the constant."""

    mean: npt.NDArray[np.float64]
    scale: npt.NDArray[np.float64]
    coefficients: npt.NDArray[np.float64]

    def probability(self, values: npt.NDArray[np.float64]) -> float:
        """Return the probability that the first candidate is right."""
        standard = (values - self.mean) / self.scale
        score = float(standard @ self.coefficients[:-1] + self.coefficients[-1])
        return float(1 / (1 + np.exp(-min(30.0, max(-30.0, score)))))


def signs(
    scores: Floats,
    *,
    stranger: float,
    known_words: float,
    known_letters: float,
    known_single: float,
    length: int,
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
        return Calibrator(np.zeros(count), np.ones(count), start)
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
    return Calibrator(mean, scale, found)


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
