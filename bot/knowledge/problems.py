"""What ``check`` finds, and how it tells an editor."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path


class Severity(StrEnum):
    """An error keeps the old knowledge in use, a warning does not."""

    ERROR = "Fehler"
    WARNING = "Warnung"


@dataclass(frozen=True, slots=True, order=True)
class Spot:
    """A place in a file: path below the knowledge folder, line and column from 1, length."""

    file: str
    line: int = 0
    column: int = 0
    length: int = 1


@dataclass(frozen=True, slots=True)
class Problem:
    """One finding: where, what stands there and what to do about it, in German.

    Attributes:
        code: The rule's id, such as ``unbekanntes-feld``; names the folder in ``tests/broken``.
        excerpt: The lines around the spot, the last one being the offending line.
    """

    spot: Spot
    text: str
    code: str
    severity: Severity = Severity.ERROR
    excerpt: tuple[str, ...] = ()

    @property
    def sort_key(self) -> tuple[str, int, int, str]:
        """Order by file, line, column, then by rule."""
        return (self.spot.file, self.spot.line, self.spot.column, self.code)


def order(problems: Sequence[Problem]) -> tuple[Problem, ...]:
    """Return the problems by file, line and column, each only once."""
    return tuple(sorted(dict.fromkeys(problems), key=lambda problem: problem.sort_key))


def is_usable(problems: Sequence[Problem]) -> bool:
    """Tell whether no problem is an error."""
    return all(problem.severity is Severity.WARNING for problem in problems)


def summary(problems: Sequence[Problem], files: int) -> str:
    """Return the closing line: how much was found in how many files, and what follows."""
    errors = sum(problem.severity is Severity.ERROR for problem in problems)
    warnings = len(problems) - errors
    if not problems:
        return f"Alles in Ordnung: {files} Dateien geprüft."
    head = f"{errors} Fehler, {warnings} {'Warnung' if warnings == 1 else 'Warnungen'}"
    tail = (
        "Solange es Fehler gibt, antwortet der Bot mit dem alten Stand."
        if errors
        else "Warnungen halten den Bot nicht auf."
    )
    return f"{head} in {files} {'Datei' if files == 1 else 'Dateien'}. {tail}"


def short_form(problem: Problem, folder: Path) -> str:
    """Return ``file:line:column: Fehler: text [code]`` for machines."""
    spot = problem.spot
    return (
        f"{folder / spot.file}:{spot.line}:{spot.column}: "
        f"{problem.severity}: {problem.text} [{problem.code}]"
    )


def long_form(problem: Problem, folder: Path) -> str:
    """Return the finding as an editor reads it, with the offending line marked."""
    spot = problem.spot
    where = f"{folder / spot.file}"
    if spot.line:
        where += f", Zeile {spot.line}"
    kind = "" if problem.severity is Severity.ERROR else "Warnung: "
    lines = [f"{where}: {kind}{problem.text}"]
    if problem.excerpt:
        width = len(str(spot.line))
        first = spot.line - len(problem.excerpt) + 1
        lines.append("")
        for number, line in enumerate(problem.excerpt, start=first):
            lines.append(f"   {number:>{width}} | {line}".rstrip())
        marker = " " * max(spot.column - 1, 0) + "^" * max(spot.length, 1)
        lines.append(f"   {'':>{width}} | {marker}  [{problem.code}]")
    else:
        lines[0] += f"  [{problem.code}]"
    return "\n".join(lines)
