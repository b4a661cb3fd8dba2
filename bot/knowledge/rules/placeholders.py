"""Values in texts: every figure is one, every one exists, none is spelt wrongly."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.knowledge.ids import nearest_id, slug
from bot.knowledge.messages import FILLED_BY_THE_BOT
from bot.knowledge.model import PLACEHOLDER
from bot.knowledge.problems import Problem
from bot.knowledge.rules.folder import Folder
from bot.knowledge.yaml_reader import Scalar

# Names of laws may hold digits: "§ 16k SGB II", "§§ 83 bis 87", "Abs. 2 Nr. 3".
LAW = re.compile(
    r"§§?\s*\d+[a-z]?(?:\s*(?:,|und|bis|–|-)\s*\d+[a-z]?)*"
    r"(?:\s*(?:Abs\.|Absatz|Nr\.|Satz)\s*\d+[a-z]?(?:\s*(?:,|und|bis)\s*\d+[a-z]?)*)*"
)
_BRACES = re.compile(r"\{\{+[^{}\n]*\}*\}|\{[^{}\n]*\}|[{}]")


def placeholders(folder: Folder) -> Iterator[Problem]:
    """Report placeholders of unknown values and those that are misspelt."""
    for _, _, _, _, node in folder.texts():
        for found in _BRACES.finditer(node.text):
            if mistake := _mistake(folder, found[0]):
                spot = folder.spot_in(node, found.start(), len(found[0]))
                yield folder.problem(spot, *mistake)
    for language, wording in folder.knowledge.wordings.items():
        own = [
            (f"{language}/_texte.yaml", key, text, FILLED_BY_THE_BOT.get(key, frozenset()))
            for key, text in wording.messages.items()
        ]
        own += [
            (f"{language}/_krise.yaml", case.id, case.answer, frozenset())
            for case in wording.crises
        ]
        for name, key, text, allowed in own:
            for braces in _BRACES.findall(text):
                mistake = _mistake(folder, braces)
                if mistake and braces[1:-1] not in allowed:
                    at = folder.spot_of_key(name, key)
                    spot = folder.find(name, braces, at.line) or at
                    yield folder.problem(spot, *mistake)


def _mistake(folder: Folder, braces: str) -> tuple[str, str] | None:
    known = folder.knowledge.facts
    if braces in ("{", "}"):
        return "platzhalter", (
            "Eine geschweifte Klammer steht allein. Ein Wert wird so geschrieben: {regelbedarf}."
        )
    inner = braces.strip("{} ")
    plain = slug(inner)
    if PLACEHOLDER.fullmatch(braces):
        if not folder.is_missing(inner, known):
            return None
        return "unbekannter-wert", (
            f"Den Wert „{inner}“ gibt es in werte.yaml und kontakt.yaml nicht."
            + nearest_id(inner, known)
        )
    return "platzhalter", (
        f"„{braces}“ ist kein Wert: Eine Kennung hat nur kleine Buchstaben, Ziffern und "
        f"Bindestriche. Schreiben Sie {{{plain or 'kennung'}}}."
    )


def figures(folder: Folder) -> Iterator[Problem]:
    """Report figures that stand in a text without a source."""
    for _, _, _, _, node in folder.texts():
        if found := _figure(node):
            yield folder.problem(
                folder.spot_in(node, found.start(), len(found[0])),
                "zahl-ohne-wert",
                f"Die Zahl „{found[0]}“ steht ohne Quelle im Text. Tragen Sie sie in werte.yaml "
                "ein und schreiben Sie hier ihre Kennung in geschweiften Klammern.",
            )


def _figure(node: Scalar) -> re.Match[str] | None:
    rest = _BRACES.sub(lambda found: "\0" * len(found[0]), node.text)
    rest = LAW.sub(lambda found: "\0" * len(found[0]), rest)
    return re.search(r"\d[\d.,]*(?<![.,])", rest)


def unused_values(folder: Folder) -> Iterator[Problem]:
    """Warn of values that no text uses."""
    used: set[str] = set()
    for _, _, _, _, node in folder.texts():
        used.update(PLACEHOLDER.findall(node.text))
    for wording in folder.knowledge.wordings.values():
        for text in (*wording.messages.values(), *(case.answer for case in wording.crises)):
            used.update(PLACEHOLDER.findall(text))
    for topic in folder.knowledge.topics.values():
        for title in topic.titles.values():
            used.update(PLACEHOLDER.findall(title))
    for fact_id, spot in folder.fact_spots.items():
        if fact_id not in used:
            yield folder.warning(
                spot, "unbenutzter-wert", f"Den Wert „{fact_id}“ verwendet keine Antwort."
            )
