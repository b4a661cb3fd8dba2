"""Numbers as Germans write them: 1.583.074 and 168,90."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation

from bot.knowledge.fields import Report
from bot.knowledge.yaml_reader import Scalar

_NUMBER = re.compile(r"-?\d{1,3}(?:\.\d{3})+(?:,\d+)?|-?\d+(?:,\d+)?")


def read_number(scalar: Scalar, report: Report) -> Decimal | None:
    """Return the number of a node, or report why it is none and what it may mean."""
    text = scalar.text.strip()
    number = as_number(text)
    if number is None:
        report.error(
            scalar.spot,
            "zahl",
            f"„{text}“ ist keine Zahl. Schreiben Sie nur die Zahl, Cent nach einem Komma: "
            f"{_number_like(text)}.",
        )
    return number


def _number_like(text: str) -> str:
    """Return the number an editor probably meant, or an example."""
    bare = re.sub(r"[^\d.,-]", "", text).strip(".,")
    for guess in (bare, bare.replace(",", "").replace(".", ","), bare.replace(".", ",")):
        if as_number(guess) is not None:
            return guess
    return "168,90"


def as_number(text: str) -> Decimal | None:
    """Return a number written the German way (1.583.074 or 168,90), ``None`` for anything else."""
    if not _NUMBER.fullmatch(text):
        return None
    try:
        return Decimal(text.replace(".", "").replace(",", "."))
    except InvalidOperation:
        return None
