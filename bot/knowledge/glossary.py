"""``glossar.yaml``: officialese and its plain word, technical terms and abbreviations allowed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.knowledge.fields import Record, Report, read_record
from bot.knowledge.schema import FILE_KEYS, GLOSSARY_WORDS, Schema
from bot.knowledge.yaml_reader import Scalar, SourceFile


@dataclass(frozen=True)
class Glossary:
    """The words that ``check`` minds.

    Attributes:
        officialese: Term → what to write instead.
        terms: Technical term that may be used → its explanation.
        abbreviations: Abbreviation that may be used → its explanation.
    """

    officialese: Mapping[str, str] = field(default_factory=dict)
    terms: Mapping[str, str] = field(default_factory=dict)
    abbreviations: Mapping[str, str] = field(default_factory=dict)

    def __bool__(self) -> bool:
        """Tell whether there is a glossary at all; without one its rules are silent."""
        return bool(self.officialese or self.terms or self.abbreviations)


def read_glossary(file: SourceFile, report: Report) -> Glossary:
    """Return the glossary of a file."""
    schema: Schema = {name: FILE_KEYS[name] for name in GLOSSARY_WORDS}
    top = read_record(file.root, schema, report, "Die Datei")
    if top is None:
        return Glossary()
    return Glossary(*(_words(top, name) for name in GLOSSARY_WORDS))


def _words(top: Record, name: str) -> dict[str, str]:
    words: dict[str, str] = {}
    for key, node in top.entries(name):
        if not isinstance(node, Scalar) or not node.text.strip():
            top.report.error(
                key.spot,
                "glossar",
                f"Hinter „{key.text}“ wird eine kurze Erklärung erwartet, als Text in derselben "
                "Zeile.",
            )
            continue
        words[key.text.strip()] = node.text.strip()
    return words
