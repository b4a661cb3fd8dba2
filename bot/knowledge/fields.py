"""A node and a schema → checked fields, with a German problem for each mistake."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from bot.knowledge.problems import Problem, Severity, Spot
from bot.knowledge.schema import Kind, Schema
from bot.knowledge.yaml_reader import Entries, Items, Node, Scalar, SourceFile

_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_GERMAN_DAY = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")
ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
MAX_ID = 48  # a button's payload has 64 bytes and needs room for its verb

_WHAT = {Scalar: "ein Text", Items: "eine Liste", Entries: "ein Abschnitt mit Feldern"}


@dataclass
class Report:
    """The problems found so far, and the file they are in."""

    file: SourceFile
    problems: list[Problem] = field(default_factory=list)

    def error(self, spot: Spot, code: str, text: str) -> None:
        """Note something that keeps the old knowledge in use."""
        self.problems.append(self.file.problem(spot, code, text))

    def warning(self, spot: Spot, code: str, text: str) -> None:
        """Note something that an editor should look at."""
        self.problems.append(self.file.problem(spot, code, text, Severity.WARNING))


@dataclass(frozen=True)
class Record:
    """The fields of one section, as far as they could be read."""

    spot: Spot
    nodes: dict[str, Node]
    keys: dict[str, Spot]
    report: Report

    def has(self, key: str) -> bool:
        """Tell whether the key is there and of the right kind."""
        return key in self.nodes

    def spot_of(self, key: str) -> Spot:
        """Return where the key stands, or the section where it is missing."""
        return self.keys.get(key, self.spot)

    def scalar(self, key: str) -> Scalar | None:
        """Return the text node behind ``key``."""
        node = self.nodes.get(key)
        return node if isinstance(node, Scalar) else None

    def text(self, key: str, default: str = "") -> str:
        """Return the text behind ``key``, without blanks at its ends."""
        node = self.scalar(key)
        return node.text.strip() if node else default

    def texts(self, key: str) -> tuple[Scalar, ...]:
        """Return the texts of a list."""
        node = self.nodes.get(key)
        if not isinstance(node, Items):
            return ()
        return tuple(item for item in node.items if isinstance(item, Scalar))

    def day(self, key: str) -> date | None:
        """Return the day behind ``key``; a wrong one was reported when it was read."""
        node = self.scalar(key)
        return _as_day(node.text) if node else None

    def entries(self, key: str) -> Iterator[tuple[Scalar, Node]]:
        """Yield name and node of each entry of a section."""
        node = self.nodes.get(key)
        if isinstance(node, Entries):
            yield from node

    def sections(self, key: str) -> tuple[Entries, ...]:
        """Return the sections of a list of sections."""
        node = self.nodes.get(key)
        if not isinstance(node, Items):
            return ()
        return tuple(item for item in node.items if isinstance(item, Entries))


def read_record(node: Node | None, schema: Schema, report: Report, what: str) -> Record | None:
    """Read one section by its schema.

    Args:
        node: The section; anything else is reported.
        schema: Its keys.
        report: Where the problems go.
        what: What the section is, for messages: "Die Frage „miete“".
    Returns:
        The section, or ``None`` where there is none to read.
    """
    if not isinstance(node, Entries):
        if node is None:
            report.error(Spot(report.file.name, 1, 1), "leer", f"{what} ist leer.")
        else:
            report.error(
                node.spot,
                "abschnitt-erwartet",
                f"{what} braucht eigene Felder, eingerückt darunter: {_names(schema)}.",
            )
        return None
    nodes: dict[str, Node] = {}
    keys: dict[str, Spot] = {}
    misspelt: set[str] = set()
    for key, value in node:
        name = key.text
        if name not in schema:
            nearest = _nearest(name, schema)
            proposal = f" Meinten Sie „{nearest}“?" if nearest else f" Es gibt: {_names(schema)}."
            if nearest:
                misspelt.add(nearest)
            report.error(key.spot, "unbekanntes-feld", f"„{name}“ gibt es nicht.{proposal}")
            continue
        keys[name] = key.spot
        if _fits(key, value, schema[name].kind, report):
            nodes[name] = value
        else:
            misspelt.add(name)
    for name, expected in schema.items():
        if expected.required and name not in nodes and name not in misspelt:
            report.error(
                node.spot if not keys else _anchor(node),
                "feld-fehlt",
                f"{what}: Das Feld „{name}“ fehlt. {expected.help}",
            )
    return Record(node.spot, nodes, keys, report)


def _anchor(node: Entries) -> Spot:
    return next(iter(node))[0].spot


def _names(schema: Schema) -> str:
    return ", ".join(f"„{name}“" for name in schema)


def _nearest(name: str, known: Iterable[str]) -> str | None:
    found = difflib.get_close_matches(name.lower(), list(known), n=1, cutoff=0.6)
    return found[0] if found else None


def nearest_id(name: str, known: Iterable[str]) -> str:
    """Return " Meinten Sie „…“?" for a mistyped id, or an empty text."""
    found = _nearest(name, known)
    return f" Meinten Sie „{found}“?" if found else ""


def _fits(key: Scalar, value: Node, kind: Kind, report: Report) -> bool:
    """Report a value of the wrong kind; one message per value."""
    if isinstance(value, Scalar) and not value.text.strip():
        report.error(
            key.spot, "leer", f"Hinter „{key.text}“ steht nichts. Erwartet wird {kind.value}."
        )
        return False
    if kind in (Kind.TEXT, Kind.DAY):
        if not isinstance(value, Scalar):
            _wrong_kind(key, value, kind, report)
            return False
        if kind is Kind.DAY:
            return _check_day(value, report)
        return _check_plain(value, report)
    if kind is Kind.ENTRIES:
        if not isinstance(value, Entries):
            _wrong_kind(key, value, kind, report)
            return False
        return True
    if not isinstance(value, Items):
        _wrong_kind(key, value, kind, report)
        return False
    if kind is Kind.ENTRY_LIST:
        return _all_of(key, value, Entries, report)
    fine = _all_of(key, value, Scalar, report)
    for item in value.items:
        if isinstance(item, Scalar) and not _check_plain(item, report):
            fine = False
    return fine


def _all_of(key: Scalar, value: Items, kind: type, report: Report) -> bool:
    fine = True
    for item in value.items:
        if not isinstance(item, kind):
            fine = False
            if isinstance(item, Entries):
                text = (
                    f"In „{key.text}“ steht hier ein Doppelpunkt. "
                    "Setzen Sie die ganze Zeile in Anführungszeichen."
                )
            else:
                text = f"In „{key.text}“ wird hier {_WHAT[kind]} erwartet."
            report.error(item.spot, "listenpunkt", text)
        elif isinstance(item, Scalar) and not item.text.strip():
            fine = False
            report.error(item.spot, "leer", "Nach diesem Strich steht nichts.")
    return fine


def _wrong_kind(key: Scalar, value: Node, kind: Kind, report: Report) -> None:
    hint = {
        Kind.TEXTS: " Schreiben Sie jede Zeile mit einem Strich davor: „- …“.",
        Kind.IDS: " Schreiben Sie sie in eckigen Klammern: [miete, umzug].",
    }.get(kind, "")
    report.error(
        key.spot,
        "falsche-art",
        f"„{key.text}“ erwartet {kind.value}, hier steht {_WHAT[type(value)]}.{hint}",
    )


def _check_day(value: Scalar, report: Report) -> bool:
    text = value.text.strip()
    if _as_day(text) is not None:
        return True
    german = _GERMAN_DAY.fullmatch(text)
    proposal = "Schreiben Sie Jahr-Monat-Tag: 2026-07-01."
    if german:
        iso = f"{german[3]}-{int(german[2]):02}-{int(german[1]):02}"
        if _as_day(iso):
            proposal = f"Schreiben Sie {iso}."
    elif _DAY.fullmatch(text):
        proposal = "Diesen Tag gibt es im Kalender nicht."
    report.error(value.spot, "tag", f"„{text}“ ist kein gültiger Tag. {proposal}")
    return False


def _check_plain(value: Scalar, report: Report) -> bool:
    """Report what YAML silently did to an unquoted text."""
    if not value.plain:
        return True
    lines = report.file.lines
    first, last = value.spot.line, min(value.last_line, len(lines))
    for number in range(first + 1, last + 1):
        stripped = lines[number - 1].strip()
        if stripped.startswith("- "):
            report.error(
                Spot(value.spot.file, number, len(lines[number - 1]) - len(stripped) + 1),
                "einrueckung",
                "Dieser Listenpunkt ist tiefer eingerückt als der darüber und hängt nun an ihm. "
                "Rücken Sie ihn gleich weit ein.",
            )
            return False
    if first <= len(lines):
        line = lines[first - 1]
        end = value.spot.column - 1 + value.spot.length
        rest = line[end:]
        if first == value.last_line and re.match(r" #\S", rest):
            report.error(
                Spot(value.spot.file, first, end + 2, len(rest) - 1),
                "raute",
                "Ab dem Zeichen # liest der Bot nicht weiter. "
                "Setzen Sie den ganzen Text in Anführungszeichen.",
            )
            return False
    return True


def _as_day(text: str) -> date | None:
    found = _DAY.fullmatch(text.strip())
    if not found:
        return None
    try:
        return date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        return None


def read_id(key: Scalar, report: Report, what: str) -> str | None:
    """Return the id behind ``key``, or report why it is none."""
    text = key.text
    if ID.fullmatch(text) and len(text) <= MAX_ID:
        return text
    if len(text) > MAX_ID:
        report.error(
            key.spot, "kennung", f"Die Kennung ist länger als {MAX_ID} Zeichen. Kürzen Sie sie."
        )
        return None
    proposal = slug(text)
    hint = f" Schreiben Sie „{proposal}“." if ID.fullmatch(proposal) else ""
    report.error(
        key.spot,
        "kennung",
        f"Die Kennung {what} „{text}“ darf nur kleine Buchstaben von a bis z, Ziffern und "
        f"einzelne Bindestriche enthalten.{hint}",
    )
    return None


def slug(text: str) -> str:
    """Return ``text`` in the form of an id."""
    folded = text.strip().lower()
    for umlaut, plain in (("ä", "ae"), ("ö", "oe"), ("ü", "ue"), ("ß", "ss")):
        folded = folded.replace(umlaut, plain)
    return re.sub(r"[^a-z0-9]+", "-", folded).strip("-")
