"""What points elsewhere: related questions, old ids, titles that must tell questions apart."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from bot.knowledge.ids import nearest_id
from bot.knowledge.problems import Problem, Spot
from bot.knowledge.rules.folder import Folder


def references(folder: Folder) -> Iterator[Problem]:
    """Report related questions that do not exist, or are the question itself."""
    intents = folder.knowledge.intents
    for (language, intent), fields in folder.where.intents.items():
        seen: set[str] = set()
        for node in fields.texts("siehe_auch") if language == "de" else ():
            target = node.text.strip()
            if target == intent:
                text = "Die Frage verweist auf sich selbst. Löschen Sie den Verweis."
            elif target in seen:
                text = f"„{target}“ steht hier zweimal. Löschen Sie eines."
            elif folder.knowledge.intent(target) is None and folder.is_missing(target, intents):
                comma = re.search(r"[a-z0-9] +[a-z0-9]", target)
                text = f"Eine Frage „{target}“ gibt es nicht." + (
                    " Fehlt ein Komma?" if comma else nearest_id(target, intents)
                )
            else:
                seen.add(target)
                continue
            yield folder.problem(node.spot, "unbekannter-verweis", text)


def former_ids(folder: Folder) -> Iterator[Problem]:
    """Report an old id that is still, or again, the id of a question."""
    taken: dict[str, str] = {}
    for (language, intent), fields in folder.where.intents.items():
        for node in fields.texts("frueher") if language == "de" else ():
            old = node.text.strip()
            owner = old if old in folder.knowledge.intents else taken.get(old)
            taken.setdefault(old, intent)
            if owner:
                yield folder.problem(
                    node.spot,
                    "frueher-vergeben",
                    f"Die frühere Kennung „{old}“ gehört schon zur Frage „{owner}“. "
                    "Ein alter Link kann nur an eine Stelle führen.",
                )


def titles(folder: Folder) -> Iterator[Problem]:
    """Report two questions that look the same in a list."""
    found: dict[tuple[str, str], list[tuple[str, Spot]]] = defaultdict(list)
    for (language, intent_id), fields in folder.where.intents.items():
        if node := fields.scalar("frage"):
            found[language, node.text.strip()].append((intent_id, node.spot))
    for same in found.values():
        for intent_id, spot in same[1:]:
            yield folder.problem(
                spot,
                "doppelte-frage",
                f"„{same[0][0]}“ und „{intent_id}“ haben dieselbe Frage. In einer Auswahl sähen "
                "sie gleich aus.",
            )
