"""Examples: enough of them, none twice, none that two questions share."""

from __future__ import annotations

import difflib
import re
from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache

from bot.knowledge.problems import Problem, Spot
from bot.knowledge.rules.folder import Folder

MIN_EXAMPLES = 12
# Words that do not tell two questions apart; question words and negations do.
_FILLERS = frozenset(
    re.findall(
        r"\w+",
        "bitte mal denn eigentlich hallo danke der die das den dem des ein eine einen einem einer "
        "ich mir mich mein meine meinen meiner meinem man es so da nun jetzt auch noch",
    )
)
_LETTERS = str.maketrans({"ä": "a", "ö": "o", "ü": "u", "ß": "ss", "é": "e"})


@lru_cache(maxsize=200_000)  # more than all sentences: several rules ask for each
def folded(text: str) -> str:
    """Return an example as the matcher sees it: small, without umlauts and punctuation."""
    small = text.lower().replace("ae", "a").replace("oe", "o").replace("ue", "u")
    return " ".join(re.findall(r"\w+", small.translate(_LETTERS)))


def examples(folder: Folder) -> Iterator[Problem]:
    """Report too few examples, and those that stand twice."""
    seen: dict[tuple[str, str], tuple[str, Spot]] = {}
    for (language, intent_id), fields in folder.where.intents.items():
        nodes = fields.texts("beispiele")
        if fields.has("beispiele") and len(nodes) < MIN_EXAMPLES:
            yield folder.warning(
                fields.spot_of("beispiele"),
                "wenig-beispiele",
                f"„{intent_id}“ hat nur {len(nodes)} "
                f"{'Beispiel' if len(nodes) == 1 else 'Beispiele'}. Ab {MIN_EXAMPLES} versteht "
                "der Bot die Frage verlässlich.",
            )
        for node in nodes:
            form = folded(node.text)
            if not form:
                yield folder.problem(
                    node.spot,
                    "leeres-beispiel",
                    "Dieses Beispiel enthält kein Wort. Löschen Sie die Zeile.",
                )
                continue
            other = seen.setdefault((language, form), (intent_id, node.spot))
            if other[1] == node.spot:
                continue
            if other[0] == intent_id:
                yield folder.warning(
                    node.spot,
                    "doppeltes-beispiel",
                    f"Dieses Beispiel steht schon in Zeile {other[1].line}. Löschen Sie eines.",
                )
            else:
                yield folder.problem(
                    node.spot,
                    "beispiel-zweier-fragen",
                    f"Dieses Beispiel steht auch bei „{other[0]}“ ({other[1].file}, "
                    f"Zeile {other[1].line}). Der Bot kann die beiden dann nicht unterscheiden.",
                )


def strangers(folder: Folder) -> Iterator[Problem]:
    """Report sentences that teach a question and teach that nobody can answer them."""
    for language, wording in folder.knowledge.wordings.items():
        taught = {
            folded(text): intent.id
            for intent in folder.knowledge.intents.values()
            if language in intent.texts
            for text in intent.texts[language].examples
        }
        for text in wording.strangers:
            if owner := taught.get(folded(text)):
                name = f"{language}/_fremd.yaml"
                spot = folder.find(name, text) or Spot(name, 1, 1)
                yield folder.problem(
                    spot,
                    "fremd-und-beispiel",
                    f"Dieser Satz ist ein Beispiel der Frage „{owner}“. Er kann nicht zugleich "
                    "fremd sein. Löschen Sie eines von beiden.",
                )


def similar(folder: Folder) -> Iterator[Problem]:
    """Warn of examples of two questions that differ in a filler word or a letter."""
    exact: dict[tuple[str, str], tuple[str, Spot]] = {}
    near: dict[tuple[str, str], list[tuple[str, str, Spot]]] = defaultdict(list)
    for (language, intent_id), fields in folder.where.intents.items():
        for node in fields.texts("beispiele"):
            words = folded(node.text).split()
            kept = sorted(word for word in words if word not in _FILLERS) or sorted(words)
            form = " ".join(kept)
            other = exact.setdefault((language, form), (intent_id, node.spot))
            if other[0] == intent_id and len(kept) > 2:
                other = _near(near, language, kept, intent_id, node.spot) or other
            if other[0] != intent_id and folded(node.text) != folded(_text(folder, other[1])):
                yield folder.warning(
                    node.spot,
                    "aehnliche-beispiele",
                    f"Fast dasselbe steht bei „{other[0]}“ ({other[1].file}, Zeile "
                    f"{other[1].line}). Formulieren Sie eines so, wie nur diese Frage klingt.",
                )


def _near(
    near: dict[tuple[str, str], list[tuple[str, str, Spot]]],
    language: str,
    kept: list[str],
    intent_id: str,
    spot: Spot,
) -> tuple[str, Spot] | None:
    """Return an example of another question that has all words but one, and that one but a letter.

    0.87: of "kurzung" and "kurzungen" alike, of "umzug" and "einzug" not; tried on the shipped
    examples.
    """
    found = None
    for at, word in enumerate(kept):
        if len(word) < 5:
            continue
        bucket = near[language, " ".join(kept[:at] + kept[at + 1 :])]
        for other_intent, other_word, other_spot in bucket:
            if other_intent != intent_id and word[:2] == other_word[:2]:
                alike = difflib.SequenceMatcher(None, word, other_word, autojunk=False)
                if alike.quick_ratio() >= 0.87 and alike.ratio() >= 0.87:
                    found = (other_intent, other_spot)
        bucket.append((intent_id, word, spot))
    return found


def _text(folder: Folder, spot: Spot) -> str:
    line = folder.files[spot.file].lines[spot.line - 1]
    return line[spot.column - 1 : spot.column - 1 + spot.length].strip("\"'")
