"""Spelling folded away: case, umlauts, blanks, hyphens; and how far two words are apart."""

from __future__ import annotations

import re
import unicodedata

_UMLAUTS = (("ae", "a"), ("oe", "o"), ("ue", "u"), ("ß", "ss"))
_NO_LETTER = re.compile(r"[^\w]|_")


def fold(text: str) -> str:
    """Return ``text`` so that "Höntrop", "hoentrop" and "HONTROP" are the same; no blanks."""
    return _NO_LETTER.sub("", fold_spaced(text))


def fold_spaced(text: str) -> str:
    """Return ``text`` in lower case and without umlauts, its blanks and signs kept."""
    plain = unicodedata.normalize("NFC", text).lower()
    for two, one in _UMLAUTS:
        plain = plain.replace(two, one)
    decomposed = unicodedata.normalize("NFD", plain)
    return "".join(sign for sign in decomposed if unicodedata.category(sign) != "Mn")


def distance(first: str, second: str, most: int) -> int:
    """Return how many letters to change, add, drop or swap; ``most + 1`` where it is more."""
    if abs(len(first) - len(second)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(second) + 1))
    for i, left in enumerate(first, start=1):
        older, before, row = before, row, [i]
        for j, right in enumerate(second, start=1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (left != right))
            swapped = i > 1 and j > 1 and left == second[j - 2] and first[i - 2] == right
            if swapped:
                cost = min(cost, older[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
    return min(row[-1], most + 1)


def tolerance(name: str) -> int:
    """Return how many mistakes a name of this length may have.

    Short names are too close to other words ("Werne" and "gerne"); the table of sentences in
    ``tests/unit/quartier/asking.txt`` is what these lengths were tried on.
    """
    return 0 if len(name) < 6 else 1 if len(name) < 9 else 2
