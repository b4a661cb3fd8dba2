from __future__ import annotations

import logging
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date, datetime
from pathlib import Path

import pytest

from bot.dialog.kept import KeepLanguage, Kept
from bot.errors import BotError
from bot.storage.damage import forget_set_aside
from bot.storage.database import OpenDatabase, open_database
from bot.storage.migrations import MIGRATIONS, migrate
from bot.storage.store import Store

DAY = date(2026, 11, 27)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "daten" / "bot.sqlite"


@pytest.fixture
def database(path: Path) -> Iterator[OpenDatabase]:
    opened = open_database(path)
    yield opened
    opened.close()


def tables(path: Path) -> set[str]:
    with closing(sqlite3.connect(path)) as database:
        return {
            name
            for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        }


def version(path: Path) -> int:
    with closing(sqlite3.connect(path)) as database:
        return int(database.execute("PRAGMA user_version").fetchone()[0])


def unversioned(path: Path) -> None:
    """Write a file as the first version of the program did."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with closing(sqlite3.connect(path)) as old:
        old.executescript(
            """
            PRAGMA journal_mode = WAL;
            CREATE TABLE [summen] ([tag] TEXT, [art] TEXT, [frage] TEXT, [sprache] TEXT,
                [aushang] TEXT, [anzahl] INTEGER,
                PRIMARY KEY ([tag], [art], [frage], [sprache], [aushang]));
            CREATE TABLE [rueckmeldungen] ([tag] TEXT, [frage] TEXT, [geholfen] INTEGER,
                [anzahl] INTEGER, PRIMARY KEY ([tag], [frage], [geholfen]));
            CREATE TABLE [offene_fragen] ([nummer] INTEGER PRIMARY KEY, [tag] TEXT,
                [sprache] TEXT, [text] TEXT);
            INSERT INTO summen VALUES ('2026-11-20', 'answer', 'miete', 'de', '', 7);
            INSERT INTO offene_fragen VALUES (1, '2026-11-20', 'de', 'wo ist der hof');
            """
        )


def test_a_new_file_has_the_newest_version(database: OpenDatabase, path: Path) -> None:
    assert version(path) == len(MIGRATIONS)
    assert path.stat().st_mode & 0o077 == 0


def test_the_file_of_the_first_program_is_taken_over(path: Path) -> None:
    unversioned(path)
    with closing(Store(path)) as store:
        assert [row["anzahl"] for row in store.sums(date(2026, 11, 1), DAY)] == [7]
        assert [text for _, _, text in store.open_questions()] == ["wo ist der hof"]
        store.chats.follow(7, KeepLanguage("uk"), DAY)
        assert store.chats.kept(7, DAY) == Kept("uk")
    assert version(path) == len(MIGRATIONS)


@pytest.mark.parametrize("earlier", range(len(MIGRATIONS)))
def test_every_earlier_version_reaches_the_newest(earlier: int, path: Path) -> None:
    path.parent.mkdir()
    with closing(sqlite3.connect(path, isolation_level=None)) as old:
        migrate(old, MIGRATIONS[:earlier])
    assert version(path) == earlier
    open_database(path).close()
    fresh = path.with_name("neu.sqlite")
    open_database(fresh).close()
    assert (version(path), tables(path)) == (len(MIGRATIONS), tables(fresh))


def test_a_step_that_fails_leaves_the_version_before(path: Path) -> None:
    def broken(database: sqlite3.Connection) -> None:
        database.execute("CREATE TABLE halb (x)")
        raise sqlite3.OperationalError

    open_database(path).close()
    with (
        closing(sqlite3.connect(path, isolation_level=None)) as database,
        pytest.raises(sqlite3.OperationalError),
    ):
        migrate(database, (*MIGRATIONS, broken))
    assert version(path) == len(MIGRATIONS)
    assert "halb" not in tables(path)


def test_a_file_of_a_newer_program_is_left_alone(path: Path) -> None:
    open_database(path).close()
    with closing(sqlite3.connect(path)) as database:
        database.execute(f"PRAGMA user_version = {len(MIGRATIONS) + 1}")
    before = path.read_bytes()
    with pytest.raises(BotError) as refused:
        open_database(path)
    assert "neueren Fassung" in refused.value.german
    assert path.read_bytes() == before


def scramble(path: Path, first: int, count: int) -> None:
    content = bytearray(path.read_bytes())
    content[first : first + count] = b"\x7f" * min(count, len(content) - first)
    path.write_bytes(bytes(content))


@pytest.mark.parametrize(
    "damage",
    [
        lambda path: path.write_text("keine Datenbank, sondern ein Text von einiger Länge" * 20),
        lambda path: scramble(path, 0, 100),
        lambda path: scramble(path, 4096, 4000),
        lambda path: path.write_bytes(path.read_bytes()[:5000]),
    ],
    ids=["text", "head", "page", "cut"],
)
def test_a_damaged_file_is_set_aside_and_the_bot_serves(
    damage, path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    open_database(path).close()
    damage(path)
    with (
        caplog.at_level(logging.ERROR),
        closing(Store(path, now=datetime(2026, 11, 27, 8, 30))) as store,
    ):
        store.chats.follow(7, KeepLanguage("uk"), DAY)
        assert store.chats.kept(7, DAY) == Kept("uk")
    assert path.with_name("bot.sqlite.beschaedigt-2026-11-27-083000").exists()
    assert [record.getMessage() for record in caplog.records] == [
        "database=damaged set_aside=bot.sqlite.beschaedigt-2026-11-27-083000"
    ]


def test_a_damaged_file_does_not_outlive_the_retention(path: Path) -> None:
    path.parent.mkdir()
    path.write_text("kaputt" * 100)
    open_database(path, now=datetime(2026, 11, 27)).close()
    assert forget_set_aside(path, datetime.now(), 30) == 0
    assert forget_set_aside(path, datetime(2100, 1, 1), 30) == 1
    assert sorted(each.name for each in path.parent.iterdir()) == ["bot.sqlite"]


def test_a_folder_that_cannot_be_written_is_explained(tmp_path: Path) -> None:
    blocked = tmp_path / "datei"
    blocked.write_text("x")
    with pytest.raises(BotError) as refused:
        open_database(blocked / "bot.sqlite")
    assert "BOT_DATABASE" in refused.value.german


def test_a_transaction_that_fails_changes_nothing(database: OpenDatabase) -> None:
    with pytest.raises(ZeroDivisionError), database.transaction() as connection:
        connection.execute("INSERT INTO offene_fragen (text) VALUES ('x')")
        _ = 1 / 0
    assert database.query("SELECT * FROM offene_fragen") == []


def test_two_processes_share_the_file(database: OpenDatabase, path: Path) -> None:
    before = database.foreign_changes
    with closing(open_database(path)) as other, other.transaction() as connection:
        connection.execute("INSERT INTO offene_fragen (text) VALUES ('x')")
    assert database.foreign_changes != before
    assert len(database.query("SELECT * FROM offene_fragen")) == 1
