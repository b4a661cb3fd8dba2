"""Everything a poster may lead to: intents and places, with their next dates in words."""

from __future__ import annotations

from datetime import date

from bot.dialog.date_words import clock_times, weekday_and_day
from bot.knowledge.model import Knowledge
from bot.quartier.calendar import Calendar, Consultation, Place, Status
from bot.quartier.poster import MAX_DATES, Target
from bot.quartier.schedule import upcoming


def targets(knowledge: Knowledge, calendar: Calendar, day: date) -> dict[str, Target]:
    """Return the targets by id; an id of old has its successor's.

    Args:
        day: The day from which a place's next dates are counted.
    """
    found: dict[str, Target] = {}
    for intent in knowledge.intents.values():
        if "de" in intent.texts:
            target = Target(intent.texts["de"].title)
            found.update(dict.fromkeys((intent.id, *intent.former_ids), target))
    coming = [each for each in upcoming(calendar, day, examples=True) if each.takes_place]
    for place in calendar.places.values():
        target = _place(place, coming, calendar, day)
        found.update(dict.fromkeys((place.id, *place.former_ids), target))
    return found


def _place(place: Place, coming: list[Consultation], calendar: Calendar, day: date) -> Target:
    example = place.status is Status.EXAMPLE
    # Invented dates are printed only for an invented place, and the poster says so.
    own = [
        each
        for each in coming
        if each.place.id == place.id and (example or each.status is Status.CONFIRMED)
    ]
    lines = tuple(_line(each, calendar, day) for each in own[:MAX_DATES])
    return Target(place.name, is_place=True, address=place.address, dates=lines, example=example)


def _line(consultation: Consultation, calendar: Calendar, day: date) -> str:
    """Return "Dienstag, 1. Dezember, 10 bis 12 Uhr"."""
    starts, ends = clock_times(consultation.starts.time(), consultation.ends.time(), "de")
    on = consultation.starts.date()
    hours = calendar.texts["sprechstunde_zeit"].replace("{von}", starts).replace("{bis}", ends)
    words = weekday_and_day(on, "de", year=on.year != day.year)
    return calendar.texts["sprechstunde_termin"].replace("{tag}", words).replace("{zeit}", hours)
