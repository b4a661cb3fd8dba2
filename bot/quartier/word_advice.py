"""What to tell an editor about a word that no rule has."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable

from bot.quartier.rule_text import RuleError
from bot.quartier.word_lists import ORDINALS, PHRASES, WEEKDAY_NAMES, WEEKDAYS, weekday_of

_ADVICE: tuple[tuple[Callable[[str], bool], str], ...] = (
    (
        lambda word: word in ("gerade", "geraden", "ungerade", "ungeraden", "kw"),
        "Gerade und ungerade Wochen verrutschen am Jahreswechsel. "
        "Schreiben Sie „alle 2 Wochen mittwochs ab 2026-12-02“.",
    ),
    (
        lambda word: word in ("außer", "ausser", "nicht", "ohne"),
        "Ausnahmen gehören nicht in die Regel. Tragen Sie sie unter „ausnahmen“ ein.",
    ),
    (
        lambda word: word in ("sonn-", "feiertags", "feiertag", "ferien"),
        "Ob an Feiertagen oder in den Ferien, steht in den Feldern „feiertage“ und „schulferien“.",
    ),
    (
        lambda word: re.fullmatch(r"\d{1,2}\.?", word) is not None,
        "Eine Zahl von 1 bis 5 mit Punkt steht vor dem Wochentag: „jeden 1. Dienstag im Monat“.",
    ),
)


def advice_for(original: str, start: int, end: int, word: str) -> RuleError | None:
    """Return what to write instead of a word that is often tried, ``None`` for other words."""
    shown = original[start:end].strip(";()")
    for fits, advice in _ADVICE:
        if fits(word):
            return RuleError(f"„{shown}“: {advice}", start, end - start)
    return None


def unknown_word(original: str, start: int, end: int, word: str) -> RuleError:
    """Return the error for a word that no rule has, with the nearest one that rules have."""
    shown = original[start:end].strip(";()")
    near = difflib.get_close_matches(word, [*WEEKDAY_NAMES, *ORDINALS, *PHRASES], n=1, cutoff=0.75)
    if near:
        proposal = near[0]
        if (weekday := weekday_of(proposal)) is not None and not proposal.endswith("s"):
            proposal = WEEKDAYS[weekday]
        return RuleError(
            f"„{shown}“ verstehe ich nicht. Meinten Sie „{proposal}“?", start, end - start
        )
    return RuleError(
        f"„{shown}“ verstehe ich nicht. Erlaubt ist zum Beispiel „jeden Dienstag“, „jeden 1. und "
        "3. Dienstag im Monat“, „alle 2 Wochen mittwochs ab 2026-12-02“ oder „am 2026-12-05“.",
        start,
        end - start,
    )
