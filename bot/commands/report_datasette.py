"""The report for Datasette: a database of sums and the metadata with titles, queries and charts.

The charts come from the plug-in datasette-dashboards; each query also links to itself with the
chart that datasette-vega draws. Without either, the tables are there all the same.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.commands.report_tables import KINDS, Report, label, week_row
from bot.errors import BotError
from bot.storage.sums_file import SumsTable, Value, write_sums
from bot.storage.suppression import Block, Span

DATABASE = "auswertung"


@dataclass(frozen=True, slots=True)
class Chart:
    """One canned query and how it is drawn: ``name`` is the axis of words, ``count`` of numbers."""

    id: str
    title: str
    sql: str
    name: str
    count: str
    colour: str = ""
    is_time: bool = False


CHARTS = (
    Chart(
        "nachrichten-je-woche",
        "Nachrichten je Woche",
        "select von, bis, anzahl from wochen order by von",
        "von",
        "anzahl",
        is_time=True,
    ),
    Chart(
        "wie-geantwortet",
        "Wie der Bot geantwortet hat",
        "select bezeichnung, anzahl from entscheidungen order by anzahl desc",
        "bezeichnung",
        "anzahl",
    ),
    Chart(
        "was-gefragt",
        "Was am meisten gefragt wurde",
        "select titel, anzahl from fragen where frage is not null order by anzahl desc limit 20",
        "titel",
        "anzahl",
    ),
    Chart(
        "sprachen",
        "Sprachen",
        "select bezeichnung, anzahl from sprachen order by anzahl desc",
        "bezeichnung",
        "anzahl",
    ),
    Chart(
        "hat-es-geholfen",
        "Hat es geholfen?",
        "select titel, 'ja' as antwort, ja as anzahl from rueckmeldungen where ja is not null "
        "union all select titel, 'nein', nein from rueckmeldungen where nein is not null",
        "titel",
        "anzahl",
        colour="antwort",
    ),
    Chart(
        "aushaenge-gescannt",
        "Aushänge: wie oft gescannt",
        "select aushang, anzahl from aushaenge where anzahl is not null order by anzahl desc",
        "aushang",
        "anzahl",
    ),
    Chart(
        "aushaenge-je-woche",
        "Aushänge je Woche",
        "select von, aushang, anzahl from aushang_wochen order by von, aushang",
        "von",
        "anzahl",
        colour="aushang",
        is_time=True,
    ),
)

_TABLES = {
    "wochen": "Nachrichten an den Bot je Woche. Kleine Wochen sind zusammengefasst.",
    "entscheidungen": "Wie der Bot geantwortet hat. Kleine Summen sind zusammengefasst.",
    "fragen": "Wonach gefragt wurde. Kleine Summen sind zusammengefasst.",
    "sprachen": "In welcher Sprache der Chat war.",
    "rueckmeldungen": "Antworten auf „Hat geholfen?“. Leer, wo eine Seite zu klein ist.",
    "aushaenge": "Wie oft ein Aushang gescannt wurde. Leer heißt: weniger als 5.",
    "aushang_wochen": "Scans je Aushang und Woche.",
    "offene_fragen": "Fragen, die jemand anonym weitergegeben hat.",
    "pruefungen": "Antworten, deren „pruefen_bis“ vorbei ist.",
}


def write_datasette(report: Report, folder: Path) -> None:
    """Write ``auswertung.db`` and ``metadata.json`` into a folder.

    Raises:
        BotError: They cannot be written.
    """
    write_sums(folder / f"{DATABASE}.db", tables(report))
    text = json.dumps(metadata(report), ensure_ascii=False, indent=2)
    try:
        (folder / "metadata.json").write_text(f"{text}\n", encoding="utf-8")
    except OSError:
        raise BotError(
            f"In den Ordner {folder} lässt sich nicht schreiben. Prüfen Sie die Rechte.",
            "metadata cannot be written",
        ) from None


def tables(report: Report) -> dict[str, SumsTable]:
    """Return the tables of the database: sums that may be shown, and nothing else."""
    sums, names = report.sums, report.names
    week = {"woche": str, "von": str, "bis": str, "anzahl": int}
    return {
        "wochen": SumsTable(week, [_week(span) for span in sums.weeks]),
        "entscheidungen": SumsTable(
            {"bezeichnung": str, "anzahl": int},
            [(label(each, lambda kind: KINDS.get(kind, kind)), each.count) for each in sums.kinds],
        ),
        "fragen": SumsTable(
            {"frage": str, "titel": str, "anzahl": int},
            [(_id(each), label(each, name), each.count) for each, name in report.asked],
        ),
        "sprachen": SumsTable(
            {"bezeichnung": str, "anzahl": int},
            [(label(each, names.language), each.count) for each in sums.languages],
        ),
        "rueckmeldungen": SumsTable(
            {"frage": str, "titel": str, "zusammen": int, "ja": int, "nein": int},
            [
                (_id(each), label(each, names.intent), each.count, *_sides(each, "ja", "nein"))
                for each in sums.feedback
            ],
        ),
        "aushaenge": SumsTable(
            {"aushang": str, "ort": str, "anzahl": int, "neu": int, "bekannt": int},
            [
                (
                    each.poster,
                    names.places.get(each.poster, ""),
                    each.count,
                    *_sides(Block((each.poster,), 0, each.chats), "neu", "bekannt"),
                )
                for each in sums.posters
            ],
        ),
        "aushang_wochen": SumsTable(
            {"aushang": str, **week},
            [(each.poster, *_week(span)) for each in sums.posters for span in each.weeks],
        ),
        "offene_fragen": SumsTable({"tag": str, "sprache": str, "text": str}, sums.questions),
        "pruefungen": SumsTable(
            {"frage": str, "titel": str, "faellig": str},
            [(intent, names.intent(intent), due.isoformat()) for intent, due in report.due],
        ),
    }


def metadata(report: Report) -> dict[str, Any]:
    """Return Datasette's metadata: titles, canned queries and a page of charts."""
    sums = report.sums
    title = f"Auswertung {sums.first:%d.%m.%Y} bis {sums.last:%d.%m.%Y}"
    return {
        "title": title,
        "description": "Summen des Bots, ab 5. Nichts davon nennt eine Person oder einen Chat.",
        "databases": {
            DATABASE: {
                "title": title,
                "tables": {name: {"description": text} for name, text in _TABLES.items()},
                "queries": {
                    chart.id: {
                        "sql": chart.sql,
                        "title": chart.title,
                        "description_html": f'<a href="{_vega_link(chart)}">Als Bild</a>',
                    }
                    for chart in CHARTS
                },
            }
        },
        "plugins": {
            "datasette-dashboards": {
                DATABASE: {
                    "title": title,
                    "description": "Alle Bilder auf einer Seite",
                    "charts": {chart.id: _dashboard_chart(chart) for chart in CHARTS},
                }
            }
        },
    }


