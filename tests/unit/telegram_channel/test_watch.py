from __future__ import annotations

import shutil
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from bot.matching.live import LiveKnowledge
from bot.quartier.live import LiveCalendar
from bot.storage.store import Store
from bot.telegram_channel.alerts import Alert, Alerts
from bot.telegram_channel.switches import Switches
from bot.telegram_channel.watch import LASTING, Watch, listed
from tests.conftest import KNOWLEDGE, ROOT

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
NIGHT = NOON.replace(hour=3)


class Clock:
    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(KNOWLEDGE, tmp_path / "wissen")
    return tmp_path / "wissen"


def watch(live: LiveKnowledge, clock: Clock, store: Store | None = None, **more: object) -> Watch:
    store = store or Store()
    switches = Switches(store.operation, lambda: live.current.knowledge)
    calendar = LiveCalendar(live.folder)
    return Watch(live, calendar, switches, store.operation, clock, **more)  # type: ignore[arg-type]


def causes(of: Watch) -> list[str]:
    return [alert.cause for alert in of.look()]


def test_of_a_bot_that_is_well_nothing_is_told_at_night(live: LiveKnowledge) -> None:
    assert causes(watch(live, Clock(NIGHT), starts=(NIGHT,))) == []


def test_an_edit_that_stays_wrong_is_told_and_so_is_its_mending(folder: Path) -> None:
    live = LiveKnowledge(folder, cache=ROOT / ".cache")
    clock = Clock(NIGHT)
    watched = watch(live, clock)
    topic = folder / "de" / "weiterbildung.yaml"
    original = topic.read_text("utf-8")
    topic.write_text(original.replace("antwort: |", "antwrot: |", 1), "utf-8")
    live.refresh()
    assert causes(watched) == []  # an editor may be in the middle of it
    clock.now += LASTING
    (alert,) = watched.look()
    assert alert.cause == "wissen"
    assert "de/weiterbildung.yaml, Zeile" in alert.text
    assert "antwrot" in alert.text
    topic.write_text(original, "utf-8")
    live.refresh()
    assert causes(watched) == ["wissen-gut"]
    assert causes(watched) == []


def test_a_calendar_that_stays_wrong_is_told(live: LiveKnowledge, folder: Path) -> None:
    clock = Clock(NIGHT)
    watched = watch(live, clock)
    places = folder / "quartier" / "orte.yaml"
    places.write_text(places.read_text("utf-8").replace("name:", "nmae:", 1), "utf-8")
    watched.calendar = LiveCalendar(folder)
    assert causes(watched) == []
    clock.now += LASTING
    assert causes(watched) == ["wissen"]


@pytest.mark.parametrize(
    ("minutes", "told"), [((0, 2, 4), True), ((0, 2), False), ((0, 20, 40), False), ((0,), False)]
)
def test_several_starts_within_minutes_are_a_crash_loop(
    live: LiveKnowledge, minutes: tuple[int, ...], told: bool
) -> None:
    starts = tuple(NIGHT + timedelta(minutes=each) for each in minutes)
    watched = watch(live, Clock(starts[-1]), starts=starts)
    assert causes(watched) == (["abstuerze"] if told else [])
    watched.now = Clock(starts[-1] + timedelta(days=1))
    assert "abstuerze" not in causes(watched)


def test_a_database_that_takes_nothing_is_told(live: LiveKnowledge, tmp_path: Path) -> None:
    store = Store(tmp_path / "bot.sqlite")
    watched = watch(live, Clock(NIGHT), store, folder=tmp_path)
    assert causes(watched) == []
    with store.database.transaction() as connection:
        connection.execute(
            "CREATE TRIGGER voll BEFORE INSERT ON meldungen BEGIN SELECT RAISE(ABORT, 'full'); END"
        )
    assert causes(watched) == ["datenbank"]
    store.close()


def test_a_disk_that_fills_up_is_told(
    live: LiveKnowledge, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = shutil.disk_usage(tmp_path)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage._replace(free=150_000_000))
    (alert,) = watch(live, Clock(NIGHT), folder=tmp_path).look()
    assert alert.cause == "platz"
    assert "0,1 GB" in alert.text


def test_what_is_switched_off_is_recalled_from_the_next_day_on_in_office_hours(
    live: LiveKnowledge,
) -> None:
    clock = Clock(NOON)
    watched = watch(live, clock)
    watched.switches.off("regelbedarf", NOON.date())
    assert "aus" not in causes(watched)
    clock.now = NIGHT + timedelta(days=1)
    assert "aus" not in causes(watched)
    clock.now = NOON + timedelta(days=1)
    (text,) = [alert.text for alert in watched.look() if alert.cause == "aus"]
    assert "• regelbedarf (23.11.2026)" in text


def test_reviews_that_are_due_are_told_once_a_week(live: LiveKnowledge) -> None:
    clock = Clock(NOON.replace(year=2036))
    (alert,) = [each for each in watch(live, clock).look() if each.cause == "pruefen"]
    assert alert.days == 7
    intents = live.current.knowledge.intents.values()
    first = next(each.id for each in intents if each.review_by is not None)
    assert f"• {first} (" in alert.text


def test_a_cause_waits_for_its_days_also_after_a_restart() -> None:
    store = Store()
    day = date(2026, 11, 23)
    daily, weekly = Alert("platz", "x"), Alert("pruefen", "x", days=7)
    alerts = Alerts(store.operation, {1})
    assert alerts.is_due(daily, day)
    for each in (daily, weekly):
        store.operation.tell(each.cause, day)
    again = Alerts(store.operation, {1})
    assert not again.is_due(daily, day)
    assert again.is_due(daily, day + timedelta(days=1))
    assert not again.is_due(weekly, day + timedelta(days=6))
    assert again.is_due(weekly, day + timedelta(days=7))


def test_a_long_list_is_cut() -> None:
    assert listed([str(each) for each in range(22)]).endswith("\n19\n… + 2")
