"""Examples that sound more like another question than like their own."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from math import log, sqrt

from bot.knowledge.problems import Problem, Spot
from bot.knowledge.rules.examples import folded
from bot.knowledge.rules.folder import Folder

# Tried on the shipped examples: at these two figures every finding was worth a look; the matcher
# itself weighs much more, so this stays a hint.
_CLOSE = 0.75
_FAR = 0.3
_COMMON = 25  # words in more examples than this say little about the question
_RAREST = 2
_SHORT = 3  # words; shorter examples resemble everything


def nearer(folder: Folder) -> Iterator[Problem]:
    """Warn of an example that nearly repeats one of another question and none of its own.

    Compared are the words, rare ones weighing more (cosine of tf-idf).
    """
    for language in folder.knowledge.languages:
        yield from _of_language(folder, language)


def _of_language(folder: Folder, language: str) -> Iterator[Problem]:
    found: list[tuple[str, Spot, set[str]]] = [
        (intent_id, node.spot, set(folded(node.text).split()))
        for (code, intent_id), fields in folder.where.intents.items()
        for node in (fields.texts("beispiele") if code == language else ())
    ]
    counts = Counter(word for _, _, words in found for word in words)
    weight = {word: (log(len(found) / count) + 1) ** 2 for word, count in counts.items()}
    length = [sqrt(sum(weight[word] for word in words)) or 1.0 for _, _, words in found]
    holders: dict[str, list[int]] = defaultdict(list)
    siblings: dict[str, list[int]] = defaultdict(list)
    for number, (intent_id, _, words) in enumerate(found):
        siblings[intent_id].append(number)
        for word in words:
            holders[word].append(number)

    def likeness(one: int, other: int) -> float:
        shared = found[one][2] & found[other][2]
        return sum(map(weight.__getitem__, shared)) / (length[one] * length[other])

    closest: dict[int, tuple[int, float]] = {}
    for number, (intent_id, _, words) in enumerate(found):
        if len(words) < _SHORT:
            continue
        # Whoever is that close shares one of the rarest words.
        rarest = sorted(words, key=lambda word: (counts[word], word))[:_RAREST]
        others = {
            other
            for word in rarest
            if counts[word] <= _COMMON
            for other in holders[word]
            if found[other][0] != intent_id
        }
        best, at = max(((likeness(number, other), -other) for other in others), default=(0.0, 0))
        if best < _CLOSE:
            continue
        kin = (likeness(number, each) for each in siblings[intent_id] if each != number)
        own = max(kin, default=0.0)
        if own < _FAR:
            closest[number] = (-at, own)
    for number, (other, own) in closest.items():
        # Of two that point at each other, the greater stranger at home is told.
        back, theirs = closest.get(other, (-1, 1.0))
        if back == number and (theirs, -other) < (own, -number):
            continue
        intent_id, spot, _ = found[number]
        name, place, _ = found[other]
        yield folder.warning(
            spot,
            "beispiel-naeher",
            f"Dieses Beispiel klingt wie eines von „{name}“ ({place.file}, Zeile "
            f"{place.line}) und wie kein anderes von „{intent_id}“. Gehört es dorthin?",
        )
