"""/absage: staff on the road call a consultation off, and take that back, by four taps.

The place, the date, a look at what clients will read, the confirmation. Only the last one changes
anything.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from bot.dialog.consultation_lines import Lines
from bot.dialog.outreach import Outreach
from bot.dialog.render import Renderer
from bot.dialog.turn import Button, Reply
from bot.knowledge.model import Knowledge
from bot.quartier.calendar import Consultation
from bot.quartier.finder import places_of
from bot.telegram_channel.cancellations import Cancellations
from bot.telegram_channel.staff import Staff, payload

COMMAND = "absage"
_PLACES = 12  # buttons on one screen
_DATES = 8
# The first letter of an argument; day and id follow without a sign between them, since an id of
# 40 letters and a day fill what Telegram allows a button.
_PLACE, _LOOK, _DO, _UNDO = "o", "d", "j", "z"
_DAY = "%Y%m%d"


@dataclass(frozen=True)
class CancelDesk:
    """Do what /absage and its buttons say.

    Attributes:
        cancellations: What is called off.
        knowledge: Returns the knowledge of this moment.
        outreach: Returns the calendar of this moment, with what is called off.
        today: Returns the day in Bochum.
    """

    cancellations: Cancellations
    knowledge: Callable[[], Knowledge]
    outreach: Callable[[], Outreach]
    today: Callable[[], date]

    def enter(self, staff: Staff) -> None:
        """Offer the command to staff, and its buttons."""
        staff.add(COMMAND, lambda _: self.places())
        staff.add_button(COMMAND, self.tapped)

    def tapped(self, argument: str) -> Reply:
        """Do what a button says; an old one that leads nowhere begins anew."""
        step, rest = argument[:1], argument[1:]
        if step == _PLACE:
            return self._dates(rest)
        found = self._consultation(rest)
        if found is None:
            return self.places()
        match step:
            case "d":
                return self._look(found)
            case "j":
                return self._do(found)
            case "z":
                return self._undo(found)
            case _:
                return self.places()

    def places(self) -> Reply:
        """Ask at which place."""
        places = sorted(places_of(self._coming()), key=lambda place: place.name)
        if not places:
            return Reply(self._lines.say("absage_keine"))
        rows = tuple(
            (Button(place.name, payload(COMMAND, f"{_PLACE}{place.id}")),)
            for place in places[:_PLACES]
        )
        return Reply(self._lines.say("absage_wo"), buttons=rows)

    def _dates(self, place: str) -> Reply:
        coming = [each for each in self._coming() if each.place.id == place][:_DATES]
        if not coming:
            return self.places()
        rows = tuple((Button(self._lines.when(each), _button(_LOOK, each)),) for each in coming)
        return Reply(
            self._lines.say("absage_wann", ort=coming[0].place.name),
            buttons=(*rows, (self._button("knopf_absage_orte", ""),)),
            replaces=True,
        )

    def _look(self, found: Consultation) -> Reply:
        """Show what a tap would do, before it does it."""
        back = (self._button("knopf_absage_termine", f"{_PLACE}{found.place.id}"),)
        where = self._lines.where(found.place)
        if found.takes_place:
            text = self._lines.say("absage_frage", termin=self._lines.when(found), ort=where)
            yes = Button(self._lines.say("knopf_absage_ja"), _button(_DO, found))
            return Reply(text, buttons=((yes,), back), replaces=True)
        if not self.cancellations.has(*found.key):
            text = self._lines.say("absage_im_kalender", termin=self._lines.when(found))
            return Reply(text, buttons=(back,), replaces=True)
        text = self._lines.say("absage_schon", termin=self._lines.when(found), ort=where)
        undo = Button(self._lines.say("knopf_absage_zurueck"), _button(_UNDO, found))
        return Reply(text, buttons=((undo,), back), replaces=True)

    def _do(self, found: Consultation) -> Reply:
        if not found.takes_place:
            return self._look(found)
        kept = self.cancellations.cancel(*found.key, self.today())
        off = self._consultation(_named(found)) or found
        text = self._lines.say("absage_fertig", termin=self._lines.when(off), ort=off.place.name)
        undo = Button(self._lines.say("knopf_absage_zurueck"), _button(_UNDO, found))
        return self._done(text, undo, kept=kept)

    def _undo(self, found: Consultation) -> Reply:
        if found.takes_place or not self.cancellations.has(*found.key):
            return self._look(found)
        kept = self.cancellations.take_back(*found.key)
        on = self._consultation(_named(found)) or found
        if not on.takes_place:
            return self._look(on)  # an editor has taken it over into the calendar meanwhile
        text = self._lines.say("absage_zurueck", termin=self._lines.when(on), ort=on.place.name)
        again = Button(self._lines.say("knopf_absage_ja"), _button(_LOOK, found))
        return self._done(text, again, kept=kept)

    def _done(self, text: str, button: Button, *, kept: bool) -> Reply:
        if not kept:
            text = f"{text}\n\n{self._lines.say('absage_fluechtig')}"
        return Reply(text, buttons=((button,),), replaces=True)

    @property
    def _lines(self) -> Lines:
        return Lines(Renderer(self.knowledge(), "de", self.today()), self.outreach())

    def _coming(self) -> tuple[Consultation, ...]:
        return self.outreach().upcoming(self.today())

    def _consultation(self, named: str) -> Consultation | None:
        """Return the date that a button names, if it is still to come."""
        try:
            planned = datetime.strptime(named[:8], _DAY).date()
        except ValueError:
            return None
        return next((each for each in self._coming() if each.key == (named[8:], planned)), None)

    def _button(self, key: str, argument: str) -> Button:
        return Button(self._lines.say(key), payload(COMMAND, argument))


def _named(consultation: Consultation) -> str:
    return f"{consultation.planned:{_DAY}}{consultation.office_hour}"


def _button(step: str, consultation: Consultation) -> str:
    return payload(COMMAND, f"{step}{_named(consultation)}")
