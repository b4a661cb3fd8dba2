"""Consultation dates in the dialog: which a client wants, and the replies that show them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.dialog.consultation_choice import SATURDAYS
from bot.dialog.consultation_lines import Lines
from bot.dialog.consultation_payload import (
    SendCalendar,
    SendVenue,
    ShowDates,
    ShowDistrict,
    ShowPlace,
    ShowPlaces,
)
from bot.dialog.outreach import Outreach
from bot.dialog.payload import AskPerson, ShowHome, encode
from bot.dialog.reminder_payload import AskReminder
from bot.dialog.render import Renderer
from bot.dialog.turn import Button, Reply, SourceLine
from bot.quartier.ask import understand
from bot.quartier.calendar import Consultation, Status
from bot.quartier.finder import (
    Found,
    Lacking,
    called_off,
    find,
    first_dates,
    places_of,
)
from bot.quartier.wish import Days, Wish

SHOWN = 3
_OTHER_TIME = frozenset((Lacking.DATE, Lacking.TIME))


@dataclass(frozen=True, slots=True)
class Enriched:
    """A reply about dates, and where they come from."""

    reply: Reply
    sources: tuple[SourceLine, ...] = ()


@dataclass(frozen=True)
class Consultations:
    """Answer what one client asks about consultations; pure, like ``Renderer``."""

    render: Renderer
    outreach: Outreach

    @property
    def lines(self) -> Lines:
        """Return the writer of dates and places."""
        return Lines(self.render, self.outreach)

    def dates(self) -> tuple[Consultation, ...]:
        """Return the dates from now on that this client may see."""
        return self.outreach.upcoming(self.render.today)

    def wish(self, utterance: str) -> Wish:
        """Return what a sentence wants to know about consultations."""
        return understand(utterance, self.outreach.calendar, self.render.today)

    def enrich(self, reply: Reply, intent: str, wish: Wish) -> Enriched | None:
        """Return what takes the place of an answer: the next dates, or what they depend on.

        Args:
            reply: The answer as the knowledge has it.
            intent: One of ``LISTED``.
            wish: What was asked for; empty for a button or a command.
        Returns:
            ``None`` where no date may be shown: the answer's own text says so honestly.
        """
        if not self.outreach.calendar.districts:
            return None
        if wish.elsewhere and not wish.has_area:
            return Enriched(self.aside("sprechstunde_woanders", replaces=reply.replaces))
        dates = self.dates()
        if not dates:
            return None
        if not wish.has_area:
            if wish.postcode:
                return Enriched(self._districts(replaces=reply.replaces))
            if wish.near_me:
                return Enriched(self.aside("sprechstunde_naehe", replaces=reply.replaces))
        if intent == "sprechstunde-samstag" and not (wish.days or wish.daytime):
            wish = replace(wish, days=Days(self.render.today, None, SATURDAYS))
        return self.listed(reply, dates, wish)

    def listed(self, reply: Reply, dates: Sequence[Consultation], wish: Wish) -> Enriched:
        """Return a reply with the dates for a wish instead of its text."""
        calendar = self.outreach.calendar
        found = find(dates, wish, calendar)
        gone = called_off(dates, wish, calendar) if found.lacking & _OTHER_TIME else ()
        shown = first_dates([each for each in found.dates if each not in gone], SHOWN)
        blocks = [*self._explained(found, wish, gone), self.lines.block(shown)]
        if any(each.status is Status.EXAMPLE for each in shown):
            blocks.insert(0, self.lines.say("sprechstunde_beispiel_hinweis"))
        # The answer's own text speaks of what is known without dates; it would contradict them,
        # and its source says nothing of them.
        own = replace(
            reply,
            body="\n\n".join(blocks),
            footer=self.lines.source(shown),
            buttons=self._buttons(shown),
        )
        return Enriched(own, self.lines.source_lines(shown))

    def _explained(self, found: Found, wish: Wish, gone: Sequence[Consultation]) -> list[str]:
        """Return what of the wish could not be met, and the heading of the list."""
        say = self.lines.say
        said = [f"{self.lines.when(each)}\n{each.place.name}" for each in gone[:2]]
        today = self.render.today
        only_today = wish.days is not None and wish.days.first == wish.days.last == today
        if found.lacking & _OTHER_TIME and not gone:
            at_place = only_today and wish.has_area
            said.append(
                say("sprechstunde_heute_nichts" if at_place else "sprechstunde_zeit_nichts")
            )
        if Lacking.PART in found.lacking or Lacking.AREA in found.lacking:
            said.append(say("sprechstunde_gebiet_nichts"))
        if Lacking.PART in found.lacking:
            said[-1] += f" {say('sprechstunde_gebiet_bezirk')}"
        if Lacking.LANGUAGE in found.lacking:
            said.append(say("sprechstunde_sprache_nichts"))
        narrow = wish.districts or wish.parts or wish.days or wish.daytime or wish.language
        if found.is_next_best:
            said.append(say("sprechstunde_sonst"))
        else:
            said.append(say("sprechstunde_passend" if narrow else "sprechstunde_naechste"))
        return said

    def _buttons(self, dates: Sequence[Consultation]) -> tuple[tuple[Button, ...], ...]:
        lines = self.lines
        places = places_of(dates)
        everything = lines.button("knopf_alle_termine", ShowDates())
        rows: list[tuple[Button, ...]] = []
        if len(places) == 1:
            pin = lines.button("knopf_karte", SendVenue(places[0].id))
            row = [pin]
            if on := next((each for each in dates if each.takes_place), None):
                meaning = SendCalendar(on.office_hour, on.planned)
                row.append(lines.button("knopf_kalender", meaning))
            rows.append(tuple(row))
            if on:
                rows.append((lines.button("knopf_erinnern", AskReminder(*on.key)),))
            rows.append((lines.button("knopf_orte", ShowPlaces()), everything))
            if on:  # six buttons at most: the way home is one of those behind these
                return (*rows, self.way_on()[:1])
        else:
            rows += [(Button(place.name, encode(ShowPlace(place.id))),) for place in places]
            rows.append((everything,))
        return (*rows, self.way_on())

    def way_on(self) -> tuple[Button, ...]:
        """Return the row that leads to a person and home."""
        return (
            self.render.button("knopf_mensch", AskPerson()),
            self.render.button("knopf_start", ShowHome()),
        )

    def aside(self, key: str, *, replaces: bool = False) -> Reply:
        """Return one sentence with the way on."""
        rows: list[tuple[Button, ...]] = []
        if self.dates():
            rows.append((self.lines.button("knopf_alle_termine", ShowDates()),))
        return Reply(
            self.lines.say(key),
            title=self.lines.say("sprechstunde_titel"),
            buttons=(*rows, self.way_on()),
            replaces=replaces,
        )

    def _districts(self, *, replaces: bool) -> Reply:
        buttons = [
            Button(
                self.lines.say("sprechstunde_bezirk", bezirk=each.name),
                encode(ShowDistrict(each.id)),
            )
            for each in self.outreach.calendar.districts.values()
        ]
        rows = [tuple(buttons[at : at + 2]) for at in range(0, len(buttons), 2)]
        reply = self.aside("sprechstunde_plz", replaces=replaces)
        return replace(reply, buttons=(*rows, self.way_on()))

    def own(self, wish: Wish) -> Reply | None:
        """Return the dates for a wish without the text of an answer, ``None`` without any."""
        dates = self.dates()
        if not dates:
            return None
        reply = Reply("", title=self.lines.say("sprechstunde_titel"))
        return self.listed(reply, dates, wish).reply
