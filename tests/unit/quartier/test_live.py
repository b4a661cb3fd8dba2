"""The calendar folder while the bot runs, and the verb that shows it."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import icalendar
import pytest

from bot.cli import main
from bot.quartier.live import LiveCalendar

KNOWLEDGE = Path(__file__).parent.parent.parent.parent / "knowledge"


@pytest.fixture
def knowledge(tmp_path: Path) -> Path:
    shutil.copytree(KNOWLEDGE / "quartier", tmp_path / "quartier")
    return tmp_path


def test_a_good_edit_is_taken_over_and_a_bad_one_is_not(knowledge: Path) -> None:
    live = LiveCalendar(knowledge)
    path = knowledge / "quartier" / "sprechstunden.yaml"
    good = path.read_text(encoding="utf-8")
    assert not live.refresh()
    path.write_text(good.replace("jeden letzten Freitag", "jeden 1. Freitag"), encoding="utf-8")
    assert live.refresh()
    taken = live.current
    assert next(taken.office_hours["musterfeld-freitag"].rule.days(*days())) == date(2026, 12, 4)
    path.write_text(good.replace("jeden letzten Freitag", "irgendwann"), encoding="utf-8")
    assert live.refresh()
    assert live.current is taken
    assert live.loaded.calendar is None


def test_the_posters_ever_printed_are_known_also_after_a_bad_edit(knowledge: Path) -> None:
    live = LiveCalendar(knowledge)
    assert "wattenscheid-03" in live.posters
    (knowledge / "quartier" / "aushaenge.yaml").write_text("aushaenge: [", encoding="utf-8")
    assert live.refresh()
    assert "wattenscheid-03" in live.posters


def days() -> tuple[date, date]:
    return date(2026, 12, 1), date(2026, 12, 31)


def test_without_a_folder_no_date_is_known(tmp_path: Path) -> None:
    assert LiveCalendar(tmp_path).current.places == {}


def schedule(knowledge: Path, *more: str) -> int:
    return main(["schedule", "--wissen", str(knowledge), "--ab", "2026-11-23", *more])


def test_schedule_lists_the_dates_of_a_place(
    knowledge: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert schedule(knowledge, "--ort", "musterecke") == 0
    assert capsys.readouterr().out == (
        "Beispielladen Musterecke  [musterecke]\n"
        "  Musterecke 0, Bochum · Dahlhausen\n"
        "    Do 10.12.2026  10:00–12:00  Beispiel\n"
        "    Do 14.01.2027  10:00–12:00  Beispiel\n"
        "\n"
        "2 Termine bis 2027-01-14, davon 2 erfundene Beispiele.\n"
    )


def test_schedule_writes_a_calendar_file(
    knowledge: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "alle.ics"
    assert schedule(knowledge, "--ics", str(path)) == 0
    events = icalendar.Calendar.from_ical(path.read_text(encoding="utf-8")).walk("VEVENT")
    assert all(event["SUMMARY"].startswith("Beispiel: ") for event in events)
    assert len(events) == 9  # six series; a cancelled, a moved and an extra date
    assert "Geschrieben: " in capsys.readouterr().out


def test_schedule_names_a_mistyped_place(
    knowledge: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert schedule(knowledge, "--ort", "mustereke") == 2
    assert capsys.readouterr().err == (
        "Einen Ort „mustereke“ gibt es in quartier/orte.yaml nicht. Meinten Sie „musterecke“?\n"
    )


def test_schedule_shows_what_is_wrong_with_the_calendar(
    knowledge: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = knowledge / "quartier" / "sprechstunden.yaml"
    text = path.read_text(encoding="utf-8").replace("jeden letzten Freitag", "irgendwann")
    path.write_text(text, encoding="utf-8")
    assert schedule(knowledge) == 1
    assert "„irgendwann“ verstehe ich nicht." in capsys.readouterr().err


def test_schedule_says_when_nothing_is_planned(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert schedule(tmp_path) == 1
    assert capsys.readouterr().out == "Ab 2026-11-23 ist kein Termin eingetragen.\n"
