"""The mistakes that YAML itself explains badly or not at all, found in the raw lines.

One mistake gives one message with its true cause: a tab, a list item slipped under the one above,
an unquoted colon, a quote that never closes. Lines inside a text block (after ``|``) are prose
and are passed over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bot.knowledge.problems import Problem, Spot

_KEY = re.compile(
    r"^(?P<indent> *)(?P<dash>(?:- +)*)(?P<key>[^\s:#\"'\[\]{}|>-][^:#\"']*?)(?P<space>\s*):(?P<rest>$|\s.*$)"
)
_ITEM = re.compile(r"^(?P<indent> *)-(?P<gap> *)(?P<rest>.*)$")
_BLOCK = re.compile(r"(?:^|\s|:)[|>][+-]?\d?\s*(?:#.*)?$")
_CURLY = {"„": '"', "“": '"', "”": '"', "‚": "'", "‘": "'", "’": "'"}


def explain(lines: Sequence[str], name: str) -> list[Problem]:
    """Return at most one problem: the first mistake, whose consequences are not worth telling."""
    for spot, code, text in _mistakes(lines, name):
        first = max(spot.line - 2, 0)
        return [Problem(spot, text, code, excerpt=tuple(lines[first : spot.line]))]
    return []


def _mistakes(lines: Sequence[str], name: str) -> Iterator[tuple[Spot, str, str]]:
    for number, line in _structure(lines):
        stripped = line.strip()
        indent = len(line) - len(line.lstrip(" "))
        if line[: len(line) - len(line.lstrip())].count("\t"):
            yield (
                Spot(name, number, line.index("\t") + 1),
                "tabulator",
                "Die Zeile ist mit der Tabulatortaste eingerückt. Nehmen Sie Leerzeichen.",
            )
        if stripped.startswith(("<<<<<<<", ">>>>>>>", "=======")):
            yield (
                Spot(name, number, 1, len(line)),
                "zusammenfuehrung",
                "Hier stehen noch zwei Fassungen aus einer Zusammenführung. "
                "Behalten Sie eine und löschen Sie diese Markierung.",
            )
        item = _ITEM.match(line)
        content = item["rest"] if item else stripped
        if item and item["rest"] and not item["gap"] and not item["rest"].startswith("-"):
            yield (
                Spot(name, number, indent + 1, 2),
                "strich",
                "Nach dem Strich fehlt ein Leerzeichen: „- Beispiel“.",
            )
        if content.startswith(("&", "*", "!", "%", "@", "`")):
            yield (
                Spot(name, number, line.index(content) + 1),
                "sonderzeichen-am-anfang",
                f"Eine Zeile darf nicht mit „{content[0]}“ beginnen. "
                "Setzen Sie den Text in Anführungszeichen.",
            )
        value, column = _value_of(line)
        if value.startswith(('"', "'")):
            yield from _quotes(value, column, number, name, lines)
        elif value[:1] in _CURLY and value[-1:] in _CURLY:
            continue  # German quotation marks are plain text
        elif re.search(r":\s", value) and not value.startswith(("[", "{", "|", ">", "#")):
            colon = re.search(r":\s", value)
            assert colon is not None  # noqa: S101 (searched in the line above)
            yield (
                Spot(name, number, column + colon.start()),
                "doppelpunkt",
                "Der Text enthält einen Doppelpunkt. Setzen Sie ihn ganz in Anführungszeichen: "
                f'"{value.split(" #")[0].strip()}"',
            )


def _structure(lines: Sequence[str]) -> Iterator[tuple[int, str]]:
    """Yield the lines that are structure, from 1; text blocks, comments and gaps are left out."""
    block_indent: int | None = None
    for number, line in enumerate(lines, start=1):
        stripped = line.strip()
        if not stripped:
            continue
        indent = len(line) - len(line.lstrip(" "))
        if block_indent is not None:
            if indent > block_indent:
                continue
            block_indent = None
        if stripped.startswith("#"):
            continue
        if _BLOCK.search(line):
            block_indent = indent
        yield number, line


def _value_of(line: str) -> tuple[str, int]:
    """Return what stands behind the key or the dash, and its column from 1."""
    offset = len(line) - len(line.lstrip(" "))
    rest = line[offset:]
    while rest.startswith("- "):
        inner = rest[2:].lstrip(" ")
        offset += len(rest) - len(inner)
        rest = inner
    key = _KEY.match(rest)
    if key and not key["space"] and (not line.lstrip().startswith("- ") or _is_word(key["key"])):
        value = key["rest"].strip()
        return value, offset + key.start("rest") + (
            len(key["rest"]) - len(key["rest"].lstrip())
        ) + 1
    return rest.strip(), offset + 1


def _is_word(key: str) -> bool:
    return re.fullmatch(r"[a-zäöüß_]+", key) is not None and key in _ITEM_KEYS


_ITEM_KEYS = frozenset(
    ["ab", "bis", "wert", "quelle", "stelle", "beleg", "belege", "gelesen", "antwort", "mehr"]
)


def _quotes(
    value: str, column: int, number: int, name: str, lines: Sequence[str]
) -> Iterator[tuple[Spot, str, str]]:
    sign = value[0]
    if sign == '"':
        closing = re.match(r'"(?:[^"\\]|\\.)*"', value)
    else:
        closing = re.match(r"'(?:[^']|'')*'", value)
    if closing is None:
        following = lines[number : number + 1]
        if following and value.count(sign) == 1 and following[0].rstrip().endswith(sign):
            return  # a quoted text over two lines
        yield (
            Spot(name, number, column, len(value)),
            "anfuehrungszeichen",
            f"Hier beginnt ein Text mit {sign}, aber das schließende {sign} fehlt.",
        )
        return
    rest = value[closing.end() :].strip()
    if rest and not rest.startswith("#") and not rest.startswith(":"):
        yield (
            Spot(name, number, column + closing.end()),
            "anfuehrungszeichen",
            f"Hinter dem schließenden {sign} steht noch Text. "
            "Setzen Sie die Anführungszeichen um den ganzen Text.",
        )
