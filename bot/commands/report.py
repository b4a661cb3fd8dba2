"""``report``: what the bot was asked, as table, page, JSON or for Datasette; sums only."""

from __future__ import annotations

import dataclasses
import json
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

from bot.commands.poster_targets import targets
from bot.commands.report_datasette import DATABASE, write_datasette
from bot.commands.report_html import as_html
from bot.commands.report_tables import Names, Report
from bot.commands.report_text import as_text
from bot.commands.today import today
from bot.errors import BotError, SettingsError
from bot.knowledge.loader import load
from bot.knowledge.model import Knowledge
from bot.quartier.poster_folder import read_poster_folder
from bot.quartier.reader import read_calendar
from bot.storage.database import open_database
from bot.storage.operation import Operation
from bot.storage.statistics import statistics


def report(
    database: Path,
    knowledge: Path,
    *,
    weeks: int,
    as_json: bool = False,
    html: Path | None = None,
    datasette: Path | None = None,
    day: date | None = None,
) -> int:
    """Show the sums of the last weeks.

    Args:
        database: The database file.
        knowledge: The knowledge folder, for names; a broken one is no hindrance.
        weeks: How many weeks, the present one among them.
        as_json: For machines.
        html: Write a page for the browser into this file instead.
        datasette: Write a database and metadata for Datasette into this folder instead.
        day: Instead of today.
    Raises:
        BotError: There is no database, or something cannot be written.
    """
    if weeks < 1:
        raise SettingsError("--wochen braucht eine Zahl ab 1.", "weeks is below 1")
    made = _gather(database, knowledge, weeks, day or today())
    if html is not None:
        _write(html, as_html(made))
        print(f"Geschrieben: {html}. Öffnen Sie die Datei im Browser.")
    if datasette is not None:
        write_datasette(made, datasette)
        print(f"Geschrieben: {datasette}. Ansehen, mit Bildern:")
        print("  pip install datasette datasette-dashboards datasette-vega")
        print(f"  datasette {datasette / DATABASE}.db --metadata {datasette / 'metadata.json'}")
    if as_json:
        print(json.dumps(as_record(made), ensure_ascii=False, indent=2))
    elif html is None and datasette is None:
        print(as_text(made))
    return 0


def as_record(made: Report) -> dict[str, Any]:
    """Return a report for machines; ``null`` stands for one to four."""
    record = dataclasses.asdict(made.sums)
    record["due"] = [{"intent": intent, "day": due} for intent, due in made.due]
    record["off"] = [dataclasses.asdict(each) for each in made.off]
    return {key: _plain(value) for key, value in record.items()}


def _plain(value: Any) -> Any:
    match value:
        case dict():
            return {key: _plain(each) for key, each in value.items()}
        case list() | tuple():
            return [_plain(each) for each in value]
        case date():
            return value.isoformat()
        case _:
            return value


def _gather(path: Path, folder: Path, weeks: int, day: date) -> Report:
    if not path.exists():
        raise SettingsError(
            f"Die Datenbank {path} gibt es noch nicht. Stimmt BOT_DATABASE?",
            "no database to report on",
        )
    knowledge = load(folder).knowledge
    with closing(open_database(path)) as database:
        return Report(
            statistics(database, day, weeks),
            Names(knowledge, day, _places(folder, knowledge, day)),
            _due(knowledge, day),
            Operation(database).switched_off(),
        )


def _places(folder: Path, knowledge: Knowledge | None, day: date) -> dict[str, str]:
    calendar = read_calendar(folder).calendar
    if knowledge is None or calendar is None:
        return {}
    found = read_poster_folder(folder, targets(knowledge, calendar, day)).posters.posters
    return {poster: entry.where for poster, entry in found.items()}


def _due(knowledge: Knowledge | None, day: date) -> tuple[tuple[str, date], ...]:
    intents = knowledge.intents.values() if knowledge else ()
    found = [
        (each.id, each.review_by)
        for each in intents
        if each.review_by is not None and each.review_by < day
    ]
    return tuple(sorted(found, key=lambda pair: (pair[1], pair[0])))


def _write(path: Path, text: str) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    except OSError:
        raise BotError(
            f"Die Datei {path} lässt sich nicht schreiben. Prüfen Sie Ordner und Rechte.",
            "report cannot be written",
        ) from None
