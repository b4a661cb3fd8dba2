"""Text as people type it → folded words, one form for every way of writing the same.

Folding is the same for every language: the matcher is not told which one it reads. It may make
two different words alike ("schon", "schön"); their neighbours keep them apart, whereas a form
that was not folded is simply not recognised.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

LONGEST = 8192
"""Characters read of one text; Telegram sends at most 4096."""

_LETTERS = str.maketrans(
    {
        "ı": "i",  # Turkish: I, İ, ı and i are one letter after folding
        "İ": "i",
        "ё": "е",
        "ґ": "г",
        "ø": "o",
        "ł": "l",
        "ة": "ه",
        "ى": "ي",
        "ٱ": "ا",
        "ک": "ك",
        "ی": "ي",
        "ـ": None,  # tatweel only stretches a word
        **dict.fromkeys("'’‘ʼ`´′＇", None),  # geht's, п’ять, Bochum'da: one word each
        **dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff", None),
    }
)
_GERMAN = str.maketrans({"ä": "a", "ö": "o", "ü": "u", "ß": "ss"})
_PLAIN = re.compile(r"[\x00-\x7f§€„“”‚‘–—]*\Z")  # nothing here would be decomposed
_UMLAUT = re.compile(r"ae|oe|(?<![aeqäö])ue")
_LONE_LETTER = re.compile(r"(?<![^\W_])([^\W\d_])[-‐‑]([^\W\d_]{3,})")
_TOKEN = re.compile(r"§+|[^\W_]+")
_ROMAN = {"ii": "2", "iii": "3", "iv": "4"}
_TENS = {
    "zehn": 10, "elf": 11, "zwolf": 12, "dreizehn": 13, "vierzehn": 14, "funfzehn": 15,
    "sechzehn": 16, "siebzehn": 17, "achtzehn": 18, "neunzehn": 19, "zwanzig": 20, "dreissig": 30,
    "vierzig": 40, "funfzig": 50, "sechzig": 60, "siebzig": 70, "achtzig": 80, "neunzig": 90,
}  # fmt: skip
_ONES = {
    "ein": 1, "zwei": 2, "drei": 3, "vier": 4, "funf": 5, "sechs": 6, "sieben": 7, "acht": 8,
    "neun": 9,
}  # fmt: skip
_NUMBERS = (
    _TENS
    | _ONES
    | {"eins": 1}
    | {
        f"{one}und{ten}": number + value
        for one, value in _ONES.items()
        for ten, number in _TENS.items()
        if number >= 20
    }
)
_SECTION = frozenset({"§", "§§", "paragraf", "paragraph", "paragrafen", "par", "параграф"})
_TELLING = _SECTION | _NUMBERS.keys()
"""Without one of these or a digit no paragraph number is spelled."""

_LETTER_NAMES = {"ka": "k", "ih": "i", "eh": "e", "ef": "f", "ge": "g", "ha": "h", "be": "b",
                 "ce": "c", "de": "d", "ah": "a", "a": "a"}  # fmt: skip
_NUMBER_LETTER = re.compile(r"(\d{1,3})([a-z])\Z")


def fold(text: str) -> str:
    """Return a text in lower case, without marks, umlauts as plain vowels.

    Args:
        text: Anything; only the first ``LONGEST`` characters are read.
    Returns:
        "Für", "fuer", "FÜR" and "fur" all give "fur". Line breaks and punctuation stay.
    """
    lowered = text[:LONGEST].translate(_LETTERS).casefold().translate(_GERMAN)
    if not _PLAIN.match(lowered):
        decomposed = unicodedata.normalize("NFKD", lowered)
        lowered = "".join(
            str(unicodedata.digit(c)) if c.isdigit() and not c.isascii() else c
            for c in decomposed
            if unicodedata.category(c) not in {"Mn", "Me", "Mc", "Cf"}
        ).casefold().translate(_LETTERS)  # fmt: skip
    return _UMLAUT.sub(lambda found: found[0][0], lowered)


def words(text: str) -> tuple[str, ...]:
    """Return the folded words of a text; a paragraph number is one word in every spelling.

    Returns:
        "§ 16 k", "16k" and "paragraf sechzehn ka" give "§16k"; "Hartz IV" gives "hartz", "4".
    """
    folded = _LONE_LETTER.sub(r"\1\2", fold(text))
    return _sections([_ROMAN.get(token, token) for token in _TOKEN.findall(folded)])


@lru_cache(maxsize=4096)
def _number(token: str) -> str | None:
    """Return the digits a token stands for, at most three, or None."""
    if token.isdigit():
        return token if len(token) <= 3 else None
    value = _NUMBERS.get(token)
    return str(value) if value else None


def _letter(token: str) -> str | None:
    if len(token) == 1 and "a" <= token <= "z":
        return token
    return _LETTER_NAMES.get(token)


def _sections(tokens: list[str]) -> tuple[str, ...]:
    """Join what spells a paragraph number: sign or word, number, letter."""
    if not any(token in _TELLING or token[0].isdigit() for token in tokens):
        return tuple(tokens)
    joined: list[str] = []
    at = 0
    while at < len(tokens):
        token = tokens[at]
        signed = token in _SECTION
        after = at + 1 if signed else at
        following = tokens[after] if after < len(tokens) else ""
        if match := _NUMBER_LETTER.match(following):
            joined.append(f"§{match[1]}{match[2]}")
            at = after + 1
            continue
        number = _number(following)
        spelled = number is not None and (signed or len(number) == 2)
        letter = _letter(tokens[after + 1]) if spelled and after + 1 < len(tokens) else None
        if spelled and letter:
            joined.append(f"§{number}{letter}")
            at = after + 2
        elif spelled and signed:
            joined.append(f"§{number}")
            at = after + 1
        else:
            if not signed or token.isalpha():
                joined.append(token)
            at += 1
    return tuple(joined)
