from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from bot.dialog.turn import ChatState, Outcome, Reply
from bot.storage.store import Store

DAY = date(2026, 11, 23)


def outcome(**more: object) -> Outcome:
    values: dict = {"kind": "answer", "intent": "miete", **more}
    return Outcome(reply=Reply("x"), state=ChatState(), **values)


def test_sums_are_shown_from_five_on() -> None:
    store = Store()
    for _ in range(4):
        store.note(outcome(), DAY)
    assert store.sums(DAY, DAY) == []
    store.note(outcome(), DAY)
    assert [row["anzahl"] for row in store.sums(DAY, DAY)] == [5]


def test_a_crisis_is_counted_without_its_case() -> None:
    store = Store()
    for _ in range(5):
        store.note(outcome(kind="crisis", intent="gewalt"), DAY)
    assert [row["frage"] for row in store.sums(DAY, DAY)] == [""]


def test_questions_are_forgotten_after_the_retention() -> None:
    store = Store()
    store.note(outcome(keep="alt"), DAY - timedelta(days=31))
    store.note(outcome(keep="neu"), DAY)
    assert store.forget(DAY, 30) == 1
    assert [text for _, _, text in store.open_questions()] == ["neu"]


def test_what_is_kept_survives_a_restart(tmp_path: Path) -> None:
    path = tmp_path / "daten" / "bot.sqlite"
    store = Store(path)
    assert path.stat().st_mode & 0o077 == 0
    store.note(outcome(keep="frage"), DAY)
    store.close()
    again = Store(path)
    assert [text for _, _, text in again.open_questions()] == ["frage"]
    again.close()
