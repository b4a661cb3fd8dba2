"""What must hold across the files, beyond the shape of each.

Each rule is a function that yields problems; ``RULES`` at the end lists them in the order in
which they are explained to editors.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from bot.knowledge.fields import Record, nearest_id
from bot.knowledge.messages import FILLED_BY_THE_BOT
from bot.knowledge.model import PLACEHOLDER, IntentKind, Knowledge, Unit
from bot.knowledge.problems import Problem, Severity, Spot
from bot.knowledge.topics import Where
from bot.knowledge.yaml_reader import Scalar, SourceFile

MAX_LABEL = 30  # wider labels are cut on a phone of 360 points
MAX_ANSWER = 700  # characters before "Mehr lesen", about fifteen lines of a phone
MAX_MORE = 2500
MIN_EXAMPLES = 12

# Names of laws may hold digits: "§ 16k SGB II", "§§ 83 bis 87", "Abs. 2 Nr. 3".
_LAW = re.compile(
    r"§§?\s*\d+[a-z]?(?:\s*(?:,|und|bis|–|-)\s*\d+[a-z]?)*"
    r"(?:\s*(?:Abs\.|Absatz|Nr\.|Satz)\s*\d+[a-z]?(?:\s*(?:,|und|bis)\s*\d+[a-z]?)*)*"
)


@dataclass(frozen=True)
class Folder:
    """What the rules look at: the knowledge as read and where everything stands."""

    knowledge: Knowledge
    where: Where
    files: dict[str, SourceFile]
    source_spots: dict[str, Spot]
    fact_spots: dict[str, Spot]

    def problem(
        self, spot: Spot, code: str, text: str, severity: Severity = Severity.ERROR
    ) -> Problem:
        """Return a problem with the lines around ``spot``."""
        return self.files[spot.file].problem(spot, code, text, severity)

    def texts(self) -> Iterator[tuple[str, str, Record, str, Scalar]]:
        """Yield language, intent, section, key and node of everything a client may read."""
        for (language, intent), fields in self.where.intents.items():
            for key in ("frage", "kurz"):
                if node := fields.scalar(key):
                    yield language, intent, fields, key, node
        for (language, intent), versions in self.where.versions.items():
            for fields in versions:
                for key in ("antwort", "mehr"):
                    if node := fields.scalar(key):
                        yield language, intent, fields, key, node

    def spot_in(self, node: Scalar, position: int, length: int) -> Spot:
        """Return where a part of a text stands in its file, as well as that can be said."""
        lines = self.files[node.spot.file].lines
        part = node.text[position : position + length]
        for number in range(node.spot.line, min(node.last_line or node.spot.line, len(lines)) + 1):
            column = lines[number - 1].find(
                part, node.spot.column - 1 if number == node.spot.line else 0
            )
            if column >= 0:
                return Spot(node.spot.file, number, column + 1, length)
        return node.spot


def check(folder: Folder) -> Iterator[Problem]:
    """Yield what is wrong across the files."""
    for rule in RULES:
        yield from rule(folder)


def _placeholders(folder: Folder) -> Iterator[Problem]:
    known = folder.knowledge.facts
    for _, _, _, _, node in folder.texts():
        for found in re.finditer(r"\{([^{}]*)\}", node.text):
            if found[1] not in known:
                yield folder.problem(
                    folder.spot_in(node, found.start(), len(found[0])),
                    "unbekannter-wert",
                    f"Den Wert „{found[1]}“ gibt es in werte.yaml und kontakt.yaml nicht."
                    + nearest_id(found[1], known),
                )


def _figures(folder: Folder) -> Iterator[Problem]:
    for _, _, _, _, node in folder.texts():
        rest = PLACEHOLDER.sub(lambda found: "\0" * len(found[0]), node.text)
        rest = _LAW.sub(lambda found: "\0" * len(found[0]), rest)
        if found := re.search(r"\d[\d.,]*", rest):
            yield folder.problem(
                folder.spot_in(node, found.start(), len(found[0])),
                "zahl-ohne-wert",
                f"Die Zahl „{found[0]}“ steht ohne Quelle im Text. Tragen Sie sie in werte.yaml "
                "ein und schreiben Sie hier ihre Kennung in geschweiften Klammern.",
            )


def _references(folder: Folder) -> Iterator[Problem]:
    intents = folder.knowledge.intents
    for (language, intent), fields in folder.where.intents.items():
        if language != "de":
            continue
        for node in fields.texts("siehe_auch"):
            target = node.text.strip()
            if target == intent:
                text = "Die Frage verweist auf sich selbst. Löschen Sie den Verweis."
            elif folder.knowledge.intent(target) is None:
                text = f"Eine Frage „{target}“ gibt es nicht.{nearest_id(target, intents)}"
            else:
                continue
            yield folder.problem(node.spot, "unbekannter-verweis", text)
        for node in fields.texts("frueher"):
            if node.text.strip() in intents:
                yield folder.problem(
                    node.spot,
                    "frueher-vergeben",
                    f"„{node.text.strip()}“ ist noch die Kennung einer anderen Frage.",
                )


def _sources(folder: Folder) -> Iterator[Problem]:
    sources = folder.knowledge.sources
    for (language, _), versions in folder.where.versions.items():
        for fields in versions if language == "de" else ():
            node = fields.scalar("quelle")
            if node and node.text.strip() not in sources:
                yield folder.problem(
                    node.spot,
                    "unbekannte-quelle",
                    f"Die Quelle „{node.text.strip()}“ steht nicht in quellen.yaml."
                    + nearest_id(node.text.strip(), sources),
                )
    for fact_id, fact in folder.knowledge.facts.items():
        for value in fact.values:
            if value.source and value.source not in sources:
                yield folder.problem(
                    folder.fact_spots[fact_id],
                    "unbekannte-quelle",
                    f"Der Wert „{fact_id}“ nennt die Quelle „{value.source}“, die nicht in "
                    f"quellen.yaml steht.{nearest_id(value.source, sources)}",
                )


def _places(folder: Folder) -> Iterator[Problem]:
    for (language, intent_id), versions in folder.where.versions.items():
        intent = folder.knowledge.intents.get(intent_id)
        if language != "de" or intent is None or intent.kind is not IntentKind.ANSWER:
            continue
        for fields in versions:
            if fields.has("quelle") and not fields.has("stelle"):
                yield folder.problem(
                    fields.spot_of("quelle"),
                    "stelle-fehlt",
                    "Zur Quelle fehlt die „stelle“: Paragraf oder Abschnitt, in dem es steht.",
                )


def _records(folder: Folder) -> Iterator[Problem]:
    """Hold every figure against what its source says (double entry)."""
    records = folder.knowledge.records
    for fact_id, fact in folder.knowledge.facts.items():
        spot = folder.fact_spots[fact_id]
        for value in fact.values:
            if value.value is None or value.record is None:
                continue
            record = records.get(value.record)
            if record is None:
                yield folder.problem(
                    spot,
                    "unbekannter-beleg",
                    f"Den Beleg „{value.record}“ gibt es in belege.yaml nicht."
                    + nearest_id(value.record, records),
                )
            elif record.certainty == "unklar":
                yield folder.problem(
                    spot,
                    "unklarer-beleg",
                    f"Der Beleg „{value.record}“ ist nicht gesichert. "
                    "Der Bot darf ihn nicht nennen.",
                )
            elif not _supported(value.value, record.numbers, record.dates, record.texts):
                yield folder.problem(
                    spot,
                    "wert-ohne-beleg",
                    f"Der Wert {value.value} von „{fact_id}“ steht nicht im Beleg "
                    f"„{value.record}“. Prüfen Sie die Quelle.",
                )
    for (language, _), versions in folder.where.versions.items():
        for fields in versions if language == "de" else ():
            for node in fields.texts("belege"):
                if node.text.strip() not in records:
                    yield folder.problem(
                        node.spot,
                        "unbekannter-beleg",
                        f"Den Beleg „{node.text.strip()}“ gibt es in belege.yaml nicht."
                        + nearest_id(node.text.strip(), records),
                    )


def _supported(
    value: Decimal | date | str,
    numbers: frozenset[Decimal],
    days: frozenset[date],
    texts: tuple[str, ...],
) -> bool:
    if isinstance(value, Decimal):
        return value in numbers
    if isinstance(value, date):
        return value in days
    return any(value in text for text in texts)


def _unrecorded(folder: Folder) -> Iterator[Problem]:
    for fact_id, fact in folder.knowledge.facts.items():
        if fact.unit in (Unit.TEXT, Unit.WEB):
            continue
        if any(value.value is not None and value.record is None for value in fact.values):
            yield folder.problem(
                folder.fact_spots[fact_id],
                "beleg-fehlt",
                f"Zum Wert „{fact_id}“ fehlt die Nummer des Belegs (Feld „beleg“).",
            )


def _unused_values(folder: Folder) -> Iterator[Problem]:
    used: set[str] = set()
    for _, _, _, _, node in folder.texts():
        used.update(PLACEHOLDER.findall(node.text))
    for wording in folder.knowledge.wordings.values():
        for text in (*wording.messages.values(), *(case.answer for case in wording.crises)):
            used.update(PLACEHOLDER.findall(text))
    for topic in folder.knowledge.topics.values():
        for title in topic.titles.values():
            used.update(PLACEHOLDER.findall(title))
    for fact_id, spot in folder.fact_spots.items():
        if fact_id not in used:
            yield folder.problem(
                spot,
                "unbenutzter-wert",
                f"Den Wert „{fact_id}“ verwendet keine Antwort.",
                Severity.WARNING,
            )


def _messages(folder: Folder) -> Iterator[Problem]:
    known = folder.knowledge.facts
    for language, wording in folder.knowledge.wordings.items():
        name = f"{language}/_texte.yaml"
        for key, text in wording.messages.items():
            allowed = FILLED_BY_THE_BOT.get(key, frozenset())
            for found in PLACEHOLDER.findall(text):
                if found not in allowed and found not in known:
                    yield folder.problem(
                        Spot(name, 1, 1),
                        "unbekannter-wert",
                        f"Im Satz „{key}“: Den Wert „{found}“ gibt es nicht.",
                    )
        for case in wording.crises:
            for found in PLACEHOLDER.findall(case.answer):
                if found not in known:
                    yield folder.problem(
                        Spot(f"{language}/_krise.yaml", 1, 1),
                        "unbekannter-wert",
                        f"In der Notlage „{case.id}“: Den Wert „{found}“ gibt es nicht.",
                    )


def _examples(folder: Folder) -> Iterator[Problem]:
    seen: dict[tuple[str, str], tuple[str, Spot]] = {}
    for (language, intent_id), fields in folder.where.intents.items():
        nodes = fields.texts("beispiele")
        if fields.has("beispiele") and len(nodes) < MIN_EXAMPLES:
            yield folder.problem(
                fields.spot_of("beispiele"),
                "wenig-beispiele",
                f"„{intent_id}“ hat nur {len(nodes)} Beispiele. Ab {MIN_EXAMPLES} versteht der "
                "Bot die Frage verlässlich.",
                Severity.WARNING,
            )
        for node in nodes:
            folded = " ".join(re.findall(r"\w+", node.text.lower()))
            if not folded:
                yield folder.problem(
                    node.spot, "leeres-beispiel", "Dieses Beispiel enthält kein Wort."
                )
                continue
            other = seen.get((language, folded))
            if other is None:
                seen[language, folded] = (intent_id, node.spot)
            elif other[0] == intent_id:
                yield folder.problem(
                    node.spot,
                    "doppeltes-beispiel",
                    f"Dieses Beispiel steht schon in Zeile {other[1].line}. Löschen Sie eines.",
                    Severity.WARNING,
                )
            else:
                yield folder.problem(
                    node.spot,
                    "beispiel-zweier-fragen",
                    f"Dieses Beispiel steht auch bei „{other[0]}“ ({other[1].file}, "
                    f"Zeile {other[1].line}). Der Bot kann die beiden dann nicht unterscheiden.",
                )


def _lengths(folder: Folder) -> Iterator[Problem]:
    for _, intent_id, _, key, node in folder.texts():
        length = len(node.text.strip())
        if key == "kurz" and length > MAX_LABEL:
            yield folder.problem(
                node.spot,
                "knopf-zu-lang",
                f"Der Knopf hat {length} Zeichen, auf ein Telefon passen {MAX_LABEL}.",
                Severity.WARNING,
            )
        limit = {"antwort": MAX_ANSWER, "mehr": MAX_MORE}.get(key)
        if limit and length > limit:
            yield folder.problem(
                node.spot,
                "text-zu-lang",
                f"„{key}“ von „{intent_id}“ hat {length} Zeichen, auf ein Telefon passen etwa "
                f"{limit}. Verschieben Sie Einzelheiten nach „mehr“ oder kürzen Sie.",
                Severity.WARNING,
            )


def _version_days(folder: Folder) -> Iterator[Problem]:
    for (language, intent_id), versions in folder.where.versions.items():
        if language != "de":
            continue
        spans: list[tuple[date, date, Record]] = []
        for fields in versions:
            first = fields.day("ab") or date.min
            last = fields.day("bis") or fields.day("gilt_bis") or date.max
            if last < first:
                yield folder.problem(
                    fields.spot_of("bis"),
                    "tage-verkehrt",
                    "Der letzte Tag liegt vor dem ersten.",
                )
                continue
            for other_first, other_last, _ in spans:
                if first <= other_last and other_first <= last:
                    yield folder.problem(
                        fields.spot_of("ab" if fields.has("ab") else "bis"),
                        "fassungen-ueberschneiden-sich",
                        f"Zwei Fassungen von „{intent_id}“ gelten am selben Tag.",
                    )
            spans.append((first, last, fields))


def _duplicate_labels(folder: Folder) -> Iterator[Problem]:
    titles: dict[tuple[str, str], list[tuple[str, Spot]]] = defaultdict(list)
    for (language, intent_id), fields in folder.where.intents.items():
        if node := fields.scalar("frage"):
            titles[language, node.text.strip()].append((intent_id, node.spot))
    for found in titles.values():
        for intent_id, spot in found[1:]:
            yield folder.problem(
                spot,
                "doppelte-frage",
                f"„{found[0][0]}“ und „{intent_id}“ haben dieselbe Frage. In einer Auswahl sähen "
                "sie gleich aus.",
            )


RULES: tuple[Callable[[Folder], Iterator[Problem]], ...] = (
    _placeholders,
    _figures,
    _references,
    _sources,
    _places,
    _records,
    _unrecorded,
    _unused_values,
    _messages,
    _examples,
    _lengths,
    _version_days,
    _duplicate_labels,
)
