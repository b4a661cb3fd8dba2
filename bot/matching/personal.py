"""Personal data in a message: found for a warning, masked for the matcher, redacted for keeping.

Three uses with different costs of a mistake. ``find`` warns, so it takes only what is surely a
person's own number or address. ``redact`` comes before anything is kept, so it takes more: names,
postal addresses, every long number. The figures and help lines a question needs stay.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from bot.matching.personal_patterns import CAUTIOUS, SURE, Kind, Rule

MARKS: dict[Kind, str] = {
    "iban": "[Kontonummer]",
    "kundennummer": "[Kundennummer]",
    "bg-nummer": "[BG-Nummer]",
    "versicherungsnummer": "[Versicherungsnummer]",
    "steuer-id": "[Steuernummer]",
    "telefon": "[Telefonnummer]",
    "e-mail": "[E-Mail-Adresse]",
    "geburtsdatum": "[Geburtsdatum]",
    "adresse": "[Adresse]",
    "name": "[Name]",
    "nummer": "[Nummer]",
}
"""What stands in a redacted sentence; staff read it, so it is German."""

LONGEST = 8192


@dataclass(frozen=True, slots=True)
class PersonalData:
    """One piece of personal data: ``utterance[start:end]``."""

    kind: Kind
    start: int
    end: int

    @property
    def warns(self) -> bool:
        """Tell whether the client should be warned; a first name alone is no reason."""
        return self.kind not in ("name", "nummer")


def find(utterance: str) -> tuple[PersonalData, ...]:
    """Find what surely is personal data, in order and without overlap.

    Args:
        utterance: Any string; only the first 8,192 characters are read.
    """
    return _search(utterance, SURE)


def mask(utterance: str, spans: Iterable[PersonalData]) -> str:
    """Return the message with each span as one blank, so that the question beside it remains."""
    return _replace(utterance, spans, lambda _: " ")


def redact(utterance: str) -> str:
    """Return the message fit to be kept: each doubtful piece as a mark such as "[Name]".

    What lies beyond the first 8,192 characters is dropped, because nobody looked at it.
    """
    utterance = utterance[:LONGEST]
    return _replace(utterance, _search(utterance, (*SURE, *CAUTIOUS)), lambda kind: MARKS[kind])


def _search(utterance: str, rules: Iterable[Rule]) -> tuple[PersonalData, ...]:
    text = _plain_digits(utterance[:LONGEST])
    taken = bytearray(len(text))
    found: list[PersonalData] = []
    for rule in rules:
        if not rule.may_match(text):
            continue
        for match in rule.pattern.finditer(text):
            start, end = match.span(rule.group)
            if start == end or any(taken[start:end]) or not rule.accepts(match):
                continue
            taken[start:end] = b"\x01" * (end - start)
            found.append(PersonalData(rule.kind, start, end))
    return tuple(sorted(found, key=lambda each: each.start))


def _replace(utterance: str, spans: Iterable[PersonalData], by: Callable[[Kind], str]) -> str:
    pieces = []
    at = 0
    for span in sorted(spans, key=lambda each: each.start):
        pieces += [utterance[at : span.start], by(span.kind)]
        at = span.end
    return "".join([*pieces, utterance[at:]])


def _plain_digits(text: str) -> str:
    """Write the digits of every script as 0 to 9, sign for sign."""
    if text.isascii():
        return text
    return "".join(
        str(unicodedata.decimal(sign)) if sign.isdecimal() and not sign.isascii() else sign
        for sign in text
    )
