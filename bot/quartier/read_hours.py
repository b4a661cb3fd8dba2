"""``sprechstunden.yaml`` → office hours and changes."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import date

from bot.knowledge.fields import Record, Report, read_record
from bot.knowledge.ids import nearest_id, read_id
from bot.knowledge.kinds import as_day, check_day
from bot.knowledge.problems import Spot
from bot.knowledge.yaml_reader import Scalar, SourceFile
from bot.quartier.calendar import Change, ChangeKind, OfficeHour, Status
from bot.quartier.read_entry import (
    check_source,
    choice,
    read_languages,
    read_on,
    read_status,
    too_long,
    value_spot,
)
from bot.quartier.read_places import Places
from bot.quartier.read_words import Words
from bot.quartier.rule import Rule
from bot.quartier.rule_text import RuleError, read_times
from bot.quartier.schema import CHANGE, HOURS_FILE, OFFICE_HOUR
from bot.quartier.words import read_rule

_TAKE_PLACE, _LEFT_OUT = "finden statt", "fallen aus"
_KINDS = {
    "fällt aus": ChangeKind.CANCELLED,
    "verlegt": ChangeKind.MOVED,
    "zusätzlich": ChangeKind.EXTRA,
}


@dataclass
class Hours:
    """Office hours by id with their fields, and the changes with theirs and their day."""

    hours: dict[str, OfficeHour] = field(default_factory=dict)
    records: dict[str, Record] = field(default_factory=dict)
    changes: list[tuple[Change, Record, Scalar]] = field(default_factory=list)


def read_hours(
    file: SourceFile,
    report: Report,
    places: Places,
    words: Words,
    sources: Collection[str] | None,
) -> Hours:
    """Return the office hours and changes of ``sprechstunden.yaml``."""
    found = Hours()
    top = read_record(file.root, HOURS_FILE, report, "Die Datei")
    if top is None:
        return found
    for key, node in top.entries("sprechstunden"):
        hour_id = read_id(key, report, "der Sprechstunde")
        fields = read_record(
            node, OFFICE_HOUR, report, f"Die Sprechstunde „{key.text}“", at=key.spot
        )
        if not hour_id or not fields or too_long(key, fields):
            continue
        check_source(fields, sources)
        hour = _hour(hour_id, fields, places, words)
        if hour is not None:
            found.hours[hour_id] = hour
            found.records[hour_id] = fields
            found.changes.extend(_changes(hour_id, fields, places))
    return found


def _hour(hour_id: str, fields: Record, places: Places, words: Words) -> OfficeHour | None:
    status = read_status(fields)
    place = _place(fields, "ort", places)
    rule = _rule(fields)
    holidays = choice(fields, "feiertage", (_LEFT_OUT, _TAKE_PLACE), _LEFT_OUT)
    school = choice(fields, "schulferien", (_TAKE_PLACE, _LEFT_OUT), _TAKE_PLACE)
    languages = read_languages(fields, words)
    if None in (status, place, rule, holidays, school) or place not in places.places:
        return None
    assert status is not None and rule is not None and place is not None  # noqa: S101
    if status is Status.CONFIRMED and places.places[place].status is Status.EXAMPLE:
        fields.report.error(
            value_spot(fields, "status"),
            "ort-nur-beispiel",
            f"Die Sprechstunde ist bestätigt, ihr Ort „{place}“ aber nur ein Beispiel. "
            "Bestätigen Sie auch den Ort.",
        )
        return None
    return OfficeHour(
        hour_id,
        place,
        rule,
        status,
        fields.text("quelle"),
        read_on(fields),
        languages,
        fields.text("mitbringen"),
        holidays == _TAKE_PLACE,
        school == _TAKE_PLACE,
    )


def _place(fields: Record, key: str, places: Places) -> str | None:
    node = fields.scalar(key)
    if node is None:
        return None
    name = node.text.strip()
    if name in places.spots:
        return name
    hint = nearest_id(name, places.spots) or f" Es gibt: {', '.join(places.spots)}."
    fields.report.error(node.spot, "ort-unbekannt", f"Einen Ort „{name}“ gibt es nicht.{hint}")
    return None


def _rule(fields: Record) -> Rule | None:
    node = fields.scalar("wann")
    if node is None:
        return None
    try:
        return read_rule(
            node.text, fields.text("uhrzeit"), first=fields.day("ab"), last=fields.day("bis")
        )
    except RuleError as error:
        shift = error.at if node.spot.length >= len(node.text) else 0
        quoted = 0 if node.plain else 1
        spot = Spot(
            node.spot.file,
            node.spot.line,
            node.spot.column + shift + quoted,
            min(error.length, node.spot.length),
        )
        if error.about_times:
            spot = value_spot(fields, "uhrzeit")
        fields.report.error(spot, error.code, error.german)
        return None


def _changes(
    hour_id: str, fields: Record, places: Places
) -> Iterator[tuple[Change, Record, Scalar]]:
    report = fields.report
    for key, node in fields.entries("ausnahmen"):
        inner = read_record(node, CHANGE, report, f"Die Ausnahme am „{key.text}“", at=key.spot)
        if not check_day(key, report) or inner is None:
            continue
        change = _change(hour_id, as_day(key.text), inner, places)
        if change is not None:
            yield change, inner, key


def _change(hour_id: str, day: date | None, fields: Record, places: Places) -> Change | None:
    kind = choice(fields, "was", _KINDS, "")
    place = _place(fields, "neuer_ort", places)
    if day is None or not kind or (fields.has("neuer_ort") and place not in places.places):
        return None
    starts, ends = None, None
    if times := fields.text("neue_zeit"):
        try:
            starts, ends = read_times(times)
        except RuleError as error:
            fields.report.error(value_spot(fields, "neue_zeit"), error.code, error.german)
            return None
    return Change(
        hour_id,
        day,
        _KINDS[kind],
        read_on(fields),
        fields.day("neuer_tag"),
        starts,
        ends,
        place,
        fields.text("grund"),
    )
