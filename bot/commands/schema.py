"""``schema``: JSON Schema for the YAML files, so that VS Code completes and explains the keys."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from bot.knowledge import schema as keys
from bot.knowledge.messages import MESSAGES
from bot.knowledge.schema import Field, Kind, Schema

FOLDER = ".schema"
_DRAFT = "http://json-schema.org/draft-07/schema#"
_TEXT: dict[str, Any] = {
    "type": ["string", "number", "boolean"]
}  # 14:00 and 0234 are numbers to VS Code
_TEXTS: dict[str, Any] = {"type": "array", "items": _TEXT, "minItems": 1}
Json = dict[str, Any]


def write_schemas(folder: Path) -> int:
    """Write the schemas and the settings by which VS Code finds them.

    Args:
        folder: The knowledge folder; gains ``.schema/`` and ``.vscode/settings.json``, whose
            other settings stay.
    Returns:
        0.
    """
    target = folder / FOLDER
    target.mkdir(exist_ok=True)
    associations: dict[str, list[str]] = {}
    for name, (globs, content) in schemas(folder).items():
        _write(target / f"{name}.json", {"$schema": _DRAFT, **content})
        associations[f"./{FOLDER}/{name}.json"] = globs
    settings = folder / ".vscode" / "settings.json"
    settings.parent.mkdir(exist_ok=True)
    known = json.loads(settings.read_text(encoding="utf-8")) if settings.exists() else {}
    _write(settings, {**known, "files.encoding": "utf8", "yaml.schemas": associations})
    print(
        f"{len(associations)} Schemata stehen in {target}. Öffnen Sie den Ordner {folder} in "
        "VS Code und nehmen Sie die Erweiterung „YAML“ von Red Hat: Dann ergänzt und erklärt das "
        "Programm die Felder."
    )
    return 0


def _write(path: Path, content: Json) -> None:
    path.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def schemas(folder: Path) -> dict[str, tuple[list[str], Json]]:
    """Return each kind of file by name: the files it is for, and its schema."""
    languages = sorted(
        path.name for path in folder.iterdir() if path.is_dir() and len(path.name) == 2
    )
    topics = ["de/[a-z]*.yaml", "de/_geplauder.yaml", "vorlagen/thema.yaml"]
    others = [f"{code}/[a-z]*.yaml" for code in languages if code != "de"]
    words = _file({"synonyme": {"type": "object", "additionalProperties": _TEXTS}})
    return {
        "thema": (topics, _topic(keys.INTENT, keys.VERSION)),
        "uebersetzung": (
            [*others, "vorlagen/uebersetzung.yaml"],
            _topic(keys.TRANSLATION, keys.TRANSLATED_VERSION),
        ),
        "werte": (_root("werte"), _file({"werte": _named(keys.VALUE, staende=keys.DATED_VALUE)})),
        "kontakt": (_root("kontakt"), _file({"kontakt": _named(keys.CONTACT)})),
        "quellen": (_root("quellen"), _file({"quellen": _named(keys.SOURCE)})),
        "belege": (_root("belege"), _file({"belege": _named(keys.RECORD)})),
        "sprachen": (_root("sprachen"), _file({"sprachen": _named(keys.LANGUAGE)})),
        "rechtsaenderungen": (
            _root("rechtsaenderungen"),
            _file({"aenderungen": _named(keys.LAW_CHANGE)}),
        ),
        "glossar": (
            _root("glossar"),
            _file({name: _texts_by_name() for name in keys.GLOSSARY_WORDS}),
        ),
        "texte": (["*/_texte.yaml"], _file({"texte": _messages()})),
        "woerter": (["*/_woerter.yaml"], words),
        "fremd": (["??/_fremd.yaml", "vorlagen/_fremd.yaml"], _file({"saetze": _TEXTS})),
        "krise": (
            ["??/_krise.yaml", "vorlagen/_krise.yaml"],
            _file({"faelle": _named(keys.CRISIS), "harmlos": _TEXTS}),
        ),
        "pruefsaetze": (
            ["pruefung/*/[a-z]*.yaml", "vorlagen/pruefsaetze.yaml"],
            _file({"saetze": {"type": "object", "additionalProperties": _TEXTS}}),
        ),
    }


def _root(name: str) -> list[str]:
    return [f"/{name}.yaml", f"vorlagen/{name}.yaml"]


def _topic(intent: Schema, version: Schema) -> Json:
    content = _record(keys.TOPIC_FILE)
    content["properties"]["fragen"] |= _named(intent, fassungen=version)
    return content


def _file(properties: Json) -> Json:
    return {"type": "object", "additionalProperties": False, "properties": properties}


def _texts_by_name() -> Json:
    return {"type": "object", "additionalProperties": _TEXT}


def _messages() -> Json:
    properties = {name: {**_TEXT, "description": text} for name, text in MESSAGES.items()}
    return {"type": "object", "additionalProperties": False, "properties": properties}


def _named(record: Schema, **lists: Schema) -> Json:
    """Return the schema of a section whose entries are records under names of their own."""
    content = _record(record)
    for name, inner in lists.items():
        content["properties"][name] |= {"items": _record(inner)}
    return {"type": "object", "additionalProperties": content}


def _record(record: Schema) -> Json:
    return {
        "type": "object",
        "additionalProperties": False,
        "required": [name for name, field in record.items() if field.required],
        "properties": {name: _field(field) for name, field in record.items()},
    }


_SHAPES: dict[Kind, Json] = {
    Kind.TEXT: _TEXT,
    Kind.DAY: {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"},
    Kind.TEXTS: _TEXTS,
    Kind.IDS: _TEXTS,
    Kind.ENTRIES: {"type": "object"},
    Kind.ENTRY_LIST: {"type": "array", "minItems": 1},
}


def _field(field: Field) -> Json:
    return {**_SHAPES[field.kind], "description": field.help}
