from __future__ import annotations

import json
import random
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date, timedelta
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from bot.commands.report import report
from bot.commands.report_datasette import CHARTS
from bot.commands.report_text import bar
from bot.dialog.turn import ChatState, Kind, Outcome, Reply
from bot.errors import BotError
from bot.storage.operation import STAFF_REFUSED
from bot.storage.store import Store
from tests.conftest import KNOWLEDGE

DAY = date(2026, 11, 27)
KINDS: list[Kind] = ["answer", "choices", "signpost", "fallback", "menu", "crisis"]
QUESTION = "wo gibt es <b>möbel</b>\x1b[2J & mehr"


def note(store: Store, kind: Kind, day: date = DAY, lang: str = "de", **more: Any) -> None:
    store.note(Outcome(kind, Reply("x"), ChatState(language=lang), **more), day)


@pytest.fixture
def database(tmp_path: Path) -> Path:
    """A database with three months of use, much and little of everything."""
    path = tmp_path / "daten" / "bot.sqlite"
    store = Store(path)
    chance = random.Random(7)
    intents = ["regelbedarf", "miete", "wohngeld", "termin-absagen", "gibt-es-nicht-mehr"]
    for _ in range(700):
        day = DAY - timedelta(days=int(chance.random() ** 2 * 90))
        kind = chance.choices(KINDS, [50, 10, 10, 10, 10, 0.5])[0]
        intent = None
        if kind in ("answer", "signpost"):
            intent = chance.choices(intents, [40, 20, 3, 2, 1])[0]
        lang = chance.choices(["de", "uk", "fr"], [90, 9, 0.4])[0]
        note(store, kind, day, lang, intent=intent)
        if intent and chance.random() < 0.2:
            note(store, "menu", day, lang, intent=intent, feedback=chance.random() < 0.8)
        if chance.random() < 0.1:
            poster = chance.choices(["wattenscheid-03", "rub-01", "unbekannt"], [9, 1, 0.5])[0]
            is_new = chance.random() < 0.7
            note(store, "answer", day, lang, intent="miete", poster=poster, is_new_chat=is_new)
    note(store, "menu", keep=QUESTION)
    store.operation.count(STAFF_REFUSED, DAY)
    store.operation.switch_off("regelbedarf", DAY)
    store.close()
    return path


def made(database: Path, capsys: pytest.CaptureFixture[str], **more: Any) -> str:
    assert report(database, KNOWLEDGE, weeks=12, day=DAY, **more) == 0
    return capsys.readouterr().out


