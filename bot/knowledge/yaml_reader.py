"""YAML text → nodes that remember where they stand.

PyYAML parses; what its loader would make of the scalars is not used: every scalar stays the text
that an editor typed (plain YAML turns 14:00 into 840, 0234 into 156 and "no" into false). Aliases,
tags and repeated keys are refused, so a file can neither build objects nor blow up in memory.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from bot.knowledge.problems import Problem, Severity, Spot
from bot.knowledge.yaml_mistakes import explain

MAX_BYTES = 2_000_000  # the largest shipped file has 0.2 MB
MAX_DEPTH = 12

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u0080-\u009f\ufeff]")


@dataclass(frozen=True, slots=True)
class Scalar:
    """A text as it was typed; ``plain`` without quotes or block sign, lines from 1."""

    text: str
    spot: Spot
    plain: bool = True
    last_line: int = 0


@dataclass(frozen=True, slots=True)
class Items:
    """A list."""

    items: tuple[Node, ...]
    spot: Spot


@dataclass(frozen=True, slots=True)
class Entries:
    """Keys with values, in the order of the file."""

    entries: dict[str, tuple[Scalar, Node]]
    spot: Spot

    def __iter__(self) -> Iterator[tuple[Scalar, Node]]:
        return iter(self.entries.values())


Node = Scalar | Items | Entries


@dataclass(frozen=True)
class SourceFile:
    """One file of the knowledge folder: its name below it, its lines, its root node.

    ``root`` is ``None`` where the file is empty or cannot be read; ``problems`` says why.
    """

    name: str
    lines: tuple[str, ...] = ()
    root: Node | None = None
    problems: tuple[Problem, ...] = field(default=())

    def problem(
        self, spot: Spot, code: str, text: str, severity: Severity = Severity.ERROR
    ) -> Problem:
        """Return a problem at ``spot`` with the lines around it."""
        first = max(spot.line - 2, 0)
        return Problem(spot, text, code, severity, self.lines[first : spot.line])


def read_file(path: Path, name: str) -> SourceFile:
    """Read one YAML file.

    Args:
        path: The file.
        name: Its path below the knowledge folder, with forward slashes, for messages.
    Returns:
        The file with its nodes, or with the problems that keep it from being read.
    """
    nowhere = Spot(name)

    def refuse(code: str, text: str) -> SourceFile:
        return SourceFile(name, problems=(Problem(nowhere, text, code),))

    if path.is_symlink():
        return refuse(
            "verknuepfung",
            "Das ist eine Verknüpfung auf eine andere Datei. Legen Sie die Datei selbst hier ab.",
        )
    try:
        raw = path.read_bytes()
    except OSError:
        return refuse(
            "nicht-lesbar", "Die Datei lässt sich nicht öffnen. Prüfen Sie die Zugriffsrechte."
        )
    if len(raw) > MAX_BYTES:
        return refuse(
            "zu-gross", "Die Datei ist größer als 2 MB. Teilen Sie sie in mehrere Themen auf."
        )
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return refuse(
            "zeichensatz",
            "Die Datei ist nicht in UTF-8 gespeichert. Wählen Sie beim Speichern „UTF-8“.",
        )
    return read_text(text, name)


def read_text(text: str, name: str) -> SourceFile:
    """Read YAML text; arguments and result as in ``read_file``."""
    lines = tuple(text.splitlines())
    file = SourceFile(name, lines)
    if found := _CONTROL.search(text):
        line = text.count("\n", 0, found.start()) + 1
        column = found.start() - (text.rfind("\n", 0, found.start()) + 1) + 1
        return SourceFile(
            name,
            lines,
            problems=(
                file.problem(
                    Spot(name, line, column),
                    "steuerzeichen",
                    "Hier steht ein unsichtbares Zeichen, oft aus einer Kopie. "
                    "Löschen Sie die Stelle und tippen Sie sie neu.",
                ),
            ),
        )
    mistakes = explain(lines, name)
    if mistakes:
        return SourceFile(name, lines, problems=tuple(mistakes))
    try:
        root = _compose(text)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = min(mark.line + 1, max(len(lines), 1)) if mark else 1
        column = mark.column + 1 if mark else 1
        return SourceFile(
            name,
            lines,
            problems=(
                file.problem(
                    Spot(name, line, column),
                    "yaml",
                    "Ab hier passt die Schreibweise nicht. Prüfen Sie diese Zeile und die davor: "
                    "Einrückung mit Leerzeichen, ein Doppelpunkt nach dem Feldnamen, "
                    "Anführungszeichen am Anfang und am Ende.",
                ),
            ),
        )
    except (yaml.YAMLError, RecursionError, ValueError):
        return SourceFile(
            name,
            lines,
            problems=(
                file.problem(Spot(name, 1, 1), "yaml", "Die Datei lässt sich nicht verstehen."),
            ),
        )
    found_problems: list[Problem] = []
    node = _convert(root, name, file, found_problems.append, 0) if root is not None else None
    return SourceFile(name, lines, node, tuple(found_problems))


def _compose(text: str) -> yaml.Node | None:
    loader = _Loader(text)
    try:
        return loader.get_single_node()
    finally:
        loader.dispose()


def _convert(
    node: yaml.Node,
    name: str,
    file: SourceFile,
    report: Callable[[Problem], None],
    depth: int,
) -> Node:
    mark = node.start_mark
    spot = Spot(name, mark.line + 1, mark.column + 1, 1)
    if depth > MAX_DEPTH:
        report(file.problem(spot, "zu-tief", "Hier ist zu tief verschachtelt."))
        return Scalar("", spot)
    if isinstance(node, yaml.ScalarNode):
        width = node.end_mark.column - mark.column if node.end_mark.line == mark.line else 1
        return Scalar(
            node.value,
            Spot(name, spot.line, spot.column, max(width, 1)),
            plain=node.style is None,
            last_line=node.end_mark.line + 1,
        )
    if isinstance(node, yaml.SequenceNode):
        return Items(
            tuple(_convert(item, name, file, report, depth + 1) for item in node.value), spot
        )
    entries: dict[str, tuple[Scalar, Node]] = {}
    for key_node, value_node in node.value:
        key = _convert(key_node, name, file, report, depth + 1)
        if not isinstance(key, Scalar):
            report(file.problem(key.spot, "feldname", "Hier wird ein Feldname erwartet."))
            continue
        if key.text in entries:
            first = entries[key.text][0].spot.line
            report(
                file.problem(
                    key.spot,
                    "doppelt",
                    f"„{key.text}“ steht schon in Zeile {first}. "
                    "Löschen Sie eines von beiden oder geben Sie ihm einen anderen Namen.",
                )
            )
            continue
        entries[key.text] = (key, _convert(value_node, name, file, report, depth + 1))
    return Entries(entries, spot)
