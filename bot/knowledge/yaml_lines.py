"""The lines of a file that are structure: keys, dashes, values; prose is passed over.

A rough reader beside PyYAML. It goes on where YAML gives up, which is where editors need help.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.knowledge.schema import ALL_KEYS

_KEY = re.compile(r"(?P<key>[^\s#\"'\[\]{}|>&*!%@`,?-][^:#\"']*?)\s*:(?=\s|$)")
# Nine lines of ten; known at one look, they cost nothing.
_PLAIN_ITEM = re.compile(r"( *- )([^\W_][^:\t\u00a0\u202f\u2007#]*[^\s:#])\Z")
_BLOCK = re.compile(r"^[|>][+-]?\d?[+-]?\s*(?:#.*)?$")
_QUOTED = {'"': re.compile(r'"(?:[^"\\]|\\.)*"'), "'": re.compile(r"'(?:[^']|'')*'")}


@dataclass(frozen=True, slots=True)
class Line:
    """One line of structure.

    Attributes:
        number: From 1.
        indent: Blanks before the first sign.
        inner: Blanks and dashes before the key or value.
        is_item: Begins with a dash.
        key: What stands before the colon, ``None`` where there is no key.
        value: What stands behind key or dash, with a comment, without blanks at its ends.
        column: Where the value begins, from 1.
        after_block: The lines above are a text block, or should have been one.
    """

    number: int
    text: str
    indent: int
    inner: int
    is_item: bool
    key: str | None
    value: str
    column: int
    after_block: bool = False

    @property
    def is_plain_item(self) -> bool:
        """Tell whether this is an example without any sign that could be misread."""
        return _PLAIN_ITEM.match(self.text) is not None

    @property
    def opens_block(self) -> bool:
        """Tell whether a text block follows."""
        return _BLOCK.match(self.value) is not None

    @property
    def is_heading(self) -> bool:
        """Tell whether only a key stands here; what belongs to it follows, indented."""
        return self.key is not None and (not self.value or self.value.startswith("#"))

    @property
    def is_known_key(self) -> bool:
        """Tell whether the key is one of the fields that some file has."""
        return self.key in ALL_KEYS


def parse(number: int, text: str, *, after_block: bool = False) -> Line:
    """Take one line apart."""
    indent = len(text) - len(text.lstrip(" "))
    if plain := _PLAIN_ITEM.match(text):
        inner = plain.end(1)
        return Line(number, text, indent, inner, True, None, plain[2], inner + 1, after_block)
    rest = text[indent:]
    inner = indent
    is_item = rest == "-" or rest.startswith("- ")
    while rest.startswith("- "):
        inner += len(rest) - len(rest[2:].lstrip(" "))
        rest = rest[2:].lstrip(" ")
    if rest == "-":
        inner, rest = inner + 1, ""
    found = _KEY.match(rest)
    if found and is_item and found["key"] not in ALL_KEYS:
        found = None  # a colon in an example, not a field
    value = rest[found.end() :] if found else rest
    column = len(text) - len(value.lstrip()) + 1
    key = found["key"] if found else None
    return Line(number, text, indent, inner, is_item, key, value.strip(), column, after_block)


def structure(lines: Sequence[str]) -> Iterator[Line]:
    """Yield the lines that are structure; text blocks, long quotes, comments, gaps are left out.

    Of plain items below each other only the first: the others cannot be wrong.
    """
    block: int | None = None
    skip_to = 0
    beside = -1  # where the plain item just above begins
    for number, text in enumerate(lines, start=1):
        plain = _PLAIN_ITEM.match(text) if beside >= 0 else None
        if plain and plain.end(1) == beside:
            continue
        beside = -1
        stripped = text.strip()
        if not stripped or number <= skip_to:
            continue
        indent = len(text) - len(text.lstrip(" "))
        after_block = block is not None
        if block is not None and indent > block:
            continue
        block = None
        if stripped.startswith("#"):
            continue
        line = parse(number, text, after_block=after_block)
        if line.is_plain_item:
            beside = line.inner
        elif line.opens_block:
            block = line.indent if not line.is_item or line.key is None else line.inner
        elif line.value[:1] in ('"', "'") and closing(line.value) is None:
            skip_to = quote_end(lines, line) or 0
        elif line.value[:1] in ("[", "{") and (end := bracket_end(lines, line)):
            skip_to = end
        yield line


def closing(value: str) -> int | None:
    """Return where the quoted text at the start of ``value`` ends, ``None`` where it does not."""
    found = _QUOTED[value[0]].match(value)
    return found.end() if found else None


def quote_end(lines: Sequence[str], line: Line) -> int | None:
    """Return the line on which a quote over several lines ends, ``None`` where it never does."""
    text = line.value
    for number in range(line.number + 1, min(line.number + 40, len(lines) + 1)):
        following = parse(number, lines[number - 1])
        if following.text.strip() and (
            following.indent <= line.indent or following.is_item or following.is_known_key
        ):
            return None
        text += "\n" + following.text
        if closing(text) is not None:
            return number
    return None


def bracket_end(lines: Sequence[str], line: Line) -> int | None:
    """Return the line on which a bracket closes, ``None`` where another field begins before."""
    if "]" in line.value or "}" in line.value:
        return line.number
    for number in range(line.number + 1, min(line.number + 40, len(lines) + 1)):
        following = parse(number, lines[number - 1])
        if following.key is not None or following.is_item:
            return None
        if "]" in following.text or "}" in following.text:
            return number
    return None
