"""``rechtsaenderungen.yaml``: changes of law, and by which words the answers are found again."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from bot.knowledge.fields import Report, read_record
from bot.knowledge.ids import read_id
from bot.knowledge.problems import Spot
from bot.knowledge.schema import FILE_KEYS, LAW_CHANGE, Schema
from bot.knowledge.yaml_reader import Scalar, SourceFile


@dataclass(frozen=True, slots=True)
class LawChange:
    """One change of law.

    Attributes:
        day: First day of the new law.
        terms: Words of the answers it touches; ``{kennung}`` is a value they use.
        intents: Questions it touches besides, with the node of each for messages.
        review: What to look at, one sentence.
    """

    id: str
    name: str
    day: date
    terms: tuple[str, ...]
    intents: tuple[Scalar, ...]
    review: str
    source: Scalar | None
    spot: Spot

    def touches(self, text: str) -> str | None:
        """Return the first term that a text uses, ``None`` where it uses none.

        A term counts at the beginning of a word and with any ending: "Vermögens" for "Vermögen".
        """
        lowered = text.lower()
        for term in self.terms:
            if term.lower() not in lowered:
                continue
            pattern = re.escape(term) if term.startswith("{") else rf"(?<!\w){re.escape(term)}"
            if re.search(pattern, text, re.IGNORECASE):
                return term
        return None


def read_law_changes(file: SourceFile, report: Report) -> tuple[LawChange, ...]:
    """Return the changes of law of a file, in its order."""
    schema: Schema = {"aenderungen": FILE_KEYS["aenderungen"]}
    top = read_record(file.root, schema, report, "Die Datei")
    changes: list[LawChange] = []
    for key, node in top.entries("aenderungen") if top else ():
        change_id = read_id(key, report, "der Änderung")
        fields = read_record(node, LAW_CHANGE, report, f"Die Änderung „{key.text}“", at=key.spot)
        day = fields.day("tag") if fields else None
        if change_id and fields and day:
            changes.append(
                LawChange(
                    change_id,
                    fields.text("name"),
                    day,
                    tuple(item.text.strip() for item in fields.texts("begriffe")),
                    fields.texts("fragen"),
                    fields.text("pruefen"),
                    fields.scalar("quelle"),
                    key.spot,
                )
            )
    return tuple(changes)
