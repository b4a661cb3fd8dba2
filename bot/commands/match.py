"""``match``: the matcher alone, on any labelled examples."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from bot.errors import BotError
from bot.matching.matcher import Matcher
from bot.matching.ranking import Example, TrainingSet
from bot.matching.thresholds import Thresholds


def match(examples: Path, *, cache: Path | None = None) -> int:
    """Read ``{"text"}`` lines from standard input, write the intent of each.

    An example whose intent is null counts as a stranger. A line that is no JSON gets an error
    line and the batch goes on.

    Raises:
        BotError: The examples cannot be read.
    """
    matcher = Matcher.train(read_examples(examples), cache=cache)
    thresholds = Thresholds()
    for line in sys.stdin.buffer:
        if line.strip():
            print(
                json.dumps(_match_line(line, matcher, thresholds), ensure_ascii=False), flush=True
            )
    return 0


def _match_line(line: bytes, matcher: Matcher, thresholds: Thresholds) -> dict[str, Any]:
    try:
        text = json.loads(line)["text"]
    except (ValueError, KeyError, TypeError, RecursionError):
        return {"intent": None, "score": 0.0, "error": "Diese Zeile ist kein JSON mit „text“."}
    if not isinstance(text, str):
        return {"intent": None, "score": 0.0, "error": "„text“ ist kein Text."}
    ranking = matcher.rank(text)
    sure = ranking.candidates and ranking.confidence >= thresholds.choices
    return {
        "intent": ranking.candidates[0].intent if sure else None,
        "score": round(ranking.confidence, 4),
    }


def read_examples(path: Path) -> TrainingSet:
    """Read a file of labelled sentences.

    Args:
        path: JSON lines ``{"text", "intent"}``.
    Raises:
        BotError: The file is missing or a line is not of that form.
    """
    examples: list[Example] = []
    strangers: list[str] = []
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        raise BotError(f"Die Datei {path} lässt sich nicht lesen.") from None
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
            text, intent = record["text"], record.get("intent")
        except (ValueError, KeyError, TypeError, AttributeError):
            raise BotError(
                f"{path}, Zeile {number}: Erwartet wird eine Zeile wie "
                '{"text": "termin verpasst", "intent": "termin-verpasst"}.'
            ) from None
        if intent is None:
            strangers.append(str(text))
        else:
            examples.append(Example(str(text), str(intent)))
    if len({example.intent for example in examples}) < 2:
        raise BotError(f"{path}: Es braucht Beispiele für mindestens zwei Absichten.")
    return TrainingSet(tuple(examples), tuple(strangers))
