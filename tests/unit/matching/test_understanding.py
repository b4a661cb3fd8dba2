from __future__ import annotations

from dataclasses import replace

import pytest

from bot.matching.crisis import CrisisDetector
from bot.matching.live import Known
from bot.matching.segments import leans


@pytest.mark.parametrize("text", ["und wie lange", "für meinen mann", "wie lange", "und das geld?"])
def test_a_message_that_leans_on_another_is_seen(text: str) -> None:
    assert leans(text)


@pytest.mark.parametrize(
    "text",
    ["", "ich habe einen termin verpasst und war nicht krank", "termin beim jobcenter verpasst"],
)
def test_a_message_that_stands_by_itself_is_seen(text: str) -> None:
    assert not leans(text)


@pytest.mark.parametrize(
    ("text", "previous", "expected"),
    [
        ("und wie lange", "coaching-was", "coaching-dauer"),
        ("und was kostet das", "coaching-was", "coaching-kosten"),
        ("und wie lange", "umschulung", "umschulung-dauer"),
    ],
)
def test_a_follow_up_is_read_among_the_neighbours_of_the_last_answer(
    known: Known, text: str, previous: str, expected: str
) -> None:
    (ranking,) = known.understanding.rank(text, "de", previous=previous)
    assert expected in [candidate.intent for candidate in ranking.candidates]
    assert ranking.confidence < known.understanding.thresholds.answer


def test_a_follow_up_that_is_clear_by_itself_is_answered_by_itself(known: Known) -> None:
    alone = known.understanding.rank("wie viel weiterbildungsgeld gibt es", "de")
    after = known.understanding.rank(
        "wie viel weiterbildungsgeld gibt es", "de", previous="coaching-was"
    )
    assert after[0].candidates[0].intent == alone[0].candidates[0].intent


def test_what_is_surely_an_ordinary_question_is_no_crisis(known: Known) -> None:
    # "ich und mein mann" alone begins many cries for help.
    understanding = known.understanding
    assert understanding.crisis("ich und mein mann. wieviel geld bekommen wir", "de") is None
    assert understanding.crisis("ich und mein mann. er schlägt mich", "de") == "gewalt"


def test_each_of_the_two_readers_may_be_certain_alone(known: Known) -> None:
    deaf = replace(known.understanding, detectors={"de": CrisisDetector.train((), ())})
    assert deaf.crisis("mein mann schlägt mich jeden abend", "de") == "gewalt"
    assert deaf.crisis("mein mann sucht jeden abend arbeit", "de") is None
