"""What the buttons, links and locations around consultations lead to."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import assert_never

from bot.dialog.consultation_lines import Lines
from bot.dialog.consultation_payload import (
    ConsultationMeaning,
    SendCalendar,
    SendVenue,
    ShowDates,
    ShowDistrict,
    ShowPlace,
    ShowPlaces,
)
from bot.dialog.consultations import SHOWN, Consultations
from bot.dialog.formats import decimal
from bot.dialog.payload import encode
from bot.dialog.turn import Button, Document, Reply, Venue
from bot.quartier.calendar import Consultation, Place, Status
from bot.quartier.finder import nearest, places_of
from bot.quartier.ics import Words, event
from bot.quartier.wish import Wish

PAGE = 8  # dates on one screen of "all dates"
MOST_PLACES = 8  # buttons of places on one screen
FAR = 25.0  # kilometres; who is farther away than Dortmund's far side does not live here
_FILE_NAME = "sprechstunde.ics"


@dataclass(frozen=True)
class Pages:
    """The screens around consultations for one client."""

    desk: Consultations

    @property
    def _lines(self) -> Lines:
        return self.desk.lines

    def show(self, meaning: ConsultationMeaning) -> Reply | None:
        """Return what a button leads to, ``None`` where that is gone altogether."""
        match meaning:
            case ShowPlace(place):
                return self.place(place)
            case ShowPlaces():
                return self._all_places()
            case ShowDates(page):
                return self._all_dates(page)
            case ShowDistrict(district):
                known = district in self.desk.outreach.calendar.districts
                return self.desk.own(Wish(districts=(district,))) if known else None
            case SendVenue(place):
                return self._venue(place)
            case SendCalendar(office_hour, planned):
                return self._calendar(office_hour, planned)
            case _:
                assert_never(meaning)

    def place(self, place_id: str) -> Reply | None:
        """Return a place with its next dates; ``None`` for one this client may not see."""
        place = self._visible(place_id)
        if place is None:
            return None
        wish = Wish(places=(place.id,))
        found = self.desk.own(wish)
        if found is None or all(each.place.id != place.id for each in self.desk.dates()):
            return found
        return replace(found, title=place.name)

    def near(self, latitude: float, longitude: float) -> Reply | None:
        """Return the nearest places for a shared location; it is used here and nowhere kept."""
        coming = [each for each in self.desk.dates() if each.takes_place]
        if not coming:
            return None
        say = self._lines.say
        measured = nearest(places_of(coming), latitude, longitude)
        if measured[0][1] > FAR:
            return self.desk.aside("sprechstunde_woanders")
        found: list[tuple[Place, str]] = []
        for place, kilometres in measured[:SHOWN]:
            number = decimal(Decimal(f"{kilometres:.1f}"), self.desk.render.language)
            title = say("sprechstunde_entfernung", ort=place.name, entfernung=number)
            first = next(each for each in coming if each.place.id == place.id)
            found.append((place, f"• {title}\n{self._lines.when(first)}"))
        listed = "\n".join(text for _, text in found)
        body = [say("sprechstunde_standort"), listed, say("sprechstunde_standort_danach")]
        return self._page(body, coming, [place for place, _ in found])

    def _all_places(self) -> Reply | None:
        coming = [each for each in self.desk.dates() if each.takes_place]
        if not coming:
            return None
        places = sorted(places_of(coming), key=lambda place: place.name)[:MOST_PLACES]
        listed = "\n".join(f"• {self._lines.where(place)}" for place in places)
        title = self._lines.say("sprechstunde_orte_titel")
        reply = self._page([listed, self._lines.say("sprechstunde_orte")], coming, places)
        return replace(reply, title=title)

    def _all_dates(self, page: int) -> Reply | None:
        coming = self.desk.dates()
        if not coming:
            return None
        pages = (len(coming) + PAGE - 1) // PAGE
        page = min(page, pages - 1)
        shown = coming[page * PAGE : (page + 1) * PAGE]
        listed = "\n".join(f"• {self._lines.when(each)}\n{each.place.name}" for each in shown)
        reply = self._page([listed], shown, [])
        rows = [(self._lines.button("knopf_orte", ShowPlaces()),)]
        if page + 1 < pages:
            rows.insert(0, (self._lines.button("knopf_weiter", ShowDates(page + 1)),))
        title = self._lines.say("sprechstunde_alle_titel")
        return replace(reply, title=title, buttons=(*rows, self.desk.way_on()), replaces=page > 0)

    def _page(
        self,
        body: list[str],
        about: list[Consultation] | tuple[Consultation, ...],
        places: list[Place],
    ) -> Reply:
        if any(each.status is Status.EXAMPLE for each in about):
            body.insert(0, self._lines.say("sprechstunde_beispiel_hinweis"))
        rows = [(Button(place.name, encode(ShowPlace(place.id))),) for place in places]
        title = self._lines.say("sprechstunde_titel")
        return Reply("\n\n".join(body), title=title, buttons=(*rows, self.desk.way_on()))

    def _visible(self, place_id: str) -> Place | None:
        outreach = self.desk.outreach
        place = outreach.calendar.place(place_id)
        if place is None or (place.status is Status.EXAMPLE and not outreach.examples):
            return None
        return place

    def _venue(self, place_id: str) -> Reply | None:
        place = self._visible(place_id)
        if place is None:
            return None
        title = place.name
        if place.status is Status.EXAMPLE:
            title = self._lines.say("sprechstunde_beispiel", termin=place.name)
        return Reply(
            "",
            venue=Venue(place.latitude, place.longitude, title, place.address),
            buttons=(self.desk.way_on(),),
        )

    def _calendar(self, office_hour: str, planned: date) -> Reply | None:
        outreach, today = self.desk.outreach, self.desk.render.today
        consultation = outreach.find(office_hour, planned, today)
        if consultation is None or consultation.day < today or not consultation.takes_place:
            # The date is over or gone: say so and show what is next.
            reply = self.desk.own(Wish())
            gone = self._lines.say("sprechstunde_vorbei") if reply else ""
            return replace(reply, body=f"{gone}\n\n{reply.body}") if reply else None
        place = consultation.place
        title = self._lines.say("kalender_titel", ort=place.name)
        if consultation.status is Status.EXAMPLE:
            title = self._lines.say("sprechstunde_beispiel", termin=title)
        words = Words(
            title,
            self._lines.say("kalender_erinnerung", ort=place.name),
            self._lines.details(place, consultation),
        )
        # The day and not the moment: the same arguments give the same file.
        stamp = datetime.combine(today, time(), UTC)
        file = Document(
            _FILE_NAME,
            event(consultation, words, stamp=stamp),
            f"{self._lines.when(consultation)}\n{self._lines.say('kalender_hinweis')}",
        )
        return Reply("", document=file, buttons=(self.desk.way_on(),))
