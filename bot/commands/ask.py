"""``ask``: one answer with ranking, decision and sources; or many, as JSON lines."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from bot.commands.today import today
from bot.dialog.outreach import Outreach
from bot.dialog.respond import respond
from bot.dialog.turn import ChatState, Outcome, TextTurn
from bot.errors import SettingsError
from bot.matching.live import Known, LiveKnowledge
from bot.quartier.live import LiveCalendar

BAR = 20  # width of a bar in the terminal


def ask(
    text: str,
    folder: Path,
    *,
    cache: Path | None = None,
    language: str = "de",
    day: date | None = None,
    as_json: bool = False,
    examples: bool = False,
) -> int:
    """Print one answer and how it came about.

    Args:
        text: The question.
        folder: The knowledge folder.
        cache: Where what was learnt is kept.
        language: Code of the chat's language.
        day: Answer as of that day.
        as_json: One line for machines instead.
        examples: Show example consultations too, as the preview does and Telegram never.
    Raises:
        SettingsError: The language is unknown.
        KnowledgeError: The folder cannot be used.
    """
    known = LiveKnowledge(folder, cache=cache).current
    if language not in known.knowledge.languages:
        codes = ", ".join(known.knowledge.languages)
        raise SettingsError(f"Die Sprache „{language}“ gibt es nicht. Es gibt: {codes}.")
    outreach = Outreach(LiveCalendar(folder).current, examples=examples)
    outcome = _outcome(text, known, language, day, outreach)
    if as_json:
        print(json.dumps(as_record(None, outcome), ensure_ascii=False))
        return 0
    print(outcome.reply.text)
    print()
    for line in explanation(text, outcome, known, language):
        print(line)
    return 0


def ask_many(folder: Path, *, cache: Path | None = None, day: date | None = None) -> int:
    """Answer JSON lines from standard input, each as the first message of a new chat.

    Raises:
        KnowledgeError: The folder cannot be used.
    """
    known = LiveKnowledge(folder, cache=cache).current
    outreach = Outreach(LiveCalendar(folder).current)
    for line in sys.stdin.buffer:
        if not line.strip():
            continue
        print(json.dumps(_answer_line(line, known, day, outreach), ensure_ascii=False), flush=True)
    return 0


def _answer_line(line: bytes, known: Known, day: date | None, outreach: Outreach) -> dict[str, Any]:
    try:
        request = json.loads(line)
    except (ValueError, RecursionError):
        return {"id": None, "error": "Diese Zeile ist kein gültiges JSON."}
    if not isinstance(request, dict) or not isinstance(request.get("text"), str):
        found = request.get("id") if isinstance(request, dict) else None
        return {"id": found, "error": "In dieser Zeile fehlt das Feld „text“."}
    language = request.get("lang")
    if not isinstance(language, str) or language not in known.knowledge.languages:
        language = "de"
    return as_record(request.get("id"), _outcome(request["text"], known, language, day, outreach))


def _outcome(
    text: str, known: Known, language: str, day: date | None, outreach: Outreach
) -> Outcome:
    return respond(
        TextTurn(text),
        ChatState(language=language),
        knowledge=known.knowledge,
        matcher=known.understanding,
        today=day or today(),
        outreach=outreach,
    )


def as_record(identifier: object, outcome: Outcome) -> dict[str, Any]:
    """Return an outcome as the contract of ``ask --jsonl`` has it (``design.md``, section 1)."""
    return {
        "id": identifier,
        "kind": outcome.kind,
        "intent": outcome.intent,
        "answer": outcome.reply.text,
        "choices": [{"intent": each.intent, "title": each.title} for each in outcome.choices],
        "confidence": round(outcome.confidence, 4),
        "lang": outcome.state.language,
        "sources": [
            {
                "source": each.source,
                "place": each.place,
                "url": each.url,
                "reviewed": each.reviewed,
            }
            for each in outcome.sources
        ],
    }


def explanation(text: str, outcome: Outcome, known: Known, language: str) -> Iterator[str]:
    """Yield the lines that explain an outcome to people who look after the knowledge."""
    yield f"Entscheidung: {outcome.kind}" + (f" ({outcome.intent})" if outcome.intent else "")
    if outcome.ranking is None:
        return
    thresholds = known.understanding.thresholds
    yield (
        f"Schwellen: Antwort ab {thresholds.answer:.2f}, Vorsprung {thresholds.lead:.2f}, "
        f"Auswahl ab {thresholds.choices:.2f}"
    )
    ranking = known.understanding.explain(text, language)
    yield f"Das Richtige unter den ersten dreien: {ranking.within:.2f}"
    for repair in ranking.repairs:
        yield f"Gelesen: „{repair.typed}“ als „{repair.read_as}“"
    for candidate in ranking.candidates:
        bar = "█" * round(candidate.confidence * BAR)
        words = ", ".join(word for word, _ in candidate.words[:5])
        yield f"{candidate.confidence:5.2f} {bar:<{BAR}} {candidate.intent}  [{words}]"
    for intent in ranking.unanchored:
        yield f"      Ohne Ankerwort zurückgestellt: {intent}"
    for source in outcome.sources:
        yield f"Quelle: {source.source}, {source.place} ({source.url})"
