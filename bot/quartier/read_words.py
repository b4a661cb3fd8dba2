"""``woerter.yaml`` and ``schulferien.yaml`` → words, days off."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from bot.knowledge.fields import Record, Report, read_record
from bot.knowledge.ids import nearest_id
from bot.knowledge.yaml_reader import Items, Scalar, SourceFile
from bot.quartier.schema import HOLIDAYS_FILE, SCHOOL_HOLIDAY, WORDS_FILE

LISTS = (
    "sprechstunde",
    "fuellwoerter",
    "fuellwendungen",
    "nie_ort",
    "auch_gewoehnlich",
    "nur_mit_sprechstunde",
    "andere_bedeutung",
    "in_der_naehe",
    "staedte",
    "staedte_mit_vorwort",
)


@dataclass
class Words:
    """Lists of words by purpose, and names of languages by code."""

    words: dict[str, tuple[str, ...]] = field(default_factory=dict)
    languages: dict[str, tuple[str, ...]] = field(default_factory=dict)


def read_words(file: SourceFile, report: Report) -> Words:
    """Return the words by which a question is understood."""
    found = Words()
    top = read_record(file.root, WORDS_FILE, report, "Die Datei")
    if top is None:
        return found
    found.words = read_lists(top, "woerter", report)
    for name in found.words:
        if name not in LISTS:
            report.error(
                top.spot_of("woerter"),
                "unbekanntes-feld",
                f"Eine Liste „{name}“ gibt es nicht.{nearest_id(name, LISTS)}",
            )
    found.languages = read_lists(top, "sprachen", report)
    return found


def read_lists(top: Record, section: str, report: Report) -> dict[str, tuple[str, ...]]:
    """Return the lists of a section by their names."""
    found: dict[str, tuple[str, ...]] = {}
    for key, node in top.entries(section):
        if not isinstance(node, Items):
            report.error(
                key.spot,
                "falsche-art",
                f"„{key.text}“ erwartet eine Liste in eckigen Klammern: [wat, wattsche].",
            )
            continue
        found[key.text] = tuple(
            item.text.strip() for item in node.items if isinstance(item, Scalar)
        )
    return found


def read_school_holidays(file: SourceFile, report: Report) -> tuple[tuple[date, date], ...]:
    """Return first and last day of the school holidays, in order."""
    found: list[tuple[date, date]] = []
    top = read_record(file.root, HOLIDAYS_FILE, report, "Die Datei")
    for section in top.sections("schulferien") if top else ():
        fields = read_record(section, SCHOOL_HOLIDAY, report, "Ein Eintrag der Schulferien")
        first, last = (fields.day("ab"), fields.day("bis")) if fields else (None, None)
        if fields is None or first is None or last is None:
            continue
        if last < first:
            report.error(
                fields.spot_of("bis"),
                "tage-verkehrt",
                f"Der letzte Tag {last} liegt vor dem ersten Tag {first}. Tauschen Sie die beiden.",
            )
            continue
        found.append((first, last))
    return tuple(sorted(found))
