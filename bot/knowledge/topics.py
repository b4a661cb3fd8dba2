"""Topic files → topics and intents; in other languages, the texts of the same ids."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date

from bot.knowledge.fields import Record, Report, misplaced, read_record
from bot.knowledge.ids import nearest_id, read_id
from bot.knowledge.model import Intent, IntentKind, IntentText, Topic, Version
from bot.knowledge.problems import Spot
from bot.knowledge.schema import (
    INTENT,
    TOPIC_FILE,
    TRANSLATED_VERSION,
    TRANSLATION,
    VERSION,
    Schema,
)
from bot.knowledge.yaml_reader import SourceFile

_NEVER = date(2000, 1, 1)


@dataclass
class Where:
    """Where things stand, for the rules that look across files.

    ``versions`` holds the fields of each wording by language and intent, in the order of the
    intent's versions.
    """

    intents: dict[tuple[str, str], Record] = field(default_factory=dict)
    versions: dict[tuple[str, str], list[Record]] = field(default_factory=dict)
    keys: dict[tuple[str, str], Spot] = field(default_factory=dict)


def topic_id_of(file: SourceFile) -> str:
    """Return the id of a topic: the file's name without folder, ending and underscore."""
    return file.name.rsplit("/", 1)[-1].removesuffix(".yaml").lstrip("_")


def read_topic(
    file: SourceFile, report: Report, where: Where, others: dict[str, Intent]
) -> tuple[Topic, dict[str, Intent]] | None:
    """Read one German topic file.

    Args:
        file: The file.
        report: Where the problems go.
        where: Filled with the places of what was read.
        others: The intents of the files read before, to find an id used twice.
    Returns:
        The topic and its intents, ``None`` where the file cannot be used.
    """
    top = read_record(file.root, TOPIC_FILE, report, "Die Datei")
    if top is None:
        return None
    topic_id = topic_id_of(file)
    intents: dict[str, Intent] = {}
    if misplaced(top, "fragen", INTENT):
        return None
    for key, node in top.entries("fragen"):
        intent_id = read_id(key, report, "der Frage")
        if intent_id is None:
            continue
        fields = read_record(node, INTENT, report, f"Die Frage „{key.text}“", at=key.spot)
        if fields is None:
            continue
        if intent_id in others:
            report.error(
                key.spot,
                "doppelte-kennung",
                f"Die Kennung „{intent_id}“ gibt es schon im Thema „{others[intent_id].topic}“. "
                "Wählen Sie eine andere.",
            )
            continue
        where.intents["de", intent_id] = fields
        where.keys["de", intent_id] = key.spot
        intents[intent_id] = _intent(intent_id, topic_id, fields, where)
    return Topic(topic_id, {"de": top.text("thema")}, tuple(intents)), intents


def read_translation(
    file: SourceFile,
    report: Report,
    where: Where,
    language: str,
    intents: dict[str, Intent],
) -> tuple[str, dict[str, Intent]]:
    """Read one topic file of another language.

    Returns:
        The topic's title and those German intents that have gained a text.
    """
    top = read_record(file.root, TOPIC_FILE, report, "Die Datei")
    if top is None or misplaced(top, "fragen", INTENT):
        return "", {}
    gained: dict[str, Intent] = {}
    for key, node in top.entries("fragen"):
        intent = intents.get(key.text)
        if intent is None:
            report.error(
                key.spot,
                "unbekannte-kennung",
                f"Die Frage „{key.text}“ gibt es auf Deutsch nicht."
                + nearest_id(key.text, intents),
            )
            continue
        fields = read_record(node, TRANSLATION, report, f"Die Frage „{key.text}“", at=key.spot)
        if fields is None:
            continue
        where.intents[language, intent.id] = fields
        where.keys[language, intent.id] = key.spot
        versions = _versions(intent.id, fields, where, language, intent.texts["de"])
        text = IntentText(fields.text("frage"), fields.text("kurz"), _examples(fields), versions)
        gained[intent.id] = replace(intent, texts={**intent.texts, language: text})
    return top.text("thema"), gained


