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

from bot.knowledge.characters import decode, unwanted_character
from bot.knowledge.problems import Problem, Severity, Spot
from bot.knowledge.yaml_mistakes import explain

MAX_BYTES = 2_000_000  # the largest shipped file has 0.2 MB
MAX_DEPTH = 12

_SUSPICIOUS = 3_000  # brackets; the largest shipped file has a tenth of it
_ROW = re.compile(r"(?:[-?:][ \n]{1,2}){40}")

_Base = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


_TEXT = "tag:yaml.org,2002:str"


class _Loader(_Base):  # type: ignore[misc, valid-type]
    """PyYAML's reader without its guesses at what a scalar may be."""

    def resolve(self, kind: object, value: object, implicit: object) -> str:
        """Call everything a text; nobody asks."""
        del kind, value, implicit
        return _TEXT


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

    def refuse(code: str, text: str) -> SourceFile:
        return SourceFile(name, problems=(Problem(Spot(name), text, code),))

    if path.is_symlink():
        return refuse(
            "verknuepfung",
            "Das ist eine Verknüpfung auf eine andere Datei. Legen Sie die Datei selbst hier ab.",
        )
    if path.is_dir():
        return refuse(
            "ordner-statt-datei",
            "Das ist ein Ordner. Erwartet wird eine Datei mit diesem Namen. "
            "Benennen Sie den Ordner um.",
        )
    try:
        if path.exists() and not path.is_file():
            return refuse(
                "nicht-lesbar",
                "Das ist keine gewöhnliche Datei. Legen Sie hier eine Textdatei ab.",
            )
        # Asked first, so that no file however large comes into the memory.
        is_large = path.exists() and path.stat().st_size > MAX_BYTES
        raw = b"" if is_large else path.read_bytes()
    except OSError:
        return refuse(
            "nicht-lesbar",
            "Die Datei lässt sich nicht öffnen. Ist sie noch in einem anderen Programm offen? "
            "Sonst prüfen Sie die Zugriffsrechte.",
        )
    if is_large:
        return refuse(
            "zu-gross", "Die Datei ist größer als 2 MB. Teilen Sie sie in mehrere Themen auf."
        )
    text, problem = decode(raw, name)
    if problem:
        return SourceFile(name, tuple(text.split("\n")), problems=(problem,))
    return read_text(text, name)


