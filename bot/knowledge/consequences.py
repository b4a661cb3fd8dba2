"""One mistake, one message: what is only the consequence of another finding is left out."""

from __future__ import annotations

from collections.abc import Sequence

from bot.knowledge.problems import Problem

# After one of these all entries of a file are still known by name; after any other finding about
# the shape of a file an id may be lost, and whoever names it is not to blame.
NAMES_KEPT = frozenset(
    {
        "antwort-und-fassungen",
        "art",
        "doppelte-kennung",
        "einheit",
        "feld-fehlt",
        "glossar",
        "listenpunkt",
        "raute",
        "satz-fehlt",
        "sicher",
        "tag",
        "ueberschneidung",
        "unbekannter-satz",
        "zahl",
    }
)
# A field that slipped to another level is reported there; where it belongs, something is missing.
_SLIPPED = frozenset({"abschnitt-erwartet", "einrueckung", "kennung", "unbekanntes-feld"})
_MISSING = frozenset({"falsche-art", "feld-fehlt", "leer"})
_NEAR = 30  # lines; farther apart they are two mistakes


def causes(problems: Sequence[Problem]) -> list[Problem]:
    """Return the findings about the shape of the files without their consequences."""
    slipped = [problem.spot for problem in problems if problem.code in _SLIPPED]
    return [
        problem
        for problem in problems
        if problem.code not in _MISSING
        or not any(
            spot.file == problem.spot.file and 0 < spot.line - problem.spot.line <= _NEAR
            for spot in slipped
        )
    ]
