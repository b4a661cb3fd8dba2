"""Personal data in a message: found for a warning, masked for the matcher, redacted for keeping.

Three uses with different costs of a mistake. ``find`` warns, so it takes only what is surely a
person's own number or address. ``redact`` comes before anything is kept, so it takes more: names,
postal addresses, every long number. The figures and help lines a question needs stay.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from bot.matching import personal_address as address
from bot.matching import personal_birth as birth
from bot.matching import personal_contact as contact
from bot.matching import personal_numbers as numbers
from bot.matching.personal_names import find_names
from bot.matching.personal_rule import Kind, Rule

SURE: tuple[Rule, ...] = (
    *contact.MAIL,
    *contact.LINKS,
    *numbers.ACCOUNTS,
    *numbers.OFFICES,
    *numbers.PAPERS,
    *birth.BIRTH,
    *contact.PHONES,
    *address.HOMES,
)
"""Personal data by its form; enough to warn a client. The surest first."""

CAUTIOUS: tuple[Rule, ...] = (
    *SURE,
    *contact.ACCOUNTS,
    *address.STREETS,
    *contact.DOUBTFUL_PHONES,
    *numbers.DOUBTFUL_NUMBERS,
)
"""What might point to a person; taken out before a sentence is kept."""

MARKS: dict[Kind, str] = {
    "iban": "[Kontonummer]",
    "kundennummer": "[Kundennummer]",
    "bg-nummer": "[BG-Nummer]",
    "versicherungsnummer": "[Versicherungsnummer]",
    "steuer-id": "[Steuernummer]",
    "ausweis": "[Ausweisnummer]",
    "telefon": "[Telefonnummer]",
    "e-mail": "[E-Mail-Adresse]",
    "geburtsdatum": "[Geburtsdatum]",
    "adresse": "[Adresse]",
    "konto-im-netz": "[Benutzername]",
    "link": "[Link]",
    "name": "[Name]",
    "nummer": "[Nummer]",
}
"""What stands in a redacted sentence; staff read it, so it is German."""

LONGEST = 8192
_HALF = re.compile("[\ud800-\udfff]")


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
    text = _plain_digits(utterance[:LONGEST])
    return _merge(_by_rules(text, SURE))


def suspect(utterance: str) -> tuple[PersonalData, ...]:
    """Find what may be personal data: more than ``find``, names among it; order as there."""
    text = _plain_digits(utterance[:LONGEST])
    found = _by_rules(text, CAUTIOUS)
    found += [(len(CAUTIOUS), PersonalData("name", *span)) for span in find_names(text)]
    return _merge(found)


def mask(utterance: str, spans: Iterable[PersonalData]) -> str:
    """Return the message with each span as one blank, so that the question beside it remains."""
    return _replace(utterance, spans, lambda _: " ")


def redact(utterance: str) -> str:
    """Return the message fit to be kept: each doubtful piece as a mark such as "[Name]".

    What lies beyond the first 8,192 characters is dropped, because nobody looked at it.
    """
    # Half a character, as JSON can write it, could neither be stored nor shown.
    utterance = _HALF.sub("\ufffd", utterance[:LONGEST])
    return _replace(utterance, suspect(utterance), lambda kind: MARKS[kind])


def _by_rules(text: str, rules: Iterable[Rule]) -> list[tuple[int, PersonalData]]:
    """Return what each rule finds, with the rank of the rule."""
    lowered = text.lower()
    has_digits = any(sign.isdigit() for sign in text)
    return [
        (rank, PersonalData(rule.kind, *match.span(rule.group)))
        for rank, rule in enumerate(rules)
        if rule.may_match(lowered, has_digits=has_digits)
        for match in rule.pattern.finditer(text)
        if match.end(rule.group) > match.start(rule.group) and rule.accepts(match)
    ]


def _merge(found: list[tuple[int, PersonalData]]) -> tuple[PersonalData, ...]:
    """Join what overlaps: one rule's end is often the middle of a longer number.

    The joined piece is called after the surest of its rules.
    """
    merged: list[tuple[int, PersonalData]] = []
    for rank, piece in sorted(found, key=lambda each: (each[1].start, each[0])):
        if not merged or piece.start >= merged[-1][1].end:
            merged.append((rank, piece))
            continue
        last_rank, last = merged[-1]
        surest = last if last_rank <= rank else piece
        joined = PersonalData(surest.kind, last.start, max(last.end, piece.end))
        merged[-1] = (min(last_rank, rank), joined)
    return tuple(piece for _, piece in merged)


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
