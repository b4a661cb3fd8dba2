from __future__ import annotations

from prometheus_client.parser import text_string_to_metric_families

from bot.dialog.turn import ChatState, Outcome, Reply
from bot.telegram_channel.figures import Figures
from bot.telegram_channel.health import SILENT, ailments, shortcomings
from bot.telegram_channel.state import ChannelState


def figures(state: ChannelState, *, is_refused: bool = False) -> Figures:
    return Figures(
        state,
        knowledge=lambda: ("abc123", is_refused),
        switched_off=lambda: 2,
        refused=lambda: 3,
    )


def samples(of: Figures) -> dict[str, float]:
    return {
        " ".join([sample.name, *(f"{k}={v}" for k, v in sorted(sample.labels.items()))]): (
            sample.value
        )
        for family in text_string_to_metric_families(of.text().decode())
        for sample in family.samples
    }


def test_decisions_are_counted_by_kind_and_language_and_nothing_else() -> None:
    found = figures(ChannelState())
    for intent in ("miete", "regelbedarf"):
        found.decided(Outcome("answer", Reply("x"), ChatState("uk"), intent=intent), 0.003)
    text = found.text().decode()
    assert samples(found)["jobcenter_decisions_total kind=answer lang=uk"] == 2
    assert samples(found)["jobcenter_deciding_seconds_count"] == 2
    assert samples(found)["jobcenter_deciding_seconds_bucket le=0.002"] == 0
    assert samples(found)["jobcenter_deciding_seconds_bucket le=0.004"] == 2
    assert "miete" not in text


def test_the_state_is_read_when_it_is_asked_for() -> None:
    state = ChannelState()
    found = figures(state, is_refused=True)
    state.waiting, state.in_flight, state.answered, state.ready = 4, 2, 9, True
    state.errors["TimedOut"] += 5
    found.answered(0.06)
    shown = samples(found)
    assert shown["jobcenter_waiting"] == 4
    assert shown["jobcenter_in_flight"] == 2
    assert shown["jobcenter_answered_total"] == 9
    assert shown["jobcenter_ready"] == 1
    assert shown["jobcenter_switched_off"] == 2
    assert shown["jobcenter_staff_refused_total"] == 3
    assert shown["jobcenter_errors_total kind=TimedOut"] == 5
    assert shown["jobcenter_knowledge digest=abc123"] == 1
    assert shown["jobcenter_knowledge_refused"] == 1
    assert shown["jobcenter_answering_seconds_bucket le=0.075"] == 1


def test_labels_stay_few_whatever_happens() -> None:
    state = ChannelState()
    for number in range(1000):
        state.errors[f"Error{number}"] += 1
    assert sum("jobcenter_errors_total" in name for name in samples(figures(state))) == 40


def silent(seconds: float) -> ChannelState:
    state = ChannelState(ready=True)
    state.touch()
    assert state.last_contact is not None
    state.last_contact -= seconds
    return state


def test_a_bot_that_does_not_reach_telegram_is_ill() -> None:
    assert ailments(silent(SILENT - 5), polling=True) == []
    assert ailments(silent(SILENT + 5), polling=True) == ["telegram-silent"]
    never = ChannelState()
    never.started -= SILENT + 5
    assert ailments(never, polling=True) == ["telegram-silent"]


def test_by_webhook_a_quiet_night_is_no_illness() -> None:
    assert ailments(silent(40_000), polling=False) == []
    assert ailments(ChannelState(rejected=True), polling=False) == ["token-rejected"]


def test_ready_is_who_serves_and_is_healthy() -> None:
    assert shortcomings(silent(0), polling=True) == []
    assert shortcomings(ChannelState(), polling=True) == ["not-serving"]
    assert shortcomings(silent(SILENT + 5), polling=True) == ["telegram-silent"]
