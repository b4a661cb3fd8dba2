"""How hard a German text is to read: sentences, LIX, Flesch in Amstad's form.

Numbers for editors, not a verdict: a short text that nobody understands can score well.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_WORD = re.compile(r"[^\W_]+(?:[-'’/][^\W_]+)*")
_VOWELS = re.compile(r"[aeiouyäöüàéèêíóú]+", re.IGNORECASE)
_DIPHTHONGS = re.compile(r"(?:aa|ee|oo|ai|ei|au|äu|eu|ie|ui|oi|ou|ey|ay)", re.IGNORECASE)
# A full stop after these, or after a figure ("1. Juli"), ends no sentence.
_ABBREVIATED = re.compile(
    r"(?:\d|\b(?:Abs|Nr|Art|Str|Tel|Dr|bzw|ca|inkl|ggf|evtl|usw|max|min|St|[a-zA-Z]))$"
)
_END = re.compile(r"[.!?…:](?=[\s“”\"»)]|$)[“”\"»)]*")
_BULLET = re.compile(r"\s*(?:[•·–-]|\d+[.)])\s")
_LONG_WORD = 6  # letters; LIX counts words of seven and more
# "Wattenscheid, Höntrop, Linden": names in a row are read at a glance, not word by word.
_NAMES = re.compile(
    r"(?:[A-ZÄÖÜ][\w/-]*(?: [A-ZÄÖÜ][\w/-]*)?, ){2,}"
    r"[A-ZÄÖÜ][\w/-]*(?: [A-ZÄÖÜ][\w/-]*)?(?: (?:und|oder) [A-ZÄÖÜ][\w/-]*(?: [A-ZÄÖÜ][\w/-]*)?)?"
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence or list line: its text and where it begins."""

    text: str
    start: int

    @property
    def length(self) -> int:
        """Return how many words a reader meets; a row of names counts as one."""
        return len(words(_NAMES.sub("Namen", self.text)))


def words(text: str) -> list[str]:
    """Return the words of a text; a figure is a word, a hyphen joins."""
    return _WORD.findall(text)


def sentences(text: str) -> tuple[Sentence, ...]:
    """Split a text into sentences.

    A colon ends one, and so do an empty line and the end of a list line. A line that merely
    wraps does not.
    """
    found: list[Sentence] = []
    position = 0
    for part in re.split(r"(\n\s*\n|\n(?=\s*(?:[•·–-]|\d+[.)])\s))", text):
        if not part.strip():
            position += len(part)
            continue
        first, _, rest = part.partition("\n")
        if _BULLET.match(first) and rest:
            found += _of_line(first, position)
            found += _of_line(rest, position + len(first) + 1)
        else:
            found += _of_line(part, position)
        position += len(part)
    return tuple(found)


def _of_line(text: str, offset: int) -> list[Sentence]:
    found: list[Sentence] = []
    bullet = _BULLET.match(text)
    start = bullet.end() if bullet else 0
    for end in _END.finditer(text, start):
        if end[0][0] == "." and _ABBREVIATED.search(text[: end.start()]):
            continue
        _add(found, text, start, end.end(), offset)
        start = end.end()
    _add(found, text, start, len(text), offset)
    return found


def _add(found: list[Sentence], text: str, start: int, end: int, offset: int) -> None:
    part = text[start:end]
    if words(part):
        lead = len(part) - len(part.lstrip())
        found.append(Sentence(part.strip(), offset + start + lead))


def syllables(word: str) -> int:
    """Return the syllables of a German word by its groups of vowels, at least 1."""
    count = 0
    for group in _VOWELS.findall(word):
        pairs = len(_DIPHTHONGS.findall(group))
        count += max(len(group) - pairs, 1)
    return max(count, 1)


def lix(text: str) -> float:
    """Return the LIX of a text: below 40 is easy, above 50 is officialese; 0 without a word.

    Source:
        Björnsson 1968: words per sentence plus percentage of words of more than six letters.
    """
    found = words(text)
    if not found:
        return 0.0
    long_words = sum(len(word) > _LONG_WORD for word in found)
    return len(found) / len(sentences(text)) + 100 * long_words / len(found)


def flesch_amstad(text: str) -> float:
    """Return the Flesch index in Amstad's form for German: above 60 is easy, 100 without a word.

    Source:
        Amstad 1978: 180 − words per sentence − 58.5 × syllables per word.
    """
    found = words(text)
    if not found:
        return 100.0
    count = sum(syllables(word) for word in found)
    return 180 - len(found) / len(sentences(text)) - 58.5 * count / len(found)
