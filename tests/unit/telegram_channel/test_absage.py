"""/absage: four taps call a consultation off for everyone; one takes it back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time
from pathlib import Path
from types import MappingProxyType

import pytest

from bot.dialog.outreach import Outreach
from bot.dialog.respond import respond
from bot.dialog.turn import ChatState, Reply, TextTurn
from bot.matching.live import Known
from bot.quartier.calendar import Calendar, Change, ChangeKind, Status
from bot.quartier.cancelled import Cancelled, is_taken_over, yaml_lines
from bot.quartier.reader import read_calendar
from bot.storage.store import Store
from bot.telegram_channel.cancellations import Cancellations
from bot.telegram_channel.staff import Staff
from bot.telegram_channel.staff_cancel import CancelDesk
from tests.conftest import KNOWLEDGE

TODAY = date(2026, 11, 23)
STAFF = 7
HOUR = "musterviertel-dienstag"
FIRST = date(2026, 12, 1)


@pytest.fixture(scope="module")
def calendar() -> Calendar:
    """The shipped calendar as if it were confirmed."""
    found = read_calendar(KNOWLEDGE).calendar
    assert found is not None
    places = {key: replace(each, status=Status.CONFIRMED) for key, each in found.places.items()}
    hours = {
        key: replace(each, status=Status.CONFIRMED) for key, each in found.office_hours.items()
    }
    return replace(found, places=MappingProxyType(places), office_hours=MappingProxyType(hours))


class Phone:
    """A colleague's phone: the last reply, and taps by what stands on the buttons."""

    def __init__(self, known: Known, calendar: Calendar, store: Store) -> None:
        self.known, self.calendar = known, calendar
        self.cancellations = Cancellations(store.cancellations)
        self.staff = Staff({STAFF})
        CancelDesk(self.cancellations, lambda: known.knowledge, self.outreach, lambda: TODAY).enter(
            self.staff
        )
        reply = self.staff.to_command(STAFF, "absage", "")
        assert reply is not None
        self.reply: Reply = reply

    def outreach(self) -> Outreach:
        changes = self.cancellations.changes(self.calendar)
        return Outreach(self.calendar, changes=changes, now=time(9))

    def labels(self) -> list[str]:
        return [button.label for row in self.reply.buttons for button in row]

    def tap(self, label: str) -> Reply:
        buttons = [button for row in self.reply.buttons for button in row]
        (button,) = (each for each in buttons if each.label == label)
        reply = self.staff.to_button(STAFF, button.payload or "")
        assert reply is not None
        self.reply = reply
        return reply

    def client_reads(self, text: str) -> str:
        outcome = respond(
            TextTurn(text),
            ChatState(),
            knowledge=self.known.knowledge,
            matcher=self.known.understanding,
            today=TODAY,
            outreach=self.outreach(),
        )
        return outcome.reply.body


@pytest.fixture
def store() -> Store:
    return Store()


@pytest.fixture
def phone(known: Known, calendar: Calendar, store: Store) -> Phone:
    return Phone(known, calendar, store)


def cancel(phone: Phone) -> Reply:
    phone.tap("Beispielhaus Musterviertel")
    phone.tap("Dienstag, 1. Dezember, 10 bis 12 Uhr")
    return phone.tap("Termin absagen")


def test_until_the_last_tap_nothing_changes(phone: Phone) -> None:
    phone.tap("Beispielhaus Musterviertel")
    look = phone.tap("Dienstag, 1. Dezember, 10 bis 12 Uhr")
    assert look.body.startswith("Diesen Termin absagen?\n\nDienstag, 1. Dezember, 10 bis 12 Uhr")
    assert phone.cancellations.changes(phone.calendar) == ()
    assert "fällt aus. Wir" not in phone.client_reads("sprechstunde langendreer")


def test_the_last_tap_calls_off_for_everyone_at_once(phone: Phone) -> None:
    done = cancel(phone)
    assert done.body.startswith("Abgesagt: Beispielhaus Musterviertel")
    assert (
        "• Dienstag, 1. Dezember, 10 bis 12 Uhr: fällt aus. Wir mussten kurzfristig absagen."
        in phone.client_reads("sprechstunde langendreer")
    )


def test_it_can_be_taken_back(phone: Phone) -> None:
    cancel(phone)
    back = phone.tap("Findet doch statt")
    assert back.body.startswith(
        "Zurückgenommen. Der Termin findet statt: Beispielhaus Musterviertel"
    )
    assert "• Dienstag, 1. Dezember, 10 bis 12 Uhr\n" in phone.client_reads(
        "sprechstunde langendreer"
    )


def test_it_can_be_taken_back_later_from_the_list(phone: Phone) -> None:
    cancel(phone)
    phone.reply = phone.staff.to_command(STAFF, "absage", "") or phone.reply
    phone.tap("Beispielhaus Musterviertel")
    off = next(each for each in phone.labels() if "fällt aus. Wir" in each)
    assert phone.tap(off).body.startswith("Dieser Termin ist von unterwegs abgesagt:")
    phone.tap("Findet doch statt")
    assert phone.cancellations.changes(phone.calendar) == ()


def test_what_the_calendar_calls_off_is_the_editors(phone: Phone) -> None:
    phone.tap("Beispielhaus Musterviertel")
    off = next(each for each in phone.labels() if "Das Haus ist geschlossen" in each)
    assert "Ändern kann das nur die Redaktion." in phone.tap(off).body
    assert phone.labels() == ["Andere Termine"]


