"""Reply markup: the buttons below a message and the keyboard below the chat."""

from __future__ import annotations

from typing import Any

from bot.preview.api_error import ApiError, Json
from bot.preview.links import button_link

BUTTON_LIMIT = 100
ROW_LIMIT = 8
_ACTIONS = (
    "callback_data",
    "url",
    "web_app",
    "login_url",
    "switch_inline_query",
    "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat",
    "copy_text",
    "callback_game",
    "pay",
)
_BUTTON = "can't parse inline keyboard button"


def read_markup(markup: Any) -> Json | None:
    """Check a ``reply_markup`` as sent.

    Returns:
        The markup as stored, ``None`` for none or an empty inline keyboard.
    Raises:
        ApiError: 400, in Telegram's words where it has its own; two actions in one button,
            which Telegram resolves by its own order, count as a mistake here.
    """
    if markup is None:
        return None
    if not isinstance(markup, dict):
        raise ApiError("object expected as reply markup")
    if "inline_keyboard" in markup:
        return _inline(markup["inline_keyboard"])
    if "keyboard" in markup:
        return _reply_keyboard(markup)
    if markup.get("remove_keyboard") or markup.get("force_reply"):
        return dict(markup)
    return None


def read_inline_markup(markup: Any) -> Json | None:
    """Check the markup of an edited message, which can only be an inline keyboard."""
    if markup is not None and (not isinstance(markup, dict) or "inline_keyboard" not in markup):
        raise ApiError("inline keyboard expected")
    return read_markup(markup)


def _inline(rows: Any) -> Json | None:
    kept = [[_inline_button(button) for button in row] for row in _rows(rows, "inline_keyboard")]
    kept = [row for row in kept if row]
    if sum(map(len, kept)) > BUTTON_LIMIT or any(len(row) > ROW_LIMIT for row in kept):
        raise ApiError("reply markup is too long")
    return {"inline_keyboard": kept} if kept else None


def _inline_button(button: Any) -> Json:
    if not isinstance(button, dict):
        raise ApiError(f"{_BUTTON}: InlineKeyboardButton must be an Object")
    if "text" not in button:
        raise ApiError(f'{_BUTTON}: Can\'t find field "text"')
    if not isinstance(button["text"], str):
        raise ApiError(f'{_BUTTON}: Field "text" must be of type String')
    if not button["text"].strip():
        raise ApiError("inline keyboard button text must be non-empty")
    actions = [
        name
        for name in _ACTIONS
        if name in button and (button[name] or name.startswith("switch_inline_query"))
    ]
    if not actions:
        raise ApiError(f"{_BUTTON}: Text buttons are unallowed in the inline keyboard")
    if len(actions) > 1:
        raise ApiError(f"{_BUTTON}: exactly one of {', '.join(actions)} must be used")
    return {**button, **_checked_action(actions[0], button[actions[0]])}


def _checked_action(action: str, value: Any) -> Json:
    """Check what a button does; return its field as stored."""
    match action:
        case "callback_data":
            if not isinstance(value, str):
                raise ApiError(f'{_BUTTON}: Field "callback_data" must be of type String')
            if not 1 <= len(value.encode()) <= 64:
                raise ApiError("BUTTON_DATA_INVALID")
        case "url":
            return {"url": button_link(str(value))}
        case "copy_text":
            text = value.get("text") if isinstance(value, dict) else None
            if not isinstance(text, str) or not 1 <= len(text) <= 256:
                raise ApiError("BUTTON_COPY_TEXT_INVALID")
        case _:
            pass
    return {action: value}


def _reply_keyboard(markup: Json) -> Json:
    rows = []
    for row in _rows(markup["keyboard"], "keyboard"):
        buttons = [{"text": button} if isinstance(button, str) else button for button in row]
        for button in buttons:
            if not isinstance(button, dict) or not isinstance(button.get("text"), str):
                raise ApiError("can't parse keyboard button: Can't find field \"text\"")
            if not button["text"]:
                raise ApiError("keyboard button text must be non-empty")
        if buttons:
            rows.append(buttons)
    if not rows:
        raise ApiError("reply keyboard is empty")
    if sum(map(len, rows)) > 300 or any(len(row) > 12 for row in rows):
        raise ApiError("reply markup is too long")
    return {**markup, "keyboard": rows}


def _rows(rows: Any, field: str) -> list[list[Any]]:
    if not isinstance(rows, list):
        raise ApiError(f'field "{field}" must be of type Array')
    if not all(isinstance(row, list) for row in rows):
        raise ApiError(f'field "{field}" must be an Array of Arrays')
    return rows
