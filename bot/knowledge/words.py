"""The files of a language that are no topic: own sentences, synonyms, strangers, crises."""

from __future__ import annotations

from bot.knowledge.fields import Report, read_record
from bot.knowledge.ids import nearest_id, read_id
from bot.knowledge.messages import MESSAGES
from bot.knowledge.model import CrisisCase, Language
from bot.knowledge.schema import CRISIS, LANGUAGE, Field, Kind, Schema
from bot.knowledge.yaml_reader import Items, Scalar, SourceFile


def read_languages(file: SourceFile, report: Report) -> dict[str, Language]:
    """Return the languages of ``sprachen.yaml`` by code."""
    schema: Schema = {"sprachen": Field(Kind.ENTRIES, True, "Die Sprachen des Bots.")}
    top = read_record(file.root, schema, report, "Die Datei")
    languages: dict[str, Language] = {}
    for key, node in top.entries("sprachen") if top else ():
        code = read_id(key, report, "der Sprache")
        fields = read_record(node, LANGUAGE, report, f"Die Sprache „{key.text}“", at=key.spot)
        if code and fields:
            languages[code] = Language(
                code,
                fields.text("name"),
                fields.text("betreut_von"),
                fields.text("von_rechts") == "ja",
            )
    return languages


def read_messages(file: SourceFile, report: Report, *, complete: bool) -> dict[str, str]:
    """Return the bot's own sentences; with ``complete``, a missing one is an error."""
    schema: Schema = {"texte": Field(Kind.ENTRIES, True, "Die Sätze des Bots.")}
    top = read_record(file.root, schema, report, "Die Datei")
    if top is None:
        return {}
    messages: dict[str, str] = {}
    for key, node in top.entries("texte"):
        if key.text not in MESSAGES:
            report.error(
                key.spot,
                "unbekannter-satz",
                f"Einen Satz „{key.text}“ kennt der Bot nicht.{nearest_id(key.text, MESSAGES)}",
            )
        elif not isinstance(node, Scalar) or not node.text.strip():
            report.error(key.spot, "leer", f"Hinter „{key.text}“ wird ein Text erwartet.")
        else:
            messages[key.text] = node.text.strip()
    for name in MESSAGES if complete else ():
        if name not in messages:
            report.error(
                top.spot_of("texte"),
                "satz-fehlt",
                f"Der Satz „{name}“ fehlt: {MESSAGES[name]}",
            )
    return messages


def read_synonyms(file: SourceFile, report: Report) -> dict[str, tuple[str, ...]]:
    """Return the synonyms: standard word → other names."""
    schema: Schema = {"synonyme": Field(Kind.ENTRIES, True, "Wort und seine anderen Namen.")}
    top = read_record(file.root, schema, report, "Die Datei")
    synonyms: dict[str, tuple[str, ...]] = {}
    for key, node in top.entries("synonyme") if top else ():
        if not isinstance(node, Items):
            report.error(
                key.spot, "falsche-art", f"„{key.text}“ erwartet eine Liste: [hartz 4, alg ii]."
            )
            continue
        synonyms[key.text] = tuple(
            item.text.strip() for item in node.items if isinstance(item, Scalar)
        )
    return synonyms


def read_strangers(file: SourceFile, report: Report) -> tuple[str, ...]:
    """Return the sentences that belong to no intent."""
    schema: Schema = {"saetze": Field(Kind.TEXTS, True, "Sätze, die zu keiner Frage gehören.")}
    top = read_record(file.root, schema, report, "Die Datei")
    return tuple(item.text.strip() for item in top.texts("saetze")) if top else ()


def read_crises(file: SourceFile, report: Report) -> tuple[tuple[CrisisCase, ...], tuple[str, ...]]:
    """Return the crisis cases and the sentences that only sound like one."""
    schema: Schema = {
        "faelle": Field(Kind.ENTRIES, True, "Die Notlagen."),
        "harmlos": Field(Kind.TEXTS, help="Sätze, die nur so klingen."),
    }
    top = read_record(file.root, schema, report, "Die Datei")
    if top is None:
        return (), ()
    cases = []
    for key, node in top.entries("faelle"):
        case_id = read_id(key, report, "der Notlage")
        fields = read_record(node, CRISIS, report, f"Die Notlage „{key.text}“", at=key.spot)
        if case_id and fields:
            phrases = tuple(item.text.strip() for item in fields.texts("saetze"))
            cases.append(CrisisCase(case_id, phrases, fields.text("antwort")))
    return tuple(cases), tuple(item.text.strip() for item in top.texts("harmlos"))
