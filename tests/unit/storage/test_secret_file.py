from __future__ import annotations

import logging
from pathlib import Path

import pytest

from bot.errors import BotError, SettingsError
from bot.storage.secret_file import Keyring
from bot.storage.store import Store


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    return tmp_path / "geheim" / "schluessel"


def test_the_first_start_creates_a_key_that_nobody_else_may_read(secret: Path) -> None:
    Keyring(secret)
    assert secret.stat().st_mode & 0o777 == 0o600
    assert secret.parent.stat().st_mode & 0o077 == 0


def test_the_same_file_gives_the_same_keys(secret: Path, tmp_path: Path) -> None:
    first, again = Keyring(secret).keys, Keyring(secret).keys
    assert first.names_of(7) == again.names_of(7)
    assert again.unseal(first.seal(b"text", "hier"), "hier") == b"text"
    other = Keyring(tmp_path / "anders").keys
    assert other.names_of(7) != first.names_of(7)
    assert other.unseal(first.seal(b"text", "hier"), "hier") is None


@pytest.mark.parametrize("where", ["schluessel", "tief/darunter/schluessel", "x/../schluessel"])
def test_a_key_beside_the_data_is_refused(where: str, tmp_path: Path) -> None:
    folder = tmp_path / "daten"
    with pytest.raises(SettingsError) as refused:
        Store(folder / "bot.sqlite", secret_file=folder / where)
    assert "BOT_SECRET_FILE" in refused.value.german
    assert not folder.exists()


def test_a_link_into_the_data_folder_does_not_deceive(tmp_path: Path) -> None:
    folder = tmp_path / "daten"
    folder.mkdir()
    link = tmp_path / "geheim"
    link.symlink_to(folder)
    with pytest.raises(SettingsError):
        Store(folder / "bot.sqlite", secret_file=link / "schluessel")


def test_a_key_that_others_may_change_is_refused(secret: Path) -> None:
    Keyring(secret)
    secret.chmod(0o620)
    with pytest.raises(BotError) as refused:
        Keyring(secret)
    assert "chmod 600" in refused.value.german


def test_a_key_that_others_may_read_is_warned_of(
    secret: Path, caplog: pytest.LogCaptureFixture
) -> None:
    Keyring(secret)
    secret.chmod(0o640)
    with caplog.at_level(logging.WARNING):
        Keyring(secret)
    assert "secret_file=readable_by_others mode=640" in caplog.text


@pytest.mark.parametrize("content", ["", "# nur ein Kommentar\n", "abc\n", "AAAA\n", "\x00\xff"])
def test_a_file_without_a_key_is_explained_and_left_alone(content: str, secret: Path) -> None:
    secret.parent.mkdir()
    secret.write_text(content)
    secret.chmod(0o600)
    with pytest.raises(BotError) as refused:
        Keyring(secret)
    assert "BOT_SECRET_FILE" in refused.value.german
    assert secret.read_text() == content


def test_a_running_bot_goes_on_without_the_file(
    secret: Path, caplog: pytest.LogCaptureFixture
) -> None:
    keyring = Keyring(secret)
    name = keyring.keys.names_of(7)
    secret.unlink()
    for _ in range(3):
        keyring.refresh()
    assert keyring.keys.names_of(7) == name
    assert caplog.text.count("secret_file=gone") == 1


def test_no_key_shows_itself(secret: Path) -> None:
    keyring = Keyring(secret)
    line = secret.read_text().splitlines()[-1]
    assert line not in repr(keyring) + repr(keyring.keys) + repr(vars(keyring.keys))
