from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from datetime import date, timedelta
from itertools import product

import pytest

from bot.storage.suppression import Block, Span, blocks, shown, spans

MONDAY = date(2026, 11, 2)


def weeks(*counts: int) -> list[Span]:
    return [
        Span(MONDAY + timedelta(weeks=at), MONDAY + timedelta(weeks=at, days=6), count)
        for at, count in enumerate(counts)
    ]


def lengths(found: tuple[Span, ...]) -> list[tuple[int, int]]:
    """Return weeks and count of each span."""
    return [((each.last - each.first).days // 7 + 1, each.count) for each in found]


def test_large_sums_are_shown_as_they_are() -> None:
    assert blocks({"a": 5, "b": 70}) == (Block(("b",), 70), Block(("a",), 5))


def test_small_sums_are_put_together() -> None:
    assert blocks({"a": 50, "b": 4, "c": 3}) == (Block(("a",), 50), Block(("b", "c"), 7))


def test_where_they_are_too_few_a_larger_one_joins_them() -> None:
    assert blocks({"a": 50, "b": 9, "c": 2}) == (Block(("a",), 50), Block(("b", "c"), 11))


def test_a_whole_too_small_is_not_cut() -> None:
    assert blocks({"a": 2, "b": 2}) == ()
    assert blocks({"a": 5, "b": 1}) == ()  # six in two can only be one and five
    assert blocks({}) == ()


def test_nobody_is_no_secret() -> None:
    assert blocks({"a": 7, "b": 0}) == (Block(("a",), 7),)
    assert (shown(0), shown(4), shown(5)) == (0, None, 5)


def test_small_weeks_are_put_together_with_their_neighbours() -> None:
    assert lengths(spans(weeks(7, 2, 3, 0, 9))) == [(1, 7), (2, 5), (1, 0), (1, 9)]


def test_a_small_last_week_joins_the_one_before() -> None:
    assert lengths(spans(weeks(7, 9, 2))) == [(1, 7), (2, 11)]
    assert lengths(spans(weeks(7, 0, 2))) == [(3, 9)]


def test_a_time_too_small_is_not_shown() -> None:
    assert spans(weeks(1, 0, 3)) == ()
    assert spans([]) == ()


Shown = tuple[Block, ...] | tuple[Span, ...]


@pytest.mark.parametrize("size", [2, 3, 4])
@pytest.mark.parametrize(
    "show",
    [lambda counts: blocks(dict(zip("abcd", counts, strict=False))), lambda c: spans(weeks(*c))],
    ids=["blocks", "spans"],
)
def test_who_knows_the_rules_still_cannot_work_out_a_small_sum(
    show: Callable[[tuple[int, ...]], Shown], size: int
) -> None:
    most = {2: 40, 3: 24, 4: 16}[size]  # of the whole; every way to cut it is tried
    fits: dict[tuple[Shown, int | None], list[tuple[int, ...]]] = defaultdict(list)
    for counts in product(range(most + 1), repeat=size):
        if sum(counts) <= most:
            # The whole stands beside the table, also where that cannot be cut.
            fits[show(counts), shown(sum(counts))].append(counts)
    for (found, _), possible in fits.items():
        assert not found or sum(each.count for each in found) == sum(possible[0])
        for at in range(size):
            values = {counts[at] for counts in possible}
            assert len(values) > 1 or shown(values.pop()) is not None, (found, possible)
