import numpy as np

from bot.matching.features import Features
from bot.matching.linear import scores, softmax, train

TEXTS = [(first, second) for first in "abcd" for second in ("x", "y", "z")]
LABELS = np.array([at // 3 for at in range(12)])


def test_what_was_taught_is_known() -> None:
    features = Features.learn(TEXTS)
    rows = features.rows(TEXTS)
    weights = train(
        rows, LABELS, width=len(features), classes=4, importance=np.ones(12, np.float32)
    )
    assert (scores(rows, weights).argmax(1) == LABELS).all()


def test_rows_left_out_teach_nothing() -> None:
    features = Features.learn(TEXTS)
    rows = features.rows(TEXTS)
    weights = train(
        rows,
        LABELS,
        width=len(features),
        classes=4,
        importance=np.ones(12, np.float32),
        use=np.arange(9),
    )
    only_in_the_last = features.row(("d",)).ids
    assert weights[only_in_the_last[0]].tolist() == [0.0] * 4


def test_training_stands_still_at_the_optimum() -> None:
    features = Features.learn(TEXTS)
    rows = features.rows(TEXTS)
    few, many = (
        train(
            rows,
            LABELS,
            width=len(features),
            classes=4,
            importance=np.ones(12, np.float32),
            epochs=epochs,
        )
        for epochs in (60, 120)
    )
    assert np.abs(few - many).max() < 1e-2


def test_softmax_sums_to_one_even_for_large_scores() -> None:
    assert softmax(np.array([[1000.0, 999.0, -1000.0]], np.float32)).sum() == 1.0
