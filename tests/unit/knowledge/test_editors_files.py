"""Templates, tutorial and JSON Schema: what editors copy must be right."""

from __future__ import annotations

import json
import re
import shutil
from datetime import date
from pathlib import Path

import pytest

from bot.commands.schema import write_schemas
from bot.knowledge.loader import load
from bot.knowledge.messages import MESSAGES
from bot.knowledge.problems import long_form
from bot.knowledge.schema import ALL_KEYS

KNOWLEDGE = Path(__file__).parents[3] / "knowledge"
TODAY = date(2026, 11, 23)
_PLACES = {
    "thema.yaml": "de/beispiel.yaml",
    "uebersetzung.yaml": None,
    "pruefsaetze.yaml": "pruefung/de/beispiel.yaml",
    "_woerter.yaml": "de/_woerter.yaml",
    "_fremd.yaml": "de/_fremd.yaml",
    "_krise.yaml": "de/_krise.yaml",
}


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """Return a knowledge folder made of the templates alone."""
    for template in (KNOWLEDGE / "vorlagen").glob("*.yaml"):
        place = _PLACES.get(template.name, template.name)
        if place:
            (tmp_path / place).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(template, tmp_path / place)
    sentences = "".join(f"  {name}: Text.\n" for name in MESSAGES)
    (tmp_path / "de" / "_texte.yaml").write_text(f"texte:\n{sentences}", encoding="utf-8")
    return tmp_path


def findings(folder: Path) -> str:
    loaded = load(folder, thorough=True, today=TODAY)
    return "\n".join(long_form(problem, Path("knowledge")) for problem in loaded.problems)


def test_the_templates_pass_check_when_copied(copied: Path) -> None:
    assert findings(copied) == ""


def test_the_template_of_a_translation_passes_check(copied: Path) -> None:
    languages = copied / "sprachen.yaml"
    more = "  en:\n    name: English\n    betreut_von: Redaktion\n"
    languages.write_text(languages.read_text(encoding="utf-8") + more, encoding="utf-8")
    (copied / "en").mkdir()
    shutil.copy(KNOWLEDGE / "vorlagen" / "uebersetzung.yaml", copied / "en" / "beispiel.yaml")
    found = findings(copied)
    assert re.findall(r"  \[([a-z-]+)\]$", found, re.MULTILINE) == ["unuebersetzt"]


def test_every_example_of_the_tutorial_passes_check(copied: Path) -> None:
    text = (KNOWLEDGE / "README.md").read_text(encoding="utf-8")
    blocks = re.findall(r"<!-- datei: (\S+) -->\n```yaml\n(.*?)```", text, re.DOTALL)
    assert len(blocks) == text.count("```yaml") > 4
    for name, block in blocks:
        (copied / name).write_text(block, encoding="utf-8")
    assert findings(copied) == ""


def test_the_tutorial_explains_every_key() -> None:
    text = (KNOWLEDGE / "README.md").read_text(encoding="utf-8")
    assert {key for key in ALL_KEYS if f"`{key}`" not in text} == set()


def test_the_schemas_know_every_key_and_are_found_by_vs_code(copied: Path) -> None:
    assert write_schemas(copied) == 0
    settings = json.loads((copied / ".vscode" / "settings.json").read_text(encoding="utf-8"))
    texts = [(copied / name).read_text(encoding="utf-8") for name in settings["yaml.schemas"]]
    assert {key for key in ALL_KEYS if not any(f'"{key}"' in text for text in texts)} == set()


def test_writing_the_schemas_keeps_other_settings(copied: Path) -> None:
    settings = copied / ".vscode" / "settings.json"
    settings.parent.mkdir()
    settings.write_text('{"editor.tabSize": 2}', encoding="utf-8")
    write_schemas(copied)
    assert json.loads(settings.read_text(encoding="utf-8"))["editor.tabSize"] == 2


def test_check_does_not_mind_the_files_of_vs_code(copied: Path) -> None:
    write_schemas(copied)
    assert findings(copied) == ""
