"""Which dates a wish gets, and what is given up where none fits."""

from __future__ import annotations

from datetime import date

import pytest

from bot.quartier.ask import understand
from bot.quartier.calendar import Calendar
from bot.quartier.finder import Lacking, called_off, find, first_dates, kilometres, nearest
from bot.quartier.schedule import upcoming
from bot.quartier.spelling import distance

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("sentence", "first", "lacking"),
    [
        ("sprechstunde", "musterplatz-dienstag 2026-11-24", set()),
        ("sprechstunde langendreer", "musterviertel-dienstag 2026-12-01", set()),
        ("sprechstunde werne", "musterviertel-dienstag 2026-12-01", {Lacking.PART}),
        ("sprechstunde hordel", "musterplatz-dienstag 2026-11-24", {Lacking.AREA}),
        ("sprechstunde wattenscheid", "musterplatz-dienstag 2026-11-24", set()),
        ("sprechstunde wattenscheid heute", "musterplatz-dienstag 2026-11-24", {Lacking.TIME}),
        ("sprechstunde wattenscheid morgen", "musterplatz-dienstag 2026-11-24", set()),
        ("sprechstunde wattenscheid samstag", "musterplatz-samstag 2026-12-05", {Lacking.DATE}),
        ("samstag vormittag sprechstunde", "musterplatz-samstag 2026-12-05", {Lacking.DATE}),
        ("sprechstunde abends", "musterhang-mittwoch 2026-12-02", set()),
        ("sprechstunde auf russisch", "musterplatz-dienstag 2026-11-24", {Lacking.LANGUAGE}),
        ("sprechstunde auf ukrainisch", "musterfeld-freitag 2026-11-27", set()),
        ("sprechstunde im januar gerthe", "musterfeld-freitag 2027-01-29", set()),
        ("sprechstunde am 9.12. wattenscheid", "musterplatz-dienstag 2026-12-08", set()),
        ("sprechstunde am 11.12. gerthe", "musterfeld-freitag 2026-12-11", set()),
        ("sprechstunde am 15.12. langendreer", "musterviertel-dienstag 2026-12-01", {Lacking.TIME}),
    ],
)
def test_a_wish_gets_the_best_dates(
    sentence: str, first: str, lacking: set[Lacking], shipped: Calendar
) -> None:
    coming = upcoming(shipped, TODAY, examples=True)
    found = find(coming, understand(sentence, shipped, TODAY), shipped)
    best = found.dates[0]
    assert (f"{best.office_hour} {best.planned}", set(found.lacking)) == (first, lacking)


def test_a_cancelled_date_asked_for_is_found(shipped: Calendar) -> None:
    coming = upcoming(shipped, TODAY, examples=True)
    wish = understand("sprechstunde am 15.12. langendreer", shipped, TODAY)
    assert [each.planned for each in called_off(coming, wish, shipped)] == [date(2026, 12, 15)]
    assert called_off(coming, understand("sprechstunde", shipped, TODAY), shipped) == ()


def test_three_dates_take_place_and_cancelled_ones_between_are_named(
    shipped: Calendar,
) -> None:
    coming = upcoming(shipped, TODAY, examples=True)
    own = [each for each in coming if each.office_hour == "musterviertel-dienstag"]
    assert [each.takes_place for each in first_dates(own, 3)] == [True, False, True, True]


def test_the_nearest_place_comes_first(shipped: Calendar) -> None:
    found = nearest(tuple(shipped.places.values()), 51.47, 7.32)
    assert found[0][0].id == "musterviertel"
    assert [apart for _, apart in found] == sorted(apart for _, apart in found)


def test_a_degree_of_latitude_is_111_kilometres() -> None:
    assert round(kilometres(51, 7, 52, 7), 1) == 111.2


@pytest.mark.parametrize(
    ("first", "second", "most", "expected"),
    [
        ("gerthe", "gerthe", 2, 0),
        ("gerte", "gerthe", 2, 1),
        ("grethe", "gerthe", 2, 1),
        ("wattnscheit", "wattenscheid", 2, 2),
        ("harpen", "hiltrop", 2, 3),
        ("a", "abcdef", 2, 3),
    ],
)
def test_a_swap_counts_as_one_mistake(first: str, second: str, most: int, expected: int) -> None:
    assert distance(first, second, most) == distance(second, first, most) == expected
