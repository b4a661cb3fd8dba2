"""A client's words → the words the matcher compares: folded, renamed, repaired."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bot.matching.negation import wanted
from bot.matching.normalize import words
from bot.matching.ranking import Repair
from bot.matching.repair import Repairer
from bot.matching.segments import LONG, readings
from bot.matching.synonyms import Synonyms


@dataclass(frozen=True, slots=True)
class Reading:
    """One utterance, or the part of a story that may be the question, as the matcher reads it.

    Attributes:
        question: The words to be compared.
        typed: The folded words of the whole utterance as typed and as renamed or repaired.
        repairs: What was read differently from how it was typed.
        trust: How far to trust that this part is what is asked, 0.0 to 1.0.
    """

    question: tuple[str, ...]
    typed: tuple[str, ...]
    repairs: tuple[Repair, ...]
    trust: float = 1.0


class Reader:
    """Read utterances against one vocabulary."""

    def __init__(self, synonyms: Synonyms, vocabulary: Mapping[str, int]) -> None:
        """Take the other names and the known words (0 = known, but nothing is read as it)."""
        self._synonyms = synonyms
        self._repairer = Repairer(vocabulary)

    def read(self, utterance: str) -> tuple[Reading, ...]:
        """Return the ways to read an utterance, at least one; only a story has several."""
        typed = words(utterance)
        if len(typed) <= LONG:
            read, repairs = self._words(typed)
            return (Reading(wanted(read), (*typed, "|", *read), repairs),)
        found = []
        everything = typed
        for part, trust in readings(utterance):
            read, repairs = self._words(words(part))
            everything = (*everything, "|", *read)
            if read:
                found.append((wanted(read), repairs, trust))
        return tuple(Reading(read, everything, repairs, trust) for read, repairs, trust in found)

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
