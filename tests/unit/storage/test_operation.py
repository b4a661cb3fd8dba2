from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from bot.storage.operation import STAFF_REFUSED, Operation, SwitchedOff
from bot.storage.store import Store

DAY = date(2026, 11, 23)
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


def room() -> Operation:
    return Store().operation


def test_events_are_summed_over_days() -> None:
    operation = room()
    operation.count(STAFF_REFUSED, DAY)
    operation.count(STAFF_REFUSED, DAY)
    operation.count(STAFF_REFUSED, DAY + timedelta(days=1))
    operation.count(STAFF_REFUSED, DAY + timedelta(days=2))
    assert operation.counted(STAFF_REFUSED, DAY, DAY + timedelta(days=1)) == 3


def test_a_question_switched_off_stays_so_after_a_restart(tmp_path: Path) -> None:
    store = Store(tmp_path / "bot.sqlite")
    assert store.operation.switch_off("miete", DAY)
    assert store.operation.switch_off("miete", DAY + timedelta(days=3))  # its day stays
    store.close()
    again = Store(tmp_path / "bot.sqlite")
    assert again.operation.switched_off() == (SwitchedOff("miete", DAY),)
    assert again.operation.switch_on("miete")
    assert again.operation.switched_off() == ()
    again.close()


def test_the_day_staff_were_told_is_kept_by_cause() -> None:
    operation = room()
    assert operation.told("wissen") is None
    operation.tell("wissen", DAY)
    operation.tell("wissen", DAY + timedelta(days=1))
    assert operation.told("wissen") == DAY + timedelta(days=1)
    assert operation.told("platte") is None


def test_only_starts_without_an_orderly_end_count() -> None:
    operation = room()
    operation.started(NOON)
    operation.ended()
    minutes = [NOON + timedelta(minutes=minute) for minute in (1, 2, 3)]
    assert [len(operation.started(each)) for each in minutes] == [1, 2, 3]
    assert operation.started(NOON + timedelta(hours=2)) == (NOON + timedelta(hours=2),)


def test_a_database_that_fails_stops_nothing() -> None:
    store = Store()
    operation = store.operation
    with store.database.transaction() as connection:
        for table in ("vorfaelle", "abgeschaltet", "meldungen", "starts"):
            connection.execute(f"DROP TABLE {table}")
    operation.count(STAFF_REFUSED, DAY)
    assert operation.switched_off() == ()
    assert not operation.switch_off("miete", DAY)
    assert not operation.switch_on("miete")
    assert operation.told("wissen") is None
    assert not operation.tell("wissen", DAY)
    assert operation.started(NOON) == (NOON,)
    operation.ended()
