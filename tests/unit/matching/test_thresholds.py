import pytest

from bot.matching.ranking import Candidate, Ranking
from bot.matching.thresholds import (
    Prediction,
    calibration_error,
    choose,
    lead,
    wilson_upper,
)


def prediction(truth: str | None, said: str, sure: float, second: float = 0.0) -> Prediction:
    ranking = Ranking((Candidate(said, sure), Candidate("other", second)))
    return Prediction("x", (truth,) if truth else (), ranking)


def test_wilson_bound_of_known_cases() -> None:
    assert wilson_upper(0, 0) == 1.0
    assert wilson_upper(0, 381) == pytest.approx(0.01, abs=2e-4)
    assert wilson_upper(5, 10) == pytest.approx(0.763, abs=1e-3)


def test_the_lead_of_an_empty_ranking_is_nothing() -> None:
    assert lead(Ranking()) == 0.0
    assert lead(prediction("a", "a", 0.7, 0.2).ranking) == pytest.approx(0.5)


def test_the_threshold_lies_above_the_confident_mistakes() -> None:
    good = [prediction("a", "a", 0.9)] * 900
    bad = [prediction("a", "b", 0.6)] * 50
    found = choose(good + bad)
    assert 0.6 < found.answer <= 0.9
    assert found.choices <= found.answer


def test_a_promise_nobody_can_keep_answers_nothing() -> None:
    assert choose([prediction("a", "b", 0.99)] * 100).answer > 1


def test_answered_strangers_raise_the_threshold() -> None:
    good = [prediction("a", "a", 0.9)] * 900 + [prediction("a", "a", 0.5)] * 100
    strangers = [prediction(None, "a", 0.5)] * 40
    assert choose(good).answer <= 0.5
    assert choose(good + strangers).answer > 0.5


def test_two_close_candidates_are_told_apart_by_the_lead() -> None:
    good = [prediction("a", "a", 0.5, 0.1)] * 900
    bad = [prediction("a", "b", 0.5, 0.42)] * 60
    found = choose(good + bad)
    assert found.answer <= 0.5
    assert 0.05 < found.lead <= 0.4


def test_the_curve_falls() -> None:
    answers = [point.answer for point in choose([prediction("a", "a", 0.9)] * 500).curve]
    assert answers == sorted(answers, reverse=True)


def test_a_perfect_calibration_has_no_error() -> None:
    sure = [prediction("a", "a", 0.75)] * 3 + [prediction("a", "b", 0.75)]
    assert calibration_error(sure) == pytest.approx(0.0)
    assert calibration_error([prediction("a", "b", 0.75)]) == pytest.approx(0.75)
