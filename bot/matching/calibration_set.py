"""The half of the check sentences on which is measured what "sure" means.

These sentences teach no intent: they only tell how often the matcher is right at which signs, and
where the thresholds lie. The other half is touched by nothing and shows whether that holds.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

from bot.knowledge.pruefung import CheckSentences, read_check_sentences

CalibrationSet = dict[str, tuple[tuple[str, tuple[str, ...]], ...]]


def is_visible(text: str) -> bool:
    """Tell whether a check sentence may be looked at; decided by the sentence itself."""
    return hashlib.sha256(text.encode()).digest()[0] % 2 == 1


def calibration_set(folder: Path) -> CalibrationSet:
    """Return sentences with the intents that serve them, none for strangers, by language."""
    return by_language(read_check_sentences(folder))


def by_language(found: CheckSentences) -> CalibrationSet:
    """Sort the visible half of the check sentences by language."""
    sentences: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
    also: dict[tuple[str, str], list[str]] = {}
    for each in found.also:
        also.setdefault((each.language, each.text), []).append(each.target)
    for each in found.intents:
        if is_visible(each.text):
            sentences.setdefault(each.language, []).append(
                (each.text, (each.target, *also.get((each.language, each.text), ())))
            )
    for each in found.strangers:
        if is_visible(each.text):
            sentences.setdefault(each.language, []).append((each.text, ()))
    return {language: tuple(pairs) for language, pairs in sentences.items()}
