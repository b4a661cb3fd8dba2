"""``texte.yaml`` → the sentences for clients, in German and in the languages there are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from bot.knowledge.fields import Record, Report, read_record
from bot.knowledge.ids import nearest_id
from bot.knowledge.yaml_reader import Entries, Node, Scalar, SourceFile
from bot.quartier.schema import TEXTS_FILE
from bot.quartier.texts import TEXTS

_PLACEHOLDER = re.compile(r"\{([a-z_]+)\}")


@dataclass(frozen=True)
class Sentences:
    """Sentences by key; the translations by the code of their language, maybe not all of them."""

    german: Mapping[str, str] = field(default_factory=dict)
    translations: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


def read_sentences(file: SourceFile, report: Report) -> Sentences:
    """Return the sentences; German has every one, a translation the same placeholders."""
    top = read_record(file.root, TEXTS_FILE, report, "Die Datei")
    if top is None:
        return Sentences()
    german = dict(_read(top.entries("texte"), report))
    for name in TEXTS:
        if name not in german:
            report.error(top.spot_of("texte"), "satz-fehlt", f"Der Satz „{name}“ fehlt.")
    return Sentences(
        {name: node.text.strip() for name, node in german.items()},
        _translations(top, german, report),
    )


def _translations(
    top: Record, german: Mapping[str, Scalar], report: Report
) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for code, node in top.entries("uebersetzungen"):
        if not isinstance(node, Entries):
            report.error(
                code.spot, "leer", f"Unter „{code.text}“ werden die übersetzten Sätze erwartet."
            )
            continue
        own = dict(_read(node, report))
        for name, text in own.items():
            if name in german:
                _compare(name, text, german[name], report)
        found[code.text] = {name: text.text.strip() for name, text in own.items()}
    return found


def _read(entries: Iterable[tuple[Scalar, Node]], report: Report) -> list[tuple[str, Scalar]]:
    found: list[tuple[str, Scalar]] = []
    for key, node in entries:
        if key.text not in TEXTS:
            report.error(
                key.spot,
                "unbekannter-satz",
                f"Einen Satz „{key.text}“ kennt der Bot nicht.{nearest_id(key.text, TEXTS)}",
            )
        elif not isinstance(node, Scalar) or not node.text.strip():
            report.error(key.spot, "leer", f"Hinter „{key.text}“ wird ein Text erwartet.")
        else:
            found.append((key.text, node))
    return found


def _compare(name: str, text: Scalar, german: Scalar, report: Report) -> None:
    here, there = (set(_PLACEHOLDER.findall(each.text)) for each in (text, german))
    for lost in sorted(there - here):
        report.error(
            text.spot,
            "platzhalter-fehlt",
            f"In der Übersetzung von „{name}“ fehlt {{{lost}}}. Auf Deutsch steht es da.",
        )
    for new in sorted(here - there):
        report.error(
            text.spot,
            "platzhalter-unbekannt",
            f"{{{new}}} steht in der Übersetzung von „{name}“, aber nicht im deutschen Satz.",
        )
