"""Two states of the knowledge → what differs between them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bot.knowledge.model import PLACEHOLDER, Intent, Knowledge, Version
from bot.knowledge.reading_level import lix
from bot.knowledge.rules.examples import folded


@dataclass(frozen=True, slots=True)
class Reworded:
    """An answer whose words changed.

    Attributes:
        before: LIX and length of the old words, ``after`` of the new ones.
        stale: The words are new, the day of review is not.
        outdated: Languages whose translation was made from the old words.
    """

    intent: str
    before: tuple[float, int]
    after: tuple[float, int]
    stale: bool
    outdated: tuple[str, ...]


@dataclass(frozen=True)
class Changes:
    """What an edit does to the knowledge.

    Attributes:
        lost: Removed questions that no other one succeeds: printed links lead nowhere.
        values: Changed values by id, with the questions whose answers name them.
        moved: Examples with the question they taught before and teach now.
        taught: Examples that are new, by question; ``untaught`` those that are gone.
    """

    added: tuple[str, ...]
    removed: tuple[str, ...]
    lost: tuple[str, ...]
    reworded: tuple[Reworded, ...]
    values: tuple[tuple[str, tuple[str, ...]], ...]
    moved: tuple[tuple[str, str, str], ...]
    taught: tuple[tuple[str, int], ...]
    untaught: tuple[tuple[str, int], ...]

    def __bool__(self) -> bool:
        """Tell whether anything differs."""
        return any((self.added, self.removed, self.reworded, self.values)) or any(
            (self.moved, self.taught, self.untaught)
        )


def compare(old: Knowledge, new: Knowledge) -> Changes:
    """Return what differs between two states of the knowledge."""
    removed = tuple(name for name in old.intents if name not in new.intents)
    kept = [name for name in new.intents if name in old.intents]
    return Changes(
        tuple(name for name in new.intents if name not in old.intents),
        removed,
        tuple(name for name in removed if new.intent(name) is None),
        tuple(_reworded(old, new, kept)),
        tuple(_values(old, new)),
        *_examples(old, new),
    )


def _reworded(old: Knowledge, new: Knowledge, kept: list[str]) -> Iterator[Reworded]:
    for name in kept:
        before, after = (state.intents[name].texts["de"].versions for state in (old, new))
        known = {version.digest for version in before}
        fresh = [version for version in after if version.digest not in known]
        if not fresh and len(before) == len(after):
            continue
        last, now = before[-1], (fresh or list(after))[-1]
        days = {version.reviewed for version in before}
        yield Reworded(
            name,
            _level(last),
            _level(now),
            any(version.reviewed in days for version in fresh),
            tuple(_outdated(old.intents[name], new.intents[name])),
        )


def _level(version: Version) -> tuple[float, int]:
    return lix(PLACEHOLDER.sub("hundert", version.answer)), len(version.answer)


def _outdated(old: Intent, new: Intent) -> Iterator[str]:
    """Yield the languages that were up to date and are no longer."""

    def current(intent: Intent, language: str) -> bool:
        made_from = [version.made_from for version in intent.texts[language].versions]
        return made_from == [version.digest for version in intent.texts["de"].versions]

    for language in new.texts:
        if language == "de" or language not in old.texts:
            continue
        if current(old, language) and not current(new, language):
            yield language


def _values(old: Knowledge, new: Knowledge) -> Iterator[tuple[str, tuple[str, ...]]]:
    for name, fact in new.facts.items():
        before = old.facts.get(name)
        if before is None or [(v.first_day, v.value) for v in before.values] == [
            (v.first_day, v.value) for v in fact.values
        ]:
            continue
        users = (
            intent.id
            for intent in new.intents.values()
            if any(name in version.placeholders for version in intent.texts["de"].versions)
        )
        yield name, tuple(users)


def _examples(
    old: Knowledge, new: Knowledge
) -> tuple[
    tuple[tuple[str, str, str], ...], tuple[tuple[str, int], ...], tuple[tuple[str, int], ...]
]:
    before, after = _taught(old), _taught(new)
    moved = tuple(
        (text, before[form][1], owner)
        for form, (text, owner) in after.items()
        if form in before and before[form][1] != owner
    )
    gained = _count(owner for form, (_, owner) in after.items() if form not in before)
    dropped = _count(owner for form, (_, owner) in before.items() if form not in after)
    return moved, gained, dropped


def _taught(knowledge: Knowledge) -> dict[tuple[str, str], tuple[str, str]]:
    return {
        (language, folded(text)): (text, intent.id)
        for intent in knowledge.intents.values()
        for language, wording in intent.texts.items()
        for text in wording.examples
    }


def _count(names: Iterator[str]) -> tuple[tuple[str, int], ...]:
    counted: dict[str, int] = {}
    for name in names:
        counted[name] = counted.get(name, 0) + 1
    return tuple(counted.items())
