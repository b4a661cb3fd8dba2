"""Imports point downwards; each outside package has one home."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

BOT = Path(__file__).parent.parent / "bot"
LAYERS = (
    "commands",
    "preview",
    "telegram_channel",
    "storage",
    "dialog",
    "matching",
    "quartier",
    "knowledge",
)
HOMES = {
    "telegram": {"telegram_channel"},
    "sqlite_utils": {"storage"},
    "sqlite3": {"storage"},
    "cryptography": {"storage"},
    "rapidfuzz": {"matching", "quartier"},  # misspelt places: one distance, not two
    "numpy": {"matching"},
    "yaml": {"knowledge"},
    "cattrs": {"knowledge"},
    "tornado": {"preview", "telegram_channel"},  # the webhook
    "aiohttp": {"telegram_channel"},
    "prometheus_client": {"telegram_channel"},
    "babel": {"dialog"},
    "segno": {"quartier"},
    "icalendar": {"quartier"},
    "holidays": {"quartier"},
    "dateutil": {"quartier"},
    "fpdf": {"quartier"},
    "uharfbuzz": {"quartier"},
    "pypdfium2": {"quartier"},
    "zxingcpp": {"quartier"},
    "PIL": {"quartier"},
    "os": {"settings.py"},
}
ENVIRONMENT = {"environ", "getenv"}


def modules() -> list[Path]:
    return sorted(BOT.rglob("*.py"))


def imports(path: Path) -> list[tuple[int, str]]:
    found = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found += [(node.lineno, alias.name) for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno}: relative import"
            found.append((node.lineno, node.module or ""))
            if node.module == "bot":
                found += [(node.lineno, f"bot.{alias.name}") for alias in node.names]
    return found


def layer_of(path: Path) -> str | None:
    first = path.relative_to(BOT).parts[0]
    return first if first in LAYERS else None


@pytest.mark.parametrize("path", modules(), ids=lambda path: path.relative_to(BOT).as_posix())
def test_imports_point_downwards(path: Path) -> None:
    layer = layer_of(path)
    if layer is None:
        return
    wrong = []
    for line, name in imports(path):
        parts = name.split(".")
        if parts[0] != "bot" or len(parts) < 2 or parts[1] not in LAYERS:
            continue
        if LAYERS.index(parts[1]) < LAYERS.index(layer):
            wrong.append(f"{path}:{line}: {layer} must not import {name}")
    assert wrong == []


@pytest.mark.parametrize("path", modules(), ids=lambda path: path.relative_to(BOT).as_posix())
def test_each_outside_package_has_one_home(path: Path) -> None:
    home = path.relative_to(BOT).parts[0]
    wrong = [
        f"{path}:{line}: {name} belongs to {sorted(HOMES[package])}"
        for line, name in imports(path)
        if (package := name.split(".")[0]) in HOMES
        and package != "os"
        and home not in HOMES[package]
    ]
    assert wrong == []


@pytest.mark.parametrize("path", modules(), ids=lambda path: path.relative_to(BOT).as_posix())
def test_only_settings_read_the_environment(path: Path) -> None:
    if path.name == "settings.py":
        return
    tree = ast.parse(path.read_text(encoding="utf-8"))
    wrong = [
        f"{path}:{node.lineno}"
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and node.attr in ENVIRONMENT
    ]
    assert wrong == []


@pytest.mark.parametrize(
    "path",
    [path for path in modules() if path.name == "__init__.py"],
    ids=lambda path: path.relative_to(BOT).as_posix(),
)
def test_an_init_holds_a_docstring_and_no_code(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert ast.get_docstring(tree)
    assert len(tree.body) == 1
