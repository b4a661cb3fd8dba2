from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.knowledge.model import Knowledge
from bot.matching.live import Known
from bot.storage.operation import SwitchedOff
from bot.storage.store import Store
from bot.telegram_channel.staff import Staff
from bot.telegram_channel.staff_switches import SwitchDesk, similar
from bot.telegram_channel.switches import Switches

TODAY = date(2026, 11, 23)
STAFF = 7


@pytest.fixture
def store() -> Store:
    return Store()


@pytest.fixture
def knowledge(known: Known) -> Knowledge:
    return known.knowledge


@pytest.fixture
def desk(store: Store, knowledge: Knowledge) -> SwitchDesk:
    switches = Switches(store.operation, lambda: knowledge)
    return SwitchDesk(switches, lambda: knowledge, lambda: TODAY)


def test_off_is_off_and_on_is_on_again(desk: SwitchDesk) -> None:
    reply = desk.off("regelbedarf")
    assert "Abgeschaltet: „" in reply.body
    assert "/an regelbedarf" in reply.body
    assert desk.switches.ids() == {"regelbedarf"}
    assert "Wieder angeschaltet" in desk.on("regelbedarf").body
    assert desk.switches.ids() == frozenset()


def test_off_twice_says_since_when(desk: SwitchDesk) -> None:
    desk.off("regelbedarf")
    assert "Schon abgeschaltet seit 23.11.2026" in desk.off("regelbedarf").body


def test_the_buttons_do_what_they_say(desk: SwitchDesk) -> None:
    staff = Staff({STAFF})
    desk.enter(staff)
    reply = staff.to_command(STAFF, "aus", "Regelbedarf")
    assert reply is not None
    ((back,),) = reply.buttons
    assert back.label == "/an regelbedarf"
    assert staff.to_button(STAFF, back.payload or "") is not None
    assert desk.switches.ids() == frozenset()


def test_a_typo_is_met_with_proposals_and_switches_nothing(desk: SwitchDesk) -> None:
    reply = desk.off("regelbedraf")
    assert "Meinten Sie" in reply.body
    assert "regelbedraf" not in reply.text
    assert reply.buttons[0][0].label == "/aus regelbedarf"
    assert desk.switches.ids() == frozenset()


def test_what_is_like_nothing_is_said_to_be_unknown(desk: SwitchDesk) -> None:
    assert desk.off("xyzxyz").buttons == ()
    assert desk.off("!?").body == "Diese Kennung gibt es nicht."


def test_without_an_id_it_says_what_is_needed(desk: SwitchDesk) -> None:
    assert "/aus regelbedarf" in desk.off("").body
    assert desk.on("").body == "Es ist keine Frage abgeschaltet."
    desk.off("regelbedarf")
    assert desk.on("").buttons[0][0].label == "/an regelbedarf"


def test_off_outlives_a_restart(desk: SwitchDesk, store: Store, knowledge: Knowledge) -> None:
    desk.off("regelbedarf")
    again = Switches(store.operation, lambda: knowledge)
    assert again.all() == (SwitchedOff("regelbedarf", TODAY),)


def test_a_renamed_question_stays_off_and_a_removed_one_is_left_out(
    store: Store, knowledge: Knowledge
) -> None:
    renamed = replace(knowledge, former_ids={"hartz-satz": "regelbedarf"})
    store.operation.switch_off("hartz-satz", TODAY)
    store.operation.switch_off("gibt-es-nicht-mehr", TODAY)
    switches = Switches(store.operation, lambda: renamed)
    assert switches.ids() == {"regelbedarf"}
    switches.on("regelbedarf")
    assert switches.ids() == frozenset()
    assert [each.intent for each in store.operation.switched_off()] == ["gibt-es-nicht-mehr"]


def test_a_switch_that_could_not_be_kept_works_and_says_so(desk: SwitchDesk, store: Store) -> None:
    with store.database.transaction() as connection:
        connection.execute("DROP TABLE abgeschaltet")
    assert "nur bis zum Neustart" in desk.off("regelbedarf").body
    assert desk.switches.ids() == {"regelbedarf"}


def test_similar_ids_are_those_spelt_alike_and_those_with_the_word_in_them() -> None:
    ids = ["termin-verpasst", "termin-absagen", "miete-zu-hoch", "miete"]
    assert similar("termin-verpast", ids)[0] == "termin-verpasst"
    assert set(similar("Termin", ids)) == {"termin-verpasst", "termin-absagen"}
    assert similar("qqq", ids) == []
    assert similar("äöü-", []) == []


def test_the_day_of_the_first_switch_counts(store: Store, knowledge: Knowledge) -> None:
    switches = Switches(store.operation, lambda: knowledge)
    switches.off("regelbedarf", TODAY)
    switches.off("regelbedarf", TODAY + timedelta(days=2))
    assert switches.all() == (SwitchedOff("regelbedarf", TODAY),)
