import numpy as np
import pytest

from bot.matching.features import Features, letter_groups, neighbourhoods

TEXTS = [("termin", "absagen"), ("termin", "verschieben"), ("geld", "kommt", "nicht")]


@pytest.fixture
def features() -> Features:
    return Features.learn(TEXTS)


def test_letter_groups_know_the_edges_of_a_word() -> None:
    assert letter_groups("geld") == [" ge", "gel", "eld", "ld ", " gel", "geld", "eld "]
    assert letter_groups("x") == [" x "]


def test_words_stand_alone_and_in_pairs() -> None:
    assert neighbourhoods(("a", "b")) == ["a", "b", "< a", "a b", "b >"]


def test_a_known_row_has_length_one(features: Features) -> None:
    row = features.row(TEXTS[0])
    assert float(row.values @ row.values) == pytest.approx(1.0, abs=1e-5)
    assert features.known(row) == pytest.approx((1.0, 1.0, 1.0), abs=1e-5)


def test_unknown_words_shorten_a_row(features: Features) -> None:
    row = features.row(("termin", "zahnarzt"))
    words, letters, single = features.known(row)
    assert row.unseen == 1
    assert words < 0.5
    assert letters < 0.8
    assert 0 < single < 0.5


def test_a_row_of_unknown_words_is_empty(features: Features) -> None:
    row = features.row(("ypsilon",))
    assert len(row.ids) == 0
    assert features.known(row) == (0.0, 0.0, 0.0)


def test_a_row_seen_with_less_knowledge_knows_less(features: Features) -> None:
    row = features.row(TEXTS[0])
    nothing = features.seen(row, np.zeros(len(features), bool))
    assert len(nothing.ids) == 0
    assert nothing.unseen == 2


def test_the_tables_rebuild_the_features(features: Features) -> None:
    words, groups, weights = features.tables()
    again = Features(
        {word: at for at, word in enumerate(words)},
        {group: len(words) + at for at, group in enumerate(groups)},
        weights,
    )
    old, new = features.row(("geld", "trmin")), again.row(("geld", "trmin"))
    assert (old.ids == new.ids).all()
    assert (old.values == new.values).all()


def test_rows_are_the_single_rows_in_order(features: Features) -> None:
    rows = features.rows(TEXTS)
    assert len(rows) == 3
    assert (rows.row(1).ids == features.row(TEXTS[1]).ids).all()
