"""The taught rows themselves: how near a message is to one, and what of it an intent has seen.

The linear model says which intent explains a message best; this says whether anything like the
message was ever taught. A message whose telling words no example of the intent contains is only
similar to it ("TÜV-Termin absagen" beside "Termin absagen").
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from bot.matching.features import Floats, Ids, Row, Rows


@dataclass(frozen=True, slots=True)
class Taught:
    """The rows of the examples, class by class.

    Attributes:
        rows: The examples (no background), sorted by class.
        first: The rows of class c are ``first[c]`` to ``first[c + 1]``.
        seen: Bit f of row c: feature f occurs in an example of class c.
    """

    rows: Rows
    first: npt.NDArray[np.int64]
    seen: npt.NDArray[np.uint8]

    @classmethod
    def sort(
        cls,
        rows: Rows,
        labels: npt.NDArray[np.int64],
        *,
        background: npt.NDArray[np.bool_],
        classes: int,
        width: int,
    ) -> Taught:
        """Sort rows by class.

        Args:
            rows: Examples and background.
            labels: The class of each; a negative one leaves the row out.
            background: Whether it is no example: then it is seen but never near.
            classes: Number of classes; each may lack rows.
            width: Number of features.
        """
        seen = np.zeros((classes, width), bool)
        sizes = np.diff(rows.start)
        taught = labels >= 0
        cells = np.repeat(taught, sizes)
        seen[np.repeat(labels, sizes)[cells], rows.ids[cells]] = True
        chosen = np.flatnonzero(taught & ~background & (sizes > 0))
        order = chosen[np.argsort(labels[chosen], kind="stable")]
        start = np.zeros(len(order) + 1, np.int64)
        np.cumsum(sizes[order], out=start[1:])
        shift = np.repeat(rows.start[order] - start[:-1], sizes[order])
        places = shift + np.arange(start[-1])
        first = np.searchsorted(labels[order], np.arange(classes + 1)).astype(np.int64)
        found = Rows(start, rows.ids[places], rows.values[places])
        return cls(found, first, np.packbits(seen, axis=1))

    def nearness(self, row: Row, classes: Ids, *, width: int) -> Floats:
        """Return the cosine of a row with the nearest example of each class, 0.0 to 1.0.

        Args:
            row: The message.
            classes: The classes asked for.
            width: Number of features.
        """
        query = np.zeros(width, np.float32)
        query[row.ids] = row.values
        rows = self.rows
        result = np.zeros(len(classes), np.float32)
        for at, number in enumerate(classes.tolist()):
            begin, end = self.first[number], self.first[number + 1]
            if begin == end:
                continue
            low, high = rows.start[begin], rows.start[end]
            products = query[rows.ids[low:high]] * rows.values[low:high]
            result[at] = np.add.reduceat(products, rows.start[begin:end] - low).max()
        return result

    def covers(self, ids: Ids, classes: Ids) -> npt.NDArray[np.bool_]:
        """Tell which features each class has seen: classes × features."""
        octets = self.seen[classes[:, None], ids >> 3]
        found: npt.NDArray[np.bool_] = (octets >> (7 - (ids & 7)).astype(np.uint8)) & 1 == 1
        return found
