"""Decision → reply: the words of the knowledge, with values, source, day and buttons."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.dialog.formats import UnknownValueError, fill, short_day
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
    encode,
)
from bot.dialog.turn import Button, Choice, Reply, SourceLine
from bot.knowledge.model import Intent, IntentKind, IntentText, Knowledge, Version

CORE_TOPICS = ("grundsicherung", "pflichten", "weiterbildung", "coaching", "quartier")
PAGE = 6  # questions on one screen
_PROGRAM_SOURCE = "redaktion"  # our own wording: no source line, only the day


@dataclass(frozen=True)
class Renderer:
    """Write replies in one language for one day."""

    knowledge: Knowledge
    language: str
    today: date

    def say(self, key: str, **own: str) -> str:
        """Return one of the bot's own sentences with its values."""
        text = self.knowledge.message(self.language, key)
        return fill(text, self.knowledge, self.language, self.today, **own)

    def button(self, label: str, meaning: Meaning) -> Button:
        """Return a button whose label is one of the bot's own sentences."""
        return Button(self.say(label), encode(meaning))

    def title(self, intent: Intent) -> str:
        """Return an intent's question as a client reads it."""
        return self._filled(self._text(intent).title)

    def label(self, intent: Intent) -> str:
        """Return the short form of an intent's question, for a button."""
        return self._filled(self._text(intent).short)

    def topic_title(self, topic: str) -> str:
        """Return the name of a topic."""
        titles = self.knowledge.topics[topic].titles
        return self._filled(titles.get(self.language, titles["de"]))

    def _filled(self, text: str) -> str:
        try:
            return fill(text, self.knowledge, self.language, self.today)
        except UnknownValueError:
            return text.replace("{", "").replace("}", "")

    def _text(self, intent: Intent) -> IntentText:
        return intent.texts.get(self.language, intent.texts["de"])

    # ── answers ──────────────────────────────────────────────────────────────────────────────

    def answer(
        self, intent: Intent, *, full: bool = False, replaces: bool = False, note: str = ""
    ) -> tuple[Reply, tuple[SourceLine, ...], bool]:
        """Write an intent's answer for today.

        Args:
            intent: The intent.
            full: With the part behind "Mehr lesen".
            replaces: Whether the reply takes the place of the message tapped on.
            note: A sentence to put below the answer.
        Returns:
            The reply, its sources, and whether it is a real answer; where no wording or no
            value is valid today, the reply names who knows instead.
        """
        text = self._text(intent)
        version = text.on(self.today)
        language = self.language if self.language in intent.texts else "de"
        notes = [note] if note else []
        if language != self.language:
            notes.append(self.say("nur_deutsch"))
        try:
            if version is None:
                raise LookupError
            body = fill(version.answer, self.knowledge, language, self.today)
            more = fill(version.more, self.knowledge, language, self.today)
        except LookupError as missing:
            key = "wert_fehlt" if isinstance(missing, UnknownValueError) else "abgelaufen"
            return self._without_answer(intent, key, replaces=replaces), (), False
        if full and more:
            body = f"{body}\n\n{more}"
        reply = Reply(
            "\n\n".join((body, *notes)),
            title="" if intent.kind is IntentKind.SMALLTALK else self.title(intent),
            footer=self._footer(intent, version),
            buttons=self._answer_buttons(intent, has_more=bool(more), full=full),
            replaces=replaces,
        )
        return reply, self._sources(intent, version), True

    def _without_answer(self, intent: Intent, key: str, *, replaces: bool) -> Reply:
        related = self._related(intent)[:2]
        return Reply(
            self.say(key),
            title=self.title(intent),
            buttons=(
                *((Button(self.label(each), encode(ShowAnswer(each.id))),) for each in related),
                (self.button("knopf_mensch", AskPerson()),),
                (self.button("knopf_start", ShowHome()),),
            ),
            replaces=replaces,
        )

    def switched_off(self, intent: Intent, *, replaces: bool = False) -> Reply:
        """Name who knows, in place of an answer that staff switched off."""
        return self._without_answer(intent, "abgeschaltet", replaces=replaces)

    def _footer(self, intent: Intent, version: Version) -> str:
        if intent.kind in (IntentKind.SMALLTALK, IntentKind.HANDOVER):
            return ""
        day = short_day(version.reviewed, self.language)
        source = self.knowledge.sources.get(version.source)
        if source is None or source.id == _PROGRAM_SOURCE:
            return self.say("stand", tag=day)
        return self.say("quelle", quelle=source.short, stelle=version.place, tag=day)

    def _sources(self, intent: Intent, version: Version) -> tuple[SourceLine, ...]:
        source = self.knowledge.sources.get(version.source)
        if source is None or intent.kind is IntentKind.SMALLTALK:
            return ()
        return (SourceLine(source.short, version.place, source.url, version.reviewed.isoformat()),)

    def _answer_buttons(
        self, intent: Intent, *, has_more: bool, full: bool
    ) -> tuple[tuple[Button, ...], ...]:
        if intent.kind is IntentKind.SMALLTALK:
            return (
                (self.button("knopf_themen", ShowTopics()),),
                (self.button("knopf_mensch", AskPerson()),),
            )
        rows: list[tuple[Button, ...]] = []
        if has_more:
            meaning = ShowAnswer(intent.id, full=not full, shorten=full)
            rows.append((self.button("knopf_weniger" if full else "knopf_mehr", meaning),))
        rows.append(
            (
                self.button("knopf_gut", Feedback(intent.id, helped=True)),
                self.button("knopf_schlecht", Feedback(intent.id, helped=False)),
            )
        )
        if intent.kind is not IntentKind.HANDOVER:
            rows.append((self.button("knopf_mensch", AskPerson()),))
        last = []
        if self._related(intent):
            last.append(self.button("knopf_verwandt", ShowRelated(intent.id)))
        if len(self.knowledge.languages) > 1:
            last.append(self.button("knopf_sprache", ShowLanguages()))
        else:
            last.append(self.button("knopf_start", ShowHome()))
        rows.append(tuple(last))
        return tuple(rows)

    def _related(self, intent: Intent) -> list[Intent]:
        found = (self.knowledge.intent(each) for each in intent.related)
        return [each for each in found if each is not None]

    def handover(self, *, replaces: bool = False) -> Reply:
        """Tell how to reach a person."""
        return Reply(
            self.say("uebergabe"),
            title=self.say("uebergabe_titel"),
            buttons=(
                (Button(self.say("knopf_webseite"), url=f"https://{self.say_web()}"),),
                (self.button("knopf_start", ShowHome()),),
            ),
            replaces=replaces,
        )

    def say_web(self) -> str:
        """Return the address of the Jobcenter's web site."""
        return fill("{web-jobcenter}", self.knowledge, self.language, self.today)

    # ── questions back ───────────────────────────────────────────────────────────────────────

    def choices(self, intents: Sequence[Intent], *, several: bool = False) -> Reply:
        """Offer at most three intents and "none of these"."""
        rows: list[tuple[Button, ...]] = [
            (Button(self.label(intent), encode(ShowAnswer(intent.id))),) for intent in intents
        ]
        rows.append((self.button("nichts_davon", NoneOfThese()),))
        rows.append((self.button("knopf_mensch", AskPerson()),))
        lines = "\n".join(f"• {self.title(intent)}" for intent in intents)
        one = "auswahl_eine" if len(intents) == 1 else "auswahl"
        question = self.say("auswahl_mehrere" if several else one)
        return Reply(f"{question}\n\n{lines}", buttons=tuple(rows))

    def as_choices(self, intents: Sequence[Intent]) -> tuple[Choice, ...]:
        """Return id and title of the intents offered."""
        return tuple(Choice(intent.id, self.title(intent)) for intent in intents)

    def fallback(self, *, may_pass_on: bool, replaces: bool = False) -> Reply:
        """Admit not to know, and show how to ask and who helps."""
        rows: list[tuple[Button, ...]] = [(self.button("knopf_mensch", AskPerson()),)]
        if may_pass_on:
            rows.append((self.button("knopf_weitergeben", PassOn(confirmed=False)),))
        rows.append((self.button("knopf_themen", ShowTopics()),))
        return Reply(self.say("nicht_verstanden"), buttons=tuple(rows), replaces=replaces)

    # ── menus ────────────────────────────────────────────────────────────────────────────────

    def home(self, greeting: str = "start", *, replaces: bool = False) -> Reply:
        """Show the first screen with the core topics."""
        shown = [topic for topic in CORE_TOPICS if topic in self.knowledge.topics]
        rows: list[tuple[Button, ...]] = [
            (Button(self._topic_label(topic), encode(ShowTopic(topic))),) for topic in shown
        ]
        last = [self.button("knopf_themen", ShowTopics())]
        if len(self.knowledge.languages) > 1:
            last.append(self.button("knopf_sprache", ShowLanguages()))
        rows.append(tuple(last))
        rows.append((self.button("knopf_mensch", AskPerson()),))
        title = self.say("start_titel") if greeting == "start" else ""
        return Reply(self.say(greeting), title=title, buttons=tuple(rows), replaces=replaces)

    def _topic_label(self, topic: str) -> str:
        return self.topic_title(topic)

    def topics(self, *, replaces: bool = False) -> Reply:
        """Show every topic that clients may browse."""
        rows: list[tuple[Button, ...]] = [
            (Button(self._topic_label(topic.id), encode(ShowTopic(topic.id))),)
            for topic in self.knowledge.topics.values()
            if self._browsable(topic.intents)
        ]
        rows.append((self.button("knopf_zurueck", ShowHome()),))
        return Reply(
            self.say("start"),
            title=self.say("themen_titel"),
            buttons=tuple(rows),
            replaces=replaces,
        )

    def _browsable(self, intents: Sequence[str]) -> bool:
        return any(
            self.knowledge.intents[each].kind is not IntentKind.SMALLTALK for each in intents
        )

    def topic(self, topic: str, page: int, *, replaces: bool = False) -> Reply:
        """Show one page of a topic's questions."""
        intents = self.knowledge.topics[topic].intents
        pages = max((len(intents) + PAGE - 1) // PAGE, 1)
        page = min(max(page, 0), pages - 1)
        rows: list[tuple[Button, ...]] = [
            (Button(self.label(self.knowledge.intents[each]), encode(ShowAnswer(each))),)
            for each in intents[page * PAGE : (page + 1) * PAGE]
        ]
        turn: list[Button] = []
        if pages > 1:
            turn.append(self.button("weitere_fragen", ShowTopic(topic, (page + 1) % pages)))
        turn.append(self.button("knopf_zurueck", ShowTopics()))
        rows.append(tuple(turn))
        rows.append((self.button("knopf_start", ShowHome()),))
        name = self.topic_title(topic)
        return Reply(
            self.say("thema", thema=name), title=name, buttons=tuple(rows), replaces=replaces
        )

    def related(self, intent: Intent, *, replaces: bool = False) -> Reply:
        """Show the questions related to an intent."""
        rows: list[tuple[Button, ...]] = [
            (Button(self.label(each), encode(ShowAnswer(each.id))),)
            for each in self._related(intent)
        ]
        rows.append(
            (
                self.button("knopf_zurueck", ShowAnswer(intent.id, shorten=True)),
                self.button("knopf_start", ShowHome()),
            )
        )
        rows.append((self.button("knopf_mensch", AskPerson()),))
        return Reply(
            self.title(intent),
            title=self.say("verwandt_titel"),
            buttons=tuple(rows),
            replaces=replaces,
        )

    def languages(self, *, replaces: bool = False) -> Reply:
        """Show the languages by their own names."""
        rows: list[tuple[Button, ...]] = [
            (Button(language.name, encode(SetLanguage(language.code))),)
            for language in self.knowledge.languages.values()
        ]
        rows.append((self.button("knopf_zurueck", ShowHome()),))
        return Reply(self.say("sprache_frage"), buttons=tuple(rows), replaces=replaces)

    def page(self, text: str, title: str = "", *, replaces: bool = False) -> Reply:
        """Show one of the bot's own texts with the way on."""
        return Reply(
            self.say(text),
            title=self.say(title) if title else "",
            buttons=(
                (self.button("knopf_mensch", AskPerson()),),
                (self.button("knopf_start", ShowHome()),),
            ),
            replaces=replaces,
        )

    def crisis(self, case_id: str) -> Reply:
        """Show the help lines of a crisis case."""
        wordings = self.knowledge.wordings
        cases = {case.id: case for case in wordings["de"].crises}
        own = {case.id: case for case in wordings[self.language].crises}
        case = own.get(case_id) or cases[case_id]
        return Reply(
            fill(case.answer, self.knowledge, self.language, self.today),
            title=self.say("krise_titel"),
            buttons=((self.button("knopf_mensch", AskPerson()),),),
        )

    def pass_on(self, question: str) -> Reply:
        """Show the redacted question before it is kept."""
        return Reply(
            self.say("weitergeben_frage", frage=question),
            buttons=(
                (self.button("knopf_ja_weitergeben", PassOn(confirmed=True)),),
                (self.button("knopf_start", ShowHome()),),
            ),
        )
