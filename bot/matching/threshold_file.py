"""``schwellen.json``: the thresholds that were computed, with the curve they were chosen from."""

from __future__ import annotations

import json
import logging
from dataclasses import asdict
from pathlib import Path

from bot.matching.thresholds import Point, Thresholds

NAME = "schwellen.json"

logger = logging.getLogger(__name__)


def write_thresholds(folder: Path, thresholds: Thresholds, note: str) -> Path:
    """Write the file; ``note`` says in German what it was computed from."""
    path = folder / NAME
    record = {
        "hinweis": "Von „jobcenter-bot eval --schwellen“ berechnet. Nicht von Hand ändern.",
        "grundlage": note,
        "antwort": thresholds.answer,
        "vorsprung": thresholds.lead,
        "auswahl": thresholds.choices,
        "kurve": [asdict(point) for point in thresholds.curve],
    }
    path.write_text(json.dumps(record, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return path


def read_thresholds(folder: Path) -> Thresholds:
    """Return the thresholds of a knowledge folder, the defaults where there are none to read."""
    try:
        record = json.loads((folder / NAME).read_text(encoding="utf-8"))
        return Thresholds(
            float(record["antwort"]),
            float(record["vorsprung"]),
            float(record["auswahl"]),
            tuple(Point(**point) for point in record["kurve"]),
        )
    except FileNotFoundError:
        return Thresholds()
    except (OSError, ValueError, KeyError, TypeError):
        logger.error("thresholds=unreadable file=%s", NAME)
        return Thresholds()
