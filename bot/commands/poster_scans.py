"""``qr --auswertung``: how often each poster's code was used, as a table with a small chart."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from bot.commands.poster_targets import targets
from bot.commands.today import today
from bot.knowledge.loader import load
from bot.quartier.calendar import Calendar
from bot.quartier.poster_folder import read_poster_folder
from bot.quartier.posters_file import Posters
from bot.quartier.reader import read_calendar
from bot.storage.database import open_database
from bot.storage.statistics import PosterSums, statistics
from bot.storage.suppression import SHOWN_FROM, Span

WEEKS = 8
_WIDTH = 30  # of the longest bar
_FEW = f"weniger als {SHOWN_FROM}"
_CHATS = {"neu": "zum ersten Mal hier", "bekannt": "schon bekannt"}


def poster_scans(knowledge: Path, database: Path, *, day: date | None = None) -> int:
    """Print every poster with its weeks; the same sums as in ``report``, hidden alike.

    Args:
        knowledge: The knowledge folder with ``aushaenge.yaml``.
        database: With the sums; looking makes none.
        day: A day of the last week; today where none is given.
    """
    day = day or today()
    posters, found = _posters(knowledge, day), _sums(database, day)
    ids = list(dict.fromkeys((*posters.spots, *found)))
    if not ids:
        print("Es gibt noch keine Aushänge.")
        return 0
    print(f"Wie oft jeder Code benutzt wurde, {WEEKS} Wochen bis {_short(day)}{day.year}:\n")
    most = max((span.count for each in found.values() for span in each.weeks), default=0)
    for each in ids:
        for line in _lines(each, posters, found.get(each), most):
            print(line)
        print()
    print(
        f"Zahlen unter {SHOWN_FROM} zeigen wir nie. Wochen stehen deshalb zusammen, bis sie groß "
        "genug sind."
    )
    return 0


def _posters(knowledge: Path, day: date) -> Posters:
    loaded = load(knowledge).knowledge
    calendar = read_calendar(knowledge).calendar or Calendar()
    known = targets(loaded, calendar, day) if loaded else {}
    return read_poster_folder(knowledge, known).posters


def _sums(database: Path, day: date) -> dict[str, PosterSums]:
    if not database.exists():
        return {}
    opened = open_database(database)
    try:
        return {each.poster: each for each in statistics(opened, day, WEEKS).posters}
    finally:
        opened.close()


def _lines(poster: str, posters: Posters, sums: PosterSums | None, most: int) -> Iterator[str]:
    total = "noch nie" if sums is None else _FEW if sums.count is None else f"{sums.count}-mal"
    yield f"{poster}: {total}"
    yield f"  {_about(poster, posters)}"
    if sums is None:
        return
    if sums.chats:
        parts = [
            f"{block.count} {' oder '.join(_CHATS[name] for name in block.names)}"
            for block in sums.chats
        ]
        yield f"  davon {', '.join(parts)}"
    for span in sums.weeks:
        yield f"  {_time(span):<15} {_bar(span.count, most)} {span.count}"


def _bar(count: int, most: int) -> str:
    return "█" * -(-count * _WIDTH // most) if most else ""


def _time(span: Span) -> str:
    return f"{_short(span.first)} bis {_short(span.last)}"


def _short(day: date) -> str:
    return f"{day.day}.{day.month}."


def _about(poster: str, posters: Posters) -> str:
    entry = posters.posters.get(poster)
    if entry is None:
        listed = poster in posters.spots
        return "Eintrag mit Fehlern: check" if listed else "steht nicht in aushaenge.yaml"
    since = f", hängt seit {entry.hung_on:%d.%m.%Y}" if entry.hung_on else ""
    return f"{entry.where} → {entry.target}{since}"
