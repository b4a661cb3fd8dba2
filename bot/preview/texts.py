"""The text of a message: parsed, trimmed, measured, with the entities found in plain text."""

from __future__ import annotations

import re

from bot.preview.api_error import ApiError, Json
from bot.preview.html_text import parse_html, utf16_length
from bot.preview.links import link_fault

TEXT_LIMIT = 4096
CAPTION_LIMIT = 1024

_FOUND = (
    ("email", re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")),
    ("url", re.compile(r"https?://[^\s<>\"]+[^\s<>\".,;:!?)]|www\.[^\s<>\"]+[^\s<>\".,;:!?)]")),
    (
        "url",
        re.compile(r"(?<![\w@./-])[\w-]+(?:\.[\w-]+)*\.(?:de|com|org|net|eu)\b(?:/[^\s<>\"]*\w)?"),
    ),
    ("bot_command", re.compile(r"(?<![\w/@])/[A-Za-z0-9_]{1,64}(?:@\w{5,32})?(?![\w/])")),
    ("mention", re.compile(r"(?<![\w@.])@\w{5,32}\b")),
    ("hashtag", re.compile(r"(?<!\w)#(?=\w*[^\W\d])\w{1,128}")),
    ("phone_number", re.compile(r"(?<![\w.,/-])(?:\+|0)\d[\d /()-]{5,18}\d(?![\w,.]\d|\w)")),
)
_ENTITY_TYPES = frozenset(
    [
        "mention",
        "hashtag",
        "cashtag",
        "bot_command",
        "url",
        "email",
        "phone_number",
        "bold",
        "italic",
        "underline",
        "strikethrough",
        "spoiler",
        "blockquote",
        "expandable_blockquote",
        "code",
        "pre",
        "text_link",
        "text_mention",
        "custom_emoji",
        "date_time",
    ]
)


def read_text(
    source: str, parse_mode: str, entities: list[Json] | None, *, limit: int, may_be_empty: bool
) -> tuple[str, list[Json]]:
    """Turn what a bot sent into what the client reads.

    Args:
        source: The text as sent.
        parse_mode: Empty or ``HTML`` in any case; the preview knows no Markdown.
        entities: Explicit entities; they win over nothing, ``parse_mode`` wins over them.
        limit: Most UTF-16 units after parsing.
        may_be_empty: Captions may, messages may not.
    Returns:
        The trimmed text and its entities, those found in plain text (links, commands) included.
    Raises:
        ApiError: 400 in Telegram's words.
    """
    if not source and not may_be_empty:
        raise ApiError("message text is empty")
    if parse_mode.lower() == "html":
        text, marks = parse_html(source)
    elif parse_mode:
        raise ApiError("unsupported parse_mode")
    else:
        text, marks = source, _explicit(source, entities or [])
    text, marks = _trimmed(_cleaned(text), marks)
    if not text and not may_be_empty:
        raise ApiError("text must be non-empty")
    if utf16_length(text) > limit:
        raise ApiError(
            "message caption is too long" if limit == CAPTION_LIMIT else "message is too long"
        )
    return text, with_found(text, marks)


def with_found(text: str, marks: list[Json]) -> list[Json]:
    """Add the entities that show in plain text: links, addresses, commands, numbers."""
    offsets = _utf16_offsets(text)
    taken = [
        (mark["offset"], mark["offset"] + mark["length"])
        for mark in marks
        if mark["type"] in ("code", "pre", "text_link", "text_mention")
    ]
    found: list[Json] = []
    for kind, pattern in _FOUND:
        for match in pattern.finditer(text):
            start, end = offsets[match.start()], offsets[match.end()]
            if all(end <= low or start >= high for low, high in taken):
                taken.append((start, end))
                found.append({"type": kind, "offset": start, "length": end - start})
    return sorted([*marks, *found], key=lambda mark: (mark["offset"], -mark["length"]))


def _utf16_offsets(text: str) -> list[int]:
    offsets = [0]
    for character in text:
        offsets.append(offsets[-1] + utf16_length(character))
    return offsets


def _cleaned(text: str) -> str:
    """Replace control characters as Telegram does; lengths stay the same."""
    return "".join(
        " " if character < " " and character not in "\n" else character for character in text
    )


def _trimmed(text: str, marks: list[Json]) -> tuple[str, list[Json]]:
    """Cut white space at both ends and move or shorten the entities with it."""
    cut = utf16_length(text) - utf16_length(text.lstrip())
    text = text.strip()
    end = utf16_length(text)
    kept = []
    for mark in marks:
        low = max(mark["offset"] - cut, 0)
        high = min(mark["offset"] + mark["length"] - cut, end)
        if low < high:
            kept.append({**mark, "offset": low, "length": high - low})
    return text, kept


def _explicit(text: str, entities: list[Json]) -> list[Json]:
    """Check entities a bot sent itself."""
    end = utf16_length(text)
    for entity in entities:
        if not isinstance(entity, dict) or entity.get("type") not in _ENTITY_TYPES:
            raise ApiError("can't parse MessageEntity: Unsupported type specified")
        offset, length = entity.get("offset", 0), entity.get("length", 0)
        if not isinstance(offset, int) or not isinstance(length, int) or offset < 0:
            raise ApiError(f"receive an entity with incorrect offset {offset}")
        if offset > end:
            raise ApiError(f"entity begins after the end of the text at UTF-16 offset {offset}")
        if offset + length > end:
            raise ApiError(
                f"entity beginning at UTF-16 offset {offset} ends after the end of the text "
                f"at UTF-16 offset {offset + length}"
            )
        url = str(entity.get("url", ""))
        if entity["type"] == "text_link" and (fault := link_fault(url)):
            raise ApiError(f"entity URL '{url}' is invalid: {fault}")
    return [dict(entity) for entity in entities if entity["length"] > 0]
