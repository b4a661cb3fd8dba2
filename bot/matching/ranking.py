"""The values that go into and come out of the matcher."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

OFFERED = 3
"""How many intents are offered at most where none is sure."""


@dataclass(frozen=True, slots=True)
class Example:
    """One sentence that teaches the matcher an intent."""

    text: str
    intent: str


@dataclass(frozen=True)
class TrainingSet:
    """Everything the matcher of one language learns from.

    Attributes:
        examples: Sentences with their intent, in any order; at least two intents.
        strangers: Sentences that belong to no intent (out of scope).
        background: Text that stands beside an intent (title, answer), by intent id; a second,
            weaker field. May lack intents.
        synonyms: Standard word → other spellings and names for it ("buergergeld" → "hartz 4", …),
            each one or several words, as an editor typed them.
        anchors: Intent id → words of which one must be there before the intent may be answered.
        calibration: Sentences with the intents that serve them (none: a stranger) that teach no
            intent;
            with 200 of them, what "sure" means is measured on them instead of by
            cross-validation of the examples, which are more unlike each other than real
            questions are.
        alarms: Crisis case → sentences; they compete with the intents but are never ranked, see
            ``Ranking.alarm``.
    """

    examples: tuple[Example, ...]
    strangers: tuple[str, ...] = ()
    background: Mapping[str, str] = field(default_factory=dict)
    synonyms: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    anchors: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    calibration: tuple[tuple[str, tuple[str, ...]], ...] = ()
    alarms: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Repair:
    """A word that was read as another one."""

    typed: str
    read_as: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """One intent with the probability that it is what the client meant.

    Attributes:
        intent: The intent's id.
        confidence: Calibrated, 0.0 to 1.0; the candidates of one ranking sum to at most 1.
        words: The words that counted for it, weightiest first, with their share (0.0 to 1.0);
            filled by ``explain`` only.
    """

    intent: str
    confidence: float
    words: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Ranking:
    """The intents that may be meant, most probable first.

    Attributes:
        candidates: By falling confidence, ties by id. Empty without any letter or digit.
        repairs: What was read differently from how it was typed.
        unanchored: Intents that were held back because none of their anchor words was there.
        alarm: Share of the crisis cases beside all intents, 0.0 to 1.0.
        alarm_case: The most probable of them, empty without any.
        reach: Probability that the right intent is among the first three, ``None`` where it was
            not measured.
    """

    candidates: tuple[Candidate, ...] = ()
    repairs: tuple[Repair, ...] = ()
    unanchored: tuple[str, ...] = ()
    alarm: float = 0.0
    alarm_case: str = ""
    reach: float | None = None

    @property
    def within(self) -> float:
        """Return the probability that the right intent is among the first three."""
        if self.reach is not None:
            return self.reach
        return min(1.0, sum(each.confidence for each in self.candidates[:OFFERED]))

    @property
    def confidence(self) -> float:
        """Return the probability that the first candidate is right, 0.0 without any."""
        return self.candidates[0].confidence if self.candidates else 0.0
