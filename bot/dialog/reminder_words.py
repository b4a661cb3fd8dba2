"""What the screens and the messages of reminders have in common: times, dates, buttons."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.dialog.consultation_lines import Lines
from bot.dialog.consultations import Consultations
from bot.dialog.date_words import clock_times, weekday_and_day
from bot.dialog.formats import long_day
from bot.dialog.reminder_payload import StopReminder
from bot.dialog.turn import Button, Reply
from bot.quartier.calendar import Consultation, Status
from bot.quartier.reminders import Lead, Reminder, Told, moment
from bot.quartier.schedule import BOCHUM


@dataclass(frozen=True)
class ReminderWords:
    """Write about reminders for one client."""

    desk: Consultations

    @property
    def _lines(self) -> Lines:
        return self.desk.lines

    def line(self, reminder: Reminder) -> str:
        """Return a reminder in one line: which date, and when the messages come."""
        if not self.desk.outreach.calendar.places:  # unreadable just now: what is known without
            return long_day(reminder.told.starts.date(), self.desk.render.language)
        return f"{self.short(reminder)}. {self.promised(reminder)}"

    def promised(self, reminder: Reminder) -> str:
        """Return when the messages come."""
        open_ones = [
            self._point(moment(lead, reminder.told.starts))
            for lead in Lead
            if lead in reminder.leads - reminder.sent
        ]
        if not open_ones or not reminder.told.takes_place:
            return self._lines.say("erinnern_nur_aenderung")
        return self._lines.say("erinnern_gemerkt", wann=", ".join(open_ones))

    def _point(self, when: datetime) -> str:
        language = self.desk.render.language
        here = when.astimezone(BOCHUM)
        clock, _ = clock_times(here.time(), here.time(), language)
        day = weekday_and_day(here.date(), language)
        return self._lines.say("erinnern_zeitpunkt", tag=day, zeit=clock)

    def told(self, told: Told) -> str:
        """Return day and time as the person was told them."""
        language = self.desk.render.language
        starts, ends = told.starts.astimezone(BOCHUM), told.ends.astimezone(BOCHUM)
        clocks = clock_times(starts.time(), ends.time(), language)
        return self._lines.say(
            "sprechstunde_termin",
            tag=weekday_and_day(starts.date(), language),
            zeit=self._lines.say("sprechstunde_zeit", von=clocks[0], bis=clocks[1]),
        )

    def short(self, reminder: Reminder) -> str:
        """Return day, time and place."""
        place = self.desk.outreach.calendar.place(reminder.told.place)
        when = self.told(reminder.told)
        return f"{when}, {place.name}" if place else when

    def stop_button(self, reminder: Reminder) -> Button:
        """Return the one tap that ends a reminder."""
        return self._lines.button("knopf_nicht_erinnern", StopReminder(*reminder.key))

    def page(
        self,
        title: str,
        body: Sequence[str],
        rows: Sequence[tuple[Button, ...]],
        about: Consultation | None,
    ) -> Reply:
        """Return a reply with the way on; one about an example says so first."""
        if about is not None and about.status is Status.EXAMPLE:
            body = [self._lines.say("sprechstunde_beispiel_hinweis"), *body]
        return Reply(
            "\n\n".join(body),
            title=self._lines.say(title),
            buttons=(*rows, self.desk.way_on()),
        )
