"""One consultation date or place → lines in the client's language."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from bot.dialog.date_words import clock_times, language_names, weekday_and_day
from bot.dialog.formats import fill, short_day
from bot.dialog.outreach import Outreach
from bot.dialog.payload import Meaning, encode
from bot.dialog.render import Renderer
from bot.dialog.turn import Button, SourceLine
from bot.quartier.calendar import ChangeKind, Consultation, Place, Status
from bot.quartier.finder import places_of


@dataclass(frozen=True)
class Lines:
    """Write dates and places for one client."""

    render: Renderer
    outreach: Outreach

    def say(self, key: str, **own: str) -> str:
        """Return a sentence about consultations with its values."""
        render, calendar = self.render, self.outreach.calendar
        text = calendar.translations.get(render.language, {}).get(key)
        text = text or calendar.texts.get(key)
        if text is None:  # one of the bot's own
            wordings = render.knowledge.wordings
            own_language = wordings.get(render.language, wordings["de"]).messages
            text = own_language.get(key) or wordings["de"].messages[key]
        return fill(text, render.knowledge, render.language, render.today, **own).strip()

    def button(self, key: str, meaning: Meaning) -> Button:
        """Return a button whose label is one of the sentences."""
        return Button(self.say(key), encode(meaning))

    def when(self, consultation: Consultation) -> str:
        """Return day and time: "Dienstag, 1. Dezember, 10 bis 12 Uhr", what changed with it."""
        day = self._day(consultation.day)
        starts, ends = clock_times(
            consultation.starts.time(), consultation.ends.time(), self.render.language
        )
        termin = self.say(
            "sprechstunde_termin", tag=day, zeit=self.say("sprechstunde_zeit", von=starts, bis=ends)
        )
        keys = {
            ChangeKind.CANCELLED: "sprechstunde_faellt_aus",
            ChangeKind.MOVED: "sprechstunde_verlegt",
            ChangeKind.EXTRA: "sprechstunde_zusaetzlich",
        }
        if consultation.change is not None:
            old = self._day(consultation.planned)
            key = keys[consultation.change]
            termin = self.say(key, termin=termin, alt=old, grund=consultation.reason)
        if consultation.status is Status.EXAMPLE:
            return self.say("sprechstunde_beispiel", termin=termin)
        return termin

    def _day(self, day: date) -> str:
        today = self.render.today
        words = weekday_and_day(day, self.render.language, year=day.year != today.year)
        if day == today:
            return self.say("sprechstunde_heute", tag=words)
        if day == today + timedelta(days=1):
            return self.say("sprechstunde_morgen", tag=words)
        return words

    def where(self, place: Place) -> str:
        """Return name, part of town and address in one line."""
        part = self.outreach.calendar.part_names.get(place.part, "")
        return f"{place.name} ({part}), {place.address}"

    def steps(self, place: Place) -> str:
        """Return whether one gets in without steps."""
        return self.say(f"sprechstunde_stufen_{place.step_free.value}")

    def details(self, place: Place, consultation: Consultation | None) -> str:
        """Return everything about a place and what to bring, one line each."""
        spoken = consultation.languages if consultation else place.languages
        lines = [place.address, self.steps(place)]
        if place.access:
            lines[-1] = f"{lines[-1]} {place.access}"
        lines.append(
            self.say("sprechstunde_sprachen", sprachen=language_names(spoken, self.render.language))
        )
        if place.host:
            lines.append(self.say("sprechstunde_traeger", traeger=place.host))
        if consultation and consultation.bring:
            lines.append(self.say("sprechstunde_mitbringen", was=consultation.bring))
        return "\n".join(lines)

    def block(self, dates: Sequence[Consultation]) -> str:
        """Return dates as a list; what is the same for all of them stands once, below."""
        places = places_of(dates)
        if len(places) == 1:
            listed = "\n".join(f"• {self.when(each)}" for each in dates)
            place = places[0]
            part = self.outreach.calendar.part_names.get(place.part, "")
            last = next((each for each in dates if each.takes_place), dates[0])
            return f"{listed}\n\n{place.name} ({part})\n{self.details(place, last)}"
        listed = "\n".join(
            f"• {self.when(each)}\n{self.where(each.place)}. {self.steps(each.place)}"
            for each in dates
        )
        bring = {each.bring for each in dates if each.takes_place}
        if len(bring) == 1 and (same := bring.pop()):
            return f"{listed}\n\n{self.say('sprechstunde_mitbringen', was=same)}"
        return listed

    def source(self, dates: Sequence[Consultation]) -> str:
        """Return where some dates come from and as of when, the oldest word of them."""
        return "\n".join(
            self.say("sprechstunde_stand", quelle=name, tag=short_day(day, self.render.language))
            for name, _, day in self._origins(dates)
        )

    def source_lines(self, dates: Sequence[Consultation]) -> tuple[SourceLine, ...]:
        """Return the same for machines."""
        return tuple(
            SourceLine(name, "", url, day.isoformat()) for name, url, day in self._origins(dates)
        )

    def _origins(self, dates: Sequence[Consultation]) -> list[tuple[str, str, date]]:
        oldest: dict[str, date] = {}
        for each in dates:
            hour = self.outreach.calendar.office_hours[each.office_hour]
            for source, day in (
                (each.place.source, each.place.read_on),
                (hour.source, hour.read_on),
            ):
                oldest[source] = min(oldest.get(source, day), day)
        known = self.render.knowledge.sources
        return [
            (known[id_].short if id_ in known else id_, known[id_].url if id_ in known else "", day)
            for id_, day in oldest.items()
        ]
