"""``schedule``: what was called off on the road counts, and is shown as lines to take over."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from bot.commands.schedule import schedule
from bot.quartier.cancelled import Cancelled
from bot.storage.store import Store
from tests.conftest import KNOWLEDGE

TODAY = date(2026, 11, 23)
HOUR = "musterviertel-dienstag"


@pytest.fixture
def database(tmp_path: Path) -> Path:
    path = tmp_path / "bot.sqlite"
    store = Store(path)
    store.cancellations.add(Cancelled(HOUR, date(2026, 12, 1), TODAY))
    store.cancellations.add(Cancelled(HOUR, date(2026, 12, 15), TODAY))  # the YAML has it too
    store.close()
    return path


def test_a_date_called_off_on_the_road_is_shown_as_such(
    database: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert schedule(KNOWLEDGE, first=TODAY, database=database) == 0
    out = capsys.readouterr().out
    assert (
        "Di 01.12.2026  10:00–12:00  Beispiel, fällt aus: Wir mussten kurzfristig absagen." in out
    )


def test_the_calendar_file_says_so_too(
    database: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    schedule(KNOWLEDGE, first=TODAY, database=database, ics=tmp_path / "a.ics")
    capsys.readouterr()
    events = (tmp_path / "a.ics").read_text(encoding="utf-8").split("BEGIN:VEVENT")
    (off,) = (each for each in events if "RECURRENCE-ID;TZID=Europe/Berlin:20261201" in each)
    assert "STATUS:CANCELLED" in off


def test_only_what_the_calendar_does_not_have_is_to_be_taken_over(
    database: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert schedule(KNOWLEDGE, first=TODAY, database=database, cancelled=True) == 0
    out = capsys.readouterr().out
    assert (
        "  musterviertel-dienstag:\n    ausnahmen:\n      2026-12-01:\n        was: fällt aus\n"
    ) in out
    assert "2026-12-15" not in out


def test_what_is_over_is_not_to_be_taken_over(
    database: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    schedule(KNOWLEDGE, first=date(2026, 12, 2), database=database, cancelled=True)
    assert capsys.readouterr().out.startswith("Von unterwegs ist nichts abgesagt")


def test_looking_makes_no_database(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "bot.sqlite"
    schedule(KNOWLEDGE, first=TODAY, database=path, cancelled=True)
    assert "nichts abgesagt" in capsys.readouterr().out
    assert not path.exists()