def test_the_table_names_what_was_asked_with_bars(
    database: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = made(database, capsys)
    assert text.startswith("Auswertung vom 07.09.2026 bis 27.11.2026\n")
    assert re.search(r"^  beantwortet +\d+  █+", text, re.M)
    assert re.search(r"^  Wie viel Geld bekomme ich im Monat\? +\d+  █+", text, re.M)
    assert re.search(r"^  wattenscheid-03 \(.+ +\d+  █+", text, re.M)
    assert re.search(r"^  unbekannt \(kein Aushang von uns\) +(unter 5|\d+)", text, re.M)
    assert "KW 48 (23.11.–27.11.)" in text
    assert "Fragen, die jemand weitergegeben hat: 1" in text
    assert "Abgeschaltet: 1\n  seit 27.11.2026  regelbedarf" in text
    assert "Abgewiesene Befehle des Teams: unter 5" in text
    assert "\x1b" not in text


def test_nothing_used_yet_is_no_error(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Store(tmp_path / "bot.sqlite").close()
    text = made(tmp_path / "bot.sqlite", capsys, html=tmp_path / "a.html")
    text += made(tmp_path / "bot.sqlite", capsys)
    assert "Nachrichten an den Bot: 0" in text
    assert "Noch zu wenig" in (tmp_path / "a.html").read_text("utf-8")


def test_reviews_that_are_due_are_listed(
    database: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    report(database, KNOWLEDGE, weeks=1, day=date(2036, 1, 7))
    assert not capsys.readouterr().out.endswith("vorbei ist): 0\n")


def test_without_its_knowledge_a_report_goes_by_ids(
    database: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    report(database, tmp_path / "weg", weeks=12, day=DAY)
    assert re.search(r"^  regelbedarf +\d+  █+", capsys.readouterr().out, re.M)


def numbers(value: Any) -> Iterator[tuple[str, int]]:
    """Yield every number of a JSON document with its key."""
    if isinstance(value, dict):
        for key, each in value.items():
            yield from ((key, each),) if isinstance(each, int) else numbers(each)
    elif isinstance(value, list):
        for each in value:
            yield from numbers(each)


def test_no_sum_from_one_to_four_is_told_to_machines(
    database: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    record = json.loads(made(database, capsys, as_json=True))
    found = list(numbers(record))
    assert len(found) > 20
    assert [pair for pair in found if 0 < pair[1] < 5] == []
    assert record["total"] == sum(week["count"] for week in record["weeks"])
    assert record["total"] == sum(kind["count"] for kind in record["kinds"])
    assert record["refused"] is None


def test_the_database_for_datasette_holds_what_may_be_shown_and_nothing_else(
    database: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made(database, capsys, datasette=tmp_path / "ds")
    metadata = json.loads((tmp_path / "ds" / "metadata.json").read_text("utf-8"))
    with closing(sqlite3.connect(tmp_path / "ds" / "auswertung.db")) as sums:
        names = [row[0] for row in sums.execute("SELECT name FROM sqlite_master")]
        assert sorted(metadata["databases"]["auswertung"]["tables"]) == sorted(names)
        for name in names:
            columns = [column[1] for column in sums.execute(f"PRAGMA table_info({name})")]
            for row in sums.execute(f"SELECT * FROM {name}"):  # noqa: S608
                for column, value in zip(columns, row, strict=True):
                    assert not isinstance(value, int) or value == 0 or value >= 5, (name, column)
        texts = [row[0] for row in sums.execute("SELECT text FROM offene_fragen")]
        assert texts == [QUESTION.replace("\x1b", " ")]


def test_every_chart_draws_columns_that_its_query_returns(
    database: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made(database, capsys, datasette=tmp_path / "ds")
    metadata = json.loads((tmp_path / "ds" / "metadata.json").read_text("utf-8"))
    queries = metadata["databases"]["auswertung"]["queries"]
    charts = metadata["plugins"]["datasette-dashboards"]["auswertung"]["charts"]
    assert list(queries) == list(charts) == [chart.id for chart in CHARTS]
    with closing(sqlite3.connect(tmp_path / "ds" / "auswertung.db")) as sums:
        for name, chart in charts.items():
            assert (chart["db"], chart["query"]) == ("auswertung", queries[name]["sql"])
            cursor = sums.execute(chart["query"])
            returned = {column[0] for column in cursor.description}
            drawn = {axis["field"] for axis in chart["display"]["encoding"].values()}
            linked = re.findall(r"_column=(\w+)", queries[name]["description_html"])
            assert drawn <= returned
            assert set(linked) == drawn
            assert cursor.fetchall() != [], name


class Page(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.open: list[str] = []
        self.text = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs
        if tag not in {"meta", "br"}:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


def test_the_page_needs_nothing_else_runs_nothing_and_is_well_formed(
    database: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made(database, capsys, html=tmp_path / "neu" / "a.html")
    page = Page((tmp_path / "neu" / "a.html").read_text("utf-8"))
    assert page.open == []
    assert {"svg", "rect", "table"} <= set(page.tags)
    assert {"script", "link", "img", "iframe", "b"}.isdisjoint(page.tags)
    names = {name for name, _ in page.attributes}
    assert {"src", "href", "onclick", "onload"}.isdisjoint(names)
    assert QUESTION.replace("\x1b", " ") in page.text


def test_a_place_that_cannot_be_written_is_explained(database: Path, tmp_path: Path) -> None:
    (tmp_path / "datei").write_text("x")
    for target in ({"html": tmp_path / "datei" / "a"}, {"datasette": tmp_path / "datei" / "a"}):
        with pytest.raises(BotError, match="cannot be written"):
            report(database, KNOWLEDGE, weeks=1, day=DAY, **target)


def test_a_missing_database_and_no_weeks_are_wrong_use(database: Path, tmp_path: Path) -> None:
    with pytest.raises(BotError, match="no database"):
        report(tmp_path / "weg.sqlite", KNOWLEDGE, weeks=1)
    with pytest.raises(BotError, match="below 1"):
        report(database, KNOWLEDGE, weeks=0)


def test_a_bar_grows_by_eighths() -> None:
    assert [bar(count, 16, width=2) for count in (0, 1, 8, 9, 16)] == ["", "▏", "█", "█▏", "██"]