def _vega_link(chart: Chart) -> str:
    words = f"{chart.name}&amp;g.x_type=ordinal"
    colour = f"&amp;g.color_column={chart.colour}" if chart.colour else ""
    return (
        f"/{DATABASE}/{chart.id}#g.mark=bar&amp;g.x_column={words}"
        f"&amp;g.y_column={chart.count}&amp;g.y_type=quantitative{colour}"
    )


def _dashboard_chart(chart: Chart) -> dict[str, Any]:
    words: dict[str, Any] = {"field": chart.name, "type": "ordinal", "title": None}
    numbers = {"field": chart.count, "type": "quantitative", "title": "Anzahl"}
    if not chart.is_time:
        words |= {"sort": "-x", "axis": {"labelLimit": 260}}
    across, up = (words, numbers) if chart.is_time else (numbers, words)
    encoding: dict[str, Any] = {"x": across, "y": up}
    if chart.colour:
        encoding["color"] = {"field": chart.colour, "type": "nominal", "title": None}
    return {
        "title": chart.title,
        "db": DATABASE,
        "query": chart.sql,
        "library": "vega-lite",
        "display": {"mark": {"type": "bar", "tooltip": True}, "encoding": encoding},
    }


def _week(span: Span) -> tuple[Value, ...]:
    return (week_row(span).label, span.first.isoformat(), span.last.isoformat(), span.count)


def _id(block: Block) -> str | None:
    return block.names[0] if len(block.names) == 1 else None


def _sides(block: Block, *names: str) -> Iterator[int | None]:
    """Yield the counts of a block's parts by name; nothing of any where they were put together."""
    found = {part.names[0]: part.count for part in block.blocks if len(part.names) == 1}
    for name in names:
        yield found.get(name, 0) if found else None
