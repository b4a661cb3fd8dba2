"""Bochum's Stadtbezirke and Ortsteile, and the many ways people write them."""

from __future__ import annotations

from dataclasses import dataclass, field

from bot.knowledge.fields import Report, read_record
from bot.knowledge.ids import nearest_id, read_id, slug
from bot.knowledge.yaml_reader import SourceFile
from bot.quartier.calendar import District
from bot.quartier.read_words import read_lists
from bot.quartier.schema import DISTRICT, DISTRICTS_FILE
from bot.quartier.spelling import fold

# Kinds of what a name may stand for; they are prefixes in ``Calendar.names``.
DISTRICT_NAME = "bezirk"
PART_NAME = "teil"


@dataclass
class Districts:
    """The districts by id, the names of their Ortsteile by id, and folded names → what is meant."""

    districts: dict[str, District] = field(default_factory=dict)
    part_names: dict[str, str] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)


def read_districts(file: SourceFile, report: Report) -> Districts:
    """Return the districts of ``stadtteile.yaml``."""
    found = Districts()
    top = read_record(file.root, DISTRICTS_FILE, report, "Die Datei")
    if top is None:
        return found
    for key, node in top.entries("bezirke"):
        district_id = read_id(key, report, "des Bezirks")
        fields = read_record(node, DISTRICT, report, f"Der Bezirk „{key.text}“", at=key.spot)
        if not district_id or not fields:
            continue
        parts = []
        for item in fields.texts("teile"):
            part = slug(item.text)
            if part in found.part_names:
                report.error(
                    item.spot, "doppelt", f"Der Stadtteil „{item.text}“ steht schon weiter oben."
                )
                continue
            parts.append(part)
            found.part_names[part] = item.text.strip()
            found.names[fold(item.text)] = f"{PART_NAME}:{part}"
        name = fields.text("name")
        found.districts[district_id] = District(district_id, name, tuple(parts))
        for opening in ("", "Bochum ", "Bezirk ", "Stadtbezirk ", "Stadtbezirk Bochum "):
            form = f"{opening}{name}"
            found.names.setdefault(fold(form), f"{DISTRICT_NAME}:{district_id}")
    for name, others in read_lists(top, "weitere_namen", report).items():
        meant = found.names.get(fold(name))
        if meant is None:
            known = (*found.part_names.values(), *(each.name for each in found.districts.values()))
            report.error(
                top.spot_of("weitere_namen"),
                "stadtteil-unbekannt",
                f"Einen Stadtteil oder Bezirk „{name}“ gibt es nicht.{nearest_id(name, known)}",
            )
            continue
        for other in others:
            found.names[fold(other)] = meant
    return found
