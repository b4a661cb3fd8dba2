from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from bot.dialog.kept import DropReminder, ForgetChat, KeepReminder, Kept
from bot.quartier.reminders import Lead, Reminder, Told, after_reminding
from bot.quartier.schedule import BOCHUM
from bot.storage.store import Store

TODAY = date(2026, 11, 27)
CHAT = 987_654_321
BOTH = frozenset(Lead)


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


def reminder(planned: date = date(2026, 12, 1), leads: frozenset[Lead] = BOTH) -> Reminder:
    starts = datetime(planned.year, planned.month, planned.day, 10, tzinfo=BOCHUM)
    told = Told(starts, starts + timedelta(hours=2), "der-laden-am-eck", takes_place=True)
    return Reminder("regel-des-ladens", planned, leads, told)


def keep(store: Store, chat: int, *reminders: Reminder) -> None:
    for each in reminders:
        store.chats.follow(chat, KeepReminder(each, "uk"), TODAY)


def on_disk(path: Path) -> bytes:
    return b"".join(each.read_bytes() for each in sorted(path.parent.iterdir()))


def test_a_reminder_survives_a_restart_with_everything_needed_to_send_it(
    path: Path, secret: Path
) -> None:
    with closing(Store(path, secret_file=secret)) as store:
        keep(store, CHAT, reminder())
    with closing(Store(path, secret_file=secret)) as again:
        (wanted,) = again.reminders.page()
        assert (wanted.chat_id, wanted.language, wanted.reminder) == (CHAT, "uk", reminder())
        assert again.chats.kept(CHAT, TODAY) == Kept(reminders=(reminder(),))
        assert again.chats.kept(CHAT + 1, TODAY) == Kept()


def test_nothing_of_it_can_be_read_on_disk(store: Store, path: Path) -> None:
    keep(store, CHAT, reminder())
    found = on_disk(path)
    for planted in (str(CHAT).encode(), b"der-laden-am-eck", b"regel-des-ladens", b"abend"):
        assert planted not in found


def test_a_second_wish_for_the_same_date_takes_the_place_of_the_first(store: Store) -> None:
    evening = reminder(leads=frozenset({Lead.EVENING}))
    later = reminder(date(2026, 12, 15))
    keep(store, CHAT, later, reminder(), evening)
    assert store.chats.kept(CHAT, TODAY).reminders == (evening, later)


def test_one_that_was_ended_is_gone_from_every_file(store: Store, path: Path) -> None:
    keep(store, CHAT, reminder(), reminder(date(2026, 12, 15)))
    keep(store, CHAT + 1, reminder())
    rows = store.database.query("SELECT inhalt FROM erinnerungen ORDER BY nummer")
    assert rows[0]["inhalt"] in on_disk(path)
    store.chats.follow(CHAT, DropReminder(*reminder().key), TODAY)
    assert rows[0]["inhalt"] not in on_disk(path)
    assert [each.chat_id for each in store.reminders.page()] == [CHAT, CHAT + 1]


def test_forgetting_a_chat_takes_its_reminders_along(store: Store, path: Path) -> None:
    keep(store, CHAT, reminder(), reminder(date(2026, 12, 15)))
    keep(store, CHAT + 1, reminder())
    rows = store.database.query("SELECT inhalt FROM erinnerungen ORDER BY nummer")
    store.chats.follow(CHAT, ForgetChat(), TODAY)
    assert [each.chat_id for each in store.reminders.page()] == [CHAT + 1]
    assert not any(row["inhalt"] in on_disk(path) for row in rows[:2])


def test_a_change_applies_to_what_is_there_at_that_moment(store: Store) -> None:
    keep(store, CHAT, reminder())
    (wanted,) = store.reminders.page()
    evening = frozenset({Lead.EVENING})
    store.reminders.change(wanted.number, lambda each: after_reminding(each, evening))
    assert store.chats.kept(CHAT, TODAY).reminders == (replace(reminder(), sent=evening),)
    store.reminders.change(wanted.number, lambda _: None)
    assert store.reminders.get(wanted.number) is None
    store.reminders.change(wanted.number, lambda each: each)
    assert store.reminders.page() == ()


def test_one_that_nobody_sent_goes_after_its_date(store: Store) -> None:
    keep(store, CHAT, reminder())
    assert store.forget(date(2026, 12, 3), 30) == 0
    assert store.forget(date(2026, 12, 4), 30) == 1


def test_a_new_key_takes_the_reminders_along(store: Store, path: Path, secret: Path) -> None:
    keep(store, CHAT, reminder(), reminder(date(2026, 12, 15)))
    assert store.rotate() == 2
    with closing(Store(path, secret_file=secret)) as again:
        assert len(again.chats.kept(CHAT, TODAY).reminders) == 2
        assert len(again.reminders.page()) == 2


def test_pages_reach_every_reminder_past_rows_that_no_key_opens(store: Store) -> None:
    for chat in range(1, 8):
        keep(store, chat, reminder())
    with store.database.transaction() as connection:
        connection.execute("UPDATE erinnerungen SET inhalt = X'00' WHERE nummer IN (3, 4, 5)")
    seen, last = [], 0
    while page := store.reminders.page(last, count=2):
        seen += [each.chat_id for each in page]
        last = page[-1].number
    assert seen == [1, 2, 6, 7]
