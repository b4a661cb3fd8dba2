"""Methods for messages: send, edit, delete, answer a tap, show that the bot types."""

from __future__ import annotations

from bot.preview.api_error import ApiError, Json
from bot.preview.chats import Chat
from bot.preview.keyboards import read_inline_markup, read_markup
from bot.preview.parameters import Parameters
from bot.preview.texts import CAPTION_LIMIT, TEXT_LIMIT, read_text
from bot.preview.world import World

_ACTIONS = frozenset(
    [
        "typing",
        "upload_photo",
        "record_video",
        "upload_video",
        "record_voice",
        "upload_voice",
        "upload_document",
        "choose_sticker",
        "find_location",
        "record_video_note",
        "upload_video_note",
    ]
)
_SAME = (
    "message is not modified: specified new message content and reply markup are exactly the "
    "same as a current content and reply markup of the message"
)


def send_message(world: World, call: Parameters) -> Json:
    """Send a text."""
    text, entities = read_text(
        call.text("text"),
        call.text("parse_mode"),
        call.objects("entities"),
        limit=TEXT_LIMIT,
        may_be_empty=False,
    )
    content: Json = {"text": text}
    if entities:
        content["entities"] = entities
    return post(world, call, content)


def post(world: World, call: Parameters, content: Json) -> Json:
    """Send content that is already checked, with the reply markup and reply of the call."""
    markup = read_markup(call.json("reply_markup"))
    chat = world.chats.writable(call.text("chat_id"))
    if replied := _replied(chat, call):
        content["reply_to_message"] = replied
    if markup:
        content["reply_markup"] = markup
    return for_bot(world.chats.add_message(chat, world.chats.me, content))


def for_bot(message: Json) -> Json:
    """Return a message as a bot sees it: only inline keyboards come back."""
    if "inline_keyboard" in message.get("reply_markup", {"inline_keyboard": 1}):
        return message
    return {key: value for key, value in message.items() if key != "reply_markup"}


def read_caption(call: Parameters) -> Json:
    """Return caption and entities of a call, empty where it has none."""
    caption, entities = read_text(
        call.text("caption"),
        call.text("parse_mode"),
        call.objects("caption_entities"),
        limit=CAPTION_LIMIT,
        may_be_empty=True,
    )
    content: Json = {"caption": caption} if caption else {}
    if caption and entities:
        content["caption_entities"] = entities
    return content


def edit_message_text(world: World, call: Parameters) -> Json:
    """Replace the text and the buttons of a message."""
    text, entities = read_text(
        call.text("text"),
        call.text("parse_mode"),
        call.objects("entities"),
        limit=TEXT_LIMIT,
        may_be_empty=False,
    )
    chat, message = _own_message(world, call)
    if "text" not in message:
        raise ApiError("there is no text in the message to edit")
    kept = _without(message, "text", "entities", "reply_markup")
    changed: Json = {"text": text, **({"entities": entities} if entities else {})}
    return _edited(world, chat, message, {**kept, **changed, **_new_buttons(call)})


def edit_message_caption(world: World, call: Parameters) -> Json:
    """Replace the caption and the buttons of a message."""
    caption = read_caption(call)
    chat, message = _own_message(world, call)
    if not message.keys() & {"document", "photo"}:
        raise ApiError("there is no caption in the message to edit")
    kept = _without(message, "caption", "caption_entities", "reply_markup")
    return _edited(world, chat, message, {**kept, **caption, **_new_buttons(call)})


def edit_message_reply_markup(world: World, call: Parameters) -> Json:
    """Replace the buttons of a message; none removes them."""
    chat, message = _own_message(world, call)
    return _edited(world, chat, message, _without(message, "reply_markup") | _new_buttons(call))


def delete_message(world: World, call: Parameters) -> bool:
    """Delete one message."""
    chat = world.chats.find(call.text("chat_id"))
    if not call.text("message_id"):
        raise ApiError("message identifier is not specified")
    world.chats.remove_message(chat, call.number("message_id"))
    return True


def delete_messages(world: World, call: Parameters) -> bool:
    """Delete several messages; unknown ones are skipped."""
    chat = world.chats.find(call.text("chat_id"))
    numbers = call.objects("message_ids")
    if not numbers or len(numbers) > 100:
        raise ApiError("message identifiers are not specified")
    for number in numbers:
        if number in chat.messages:
            world.chats.remove_message(chat, number)
    return True


def answer_callback_query(world: World, call: Parameters) -> bool:
    """End the waiting of a tapped button, with a short text or an alert."""
    text = call.text("text")
    if len(text) > 200:
        raise ApiError("MESSAGE_TOO_LONG")
    number = call.text("callback_query_id")
    chat = world.chats.answer(number)
    chat.announce("answered", {"query": number, "text": text, "alert": call.flag("show_alert")})
    return True


def send_chat_action(world: World, call: Parameters) -> bool:
    """Show for some seconds that the bot does something."""
    action = call.text("action")
    if action not in _ACTIONS:
        raise ApiError("wrong parameter action in request")
    world.chats.writable(call.text("chat_id")).announce("action", {"action": action})
    return True


def _own_message(world: World, call: Parameters) -> tuple[Chat, Json]:
    chat = world.chats.writable(call.text("chat_id"))
    if not call.text("message_id"):
        raise ApiError("message identifier is not specified")
    message = chat.messages.get(call.number("message_id"))
    if message is None:
        raise ApiError("message to edit not found")
    if message["from"]["id"] != world.me["id"]:
        raise ApiError("message can't be edited")
    return chat, message


def _edited(world: World, chat: Chat, old: Json, new: Json) -> Json:
    if _without(old, "edit_date") == _without(new, "edit_date"):
        raise ApiError(_SAME)
    return world.chats.replace_message(chat, new)


def _new_buttons(call: Parameters) -> Json:
    markup = read_inline_markup(call.json("reply_markup"))
    return {"reply_markup": markup} if markup else {}


def _replied(chat: Chat, call: Parameters) -> Json | None:
    reply = call.json("reply_parameters")
    if reply is None:
        return None
    if not isinstance(reply, dict) or "message_id" not in reply:
        raise ApiError('can\'t find field "message_id"')
    message = chat.messages.get(int(reply["message_id"]))
    if message is None and not reply.get("allow_sending_without_reply"):
        raise ApiError("message to be replied not found")
    return _without(message, "reply_to_message") if message else None


def _without(message: Json, *keys: str) -> Json:
    return {key: value for key, value in message.items() if key not in keys}
