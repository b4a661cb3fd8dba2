"""``quellen.yaml`` and ``belege.yaml``: the sources, and what they say."""

from __future__ import annotations

import re
from datetime import date

from bot.knowledge.fields import Record as Fields
from bot.knowledge.fields import Report, misplaced, read_record
from bot.knowledge.ids import read_id
from bot.knowledge.kinds import as_day, check_day
from bot.knowledge.model import Record, Source
from bot.knowledge.numbers import read_number
from bot.knowledge.problems import Spot
from bot.knowledge.schema import FILE_KEYS, RECORD, SOURCE
from bot.knowledge.yaml_reader import Items, Scalar, SourceFile

_ALWAYS = date(2000, 1, 1)  # stands in for a day that was reported as missing
_RECORD_ID = re.compile(r"[a-z0-9_.-]+")
_CERTAINTIES = ("bestaetigt", "einzelquelle", "unklar")


def read_entries(file: SourceFile, key: str, report: Report) -> Fields | None:
    """Return the top of a file that holds one section of entries."""
    return read_record(file.root, {key: FILE_KEYS[key]}, report, "Die Datei")


def read_sources(file: SourceFile, report: Report) -> tuple[dict[str, Source], dict[str, Spot]]:
    """Return the sources by id, and where each stands."""
    sources: dict[str, Source] = {}
    spots: dict[str, Spot] = {}
    top = read_entries(file, "quellen", report)
    if top is None or misplaced(top, "quellen", SOURCE):
        return sources, spots
    for key, node in top.entries("quellen"):
        source_id = read_id(key, report, "der Quelle")
        if not source_id:
            continue
        fields = read_record(node, SOURCE, report, f"Die Quelle „{key.text}“", at=key.spot)
        if not fields:
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
    top = read_entries(file, "belege", report)
    if top is None or misplaced(top, "belege", RECORD):
        return records
    for key, node in top.entries("belege"):
        if not _RECORD_ID.fullmatch(key.text):
            report.error(key.spot, "kennung", f"„{key.text}“ ist keine gültige Nummer.")
            continue
        fields = read_record(node, RECORD, report, f"Der Beleg „{key.text}“", at=key.spot)
        if not fields:
            continue
        numbers = {read_number(item, report) for item in fields.texts("zahlen")}
        days = set()
        for item in fields.texts("tage"):
            if check_day(item, report):
                days.add(as_day(item.text) or _ALWAYS)
        certainty = fields.text("sicher")
        if certainty and certainty not in _CERTAINTIES:
            node_of = fields.scalar("sicher")
            report.error(
                node_of.spot if node_of else key.spot,
                "sicher",
                f"„{certainty}“ gibt es hier nicht. Es gibt: {', '.join(_CERTAINTIES)}.",
            )
        records[key.text] = Record(
            key.text,
            fields.text("quelle"),
            fields.text("stelle"),
            frozenset(number for number in numbers if number is not None),
            frozenset(days),
            tuple(item.text.strip() for item in fields.texts("angaben")),
            certainty,
            {
                name.text: tuple(
                    item.text.strip() for item in node.items if isinstance(item, Scalar)
                )
                for name, node in fields.entries("gegenprobe")
                if isinstance(node, Items)
            },
        )
    return records
