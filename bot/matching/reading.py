"""A client's words → the words the matcher compares: folded, renamed, repaired."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bot.matching.negation import wanted
from bot.matching.normalize import words
from bot.matching.ranking import Repair
from bot.matching.repair import Repairer
from bot.matching.segments import asked
from bot.matching.synonyms import Synonyms


@dataclass(frozen=True, slots=True)
class Reading:
    """One utterance as the matcher reads it.

    Attributes:
        words: The words to be compared.
        question: In a story, the words of the part that asks; else empty.
        typed: The folded words as typed and as renamed or repaired.
        repairs: What was read differently from how it was typed.
    """

    words: tuple[str, ...]
    question: tuple[str, ...]
    typed: tuple[str, ...]
    repairs: tuple[Repair, ...]


class Reader:
    """Read utterances against one vocabulary."""

    def __init__(self, synonyms: Synonyms, vocabulary: Mapping[str, int]) -> None:
        """Take the other names and the known words (0 = known, but nothing is read as it)."""
        self._synonyms = synonyms
        self._repairer = Repairer(vocabulary)

    def read(self, utterance: str) -> Reading:
        """Return an utterance as words to be compared; a story also by the part that asks."""
        typed = words(utterance)
        read, repairs = self._words(typed)
        part = asked(utterance)
        if part is None:
            return Reading(wanted(read), (), (*typed, "|", *read), repairs)
        question, _ = self._words(words(part))
        return Reading(wanted(read), wanted(question), (*typed, "|", *read), repairs)

    def prepare(self) -> None:
        """Build now what else the first message with a typing error would wait for."""
        self._repairer.prepare()

    def _words(self, typed: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[Repair, ...]]:
        named = self._synonyms.apply(typed)
        read, repairs = self._repairer.apply(named)
        return (self._synonyms.apply(read) if repairs else read), repairs


def teach(text: str, synonyms: Synonyms) -> tuple[str, ...]:
    """Return the words of a sentence that teaches: nothing in it is repaired."""
    return wanted(synonyms.apply(words(text)))


def vocabulary(
    taught: Iterable[tuple[str, ...]], known: Iterable[str], synonyms: Synonyms
) -> dict[str, int]:
    """Count the words of the taught sentences; add the known ones with 0."""
    counts = Counter(word for text in taught for word in text)
    for word in synonyms.words:
        counts[word] += 1
    for text in known:
        for word in words(text):
            counts.setdefault(word, 0)
    return dict(counts)
