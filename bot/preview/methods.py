"""The list of methods the emulated Bot API knows, and the small ones."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from bot.preview import media, messages, profile
from bot.preview.api_error import ApiError, Json
from bot.preview.parameters import Parameters
from bot.preview.world import World

Method = Callable[[World, Parameters], Any | Awaitable[Any]]

_LONGEST_POLL = 50.0


async def get_updates(world: World, call: Parameters) -> list[Json]:
    """Confirm the updates before ``offset`` and return the next ones, waiting for them."""
    if world.webhook.url:
        raise ApiError(
            "can't use getUpdates method while webhook is active; "
            "use deleteWebhook to delete the webhook first",
            409,
        )
    world.updates.allow(call.objects("allowed_updates"))
    return await world.updates.poll(
        offset=call.number("offset"),
        limit=call.number("limit", 100),
        timeout=min(max(call.number("timeout"), 0), _LONGEST_POLL),
    )


def set_webhook(world: World, call: Parameters) -> bool:
    """Have updates delivered to an address."""
    world.webhook.set(call.text("url"), call.text("secret_token"), world.updates)
    world.updates.allow(call.objects("allowed_updates"))
    _drop_pending(world, call)
    return True


def delete_webhook(world: World, call: Parameters) -> bool:
    """Go back to polling."""
    world.webhook.set("", "", world.updates)
    _drop_pending(world, call)
    return True


def _drop_pending(world: World, call: Parameters) -> None:
    if call.flag("drop_pending_updates"):
        world.updates.waiting.clear()


def get_chat(world: World, call: Parameters) -> Json:
    """Return what is known of a chat."""
    chat = world.chats.find(call.text("chat_id"))
    return {**chat.info, "accent_color_id": 0, "max_reaction_count": 11}


def leave_chat(world: World, call: Parameters) -> bool:
    """Leave a group."""
    chat = world.chats.find(call.text("chat_id"))
    if chat.info["type"] == "private":
        raise ApiError("chat member status can't be changed in private chats")
    world.chats.close(chat.info["id"])
    return True


def set_my_commands(world: World, call: Parameters) -> bool:
    """Set the command menu of a scope and language; an empty list removes it."""
    commands = profile.read_commands(call.objects("commands"))
    key = _command_key(call)
    if commands:
        world.profile.commands[key] = commands
    else:
        world.profile.commands.pop(key, None)
    _announce_profile(world)
    return True


def get_my_commands(world: World, call: Parameters) -> list[Json]:
    """Return the command menu of exactly one scope and language."""
    return world.profile.commands.get(_command_key(call), [])


def delete_my_commands(world: World, call: Parameters) -> bool:
    """Remove the command menu of a scope and language."""
    world.profile.commands.pop(_command_key(call), None)
    _announce_profile(world)
    return True


def _command_key(call: Parameters) -> tuple[profile.Scope, str]:
    language = profile.check_language(call.text("language_code"))
    return profile.read_scope(call.json("scope")), language


def _announce_profile(world: World) -> None:
    for chat in world.chats:
        chat.announce("profile", {})


def _setter(attribute: str, field: str, limit: int) -> Method:
    def set_text(world: World, call: Parameters) -> bool:
        texts: dict[str, str] = getattr(world.profile, attribute)
        what = field.replace("_", " ")
        text, language = call.text(field), call.text("language_code")
        profile.set_text(texts, text, language, limit=limit, what=what)
        _announce_profile(world)
        return True

    return set_text


def _getter(attribute: str, field: str) -> Method:
    def get_text(world: World, call: Parameters) -> Json:
        texts: dict[str, str] = getattr(world.profile, attribute)
        return {field: profile.text_for(texts, call.text("language_code"))}

    return get_text


def set_chat_menu_button(world: World, call: Parameters) -> bool:
    """Set what stands beside the input: the command menu, or nothing."""
    button = call.json("menu_button") or {"type": "default"}
    if not isinstance(button, dict) or button.get("type") not in ("commands", "default", "web_app"):
        raise ApiError("can't parse MenuButton: MenuButton has unsupported type")
    world.profile.menu_buttons[call.number("chat_id")] = button
    return True


def get_chat_menu_button(world: World, call: Parameters) -> Json:
    """Return what stands beside the input."""
    buttons = world.profile.menu_buttons
    return buttons.get(call.number("chat_id")) or buttons.get(0) or {"type": "commands"}


METHODS: dict[str, Method] = {
    "getMe": lambda world, _call: world.me,
    "logOut": lambda _world, _call: True,
    "close": lambda _world, _call: True,
    "getUpdates": get_updates,
    "setWebhook": set_webhook,
    "deleteWebhook": delete_webhook,
    "getWebhookInfo": lambda world, _call: world.webhook.info(world.updates),
    "sendMessage": messages.send_message,
    "editMessageText": messages.edit_message_text,
    "editMessageCaption": messages.edit_message_caption,
    "editMessageReplyMarkup": messages.edit_message_reply_markup,
    "deleteMessage": messages.delete_message,
    "deleteMessages": messages.delete_messages,
    "answerCallbackQuery": messages.answer_callback_query,
    "sendChatAction": messages.send_chat_action,
    "sendDocument": media.send_document,
    "sendPhoto": media.send_photo,
    "sendVenue": media.send_venue,
    "sendLocation": media.send_location,
    "getFile": media.get_file,
    "setMyCommands": set_my_commands,
    "getMyCommands": get_my_commands,
    "deleteMyCommands": delete_my_commands,
    "setMyName": _setter("names", "name", 64),
    "getMyName": _getter("names", "name"),
    "setMyDescription": _setter("descriptions", "description", 512),
    "getMyDescription": _getter("descriptions", "description"),
    "setMyShortDescription": _setter("short_descriptions", "short_description", 120),
    "getMyShortDescription": _getter("short_descriptions", "short_description"),
    "setChatMenuButton": set_chat_menu_button,
    "getChatMenuButton": get_chat_menu_button,
    "getChat": get_chat,
    "leaveChat": leave_chat,
}
