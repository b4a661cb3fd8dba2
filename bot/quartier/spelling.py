"""Spelling folded away: case, umlauts, blanks, hyphens; and how far two words are apart."""

from __future__ import annotations

import re
import unicodedata

from rapidfuzz.distance import OSA

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
    return OSA.distance(first, second, score_cutoff=most)


def tolerance(name: str) -> int:
    """Return how many mistakes a name of this length may have.

    Short names are too close to other words ("Werne" and "gerne"); the table of sentences in
    ``tests/unit/quartier/asking.txt`` is what these lengths were tried on.
    """
    return 0 if len(name) < 6 else 1 if len(name) < 9 else 2
