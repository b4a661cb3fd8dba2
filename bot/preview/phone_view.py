"""What the page shows of a chat, as JSON."""

from __future__ import annotations

from bot.preview.api_error import Json
from bot.preview.chats import Chat
from bot.preview.profile import text_for
from bot.preview.world import World

LANGUAGES = ("de", "en", "uk", "ru", "ar", "tr")


def chat_view(world: World, chat: Chat) -> Json:
    """Return all of a chat: messages, profile, how the last message was understood."""
    return {
        "messages": list(chat.messages.values()),
        "me": world.me["id"],
        "outcome": chat.outcome,
        "knowledge": world.knowledge,
        **profile_view(world, chat),
    }


def profile_view(world: World, chat: Chat) -> Json:
    """Return name, descriptions and command menu in the language of the phone."""
    language = chat.user.get("language_code", "de")
    profile = world.profile
    return {
        "name": text_for(profile.names, language),
        "username": world.me["username"],
        "description": text_for(profile.descriptions, language),
        "short_description": text_for(profile.short_descriptions, language),
        "commands": profile.commands_for(chat.info["id"], language),
    }
