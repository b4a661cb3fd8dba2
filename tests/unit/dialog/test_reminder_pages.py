from __future__ import annotations

from dataclasses import replace
from datetime import date, time
from types import MappingProxyType

import pytest

from bot.dialog.kept import DropReminder, KeepReminder, Kept
from bot.dialog.outreach import Outreach
from bot.dialog.payload import MAX_PAYLOAD, decode, encode
from bot.dialog.reminder_payload import AskReminder, SetReminder, StopReminder, decode_reminder
from bot.dialog.respond import respond
from bot.dialog.turn import ButtonTurn, ChatState, CommandTurn, Outcome
from bot.matching.live import Known
from bot.quartier.calendar import Calendar, Change, ChangeKind, Status
from bot.quartier.reader import read_calendar
from bot.quartier.reminders import MOST, Lead, Reminder, remind_of
from tests.conftest import KNOWLEDGE

TODAY = date(2026, 11, 23)
HOUR = "musterviertel-dienstag"
DAY = date(2026, 12, 1)
BOTH = frozenset(Lead)


@pytest.fixture(scope="module")
def examples() -> Calendar:
    calendar = read_calendar(KNOWLEDGE).calendar
    assert calendar is not None
    return calendar


@pytest.fixture(scope="module")
def confirmed(examples: Calendar) -> Calendar:
    places = {key: replace(each, status=Status.CONFIRMED) for key, each in examples.places.items()}
    hours = {
        key: replace(each, status=Status.CONFIRMED) for key, each in examples.office_hours.items()
    }
    return replace(examples, places=MappingProxyType(places), office_hours=MappingProxyType(hours))


@pytest.fixture
def tap(known: Known, confirmed: Calendar):
    def _tap(
        payload: str,
        *reminders: Reminder,
        today: date = TODAY,
        now: time = time(12),
        calendar: Calendar = confirmed,
        changes: tuple[Change, ...] = (),
    ) -> Outcome:
        return respond(
            CommandTurn(payload[1:]) if payload.startswith("/") else ButtonTurn(payload),
            ChatState(),
            knowledge=known.knowledge,
            matcher=known.understanding,
            today=today,
            outreach=Outreach(calendar, now=now, changes=changes),
            kept=Kept(reminders=reminders),
        )

    return _tap


def labels(outcome: Outcome) -> list[str]:
    return [button.label for row in outcome.reply.buttons for button in row]


def payload_of(outcome: Outcome, label: str) -> str:
    return next(
        button.payload or ""
        for row in outcome.reply.buttons
        for button in row
        if button.label == label
    )


def kept(calendar: Calendar, day: date = DAY, leads: frozenset[Lead] = BOTH) -> Reminder:
    found = Outreach(calendar).find(HOUR, day, TODAY)
    assert found is not None
    return remind_of(found, leads)


def test_below_a_places_dates_stands_the_offer(tap) -> None:
    place = tap("ort:musterviertel")
    assert "An einen Termin erinnern" in labels(place)
    assert len(labels(place)) <= 6
    assert "Mit einem Menschen sprechen" in labels(place)


def test_nothing_is_kept_before_a_time_is_chosen(tap) -> None:
    asked = tap(f"wecker:{HOUR}:20261201")
    assert "Dienstag, 1. Dezember, 10 bis 12 Uhr" in asked.reply.body
    assert "speichere ich verschlüsselt" in asked.reply.body
    assert labels(asked)[:3] == ["Am Abend davor", "Zwei Stunden davor", "Beides"]
    assert asked.instructions == ()


@pytest.mark.parametrize(
    ("label", "leads", "said"),
    [
        ("Am Abend davor", {Lead.EVENING}, "Montag, 30. November, 18 Uhr."),
        ("Zwei Stunden davor", {Lead.TWO_HOURS}, "Dienstag, 1. Dezember, 8 Uhr."),
        ("Beides", BOTH, "Montag, 30. November, 18 Uhr, Dienstag, 1. Dezember, 8 Uhr."),
    ],
)
def test_a_chosen_time_is_kept_and_said(
    label: str, leads: set[Lead], said: str, tap, confirmed: Calendar
) -> None:
    asked = tap(f"wecker:{HOUR}:20261201")
    done = tap(payload_of(asked, label))
    assert done.reply.body.startswith(f"Ich schreibe Ihnen: {said}")
    assert done.reply.replaces
    assert done.instructions == (KeepReminder(kept(confirmed, leads=frozenset(leads)), "de"),)
    assert "Nicht mehr erinnern" in labels(done)


def test_a_later_date_of_the_same_place_can_be_chosen(tap) -> None:
    asked = tap(f"wecker:{HOUR}:20261201")
    later = tap(payload_of(asked, "Ein späterer Termin"))
    assert "1. Dezember" not in later.reply.body
    assert "Am Abend davor" in labels(later)


