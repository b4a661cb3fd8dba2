from __future__ import annotations

import random
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.dialog.kept import ForgetChat, KeepLanguage, Kept
from bot.dialog.outreach import Outreach
from bot.dialog.respond import respond
from bot.dialog.turn import (
    ButtonTurn,
    ChatState,
    CommandTurn,
    LinkTurn,
    LocationTurn,
    MediaTurn,
    Outcome,
    TextTurn,
    Turn,
)
from bot.knowledge.model import Knowledge
from bot.matching.live import Known
from bot.matching.understanding import Understanding
from bot.quartier.calendar import Calendar

TODAY = date(2026, 11, 23)


@pytest.fixture
def say(knowledge: Knowledge, matcher: Understanding):
    def _say(turn: Turn, state: ChatState | None = None, today: date = TODAY) -> Outcome:
        return respond(
            turn,
            state or ChatState(),
            knowledge=knowledge,
            matcher=matcher,
            today=today,
            outreach=Outreach(Calendar(), posters=frozenset({"plakat-1"})),
        )

    return _say


def buttons(outcome: Outcome) -> list[str]:
    return [b.payload or b.url or "" for row in outcome.reply.buttons for b in row]


def test_an_answer_carries_source_place_and_day(say) -> None:
    outcome = say(ButtonTurn("antwort:regelbedarf"))
    assert outcome.kind == "answer"
    assert outcome.reply.body == "Sie bekommen 563 Euro im Monat."
    assert outcome.reply.footer == "Quelle: K, § 20 · Stand: 01.11.2026"
    assert outcome.sources[0].place == "§ 20"


def test_more_is_one_tap_away_and_replaces_the_message(say) -> None:
    outcome = say(ButtonTurn("mehr:regelbedarf"))
    assert outcome.reply.body.endswith("Das gilt seit dem 1. Januar 2024.")
    assert outcome.reply.replaces
    assert "kurz:regelbedarf" in buttons(outcome)


def test_a_signpost_names_no_source(say) -> None:
    outcome = say(ButtonTurn("antwort:wohngeld"))
    assert outcome.kind == "signpost"
    assert outcome.reply.footer == "Stand: 01.11.2026"


def test_a_former_id_leads_to_its_successor(say) -> None:
    assert say(LinkTurn("hartz-satz--plakat-1")).intent == "regelbedarf"


def test_a_link_says_which_poster_was_scanned(say) -> None:
    outcome = say(LinkTurn("regelbedarf--plakat-1"))
    assert outcome.poster == "plakat-1"
    assert outcome.state.poster == "plakat-1"


def test_what_is_no_poster_of_ours_is_not_remembered(say) -> None:
    for typed in ("ali-yilmaz", "01761234567", "plakat-2"):
        outcome = say(LinkTurn(f"regelbedarf--{typed}"))
        assert outcome.intent == "regelbedarf"
        assert outcome.poster == "unbekannt"
        assert outcome.state.poster is None


def test_a_link_to_nothing_behaves_like_a_plain_start_and_counts_as_unknown(say) -> None:
    plain = say(CommandTurn("start"))
    for typed in ("gibt-es-nicht", "gibt-es-nicht--ali-yilmaz", "ä?", "--"):
        outcome = say(LinkTurn(typed))
        assert outcome.reply == plain.reply
        assert outcome.poster == "unbekannt"
        assert outcome.state == plain.state


def test_a_link_without_a_poster_is_shared_and_no_scan(say) -> None:
    assert say(LinkTurn("regelbedarf")).poster is None
    assert say(CommandTurn("start")).poster is None


@pytest.mark.parametrize(
    "turn",
    [
        TextTurn("wie viel geld bekomme ich"),
        ButtonTurn("antwort:regelbedarf"),
        ButtonTurn("mehr:regelbedarf"),
        ButtonTurn("kurz:regelbedarf"),
        ButtonTurn("antwort:hartz-satz"),
        LinkTurn("regelbedarf--plakat-1"),
        LinkTurn("hartz-satz"),
    ],
    ids=str,
)
def test_however_asked_a_question_switched_off_gets_a_signpost(
    turn: Turn, knowledge: Knowledge, matcher: Understanding
) -> None:
    def outcome(off: set[str]) -> Outcome:
        return respond(
            turn, ChatState(), knowledge=knowledge, matcher=matcher, today=TODAY, off=off
        )

    on, off = outcome(set()), outcome({"regelbedarf"})
    assert "563" in on.reply.text
    assert (off.kind, off.intent, off.sources) == ("signpost", "regelbedarf", ())
    assert "563" not in off.reply.text
    assert "wird gerade überarbeitet" in off.reply.body
    assert "mensch" in buttons(off)
    assert outcome({"wohngeld"}) == on


def test_a_language_chosen_shows_no_answer_that_is_switched_off(
    knowledge: Knowledge, matcher: Understanding
) -> None:
    outcome = respond(
        ButtonTurn("sprache:de"),
        ChatState(intent="regelbedarf"),
        knowledge=knowledge,
        matcher=matcher,
        today=TODAY,
        off={"regelbedarf"},
    )
    assert "wird gerade überarbeitet" in outcome.reply.body


def test_the_day_chooses_the_wording(say) -> None:
    old = say(ButtonTurn("antwort:termin-verpasst"), today=date(2026, 6, 30))
    new = say(ButtonTurn("antwort:termin-verpasst"), today=date(2026, 7, 1))
    assert (old.reply.body, new.reply.body) == ("Altes Recht.", "Neues Recht.")


def test_after_its_last_day_an_answer_is_replaced_by_a_signpost(say) -> None:
    outcome = say(ButtonTurn("antwort:termin-verpasst"), today=date(2027, 7, 1))
    assert outcome.kind == "signpost"
    assert "Recht." not in outcome.reply.body
    assert "mensch" in buttons(outcome)


