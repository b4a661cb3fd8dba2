import numpy as np
import pytest

from bot.matching.calibration import (
    SIGNS,
    Evidence,
    Regression,
    fit,
    probability,
    signs,
    spread_over,
)


def test_a_calibrator_learns_how_often_it_is_right() -> None:
    dice = np.random.default_rng(1)
    values = dice.normal(size=(16000, len(SIGNS)))
    truth = 1 / (1 + np.exp(-(values[:, 0] - 0.5)))
    right = dice.random(16000) < truth
    found = fit(values, right, np.ones(16000))
    said = np.array([probability(found, row) for row in values])
    assert np.abs(said - truth).mean() < 0.03


def test_with_many_predictions_one_sign_may_matter_only_beside_another() -> None:
    dice = np.random.default_rng(2)
    values = dice.normal(size=(30000, len(SIGNS)))
    truth = np.where((values[:, 0] > 0) & (values[:, 1] > 0), 0.9, 0.2)
    right = dice.random(30000) < truth
    found = fit(values, right, np.ones(30000))
    both, one = np.zeros(len(SIGNS)), np.zeros(len(SIGNS))
    both[:2] = 1.5
    one[:2] = 1.5, -1.5
    assert probability(found, both) == pytest.approx(0.9, abs=0.06)
    assert probability(found, one) == pytest.approx(0.2, abs=0.06)


def test_what_went_wrong_may_weigh_nothing() -> None:
    values = np.random.default_rng(4).normal(size=(500, len(SIGNS)))
    right = np.arange(500) % 50 > 0
    found = fit(values, right, right.astype(float))
    assert 0.5 < probability(found, values[0]) < 1.0


def test_few_predictions_are_not_enough_for_trees() -> None:
    dice = np.random.default_rng(3)
    values = dice.normal(size=(300, len(SIGNS)))
    right = values[:, 0] > dice.normal(size=300)
    found = fit(values, right, np.ones(300))
    assert isinstance(found, Regression)
    high, low = np.zeros(len(SIGNS)), np.zeros(len(SIGNS))
    high[0], low[0] = 2.0, -2.0
    assert probability(found, high) > 0.8
    assert probability(found, low) < 0.2


@pytest.mark.parametrize("right", [[], [True, True], [False, False]])
def test_too_little_to_learn_from_is_no_error(right: list[bool]) -> None:
    found = fit(np.zeros((len(right), len(SIGNS))), np.array(right, bool), np.ones(len(right)))
    assert 0.0 < probability(found, np.zeros(len(SIGNS))) < 1.0


def test_there_is_one_value_for_each_sign() -> None:
    scores = np.array([1.0, 3.0], np.float32)
    found = signs(
        scores,
        stranger=0.0,
        known_words=1.0,
        known_letters=1.0,
        known_single=1.0,
        length=3,
        evidence=Evidence(),
    )
    assert found.shape == (len(SIGNS),)
    assert np.isfinite(found).all()


@pytest.mark.parametrize("sure", [0.0, 0.1, 0.5, 0.99, 1.0])
@pytest.mark.parametrize("scores", [[1.0, 0.9, -3.0], [9.0, 0.0], [0.0, 0.0, 0.0, 0.0]])
def test_the_probabilities_sum_to_at_most_one(sure: float, scores: list[float]) -> None:
    found = spread_over(np.array(scores, np.float32), sure)
    assert found[0] == pytest.approx(sure)
    assert found.max() <= sure + 1e-6
    assert 0.0 <= found.sum() <= 1.0 + 1e-5
