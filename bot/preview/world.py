"""Everything the emulated Bot API holds, handed to each method as one value."""

from __future__ import annotations

from dataclasses import dataclass, field

from bot.preview.api_error import Json
from bot.preview.chats import Chats
from bot.preview.files import Files
from bot.preview.profile import Profile
from bot.preview.updates import Updates
from bot.preview.webhook import Webhook


@dataclass
class World:
    """The bot, its chats, its updates and its files.

    Attributes:
        me: The ``User`` object of the bot.
        knowledge: State and problems of the knowledge folder, for the side strip.
    """

    me: Json
    chats: Chats
    updates: Updates = field(default_factory=Updates)
    files: Files = field(default_factory=Files)
    profile: Profile = field(default_factory=Profile)
    webhook: Webhook = field(default_factory=Webhook)
    knowledge: Json | None = None


def new_world(token: str, username: str, name: str) -> World:
    """Return an empty world for one bot; its id is the token's first part."""
    me: Json = {
        "id": int(token.split(":", 1)[0]),
        "is_bot": True,
        "first_name": name,
        "username": username,
        "can_join_groups": True,
        "can_read_all_group_messages": False,
        "supports_inline_queries": False,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }
    world = World(me, Chats({key: me[key] for key in ("id", "is_bot", "first_name", "username")}))
    world.profile.names[""] = name
    return world
