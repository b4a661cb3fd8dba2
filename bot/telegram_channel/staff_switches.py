"""/aus and /an: staff take an answer out of use, and put it back, from the phone."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date

from bot.dialog.formats import short_day
from bot.dialog.render import Renderer
from bot.dialog.turn import Button, Reply
from bot.knowledge.ids import slug
from bot.knowledge.model import Intent, Knowledge
from bot.telegram_channel.staff import Staff, payload
from bot.telegram_channel.switches import Switches

_PROPOSED = 5
_EXAMPLE = "regelbedarf"  # an id that says what an id is


@dataclass(frozen=True)
class SwitchDesk:
    """Do what /aus and /an say.

    Attributes:
        switches: What is off.
        knowledge: Returns the knowledge of this moment.
        today: Returns the day in Bochum.
    """

    switches: Switches
    knowledge: Callable[[], Knowledge]
    today: Callable[[], date]

    def enter(self, staff: Staff) -> None:
        """Offer the commands to staff, and their buttons."""
        for name, action in (("aus", self.off), ("an", self.on)):
            staff.add(name, action)
            staff.add_button(name, action)

    def off(self, argument: str) -> Reply:
        """Switch a question off by its id."""
        render, knowledge = self._render(), self.knowledge()
        if not argument:
            example = _EXAMPLE if _EXAMPLE in knowledge.intents else next(iter(knowledge.intents))
            return Reply(render.say("dienst_welche_aus", kennung=example))
        intent = knowledge.intent(slug(argument))
        if intent is None:
            return self._propose(argument, knowledge.intents, "aus")
        title = render.title(intent)
        back = ((_button("an", intent),),)
        since = {each.intent: each.since for each in self.switches.all()}.get(intent.id)
        if since is not None:
            day = short_day(since, "de")
            return Reply(render.say("dienst_aus_schon", tag=day, frage=title), buttons=back)
        kept = self.switches.off(intent.id, self.today())
        reply = Reply(render.say("dienst_aus", frage=title, kennung=intent.id), buttons=back)
        return reply if kept else self._fleeting(reply)

    def on(self, argument: str) -> Reply:
        """Switch a question on by its id."""
        render, knowledge = self._render(), self.knowledge()
        off = [each.intent for each in self.switches.all()]
        if not argument:
            if not off:
                return Reply(render.say("dienst_alle_an"))
            return Reply(render.say("dienst_welche_an"), buttons=self._buttons("an", off))
        intent = knowledge.intent(slug(argument))
        if intent is None:
            return self._propose(argument, off or knowledge.intents, "an")
        title = render.title(intent)
        if intent.id not in off:
            return Reply(render.say("dienst_an_schon", frage=title))
        kept = self.switches.on(intent.id)
        reply = Reply(render.say("dienst_an", frage=title), buttons=((_button("aus", intent),),))
        return reply if kept else self._fleeting(reply)

    def _propose(self, argument: str, known: Iterable[str], verb: str) -> Reply:
        found = similar(argument, known)
        if not found:
            return Reply(self._render().say("dienst_unbekannt"))
        return Reply(self._render().say("dienst_meinten"), buttons=self._buttons(verb, found))

    def _buttons(self, verb: str, ids: Iterable[str]) -> tuple[tuple[Button, ...], ...]:
        intents = self.knowledge().intents
        return tuple((_button(verb, intents[each]),) for each in ids)

    def _fleeting(self, reply: Reply) -> Reply:
        return replace(reply, body=f"{reply.body}\n\n{self._render().say('dienst_fluechtig')}")

    def _render(self) -> Renderer:
        return Renderer(self.knowledge(), "de", self.today())


def similar(argument: str, known: Iterable[str]) -> list[str]:
    """Return the ids that may be meant: those that look alike first, then those that hold a part.

    Args:
        argument: What was typed in place of an id.
        known: The ids there are.
    """
    ids = list(known)
    wanted = slug(argument)
    if not wanted:
        return []
    alike = difflib.get_close_matches(wanted, ids, n=3, cutoff=0.6)
    parts = [part for part in wanted.split("-") if len(part) > 3]
    holding = [each for each in ids if any(part in each for part in parts)]
    return list(dict.fromkeys((*alike, *holding)))[:_PROPOSED]


def _button(verb: str, intent: Intent) -> Button:
    return Button(f"/{verb} {intent.id}", payload(verb, intent.id))
