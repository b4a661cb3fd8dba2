from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import pytest

from bot.dialog.kept import ForgetChat, KeepLanguage, Kept
from bot.errors import BotError
from bot.storage.chats import LANGUAGE_KEPT
from bot.storage.store import Store

DAY = date(2026, 11, 27)
CHAT = 987_654_321


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "daten" / "bot.sqlite"


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    return tmp_path / "geheim" / "schluessel"


@pytest.fixture
def store(path: Path, secret: Path) -> Iterator[Store]:
    opened = Store(path, secret_file=secret)
    yield opened
    opened.close()


def on_disk(path: Path) -> bytes:
    """Return every byte of the database and what SQLite keeps beside it."""
    return b"".join(each.read_bytes() for each in sorted(path.parent.iterdir()))


def sealed(path: Path) -> list[bytes]:
    with closing(sqlite3.connect(path)) as database:
        return [row[0] for row in database.execute("SELECT inhalt FROM chats")]


def test_nothing_is_kept_of_a_chat_that_chose_nothing(store: Store) -> None:
    assert store.chats.kept(CHAT, DAY) == Kept()
    assert store.database.query("SELECT * FROM chats") == []


def test_a_chosen_language_survives_a_restart(path: Path, secret: Path) -> None:
    for language in ("uk", "ar"):
        with closing(Store(path, secret_file=secret)) as store:
            store.chats.follow(CHAT, KeepLanguage(language), DAY)
        with closing(Store(path, secret_file=secret)) as again:
            assert again.chats.kept(CHAT, DAY) == Kept(language)
            assert again.chats.kept(CHAT + 1, DAY) == Kept()


def test_neither_chat_id_nor_language_can_be_read_on_disk(store: Store, path: Path) -> None:
    store.chats.follow(CHAT, KeepLanguage("xx-sprache"), DAY)
    found = on_disk(path)
    assert len(sealed(path)) == 1
    for planted in (str(CHAT).encode(), CHAT.to_bytes(4, "big"), b"xx-sprache"):
        assert planted not in found


def test_what_is_erased_is_gone_from_every_file(store: Store, path: Path) -> None:
    store.chats.follow(CHAT, KeepLanguage("uk"), DAY)
    store.chats.follow(CHAT + 1, KeepLanguage("ar"), DAY)
    content, other = sealed(path)
    assert content in on_disk(path)
    store.chats.follow(CHAT, ForgetChat(), DAY)
    assert content not in on_disk(path)
    assert other in on_disk(path)
    assert store.chats.kept(CHAT, DAY) == Kept()
    assert store.chats.kept(CHAT + 1, DAY) == Kept("ar")


def test_a_changed_language_leaves_no_trace_of_the_one_before(store: Store, path: Path) -> None:
    store.chats.follow(CHAT, KeepLanguage("uk"), DAY)
    (before,) = sealed(path)
    store.chats.follow(CHAT, KeepLanguage("ar"), DAY)
    store.forget(DAY, 30)
    assert before not in on_disk(path)


def test_a_forgotten_question_is_gone_from_every_file(store: Store, path: Path) -> None:
    with store.database.transaction() as connection:
        connection.execute(
            "INSERT INTO offene_fragen (tag, sprache, text) VALUES (?, 'de', ?)",
            ((DAY - timedelta(days=31)).isoformat(), "wo wohnt der weihnachtsmann"),
        )
    assert b"weihnachtsmann" in on_disk(path)
    assert store.forget(DAY, 30) == 1
    assert b"weihnachtsmann" not in on_disk(path)


def test_a_language_goes_a_year_after_its_last_use(store: Store) -> None:
    store.chats.follow(CHAT, KeepLanguage("uk"), DAY)
    used = DAY + timedelta(days=200)
    assert store.chats.kept(CHAT, used) == Kept("uk")
    assert store.forget(DAY + LANGUAGE_KEPT + timedelta(days=1), 30) == 0
    assert store.forget(used + LANGUAGE_KEPT, 30) == 0
    assert store.forget(used + LANGUAGE_KEPT + timedelta(days=1), 30) == 1
    assert store.chats.kept(CHAT, used) == Kept()


def test_a_row_moved_to_another_chat_does_not_open(store: Store) -> None:
    store.chats.follow(CHAT, KeepLanguage("uk"), DAY)
    store.chats.follow(CHAT + 1, KeepLanguage("ar"), DAY)
    with store.database.transaction() as connection:
        (first, _), (_, second) = connection.execute("SELECT kennung, inhalt FROM chats").fetchall()
        connection.execute("UPDATE chats SET inhalt = ? WHERE kennung = ?", (second, first))
    assert store.chats.kept(CHAT, DAY) == Kept()
    assert store.chats.unreadable() == 1


def test_with_another_key_nothing_opens_and_everything_still_expires(
    path: Path, secret: Path, tmp_path: Path
) -> None:
    with closing(Store(path, secret_file=secret)) as store:
        store.chats.follow(CHAT, KeepLanguage("uk"), DAY)
    with closing(Store(path, secret_file=tmp_path / "anders" / "schluessel")) as store:
        assert store.chats.kept(CHAT, DAY) == Kept()
        assert store.chats.unreadable() == 1
        assert store.forget(DAY + LANGUAGE_KEPT + timedelta(days=1), 30) == 1
        assert store.chats.unreadable() == 0


def test_a_database_that_fails_is_reported_as_our_own_error(store: Store) -> None:
    store.database.query("SELECT 1")
    with store.database.transaction() as connection:
        connection.execute("DROP TABLE chats")
    with pytest.raises(BotError):
        store.chats.kept(CHAT, DAY)
