"""Commands and texts of the profile."""

import pytest

from bot.preview.api_error import ApiError
from bot.preview.profile import Profile, read_commands, read_scope, set_text, text_for


@pytest.mark.parametrize(
    ("command", "description"),
    [
        ({"command": "", "description": "x"}, "command must be non-empty"),
        ({"command": "hilfe", "description": " "}, "command description must be non-empty"),
        ({"command": "Hilfe", "description": "x"}, "BOT_COMMAND_INVALID"),
        ({"command": "hilfe-mir", "description": "x"}, "BOT_COMMAND_INVALID"),
        ({"command": "x" * 33, "description": "x"}, "BOT_COMMAND_INVALID"),
        ({"command": "x", "description": "x" * 257}, "BOT_COMMAND_DESCRIPTION_INVALID"),
    ],
)
def test_a_wrong_command_is_refused(command, description):
    with pytest.raises(ApiError) as refused:
        read_commands([command])
    assert refused.value.description == f"Bad Request: {description}"


@pytest.mark.parametrize(
    ("scope", "description"),
    [
        ({"type": "chat"}, 'Can\'t find field "chat_id"'),
        ({"type": "chat_member", "chat_id": 1}, 'Can\'t find field "user_id"'),
        ({"type": "invalid"}, "Unsupported type specified"),
    ],
)
def test_a_wrong_scope_is_refused(scope, description):
    with pytest.raises(ApiError) as refused:
        read_scope(scope)
    assert refused.value.description == f"Bad Request: can't parse BotCommandScope: {description}"


def test_the_nearest_menu_wins_then_the_language():
    profile = Profile()
    everyone = [{"command": "a", "description": "a"}]
    arabic = [{"command": "b", "description": "b"}]
    mine = [{"command": "c", "description": "c"}]
    profile.commands[("default", 0, 0), ""] = everyone
    profile.commands[("default", 0, 0), "ar"] = arabic
    profile.commands[("chat", 7, 0), ""] = mine
    assert profile.commands_for(1, "de") == everyone
    assert profile.commands_for(1, "ar") == arabic
    assert profile.commands_for(7, "ar") == mine


def test_a_text_falls_back_to_everyones_and_has_a_limit():
    texts = {}
    set_text(texts, "Hallo", "", limit=5, what="name")
    set_text(texts, "Merhaba"[:5], "tr", limit=5, what="name")
    assert (text_for(texts, "ar"), text_for(texts, "tr")) == ("Hallo", "Merha")
    with pytest.raises(ApiError, match="name is too long"):
        set_text(texts, "Hallo!", "", limit=5, what="name")
