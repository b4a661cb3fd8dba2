"""The law changes with the day: what is said on the days on which something changes."""

from __future__ import annotations

import re
from datetime import date

import pytest

from bot.dialog.respond import respond
from bot.dialog.turn import ButtonTurn, ChatState
from bot.matching.live import Known

CHANGES = ("2026-06-30", "2026-07-01", "2026-12-31", "2027-01-01", "2027-07-01")
AFTER_THE_REFORM = CHANGES[1:]

# Amounts of 2026 (Regelbedarf, Mehrbedarf, Kindergeld, Minijob, minimum wage): none holds in 2027.
ENDS_WITH_2026 = tuple(
    f"{amount} Euro"
    for amount in (
        *("563", "506", "451", "471", "390", "357", "259", "603", "13,90"),
        *("202,68", "67,56", "337,80", "95,71", "197,05", "12,95"),
    )
)


def answer(known: Known, intent: str, day: str, *, part: str = "mehr") -> str:
    outcome = respond(
        ButtonTurn(f"{part}:{intent}"),
        ChatState(),
        knowledge=known.knowledge,
        matcher=known.understanding,
        today=date.fromisoformat(day),
    )
    return outcome.reply.text


def states(text: str, amount: str) -> bool:
    """Tell whether a text names an amount, not as the end of a longer one (604.357 Euro)."""
    return re.search(rf"(?<![\d.,]){re.escape(amount)}", text) is not None


@pytest.mark.parametrize(
    ("day", "name"),
    [
        ("2026-06-30", "Was ist Bürgergeld?"),
        ("2026-07-01", "Was ist Grundsicherungsgeld (früher Bürgergeld)?"),
        ("2026-12-31", "Was ist Grundsicherungsgeld (früher Bürgergeld)?"),
        ("2027-01-01", "Was ist Grundsicherungsgeld?"),
    ],
)
def test_the_benefit_has_the_name_of_its_day(known: Known, day: str, name: str) -> None:
    assert answer(known, "grundsicherung-was", day).startswith(name)


@pytest.mark.parametrize(
    ("day", "there", "not_there"),
    [("2026-06-30", "10 Prozent", "30 Prozent"), ("2026-07-01", "30 Prozent", "10 Prozent")],
)
def test_a_missed_appointment_costs_what_the_law_of_the_day_says(
    known: Known, day: str, there: str, not_there: str
) -> None:
    text = answer(known, "termin-verpasst", day).split("Quelle")[0]
    assert there in text
    assert not_there not in text.split("Mehr")[0] or there in text


def test_the_regelbedarf_of_2026_is_known_until_its_last_day(known: Known) -> None:
    assert "563 Euro" in answer(known, "regelbedarf", "2026-12-31")


@pytest.mark.parametrize("day", ["2027-01-01", "2027-07-01"])
def test_no_regelbedarf_is_stated_while_none_is_known(known: Known, day: str) -> None:
    text = answer(known, "regelbedarf", day)
    assert "563" not in text
    assert "kennt dieser Bot noch nicht" in text or "gilt nicht mehr" in text


def test_the_minimum_wage_rises_at_new_year(known: Known) -> None:
    assert "13,90 Euro" in answer(known, "mindestlohn", "2026-12-31")
    assert "14,60 Euro" in answer(known, "mindestlohn", "2027-01-01")


def test_the_bonus_is_gone_since_march_2024(known: Known) -> None:
    assert "75 Euro" in answer(known, "weiterbildung-bonus", "2024-03-27")
    assert answer(known, "weiterbildung-bonus", "2024-03-27") != answer(
        known, "weiterbildung-bonus", "2024-03-28"
    )


