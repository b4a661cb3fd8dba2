"""What a rule of personal data is, and the last looks that several rules share.

A rule is a pattern that begins at an edge and whose repeats are all bounded, so that a long row
of digits or of "a@" costs linear time.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

Kind = Literal[
    "iban", "kundennummer", "bg-nummer", "versicherungsnummer", "steuer-id", "ausweis", "telefon",
    "e-mail", "geburtsdatum", "adresse", "konto-im-netz", "link", "name", "nummer",
]  # fmt: skip

I = re.IGNORECASE  # noqa: E741


def _any(match: re.Match[str]) -> bool:
    del match
    return True


@dataclass(frozen=True, slots=True)
class Rule:
    """One form: which group of the pattern is the datum, and a last look at what was found.

    Attributes:
        needs: Without one of these in the text, in small letters, the pattern has no chance; "0"
            stands for any digit, nothing for always.
    """

    kind: Kind
    pattern: re.Pattern[str]
    group: int = 0
    accepts: Callable[[re.Match[str]], bool] = _any
    needs: str | tuple[str, ...] = ""

    def may_match(self, lowered: str, *, has_digits: bool) -> bool:
        """Tell cheaply whether the pattern has a chance at all."""
        if self.needs == "0":
            return has_digits
        if isinstance(self.needs, tuple):
            return any(need in lowered for need in self.needs)
        return self.needs in lowered


def digits(text: str) -> str:
    """Return the digits alone."""
    return "".join(sign for sign in text if sign.isdigit())


PUBLIC = (
    "110", "112", "115", "116006", "116016", "116111", "116116", "116117", "116123", "19222",
)  # fmt: skip
"""Help lines and service numbers; whole ranges (0800, 0180, 116) are public as well."""


def is_public(number: str) -> bool:
    """Tell whether a telephone number, digits alone, is a help line."""
    return number in PUBLIC or number.startswith(("0800", "0180", "116"))


_UNIT = re.compile(
    r"\s{0,3}(?:[€%]|(?:euros?|eur|cents?|prozent|percent|quadratmeter|qm|m2|stunden?|std|hours?|monate?n?|months?|"
    r"jahre?n?|years?|tage?n?|days?|wochen?|weeks?|uhr|mio|millionen|mal|personen|people|menschen|leute|kunden|"
    r"kinder[nm]?|kids|children|zimmer|rooms?|bewerbungen|kilometer|km|lira|kişi|çocu\w{1,6}|oda|saat|"
    r"рубл\w{1,3}|грн|гривень|євро|евро|лет|років|годин\w?|час\w{0,2}|кімнат\w?|комнат\w?|dollars?|يورو)(?!\w)|m²)",
    I,
)


def is_counted(match: re.Match[str], group: int = 0) -> bool:
    """Tell whether a unit follows: "40 Stunden" is an amount and nobody's number."""
    end = match.end(group)
    return _UNIT.match(match.string[end : end + 20]) is not None
