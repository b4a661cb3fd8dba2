"""Quotation marks: straight ones that do not close, Word's where straight ones are needed."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.knowledge.characters import Mistake
from bot.knowledge.problems import Spot
from bot.knowledge.yaml_lines import Line, closing, quote_end

_CURLY = "„“”‚‘’"


def quotes(line: Line, lines: Sequence[str], name: str) -> Mistake | None:
    """Return a quote that does not close, closes with another sign, or closes too early."""
    value = line.value
    if value[:1] not in ('"', "'"):
        return None
    sign = value[0]
    end = closing(value)
    spot = Spot(name, line.number, line.column, len(value))
    if end is None:
        if quote_end(lines, line):
            return None
        text = f"Hier beginnt ein Text mit {sign}, aber das schließende {sign} fehlt."
        if value[-1] in _CURLY:
            text = (
                f"Der Text beginnt mit {sign} und endet mit {value[-1]}. "
                f"Nehmen Sie an beiden Enden {sign}."
            )
        return Mistake(spot, "anfuehrungszeichen", text)
    rest = value[end:].strip()
    if not rest or rest.startswith(("#", ":")):
        return None
    inner = value[1:].rstrip(sign).replace(sign, "“")
    return Mistake(
        Spot(name, line.number, line.column + end),
        "anfuehrungszeichen",
        f"Hinter dem schließenden {sign} steht noch Text. Setzen Sie {sign} nur um den ganzen "
        f"Text und nehmen Sie innen „ und “."
        if inner.count("“") > 1
        else f"Hinter dem schließenden {sign} steht noch Text. "
        f"Setzen Sie die Anführungszeichen um den ganzen Text.",
    )


def curly_quotes(line: Line, _: Sequence[str], name: str) -> Mistake | None:
    """Return Word's quotation marks where YAML needs the straight ones."""
    value = line.value
    if value[:1] not in tuple(_CURLY) or not re.search(r":(\s|$)| #", value):
        return None
    return Mistake(
        Spot(name, line.number, line.column),
        "anfuehrungszeichen",
        f'„{value[0]}“ ist das Anführungszeichen aus Word. Nehmen Sie außen das gerade: ".',
    )
