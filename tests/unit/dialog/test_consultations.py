"""Consultation dates in the dialog: examples for the preview, honest words for Telegram."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time
from pathlib import Path
from types import MappingProxyType

import pytest

from bot.dialog.consultation_choice import LISTED
from bot.dialog.consultation_payload import (
    SendCalendar,
    SendVenue,
    ShowDates,
    ShowDistrict,
    ShowPlace,
    ShowPlaces,
)
from bot.dialog.consultations import Consultations
from bot.dialog.date_words import clock_times, language_names, weekday_and_day
from bot.dialog.outreach import Outreach
from bot.dialog.payload import Meaning, decode, encode
from bot.dialog.render import Renderer
from bot.dialog.respond import respond
from bot.dialog.turn import (
    ButtonTurn,
    ChatState,
    CommandTurn,
    LinkTurn,
    LocationTurn,
    Outcome,
    TextTurn,
    Turn,
)
from bot.matching.live import Known
from bot.quartier.ask import understand
from bot.quartier.calendar import Calendar, Change, ChangeKind, Status
from bot.quartier.reader import read_calendar
from bot.quartier.wish import Wish

KNOWLEDGE = Path(__file__).parent.parent.parent.parent / "knowledge"
TODAY = date(2026, 11, 23)
HONEST = "Zum Rhythmus gibt es nur eine ältere Angabe"


@pytest.fixture(scope="module")
def examples() -> Calendar:
    calendar = read_calendar(KNOWLEDGE).calendar
    assert calendar is not None
    return calendar


@pytest.fixture(scope="module")
def confirmed(examples: Calendar) -> Calendar:
    """The shipped calendar as if the Jobcenter had confirmed every word of it."""
    places = {key: replace(each, status=Status.CONFIRMED) for key, each in examples.places.items()}
    hours = {
        key: replace(each, status=Status.CONFIRMED) for key, each in examples.office_hours.items()
    }
    return replace(examples, places=MappingProxyType(places), office_hours=MappingProxyType(hours))


def ask(known: Known, turn: Turn | str, outreach: Outreach, today: date = TODAY) -> Outcome:
    return respond(
        TextTurn(turn) if isinstance(turn, str) else turn,
        ChatState(),
        knowledge=known.knowledge,
        matcher=known.understanding,
        today=today,
        outreach=outreach,
    )


def labels(outcome: Outcome) -> list[str]:
    return [button.label for row in outcome.reply.buttons for button in row]


def payloads(outcome: Outcome) -> list[str]:
    return [button.payload or "" for row in outcome.reply.buttons for button in row]


@pytest.mark.parametrize(
    "turn",
    [
        "sprechstunde langendreer",
        "wattenscheid",
        "ist heute jemand in wattenscheid",
        "sprechstunde auf ukrainisch",
        "sprechstunde samstag",
        "sprechstunde 44799",
        "sprechstunde in meiner nähe",
        CommandTurn("termine"),
        LinkTurn("musterviertel--langendreer-01"),
        LinkTurn("sprechstunde-wann"),
        LocationTurn(51.48, 7.22),
        ButtonTurn("ort:musterviertel"),
        ButtonTurn("orte"),
        ButtonTurn("termine:0"),
        ButtonTurn("bezirk:ost"),
        ButtonTurn("karte:musterviertel"),
        ButtonTurn("kalender:musterviertel-dienstag:20261201"),
        ButtonTurn("antwort:sprechstunde-wann"),
    ],
    ids=str,
)
def test_without_a_confirmed_date_no_example_is_ever_shown(
    turn: Turn | str, known: Known, examples: Calendar
) -> None:
    outcome = ask(known, turn, Outreach(examples))
    shown = f"{outcome.reply.text} {labels(outcome)} {payloads(outcome)}"
    assert "Beispiel" not in shown
    assert "Muster" not in shown
    assert outcome.reply.venue is None
    assert outcome.reply.document is None
    assert outcome.reply.body


def test_without_a_confirmed_date_the_honest_text_stays(known: Known, examples: Calendar) -> None:
    outcome = ask(known, "wann ist die nächste sprechstunde", Outreach(examples))
    assert outcome.intent == "sprechstunde-wann"
    assert HONEST in outcome.reply.body


def test_in_the_preview_every_example_is_marked(known: Known, examples: Calendar) -> None:
    outcome = ask(known, "sprechstunde", Outreach(examples, examples=True))
    lines = [line for line in outcome.reply.body.splitlines() if "Uhr" in line]
    assert len(lines) == 3
    assert all(line.startswith("• Beispiel: ") for line in lines)
    assert outcome.reply.body.startswith("Nur zum Ausprobieren:")


def test_a_part_of_town_gets_its_next_dates(known: Known, confirmed: Calendar) -> None:
    outcome = ask(known, "sprechstunde langendreer", Outreach(confirmed))
    assert outcome.kind == "answer"
    assert outcome.reply.body.startswith(
        "Diese Termine passen:\n\n"
        "• Dienstag, 1. Dezember, 10 bis 12 Uhr\n"
        "• Dienstag, 15. Dezember, 10 bis 12 Uhr: fällt aus. Das Haus ist geschlossen.\n"
        "• Dienstag, 5. Januar 2027, 10 bis 12 Uhr\n"
        "• Dienstag, 19. Januar 2027, 10 bis 12 Uhr\n\n"
        "Beispielhaus Musterviertel (Langendreer)\n"
        "Beispielstraße 0, Bochum\n"
        "Ohne Stufen. Der Eingang ist ohne Stufe, der Raum im Erdgeschoss.\n"
        "Sprachen: Deutsch, Ukrainisch und Arabisch.\n"
        "Im Haus von: Beispielverein Musterviertel.\n"
        "Bringen Sie mit: Ausweis und den letzten Brief vom Jobcenter."
    )
    assert payloads(outcome) == [
        "karte:musterviertel",
        "kalender:musterviertel-dienstag:20261201",
        "wecker:musterviertel-dienstag:20261201",
        "orte",
        "termine:0",
        "mensch",
    ]


def test_dates_name_the_calendar_as_their_source(known: Known, confirmed: Calendar) -> None:
    outcome = ask(known, "sprechstunde langendreer", Outreach(confirmed))
    assert outcome.reply.footer == "Quelle: Redaktion · Stand: 22.11.2026"
    assert [each.source for each in outcome.sources] == ["Redaktion"]


def test_what_to_bring_stands_once_below_several_places(known: Known, confirmed: Calendar) -> None:
    outcome = ask(known, "sprechstunde am 1.12.", Outreach(confirmed))
    assert outcome.reply.body.count("• ") == 2
    assert outcome.reply.body.endswith(
        "Bringen Sie mit: Ausweis und den letzten Brief vom Jobcenter."
    )


def test_a_location_far_away_is_told_so(known: Known, confirmed: Calendar) -> None:
    outcome = ask(known, LocationTurn(52.52, 13.405), Outreach(confirmed))
    assert outcome.reply.body.startswith("Ich kenne nur Sprechstunden in Bochum.")


def test_dates_are_told_in_the_client_s_language(known: Known, confirmed: Calendar) -> None:
    english = {"sprechstunde_zeit": "{von} to {bis}", "sprechstunde_naechste": "The next dates:"}
    calendar = replace(confirmed, translations=MappingProxyType({"en": english}))
    render = Renderer(known.knowledge, "en", TODAY)
    reply = Consultations(render, Outreach(calendar)).own(Wish(places=("musterviertel",)))
    assert reply is not None
    assert reply.body.replace("\u202f", " ").startswith(
        "The next dates:\n\n• Tuesday, December 1, 10:00 AM to 12:00 PM\n"
    )
    assert "Bringen Sie mit" in reply.body  # not translated: German stands in


def test_today_is_answered_with_what_is_next_otherwise(known: Known, confirmed: Calendar) -> None:
    outcome = ask(known, "Ist heute jemand in Wattenscheid?", Outreach(confirmed))
    assert outcome.reply.body.startswith(
        "Für heute kennen wir dort keinen Termin.\n\nSonst sind die nächsten Termine:\n\n"
        "• Morgen, Dienstag, 24. November, 14:00 bis 16:30 Uhr\n"
    )
    there = ask(known, "Ist heute jemand in Wattenscheid?", Outreach(confirmed), date(2026, 11, 24))
    assert there.reply.body.startswith(
        "Diese Termine passen:\n\n• Heute, Dienstag, 24. November, 14:00 bis 16:30 Uhr\n"
    )


def test_what_is_over_today_is_not_offered_any_more(known: Known, confirmed: Calendar) -> None:
    late = Outreach(confirmed, now=time(17))
    outcome = ask(known, "Ist heute jemand in Wattenscheid?", late, date(2026, 11, 24))
    assert outcome.reply.body.startswith("Für heute kennen wir dort keinen Termin.")


def test_a_cancelled_day_is_named_as_such(known: Known, confirmed: Calendar) -> None:
    outcome = ask(known, "sprechstunde am 15.12. in langendreer", Outreach(confirmed))
    assert outcome.reply.body.startswith(
        "Dienstag, 15. Dezember, 10 bis 12 Uhr: fällt aus. Das Haus ist geschlossen.\n"
        "Beispielhaus Musterviertel\n\nSonst sind die nächsten Termine:"
    )


def test_a_cancellation_on_the_road_counts_at_once(known: Known, confirmed: Calendar) -> None:
    off = Change(
        *("musterviertel-dienstag", date(2026, 12, 1), ChangeKind.CANCELLED, TODAY),
        reason="Die Beraterin ist krank.",
    )
    outcome = ask(known, "sprechstunde langendreer", Outreach(confirmed, changes=(off,)))
    assert (
        "• Dienstag, 1. Dezember, 10 bis 12 Uhr: fällt aus. Die Beraterin ist krank."
        in outcome.reply.body
    )
    tap = ButtonTurn("kalender:musterviertel-dienstag:20261201")
    again = ask(known, tap, Outreach(confirmed, changes=(off,)))
    assert again.reply.document is None
    assert again.reply.body.startswith("Diesen Termin gibt es so nicht mehr.")


def test_a_postcode_leads_to_a_question_back(known: Known, confirmed: Calendar) -> None:
    outcome = ask(known, "sprechstunde 44799", Outreach(confirmed))
    assert outcome.reply.body.startswith("Eine Postleitzahl kann zu mehreren Stadtteilen gehören.")
    assert labels(outcome)[:6] == [
        *("Bezirk Mitte", "Bezirk Wattenscheid", "Bezirk Nord"),
        *("Bezirk Ost", "Bezirk Süd", "Bezirk Südwest"),
    ]
    assert "44799" not in outcome.reply.text


@pytest.mark.parametrize("town", ["dortmund", "herne", "in essen", "44135"])
def test_another_town_is_recognised_as_such(
    town: str, known: Known, confirmed: Calendar, examples: Calendar
) -> None:
    for calendar in (confirmed, examples):
        outcome = ask(known, f"sprechstunde {town}", Outreach(calendar))
        assert outcome.reply.body.startswith("Ich kenne nur Sprechstunden in Bochum.")


@pytest.mark.parametrize(
    "text", ["quartier für urlaub", "arzt sprechstunde wattenscheid", "hotel in wattenscheid"]
)
def test_another_sense_gets_no_dates(text: str, known: Known, confirmed: Calendar) -> None:
    outcome = ask(known, text, Outreach(confirmed))
    assert "Muster" not in outcome.reply.text


def test_a_link_to_a_place_opens_its_dates(known: Known, confirmed: Calendar) -> None:
    with_poster = Outreach(confirmed, posters=frozenset({"wat-03"}))
    outcome = ask(known, LinkTurn("musterplatz--wat-03"), with_poster)
    assert outcome.poster == "wat-03"
    assert outcome.reply.title == "Beispieltreff Musterplatz"
    assert outcome.reply.body.startswith(
        "Die nächsten Termine:\n\n• Morgen, Dienstag, 24. November"
    )
    assert outcome.reply.footer == "Quelle: Redaktion · Stand: 22.11.2026"


def test_a_location_gives_the_nearest_places(known: Known, confirmed: Calendar) -> None:
    outcome = ask(known, LocationTurn(51.4712, 7.31), Outreach(confirmed))
    assert outcome.reply.body.startswith(
        "Das ist am nächsten bei Ihnen (Luftlinie):\n\n"
        "• Beispielhaus Musterviertel: etwa 0,7 Kilometer\n"
        "Dienstag, 1. Dezember, 10 bis 12 Uhr"
    )
    assert "51.4" not in repr(outcome.state)


def test_a_pin_and_a_calendar_file_are_sent(known: Known, confirmed: Calendar) -> None:
    pin = ask(known, ButtonTurn("karte:musterviertel"), Outreach(confirmed))
    assert pin.reply.venue is not None
    assert pin.reply.venue.title == "Beispielhaus Musterviertel"
    file = ask(known, ButtonTurn("kalender:musterviertel-dienstag:20261201"), Outreach(confirmed))
    assert file.reply.document is not None
    assert file.reply.document.name == "sprechstunde.ics"
    assert b"BEGIN:VTIMEZONE" in file.reply.document.content
    assert "mensch" in payloads(pin)
    assert "mensch" in payloads(file)


def test_all_dates_can_be_leafed_through(known: Known, confirmed: Calendar) -> None:
    first = ask(known, ButtonTurn("termine:0"), Outreach(confirmed))
    assert "termine:1" in payloads(first)
    last = ask(known, ButtonTurn("termine:999"), Outreach(confirmed))
    assert not any(each.startswith("termine:") for each in payloads(last))


@pytest.mark.parametrize(
    "payload",
    ["ort:gibt-es-nicht", "karte:gibt-es-nicht", "bezirk:west", "kalender:weg:20261201"],
)
def test_a_button_of_old_leads_on(payload: str, known: Known, confirmed: Calendar) -> None:
    outcome = ask(known, ButtonTurn(payload), Outreach(confirmed))
    assert outcome.reply.body
    assert "mensch" in payloads(outcome)


@pytest.mark.parametrize(
    "meaning",
    [
        ShowPlace("a-b"),
        ShowPlaces(),
        ShowDates(3),
        ShowDistrict("ost"),
        SendVenue("a-b"),
        SendCalendar("x" * 40, date(2026, 12, 1)),
    ],
    ids=lambda each: type(each).__name__,
)
def test_a_button_means_what_it_was_made_of(meaning: Meaning) -> None:
    assert decode(encode(meaning)) == meaning


@pytest.mark.parametrize(
    "payload", ["ort:", "orte:x", "termine:", "termine:-1", "kalender:x", "kalender:x:20261301"]
)
def test_what_no_button_ever_said_means_nothing(payload: str) -> None:
    assert decode(payload) is None


def test_days_and_times_are_in_the_words_of_the_language() -> None:
    day = date(2026, 12, 1)
    assert weekday_and_day(day, "de") == "Dienstag, 1. Dezember"
    assert weekday_and_day(day, "de", year=True) == "Dienstag, 1. Dezember 2026"
    assert weekday_and_day(day, "en") == "Tuesday, December 1"
    assert weekday_and_day(day, "uk") == "вівторок, 1 грудня"
    assert weekday_and_day(day, "tr") == "1 Aralık Salı"
    assert weekday_and_day(day, "ar") == "الثلاثاء، 1 ديسمبر"
    assert weekday_and_day(day, "no-such-language") == "Dienstag, 1. Dezember"
    assert clock_times(time(10), time(12), "de") == ("10", "12")
    assert clock_times(time(9, 30), time(12), "de") == ("9:30", "12:00")
    assert clock_times(time(14), time(16, 30), "uk") == ("14:00", "16:30")
    assert language_names(["de", "uk"], "de") == "Deutsch und Ukrainisch"


def test_no_other_question_is_taken_for_one_about_dates(known: Known, examples: Calendar) -> None:
    """Every example of the knowledge: what leads to dates by itself belongs there."""
    taken = {
        f"{intent.id}: {sentence}"
        for intent in known.knowledge.intents.values()
        for sentence in intent.texts["de"].examples
        if intent.id not in LISTED and understand(sentence, examples, TODAY).is_clear
    }
    strangers = known.knowledge.wordings["de"].strangers
    taken.update(each for each in strangers if understand(each, examples, TODAY).is_clear)
    assert taken == set()
