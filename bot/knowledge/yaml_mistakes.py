"""The mistakes that YAML itself explains badly or not at all, found in the raw lines.

One mistake gives one message with its true cause: a tab, a list item slipped under the one above,
an unquoted colon, a quote that never closes. Lines inside a text block (after ``|``) are prose
and are passed over.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from bot.knowledge.characters import Mistake
from bot.knowledge.problems import Spot
from bot.knowledge.schema import ALL_KEYS
from bot.knowledge.yaml_indentation import indentation
from bot.knowledge.yaml_lines import Line, bracket_end, structure
from bot.knowledge.yaml_quotes import curly_quotes, quotes

_MARKERS = ("<<<<<<<", ">>>>>>>", "=======", "|||||||")
_HARD_BLANKS = "\u00a0\u202f\u2007"
_FORBIDDEN = "&*!%@`>|?,]}"


def explain(lines: Sequence[str], name: str) -> Mistake | None:
    """Return the first mistake; what follows it is mostly its consequence."""
    found: list[Mistake] = []
    parts = list(structure(lines))
    for line in parts:
        if line.is_plain_item:
            continue
        for check in _CHECKS:
            if mistake := check(line, lines, name):
                found.append(mistake)
                break
        if found:
            break
    if slipped := indentation(parts, lines, name):
        found.append(slipped)
    return min(found, key=lambda mistake: mistake.spot.line, default=None)


def _tab(line: Line, _: Sequence[str], name: str) -> Mistake | None:
    at = line.text.find("\t")
    if at < 0:
        return None
    indenting = not line.text[:at].strip()
    return Mistake(
        Spot(name, line.number, at + 1),
        "tabulator",
        "Die Zeile ist mit der Tabulatortaste eingerückt. Nehmen Sie Leerzeichen."
        if indenting
        else "Hier steht ein Tabulator, oft aus einer Tabelle. Ersetzen Sie ihn durch ein "
        "Leerzeichen.",
    )


def _hard_blank(line: Line, _: Sequence[str], name: str) -> Mistake | None:
    found = re.match(
        rf" *(?:[{_HARD_BLANKS}]|- *[{_HARD_BLANKS}]|[\w-]+:[{_HARD_BLANKS}])", line.text
    )
    if not found:
        return None
    return Mistake(
        Spot(name, line.number, found.end()),
        "geschuetztes-leerzeichen",
        "Hier steht ein geschütztes Leerzeichen, oft aus Word oder von einer Webseite. "
        "Löschen Sie es und tippen Sie ein gewöhnliches.",
    )


def _merge_marker(line: Line, _: Sequence[str], name: str) -> Mistake | None:
    if not line.text.startswith(_MARKERS):
        return None
    return Mistake(
        Spot(name, line.number, 1, len(line.text)),
        "zusammenfuehrung",
        "Hier stehen noch zwei Fassungen aus einer Zusammenführung. "
        "Behalten Sie eine und löschen Sie die Zeilen mit <<<<<<<, ======= und >>>>>>>.",
    )


def _separator(line: Line, _: Sequence[str], name: str) -> Mistake | None:
    if line.number == 1 or line.text.rstrip() not in ("---", "..."):
        return None
    return Mistake(
        Spot(name, line.number, 1, 3),
        "trennlinie",
        "Diese Trennlinie beendet die Datei für den Bot. Löschen Sie sie.",
    )


def _dash(line: Line, _: Sequence[str], name: str) -> Mistake | None:
    rest = line.text[line.indent :]
    spot = Spot(name, line.number, line.indent + 1, 2)
    if re.match(r"-[^\s-]", rest):
        return Mistake(spot, "strich", "Nach dem Strich fehlt ein Leerzeichen: „- Beispiel“.")
    if rest.startswith(("– ", "— ", "• ", "* ", "· ", "o ")) and line.key is None:
        return Mistake(
            Spot(name, line.number, line.indent + 1),
            "strich",
            f"Hier steht „{rest[0]}“. Eine Liste braucht den kurzen Strich der Tastatur: "
            "„- Beispiel“.",
        )
    if rest.startswith("- - "):
        return Mistake(spot, "strich", "Hier stehen zwei Striche. Löschen Sie einen.")
    return None


def _colon_glued(line: Line, _: Sequence[str], name: str) -> Mistake | None:
    found = re.match(r"(?:- +)?([a-zäöüß_-]+):(?=[^\s/])", line.text[line.indent :])
    if line.key is not None or not found or (line.is_item and found[1] not in ALL_KEYS):
        return None
    return Mistake(
        Spot(name, line.number, line.indent + found.end()),
        "leerzeichen-fehlt",
        f"Nach dem Doppelpunkt fehlt ein Leerzeichen: „{found[1]}: …“.",
    )


def _colon_missing(line: Line, _: Sequence[str], name: str) -> Mistake | None:
    if line.key is not None or line.is_item:
        return None
    found = re.match(r"([a-zäöüß_]+)(?:\s*[=;：]|\s|$)", line.text[line.indent :])
    if not found or found[1] not in ALL_KEYS:
        return None
    return Mistake(
        Spot(name, line.number, line.indent + 1, len(found[1])),
        "doppelpunkt-fehlt",
        f"Nach „{found[1]}“ fehlt der Doppelpunkt: „{found[1]}: …“.",
    )


def _first_sign(line: Line, _: Sequence[str], name: str) -> Mistake | None:
    value = line.value
    if not value or line.opens_block:
        return None
    quoted = f'"{value}"'
    if value[0] in _FORBIDDEN:
        return Mistake(
            Spot(name, line.number, line.column),
            "sonderzeichen-am-anfang",
            f"Ein Text darf nicht mit „{value[0]}“ beginnen. "
            f"Setzen Sie ihn in Anführungszeichen: {quoted}",
        )
    if value.startswith("{"):
        return Mistake(
            Spot(name, line.number, line.column),
            "sonderzeichen-am-anfang",
            f"Ein Text, der mit {{…}} beginnt, braucht Anführungszeichen: {quoted}",
        )
    if value.startswith("#") and (line.is_item or re.match(r"#\S", value)):
        return Mistake(
            Spot(name, line.number, line.column, len(value)),
            "raute",
            "Ab dem Zeichen # liest der Bot nicht weiter. "
            f"Setzen Sie den ganzen Text in Anführungszeichen: {quoted}",
        )
    return None


def _bracket(line: Line, lines: Sequence[str], name: str) -> Mistake | None:
    if not line.value.startswith("["):
        return None
    if bracket_end(lines, line) is None:
        return Mistake(
            Spot(name, line.number, line.column, len(line.value)),
            "klammer",
            "Die eckige Klammer wird nicht geschlossen. Am Ende fehlt „]“.",
        )
    found = re.search(r"\][^,\]\s#]|\]\s+[^#\s,\]]", line.value)
    if found:
        return Mistake(
            Spot(name, line.number, line.column + found.start() + 1),
            "klammer",
            "Hinter der schließenden Klammer „]“ steht noch etwas. Ist es ein Text? "
            "Dann setzen Sie ihn ganz in Anführungszeichen.",
        )
    return None


def _colon(line: Line, _: Sequence[str], name: str) -> Mistake | None:
    value = line.value.split(" #")[0].strip()
    if value[:1] in ('"', "'", "[", "#") or (line.key is None and not line.is_item):
        return None
    found = re.search(r":(?=\s|$)", value)
    if not found:
        return None
    return Mistake(
        Spot(name, line.number, line.column + found.start()),
        "doppelpunkt",
        f'Der Text enthält einen Doppelpunkt. Setzen Sie ihn ganz in Anführungszeichen: "{value}"',
    )


_CHECKS: tuple[Callable[[Line, Sequence[str], str], Mistake | None], ...] = (
    _tab,
    _hard_blank,
    _merge_marker,
    _separator,
    _dash,
    _colon_glued,
    _colon_missing,
    quotes,
    curly_quotes,
    _first_sign,
    _bracket,
    _colon,
)