def read_text(text: str, name: str) -> SourceFile:
    """Read YAML text; arguments and result as in ``read_file``."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    lines = tuple(text.removesuffix("\n").split("\n")) if text else ()
    file = SourceFile(name, lines)
    if mistake := unwanted_character(text, name) or explain(lines, name):
        return SourceFile(name, lines, problems=(file.problem(*mistake),))
    if (deep := _too_deep(text)) is not None:
        return SourceFile(name, lines, problems=(_nested(file, Spot(name, *deep)),))
    try:
        root = _compose(text)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = min(mark.line + 1, max(len(lines), 1)) if mark else 1
        spot = Spot(name, line, mark.column + 1 if mark else 1)
        return SourceFile(name, lines, problems=(_unexplained(file, spot),))
    except (yaml.YAMLError, RecursionError, ValueError):
        return SourceFile(name, lines, problems=(_unexplained(file, Spot(name, 1, 1)),))
    found: list[Problem] = []
    node = _convert(root, file, found.append, 0, set()) if root is not None else None
    return SourceFile(name, lines, node, tuple(found[:1]))


def _unexplained(file: SourceFile, spot: Spot) -> Problem:
    return file.problem(
        spot,
        "yaml",
        "Ab hier passt die Schreibweise nicht. Prüfen Sie diese Zeile und die davor: "
        "Einrückung mit Leerzeichen, ein Doppelpunkt nach dem Feldnamen, "
        "Anführungszeichen am Anfang und am Ende.",
    )


def _nested(file: SourceFile, spot: Spot) -> Problem:
    return file.problem(
        spot,
        "zu-tief",
        "Hier ist zu tief verschachtelt. So viele Ebenen gibt es in keiner Datei; "
        "vergleichen Sie mit der Vorlage.",
    )


def _too_deep(text: str) -> tuple[int, int] | None:
    """Return line and column, from 1, where nesting gets too deep, before PyYAML follows it down.

    It descends in C without looking at its stack: 200,000 brackets end the process. Its events
    come one after the other; they are asked only where so many brackets or dashes stand.
    """
    if text.count("[") + text.count("{") < _SUSPICIOUS and not _ROW.search(text):
        return None
    depth = 0
    try:
        for event in yaml.parse(text, Loader=_Loader):
            if isinstance(event, yaml.CollectionStartEvent):
                depth += 1
                mark = event.start_mark
                if depth > MAX_DEPTH + 1 and mark is not None:
                    return mark.line + 1, mark.column + 1
            elif isinstance(event, yaml.CollectionEndEvent):
                depth -= 1
    except (yaml.YAMLError, ValueError):
        return None  # explained by whoever composes it
    return None


def _compose(text: str) -> yaml.Node | None:
    loader = _Loader(text)
    try:
        root: yaml.Node | None = loader.get_single_node()
        return root
    finally:
        loader.dispose()


def _convert(
    node: yaml.Node,
    file: SourceFile,
    report: Callable[[Problem], None],
    depth: int,
    seen: set[int],
) -> Node:
    mark = node.start_mark
    spot = Spot(file.name, mark.line + 1, mark.column + 1, 1)
    if id(node) in seen:  # an alias: followed, a small file could fill the memory
        report(
            file.problem(
                spot,
                "sonderzeichen-am-anfang",
                "Ein Verweis mit & und * ist hier nicht möglich. Schreiben Sie den Text aus, oder "
                "setzen Sie ihn in Anführungszeichen.",
            )
        )
        return Scalar("", spot)
    seen.add(id(node))
    if depth > MAX_DEPTH:
        report(_nested(file, spot))
        return Scalar("", spot)
    if node.tag != _TEXT:
        report(
            file.problem(
                spot,
                "sonderzeichen-am-anfang",
                "Ein „!“ vor einem Wert hat für YAML eine eigene Bedeutung, hier keine. Löschen "
                "Sie es samt dem Wort dahinter, oder setzen Sie alles in Anführungszeichen.",
            )
        )
        return Scalar("", spot)
    if isinstance(node, yaml.ScalarNode):
        one_line = node.end_mark.line == mark.line
        width = node.end_mark.column - mark.column if one_line else 1
        return Scalar(
            node.value,
            Spot(file.name, spot.line, spot.column, max(width, 1)),
            plain=not node.style,
            last_line=node.end_mark.line + 1,
        )
    if isinstance(node, yaml.SequenceNode):
        return Items(
            tuple(_convert(item, file, report, depth + 1, seen) for item in node.value), spot
        )
    entries: dict[str, tuple[Scalar, Node]] = {}
    for key_node, value_node in node.value:
        key = _convert(key_node, file, report, depth + 1, seen)
        if not isinstance(key, Scalar):
            report(_unexplained(file, key.spot))
            continue
        if key.text in entries:
            report(_twice(key, entries, file))
            continue
        entries[key.text] = (key, _convert(value_node, file, report, depth + 1, seen))
    return Entries(entries, spot)


def _twice(key: Scalar, entries: dict[str, tuple[Scalar, Node]], file: SourceFile) -> Problem:
    """Explain a repeated key; often the heading between the two is indented too far."""
    first = entries[key.text][0].spot.line
    for heading, value in entries.values():
        empty = isinstance(value, Scalar) and not value.text and value.plain
        if empty and first < heading.spot.line < key.spot.line:
            return file.problem(
                heading.spot,
                "einrueckung",
                f"„{heading.text}“ ist so weit eingerückt wie die Felder darunter. Rücken Sie es "
                "weiter nach links, auf die Höhe der anderen Kennungen.",
            )
    return file.problem(
        key.spot,
        "doppelt",
        f"„{key.text}“ steht schon in Zeile {first}. "
        "Löschen Sie eines von beiden oder geben Sie ihm einen anderen Namen.",
    )
