from __future__ import annotations

from datetime import date, timedelta

from bot.dialog.turn import ChatState, Outcome, Reply
from bot.storage.operation import STAFF_REFUSED
from bot.storage.statistics import Statistics, statistics
from bot.storage.store import Store
from bot.storage.suppression import Block, Span

SUNDAY = date(2026, 11, 22)
MONDAY = SUNDAY + timedelta(days=1)


def count(
    store: Store, times: int, *, day: date = MONDAY, lang: str = "de", **more: object
) -> None:
    values: dict = {"kind": "answer", "intent": "miete", **more}
    for _ in range(times):
        store.note(Outcome(reply=Reply("x"), state=ChatState(language=lang), **values), day)


def seen(store: Store, weeks: int = 1) -> Statistics:
    return statistics(store.database, MONDAY, weeks)


def test_questions_are_cut_by_week_kind_and_language() -> None:
    store = Store()
    count(store, 6)
    count(store, 7, day=SUNDAY, lang="uk")
    count(store, 12, kind="fallback", intent=None)
    found = seen(store, weeks=2)
    assert (found.first, found.last, found.total) == (date(2026, 11, 16), MONDAY, 25)
    assert found.weeks == (Span(date(2026, 11, 16), SUNDAY, 7), Span(MONDAY, MONDAY, 18))
    assert found.kinds == (
        Block(("answer",), 13, (Block(("miete",), 13),)),
        Block(("fallback",), 12),
    )
    assert found.languages == (Block(("de",), 18), Block(("uk",), 7))


def test_intents_too_small_are_put_together_within_their_kind() -> None:
    store = Store()
    count(store, 20)
    for intent in ("a", "b", "c"):
        count(store, 2, intent=intent)
    (answers,) = seen(store).kinds
    assert answers.blocks == (Block(("miete",), 20), Block(("a", "b", "c"), 6))


def test_a_kind_that_is_not_shown_alone_shows_no_intents() -> None:
    store = Store()
    count(store, 30)
    count(store, 3, kind="signpost", intent="wohngeld")
    count(store, 4, kind="crisis", intent="gewalt")
    assert seen(store).kinds[-1] == Block(("crisis", "signpost"), 7)


def test_scans_are_counted_apart_from_questions_and_new_chats_apart_from_known_ones() -> None:
    store = Store()
    count(store, 8, poster="laden-1", is_new_chat=True)
    count(store, 9, poster="laden-1")
    count(store, 4, poster="laden-2")
    found = seen(store)
    assert (found.total, found.kinds) == (0, ())
    first, second = found.posters
    assert (first.poster, first.count) == ("laden-1", 17)
    assert first.chats == (Block(("bekannt",), 9), Block(("neu",), 8))
    assert first.weeks == (Span(MONDAY, MONDAY, 17),)
    assert (second.count, second.weeks, second.chats) == (None, (), ())


def test_feedback_is_no_question_and_is_cut_only_where_both_sides_are_large() -> None:
    store = Store()
    count(store, 6, kind="menu", feedback=True)
    count(store, 5, kind="handover", feedback=False)
    count(store, 12, kind="menu", intent="termin", feedback=True)
    count(store, 2, kind="handover", intent="termin", feedback=False)
    found = seen(store)
    assert found.total == 0
    assert found.feedback == (
        Block(("termin",), 14, (Block(("ja", "nein"), 14),)),
        Block(("miete",), 11, (Block(("ja",), 6), Block(("nein",), 5))),
    )


def test_only_the_time_asked_for_counts() -> None:
    store = Store()
    count(store, 9, day=SUNDAY)
    assert seen(store).total == 0
    assert seen(store, weeks=2).total == 9


def test_questions_passed_on_and_staff_commands_refused_are_in_it() -> None:
    store = Store()
    count(store, 1, kind="menu", intent=None, keep="wo gibt es möbel")
    for _ in range(4):
        store.operation.count(STAFF_REFUSED, MONDAY)
    assert seen(store).questions == ((MONDAY.isoformat(), "de", "wo gibt es möbel"),)
    assert seen(store).refused is None
    store.operation.count(STAFF_REFUSED, MONDAY)
    assert seen(store).refused == 5
