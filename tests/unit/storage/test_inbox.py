from datetime import date
from pathlib import Path

import pytest

from bot.storage.inbox import REMEMBERED, Waiting
from bot.storage.store import Store

DAY = date(2026, 11, 27)


@pytest.fixture
def places(tmp_path: Path) -> tuple[Path, Path]:
    return tmp_path / "daten" / "bot.sqlite", tmp_path / "geheim" / "schluessel.json"


def open_store(places: tuple[Path, Path]) -> Store:
    return Store(places[0], secret_file=places[1])


def test_what_was_noted_waits_through_a_restart_in_order(places: tuple[Path, Path]) -> None:
    store = open_store(places)
    store.inbox.note(12, 5, '{"b": 2}', DAY)
    store.inbox.note(11, 4, '{"a": 1}', DAY)
    store.close()
    assert open_store(places).inbox.waiting() == [Waiting(11, '{"a": 1}'), Waiting(12, '{"b": 2}')]


def test_what_was_answered_is_gone_and_remembered_by_its_number(
    places: tuple[Path, Path],
) -> None:
    store = open_store(places)
    store.inbox.note(11, 4, "Zimtsternchen", DAY)
    store.inbox.done(11)
    assert store.inbox.waiting() == []
    store.close()
    assert open_store(places).inbox.answered() == {11}


def test_nothing_can_be_read_in_the_files(places: tuple[Path, Path]) -> None:
    store = open_store(places)
    store.inbox.note(11, 987654321, "Zimtsternchen", DAY)
    written = b"".join(path.read_bytes() for path in places[0].parent.iterdir())
    assert b"Zimtsternchen" not in written
    assert b"987654321" not in written
    store.close()


def test_answered_numbers_are_forgotten_when_they_are_old(places: tuple[Path, Path]) -> None:
    store = open_store(places)
    store.inbox.done(1)
    store.inbox.done(2 + REMEMBERED)
    assert store.inbox.answered() == {2 + REMEMBERED}


def test_a_message_outlives_a_change_of_keys(places: tuple[Path, Path]) -> None:
    store = open_store(places)
    store.inbox.note(11, 4, "hallo", DAY)
    store.rotate()
    assert store.inbox.waiting() == [Waiting(11, "hallo")]


def test_deleting_everything_about_a_chat_takes_its_waiting_messages_too(
    places: tuple[Path, Path],
) -> None:
    store = open_store(places)
    store.inbox.note(11, 4, "meine", DAY)
    store.inbox.note(12, 5, "andere", DAY)
    store.chats.forget_chat(4)
    assert [each.number for each in store.inbox.waiting()] == [12]


def test_what_waited_too_long_is_erased(places: tuple[Path, Path]) -> None:
    store = open_store(places)
    store.inbox.note(11, 4, "hallo", date(2026, 11, 24))
    store.forget(DAY, 30)
    assert store.inbox.waiting() == []