def test_what_is_too_late_is_not_offered(tap) -> None:
    evening = tap(f"wecker:{HOUR}:20261201", today=date(2026, 11, 30), now=time(19))
    assert "Am Abend davor" not in labels(evening)
    assert "Zwei Stunden davor" in labels(evening)
    morning = tap(f"wecker:{HOUR}:20261201", today=DAY, now=time(9))
    assert "zu spät" in morning.reply.body
    assert labels(morning)[0] == "Ein späterer Termin"


def test_an_old_button_promises_only_what_can_still_be_kept(tap, confirmed: Calendar) -> None:
    late = tap(f"wecker:{HOUR}:20261201:b", today=date(2026, 11, 30), now=time(19))
    assert late.instructions == (
        KeepReminder(kept(confirmed, leads=frozenset({Lead.TWO_HOURS})), "de"),
    )
    too_late = tap(f"wecker:{HOUR}:20261201:b", today=DAY, now=time(9))
    assert too_late.instructions == ()
    assert "zu spät" in too_late.reply.body


@pytest.mark.parametrize("payload", [f"wecker:{HOUR}:20251202", "wecker:gibt-es-nicht:20261201:a"])
def test_a_button_of_a_date_that_is_gone_leads_on(payload: str, tap) -> None:
    outcome = tap(payload)
    assert outcome.reply.body == "Diesen Termin gibt es so nicht mehr."
    assert outcome.instructions == ()
    assert "Alle Termine" in labels(outcome)


def test_of_a_cancelled_date_nobody_is_reminded(tap) -> None:
    off = Change(HOUR, DAY, ChangeKind.CANCELLED, TODAY)
    assert tap(f"wecker:{HOUR}:20261201:b", changes=(off,)).instructions == ()


def test_one_tap_ends_a_reminder(tap, confirmed: Calendar) -> None:
    there = kept(confirmed)
    asked = tap(f"wecker:{HOUR}:20261201", there)
    assert "Ich schreibe Ihnen: Montag, 30. November, 18 Uhr" in asked.reply.body
    ended = tap(payload_of(asked, "Nicht mehr erinnern"), there)
    assert ended.instructions == (DropReminder(HOUR, DAY),)
    assert "gelöscht" in ended.reply.body
    again = tap(payload_of(asked, "Nicht mehr erinnern"))
    assert again.instructions == ()
    assert "keine Erinnerung" in again.reply.body


def test_a_reminder_can_be_ended_and_seen_while_the_calendar_is_unreadable(
    tap, confirmed: Calendar
) -> None:
    there = kept(confirmed)
    ended = tap(f"stumm:{HOUR}:20261201", there, calendar=Calendar())
    assert ended.instructions == (DropReminder(HOUR, DAY),)
    assert "1. Dezember 2026" in tap("/daten", there, calendar=Calendar()).reply.body
    assert tap(f"wecker:{HOUR}:20261201:b", calendar=Calendar()).instructions == ()


def test_there_is_an_end_to_what_one_chat_may_keep(tap, confirmed: Calendar) -> None:
    many = tuple(replace(kept(confirmed), office_hour=f"regel-{number}") for number in range(MOST))
    full = tap(f"wecker:{HOUR}:20261201:b", *many)
    assert full.instructions == ()
    assert "Mehr Erinnerungen" in full.reply.body
    assert len(labels(full)) <= 6
    change = tap(f"wecker:{HOUR}:20261201:b", *many[1:], kept(confirmed))
    assert len(change.instructions) == 1


def test_every_reminder_is_shown_in_daten(tap, confirmed: Calendar) -> None:
    body = tap("/daten", kept(confirmed)).reply.body
    assert "• Erinnerung an die Sprechstunde: Dienstag, 1. Dezember, 10 bis 12 Uhr, " in body
    assert "Ich schreibe Ihnen: Montag, 30. November, 18 Uhr" in body
    assert "Die Nummer dieses Chats" in body


@pytest.mark.parametrize(
    "meaning",
    [
        AskReminder("x" * 40, DAY),
        StopReminder("x" * 40, DAY),
        *(SetReminder("x" * 40, DAY, leads) for leads in (BOTH, *(frozenset({e}) for e in Lead))),
    ],
)
def test_every_button_says_what_it_means_and_fits(meaning) -> None:
    assert decode(encode(meaning)) == meaning
    assert len(encode(meaning).encode()) <= MAX_PAYLOAD


@pytest.mark.parametrize(
    "payload",
    [
        *("wecker", "wecker:", "wecker:x", "wecker:x:2026", "wecker:x:20261301", "stumm::20261201"),
        *(
            "wecker:x:20261201:q",
            "stumm:x:20261201:a",
            "wecker:x:20261201:a:b",
            "wecker:x:²0261201",
        ),
    ],
)
def test_what_no_button_ever_said_means_nothing(payload: str) -> None:
    assert decode_reminder(payload) is None
