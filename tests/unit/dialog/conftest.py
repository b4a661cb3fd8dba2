"""A small real knowledge: three questions, a few values, one crisis."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.knowledge.loader import load
from bot.knowledge.model import Knowledge
from bot.matching.understanding import Understanding

SHIPPED = Path(__file__).parent.parent.parent.parent / "knowledge"

TOPIC = """
thema: "{leistung}: Geld"
fragen:
  regelbedarf:
    frage: Wie viel Geld bekomme ich?
    kurz: Höhe
    beispiele: [wie viel geld bekomme ich, regelbedarf höhe, wieviel im monat]
    antwort: |
      Sie bekommen {betrag} im Monat.
    mehr: |
      Das gilt seit dem {seit}.
    siehe_auch: [termin-verpasst]
    quelle: gesetz
    stelle: § 20
    stand: 2026-11-01
    frueher: [hartz-satz]
  termin-verpasst:
    frage: Termin verpasst. Was jetzt?
    beispiele: [ich habe den termin verpasst, nicht hingegangen, termin vergessen]
    fassungen:
      - bis: 2026-06-30
        antwort: Altes Recht.
        quelle: gesetz
        stelle: § 32
        stand: 2026-11-01
      - ab: 2026-07-01
        bis: 2027-06-30
        antwort: Neues Recht.
        quelle: gesetz
        stelle: § 32
        stand: 2026-11-01
    siehe_auch: [regelbedarf]
  wohngeld:
    art: wegweiser
    frage: Wohngeld?
    beispiele: [wohngeld beantragen, wo gibt es wohngeld, zuschuss zur miete von der stadt]
    antwort: Dafür ist die Stadt zuständig.
    quelle: redaktion
    stand: 2026-11-01
"""


def dated(first_day: str, value: str, place: str, record: str = "") -> str:
    lines = [f"- ab: {first_day}", f"  wert: {value}"]
    if value != "unbekannt":
        lines += ["  quelle: gesetz", f"  stelle: {place}", "  gelesen: 2026-11-01"]
    if record:
        lines.append(f"  beleg: {record}")
    return "".join(f"      {line}\n" for line in lines)


def value(name: str, unit: str, *values: str) -> str:
    head = f"  {name}:\n    name: Name\n    einheit: {unit}\n    staende:\n"
    return head + "".join(values)


VALUES = (
    "werte:\n"
    + value(
        "leistung",
        "text",
        dated("2023-01-01", "Bürgergeld", "§ 19"),
        dated("2026-07-01", "Grundsicherungsgeld", "§ 19"),
    )
    + value(
        "betrag",
        "euro",
        dated("2024-01-01", "563", "§ 20", "b"),
        dated("2027-01-01", "unbekannt", ""),
    )
    + value("seit", "datum", dated("2024-01-01", "2024-01-01", "§ 20", "b"))
)
SOURCE = """  {name}:
    titel: T
    kurz: K
    herausgeber: H
    adresse: https://example.org
    gelesen: 2026-11-01
"""
RECORDS = """belege:
  b:
    quelle: gesetz
    stelle: § 20
    zahlen: [563]
    tage: [2024-01-01]
    sicher: bestaetigt
  jc.web:
    quelle: gesetz
    stelle: x
    angaben: [jobcenter-bochum.de]
    sicher: bestaetigt
  jc.digital:
    quelle: gesetz
    stelle: x
    angaben: [jobcenter.digital]
    sicher: bestaetigt
"""


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("wissen")
    (root / "de").mkdir()
    for name in ("sprachen.yaml", "kontakt.yaml", "de/_texte.yaml"):
        (root / name).write_bytes((SHIPPED / name).read_bytes())
    (root / "de/geld.yaml").write_text(TOPIC, encoding="utf-8")
    (root / "werte.yaml").write_text(VALUES, encoding="utf-8")
    names = ("gesetz", "redaktion", "jobcenter-bochum", "arbeitsmarktprogramm-2024")
    sources = "".join(SOURCE.format(name=name) for name in names)
    (root / "quellen.yaml").write_text(f"quellen:\n{sources}", encoding="utf-8")
    (root / "belege.yaml").write_text(RECORDS, encoding="utf-8")
    return root


@pytest.fixture(scope="session")
def knowledge(folder: Path) -> Knowledge:
    loaded = load(folder)
    assert loaded.knowledge is not None, loaded.problems
    return loaded.knowledge


@pytest.fixture(scope="session")
def matcher(knowledge: Knowledge) -> Understanding:
    return Understanding.learn(knowledge)
