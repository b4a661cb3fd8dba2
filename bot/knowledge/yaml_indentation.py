"""Lines that stand too far left or right, and texts that lost their place under ``|``."""

from __future__ import annotations

from collections.abc import Sequence

from bot.knowledge.characters import Mistake
from bot.knowledge.messages import MESSAGES
from bot.knowledge.problems import Spot
from bot.knowledge.schema import TEXT_KEYS
from bot.knowledge.yaml_lines import Line

_MESSAGE_KEYS = frozenset(MESSAGES)


def indentation(parts: Sequence[Line], lines: Sequence[str], name: str) -> Mistake | None:
    """Return the first line whose indentation cannot be meant.

    Args:
        parts: The lines of structure.
        lines: The whole file.
        name: Its name, for the spot.
    """
    levels: list[int] = []
    seen: list[Line] = []
    previous: Line | None = None
    for line in parts:
        if line.text.startswith("---") or "\t" in line.text[: line.indent + 1]:
            return None
        if mistake := _at(line, previous, levels, lines, name):
            return _slipped_out(line, seen, name) or mistake
        while levels and levels[-1] > line.indent:
            levels.pop()
        if not levels or levels[-1] < line.indent:
            levels.append(line.indent)
        if line.is_item and line.key is not None:
            levels.append(line.inner)
        seen.append(line)
        previous = line
    return None


def _at(
    line: Line, previous: Line | None, levels: list[int], lines: Sequence[str], name: str
) -> Mistake | None:
    if previous is None:
        return None
    spot = Spot(name, line.number, 1, max(line.indent, 1))
    if previous.opens_block and (lost := _block(line, previous, lines, name)):
        return lost
    if line.indent > levels[-1]:
        return _deeper(line, previous, levels, spot)
    if line.indent not in levels:
        return Mistake(
            spot,
            "einrueckung",
            f"Diese Zeile ist {_blanks(line.indent)} eingerückt, die Zeilen darüber "
            f"{_blanks(max(levels))}. Rücken Sie sie so weit ein wie die Zeile, zu der sie gehört.",
        )
    if line.key is None and not line.is_item:
        return Mistake(
            Spot(name, line.number, line.indent + 1, len(line.value)),
            "text-nicht-eingerueckt" if previous.opens_block else "zeile-ohne-feld",
            "Vor diesem Text fehlt ein Feldname mit Doppelpunkt oder ein Strich. Gehört er zur "
            "Zeile darüber? Dann rücken Sie ihn weiter ein.",
        )
    return None


def _slipped_out(line: Line, seen: list[Line], name: str) -> Mistake | None:
    """Return the field that left its section, where ``line`` merely goes on in the right place."""
    at = len(seen)
    while at and seen[at - 1].indent < line.indent and seen[at - 1].is_known_key:
        at -= 1
    if at in (0, len(seen)) or not line.is_known_key or seen[at].is_heading:
        return None
    first = seen[at]
    return Mistake(
        Spot(name, first.number, 1, max(first.indent, 1)),
        "einrueckung",
        f"„{first.key}“ ist {_blanks(first.indent)} eingerückt, die anderen Felder "
        f"{_blanks(line.indent)}. Rücken Sie alle gleich weit ein.",
    )


def _deeper(line: Line, previous: Line, levels: list[int], spot: Spot) -> Mistake | None:
    if previous.is_heading or (previous.is_item and not previous.value):
        known = _MESSAGE_KEYS if spot.file.endswith("_texte.yaml") else TEXT_KEYS
        if previous.key in known and not line.is_item and not line.is_known_key:
            return Mistake(
                Spot(spot.file, previous.number, previous.inner + 1, len(previous.key) + 1),
                "senkrechter-strich",
                f"Nach „{previous.key}:“ fehlt der senkrechte Strich. Schreiben Sie "
                f"„{previous.key}: |“, dann darf der Text über mehrere Zeilen gehen.",
            )
        return None
    if line.is_item:
        return Mistake(
            Spot(spot.file, line.number, line.indent + 1),
            "einrueckung",
            "Dieser Listenpunkt ist tiefer eingerückt als der darüber und hängt nun an ihm. "
            "Rücken Sie ihn gleich weit ein.",
        )
    if line.key is not None:
        return Mistake(
            spot,
            "einrueckung",
            f"„{line.key}“ ist {_blanks(line.indent)} eingerückt, das Feld darüber "
            f"{_blanks(levels[-1])}. Rücken Sie beide gleich weit ein.",
        )
    if previous.key is not None and not previous.value.startswith(("[", '"', "'")):
        return Mistake(
            Spot(spot.file, previous.number, previous.inner + 1, len(previous.key) + 1),
            "senkrechter-strich",
            f"Der Text von „{previous.key}“ geht in der nächsten Zeile weiter. Schreiben Sie "
            f"„{previous.key}: |“ und beginnen Sie den Text eingerückt in der Zeile darunter.",
        )
    return None


def _block(line: Line, previous: Line, lines: Sequence[str], name: str) -> Mistake | None:
    """Return where a text under ``|`` is not indented, or not evenly."""
    body = [
        (number, lines[number - 1])
        for number in range(previous.number + 1, line.number)
        if lines[number - 1].strip()
    ]
    text = (
        "Der Text unter „|“ muss weiter eingerückt sein als das Feld, alle Zeilen gleich weit. "
        "Rücken Sie diese Zeile ein."
    )
    if body:
        first = len(body[0][1]) - len(body[0][1].lstrip(" "))
        for number, raw in body:
            indent = len(raw) - len(raw.lstrip(" "))
            if indent < first and not raw.lstrip().startswith("#"):
                return Mistake(
                    Spot(name, number, 1, max(indent, 1)), "text-nicht-eingerueckt", text
                )
    prose = line.key is None and not line.is_item
    titled = line.key is not None and not line.is_known_key and " " in line.key
    if prose or (titled and line.indent > 0) or (line.is_item and line.indent <= previous.indent):
        if line.is_item and previous.is_item:
            return None
        return Mistake(Spot(name, line.number, line.indent + 1), "text-nicht-eingerueckt", text)
    return None


def _blanks(count: int) -> str:
    if count == 0:
        return "gar nicht"
    return "ein Leerzeichen" if count == 1 else f"{count} Leerzeichen"
