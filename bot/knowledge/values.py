"""``werte.yaml`` and ``kontakt.yaml``: every figure, day and address that an answer names."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from bot.knowledge.fields import Record as Fields
from bot.knowledge.fields import Report, misplaced, read_record
from bot.knowledge.ids import nearest_key, read_id
from bot.knowledge.kinds import as_day, check_day
from bot.knowledge.model import DatedValue, Fact, Unit
from bot.knowledge.numbers import read_number
from bot.knowledge.origins import read_entries
from bot.knowledge.problems import Spot
from bot.knowledge.schema import CONTACT, DATED_VALUE, VALUE
from bot.knowledge.yaml_reader import SourceFile

UNKNOWN = "unbekannt"
_ALWAYS = date(2000, 1, 1)  # contact data has no first day
_SIGNS = {"€": "euro", "eur": "euro", "%": "prozent", "tag": "datum", "link": "web"}


@dataclass
class Facts:
    """Values by id, where each stands, and the fields of each dated value."""

    facts: dict[str, Fact] = field(default_factory=dict)
    spots: dict[str, Spot] = field(default_factory=dict)
    stands: dict[tuple[str, date], Fields] = field(default_factory=dict)


def read_values(file: SourceFile, report: Report) -> Facts:
    """Return the values of ``werte.yaml``."""
    found = Facts()
    top = read_entries(file, "werte", report)
    if top is None or misplaced(top, "werte", VALUE):
        return found
    for key, node in top.entries("werte"):
        fact_id = read_id(key, report, "des Werts")
        if not fact_id:
            continue
        fields = read_record(node, VALUE, report, f"Der Wert „{key.text}“", at=key.spot)
        if not fields:
            continue
        unit = _unit(fields, "einheit", report)
        if unit is None:
            continue
        found.spots[fact_id] = key.spot
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
            found.stands[fact_id, value.first_day] = dated
        values.sort(key=lambda value: value.first_day)
        found.facts[fact_id] = Fact(fact_id, fields.text("name"), unit, tuple(values))
    return found


def read_contact(file: SourceFile, report: Report) -> Facts:
    """Return the contact data of ``kontakt.yaml`` as facts without a first day."""
    found = Facts()
    top = read_entries(file, "kontakt", report)
    if top is None or misplaced(top, "kontakt", CONTACT):
        return found
    for key, node in top.entries("kontakt"):
        fact_id = read_id(key, report, "der Angabe")
        if not fact_id:
            continue
        fields = read_record(node, CONTACT, report, f"Die Angabe „{key.text}“", at=key.spot)
        if not fields:
            continue
        unit = _unit(fields, "art", report)
        if unit is None:
            continue
        found.spots[fact_id] = key.spot
        found.stands[fact_id, _ALWAYS] = fields
        value = DatedValue(
            _ALWAYS,
            fields.text("wert"),
            fields.text("quelle"),
            fields.text("stelle"),
            fields.day("gelesen") or _ALWAYS,
            fields.text("beleg") or None,
        )
        found.facts[fact_id] = Fact(fact_id, fields.text("name"), unit, (value,))
    return found


def _demand_source(fields: Fields, fact_id: str, report: Report) -> None:
    for name in ("quelle", "stelle", "gelesen"):
        if name not in fields.keys and not fields.has_unknown:
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
        spot = node.spot if (node := fields.scalar(key)) else fields.spot_of(key)
        nearest = _SIGNS.get(text.lower()) or nearest_key(text, [unit.value for unit in Unit])
        hint = f" Meinten Sie „{nearest}“?" if nearest else f" Es gibt: {known}."
        report.error(spot, "einheit", f"„{text}“ ist keine Einheit.{hint}")
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
        value = as_day(scalar.text)
        if value is None:
            check_day(scalar, report)
            return None
    else:
        value = read_number(scalar, report)
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
