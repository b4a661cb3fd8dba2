"""Ranking → what to do: answer, ask back, or admit not to know."""

from __future__ import annotations

from dataclasses import dataclass

from bot.matching.ranking import OFFERED, Ranking
from bot.matching.thresholds import Thresholds

_WORTH = 0.04  # of a candidate's probability: less is no help, unless little doubt is left
_SHARE_OF_DOUBT = 0.1
MAX_MISSES = 2  # after two misses in a row no third guess, but a person


@dataclass(frozen=True, slots=True)
class Answer:
    """Sure, and clear of the second: answer this intent."""

    intent: str


@dataclass(frozen=True, slots=True)
class Disambiguate:
    """Close together or half sure: offer these, at most three."""

    intents: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Fallback:
    """Not understood: say so and show how to ask."""


@dataclass(frozen=True, slots=True)
class Handover:
    """Not understood again and again: lead to a person."""


Decision = Answer | Disambiguate | Fallback | Handover


def decide(ranking: Ranking, thresholds: Thresholds, *, misses: int = 0) -> Decision:
    """Choose what to do with a ranking.

    Args:
        ranking: How the text was understood.
        thresholds: How sure is sure enough.
        misses: How many messages before this one were not understood, in a row.
    """
    lead = ranking.confidence
    if len(ranking.candidates) > 1:
        lead -= ranking.candidates[1].confidence
    if ranking.confidence >= thresholds.answer and lead >= thresholds.lead:
        return Answer(ranking.candidates[0].intent)
    if misses >= MAX_MISSES:
        return Handover()
    if ranking.candidates and ranking.within >= thresholds.choices:
        return Disambiguate(_worth_offering(ranking))
    return Fallback()


def _worth_offering(ranking: Ranking) -> tuple[str, ...]:
    """Return the first, and those of the next that may well be meant where it is not."""
    first, *others = ranking.candidates[:OFFERED]
    least = min(_WORTH, _SHARE_OF_DOUBT * (1 - first.confidence))
    return (first.intent, *(each.intent for each in others if each.confidence >= least))
