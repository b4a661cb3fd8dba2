"""The one way in: a turn and what is remembered → an outcome.

The order of ``_to_text`` is the order of ``design.md``, section 3: danger first, then personal
data, then the question. Commands, buttons and links say what they mean and are not ranked.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import replace
from datetime import date
from typing import assert_never

from bot.dialog.consultation_choice import LISTED, intent_for, settle
from bot.dialog.consultation_pages import Pages
from bot.dialog.consultation_payload import (
    ConsultationMeaning,
    SendCalendar,
    SendVenue,
    ShowDates,
    ShowDistrict,
    ShowPlace,
    ShowPlaces,
)
from bot.dialog.consultations import Consultations
from bot.dialog.decide import Answer, Disambiguate, Fallback, Handover, decide
from bot.dialog.kept import ForgetChat, KeepLanguage, Kept
from bot.dialog.outreach import Outreach
from bot.dialog.own_data import own_data
from bot.dialog.payload import (
    AskPerson,
    Feedback,
    Meaning,
    NoneOfThese,
    PassOn,
    SetLanguage,
    ShowAnswer,
    ShowHome,
    ShowLanguages,
    ShowRelated,
    ShowTopic,
    ShowTopics,
    decode,
    read_link,
)
from bot.dialog.reminder_payload import AskReminder, ReminderMeaning, SetReminder, StopReminder
from bot.dialog.reminder_words import ReminderWords
from bot.dialog.reminders import ReminderPages
from bot.dialog.render import Renderer
from bot.dialog.turn import (
    ButtonTurn,
    ChatState,
    CommandTurn,
    Kind,
    LinkTurn,
    LocationTurn,
    MediaTurn,
    Outcome,
    Reply,
    TextTurn,
    Turn,
)
from bot.knowledge.model import Intent, IntentKind, Knowledge
from bot.matching import personal
from bot.matching.ranking import Ranking
from bot.matching.understanding import Understanding
from bot.quartier.calendar import Calendar
from bot.quartier.wish import Wish

UNKNOWN_POSTER = "unbekannt"
"""Counted for a link that no poster of ours shows; what it says instead may be anything."""

_KINDS: dict[IntentKind, Kind] = {
    IntentKind.ANSWER: "answer",
    IntentKind.SIGNPOST: "signpost",
    IntentKind.SMALLTALK: "smalltalk",
    IntentKind.HANDOVER: "handover",
    IntentKind.PRIVACY: "privacy",
}
_MEDIA = {
    "voice": "medium_sprachnachricht",
    "photo": "medium_bild",
    "video": "medium_bild",
    "sticker": "medium_bild",
    "document": "medium_datei",
}


def respond(
    turn: Turn,
    state: ChatState,
    *,
    knowledge: Knowledge,
    matcher: Understanding,
    today: date,
    outreach: Outreach | None = None,
    kept: Kept | None = None,
    off: Collection[str] = (),
) -> Outcome:
    """Answer one turn.

    Args:
        turn: What the client did.
        state: What the bot remembers of the chat.
        knowledge: What the bot knows.
        matcher: How texts are understood; learnt from the same knowledge.
        today: The day whose law and values count.
        outreach: The calendar of consultations; without it no date is known.
        kept: What is kept of the chat beyond this process; nothing where not given.
        off: Ids of intents that staff switched off: whatever leads there, their answer is not
            given, but a signpost in its place.
    Returns:
        The reply and everything else that follows. The same arguments give the same outcome.
    """
    if state.language not in knowledge.languages:
        state = replace(state, language="de")
    return _Turn(state, knowledge, matcher, today, outreach, kept or Kept(), off).take(turn)


class _Turn:
    """One turn being answered: the values it is answered with."""

    def __init__(
        self,
        state: ChatState,
        knowledge: Knowledge,
        matcher: Understanding,
        today: date,
        outreach: Outreach | None,
        kept: Kept,
        off: Collection[str],
    ) -> None:
        self.state = state
        self.knowledge = knowledge
        self.matcher = matcher
        self.today = today
        self.render = Renderer(knowledge, state.language, today)
        self.outreach = outreach or Outreach(Calendar())
        self.kept = kept
        self.off = off

    @property
    def desk(self) -> Consultations:
        return Consultations(self.render, self.outreach)

    def take(self, turn: Turn) -> Outcome:
        match turn:
            case TextTurn(utterance):
                return self._to_text(utterance)
            case CommandTurn(name):
                return self._to_command(name)
            case ButtonTurn(payload):
                meaning = decode(payload)
                return self._to_meaning(meaning) if meaning else self._outdated()
            case LinkTurn(payload):
                return self._to_link(payload)
            case MediaTurn(kind):
                return self._menu(self.render.page(_MEDIA.get(kind, "medium_anderes")))
            case LocationTurn(latitude, longitude):
                near = Pages(self.desk).near(latitude, longitude)
                return self._menu(near or self.render.page("medium_standort"))
            case _:
                assert_never(turn)

    # ── text ─────────────────────────────────────────────────────────────────────────────────

    def _to_text(self, utterance: str) -> Outcome:
        look = self.matcher.look(utterance, self.state.language)
        if look.crisis:
            return Outcome("crisis", self.render.crisis(look.crisis), self._calm())
        private = personal.find(utterance)
        if private:
            outcome = self._to_question(personal.mask(utterance, private))
        else:
            outcome = self._to_question(utterance, look.whole)
        if not any(found.warns for found in private):
            return outcome
        return self._with_warning(outcome)

    def _with_warning(self, outcome: Outcome) -> Outcome:
        """Put the warning before the answer; alone where there is no answer."""
        warning = self.render.say("daten_warnung")
        if outcome.kind in ("fallback", "handover"):
            return replace(
                outcome,
                kind="privacy",
                reply=self.render.page("daten_warnung"),
                state=self._calm(),
                warned=True,
            )
        reply = replace(outcome.reply, body=f"{warning}\n\n{outcome.reply.body}")
        if outcome.reply.title:
            reply = replace(
                reply, title="", body=f"{warning}\n\n{outcome.reply.title}\n{outcome.reply.body}"
            )
        return replace(outcome, reply=reply, warned=True)

    def _to_question(self, utterance: str, whole: Ranking | None = None) -> Outcome:
        if not any(sign.isalnum() for sign in utterance):
            return Outcome("fallback", self.render.page("leer"), self._calm(), confidence=0.0)
        wish = self.desk.wish(utterance)
        asked = self.knowledge.intents.get(intent_for(wish)) if wish.is_clear else None
        if asked is not None:
            return self._answer(asked, wish=wish)
        rankings = tuple(
            self._known(ranking)
            for ranking in self.matcher.rank(
                utterance, self.state.language, previous=self.state.intent, whole=whole
            )
        )
        if len(rankings) > 1:
            return self._several(rankings)
        ranking = rankings[0]
        decision = settle(
            decide(ranking, self.matcher.thresholds, misses=self.state.misses),
            wish,
            self.desk.dates(),
        )
        match decision:
            case Answer(intent_id):
                note = ""
                if self.matcher.is_own_case(ranking):
                    note = self.render.say("eigener_fall")
                outcome = self._answer(self.knowledge.intents[intent_id], note=note, wish=wish)
                return replace(outcome, confidence=ranking.confidence, ranking=ranking)
            case Disambiguate(intent_ids):
                return self._offer([self.knowledge.intents[each] for each in intent_ids], ranking)
            case Fallback():
                state = replace(
                    self.state,
                    misses=self.state.misses + 1,
                    open_question=personal.redact(utterance)[:500],
                )
                return Outcome(
                    "fallback",
                    self.render.fallback(may_pass_on=True),
                    state,
                    confidence=ranking.confidence,
                    ranking=ranking,
                )
            case Handover():
                state = replace(self._calm(), open_question=personal.redact(utterance)[:500])
                return Outcome(
                    "handover",
                    self.render.handover(),
                    state,
                    confidence=ranking.confidence,
                    ranking=ranking,
                )
            case _:
                assert_never(decision)

    def _known(self, ranking: Ranking) -> Ranking:
        """Leave out intents that an edit has removed while the matcher still learns."""
        intents = self.knowledge.intents
        kept = tuple(each for each in ranking.candidates if each.intent in intents)
        return (
            ranking if len(kept) == len(ranking.candidates) else replace(ranking, candidates=kept)
        )

    def _several(self, rankings: tuple[Ranking, ...]) -> Outcome:
        first = [each.candidates[0].intent for each in rankings if each.candidates]
        intents = [self.knowledge.intents[each] for each in first]
        return self._offer(intents, rankings[0], several=True)

    def _offer(self, intents: list[Intent], ranking: Ranking, *, several: bool = False) -> Outcome:
        return Outcome(
            "choices",
            self.render.choices(intents, several=several),
            replace(self.state, open_question=None),
            choices=self.render.as_choices(intents),
            confidence=ranking.confidence,
            ranking=ranking,
        )

    def _answer(
        self,
        intent: Intent,
        *,
        full: bool = False,
        replaces: bool = False,
        note: str = "",
        wish: Wish | None = None,
    ) -> Outcome:
        if intent.id in self.off:
            reply = self.render.switched_off(intent, replaces=replaces)
            return Outcome("signpost", reply, self._calm(intent), intent=intent.id)
        if intent.kind is IntentKind.HANDOVER:
            reply = self.render.handover(replaces=replaces)
            return Outcome("handover", reply, self._calm(intent), intent=intent.id)
        reply, sources, valid = self.render.answer(intent, full=full, replaces=replaces, note=note)
        if intent.id in LISTED and not full:
            enriched = self.desk.enrich(reply, intent.id, wish or Wish())
            if enriched is not None:
                reply, sources = enriched.reply, enriched.sources
        return Outcome(
            _KINDS[intent.kind] if valid else "signpost",
            reply,
            self._calm(intent),
            intent=intent.id,
            sources=sources,
        )

    def _calm(self, intent: Intent | None = None) -> ChatState:
        """Return the state after a message that was understood."""
        if intent is None or intent.kind is IntentKind.SMALLTALK:
            return replace(self.state, misses=0, open_question=None)
        return replace(self.state, misses=0, open_question=None, intent=intent.id)

    # ── commands, buttons, links ─────────────────────────────────────────────────────────────

    def _menu(self, reply: Reply, kind: Kind = "menu") -> Outcome:
        return Outcome(kind, reply, replace(self.state, misses=0))

    def _to_command(self, name: str) -> Outcome:
        pages: dict[str, Callable[[], Outcome]] = {
            "start": lambda: self._menu(self.render.home("willkommen")),
            "themen": lambda: self._menu(self.render.topics()),
            "termine": lambda: self._to_link("sprechstunde-wann"),
            "mensch": lambda: self._to_meaning(AskPerson(), replaces=False),
            "sprache": lambda: self._menu(self.render.languages()),
            "hilfe": lambda: self._menu(self.render.page("hilfe")),
            "privacy": lambda: self._menu(self._privacy(), "privacy"),
            "daten": self._own_data,
            "loeschen": self._forget,
        }
        pages["help"] = pages["hilfe"]
        pages["language"] = pages["sprache"]
        pages["datenschutz"] = pages["privacy"]
        pages["settings"] = pages["sprache"]
        known = pages.get(name.lower())
        return known() if known else self._menu(self.render.home("befehl_unbekannt"))

    def _privacy(self) -> Reply:
        return self.render.page("datenschutz", "datenschutz_titel")

    def _own_data(self) -> Outcome:
        words = ReminderWords(self.desk)
        reminders = [words.line(each) for each in self.kept.reminders]
        return Outcome(
            "privacy", own_data(self.render, self.state, self.kept, reminders), self.state
        )

    def _forget(self) -> Outcome:
        state = ChatState(language=self.state.language)
        reply = self.render.page("geloescht")
        return Outcome("privacy", reply, state, instructions=(ForgetChat(),))

    def _to_link(self, payload: str) -> Outcome:
        link = read_link(payload)
        if link is None:
            return replace(self._menu(self.render.home("willkommen")), poster=UNKNOWN_POSTER)
        poster = link.poster if link.poster in self.outreach.posters else None
        self.state = replace(self.state, poster=poster or self.state.poster)
        # Opened without a poster, a link to something of ours was shared or tapped, not scanned.
        scanned = poster or (UNKNOWN_POSTER if link.poster else None)
        intent = self.knowledge.intent(link.target)
        if intent is not None:
            return replace(self._answer(intent), poster=scanned)
        if link.target in self.knowledge.topics:
            reply = self.render.topic(link.target, 0)
            return replace(self._menu(reply), poster=scanned)
        if self.outreach.calendar.place(link.target) is not None:
            return replace(self._to_dates(ShowPlace(link.target)), poster=scanned)
        greeting = "willkommen_plakat" if poster else "willkommen"
        return replace(self._menu(self.render.home(greeting)), poster=poster or UNKNOWN_POSTER)

    def _to_dates(self, meaning: ConsultationMeaning) -> Outcome:
        """Show what a button about consultations means; without a date, say so honestly."""
        if shown := Pages(self.desk).show(meaning):
            return self._menu(shown)
        intent = self.knowledge.intent("sprechstunde-wann")
        return self._answer(intent) if intent else self._outdated()

    def _to_reminder(self, meaning: ReminderMeaning) -> Outcome:
        shown = ReminderPages(self.desk, self.kept).show(meaning)
        if shown is None:
            return self._outdated()
        reply, instructions = shown
        return replace(self._menu(reply), instructions=instructions)

    def _to_meaning(self, meaning: Meaning, *, replaces: bool = True) -> Outcome:
        match meaning:
            case ShowAnswer(intent_id, full, shorten):
                intent = self.knowledge.intent(intent_id)
                if intent is None:
                    return self._outdated()
                # From a list the answer is new; "Mehr lesen" and "Zurück" change the message.
                return self._answer(intent, full=full, replaces=full or shorten)
            case ShowRelated(intent_id):
                intent = self.knowledge.intent(intent_id)
                if intent is None:
                    return self._outdated()
                return self._menu(self.render.related(intent, replaces=replaces))
            case ShowTopic(topic, page):
                if topic not in self.knowledge.topics:
                    return self._outdated()
                return self._menu(self.render.topic(topic, page, replaces=replaces))
            case ShowTopics():
                return self._menu(self.render.topics(replaces=replaces))
            case ShowHome():
                return self._menu(self.render.home(replaces=replaces))
            case ShowLanguages():
                return self._menu(self.render.languages(replaces=replaces))
            case SetLanguage(code):
                return self._set_language(code)
            case AskPerson():
                return self._menu(self.render.handover(), "handover")
            case Feedback(intent_id, helped):
                return self._feedback(intent_id, helped=helped)
            case NoneOfThese():
                return self._none_of_these()
            case PassOn(confirmed):
                return self._pass_on(confirmed=confirmed)
            case (
                ShowPlace()
                | ShowPlaces()
                | ShowDates()
                | ShowDistrict()
                | SendVenue()
                | SendCalendar()
            ):
                return self._to_dates(meaning)
            case AskReminder() | SetReminder() | StopReminder():
                return self._to_reminder(meaning)
            case _:
                assert_never(meaning)

    def _outdated(self) -> Outcome:
        return self._menu(self.render.home("alter_knopf"))

    def _set_language(self, code: str) -> Outcome:
        if code not in self.knowledge.languages:
            return self._outdated()
        self.state = replace(self.state, language=code)
        self.render = Renderer(self.knowledge, code, self.today)
        intent = self.knowledge.intent(self.state.intent) if self.state.intent else None
        if intent is not None:
            outcome = self._answer(intent)
        else:
            outcome = self._menu(self.render.home("sprache_gewaehlt", replaces=True))
        return replace(outcome, instructions=(KeepLanguage(code),))

    def _feedback(self, intent_id: str, *, helped: bool) -> Outcome:
        notice = self.render.say("danke_gut" if helped else "danke_schlecht")
        if helped:
            reply = Reply("", notice=notice)
        else:
            reply = replace(self.render.handover(), notice=notice)
        intent = self.knowledge.intent(intent_id)
        return Outcome(
            "menu" if helped else "handover",
            reply,
            self.state,
            intent=intent.id if intent else None,
            feedback=helped if intent else None,
        )

    def _none_of_these(self) -> Outcome:
        misses = self.state.misses + 1
        state = replace(self.state, misses=misses)
        if misses > 2:
            return Outcome("handover", self.render.handover(replaces=True), state, confidence=0.0)
        reply = self.render.fallback(may_pass_on=False, replaces=True)
        return Outcome("fallback", reply, state, confidence=0.0)

    def _pass_on(self, *, confirmed: bool) -> Outcome:
        question = self.state.open_question
        if question is None:
            return self._menu(self.render.page("nichts_weiterzugeben"))
        if not confirmed:
            return Outcome("menu", self.render.pass_on(question), self.state)
        state = replace(self.state, open_question=None)
        return Outcome(
            "menu", self.render.page("weitergegeben", replaces=True), state, keep=question
        )
