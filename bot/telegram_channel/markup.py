"""Reply → HTML, keyboards, and pieces of at most 4096 characters."""

from __future__ import annotations

from html import escape

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.dialog.turn import Button, Reply

MAX_TEXT = 4096  # UTF-16 units after entity parsing, Telegram's limit for a message
MAX_NOTICE = 200  # characters of the text shown over the chat after a tap


def html(reply: Reply) -> str:
    """Return the reply as HTML for Telegram; everything but the tags is escaped."""
    parts = []
    if reply.title:
        parts.append(f"<b>{escape(reply.title, quote=False)}</b>")
    if reply.body:
        parts.append(escape(reply.body, quote=False))
    if reply.footer:
        parts.append(f"<i>{escape(reply.footer, quote=False)}</i>")
    return "\n\n".join(parts)


def length(text: str) -> int:
    """Return the length as Telegram counts it, in UTF-16 units."""
    return len(text.encode("utf-16-le")) // 2


def pieces(reply: Reply) -> list[str]:
    """Return the reply as HTML messages, cut between paragraphs where it is too long.

    A paragraph that is too long by itself is cut between lines, then words, then anywhere.
    """
    whole = html(reply)
    if length(reply.text) <= MAX_TEXT:
        return [whole] if whole else []
    cut: list[str] = []
    room = MAX_TEXT - length(reply.title) - 2 if reply.title else MAX_TEXT
    for part in _cut(reply.body, room):
        cut.append(escape(part, quote=False))
    if reply.title:
        cut[0] = f"<b>{escape(reply.title, quote=False)}</b>\n\n{cut[0]}"
    if reply.footer:
        cut.append(f"<i>{escape(reply.footer, quote=False)}</i>")
    return cut


def _cut(text: str, room: int, separators: tuple[str, ...] = ("\n\n", "\n", " ", "")) -> list[str]:
    if length(text) <= room:
        return [text]
    separator, *rest = separators
    parts = text.split(separator) if separator else list(text)
    found: list[str] = []
    current = ""
    for part in parts:
        joined = f"{current}{separator}{part}" if current else part
        if length(joined) <= room:
            current = joined
            continue
        if current:
            found.append(current)
        if length(part) > room:
            *full, current = _cut(part, room, tuple(rest))
            found.extend(full)
        else:
            current = part
    if current:
        found.append(current)
    return found


def keyboard(rows: tuple[tuple[Button, ...], ...]) -> InlineKeyboardMarkup | None:
    """Return the buttons below a message, ``None`` without any."""
    if not rows:
        return None
    return InlineKeyboardMarkup([[_button(button) for button in row] for row in rows])


def _button(button: Button) -> InlineKeyboardButton:
    if button.url is not None:
        return InlineKeyboardButton(button.label, url=button.url)
    return InlineKeyboardButton(button.label, callback_data=button.payload)
