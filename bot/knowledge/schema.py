"""The German keys of the knowledge files, once: required or not, what kind, what it is for.

The loader reads by it, ``check`` names the nearest known key from it, and the JSON Schema for
editors' programs is written from it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Kind(Enum):
    """What may stand behind a key; the value is its name in messages."""

    TEXT = "ein Text"
    DAY = "ein Tag wie 2026-07-01"
    TEXTS = "eine Liste"
    IDS = "eine Liste von Kennungen"
    ENTRIES = "ein Abschnitt mit eigenen Feldern"
    ENTRY_LIST = "eine Liste von Abschnitten"


@dataclass(frozen=True, slots=True)
class Field:
    """One key: its kind, whether it must be there, one sentence of help."""

    kind: Kind
    required: bool = False
    help: str = ""


Schema = dict[str, Field]

TOPIC_FILE: Schema = {
    "thema": Field(Kind.TEXT, True, "Name des Themas, wie ihn Kundinnen und Kunden lesen."),
    "fragen": Field(Kind.ENTRIES, True, "Die Fragen des Themas, jede unter ihrer Kennung."),
}

VERSION: Schema = {
    "ab": Field(Kind.DAY, help="Erster Tag, an dem diese Fassung gilt."),
    "bis": Field(Kind.DAY, help="Letzter Tag, an dem diese Fassung gilt."),
    "antwort": Field(Kind.TEXT, True, "Die Antwort. Zuerst, was die Person jetzt tun kann."),
    "mehr": Field(Kind.TEXT, help="Einzelheiten hinter „Mehr lesen“."),
    "quelle": Field(Kind.TEXT, True, "Kennung aus quellen.yaml."),
    "stelle": Field(Kind.TEXT, help="Paragraf oder Abschnitt in der Quelle."),
    "belege": Field(Kind.IDS, help="Nummern aus belege.yaml, auf denen die Antwort ruht."),
    "stand": Field(Kind.DAY, True, "Tag, an dem ein Mensch die Antwort zuletzt geprüft hat."),
}

INTENT: Schema = {
    "frage": Field(Kind.TEXT, True, "Die Frage, wie sie auf dem Telefon steht."),
    "kurz": Field(Kind.TEXT, help="Beschriftung des Knopfs, höchstens 30 Zeichen."),
    "art": Field(Kind.TEXT, help="antwort, wegweiser, geplauder, uebergabe oder datenschutz."),
    "beispiele": Field(Kind.TEXTS, True, "Sätze, wie Menschen wirklich fragen."),
    "anker": Field(Kind.TEXTS, help="Mindestens eines dieser Wörter muss vorkommen."),
    **{
        name: Field(known.kind, False, known.help)
        for name, known in VERSION.items()
        if name not in ("ab", "bis")
    },
    "gilt_bis": Field(Kind.DAY, help="Letzter Tag, an dem die Antwort gegeben wird."),
    "fassungen": Field(Kind.ENTRY_LIST, help="Mehrere Fassungen; der Tag entscheidet."),
    "siehe_auch": Field(Kind.IDS, help="Kennungen verwandter Fragen."),
    "pruefen_bis": Field(Kind.DAY, help="Danach erinnert der Bericht an die Prüfung."),
    "frueher": Field(Kind.IDS, help="Frühere Kennungen dieser Frage, nie löschen."),
}

TRANSLATED_VERSION: Schema = {
    "antwort": VERSION["antwort"],
    "mehr": VERSION["mehr"],
    "von": Field(Kind.TEXT, True, "Prüfsumme des deutschen Texts, aus dem übersetzt wurde."),
    "stand": VERSION["stand"],
    "geprueft_von": Field(Kind.TEXT, help="Wer die Übersetzung gegengelesen hat."),
}

TRANSLATION: Schema = {
    "frage": INTENT["frage"],
    "kurz": INTENT["kurz"],
    "beispiele": INTENT["beispiele"],
    "fassungen": INTENT["fassungen"],
    **{name: Field(known.kind, False, known.help) for name, known in TRANSLATED_VERSION.items()},
}

VALUE: Schema = {
    "name": Field(Kind.TEXT, True, "Was der Wert ist."),
    "einheit": Field(Kind.TEXT, True, "euro, prozent, zahl, jahr, datum, text, telefon oder web."),
    "staende": Field(Kind.ENTRY_LIST, True, "Die Werte mit ihrem ersten Tag."),
}

# An unknown value needs no source; every other one does (``values`` demands it).
DATED_VALUE: Schema = {
    "ab": Field(Kind.DAY, True, "Erster Tag, an dem der Wert gilt."),
    "wert": Field(Kind.TEXT, True, "Der Wert, oder „unbekannt“."),
    "quelle": Field(Kind.TEXT, False, "Kennung aus quellen.yaml."),
    "stelle": Field(Kind.TEXT, False, "Paragraf oder Abschnitt in der Quelle."),
    "gelesen": Field(Kind.DAY, False, "Tag, an dem die Quelle gelesen wurde."),
    "beleg": Field(Kind.TEXT, help="Nummer aus belege.yaml, in der die Zahl steht."),
}

CONTACT: Schema = {
    "name": Field(Kind.TEXT, True, "Was es ist."),
    "art": Field(Kind.TEXT, True, "text, telefon oder web."),
    "wert": Field(Kind.TEXT, True, "Die Angabe, wie sie auf dem Telefon steht."),
    "quelle": Field(Kind.TEXT, True, "Kennung aus quellen.yaml."),
    "stelle": Field(Kind.TEXT, True, "Wo es in der Quelle steht."),
    "gelesen": Field(Kind.DAY, True, "Tag, an dem es gelesen oder bestätigt wurde."),
    "beleg": Field(Kind.TEXT, help="Nummer aus belege.yaml."),
}

SOURCE: Schema = {
    "titel": Field(Kind.TEXT, True, "Voller Titel der Quelle."),
    "kurz": Field(Kind.TEXT, True, "Kurzer Name, wie er unter Antworten steht."),
    "herausgeber": Field(Kind.TEXT, True, "Wer sie veröffentlicht."),
    "adresse": Field(Kind.TEXT, True, "Internetadresse oder Fundort."),
    "gelesen": Field(Kind.DAY, True, "Tag, an dem sie gelesen wurde."),
    "abschnitte": Field(Kind.TEXTS, help="Die Abschnitte, deren Abdeckung gezählt wird."),
}

RECORD: Schema = {
    "quelle": Field(Kind.TEXT, True, "Kennung aus quellen.yaml."),
    "stelle": Field(Kind.TEXT, True, "Paragraf oder Abschnitt in der Quelle."),
    "zahlen": Field(Kind.TEXTS, help="Die Zahlen, die dort stehen."),
    "tage": Field(Kind.TEXTS, help="Die Tage, die dort stehen."),
    "angaben": Field(Kind.TEXTS, help="Adressen und Namen, die dort stehen."),
    "gegenprobe": Field(Kind.ENTRIES, help="Die Werte daraus, ein zweites Mal abgelesen."),
    "sicher": Field(Kind.TEXT, True, "bestaetigt, einzelquelle oder unklar."),
}

LANGUAGE: Schema = {
    "name": Field(Kind.TEXT, True, "Name der Sprache in ihrer eigenen Schrift."),
    "betreut_von": Field(Kind.TEXT, True, "Wer die Sprache pflegt."),
    "von_rechts": Field(Kind.TEXT, help="ja, wenn von rechts nach links geschrieben wird."),
}

CRISIS: Schema = {
    "saetze": Field(Kind.TEXTS, True, "Wie Menschen es sagen."),
    "antwort": Field(Kind.TEXT, True, "Was sie zuerst lesen."),
}

GLOSSARY_WORDS = "amtswoerter", "fachwoerter", "abkuerzungen"

LAW_CHANGE: Schema = {
    "name": Field(Kind.TEXT, True, "Wie die Änderung heißt."),
    "tag": Field(Kind.DAY, True, "Erster Tag, an dem das neue Recht gilt."),
    "begriffe": Field(Kind.TEXTS, True, "Wörter, an denen betroffene Antworten zu erkennen sind."),
    "fragen": Field(Kind.IDS, help="Kennungen von Fragen, die außerdem zu prüfen sind."),
    "pruefen": Field(Kind.TEXT, True, "Was zu prüfen ist, in einem Satz."),
    "quelle": Field(Kind.TEXT, True, "Kennung aus quellen.yaml."),
    "stelle": Field(Kind.TEXT, True, "Paragraf oder Abschnitt in der Quelle."),
}

# Keys of whole files, each with one section or list below it.
FILE_KEYS: Schema = {
    "werte": Field(Kind.ENTRIES, True, "Die Werte, jeder unter seiner Kennung."),
    "kontakt": Field(Kind.ENTRIES, True, "Die Angaben, jede unter ihrer Kennung."),
    "quellen": Field(Kind.ENTRIES, True, "Die Quellen, jede unter ihrer Kennung."),
    "belege": Field(Kind.ENTRIES, True, "Die Belege, jeder unter seiner Nummer."),
    "sprachen": Field(Kind.ENTRIES, True, "Die Sprachen, jede unter ihrem Kürzel."),
    "texte": Field(Kind.ENTRIES, True, "Die Sätze des Bots."),
    "synonyme": Field(Kind.ENTRIES, True, "Ein Wort und seine anderen Namen."),
    "aenderungen": Field(Kind.ENTRIES, True, "Die Änderungen, jede unter ihrer Kennung."),
    "faelle": Field(Kind.ENTRIES, True, "Die Notlagen."),
    "harmlos": Field(Kind.TEXTS, False, "Sätze, die nur wie eine Notlage klingen."),
    "amtswoerter": Field(Kind.ENTRIES, True, "Amtswort und das einfache Wort dafür."),
    "fachwoerter": Field(Kind.ENTRIES, True, "Erlaubtes Fachwort und seine Erklärung."),
    "abkuerzungen": Field(Kind.ENTRIES, True, "Erlaubte Abkürzung und ihre Erklärung."),
}

_RECORDS: tuple[Schema, ...] = (
    TOPIC_FILE,
    VERSION,
    INTENT,
    TRANSLATION,
    TRANSLATED_VERSION,
    VALUE,
    DATED_VALUE,
    CONTACT,
    SOURCE,
    RECORD,
    LANGUAGE,
    CRISIS,
    LAW_CHANGE,
)
ALL_KEYS = frozenset(FILE_KEYS) | {name for schema in _RECORDS for name in schema}
TEXT_KEYS = frozenset(
    name for schema in _RECORDS for name, known in schema.items() if known.kind is Kind.TEXT
)
