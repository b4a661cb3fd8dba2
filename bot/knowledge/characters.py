"""Bytes → text, and the characters that have no place in it.

Word, Excel and web pages leave signs behind that nobody sees: soft hyphens, blanks of no width,
the letters of a wrong encoding. The bot would read them and no editor could find them.
"""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from bot.knowledge.problems import Problem, Spot


class Mistake(NamedTuple):
    """A finding in the raw text: where, the rule's code, the German text."""

    spot: Spot
    code: str
    text: str


_SAVE = "Öffnen Sie sie im Editor, wählen Sie „Speichern unter“ und als Codierung „UTF-8“."
_GARBLED = re.compile("Ã[¤¶¼Ÿ„–œ\u0084\u0096\u009c\u009f]|â€[žœ“™¢]|\ufffd")
_CONTROL = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u0080-\u009f\u00ad\ufeff\u200b\u2028\u2029\u2060"
_EVERYWHERE = re.compile(f"[{_CONTROL}]")
# Arabic, Persian and mixed lines need joiners and marks of direction; German ones do not.
_IN_GERMAN = re.compile(f"[{_CONTROL}\u200c\u200e\u200f\u202a-\u202e\u2066-\u2069]|(?<=\\w)\u200d")
_NAMES = {
    "\u00ad": "ein weiches Trennzeichen",
    "\u200b": "ein Leerzeichen ohne Breite",
    "\u2060": "ein Leerzeichen ohne Breite",
    "\ufeff": "ein Leerzeichen ohne Breite",
}


def decode(raw: bytes, name: str) -> tuple[str, Problem | None]:
    """Return the text of a file; with a problem where it is not UTF-8, as well as it can be read.

    A mark of byte order at the start, as Windows writes it, is dropped.
    """
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return raw.decode("utf-16", "replace"), Problem(
            Spot(name),
            f"Die Datei ist als „Unicode“ (UTF-16) gespeichert, der Bot liest UTF-8. {_SAVE}",
            "zeichensatz",
        )
    try:
        return raw.decode("utf-8-sig"), None
    except UnicodeDecodeError as error:
        before = raw[: error.start]
        text = raw.decode("cp1252", "replace")
        line = before.count(b"\n") + 1
        column = error.start - (before.rfind(b"\n") + 1) + 1
        lines = text.splitlines()
        return text, Problem(
            Spot(name, line, column),
            f"Die Datei ist nicht als UTF-8 gespeichert; „{text[error.start]}“ ist so nicht "
            f"lesbar. {_SAVE}",
            "zeichensatz",
            excerpt=tuple(lines[max(line - 2, 0) : line]),
        )


def unwanted_character(text: str, name: str) -> Mistake | None:
    """Return the first character that an editor cannot have meant."""
    if found := _GARBLED.search(text):
        return Mistake(
            _spot(text, found.start(), len(found[0]), name),
            "zeichensalat",
            f"„{found[0]}“ war einmal ein Umlaut oder ein Anführungszeichen; beim Speichern ging "
            "es verloren. Tippen Sie das Wort neu.",
        )
    pattern = _EVERYWHERE if not name.startswith(("de/", "pruefung/de/")) else _IN_GERMAN
    if found := pattern.search(text):
        sign = _NAMES.get(found[0], "ein unsichtbares Zeichen")
        return Mistake(
            _spot(text, found.start(), 1, name),
            "unsichtbares-zeichen",
            f"Hier steckt {sign}, oft aus einer Kopie. Löschen Sie das Wort und tippen Sie es neu.",
        )
    return None


def _spot(text: str, position: int, length: int, name: str) -> Spot:
    start = text.rfind("\n", 0, position) + 1
    return Spot(name, text.count("\n", 0, position) + 1, position - start + 1, length)


def width(text: str) -> int:
    """Return how many columns of a terminal a text fills; wide signs fill two, marks none."""
    return sum(
        0 if unicodedata.combining(sign) else 2 if unicodedata.east_asian_width(sign) in "WF" else 1
        for sign in text
    )
