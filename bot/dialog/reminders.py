"""The screens on which a client asks for a reminder, changes it or ends it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import assert_never

from bot.dialog.consultation_lines import Lines
from bot.dialog.consultations import Consultations
from bot.dialog.kept import DropReminder, Instruction, KeepReminder, Kept
from bot.dialog.payload import encode
from bot.dialog.reminder_payload import AskReminder, ReminderMeaning, SetReminder, StopReminder
from bot.dialog.reminder_words import ReminderWords
from bot.dialog.turn import Button, Reply
from bot.quartier.calendar import Consultation
from bot.quartier.reminders import MOST, Lead, Reminder, remind_of, still_possible

_LABELS = {Lead.EVENING: "knopf_erinnern_abend", Lead.TWO_HOURS: "knopf_erinnern_stunden"}
Answer = tuple[Reply, tuple[Instruction, ...]]


@dataclass(frozen=True)
class ReminderPages:
    """What one client reads about reminders; pure, like ``Consultations``."""

    desk: Consultations
    kept: Kept = field(default_factory=Kept)

    @property
    def _lines(self) -> Lines:
        return self.desk.lines

    @property
    def _words(self) -> ReminderWords:
        return ReminderWords(self.desk)

    def show(self, meaning: ReminderMeaning) -> Answer | None:
        """Return what a button leads to and what is kept then, ``None`` without any calendar.

        Ending one works without a calendar as well.
        """
        readable = bool(self.desk.outreach.calendar.places)
        match meaning:
            case AskReminder(office_hour, planned):
                return (self._ask(office_hour, planned), ()) if readable else None
            case SetReminder(office_hour, planned, leads):
                return self._set(office_hour, planned, leads) if readable else None
            case StopReminder(office_hour, planned):
                return self._stop(office_hour, planned)
            case _:
                assert_never(meaning)

    def _ask(self, office_hour: str, planned: date) -> Reply:
        found = self._coming(office_hour, planned)
        if found is None:
            return self._gone()
        there = self._reminder(office_hour, planned)
        possible = still_possible(found.starts, self._now)
        body = [self._date(found)]
        rows: list[tuple[Button, ...]] = []
        if there is not None:
            body.append(self._words.promised(there))
            rows.append((self._words.stop_button(there),))
        if possible:
            say = "erinnern_aendern" if there else "erinnern_frage"
            body += [self._lines.say(say), self._lines.say("erinnern_speichern")]
            rows += self._choices(found, possible)
        elif there is None:
            body.append(self._lines.say("erinnern_zu_spaet"))
        later = self._later(found) if there is None else None
        if later is not None:
            rows.append((self._lines.button("knopf_erinnern_spaeter", AskReminder(*later.key)),))
        return self._words.page("erinnern_titel", body, rows, found)

    def _choices(self, found: Consultation, possible: tuple[Lead, ...]) -> list[tuple[Button, ...]]:
        button = self._lines.button
        row = tuple(
            button(_LABELS[lead], SetReminder(*found.key, frozenset({lead}))) for lead in possible
        )
        if len(possible) < len(Lead):
            return [row]
        return [row, (button("knopf_erinnern_beides", SetReminder(*found.key, frozenset(Lead))),)]

    def _set(self, office_hour: str, planned: date, leads: frozenset[Lead]) -> Answer:
        found = self._coming(office_hour, planned)
        if found is None:
            return self._gone(), ()
        possible = leads & frozenset(still_possible(found.starts, self._now))
        if not possible:
            return self._ask(office_hour, planned), ()
        others = [each for each in self.kept.reminders if each.key != found.key]
        if len(others) >= MOST:
            body = [self._lines.say("erinnern_voll")]
            rows = [
                (Button(self._words.short(each), encode(StopReminder(*each.key))),)
                for each in others[:3]
            ]
            return self._words.page("erinnern_titel", body, rows, found), ()
        reminder = remind_of(found, possible)
        body = [
            self._words.promised(reminder),
            self._date(found),
            self._lines.say("erinnern_danach"),
        ]
        reply = self._words.page(
            "erinnern_titel", body, [(self._words.stop_button(reminder),)], found
        )
        return (
            replace(reply, replaces=True),
            (KeepReminder(reminder, self.desk.render.language),),
        )

    def _stop(self, office_hour: str, planned: date) -> Answer:
        there = self._reminder(office_hour, planned)
        key = "erinnern_beendet" if there else "erinnern_nichts"
        reply = self.desk.render.page(key)
        return reply, (DropReminder(office_hour, planned),) if there else ()

    @property
    def _now(self) -> datetime:
        return self.desk.outreach.moment(self.desk.render.today)

    def _coming(self, office_hour: str, planned: date) -> Consultation | None:
        """Return a date that takes place and has not begun."""
        found = self.desk.outreach.find(office_hour, planned, self.desk.render.today)
        if found is None or not found.takes_place or found.starts <= self._now:
            return None
        return found

    def _later(self, found: Consultation) -> Consultation | None:
        there = (each for each in self.desk.dates() if each.place.id == found.place.id)
        return next(
            (each for each in there if each.takes_place and each.starts > found.starts), None
        )

    def _reminder(self, office_hour: str, planned: date) -> Reminder | None:
        key = (office_hour, planned)
        return next((each for each in self.kept.reminders if each.key == key), None)

    def _gone(self) -> Reply:
        reply = self.desk.aside("erinnern_vorbei")
        return replace(reply, title=self._lines.say("erinnern_titel"))

    def _date(self, found: Consultation) -> str:
        return f"{self._lines.when(found)}\n{self._lines.where(found.place)}"
