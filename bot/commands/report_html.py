"""The report as one page for the browser: pictures, nothing loaded, no script."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from bot.commands.report_tables import Report, Row, Table, count_text

_STYLE = """
:root { color-scheme: light dark; --bar: #1f6f8b; --soft: #8ab6c4; --line: #8884; }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 62rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.6rem; } h2 { font-size: 1.2rem; margin: 2.5rem 0 .5rem; }
table { border-collapse: collapse; width: 100%; } caption { text-align: left; }
th { text-align: left; font-weight: normal; padding: .25rem .75rem .25rem 0; width: 42%; }
th.part { padding-left: 1.5rem; } td.count { text-align: right; padding-right: .75rem; width: 5rem;
  font-variant-numeric: tabular-nums; }
tr { border-bottom: 1px solid var(--line); } svg { display: block; width: 100%; }
.bar { height: 1rem; } .bar rect { fill: var(--bar); } .part .bar rect { fill: var(--soft); }
.columns { max-height: 16rem; } .columns rect { fill: var(--bar); }
.columns text { font: 11px system-ui, sans-serif; fill: currentColor; text-anchor: middle; }
.note { color: #777; font-size: .9rem; } .total { font-size: 2.4rem; line-height: 1.1; }
@media print { body { max-width: none; margin: 0; } section { break-inside: avoid; } }
"""


def as_html(report: Report) -> str:
    """Return the page; it needs no other file."""
    sums = report.sums
    title = f"Auswertung {sums.first:%d.%m.%Y} bis {sums.last:%d.%m.%Y}"
    return "\n".join(
        (
            '<!doctype html>\n<html lang="de">\n<head>\n<meta charset="utf-8">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            '<meta http-equiv="Content-Security-Policy" '
            "content=\"default-src 'none'; style-src 'unsafe-inline'\">",
            f"<title>{title}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<h1>{title}</h1>",
            f'<p><span class="total">{count_text(sums.total)}</span><br>'
            "Nachrichten hat der Bot beantwortet.</p>",
            '<p class="note">Summen unter 5 stehen nicht einzeln da; sie sind zusammengefasst.</p>',
            *(_section(table) for table in report.tables),
            *_poster_weeks(report),
            *_lists(report),
            "</body>\n</html>\n",
        )
    )


def _section(table: Table) -> str:
    is_drawn = table.id == "wochen" and len(table.rows) > 1
    note = f'<p class="note">{escape(table.note)}</p>' if table.note and table.rows else ""
    body = _rows(table) if table.rows else "<p>Noch zu wenig, um es zu zeigen.</p>"
    if is_drawn:
        body = f"{_columns(table)}\n<details><summary>Als Tabelle</summary>{body}</details>"
    return "\n".join(("<section>", f"<h2>{escape(table.title)}</h2>", body, note, "</section>"))


def _rows(table: Table) -> str:
    largest = max((row.count or 0 for row in table.rows), default=0)
    return f"<table>\n{''.join(_row(row, largest) for row in table.rows)}</table>"


def _row(row: Row, largest: int) -> str:
    part = ' class="part"' if row.part else ""
    width = 100 * (row.count or 0) / largest if largest else 0
    return (
        f'<tr{part}><th scope="row"{part}>{escape(row.label)}</th>'
        f'<td class="count">{count_text(row.count)}</td>'
        '<td><svg class="bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">'
        f'<rect width="{width:.2f}" height="10"/></svg></td></tr>\n'
    )


def _columns(table: Table) -> str:
    """Draw one column for each row, with its count above and its week below."""
    step, height = 64, 160
    largest = max((row.count or 0 for row in table.rows), default=0)
    parts = []
    for at, row in enumerate(table.rows):
        tall = height * (row.count or 0) / largest if largest else 0
        middle = at * step + step / 2
        name = row.label.partition(" (")[0]
        parts.append(
            f'<rect x="{at * step + 10}" y="{20 + height - tall:.1f}" width="{step - 20}" '
            f'height="{tall:.1f}"/><text x="{middle}" y="{14 + height - tall:.1f}">'
            f'{count_text(row.count)}</text><text x="{middle}" y="{height + 38}">{name}</text>'
        )
    width = step * len(table.rows)
    return (
        f'<svg class="columns" role="img" aria-label="{escape(table.title)}, als Säulen" '
        f'viewBox="0 0 {width} {height + 46}">{"".join(parts)}</svg>'
    )


def _poster_weeks(report: Report) -> Iterator[str]:
    if report.poster_weeks:
        yield "<h2>Aushänge je Woche</h2>"
    for table in report.poster_weeks:
        yield f"<section>\n<h3>{escape(table.title)}</h3>\n{_columns(table)}\n</section>"


def _lists(report: Report) -> Iterator[str]:
    names = report.names
    yield _list(
        "Fragen, die jemand weitergegeben hat",
        (f"{day} [{language}] {text}" for day, language, text in report.sums.questions),
    )
    yield _list(
        "Antworten, die zu prüfen sind",
        (f"{due:%d.%m.%Y}: {names.intent(intent)} ({intent})" for intent, due in report.due),
    )
    if report.off:
        yield _list(
            "Abgeschaltete Antworten",
            (
                f"seit {each.since:%d.%m.%Y}: {names.intent(each.intent)} ({each.intent})"
                for each in report.off
            ),
        )
    if report.sums.refused != 0:
        yield f"<p>Abgewiesene Befehle des Teams: {count_text(report.sums.refused)}</p>"


def _list(title: str, lines: Iterable[str]) -> str:
    items = "".join(f"<li>{escape(line)}</li>\n" for line in lines)
    body = f"<ul>\n{items}</ul>" if items else "<p>Keine.</p>"
    return f"<section>\n<h2>{escape(title)}</h2>\n{body}\n</section>"
