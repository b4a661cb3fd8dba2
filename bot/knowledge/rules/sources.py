"""No figure without a source: sources, places in them, and the records that hold each figure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal

from bot.knowledge.ids import nearest_id
from bot.knowledge.model import DatedValue, Fact, IntentKind, Record, Unit
from bot.knowledge.problems import Problem
from bot.knowledge.rules.folder import Folder


def sources(folder: Folder) -> Iterator[Problem]:
    """Report sources that ``quellen.yaml`` does not have."""
    known = folder.knowledge.sources

    def missing(name: str) -> str | None:
        if not name or not folder.is_missing(name, known):
            return None
        return f"Die Quelle „{name}“ steht nicht in quellen.yaml.{nearest_id(name, known)}"

    for (language, _), versions in folder.where.versions.items():
        for fields in versions if language == "de" else ():
            node = fields.scalar("quelle")
            if node and (text := missing(node.text.strip())):
                yield folder.problem(node.spot, "unbekannte-quelle", text)
    for fact, value in _values(folder):
        if text := missing(value.source):
            spot = folder.spot_of_value(fact.id, value.first_day, "quelle")
            yield folder.problem(spot, "unbekannte-quelle", text)
    for record in folder.knowledge.records.values():
        if text := missing(record.source):
            at = folder.spot_of_key("belege.yaml", record.id)
            spot = folder.find("belege.yaml", record.source, at.line) or at
            yield folder.problem(spot, "unbekannte-quelle", text)
    for change in folder.changes:
        if change.source and (text := missing(change.source.text.strip())):
            yield folder.problem(change.source.spot, "unbekannte-quelle", text)


def _values(folder: Folder) -> Iterator[tuple[Fact, DatedValue]]:
    for fact in folder.knowledge.facts.values():
        for value in fact.values:
            yield fact, value


def places(folder: Folder) -> Iterator[Problem]:
    """Report answers that name a source but not the place in it."""
    for (language, intent_id), versions in folder.where.versions.items():
        intent = folder.knowledge.intents.get(intent_id)
        if language != "de" or intent is None or intent.kind is not IntentKind.ANSWER:
            continue
        for fields in versions:
            if fields.has("quelle") and "stelle" not in fields.keys and not fields.has_unknown:
                yield folder.problem(
                    fields.spot_of("quelle"),
                    "stelle-fehlt",
                    "Zur Quelle fehlt die „stelle“: Paragraf oder Abschnitt, in dem es steht.",
                )


def records(folder: Folder) -> Iterator[Problem]:
    """Hold every figure against what its source says (double entry)."""
    known = folder.knowledge.records
    for fact, value in _values(folder):
        if value.value is None or value.record is None:
            continue
        at = folder.spot_of_value(fact.id, value.first_day, "beleg")
        record = known.get(value.record)
        if record is None:
            if folder.is_missing(value.record, known):
                yield folder.problem(at, "unbekannter-beleg", _no_record(value.record, known))
        elif record.certainty == "unklar":
            yield folder.problem(
                at,
                "unklarer-beleg",
                f"Der Beleg „{value.record}“ ist nicht gesichert. Der Bot darf ihn nicht nennen.",
            )
        elif "belege.yaml" not in folder.damaged and not _supported(value.value, record):
            yield folder.problem(
                folder.spot_of_value(fact.id, value.first_day, "wert"),
                "wert-ohne-beleg",
                f"Der Wert {_written(value.value)} von „{fact.id}“ steht nicht im Beleg "
                f"„{value.record}“. Prüfen Sie ihn an der Quelle.",
            )
    yield from _counterchecks(folder)
    for (language, _), versions in folder.where.versions.items():
        for fields in versions if language == "de" else ():
            for node in fields.texts("belege"):
                if folder.is_missing(node.text.strip(), known):
                    yield folder.problem(
                        node.spot, "unbekannter-beleg", _no_record(node.text.strip(), known)
                    )


def _counterchecks(folder: Folder) -> Iterator[Problem]:
    """Compare each figure with the second reading of its source.

    A record may hold many figures: a value changed to one of the others would pass otherwise.
    """
    found: dict[tuple[str, str], list[tuple[DatedValue, str]]] = {}
    for fact, value in _values(folder):
        if value.value is not None and value.record and value.record in folder.knowledge.records:
            found.setdefault((value.record, fact.id), []).append((value, plain(value.value)))
    for (record_id, fact_id), values in found.items():
        expected = folder.knowledge.records[record_id].countercheck.get(fact_id)
        if expected is None:
            continue
        read = tuple(text for _, text in values)
        if read == expected:
            continue
        at = next((n for n, (a, b) in enumerate(zip(read, expected, strict=False)) if a != b), -1)
        yield folder.problem(
            folder.spot_of_value(fact_id, values[at][0].first_day, "wert"),
            "gegenprobe",
            f"„{fact_id}“ stimmt nicht mit der Gegenprobe im Beleg „{record_id}“ überein: hier "
            f"{', '.join(read)}, dort {', '.join(expected)}. Lesen Sie an der Quelle nach und "
            "tragen Sie an beiden Stellen dasselbe ein.",
        )


def plain(value: Decimal | date | str) -> str:
    """Return a value as an editor types it: 168,90 or 2026-07-01."""
    if isinstance(value, Decimal):
        return format(value, "f").replace(".", ",")
    return value.isoformat() if isinstance(value, date) else value


def _no_record(name: str, known: Iterable[str]) -> str:
    return f"Den Beleg „{name}“ gibt es in belege.yaml nicht.{nearest_id(name, known)}"


def _supported(value: Decimal | date | str, record: Record) -> bool:
    if isinstance(value, Decimal):
        return value in record.numbers
    if isinstance(value, date):
        return value in record.dates
    return any(value in text for text in record.texts)


def _written(value: Decimal | date | str) -> str:
    return str(value).replace(".", ",") if isinstance(value, Decimal) else str(value)


def unrecorded(folder: Folder) -> Iterator[Problem]:
    """Report figures whose record is not named."""
    for fact, value in _values(folder):
        if fact.unit in (Unit.TEXT, Unit.WEB) or value.value is None or value.record:
            continue
        fields = folder.stands.get((fact.id, value.first_day))
        if fields is not None and fields.has_unknown:
            continue
        yield folder.problem(
            folder.spot_of_value(fact.id, value.first_day, "wert"),
            "beleg-fehlt",
            f"Zum Wert „{fact.id}“ fehlt die Nummer des Belegs (Feld „beleg“).",
        )
