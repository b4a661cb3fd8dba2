"""The editors' guide: every field is in it, every example passes ``check``."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from bot.knowledge.schema import Schema
from bot.quartier.poster_folder import read_poster_folder
from bot.quartier.posters_file import POSTER
from bot.quartier.reader import read_calendar
from bot.quartier.schema import CHANGE, OFFICE_HOUR, PLACE
from bot.quartier.words import read_rule
from tests.conftest import KNOWLEDGE

GUIDE = (KNOWLEDGE / "quartier" / "README.md").read_text(encoding="utf-8")
_EXAMPLE = re.compile(r"<!-- datei: (.*?) -->\n```yaml\n(.*?)```", re.DOTALL)


@pytest.mark.parametrize(
    "schema",
    [PLACE, OFFICE_HOUR, CHANGE, POSTER],
    ids=["ort", "sprechstunde", "ausnahme", "aushang"],
)
def test_every_field_is_explained_as_check_explains_it(schema: Schema) -> None:
    rows = [
        f"| `{name}` | {'ja' if field.required else ''} | {field.help} |"
        for name, field in schema.items()
    ]
    assert "\n".join(rows) in GUIDE


def test_every_file_is_named() -> None:
    files = {path.name for path in (KNOWLEDGE / "quartier").glob("*.yaml")}
    assert {name for name in files if f"`{name}`" not in GUIDE} == set()


def test_every_example_passes_check(tmp_path: Path) -> None:
    shutil.copytree(KNOWLEDGE / "quartier", tmp_path / "quartier")
    examples = _EXAMPLE.findall(GUIDE)
    assert [name for name, _ in examples] == [
        *("orte.yaml", "sprechstunden.yaml", "aushaenge.yaml")
    ]
    for name, text in examples:
        (tmp_path / "quartier" / name).write_text(text, encoding="utf-8")
    loaded = read_calendar(tmp_path)
    assert loaded.problems == ()
    assert loaded.calendar is not None
    posters = read_poster_folder(tmp_path, loaded.calendar.places, bot="JobcenterBochumBot")
    assert posters.problems == ()
    assert list(posters.posters.posters) == ["muster-01"]


@pytest.mark.parametrize("words", re.findall(r"^- `(.*?)`$", GUIDE, re.MULTILINE))
def test_every_way_to_write_a_rule_is_understood(words: str) -> None:
    assert read_rule(words).starts < read_rule(words).ends
