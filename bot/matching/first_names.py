"""First names of many languages: whether a word is one.

A list cannot know every name; it is one sign among others in ``personal_names``.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from pathlib import Path

_FILE = Path(__file__).with_name("first_names.txt")
_LATIN = str.maketrans({"ı": "i", "ß": "ss", "ł": "l", "ø": "o", "đ": "d", "æ": "ae"})
_ARABIC = str.maketrans("أإآىة", "ااايه")
_ARABIC_MARKS = re.compile("[\u064b-\u0652\u0640]")


@cache
def _names() -> dict[str, bool]:
    """Return every name, and whether it is nothing but a name."""
    lines = _FILE.read_text(encoding="utf-8").splitlines()
    words = (word for line in lines if line[:1] != "#" for word in line.split())
    return {word.removesuffix("!"): not word.endswith("!") for word in words}


def is_first_name(word: str) -> bool:
    """Tell whether a word, however written, is a first name, in Slavic cases too."""
    return any(_find(part) is not None for part in word.split("-"))


def is_only_a_name(word: str) -> bool:
    """Tell whether a word is a first name and no everyday word of any language."""
    return any(_find(part) for part in word.split("-"))


def _find(word: str) -> bool | None:
    names = _names()
    folded = fold(word)
    for form in (folded, _spelt_back(folded)):
        if form in names:
            return names[form]
    if len(folded) > 3 and "а" <= folded[0] <= "ґ" and _in_a_case(folded, names):
        return False
    return None


def fold(word: str) -> str:
    """Return a word without capitals and marks: "Hüseyin" → "huseyin", "أحمد" → "احمد"."""
    word = word.lower()
    if not word or word.isascii():
        return word
    if word[0] < "\u0300":
        decomposed = unicodedata.normalize("NFKD", word.translate(_LATIN))
        return "".join(sign for sign in decomposed if not unicodedata.combining(sign))
    if word[0] < "\u0600":
        return word.replace("ё", "е")
    return _ARABIC_MARKS.sub("", word).translate(_ARABIC)


def _spelt_back(folded: str) -> str:
    """Return "juergen" as the list has it."""
    return folded.replace("ae", "a").replace("oe", "o").replace("ue", "u")


def _in_a_case(folded: str, names: dict[str, bool]) -> bool:
    """Tell whether a name stands in another case than the first: "Андрея", "Ольгу", "Наталье"."""
    stem = folded[:-1]
    ends = ("", "а", "я", "й", "ь", "о", "ия", "ій")
    if any(stem + end in names for end in ends):
        return True
    return folded.endswith(("ом", "ем", "ою", "ею", "ой", "єю", "ові", "еві")) and any(
        folded[:-cut] + end in names for cut in (2, 3) for end in ends
    )
