"""A node and a schema → checked fields, with a German problem for each mistake."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from bot.knowledge.ids import nearest_key
from bot.knowledge.kinds import as_day, fits
from bot.knowledge.problems import Problem, Severity, Spot
from bot.knowledge.schema import Schema
from bot.knowledge.yaml_reader import Entries, Items, Node, Scalar, SourceFile


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
    """The fields of one section, as far as they could be read.

    ``has_unknown`` tells that a key was not understood: what seems to be missing may be it.
    """

    spot: Spot
    nodes: dict[str, Node]
    keys: dict[str, Spot]
    report: Report
    has_unknown: bool = False

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
        return as_day(node.text) if node else None

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


def read_record(
    node: Node | None, schema: Schema, report: Report, what: str, *, at: Spot | None = None
) -> Record | None:
    """Read one section by its schema.

    Args:
        node: The section; anything else is reported.
        schema: Its keys.
        report: Where the problems go.
        what: What the section is, for messages: "Die Frage „miete“".
        at: Where the section's name stands, for what is missing in it.
    Returns:
        The section, or ``None`` where there is none to read.
    """
    if not isinstance(node, Entries):
        if node is None:
            report.error(
                Spot(report.file.name), "leer", f"{what} ist leer. Erwartet wird: {_names(schema)}."
            )
        elif isinstance(node, Scalar) and not node.text.strip():
            report.error(
                at or node.spot, "leer", f"{what} ist leer. Darunter gehören: {_names(schema)}."
            )
        else:
            report.error(
                at or node.spot,
                "abschnitt-erwartet",
                f"{what} braucht eigene Felder, eingerückt darunter: {_names(schema)}.",
            )
        return None
    nodes: dict[str, Node] = {}
    keys: dict[str, Spot] = {}
    excused: set[str] = set()
    for key, value in node:
        name = key.text
        if name not in schema:
            excused |= _unknown(key, value, schema, report)
            continue
        keys[name] = key.spot
        if fits(key, value, schema[name].kind, report):
            nodes[name] = value
        else:
            excused.add(name)
    for name, expected in schema.items():
        if expected.required and name not in nodes and name not in excused:
            report.error(
                at or _anchor(node),
                "feld-fehlt",
                f"{what}: Das Feld „{name}“ fehlt. {expected.help}",
            )
    unknown = any(key.text not in schema for key, _ in node)
    return Record(at or node.spot, nodes, keys, report, unknown)


def _unknown(key: Scalar, value: Node, schema: Schema, report: Report) -> set[str]:
    """Report a key that does not exist; return the keys it may have been meant for."""
    required = {name for name, known in schema.items() if known.required}
    inner = {each.text for each, _ in value} if isinstance(value, Entries) else set()
    if len(inner & required) > 1 or {"wert", "gelesen"} <= inner:
        report.error(
            key.spot,
            "einrueckung",
            f"„{key.text}“ hat eigene Felder, steht aber auf der Höhe der Felder darüber. "
            "Rücken Sie es nach links, auf die Höhe der anderen Kennungen.",
        )
        return set()
    nearest = nearest_key(key.text, schema)
    proposal = f" Meinten Sie „{nearest}“?" if nearest else f" Es gibt: {_names(schema)}."
    report.error(key.spot, "unbekanntes-feld", f"„{key.text}“ gibt es nicht.{proposal}")
    return {nearest} if nearest else required


def _anchor(node: Entries) -> Spot:
    return next(iter(node))[0].spot


def _names(schema: Schema) -> str:
    return ", ".join(f"„{name}“" for name in schema)


def misplaced(top: Record, section: str, schema: Schema) -> bool:
    """Report a field that slipped out of its entry; all else would be its consequence."""
    for key, _ in top.entries(section):
        if key.text in schema:
            top.report.error(
                key.spot,
                "einrueckung",
                f"„{key.text}“ steht auf der Höhe der Kennungen. Es gehört zum Eintrag darüber: "
                "Rücken Sie es so weit ein wie dessen andere Felder.",
            )
            return True
    return False