def _examples(fields: Record) -> tuple[str, ...]:
    return tuple(item.text.strip() for item in fields.texts("beispiele"))


def _intent(intent_id: str, topic_id: str, fields: Record, where: Where) -> Intent:
    kind = IntentKind.ANSWER
    if name := fields.text("art"):
        try:
            kind = IntentKind(name)
        except ValueError:
            known = ", ".join(f"„{each.value}“" for each in IntentKind)
            spot = node.spot if (node := fields.scalar("art")) else fields.spot_of("art")
            hint = nearest_id(name, list(IntentKind)) or f" Es gibt: {known}."
            fields.report.error(spot, "art", f"Die Art „{name}“ gibt es nicht.{hint}")
    title = fields.text("frage")
    text = IntentText(
        title,
        fields.text("kurz") or title,
        _examples(fields),
        _versions(intent_id, fields, where, "de", None),
    )
    return Intent(
        intent_id,
        topic_id,
        kind,
        {"de": text},
        tuple(item.text.strip() for item in fields.texts("siehe_auch")),
        tuple(item.text.strip() for item in fields.texts("anker")),
        fields.day("pruefen_bis"),
        tuple(item.text.strip() for item in fields.texts("frueher")),
    )


def _versions(
    intent_id: str,
    fields: Record,
    where: Where,
    language: str,
    german: IntentText | None,
) -> tuple[Version, ...]:
    """Read the one wording, or the several under ``fassungen``; report both or neither."""
    report = fields.report
    schema: Schema = VERSION if german is None else TRANSLATED_VERSION
    if fields.has("fassungen") and "antwort" in fields.keys:
        report.error(
            fields.spot_of("antwort"),
            "antwort-und-fassungen",
            "Hier stehen „antwort“ und „fassungen“ nebeneinander. Behalten Sie eines: die eine "
            "Antwort oder die Fassungen mit „ab“ und „bis“.",
        )
    if fields.has("fassungen"):
        sections = [
            read_record(section, schema, report, f"Eine Fassung von „{intent_id}“")
            for section in fields.sections("fassungen")
        ]
        records = [record for record in sections if record is not None]
    else:
        records = [fields]
        if "fassungen" not in fields.keys:
            missing = [
                name for name, spec in schema.items() if spec.required and name not in fields.keys
            ]
            # One misspelt field is one mistake: then nothing is said about what is missing.
            for name in missing if not fields.has_unknown else ():
                report.error(
                    where.keys[language, intent_id],
                    "feld-fehlt",
                    f"Die Frage „{intent_id}“: Das Feld „{name}“ fehlt. {schema[name].help}",
                )
    where.versions[language, intent_id] = records
    of_all = tuple(item.text.strip() for item in fields.texts("belege"))
    return tuple(
        _version(
            record,
            german.versions[index] if german and index < len(german.versions) else None,
            of_all,
        )
        for index, record in enumerate(records)
        if record.has("antwort")
    )


def _version(fields: Record, german: Version | None, of_all: tuple[str, ...]) -> Version:
    version = Version(
        answer=fields.text("antwort"),
        more=fields.text("mehr"),
        source=fields.text("quelle"),
        place=fields.text("stelle"),
        reviewed=fields.day("stand") or _NEVER,
        first_day=fields.day("ab"),
        last_day=fields.day("bis") or fields.day("gilt_bis"),
        records=tuple(item.text.strip() for item in fields.texts("belege")) or of_all,
        made_from=fields.text("von"),
        reviewer=fields.text("geprueft_von"),
    )
    if german is None:
        return version
    return replace(
        version,
        source=german.source,
        place=german.place,
        first_day=german.first_day,
        last_day=german.last_day,
        records=german.records,
    )
