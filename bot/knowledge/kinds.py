"""What stands behind a key: is it of the right kind? One message per value."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from bot.knowledge.problems import Spot
from bot.knowledge.schema import Kind
from bot.knowledge.yaml_reader import Entries, Items, Node, Scalar

if TYPE_CHECKING:
    from bot.knowledge.fields import Report

_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_GERMAN_DAY = re.compile(r"(\d{1,2})\.\s*(\d{1,2}\.|[A-Za-zä]+)\s*(\d{4}|\d{2})")
_LOOSE_DAY = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ].*)?")
_MONTHS = ("jan", "feb", "mär", "apr", "mai", "jun", "jul", "aug", "sep", "okt", "nov", "dez")
_WHAT = {Scalar: "ein Text", Items: "eine Liste", Entries: "ein Abschnitt mit Feldern"}


def fits(key: Scalar, value: Node, kind: Kind, report: Report) -> bool:
    """Report a value of the wrong kind; one message per value."""
    if isinstance(value, Scalar) and not value.text.strip():
        report.error(
            key.spot, "leer", f"Hinter „{key.text}“ steht nichts. Erwartet wird {kind.value}."
        )
        return False
    if kind in (Kind.TEXT, Kind.DAY):
        if not isinstance(value, Scalar):
            _wrong_kind(key, value, kind, report)
            return False
        return check_day(value, report) if kind is Kind.DAY else _check_plain(value, report)
    if kind is Kind.ENTRIES:
        if not isinstance(value, Entries):
            _wrong_kind(key, value, kind, report)
            return False
        return True
    if not isinstance(value, Items):
        _wrong_kind(key, value, kind, report)
        return False
    if not value.items:
        report.error(key.spot, "leer", f"Die Liste „{key.text}“ ist leer.")
        return False
    if kind is Kind.ENTRY_LIST:
        return _all_of(key, value, Entries, report)
    fine = _all_of(key, value, Scalar, report)
    for item in value.items:
        if isinstance(item, Scalar) and not _check_plain(item, report):
            fine = False
    return fine


def _all_of(key: Scalar, value: Items, kind: type, report: Report) -> bool:
    fine = True
    for item in value.items:
        if not isinstance(item, kind):
            fine = False
            if isinstance(item, Entries):
                text = (
                    f"In „{key.text}“ steht hier ein Doppelpunkt. "
                    "Setzen Sie die ganze Zeile in Anführungszeichen."
                )
            else:
                text = f"In „{key.text}“ wird hier {_WHAT[kind]} erwartet."
            report.error(item.spot, "listenpunkt", text)
        elif isinstance(item, Scalar) and not item.text.strip():
            fine = False
            report.error(item.spot, "leer", "Nach diesem Strich steht nichts.")
    return fine


def _wrong_kind(key: Scalar, value: Node, kind: Kind, report: Report) -> None:
    hint = ""
    if kind is Kind.TEXTS:
        hint = " Schreiben Sie jede Zeile mit einem Strich davor: „- …“."
    elif kind is Kind.IDS:
        text = value.text if isinstance(value, Scalar) else "miete, umzug"
        hint = f" Schreiben Sie eckige Klammern darum: [{text}]."
    elif isinstance(value, Items):
        hint = " Schreiben Sie den Text ohne Strich und ohne eckige Klammern."
    report.error(
        key.spot,
        "falsche-art",
        f"„{key.text}“ erwartet {_accusative(kind)}, hier steht {_WHAT[type(value)]}.{hint}",
    )


def _accusative(kind: Kind) -> str:
    return re.sub("^ein ", "einen ", kind.value)


def check_day(value: Scalar, report: Report) -> bool:
    """Report a text that is no day, with the day it may mean; return whether it is one."""
    if as_day(value.text) is not None:
        return True
    text = value.text.strip()
    iso = _proposal(text)
    if iso:
        advice = f"Schreiben Sie {iso}."
    elif _DAY.fullmatch(text) or _GERMAN_DAY.fullmatch(text):
        advice = "Diesen Tag gibt es im Kalender nicht."
    else:
        advice = "Schreiben Sie Jahr-Monat-Tag: 2026-07-01."
    report.error(value.spot, "tag", f"„{text}“ ist kein gültiger Tag. {advice}")
    return False


def _proposal(text: str) -> str | None:
    """Return a day written another way in the form of the files, ``None`` for no day."""
    text = text.strip(" „“”\"'")
    if found := _GERMAN_DAY.fullmatch(text):
        month = found[2].rstrip(".")
        if not month.isdigit():
            short = month[:3].lower().replace("mrz", "mär")
            month = str(_MONTHS.index(short) + 1) if short in _MONTHS else "0"
        year = found[3] if len(found[3]) == 4 else f"20{found[3]}"
        iso = f"{year}-{int(month):02}-{int(found[1]):02}"
    elif found := _LOOSE_DAY.fullmatch(text):
        iso = f"{found[1]}-{int(found[2]):02}-{int(found[3]):02}"
    else:
        return None
    return iso if as_day(iso) else None


def _check_plain(value: Scalar, report: Report) -> bool:
    """Report what YAML silently did to an unquoted text."""
    if not value.plain:
        return True
    lines = report.file.lines
    first = value.spot.line
    if first == value.last_line and first <= len(lines):
        end = value.spot.column - 1 + value.spot.length
        rest = lines[first - 1][end:]
        if re.match(r" *#\S", rest):
            report.error(
                Spot(
                    value.spot.file, first, lines[first - 1].index("#", end) + 1, len(rest.strip())
                ),
                "raute",
                "Ab dem Zeichen # liest der Bot nicht weiter. "
                "Setzen Sie den ganzen Text in Anführungszeichen.",
            )
            return False
    return True


def as_day(text: str) -> date | None:
    """Return the day written as year-month-day, ``None`` for anything else."""
    found = _DAY.fullmatch(text.strip())
    if not found:
        return None
    try:
        return date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        return None
