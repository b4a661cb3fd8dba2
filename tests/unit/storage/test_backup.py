from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from bot.dialog.kept import KeepLanguage, Kept
from bot.errors import BotError
from bot.storage.backup import back_up, restore
from bot.storage.migrations import MIGRATIONS
from bot.storage.store import Store

DAY = date(2026, 11, 27)


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    return tmp_path / "geheim" / "schluessel"


@pytest.fixture
def store(tmp_path: Path, secret: Path) -> Iterator[Store]:
    opened = Store(tmp_path / "daten" / "bot.sqlite", secret_file=secret)
    yield opened
    opened.close()


def languages(store: Store) -> list[str | None]:
    return [store.chats.kept(chat, DAY).language for chat in (1, 2)]


def test_a_copy_is_whole_alone_and_private(store: Store, secret: Path, tmp_path: Path) -> None:
    store.chats.follow(1, KeepLanguage("uk"), DAY)
    copy = tmp_path / "sicherung" / "kopie.sqlite"
    back_up(store.database, copy)
    assert [each.name for each in copy.parent.iterdir()] == ["kopie.sqlite"]
    assert copy.stat().st_mode & 0o077 == 0
    with closing(Store(copy, secret_file=secret)) as read:
        assert languages(read) == ["uk", None]


def test_the_rehearsed_way_back(store: Store, tmp_path: Path) -> None:
    store.chats.follow(1, KeepLanguage("uk"), DAY)
    copy = tmp_path / "kopie.sqlite"
    back_up(store.database, copy)
    store.chats.follow(1, KeepLanguage("ar"), DAY)
    store.chats.follow(2, KeepLanguage("tr"), DAY)
    restore(store.database, copy)
    assert languages(store) == ["uk", None]


def test_a_lost_database_comes_back_from_its_copy(
    store: Store, secret: Path, tmp_path: Path
) -> None:
    store.chats.follow(1, KeepLanguage("uk"), DAY)
    copy = tmp_path / "kopie.sqlite"
    back_up(store.database, copy)
    with closing(Store(tmp_path / "neu" / "bot.sqlite", secret_file=secret)) as fresh:
        restore(fresh.database, copy)
        assert languages(fresh) == ["uk", None]


def test_a_running_bot_sees_what_was_restored(store: Store, secret: Path, tmp_path: Path) -> None:
    store.chats.follow(1, KeepLanguage("uk"), DAY)
    copy = tmp_path / "kopie.sqlite"
    back_up(store.database, copy)
    store.chats.follow(1, KeepLanguage("ar"), DAY)
    assert store.database.path is not None
    with closing(Store(store.database.path, secret_file=secret)) as verb:
        restore(verb.database, copy)
    assert languages(store) == ["uk", None]
    store.chats.follow(2, KeepLanguage("tr"), DAY)
    assert languages(store) == ["uk", "tr"]


def test_a_copy_made_while_others_write_is_of_one_moment(store: Store, tmp_path: Path) -> None:
    path = store.database.path
    assert path is not None
    stop = threading.Event()

    def write() -> None:
        with closing(sqlite3.connect(path, isolation_level=None, timeout=30)) as other:
            number = 0
            while not stop.is_set():
                number += 1
                # Always two rows at once: a copy of one moment holds both or neither.
                other.execute("BEGIN IMMEDIATE")
                for half in ("a", "b"):
                    other.execute(
                        "INSERT INTO offene_fragen (tag, text) VALUES (?, ?)", (str(number), half)
                    )
                other.execute("COMMIT")

    thread = threading.Thread(target=write)
    thread.start()
    try:
        for number in range(10):
            copy = tmp_path / f"{number}.sqlite"
            back_up(store.database, copy)
            with closing(sqlite3.connect(copy)) as read:
                halves = read.execute(
                    "SELECT COUNT(*) FROM offene_fragen GROUP BY tag HAVING COUNT(*) <> 2"
                ).fetchall()
            assert halves == []
    finally:
        stop.set()
        thread.join()


def test_an_old_copy_is_brought_up_to_date_and_left_as_it_is(store: Store, tmp_path: Path) -> None:
    copy = tmp_path / "alt.sqlite"
    with closing(sqlite3.connect(copy, isolation_level=None)) as old:
        MIGRATIONS[0](old)
        old.execute("INSERT INTO offene_fragen (tag, sprache, text) VALUES ('t', 'de', 'alt')")
    before = copy.read_bytes()
    restore(store.database, copy)
    assert [text for _, _, text in store.open_questions()] == ["alt"]
    assert languages(store) == [None, None]
    assert copy.read_bytes() == before


def test_a_damaged_copy_changes_nothing(store: Store, tmp_path: Path) -> None:
    store.chats.follow(1, KeepLanguage("uk"), DAY)
    copy = tmp_path / "kopie.sqlite"
    back_up(store.database, copy)
    whole = copy.read_bytes()
    for content in (b"", b"kein sqlite" * 1000, whole[: len(whole) // 2]):
        copy.write_bytes(content)
        with pytest.raises(BotError) as refused:
            restore(store.database, copy)
        assert "nichts geändert" in refused.value.german
    with pytest.raises(BotError):
        restore(store.database, tmp_path / "fehlt.sqlite")
    assert store.chats.kept(1, DAY) == Kept("uk")


def test_a_target_that_cannot_be_written_is_explained(store: Store, tmp_path: Path) -> None:
    (tmp_path / "datei").write_text("x")
    with pytest.raises(BotError) as refused:
        back_up(store.database, tmp_path / "datei" / "kopie.sqlite")
    assert "freien Platz" in refused.value.german
