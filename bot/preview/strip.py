"""What the side strip for editors shows: outcomes and the state of the knowledge, as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from bot.dialog.turn import Outcome, TextTurn, Turn
from bot.knowledge.loader import Loaded
from bot.knowledge.problems import Severity, summary
from bot.matching.live import Known

MOST_PROBLEMS = 50  # more do not fit and are not read


def understanding_of(turn: Turn, outcome: Outcome, known: Known) -> dict[str, Any]:
    """Return how a turn was understood; the text itself is used and not kept."""
    ranking = outcome.ranking
    if ranking is not None and isinstance(turn, TextTurn):
        ranking = known.understanding.explain(turn.utterance, outcome.state.language)
    return {
        "kind": outcome.kind,
        "intent": outcome.intent,
        "title": _title(outcome.intent, known),
        "confidence": round(outcome.confidence, 3),
        "ranking": [
            {
                "intent": candidate.intent,
                "title": _title(candidate.intent, known),
                "confidence": round(candidate.confidence, 3),
                "words": [[word, round(share, 3)] for word, share in candidate.words],
            }
            for candidate in (ranking.candidates if ranking else ())
        ],
        "repairs": [
            {"typed": repair.typed, "read_as": repair.read_as}
            for repair in (ranking.repairs if ranking else ())
        ],
        "sources": [
            {
                "source": source.source,
                "place": source.place,
                "url": source.url,
                "reviewed": source.reviewed,
            }
            for source in outcome.sources
        ],
        "reason": _reason(outcome, known),
    }


def _title(intent_id: str | None, known: Known) -> str:
    intent = known.knowledge.intent(intent_id) if intent_id else None
    return intent.texts["de"].title if intent else ""


def _reason(outcome: Outcome, known: Known) -> str:
    if outcome.ranking is None:
        return "Knopf, Befehl oder Link: nichts zu deuten."
    thresholds = known.understanding.thresholds
    wanted = f"Antwort ab {thresholds.answer:.2f} mit Vorsprung {thresholds.lead:.2f}"
    match outcome.kind:
        case "choices":
            return f"Nicht sicher genug für eine Antwort ({wanted}), deshalb Rückfrage."
        case "fallback":
            return f"Zu unsicher auch für eine Rückfrage (ab {thresholds.choices:.2f})."
        case "handover":
            return "Übergabe an einen Menschen."
        case _:
            return f"Sicher genug: {wanted}."


def knowledge_status(
    loaded: Loaded,
    folder: Path,
    at: datetime,
    *,
    effect: Sequence[str] | None = None,
    objections: Sequence[str] = (),
) -> dict[str, Any]:
    """Return how the knowledge folder stands.

    Args:
        loaded: What was read of it.
        folder: The folder, for the names of the files.
        at: When that was.
        effect: What the edits since the start do, a line each; ``None`` where that is not known.
        objections: What speaks against publishing them.
    """
    broken = loaded.knowledge is None
    return {
        "state": "broken" if broken else "ok",
        "version": loaded.digest,
        "loaded_at": at.isoformat(timespec="seconds"),
        "summary": summary(loaded.problems, loaded.files),
        "effect": None if effect is None else list(effect),
        "objections": list(objections),
        "problems": [
            {
                "file": str(folder / problem.spot.file),
                "line": problem.spot.line,
                "column": problem.spot.column,
                "text": problem.text,
                "severity": "error" if problem.severity is Severity.ERROR else "warning",
                "excerpt": "\n".join(problem.excerpt),
            }
            for problem in loaded.problems[:MOST_PROBLEMS]
        ],
    }
