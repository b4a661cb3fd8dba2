"""``schedule``: the next consultation dates by place, for staff; or all of them as a file."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time
from pathlib import Path

from bot.commands.today import today
from bot.errors import KnowledgeError, SettingsError
from bot.knowledge.ids import nearest_id
from bot.knowledge.problems import Severity, long_form, summary
from bot.quartier.calendar import Calendar, ChangeKind, Consultation, Place, Status
from bot.quartier.cancelled import Cancelled, as_changes, is_taken_over, yaml_lines
from bot.quartier.ics import Words, calendar_file, series
from bot.quartier.reader import FOLDER, read_calendar
from bot.quartier.schedule import HORIZON, upcoming
from bot.quartier.word_lists import WEEKDAYS
from bot.storage.cancellations import Cancellations
from bot.storage.database import open_database
from bot.telegram_channel.cancellations import REASON

SHOWN = 6  # dates of each place
_CHANGES = {
    ChangeKind.CANCELLED: "fällt aus",
    ChangeKind.MOVED: "verlegt",
    ChangeKind.EXTRA: "zusätzlich",
}


def schedule(
    folder: Path,
    *,
    first: date | None = None,
    place: str | None = None,
    ics: Path | None = None,
    database: Path | None = None,
    cancelled: bool = False,
) -> int:
    """Print the next dates by place, examples marked as such; return 1 where there are none.

    Args:
        folder: The knowledge folder.
        first: The day to begin with; today where none is given.
        place: Only this place.
        ics: Also write every date of a year as a calendar file.
        database: Where dates called off on the road are kept; they count here as well.
        cancelled: Instead, print the lines with which an editor takes those over.
    Raises:
        KnowledgeError: The calendar has errors.
        SettingsError: The place is unknown, or the file cannot be written.
    """
    calendar = _calendar(folder)
    off = _called_off(database)
    reason = calendar.texts.get(REASON, "").strip()
    if cancelled:
        return _take_over(calendar, off, reason, first or today())
    changes = as_changes(off, calendar, reason)
    calendar = replace(calendar, changes=(*calendar.changes, *changes))
    wanted = _place(calendar, place)
    day = first or today()
    dates = [
        each
        for each in upcoming(calendar, day, examples=True)
        if wanted is None or each.place.id == wanted.id
    ]
    places = {each.place.id: each.place for each in dates}
    for each in sorted(places.values(), key=lambda one: one.name):
        print(f"{each.name}  [{each.id}]")
        print(f"  {each.address} · {calendar.part_names[each.part]}")
        for one in [one for one in dates if one.place.id == each.id][:SHOWN]:
            print(f"    {_line(one)}")
        print()
    if not dates:
        print(f"Ab {day} ist kein Termin eingetragen.")
        return 1
    examples = sum(each.status is Status.EXAMPLE for each in dates)
    print(f"{len(dates)} Termine bis {dates[-1].day}, davon {examples} erfundene Beispiele.")
    if ics is not None:
        _write(ics, calendar, day, wanted)
        print(f"Geschrieben: {ics}")
    return 0


def _calendar(folder: Path) -> Calendar:
    loaded = read_calendar(folder)
    if loaded.calendar is not None:
        return loaded.calendar
    errors = [each for each in loaded.problems if each.severity is Severity.ERROR]
    shown = "\n\n".join(long_form(each, folder) for each in errors)
    raise KnowledgeError(
        f"{shown}\n\n{summary(loaded.problems, loaded.files)}", "calendar unusable"
    )


def _called_off(database: Path | None) -> tuple[Cancelled, ...]:
    """Return what staff called off on the road; looking makes no database."""
    if database is None or not database.exists():
        return ()
    opened = open_database(database)
    try:
        return Cancellations(opened).all()
    finally:
        opened.close()


def _take_over(calendar: Calendar, off: tuple[Cancelled, ...], reason: str, day: date) -> int:
    left = [each for each in off if each.planned >= day and not is_taken_over(each, calendar)]
    if not left:
        print("Von unterwegs ist nichts abgesagt, was nicht schon im Kalender steht.")
        return 0
    print(f"Von unterwegs abgesagt. Übernehmen Sie das in {FOLDER}/sprechstunden.yaml:\n")
    print(yaml_lines(left, reason))
    print(
        "\nHat eine Sprechstunde schon „ausnahmen“, dann kommen nur die Zeilen darunter dazu. "
        "Danach: jobcenter-bot check"
    )
    return 0


def _place(calendar: Calendar, name: str | None) -> Place | None:
    if name is None:
        return None
    found = calendar.place(name)
    if found is None:
        hint = nearest_id(name, calendar.places) or f" Es gibt: {', '.join(calendar.places)}."
        raise SettingsError(f"Einen Ort „{name}“ gibt es in {FOLDER}/orte.yaml nicht.{hint}")
    return found


def _line(one: Consultation) -> str:
    when = (
        f"{WEEKDAYS[one.day.weekday()][:2]} {one.day:%d.%m.%Y}  {one.starts:%H:%M}–{one.ends:%H:%M}"
    )
    notes = ["Beispiel"] if one.status is Status.EXAMPLE else []
    if one.change is not None:
        notes.append(f"{_CHANGES[one.change]}{f': {one.reason}' if one.reason else ''}")
    return f"{when}  {', '.join(notes)}".rstrip()


def _write(path: Path, calendar: Calendar, day: date, wanted: Place | None) -> None:
    events = []
    for hour in calendar.office_hours.values():
        if wanted is not None and hour.place != wanted.id:
            continue
        name = calendar.places[hour.place].name
        mark = "Beispiel: " if hour.status is Status.EXAMPLE else ""
        words = Words(f"{mark}Sprechstunde {name}", f"Bald ist Sprechstunde: {name}", hour.bring)
        stamp = datetime.combine(day, time(), UTC)
        events += series(calendar, hour, words, first=day, last=day + HORIZON, stamp=stamp)
    try:
        path.write_bytes(calendar_file(events))
    except OSError:
        raise SettingsError(
            f"Die Datei {path} lässt sich nicht schreiben. Gibt es den Ordner?", "ics not writable"
        ) from None
