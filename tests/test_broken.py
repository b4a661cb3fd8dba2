"""One small knowledge folder per mistake of an editor, with the exact words ``check`` answers.

A case lies under ``tests/broken/<name>/``: its files replace those of ``_basis``, ``erwartet.txt``
is the output. What cannot lie in a repository stands in ``fall.txt``, one line each: ``fehlt:``,
``verknuepfung:``, ``ordner:``, ``gross:``, ``gesperrt:`` and a file, or ``kein-ordner:``.
"""

from __future__ import annotations

import ast
import re
import shutil
from datetime import date
from pathlib import Path

import pytest

from bot.commands.check import check
from bot.knowledge.messages import MESSAGES

BROKEN = Path(__file__).parent / "broken"
SOURCE = Path(__file__).parent.parent / "bot" / "knowledge"
CASES = sorted(path.name for path in BROKEN.iterdir() if not path.name.startswith("_"))
TODAY = date(2026, 11, 23)
_OUR_FILES = ("erwartet.txt", "fall.txt")


def build(case: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Lay the files of a case over the valid folder."""
    shutil.copytree(BROKEN / "_basis", folder)
    sentences = "".join(f"  {name}: Text.\n" for name in MESSAGES)
    (folder / "de" / "_texte.yaml").write_text(f"texte:\n{sentences}", encoding="utf-8")
    shutil.copytree(
        BROKEN / case, folder, dirs_exist_ok=True, ignore=shutil.ignore_patterns(*_OUR_FILES)
    )
    notes = BROKEN / case / "fall.txt"
    for line in notes.read_text(encoding="utf-8").splitlines() if notes.exists() else ():
        what, _, name = line.partition(": ")
        path = folder / name
        match what:
            case "fehlt":
                path.unlink()
            case "verknuepfung":
                path.symlink_to(folder / "de" / "digital.yaml")
            case "ordner":
                path.mkdir()
            case "gross":
                path.write_text("# viel Text\n" * 200_000, encoding="utf-8")
            case "gesperrt":
                _forbid(path, monkeypatch)
            case _:
                shutil.rmtree(folder)


def _forbid(forbidden: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # Permissions do not stop a test that runs as root.
    read = Path.read_bytes

    def refuse(path: Path) -> bytes:
        if path.resolve() == forbidden:
            raise PermissionError(path)
        return read(path)

    monkeypatch.setattr(Path, "read_bytes", refuse)


def output(
    case: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> str:
    build(case, tmp_path / "knowledge", monkeypatch)
    monkeypatch.chdir(tmp_path)
    check(Path("knowledge"), day=TODAY)
    return capsys.readouterr().out


@pytest.mark.parametrize("case", CASES)
def test_a_mistake_is_explained_once(
    case: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    expected = (BROKEN / case / "erwartet.txt").read_text(encoding="utf-8")
    found = output(case, tmp_path, monkeypatch, capsys)
    assert found == expected
    assert len(re.findall(r"  \[[a-z-]+\]$", found, re.MULTILINE)) == 1


def test_the_folder_under_all_cases_is_valid(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "knowledge"
    shutil.copytree(BROKEN / "_basis", folder)
    sentences = "".join(f"  {name}: Text.\n" for name in MESSAGES)
    (folder / "de" / "_texte.yaml").write_text(f"texte:\n{sentences}", encoding="utf-8")
    assert check(folder, day=TODAY) == 0
    assert capsys.readouterr().out == "Alles in Ordnung: 15 Dateien geprüft.\n"


def test_every_code_has_a_case() -> None:
    shown = set()
    for case in CASES:
        text = (BROKEN / case / "erwartet.txt").read_text(encoding="utf-8")
        shown.update(re.findall(r"  \[([a-z-]+)\]$", text, re.MULTILINE))
    assert codes() == shown


def test_there_are_a_hundred_mistakes() -> None:
    assert len(CASES) >= 100


_PLACE_OF_CODE = {"error": 1, "warning": 1, "problem": 1, "Mistake": 1, "Problem": 2, "refuse": 0}


def codes() -> set[str]:
    """Return every code that stands in the source as one: beside a spot or a German text."""
    found: set[str] = set()
    for path in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                name = getattr(node.func, "attr", getattr(node.func, "id", ""))
                place = _PLACE_OF_CODE.get(name, len(node.args))
                found.update(_codes(node.args[place]) if place < len(node.args) else ())
            elif isinstance(node, ast.Tuple) and any(map(_is_message, node.elts)):
                found.update(code for part in node.elts for code in _codes(part))
    return found


def _is_message(part: ast.expr) -> bool:
    """Tell whether an expression is a German sentence, or the beginning of one."""
    return any(
        isinstance(each, ast.Constant)
        and isinstance(each.value, str)
        and re.match(r"(Der|Die|Das|Den|Eine?|In|Hier|Zu|„)( |$)", each.value) is not None
        for each in ast.walk(part)
    )


def _codes(part: ast.expr) -> list[str]:
    choices = [part.body, part.orelse] if isinstance(part, ast.IfExp) else [part]
    return [
        each.value
        for each in choices
        if isinstance(each, ast.Constant)
        and isinstance(each.value, str)
        and re.fullmatch(r"[a-z]+(-[a-z]+)*", each.value)
    ]
