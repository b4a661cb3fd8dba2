from __future__ import annotations

from bot.dialog.decide import Answer, Disambiguate, Fallback, Handover, decide
from bot.matching.ranking import Candidate, Ranking
from bot.matching.thresholds import Thresholds

THRESHOLDS = Thresholds(answer=0.7, lead=0.2, choices=0.3)


def ranking(*confidences: float) -> Ranking:
    return Ranking(tuple(Candidate(f"i{n}", c) for n, c in enumerate(confidences)))


def test_sure_and_clear_of_the_second_is_answered() -> None:
    assert decide(ranking(0.8, 0.1), THRESHOLDS) == Answer("i0")


def test_sure_but_close_to_the_second_is_asked_back() -> None:
    close = Thresholds(answer=0.5, lead=0.2, choices=0.3)
    assert decide(ranking(0.55, 0.45), close) == Disambiguate(("i0", "i1"))


def test_half_sure_is_asked_back_with_at_most_three() -> None:
    assert decide(ranking(0.4, 0.2, 0.15, 0.1), THRESHOLDS) == Disambiguate(("i0", "i1", "i2"))


def test_a_hopeless_candidate_is_not_offered() -> None:
    assert decide(ranking(0.4, 0.01), THRESHOLDS) == Disambiguate(("i0",))


def test_unsure_is_admitted() -> None:
    assert decide(ranking(0.2), THRESHOLDS) == Fallback()
    assert decide(Ranking(), THRESHOLDS) == Fallback()


def test_after_two_misses_there_is_no_third_guess() -> None:
    assert decide(ranking(0.4, 0.3), THRESHOLDS, misses=2) == Handover()
    assert decide(ranking(0.2), THRESHOLDS, misses=2) == Handover()


def test_after_two_misses_a_sure_answer_is_still_given() -> None:
    assert decide(ranking(0.9), THRESHOLDS, misses=2) == Answer("i0")
