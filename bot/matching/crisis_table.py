"""Names of features → their numbers, kept as hashes: a tenth of the memory of a dictionary.

Two names in four thousand million share a hash. Then the later one counts as the earlier one, or
an unknown one as a known one, in one feature of the some hundred of a sentence.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from zlib import crc32

import numpy as np
import numpy.typing as npt


@dataclass(frozen=True, slots=True)
class Table:
    """The known features of one kind.

    Attributes:
        hashes: Of their names, ascending.
        numbers: The number of each, from 1.
    """

    hashes: npt.NDArray[np.uint32]
    numbers: npt.NDArray[np.int32]

    @classmethod
    def of(cls, numbers: Mapping[str, int]) -> Table:
        """Return the table of these names."""
        hashes, first = np.unique(_hashes(list(numbers)), return_index=True)
        return cls(hashes, np.fromiter(numbers.values(), np.int32, len(numbers))[first])

    def numbers_of(self, names: Sequence[str]) -> npt.NDArray[np.int32]:
        """Return the number of each name, 0 for an unknown one."""
        if not len(self.hashes):
            return np.zeros(len(names), np.int32)
        wanted = _hashes(names)
        at = np.minimum(np.searchsorted(self.hashes, wanted), len(self.hashes) - 1)
        return np.where(self.hashes[at] == wanted, self.numbers[at], np.int32(0))


def _hashes(names: Sequence[str]) -> npt.NDArray[np.uint32]:
    return np.fromiter((crc32(name.encode()) for name in names), np.uint32, len(names))
