from __future__ import annotations

import pytest

from bot.errors import SettingsError
from bot.settings import Settings

TOKEN = "12345:abcdefghijklmnopqrstuvwxyz"


def test_everything_has_a_default() -> None:
    settings = Settings.from_environment({})
    assert (settings.token, settings.host, settings.port) == ("", "127.0.0.1", 8080)


def test_the_token_is_never_shown() -> None:
    settings = Settings.from_environment(
        {"BOT_TOKEN": TOKEN, "BOT_WEBHOOK_SECRET": "ein-losungswort-fuer-tests"}
    )
    assert TOKEN not in repr(settings)
    assert "ein-losungswort-fuer-tests" not in repr(settings)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("BOT_TOKEN", "falsch"),
        ("BOT_API_URL", "ftp://x"),
        ("BOT_WEBHOOK_URL", "x"),
        ("BOT_WEBHOOK_SECRET", "zu-kurz"),
        ("BOT_WEBHOOK_SECRET", "mit leerzeichen und ä 123"),
        ("BOT_LISTEN", "8080"),
        ("BOT_LISTEN", "127.0.0.1:99999"),
        ("BOT_ADMINS", "max"),
        ("BOT_METRICS", "9090"),
        ("BOT_METRICS", "0.0.0.0:9090"),
        ("BOT_METRICS", "192.168.1.5:9090"),
        ("BOT_METRICS", "rechner:9090"),
        ("BOT_RETENTION_DAYS", "0"),
        ("BOT_RETENTION_DAYS", "immer"),
        ("BOT_LOG_LEVEL", "LAUT"),
    ],
)
def test_a_wrong_value_is_one_german_sentence_that_names_the_setting(name: str, value: str) -> None:
    with pytest.raises(SettingsError) as refused:
        Settings.from_environment({name: value})
    assert name in refused.value.german
    assert value not in refused.value.german or name != "BOT_TOKEN"


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("", ("127.0.0.1", None)),
        ("127.0.0.1:9090", ("127.0.0.1", 9090)),
        ("localhost:9090", ("localhost", 9090)),
        ("[::1]:9090", ("::1", 9090)),
    ],
)
def test_figures_are_told_on_this_machine_only_and_not_unasked(
    value: str, expected: tuple[str, int | None]
) -> None:
    settings = Settings.from_environment({"BOT_METRICS": value})
    assert (settings.metrics_host, settings.metrics_port) == expected
