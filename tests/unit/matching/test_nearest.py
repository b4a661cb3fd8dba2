import numpy as np
import pytest

from bot.matching.features import Features, Row
from bot.matching.nearest import Taught

TEXTS = [
    ("termin", "absagen"),
    ("geld", "kommt", "nicht"),
    ("termin", "verschieben"),
    ("geld", "ist", "da"),
]
LABELS = np.array([0, 1, 0, 1])
BOTH = np.array([0, 1], np.int32)


@pytest.fixture
def features() -> Features:
    return Features.learn(TEXTS)


def taught(
    features: Features, *, background: list[bool] | None = None, labels: np.ndarray = LABELS
) -> Taught:
    return Taught.sort(
        features.rows(TEXTS),
        labels,
        background=np.array(background or [False] * len(TEXTS)),
        classes=2,
        width=len(features),
    )


def nearness(features: Features, found: Taught, *words: str) -> list[float]:
    return found.nearness(features.row(words), BOTH, width=len(features)).tolist()


def test_an_example_itself_is_as_near_as_can_be(features: Features) -> None:
    for text, label in zip(TEXTS, LABELS.tolist(), strict=True):
        assert nearness(features, taught(features), *text)[label] == pytest.approx(1.0, abs=1e-5)


def test_what_shares_nothing_is_not_near(features: Features) -> None:
    here, there = nearness(features, taught(features), "termin")
    assert here > 0.3
    assert there == 0.0


def test_background_is_seen_but_never_near(features: Features) -> None:
    found = taught(features, background=[False, True, False, True])
    assert nearness(features, found, "geld", "kommt", "nicht")[1] == 0.0
    assert found.covers(features.row(("geld",)).ids, BOTH)[1].all()


def test_what_an_intent_never_saw_is_told_apart(features: Features) -> None:
    row = features.row(("termin", "kommt"))
    single = row.ids[features.is_single(row.ids)]
    assert taught(features).covers(single, BOTH).sum() == 2  # each class knows one of the two


def test_a_row_left_out_is_neither_near_nor_seen(features: Features) -> None:
    found = taught(features, labels=np.array([0, 1, -1, 1]))
    assert nearness(features, found, "termin", "verschieben")[0] < 1.0
    assert not found.covers(features.row(("verschieben",)).ids, BOTH)[0].all()


def test_rows_without_features_do_no_harm(features: Features) -> None:
    rows = features.rows([("termin",), (), ("geld",)])
    found = Taught.sort(
        rows,
        np.array([0, 0, 1]),
        background=np.zeros(3, bool),
        classes=2,
        width=len(features),
    )
    nothing = Row(np.zeros(0, np.int32), np.zeros(0, np.float32))
    assert found.nearness(features.row(("geld",)), BOTH, width=len(features))[1] > 0.8
    assert found.nearness(nothing, BOTH, width=len(features)).tolist() == [0.0, 0.0]