def test_without_a_value_for_the_day_no_amount_is_stated(say) -> None:
    outcome = say(ButtonTurn("antwort:regelbedarf"), today=date(2027, 1, 1))
    assert outcome.kind == "signpost"
    assert "563" not in outcome.reply.text


def test_letters_are_needed(say) -> None:
    for text in ("", "   ", "😀", "...", "\u200f"):
        assert say(TextTurn(text)).kind == "fallback"


def test_misses_are_counted_and_end_with_a_person(say) -> None:
    state = ChatState()
    kinds = []
    for _ in range(3):
        outcome = say(TextTurn("xyzzy qwrtz"), state)
        kinds.append(outcome.kind)
        state = outcome.state
    assert kinds == ["fallback", "fallback", "handover"]


def test_an_understood_message_forgets_the_misses(say) -> None:
    state = ChatState(misses=2, open_question="x")
    outcome = say(ButtonTurn("antwort:regelbedarf"), state)
    assert (outcome.state.misses, outcome.state.open_question) == (0, None)


def test_no_answer_repeats_what_was_typed(say) -> None:
    outcome = say(TextTurn("zwiebelfisch xyzzy"))
    assert "zwiebelfisch" not in outcome.reply.text


def test_feedback_is_noted_and_bad_feedback_leads_to_a_person(say) -> None:
    good = say(ButtonTurn("gut:regelbedarf"))
    assert (good.feedback, good.reply.body, good.reply.notice != "") == (True, "", True)
    bad = say(ButtonTurn("schlecht:regelbedarf"))
    assert bad.feedback is False
    assert "Brief" in bad.reply.body


def test_a_question_is_kept_only_after_the_second_tap(say) -> None:
    missed = say(TextTurn("xyzzy qwrtz"))
    shown = say(ButtonTurn("weitergeben"), missed.state)
    assert (shown.keep, "xyzzy" in shown.reply.body) == (None, True)
    kept = say(ButtonTurn("weitergeben:ja"), shown.state)
    assert kept.keep == "xyzzy qwrtz"
    again = say(ButtonTurn("weitergeben:ja"), kept.state)
    assert again.keep is None


def test_forget_leaves_nothing_but_the_language(say) -> None:
    state = ChatState(poster="p", intent="regelbedarf", misses=1, open_question="x")
    outcome = say(CommandTurn("loeschen"), state)
    assert outcome.state == ChatState()
    assert outcome.instructions == (ForgetChat(),)


def test_only_a_chosen_language_is_kept(say) -> None:
    assert say(ButtonTurn("sprache:de")).instructions == (KeepLanguage("de"),)
    for turn in (CommandTurn("start"), TextTurn("regelbedarf höhe"), ButtonTurn("sprache:xx")):
        assert say(turn).instructions == ()


def test_everything_remembered_of_a_chat_is_shown_to_it(
    knowledge: Knowledge, matcher: Understanding
) -> None:
    state = ChatState(poster="laden-7", intent="regelbedarf", misses=1, open_question="wo ist es")
    known = {"knowledge": knowledge, "matcher": matcher, "today": TODAY}
    body = respond(CommandTurn("daten"), state, kept=Kept("de"), **known).reply.body
    for shown in (
        "Verschlüsselt gespeichert",
        "Deutsch",
        "Die Nummer dieses Chats",
        "Wie viel Geld bekomme ich?",
        "laden-7",
        "nicht verstanden: 1",
        "„wo ist es“",
        "/loeschen",
    ):
        assert shown in body
    nothing = respond(CommandTurn("daten"), ChatState(), kept=Kept(), **known).reply.body
    assert "Auf Dauer ist über Sie nichts gespeichert" in nothing
    assert "Verschlüsselt" not in nothing


@pytest.mark.parametrize("name", ["start", "themen", "termine", "mensch", "sprache", "hilfe"])
def test_every_command_leads_on(say, name: str) -> None:
    outcome = say(CommandTurn(name))
    assert outcome.reply.body
    assert buttons(outcome)


@pytest.mark.parametrize("name", ["privacy", "datenschutz", "daten"])
def test_privacy_is_answered(say, name: str) -> None:
    assert say(CommandTurn(name)).kind == "privacy"


def test_the_same_arguments_give_the_same_outcome(say) -> None:
    turn = TextTurn("wie viel geld bekomme ich")
    assert say(turn) == say(turn)


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=300))
def test_no_text_raises(known: Known, text: str) -> None:
    outcome = respond(
        TextTurn(text),
        ChatState(),
        knowledge=known.knowledge,
        matcher=known.understanding,
        today=TODAY,
    )
    assert outcome.reply.body


def test_random_walks_never_get_stuck(known: Known) -> None:
    """From every reply a person or the start is one tap away, and no tap raises."""
    dice = random.Random(7)
    texts = ["termin verpasst", "xyzzy", "geld", "coaching wie lange", "hallo", "danke"]
    for _ in range(150):
        state = ChatState()
        turn: Turn = CommandTurn("start")
        for _ in range(12):
            outcome = respond(
                turn,
                state,
                knowledge=known.knowledge,
                matcher=known.understanding,
                today=TODAY,
            )
            state = outcome.state
            payloads = [p for p in buttons(outcome) if ":" in p or p.isalpha()]
            if outcome.reply.body:
                assert outcome.kind == "handover" or {"mensch", "start"} & set(payloads)
            choices: list[Turn] = [ButtonTurn(p) for p in payloads if not p.startswith("http")]
            choices.append(TextTurn(dice.choice(texts)))
            choices.append(MediaTurn("voice"))
            choices.append(LocationTurn(51.48, 7.2))
            turn = dice.choice(choices)
