"""``aushang-texte.yaml`` → the sentences and labels of posters."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.knowledge.fields import Record, Report, read_record
from bot.knowledge.schema import Field, Kind, Schema
from bot.knowledge.yaml_reader import Scalar, SourceFile

_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
_PLACEHOLDERS = {"titel_ort": "ort", "stand": "tag"}

FILE: Schema = {
    "saetze": Field(Kind.ENTRIES, True, "Die Sätze, jede Sprache unter ihrem Kürzel."),
    "beschriftung": Field(Kind.ENTRIES, True, "Alles Übrige auf dem Aushang, nur auf Deutsch."),
}
SENTENCES: Schema = {
    "frage": Field(Kind.TEXT, True, "Der Satz auf Aushängen zu einer Frage."),
    "ort": Field(Kind.TEXT, True, "Der Satz auf Aushängen zu einem Ort."),
    "karte": Field(Kind.TEXT, True, "Der kurze Satz auf Visitenkarten."),
    "geprueft": Field(Kind.TEXT, True, "ja oder nein: Hat jemand gegengelesen?"),
}
LABELS: Schema = {
    name: Field(Kind.TEXT, True, "Ein kurzer deutscher Text.")
    for name in (
        "absender",
        "dienst",
        "titel_ort",
        "termine",
        "ohne_termine",
        "so_geht_es",
        "schritte",
        "adresse",
        "tippen",
        "web",
        "datenschutz",
        "datenschutz_karte",
        "stand",
        "beispiel",
    )
}


@dataclass(frozen=True, slots=True)
class Sentences:
    """What posters say in one language."""

    question: str
    place: str
    card: str
    reviewed: bool


@dataclass(frozen=True)
class PosterTexts:
    """All texts of posters: sentences by language, German labels by key."""

    sentences: Mapping[str, Sentences] = field(default_factory=dict)
    labels: Mapping[str, str] = field(default_factory=dict)


def read_poster_texts(file: SourceFile, report: Report) -> PosterTexts:
    """Return the texts; no digit may stand in them."""
    top = read_record(file.root, FILE, report, "Die Datei")
    if top is None:
        return PosterTexts()
    sentences: dict[str, Sentences] = {}
    for key, node in top.entries("saetze"):
        fields = read_record(node, SENTENCES, report, f"Die Sprache „{key.text}“", at=key.spot)
        if fields is None:
            continue
        for name in ("frage", "ort", "karte"):
            _check(fields, name)
        sentences[key.text] = Sentences(
            fields.text("frage"), fields.text("ort"), fields.text("karte"), _reviewed(fields)
        )
    if top.has("saetze") and "de" not in sentences:
        report.error(top.spot_of("saetze"), "satz-fehlt", "Die deutschen Sätze („de“) fehlen.")
    labels = read_record(top.nodes.get("beschriftung"), LABELS, report, "Die Beschriftung")
    for name in LABELS if labels else ():
        _check(labels, name) if labels else None
    texts = {name: labels.text(name) for name in LABELS} if labels else {}
    return PosterTexts(sentences, texts)


def _reviewed(fields: Record) -> bool:
    node = fields.scalar("geprueft")
    if node is not None and node.text.strip() not in ("ja", "nein"):
        fields.report.error(
            node.spot,
            "ja-oder-nein",
            f"„{node.text}“ geht bei „geprueft“ nicht. Schreiben Sie ja oder nein.",
        )
    return fields.text("geprueft") == "ja"


def _check(fields: Record, name: str) -> None:
    node = fields.scalar(name)
    if node is None:
        return
    allowed = _PLACEHOLDERS.get(name)
    for found in _PLACEHOLDER.findall(node.text):
        if found != allowed:
            _unknown_placeholder(fields.report, node, found, allowed)
    if allowed and f"{{{allowed}}}" not in node.text:
        fields.report.error(
            node.spot, "platzhalter-fehlt", f"In „{name}“ fehlt der Platzhalter {{{allowed}}}."
        )
    if any(letter.isdigit() for letter in _PLACEHOLDER.sub("", node.text)):
        fields.report.error(
            node.spot,
            "ziffer",
            f"In „{name}“ steht eine Ziffer. Zahlen, Termine und Tage setzt das Programm ein.",
        )


def _unknown_placeholder(report: Report, node: Scalar, found: str, allowed: str | None) -> None:
    hint = f"Hier gibt es nur {{{allowed}}}." if allowed else "Hier gibt es keinen."
    report.error(
        node.spot, "platzhalter-unbekannt", f"Den Platzhalter {{{found}}} gibt es nicht. {hint}"
    )