def test_it_outlives_a_restart(
    phone: Phone, store: Store, known: Known, calendar: Calendar
) -> None:
    cancel(phone)
    again = Phone(known, calendar, store)
    assert again.cancellations.has(HOUR, FIRST)


def test_a_second_tap_on_an_old_button_does_nothing(phone: Phone) -> None:
    phone.tap("Beispielhaus Musterviertel")
    phone.tap("Dienstag, 1. Dezember, 10 bis 12 Uhr")
    before = phone.reply
    phone.tap("Termin absagen")
    phone.reply = before
    assert phone.tap("Termin absagen").body.startswith("Dieser Termin ist von unterwegs abgesagt:")


@pytest.mark.parametrize("argument", ["d20261202musterviertel-dienstag", "jxx", "ogibt-es-nicht"])
def test_a_button_that_leads_nowhere_begins_anew(phone: Phone, argument: str) -> None:
    reply = phone.staff.to_button(STAFF, f"dienst:absage:{argument}")
    assert reply is not None
    assert reply.body == "An welchem Ort fällt eine Sprechstunde aus?"


def test_without_a_date_to_come_it_says_so(known: Known, store: Store) -> None:
    phone = Phone(known, Calendar(texts=_texts()), store)
    assert phone.reply.body == "Es ist kein Termin eingetragen, der ausfallen könnte."


def test_an_example_cannot_be_called_off(known: Known, store: Store) -> None:
    shipped = read_calendar(KNOWLEDGE).calendar
    assert shipped is not None
    assert Phone(known, shipped, store).reply.buttons == ()


def test_one_that_cannot_be_kept_works_and_says_so(phone: Phone, store: Store) -> None:
    with store.database.transaction() as connection:
        connection.execute("DROP TABLE absagen")
    assert "Es gilt nur, bis der Bot neu startet." in cancel(phone).body
    assert phone.cancellations.has(HOUR, FIRST)


def test_the_longest_ids_fit_into_a_button(phone: Phone, calendar: Calendar) -> None:
    hour = replace(calendar.office_hours[HOUR], id="x" * 40, place="y" * 48)
    place = replace(calendar.places[calendar.office_hours[HOUR].place], id="y" * 48)
    phone.calendar = replace(
        calendar,
        places=MappingProxyType({place.id: place}),
        office_hours=MappingProxyType({hour.id: hour}),
        changes=(),
    )
    phone.reply = phone.staff.to_command(STAFF, "absage", "") or phone.reply
    assert cancel(phone).body.startswith("Abgesagt:")


def test_a_moved_date_is_called_off_where_it_moved_to(phone: Phone) -> None:
    phone.tap("Beispieltreff Musterplatz")
    moved = next(each for each in phone.labels() if "statt" in each)
    phone.tap(moved)
    phone.tap("Termin absagen")
    assert phone.client_reads("sprechstunde wattenscheid 9.12.").startswith(
        "Mittwoch, 9. Dezember, 14 bis 16 Uhr: fällt aus."
    )


def test_a_later_word_of_the_editors_wins(phone: Phone, calendar: Calendar) -> None:
    cancel(phone)
    later = Change(HOUR, FIRST, ChangeKind.MOVED, date(2026, 11, 24), new_day=date(2026, 12, 2))
    phone.calendar = replace(calendar, changes=(*calendar.changes, later))
    assert "• Mittwoch, 2. Dezember" in phone.client_reads("sprechstunde langendreer")
    assert is_taken_over(Cancelled(HOUR, FIRST, TODAY), phone.calendar)


def test_what_is_long_over_is_forgotten(phone: Phone, store: Store) -> None:
    phone.cancellations.cancel(HOUR, date(2026, 6, 2), date(2026, 6, 1))
    cancel(phone)
    assert [each.planned for each in store.cancellations.all()] == [FIRST]
    assert not phone.cancellations.has(HOUR, date(2026, 6, 2))


def test_the_lines_to_take_over_are_those_an_editor_writes(calendar: Calendar) -> None:
    cancelled = [
        Cancelled(HOUR, date(2027, 1, 5), TODAY),
        Cancelled(HOUR, FIRST, TODAY),
        Cancelled("musterplatz-dienstag", FIRST, TODAY),
    ]
    assert yaml_lines(cancelled, "Wir mussten kurzfristig absagen.") == (
        "  musterplatz-dienstag:\n"
        "    ausnahmen:\n"
        "      2026-12-01:\n"
        "        was: fällt aus\n"
        "        grund: Wir mussten kurzfristig absagen.\n"
        "        stand: 2026-11-23\n"
        "  musterviertel-dienstag:\n"
        "    ausnahmen:\n"
        "      2026-12-01:\n"
        "        was: fällt aus\n"
        "        grund: Wir mussten kurzfristig absagen.\n"
        "        stand: 2026-11-23\n"
        "      2027-01-05:\n"
        "        was: fällt aus\n"
        "        grund: Wir mussten kurzfristig absagen.\n"
        "        stand: 2026-11-23"
    )


def _texts() -> MappingProxyType[str, str]:
    found = read_calendar(Path(KNOWLEDGE)).calendar
    assert found is not None
    return MappingProxyType(dict(found.texts))
