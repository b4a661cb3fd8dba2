"""``werte.yaml``, ``kontakt.yaml``, ``quellen.yaml``, ``belege.yaml`` → facts, sources, records."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal, InvalidOperation

from bot.knowledge.fields import Record as Fields
from bot.knowledge.fields import Report, read_id, read_record
from bot.knowledge.model import DatedValue, Fact, Record, Source, Unit
from bot.knowledge.problems import Spot
from bot.knowledge.schema import CONTACT, DATED_VALUE, RECORD, SOURCE, VALUE, Field, Kind, Schema
from bot.knowledge.yaml_reader import Scalar, SourceFile

UNKNOWN = "unbekannt"
_ALWAYS = date(2000, 1, 1)  # contact data has no first day
_NUMBER = re.compile(r"-?\d{1,3}(?:\.\d{3})+(?:,\d+)?|-?\d+(?:,\d+)?")
_RECORD_ID = re.compile(r"[a-z0-9_.-]+")


def _file_record(file: SourceFile, key: str, report: Report) -> Fields | None:
    schema: Schema = {key: Field(Kind.ENTRIES, True, "Die Einträge dieser Datei.")}
    return read_record(file.root, schema, report, "Die Datei")


def read_sources(file: SourceFile, report: Report) -> tuple[dict[str, Source], dict[str, Spot]]:
    """Return the sources by id, and where each stands."""
    sources: dict[str, Source] = {}
    spots: dict[str, Spot] = {}
    top = _file_record(file, "quellen", report)
    for key, node in top.entries("quellen") if top else ():
        source_id = read_id(key, report, "der Quelle")
        fields = read_record(node, SOURCE, report, f"Die Quelle „{key.text}“")
        if not source_id or not fields:
            continue
        spots[source_id] = key.spot
        sources[source_id] = Source(
            source_id,
            fields.text("titel"),
            fields.text("kurz"),
            fields.text("herausgeber"),
            fields.text("adresse"),
            fields.day("gelesen") or _ALWAYS,
            tuple(item.text.strip() for item in fields.texts("abschnitte")),
        )
    return sources, spots


def read_records(file: SourceFile, report: Report) -> dict[str, Record]:
    """Return what the sources say, by the number of the record."""
    records: dict[str, Record] = {}
    top = _file_record(file, "belege", report)
    for key, node in top.entries("belege") if top else ():
        if not _RECORD_ID.fullmatch(key.text):
            report.error(key.spot, "kennung", f"„{key.text}“ ist keine gültige Nummer.")
            continue
        fields = read_record(node, RECORD, report, f"Der Beleg „{key.text}“")
        if not fields:
            continue
        numbers = {_plain_number(item, report) for item in fields.texts("zahlen")}
        days = set()
        for item in fields.texts("tage"):
            try:
                days.add(date.fromisoformat(item.text.strip()))
            except ValueError:
                report.error(item.spot, "tag", f"„{item.text}“ ist kein Tag wie 2026-07-01.")
        records[key.text] = Record(
            key.text,
            fields.text("quelle"),
            fields.text("stelle"),
            frozenset(number for number in numbers if number is not None),
            frozenset(days),
            tuple(item.text.strip() for item in fields.texts("angaben")),
            fields.text("sicher"),
        )
    return records


def read_values(file: SourceFile, report: Report) -> tuple[dict[str, Fact], dict[str, Spot]]:
    """Return the values of ``werte.yaml`` by id, and where each stands."""
    facts: dict[str, Fact] = {}
    spots: dict[str, Spot] = {}
    top = _file_record(file, "werte", report)
    for key, node in top.entries("werte") if top else ():
        fact_id = read_id(key, report, "des Werts")
        fields = read_record(node, VALUE, report, f"Der Wert „{key.text}“")
        if not fact_id or not fields:
            continue
        unit = _unit(fields, "einheit", report)
        if unit is None:
            continue
        spots[fact_id] = key.spot
        values: list[DatedValue] = []
        for section in fields.sections("staende"):
            dated = read_record(section, DATED_VALUE, report, f"Ein Stand von „{key.text}“")
            value = _dated(dated, unit, report) if dated else None
            if value is None or dated is None:
                continue
            if value.value is not None:
                _demand_source(dated, key.text, report)
            if any(value.first_day == other.first_day for other in values):
                report.error(
                    dated.spot_of("ab"),
                    "ueberschneidung",
                    f"„{key.text}“ hat schon einen Wert ab {value.first_day.isoformat()}.",
                )
                continue
            values.append(value)
        values.sort(key=lambda value: value.first_day)
        facts[fact_id] = Fact(fact_id, fields.text("name"), unit, tuple(values))
    return facts, spots


def read_contact(file: SourceFile, report: Report) -> tuple[dict[str, Fact], dict[str, Spot]]:
    """Return the contact data of ``kontakt.yaml`` as facts without a first day."""
    facts: dict[str, Fact] = {}
    spots: dict[str, Spot] = {}
    top = _file_record(file, "kontakt", report)
    for key, node in top.entries("kontakt") if top else ():
        fact_id = read_id(key, report, "der Angabe")
        fields = read_record(node, CONTACT, report, f"Die Angabe „{key.text}“")
        if not fact_id or not fields:
            continue
        unit = _unit(fields, "art", report)
        if unit is None:
            continue
        spots[fact_id] = key.spot
        value = DatedValue(
            _ALWAYS,
            fields.text("wert"),
            fields.text("quelle"),
            fields.text("stelle"),
            fields.day("gelesen") or _ALWAYS,
            fields.text("beleg") or None,
        )
        facts[fact_id] = Fact(fact_id, fields.text("name"), unit, (value,))
    return facts, spots


def _demand_source(fields: Fields, fact_id: str, report: Report) -> None:
    for name in ("quelle", "stelle", "gelesen"):
        if name not in fields.keys:
            report.error(
                fields.spot_of("wert"),
                "feld-fehlt",
                f"Ein Stand von „{fact_id}“: Das Feld „{name}“ fehlt. {DATED_VALUE[name].help}",
            )


def _unit(fields: Fields, key: str, report: Report) -> Unit | None:
    text = fields.text(key)
    if not text:
        return None
    try:
        return Unit(text)
    except ValueError:
        known = ", ".join(unit.value for unit in Unit)
        report.error(
            fields.spot_of(key), "einheit", f"„{text}“ ist keine Einheit. Es gibt: {known}."
        )
        return None


def _dated(fields: Fields, unit: Unit, report: Report) -> DatedValue | None:
    scalar = fields.scalar("wert")
    first_day = fields.day("ab")
    if scalar is None or first_day is None:
        return None
    value: Decimal | date | str | None
    if scalar.text.strip() == UNKNOWN:
        value = None
    elif unit in (Unit.TEXT, Unit.PHONE, Unit.WEB):
        value = scalar.text.strip()
    elif unit is Unit.DATE:
        try:
            value = date.fromisoformat(scalar.text.strip())
        except ValueError:
            report.error(
                scalar.spot, "tag", f"„{scalar.text}“ ist kein Tag. Schreiben Sie 2026-07-01."
            )
            return None
    else:
        value = _plain_number(scalar, report)
        if value is None:
            return None
    return DatedValue(
        first_day,
        value,
        fields.text("quelle"),
        fields.text("stelle"),
        fields.day("gelesen") or _ALWAYS,
        fields.text("beleg") or None,
    )


def _plain_number(scalar: Scalar, report: Report) -> Decimal | None:
    text = scalar.text.strip()
    number = as_number(text)
    if number is None:
        report.error(
            scalar.spot,
            "zahl",
            f"„{text}“ ist keine Zahl. Schreiben Sie nur die Zahl, mit Komma: 168,90.",
        )
    return number


def as_number(text: str) -> Decimal | None:
    """Return a number written the German way (1.583.074 or 168,90), ``None`` for anything else."""
    if not _NUMBER.fullmatch(text):
        return None
    try:
        return Decimal(text.replace(".", "").replace(",", "."))
    except InvalidOperation:
        return None
