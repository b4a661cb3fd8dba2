"""``qr --auswertung``: every poster with its weeks, as people read them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from bot.cli import main
from bot.commands.poster_scans import poster_scans
from bot.dialog.turn import ChatState, Outcome, Reply
from bot.storage.store import Store
from tests.conftest import KNOWLEDGE

DAY = date(2026, 11, 23)


def scanned(database: Path, poster: str, *days: tuple[date, int], new: bool = True) -> None:
    store = Store(database)
    outcome = Outcome("menu", Reply("x"), ChatState(), poster=poster, is_new_chat=new)
    for day, count in days:
        for _ in range(count):
            store.note(outcome, day)
    store.close()


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return tmp_path / "bot.sqlite"


def test_each_poster_has_its_weeks_and_a_chart(
    database: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    scanned(database, "rub-01", (date(2026, 11, 10), 5), (DAY, 20))
    scanned(database, "rub-01", (DAY, 10), new=False)
    assert poster_scans(KNOWLEDGE, database, day=DAY) == 0
    lines = capsys.readouterr().out.splitlines()
    at = lines.index("rub-01: 35-mal")
    assert lines[at + 1].startswith(
        "  Beispiel, Auslage in einer Bücherei → sprechstunde-wo, hängt"
    )
    assert lines[at + 2] == "  davon 25 zum ersten Mal hier, 10 schon bekannt"
    assert lines[at + 8] == "  9.11. bis 15.11. █████ 5"
    assert lines[at + 10] == f"  23.11. bis 23.11. {'█' * 30} 30"


def test_what_is_small_is_put_together_and_never_told(
    database: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    scanned(database, "rub-01", (date(2026, 11, 10), 4), (date(2026, 11, 17), 3), (DAY, 6))
    scanned(database, "karte-01", (DAY, 4))
    poster_scans(KNOWLEDGE, database, day=DAY)
    out = capsys.readouterr().out
    assert "karte-01: weniger als 5\n" in out
    assert "9.11. bis 22.11." in out
    bars = [line.rsplit(" ", 1) for line in out.splitlines() if "█" in line]
    assert sorted(int(count) for _, count in bars) == [6, 7]


def test_a_poster_never_scanned_is_listed_too(
    database: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert poster_scans(KNOWLEDGE, database, day=DAY) == 0
    assert "karte-01: noch nie\n" in capsys.readouterr().out
    assert not database.exists()


def test_printing_needs_to_know_the_bot_and_where_to(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["qr", "--alle"]) == 2
    assert capsys.readouterr().err == "Zum Drucken fehlt --bot NAME oder --nach ORDNER.\n"
