"""Translations: made from the words that stand there today, with the same values."""

from __future__ import annotations

from collections.abc import Iterator

from bot.knowledge.model import PLACEHOLDER
from bot.knowledge.problems import Problem, Spot
from bot.knowledge.rules.folder import Folder


def outdated(folder: Folder) -> Iterator[Problem]:
    """Warn of translations whose German text has changed since."""
    for (language, intent_id), records in folder.where.versions.items():
        if language == "de":
            continue
        originals = folder.knowledge.intents[intent_id].texts["de"].versions
        if len(records) != len(originals):
            yield folder.problem(
                folder.where.keys[language, intent_id],
                "fassungen-ungleich",
                f"Auf Deutsch hat „{intent_id}“ {_versions(len(originals))}, hier "
                f"{_versions(len(records))}. Übersetzen Sie jede, in derselben Reihenfolge.",
            )
            continue
        for fields, original in zip(records, originals, strict=True):
            node = fields.scalar("von")
            if node and node.text.strip() != original.digest:
                yield folder.warning(
                    node.spot,
                    "uebersetzung-veraltet",
                    "Der deutsche Text hat sich seit der Übersetzung geändert. Solange zeigt der "
                    "Bot den deutschen. Prüfen Sie die Übersetzung und schreiben Sie dann "
                    f"„von: {original.digest}“.",
                )


def _versions(count: int) -> str:
    return "eine Fassung" if count == 1 else f"{count} Fassungen"


def same_values(folder: Folder) -> Iterator[Problem]:
    """Report translations that name other values than the German text."""
    for (language, intent_id), records in folder.where.versions.items():
        originals = folder.knowledge.intents[intent_id].texts["de"].versions
        if language == "de" or len(records) != len(originals):
            continue
        for fields, original in zip(records, originals, strict=True):
            node = fields.scalar("antwort")
            own = set(PLACEHOLDER.findall(f"{fields.text('antwort')}\n{fields.text('mehr')}"))
            # An outdated translation differs of course; that has been said.
            if node and fields.text("von") == original.digest and own != original.placeholders:
                yield folder.problem(
                    fields.spot_of("antwort"),
                    "werte-ungleich",
                    _difference(own, original.placeholders),
                )
    german = folder.knowledge.wordings["de"].messages if "de" in folder.knowledge.wordings else {}
    for language, wording in folder.knowledge.wordings.items():
        for key, text in wording.messages.items() if language != "de" else ():
            wanted = frozenset(PLACEHOLDER.findall(german.get(key, "")))
            own = set(PLACEHOLDER.findall(text))
            if own != wanted:
                yield folder.problem(
                    folder.spot_of_key(f"{language}/_texte.yaml", key),
                    "werte-ungleich",
                    _difference(own, wanted),
                )


def _difference(own: set[str], wanted: frozenset[str]) -> str:
    parts = []
    if missing := sorted(wanted - own):
        parts.append("Hier fehlt " + ", ".join(f"{{{name}}}" for name in missing) + ".")
    if extra := sorted(own - wanted):
        parts.append(", ".join(f"{{{name}}}" for name in extra) + " steht nicht im deutschen Text.")
    return " ".join(parts) + " Alle Sprachen nennen dieselben Werte."


def untranslated(folder: Folder) -> Iterator[Problem]:
    """Say once per language how many questions have no text yet."""
    total = len(folder.knowledge.intents)
    for language in folder.knowledge.languages:
        missing = [
            intent.id
            for intent in folder.knowledge.intents.values()
            if language not in intent.texts
        ]
        if missing:
            at = folder.spot_of_key("sprachen.yaml", language)
            yield folder.warning(
                Spot(at.file, at.line, at.column, len(language)),
                "unuebersetzt",
                f"„{language}“: {len(missing)} von {total} Fragen haben noch keinen Text, zuerst "
                f"„{missing[0]}“. Der Bot antwortet dort auf Deutsch mit einem Hinweis.",
            )
