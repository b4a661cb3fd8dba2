"""``orte.yaml`` → places."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, field

from bot.knowledge.fields import Record, Report, read_record
from bot.knowledge.ids import nearest_id, read_id
from bot.knowledge.problems import Spot
from bot.knowledge.yaml_reader import SourceFile
from bot.quartier.calendar import Place, Status, StepFree
from bot.quartier.districts import PART_NAME, Districts
from bot.quartier.read_entry import (
    check_source,
    choice,
    read_languages,
    read_on,
    read_status,
    too_long,
    value_spot,
)
from bot.quartier.read_words import Words
from bot.quartier.schema import PLACE, PLACES_FILE
from bot.quartier.spelling import fold

# Bochum's outermost points, rounded outwards: latitude and longitude in degrees.
SOUTH, NORTH, WEST, EAST = 51.41, 51.532, 7.102, 7.35
_COORDINATES = re.compile(r"(-?\d{1,3}\.\d+)\s*[,; ]\s*(-?\d{1,3}\.\d+)")
_WITH_COMMAS = re.compile(r"(\d{1,2}),(\d+)\s*[,; ]\s*(\d{1,2}),(\d+)")
# A bot's name of 18 letters leaves 24 characters for place, two hyphens and poster ("wat-03").
LONGEST_ID = 16
_EXAMPLE_NAMES = ("beispiel", "muster")


@dataclass
class Places:
    """The places by id, and where each stands."""

    places: dict[str, Place] = field(default_factory=dict)
    spots: dict[str, Spot] = field(default_factory=dict)


def read_places(
    file: SourceFile,
    report: Report,
    districts: Districts,
    words: Words,
    sources: Collection[str] | None,
) -> Places:
    """Return the places of ``orte.yaml``; former ids must not be in use."""
    found = Places()
    top = read_record(file.root, PLACES_FILE, report, "Die Datei")
    for key, node in top.entries("orte") if top else ():
        place_id = read_id(key, report, "des Orts")
        fields = read_record(node, PLACE, report, f"Der Ort „{key.text}“", at=key.spot)
        if not place_id or not fields or too_long(key, fields):
            continue
        if len(place_id) > LONGEST_ID:
            report.warning(
                key.spot,
                "kennung-lang",
                f"„{place_id}“ hat {len(place_id)} Zeichen. Im Link eines Aushangs ist Platz für "
                f"{LONGEST_ID}. Kürzen Sie die Kennung, bevor etwas gedruckt ist.",
            )
        found.spots[place_id] = key.spot
        place = _place(place_id, fields, districts, words, sources)
        if place is not None:
            found.places[place_id] = place
            _check_former(fields, found)
    return found


def _place(
    place_id: str,
    fields: Record,
    districts: Districts,
    words: Words,
    sources: Collection[str] | None,
) -> Place | None:
    check_source(fields, sources)
    status = read_status(fields)
    part = _part(fields, districts)
    where = _coordinates(fields)
    step_free = choice(fields, "stufenlos", [each.value for each in StepFree], "unbekannt")
    languages = read_languages(fields, words)
    name = fields.text("name")
    if status is Status.EXAMPLE and not any(each in name.lower() for each in _EXAMPLE_NAMES):
        fields.report.error(
            value_spot(fields, "name"),
            "beispiel-unkenntlich",
            f"„{name}“ klingt wie ein echter Ort. Ein Beispiel heißt „Beispiel…“ oder „Muster…“. "
            "Ist der Ort echt, dann schreiben Sie „status: bestaetigt“.",
        )
    _check_address(fields)
    if status is None or part is None or where is None or step_free is None:
        return None
    district = next(each.id for each in districts.districts.values() if part in each.parts)
    return Place(
        place_id,
        name,
        fields.text("adresse"),
        district,
        part,
        *where,
        StepFree(step_free),
        fields.text("zugang"),
        languages,
        fields.text("traeger"),
        status,
        fields.text("quelle"),
        read_on(fields),
        tuple(item.text.strip() for item in fields.texts("auch")),
        tuple(item.text.strip() for item in fields.texts("frueher")),
    )


def _check_address(fields: Record) -> None:
    """Warn of an address that nobody finds; a house on a square may have a name instead."""
    node = fields.scalar("adresse")
    if node is not None and not any(sign.isdigit() for sign in node.text):
        fields.report.warning(
            node.spot,
            "hausnummer-fehlt",
            f"In „{node.text.strip()}“ fehlt die Hausnummer. Schreiben Sie Straße, Hausnummer und "
            "Ort: Musterstraße 0, Bochum.",
        )


def _part(fields: Record, districts: Districts) -> str | None:
    node = fields.scalar("stadtteil")
    if node is None:
        return None
    kind, _, meant = districts.names.get(fold(node.text), "").partition(":")
    if kind == PART_NAME:
        return meant
    name = node.text.strip()
    hint = nearest_id(name, districts.part_names.values())
    if meant:
        parts = [districts.part_names[each] for each in districts.districts[meant].parts]
        hint = f" „{name}“ ist ein Bezirk. Nehmen Sie einen Stadtteil: {', '.join(parts)}."
    fields.report.error(
        node.spot,
        "stadtteil-unbekannt",
        f"Einen Stadtteil „{name}“ gibt es in stadtteile.yaml nicht.{hint}",
    )
    return None


def _coordinates(fields: Record) -> tuple[float, float] | None:
    node = fields.scalar("koordinaten")
    if node is None:
        return None
    text = node.text.strip()
    found = _COORDINATES.fullmatch(text)
    if found is None:
        commas = _WITH_COMMAS.fullmatch(text)
        advice = (
            f"Schreiben Sie Punkte statt Kommas: {commas[1]}.{commas[2]}, {commas[3]}.{commas[4]}."
            if commas
            else "Schreiben Sie Breite und Länge mit Komma dazwischen: 51.4818, 7.2162."
        )
        fields.report.error(node.spot, "koordinaten", f"„{text}“ sind keine Koordinaten. {advice}")
        return None
    latitude, longitude = float(found[1]), float(found[2])
    if _inside(latitude, longitude):
        return latitude, longitude
    advice = "Prüfen Sie die Zahlen auf einer Karte."
    if _inside(longitude, latitude):
        advice = f"Breite und Länge sind vertauscht. Schreiben Sie {found[2]}, {found[1]}."
    fields.report.error(
        node.spot, "ausserhalb-bochum", f"Der Punkt {text} liegt nicht in Bochum. {advice}"
    )
    return None


def _inside(latitude: float, longitude: float) -> bool:
    return SOUTH <= latitude <= NORTH and WEST <= longitude <= EAST


def _check_former(fields: Record, found: Places) -> None:
    for item in fields.texts("frueher"):
        if item.text.strip() in found.places:
            fields.report.error(
                item.spot,
                "kennung-vergeben",
                f"„{item.text.strip()}“ ist noch die Kennung eines Orts. "
                "Eine frühere Kennung darf nicht in Gebrauch sein.",
            )
