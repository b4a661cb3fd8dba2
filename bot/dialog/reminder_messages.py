"""The messages that a reminder sends: the date comes near, or something became of it."""

from __future__ import annotations

from bot.dialog.consultation_payload import SendVenue, ShowPlace, ShowPlaces
from bot.dialog.consultations import Consultations
from bot.dialog.reminder_words import ReminderWords
from bot.dialog.turn import Button, Reply
from bot.quartier.calendar import Consultation
from bot.quartier.reminders import News, Reminder

_TITLES: dict[News, str] = {
    "cancelled": "erinnerung_ausfall_titel",
    "moved": "erinnerung_verlegt_titel",
    "back": "erinnerung_doch_titel",
}


def reminding(desk: Consultations, reminder: Reminder, consultation: Consultation) -> Reply:
    """Return the message that reminds of a date."""
    words = ReminderWords(desk)
    details = desk.lines.details(consultation.place, consultation)
    body = [f"{desk.lines.when(consultation)}\n{consultation.place.name}\n{details}"]
    pin = desk.lines.button("knopf_karte", SendVenue(consultation.place.id))
    rows: list[tuple[Button, ...]] = [(pin,), (words.stop_button(reminder),)]
    return words.page("erinnerung_titel", body, rows, consultation)


def telling(
    desk: Consultations, reminder: Reminder, news: News, consultation: Consultation | None
) -> Reply:
    """Return the message that tells what became of a date; ``None`` where it is gone altogether."""
    words = ReminderWords(desk)
    if consultation is not None:
        body = [f"{desk.lines.when(consultation)}\n{desk.lines.where(consultation.place)}"]
    else:
        when = words.told(reminder.told)
        body = [desk.lines.say("erinnerung_gestrichen", termin=when)]
    if news == "moved":
        body.append(desk.lines.say("erinnerung_vorher", termin=words.told(reminder.told)))
    body.append(desk.lines.say("erinnerung_warum"))
    rows: list[tuple[Button, ...]] = []
    if desk.outreach.calendar.place(reminder.told.place) is not None:
        rows.append((desk.lines.button("knopf_termine_dort", ShowPlace(reminder.told.place)),))
    else:
        rows.append((desk.lines.button("knopf_orte", ShowPlaces()),))
    rows.append((words.stop_button(reminder),))
    return words.page(_TITLES[news], body, rows, consultation)
