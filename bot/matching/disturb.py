"""Disturbances of a sentence, seeded: how well is it understood when typed badly."""

from __future__ import annotations

import random
from typing import Literal, get_args

Disturbance = Literal[
    "einige-tippfehler", "jedes-wort", "handy", "umschrift", "ohne-umlaute", "klein"
]
DISTURBANCES: tuple[Disturbance, ...] = get_args(Disturbance)

_ROWS = ("qwertzuiopü", "asdfghjklöä", "yxcvbnm")


def disturb(text: str, how: Disturbance, *, seed: int = 1) -> str:
    """Return the text with one kind of disturbance; the same for the same seed."""
    dice = random.Random(f"{seed}|{how}|{text}")  # noqa: S311  no secret is drawn
    match how:
        case "einige-tippfehler":
            return " ".join(_typo(w, dice) if dice.random() < 0.3 else w for w in text.split())
        case "jedes-wort":
            return " ".join(_typo(w, dice) for w in text.split())
        case "klein":
            return text.lower()
        case "umschrift":
            return _spell(text, ("ae", "oe", "ue", "ss"))
        case "ohne-umlaute":
            return _spell(text, ("a", "o", "u", "ss"))
        case "handy":
            plain = "".join(
                c for c in _spell(text.lower(), ("a", "o", "u", "ss")) if c.isalnum() or c == " "
            )
            return " ".join(
                _neighbour(w, dice) if dice.random() < 0.3 else w for w in plain.split()
            )


def _spell(text: str, vowels: tuple[str, str, str, str]) -> str:
    for letter, plain in zip("äöüß", vowels, strict=True):
        text = text.replace(letter, plain).replace(letter.upper(), plain.capitalize())
    return text


def _typo(word: str, dice: random.Random) -> str:
    if len(word) < 3:
        return word
    place = dice.randrange(len(word) - 1)
    match dice.randrange(4):
        case 0:
            return word[:place] + word[place + 1 :]
        case 1:
            return word[:place] + word[place + 1] + word[place] + word[place + 2 :]
        case 2:
            return word[:place] + word[place] + word[place:]
        case _:
            return _neighbour(word, dice)


def _neighbour(word: str, dice: random.Random) -> str:
    place = dice.randrange(len(word))
    letter = word[place].lower()
    for row in _ROWS:
        if letter in row:
            at = row.index(letter)
            other = (
                row[at - 1] if at and (at == len(row) - 1 or dice.random() < 0.5) else row[at + 1]
            )
            return word[:place] + other + word[place + 1 :]
    return word
