"""The report in the terminal: tables with small bars."""

from __future__ import annotations

from collections.abc import Iterator

from bot.commands.report_tables import Report, Table, count_text

_LABEL = 46  # characters
_BAR = 24
_EIGHTHS = "▏▎▍▌▋▊▉█"


def as_text(report: Report) -> str:
    """Return the whole report."""
    sums = report.sums
    parts = [
        f"Auswertung vom {sums.first:%d.%m.%Y} bis {sums.last:%d.%m.%Y}\n"
        f"Nachrichten an den Bot: {count_text(sums.total)}\n"
        "Summen unter 5 stehen nicht einzeln da."
    ]
    parts += ["\n".join(_table(table)) for table in report.tables]
    if report.poster_weeks:
        parts.append("Aushänge je Woche")
        parts += ["\n".join(_table(table)) for table in report.poster_weeks]
    parts.append("\n".join(_lists(report)))
    return "\n\n".join(parts)


def bar(count: int, largest: int, width: int = _BAR) -> str:
    """Return a bar of at most ``width`` characters, in steps of an eighth."""
    eighths = round(count / largest * width * 8) if largest else 0
    full, rest = divmod(eighths, 8)
    return "█" * full + (_EIGHTHS[rest - 1] if rest else "")


def _table(table: Table) -> Iterator[str]:
    yield table.title
    if not table.rows:
        yield "  (noch zu wenig)"
        return
    largest = max(row.count or 0 for row in table.rows)
    for row in table.rows:
        name = f"  – {row.label}" if row.part else row.label
        if len(name) > _LABEL:
            name = f"{name[: _LABEL - 1]}…"
        drawn = bar(row.count or 0, largest)
        yield f"  {name:<{_LABEL}} {count_text(row.count):>7}  {drawn}".rstrip()
    if table.note:
        yield f"  {table.note}"


def _lists(report: Report) -> Iterator[str]:
    yield f"Fragen, die jemand weitergegeben hat: {len(report.sums.questions)}"
    for day, language, text in report.sums.questions:
        yield f"  {day} [{language}] {text}"
    yield ""
    yield f"Zu prüfende Antworten („pruefen_bis“ ist vorbei): {len(report.due)}"
    for intent, due in report.due:
        yield f"  {due:%d.%m.%Y}  {intent}: {report.names.intent(intent)}"
    if report.off:
        yield ""
        yield f"Abgeschaltet: {len(report.off)}"
        for each in report.off:
            yield f"  seit {each.since:%d.%m.%Y}  {each.intent}: {report.names.intent(each.intent)}"
    if report.sums.refused != 0:
        yield ""
        yield f"Abgewiesene Befehle des Teams: {count_text(report.sums.refused)}"
