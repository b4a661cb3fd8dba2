"""Boosted trees: signs of understanding → a score whose sigmoid is a probability.

Each tree asks the same few yes-or-no questions of every row ("is the lead above 2.1?"), so it is
a table with one cell per combination of answers. The next tree learns what the sum of the earlier
ones still gets wrong. Unlike a weighted sum of signs it can say "far ahead means little when half
of the words are unknown".

Source:
    Friedman (2001), Annals of Statistics 29, 1189-1232; trees with one question a level as in
    Prokhorenkova et al. (2018), NeurIPS 31.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Table = npt.NDArray[np.float64]

_TREES = 200
_DEPTH = 4
_RATE = 0.05
_BINS = 32
_SHRINK = 3.0  # weight of a cell's pull to zero, in rows of full uncertainty
_LEAST = 15.0  # rows behind each side of a question, summed over the cells


@dataclass(frozen=True, slots=True)
class Boosted:
    """A sum of trees.

    Attributes:
        start: The score before the first tree.
        columns: Trees × questions: which sign a question is about.
        limits: Trees × questions: whether it is above this.
        cells: Trees × 2**questions: what the answers, read as a binary number, add to the score.
    """

    start: float
    columns: npt.NDArray[np.int64]
    limits: Table
    cells: Table

    def score(self, values: Table) -> float:
        """Return the log odds for one row of signs."""
        answers = values[self.columns] > self.limits
        numbers = answers @ (1 << np.arange(self.columns.shape[1]))
        return self.start + float(self.cells[np.arange(len(self.cells)), numbers].sum())


def boost(values: Table, right: npt.NDArray[np.bool_], importance: Table) -> Boosted:
    """Fit trees to rows of signs.

    Args:
        values: One row of signs per prediction.
        right: What is to be foreseen.
        importance: How much each row counts; their mean should be near 1.
    """
    count, width = values.shape
    edges = np.quantile(values, np.linspace(0, 1, _BINS + 1)[1:-1], axis=0)
    binned = (values[:, None, :] > edges[None]).sum(axis=1)
    base = (np.arange(width) * _BINS + binned).ravel()
    share = float((importance * right).sum() / importance.sum())
    share = min(max(share, 1 / count), 1 - 1 / count)  # what is otherwise may weigh nothing
    start = float(np.log(share / (1 - share)))
    score = np.full(count, start)
    columns = np.zeros((_TREES, _DEPTH), np.int64)
    limits = np.zeros((_TREES, _DEPTH))
    cells = np.zeros((_TREES, 2**_DEPTH))
    for tree in range(_TREES):
        guess = 1 / (1 + np.exp(-score))
        pull = importance * (right - guess)
        curve = importance * guess * (1 - guess)
        cell = np.zeros(count, np.int64)
        for level in range(_DEPTH):
            column, edge = _best(base, cell, 2**level, width, pull, curve, importance)
            columns[tree, level], limits[tree, level] = column, edges[edge, column]
            cell += (binned[:, column] > edge).astype(np.int64) << level
        gains = np.bincount(cell, pull, 2**_DEPTH)
        weights = np.bincount(cell, curve, 2**_DEPTH) + _SHRINK * 0.25
        cells[tree] = _RATE * gains / weights
        score += cells[tree][cell]
    return Boosted(start, columns, limits, cells)


def _best(
    base: npt.NDArray[np.int64],
    cell: npt.NDArray[np.int64],
    cells: int,
    width: int,
    pull: Table,
    curve: Table,
    importance: Table,
) -> tuple[int, int]:
    """Return the column and the edge of the question that explains most, over all cells."""
    places = base + np.repeat(cell * (width * _BINS), width)
    shape = (cells, width, _BINS)
    size = cells * width * _BINS

    def below(weights: Table) -> Table:
        sums = np.bincount(places, np.repeat(weights, width), size).reshape(shape)
        result: Table = sums.cumsum(axis=2)
        return result

    pulls, curves, rows = below(pull), below(curve), below(importance)
    shrink = _SHRINK * 0.25
    gain = pulls[..., :-1] ** 2 / (curves[..., :-1] + shrink)
    gain += (pulls[..., -1:] - pulls[..., :-1]) ** 2 / (
        curves[..., -1:] - curves[..., :-1] + shrink
    )
    total = gain.sum(axis=0)
    left = rows.sum(axis=0)
    small = np.minimum(left[:, :-1], left[:, -1:] - left[:, :-1]) < _LEAST
    total[small] = -np.inf
    column, edge = np.unravel_index(int(total.argmax()), total.shape)
    return int(column), int(edge)