@pytest.mark.parametrize(
    ("question", "before", "after"),
    [
        ("vermoegen", "40.000 Euro für die erste Person", "ab 40 Jahren: 12.500 Euro"),
        ("vermoegen-alte-regel", "Zurzeit gilt die Karenzzeit", "keine Karenzzeit für Erspartes"),
        ("pflicht-verletzt", "20 Prozent für 2 Monate", "um 30 Prozent für 3 Monate"),
        ("eltern-arbeit", "Ist Ihr Kind 3 Jahre alt", "Ist Ihr Kind 14 Monate alt"),
        ("schlichtung", "gibt es ein Schlichtungsverfahren", "Das Schlichtungsverfahren gibt es"),
        ("miete", "kann eine Schonzeit gelten", "1,5-Fache"),
        ("grundsicherung-name", "heißt zurzeit Bürgergeld", "Vorher hieß sie Bürgergeld"),
        ("coaching-jobcenter-termine", "Wer ohne wichtigen Grund fehlt", "Wer mehr als einmal"),
    ],
)
def test_the_reform_changes_the_answer_on_its_day(
    known: Known, question: str, before: str, after: str
) -> None:
    old, new = (answer(known, question, day) for day in CHANGES[:2])
    assert (before in old, after in old) == (True, False)
    assert (before in new, after in new) == (False, True)


@pytest.mark.parametrize("day", AFTER_THE_REFORM)
@pytest.mark.parametrize(
    "question",
    [
        *("termin-verpasst", "termin-mehrmals-verpasst", "pflicht-verletzt", "arbeit-abgelehnt"),
        *("kuerzung-grenze", "kuerzung-vor-reform", "weiterbildung-abbrechen"),
        *("grundsicherung-reform", "grundsicherung-alte-bescheide"),
    ],
)
def test_a_breach_before_the_reform_is_told_apart(known: Known, question: str, day: str) -> None:
    assert "vor dem 1. Juli 2026" in answer(known, question, day)


@pytest.mark.parametrize("day", AFTER_THE_REFORM)
@pytest.mark.parametrize("question", ["vermoegen", "vermoegen-alte-regel"])
def test_savings_depend_on_the_day_the_benefit_was_granted_from(
    known: Known, question: str, day: str
) -> None:
    text = answer(known, question, day, part="antwort")
    assert "ab wann Ihr Geld jetzt bewilligt ist" in text
    assert "alte Regel" in text
    assert "bis diese Zeit endet" in text


@pytest.mark.parametrize("day", CHANGES)
@pytest.mark.parametrize("question", ["termin-verpasst", "termin-mehrmals-verpasst"])
def test_a_missed_appointment_begins_with_what_to_do_today_and_never_reassures(
    known: Known, question: str, day: str
) -> None:
    _, first, *_ = answer(known, question, day, part="antwort").split("\n\n")
    assert first.startswith("Gehen Sie heute noch persönlich zum Jobcenter.")
    assert "noch nicht zu weniger Geld" not in answer(known, question, day, part="antwort")


@pytest.mark.parametrize("day", ["2027-01-01", "2027-07-01"])
def test_no_amount_of_2026_outlives_the_year(known: Known, day: str) -> None:
    stale = {
        (each, amount)
        for each in known.knowledge.intents
        for amount in ENDS_WITH_2026
        if states(answer(known, each, day), amount)
    }
    assert stale == set()


@pytest.mark.parametrize("amount", ENDS_WITH_2026)
def test_each_amount_of_2026_is_stated_on_its_last_day(known: Known, amount: str) -> None:
    assert any(
        states(answer(known, each, "2026-12-31"), amount) for each in known.knowledge.intents
    )


def test_the_minijob_limit_of_2027_is_called_a_calculation(known: Known) -> None:
    assert "603 Euro" in answer(known, "zuverdienst-jugend", "2026-12-31")
    text = answer(known, "zuverdienst-jugend", "2027-01-01")
    assert "633 Euro" in text
    assert "noch nicht amtlich bestätigt" in text


@pytest.mark.parametrize(
    ("question", "last", "gone", "said"),
    [
        ("miete-grenzen", "2027-06-30", "2027-07-01", "439,25 Euro"),
        ("ukraine-aufenthalt", "2027-03-04", "2027-03-05", "4. März 2027"),
        ("rente-vorzeitig", "2026-12-31", "2027-01-01", "nicht vorzeitig"),
        ("integrationskurs-stopp", "2026-12-31", "2027-01-01", "keine freiwilligen"),
    ],
)
def test_what_was_true_until_a_day_is_withheld_on_the_next(
    known: Known, question: str, last: str, gone: str, said: str
) -> None:
    assert said in answer(known, question, last)
    text = answer(known, question, gone)
    assert said not in text
    assert "gilt nicht mehr" in text or "kennt dieser Bot noch nicht" in text
