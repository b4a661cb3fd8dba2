"""Telegram's HTML → plain text and entities, refusing what Telegram refuses."""

from __future__ import annotations

from dataclasses import dataclass

from bot.preview.api_error import Json
from bot.preview.html_scanner import END, Scanner, refuse
from bot.preview.links import checked_link, user_of

_TYPES = {
    **dict.fromkeys(("b", "strong"), "bold"),
    **dict.fromkeys(("i", "em"), "italic"),
    **dict.fromkeys(("u", "ins"), "underline"),
    **dict.fromkeys(("s", "strike", "del"), "strikethrough"),
    **dict.fromkeys(("tg-spoiler", "span"), "spoiler"),
    "a": "text_link",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
    "tg-emoji": "custom_emoji",
}
_ORDER = {"blockquote": 0, "expandable_blockquote": 0, "text_link": 1, "pre": 3, "code": 3}


@dataclass(slots=True)
class _Open:
    """A tag that waits for its end; ``start`` counts UTF-16 units, ``piece`` the parts so far."""

    tag: str
    argument: str
    start: int
    piece: int


def utf16_length(text: str) -> int:
    """Count UTF-16 code units, the measure of every offset and limit in the Bot API."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def parse_html(source: str) -> tuple[str, list[Json]]:
    """Read Telegram's HTML.

    Returns:
        The text without markup and its entities, by offset, longer ones first.
    Raises:
        ApiError: 400 ``can't parse entities: …`` with the byte offset, as Telegram words it.
    Source:
        Behaviour of ``parse_html`` in TDLib's ``MessageEntity.cpp``.
    """
    return _Reader(source).read()


class _Reader:
    def __init__(self, source: str) -> None:
        self.scan = Scanner(source)
        self.parts: list[str] = []
        self.length = 0
        self.open: list[_Open] = []
        self.entities: list[Json] = []

    def read(self) -> tuple[str, list[Json]]:
        while self.scan.at < self.scan.end:
            if self.scan.peek() != "<":
                self.parts.append(self.scan.plain() or self.scan.take())
                self.length += utf16_length(self.parts[-1])
            elif self.scan.peek(1) == "/":
                self._end_tag()
            else:
                self._start_tag()
        if self.open:
            tag = self.open[-1].tag
            raise refuse(f'Can\'t find end tag corresponding to start tag "{tag}"')
        text = "".join(self.parts)
        if any("\ud800" <= character <= "\udfff" for character in text):
            raise refuse(
                "Text contains invalid Unicode characters after decoding HTML entities, "
                "check for unmatched surrogate code units"
            )
        for entity in self.entities:
            if entity["type"] == "code":
                entity.pop("language", None)  # Only <pre><code class=…> keeps its language.
        self.entities.sort(key=lambda e: (e["offset"], -e["length"], _ORDER.get(e["type"], 2)))
        return text, self.entities

    def _start_tag(self) -> None:
        scan, begin = self.scan, self.scan.at
        scan.at += 1
        tag = scan.until(">").lower()
        if scan.peek() == END:
            raise scan.refusal(begin, "Unclosed start tag")
        if tag not in _TYPES:
            raise scan.refusal(begin, f'Unsupported start tag "{tag}"')
        argument = ""
        while scan.peek() != ">":
            scan.skip_spaces()
            if scan.peek() == ">":
                break
            argument = self._attribute(tag, begin) or argument
        scan.at += 1
        if tag == "span" and argument != "spoiler":
            raise scan.refusal(begin, 'Tag "span" must have class "tg-spoiler"')
        self.open.append(_Open(tag, argument, self.length, len(self.parts)))

    def _attribute(self, tag: str, begin: int) -> str:
        """Read one attribute; return what it says about the tag, or nothing."""
        scan = self.scan
        name = scan.until("=>" if tag == "blockquote" else "=")
        if not name:
            raise scan.refusal(begin, f'Empty attribute name in the tag "{tag}"')
        scan.skip_spaces()
        if scan.peek() != "=":
            if tag == "blockquote" and name == "expandable" and scan.peek() != END:
                return name
            what = f'Expected equal sign in declaration of an attribute of the tag "{tag}"'
            raise scan.refusal(begin, what)
        scan.at += 1
        scan.skip_spaces()
        if scan.peek() == END:
            raise scan.refusal(begin, f'Unclosed start tag "{tag}"')
        value = scan.value()
        if scan.peek() == END:
            raise scan.refusal(begin, "Unclosed start tag")
        match tag, name:
            case ("a", "href") | ("tg-emoji", "emoji-id"):
                return value
            case "code", "class":
                return value.removeprefix("language-") if value.startswith("language-") else ""
            case "span", "class":
                return value.removeprefix("tg-") if value.startswith("tg-") else ""
            case "blockquote", "expandable":
                return name
            case _:
                return ""

    def _end_tag(self) -> None:
        scan, begin = self.scan, self.scan.at
        if not self.open:
            raise scan.refusal(begin, "Unexpected end tag")
        scan.at += 2
        tag = scan.until(">").lower()
        scan.skip_spaces()
        if scan.peek() != ">":
            raise scan.refusal(begin, "Unclosed end tag")
        scan.at += 1
        opened = self.open.pop()
        if tag and tag != opened.tag:
            raise refuse(
                f"Unmatched end tag at byte offset {scan.byte_offset(begin)}, "
                f'expected "</{opened.tag}>", found "</{tag}>"'
            )
        if self.length > opened.start:
            self._close(opened)

    def _close(self, opened: _Open) -> None:
        """Turn a closed tag that holds text into an entity."""
        place = {"offset": opened.start, "length": self.length - opened.start}
        entity: Json = {"type": _TYPES[opened.tag], **place}
        twin = self.entities[-1] if self.entities else None
        same = twin is not None and all(twin[key] == value for key, value in place.items())
        match opened.tag:
            case "a":
                url = opened.argument or "".join(self.parts[opened.piece :])
                if user := user_of(url):
                    entity |= {"type": "text_mention", "user": user}
                elif link := checked_link(url):
                    entity["url"] = link
                else:
                    return  # An address Telegram does not accept leaves plain text behind.
            case "tg-emoji":
                if not opened.argument.isdecimal() or int(opened.argument) == 0:
                    raise refuse("Invalid custom emoji identifier specified")
                entity["custom_emoji_id"] = opened.argument
            case "blockquote" if opened.argument:
                entity["type"] = "expandable_blockquote"
            case "pre" if same and twin is not None and twin["type"] == "code":
                twin["type"] = "pre"
                return
            case "code" if opened.argument:
                entity["language"] = opened.argument
            case _:
                pass
        self.entities.append(entity)
