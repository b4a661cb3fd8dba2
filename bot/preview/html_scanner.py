"""Walking through Telegram's HTML: spaces, names, values and character references."""

from __future__ import annotations

import re

from bot.preview.api_error import ApiError

END = "\0"  # Stands behind the text, as in the original; counts as a space there.
_SPACES = frozenset(" \t\r\n\v" + END)
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_CHARACTER = re.compile(r"&(?:#[xX](?P<hex>[0-9a-fA-F]+)|#(?P<dec>[0-9]+)|(?P<name>[a-zA-Z]+));?")
_PLAIN = re.compile(f"[^<&{END}]*")
_TOKEN = re.compile(r"[A-Za-z0-9.\-]*")


def refuse(what: str) -> ApiError:
    """Return the refusal of a text that cannot be parsed."""
    return ApiError(f"can't parse entities: {what}")


class Scanner:
    """A position in a text.

    Attributes:
        at: Index of the next character.
        end: Index behind the last one.
    """

    def __init__(self, source: str) -> None:
        self._source = source + END
        self.at = 0
        self.end = len(source)

    def peek(self, ahead: int = 0) -> str:
        """Return a character without passing it, ``END`` behind the last one."""
        return self._source[min(self.at + ahead, self.end)]

    def plain(self) -> str:
        """Return the text up to the next sign that may mean something, maybe none."""
        run = _PLAIN.match(self._source, self.at)
        begin, self.at = self.at, run.end() if run else self.at
        return self._source[begin : self.at]

    def take(self) -> str:
        """Return the next character, a decoded reference such as ``&lt;`` counting as one."""
        decoded = self._reference() if self.peek() == "&" else None
        if decoded is None:
            decoded = self.peek()
            self.at += 1
        return decoded

    def until(self, stops: str) -> str:
        """Return everything up to a space, the end or one of the given characters."""
        begin = self.at
        while self.peek() not in _SPACES and self.peek() not in stops:
            self.at += 1
        return self._source[begin : self.at]

    def skip_spaces(self) -> None:
        """Pass white space."""
        while self.peek() != END and self.peek() in _SPACES:
            self.at += 1

    def value(self) -> str:
        """Return an attribute's value, quoted or a bare name.

        Raises:
            ApiError: A bare value holds more than letters, digits, dots and hyphens.
        """
        quote = self.peek()
        if quote not in "'\"":
            begin = self.at
            token = _TOKEN.match(self._source, begin)
            self.at = token.end() if token else begin
            if self.peek() not in _SPACES and self.peek() != ">":
                raise self.refusal(begin, "Unexpected end of name token")
            return self._source[begin : self.at].lower()
        self.at += 1
        value: list[str] = []
        while self.peek() not in (quote, END):
            value.append(self.take())
        self.at += self.peek() == quote
        return "".join(value)

    def byte_offset(self, at: int) -> int:
        """Return how many UTF-8 bytes stand before a position; Telegram counts those."""
        return len(self._source[:at].encode("utf-8", "surrogatepass"))

    def refusal(self, at: int, what: str) -> ApiError:
        """Return the refusal of what stands at a position."""
        return refuse(f"{what} at byte offset {self.byte_offset(at)}")

    def _reference(self) -> str | None:
        found = _CHARACTER.match(self._source, self.at)
        if found is None:
            return None
        if found["name"]:
            decoded = _NAMED.get(found["name"])
        else:
            code = int(found["hex"], 16) if found["hex"] else int(found["dec"])
            short = len(found[0].rstrip(";")) < 10
            decoded = chr(code) if 0 < code < 0x10FFFF and short else None
        if decoded is not None:
            self.at = found.end()
        return decoded
