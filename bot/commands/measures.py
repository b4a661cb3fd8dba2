"""What became of a check sentence, and shares with their 95 % interval."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from math import sqrt
from typing import Literal

from bot.commands.check_sentences import CheckSentence
from bot.dialog.respond import respond
from bot.dialog.turn import ChatState, Outcome, TextTurn
from bot.matching.live import Known

Result = Literal["richtig", "auswahl", "falsch", "andere-auswahl", "nicht-verstanden", "krise"]

ANSWERED = frozenset({"answer", "signpost", "privacy"})
BINS = 10


@dataclass(frozen=True, slots=True)
class Measured:
    """A check sentence with what the bot made of it.

    Attributes:
        result: ``richtig`` answered right at once, ``auswahl`` right among the choices,
            ``falsch`` answered surely and wrongly, ``andere-auswahl`` choices without the right
            one, ``nicht-verstanden`` admitted, ``krise`` answered as a crisis.
    """

    sentence: CheckSentence
    outcome: Outcome
    result: Result

    @property
    def answered(self) -> bool:
        """Tell whether a question was answered as known; a warning alone is no answer."""
        return self.outcome.intent is not None and self.outcome.kind in ANSWERED

    @property
    def fine(self) -> bool:
        """Tell whether the sentence came out as it must."""
        match self.sentence.group:
            case "bekannt":
                return self.result in ("richtig", "auswahl")
            case "krise":
                return self.result == "krise"
            case "harmlos":
                return self.result != "krise"
            case _:
                return not self.answered and self.result != "krise"


def measure(sentences: Iterable[CheckSentence], known: Known, day: date) -> list[Measured]:
    """Ask each sentence as the first message of a new chat."""
    found = []
    for sentence in sentences:
        outcome = respond(
            TextTurn(sentence.text),
            ChatState(language=sentence.language),
            knowledge=known.knowledge,
            matcher=known.understanding,
            today=day,
        )
        case = None
        if outcome.kind == "crisis":  # an outcome does not say which: nothing may count it
            case = known.understanding.crisis(sentence.text, sentence.language)
        found.append(Measured(sentence, outcome, _result(sentence, outcome, case)))
    return found


def accepted(sentence: CheckSentence) -> frozenset[str]:
    """Return the intents (and crisis cases) whose answer serves a sentence."""
    expected = {sentence.expected} if sentence.expected else set()
    return sentence.also | expected


def _result(sentence: CheckSentence, outcome: Outcome, case: str | None) -> Result:
    if outcome.kind == "crisis":
        return "richtig" if case in sentence.also else "krise"
    if outcome.kind == "choices":
        offered = {choice.intent for choice in outcome.choices}
        return "auswahl" if offered & accepted(sentence) else "andere-auswahl"
    if outcome.intent is None:
        return "nicht-verstanden"
    return "richtig" if outcome.intent in accepted(sentence) else "falsch"


def intended(measured: Sequence[Measured]) -> Share:
    """Return the share answered at once by the very intent a sentence was written for."""
    hits = sum(each.outcome.intent == each.sentence.expected for each in measured)
    return Share(hits, len(measured))


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many, with Wilson's 95 % interval."""

    hits: int
    total: int

    @property
    def value(self) -> float:
        """Return the share, 0.0 of none."""
        return self.hits / self.total if self.total else 0.0

    @property
    def interval(self) -> tuple[float, float]:
        """Return the ends of the interval (Wilson 1927), 0 and 1 of none."""
        if not self.total:
            return 0.0, 1.0
        z, n, share = 1.96, self.total, self.value
        centre = share + z * z / (2 * n)
        spread = z * sqrt(share * (1 - share) / n + z * z / (4 * n * n))
        scale = 1 + z * z / n
        return max(0.0, (centre - spread) / scale), min(1.0, (centre + spread) / scale)

    def __str__(self) -> str:
        low, high = self.interval
        return f"{self.value:6.1%} ({low:.1%} bis {high:.1%}, {self.hits} von {self.total})"


def share(measured: Sequence[Measured], *results: Result) -> Share:
    """Return the share of sentences with one of these results."""
    return Share(sum(each.result in results for each in measured), len(measured))


@dataclass(frozen=True, slots=True)
class Calibration:
    """How far stated confidence and truth agree.

    Attributes:
        bins: Of each tenth of confidence: how many, mean confidence, share right.
        error: Expected calibration error, 0.0 to 1.0.
    """

    bins: tuple[tuple[int, float, float], ...]
    error: float


def calibration(measured: Sequence[Measured]) -> Calibration:
    """Compare the confidence of the first candidate with whether it was right."""
    groups: list[list[tuple[float, bool]]] = [[] for _ in range(BINS)]
    for each in measured:
        ranking = each.outcome.ranking
        if ranking is None or not ranking.candidates:
            continue
        first = ranking.candidates[0]
        right = first.intent in accepted(each.sentence)
        groups[min(int(first.confidence * BINS), BINS - 1)].append((first.confidence, right))
    total = sum(len(group) for group in groups) or 1
    bins = tuple(
        (
            len(group),
            sum(confidence for confidence, _ in group) / len(group) if group else 0.0,
            sum(right for _, right in group) / len(group) if group else 0.0,
        )
        for group in groups
    )
    error = sum(count * abs(mean - right) for count, mean, right in bins) / total
    return Calibration(bins, error)
