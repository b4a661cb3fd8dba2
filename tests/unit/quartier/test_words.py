"""A rule in an editor's words."""

from __future__ import annotations

from datetime import date, time

import pytest

from bot.quartier.rule import Monthly, Rule, Single, Weekly
from bot.quartier.rule_text import RuleError
from bot.quartier.words import read_rule

TEN, TWELVE = time(10), time(12)


@pytest.mark.parametrize(
    ("words", "rule"),
    [
        (
            "jeden 1. und 3. Dienstag im Monat, 10:00 bis 12:00",
            Rule(Monthly((1,), (1, 3)), TEN, TWELVE),
        ),
        ("jeden ersten Dienstag im Monat, 10 bis 12 Uhr", Rule(Monthly((1,), (1,)), TEN, TWELVE)),
        ("am letzten Freitag im Monat, 10:00-12:00", Rule(Monthly((4,), (-1,)), TEN, TWELVE)),
        ("1. Samstag des Monats 10.00 bis 12.00 Uhr", Rule(Monthly((5,), (1,)), TEN, TWELVE)),
        ("jeden Dienstag, 10:00 bis 12:00", Rule(Weekly((1,)), TEN, TWELVE)),
        ("dienstags und donnerstags, 10–12 Uhr", Rule(Weekly((1, 3)), TEN, TWELVE)),
        ("samstags, von 10:00 bis 12:00 Uhr", Rule(Weekly((5,)), TEN, TWELVE)),
        ("Wöchentlich am Mi, 10:00 bis 12:00", Rule(Weekly((2,)), TEN, TWELVE)),
        (
            "alle 2 Wochen mittwochs ab 2026-12-02, 10:00 bis 12:00",
            Rule(Weekly((2,), 2, date(2026, 12, 2)), TEN, TWELVE, date(2026, 12, 2)),
        ),
        (
            "alle drei Wochen am Mittwoch ab 2.12.2026, 10:00 bis 12:00",
            Rule(Weekly((2,), 3, date(2026, 12, 2)), TEN, TWELVE, date(2026, 12, 2)),
        ),
        ("am 2026-12-05, 10:00 bis 12:00", Rule(Single((date(2026, 12, 5),)), TEN, TWELVE)),
        (
            "am Samstag, 2026-12-19 und 2026-12-05, 10:00 bis 12:00",
            Rule(Single((date(2026, 12, 5), date(2026, 12, 19))), TEN, TWELVE),
        ),
        (
            "vom 2026-12-01 bis 2027-01-31 jeden Dienstag, 10:00 bis 12:00",
            Rule(Weekly((1,)), TEN, TWELVE, date(2026, 12, 1), date(2027, 1, 31)),
        ),
    ],
)
def test_words_become_a_rule(words: str, rule: Rule) -> None:
    assert read_rule(words) == rule


def test_times_and_bounds_may_have_fields_of_their_own() -> None:
    first, last = date(2026, 12, 2), date(2027, 3, 1)
    assert read_rule("alle 2 Wochen mittwochs", "10:00 bis 12:00", first=first, last=last) == Rule(
        Weekly((2,), 2, first), TEN, TWELVE, first, last
    )


ALLOWED = (
    "Erlaubt ist zum Beispiel „jeden Dienstag“, „jeden 1. und 3. Dienstag im Monat“, "
    "„alle 2 Wochen mittwochs ab 2026-12-02“ oder „am 2026-12-05“."
)


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        (
            "jeden Dienstag, 12:00 bis 10:00",
            "Das Ende 10:00 liegt vor dem Anfang 12:00. Meinten Sie 10:00 bis 12:00?",
        ),
        (
            "jeden Dienstag, 10:00 bis 10:00",
            "Anfang und Ende sind gleich (10:00). Schreiben Sie, wann es zu Ende ist.",
        ),
        (
            "jeden Dienstag, 25:00 bis 26:00",
            "Die Uhrzeit 25:00 gibt es nicht. Möglich ist 0:00 bis 23:59.",
        ),
        (
            "jeden Dienstag",
            "Die Uhrzeit fehlt. Schreiben Sie sie dahinter: „, 10:00 bis 12:00“.",
        ),
        (
            "jeden Dienstag, 10:00",
            "Hinter „10:00“ fehlt, bis wann. Schreiben Sie „10:00 bis 12:00“.",
        ),
        ("jeden Dinstag, 10:00 bis 12:00", "„Dinstag“ verstehe ich nicht. Meinten Sie „Dienstag“?"),
        ("irgendwann, 10:00 bis 12:00", f"„irgendwann“ verstehe ich nicht. {ALLOWED}"),
        (
            "jeden zweiten Mittwoch, 10:00 bis 12:00",
            "Das kann zweierlei heißen. Schreiben Sie „jeden 2. Mittwoch im Monat“ oder "
            "„alle 2 Wochen mittwochs ab …“.",
        ),
        (
            "Dienstag, 10:00 bis 12:00",
            "Ist jeder Dienstag gemeint oder nur einer? Schreiben Sie „jeden Dienstag“ oder den "
            "Tag: „am 2026-12-05“.",
        ),
        (
            "jeden Monat dienstags, 10:00 bis 12:00",
            "Der wievielte Dienstag im Monat? Schreiben Sie „jeden 1. Dienstag im Monat“.",
        ),
        (
            "alle 2 Wochen mittwochs, 10:00 bis 12:00",
            "Bei „alle 2 Wochen“ fehlt der erste Tag. Schreiben Sie dahinter „ab“ und den ersten "
            "Mittwoch: ab 2026-12-02.",
        ),
        (
            "alle 2 Wochen mittwochs ab 2026-12-03, 10:00 bis 12:00",
            "Der 2026-12-03 ist ein Donnerstag, kein Mittwoch. "
            "Meinten Sie 2026-12-02 oder 2026-12-09?",
        ),
        (
            "alle 99 Wochen mittwochs, 10:00 bis 12:00",
            "Alle 99 Wochen geht nicht. Möglich sind 1 bis 26.",
        ),
        (
            "am Samstag, 2026-12-04, 10:00 bis 12:00",
            "Der 2026-12-04 ist ein Freitag, kein Samstag. Meinten Sie 2026-11-28 oder 2026-12-05?",
        ),
        (
            "in geraden Wochen mittwochs, 10:00 bis 12:00",
            "„geraden“: Gerade und ungerade Wochen verrutschen am Jahreswechsel. "
            "Schreiben Sie „alle 2 Wochen mittwochs ab 2026-12-02“.",
        ),
        (
            "jeden Dienstag außer im August, 10:00 bis 12:00",
            "„außer“: Ausnahmen gehören nicht in die Regel. Tragen Sie sie unter „ausnahmen“ ein.",
        ),
        (
            "am 5.12., 10:00 bis 12:00",
            "Bei „5.12.“ fehlt das Jahr. Schreiben Sie Jahr-Monat-Tag: 2026-12-05.",
        ),
        ("am 2026-02-30, 10:00 bis 12:00", "Den Tag „2026-02-30“ gibt es im Kalender nicht."),
        (
            "jeden Dienstag ab 2027-01-01 bis 2026-01-01, 10:00 bis 12:00",
            "Der letzte Tag 2026-01-01 liegt vor dem ersten Tag 2027-01-01. "
            "Tauschen Sie die beiden.",
        ),
        (
            "jeden ersten Dienstag und jeden dritten Donnerstag im Monat, 10:00 bis 12:00",
            "Das sind zwei Regeln in einer. Machen Sie zwei Sprechstunden daraus, jede mit ihrer "
            "eigenen Kennung.",
        ),
        (
            "alle 2 Wochen 2026-12-02, 10:00 bis 12:00",
            "Hier stehen ein Tag und ein Rhythmus. Ist der Tag der erste? "
            "Dann schreiben Sie „ab 2026-12-02“.",
        ),
        (
            "jeden 6. Dienstag im Monat, 10:00 bis 12:00",
            "„6.“: Eine Zahl von 1 bis 5 mit Punkt steht vor dem Wochentag: "
            "„jeden 1. Dienstag im Monat“.",
        ),
        (
            "immer, 10:00 bis 12:00",
            "Hier fehlt der Wochentag oder der Tag. Schreiben Sie zum Beispiel „jeden Dienstag“, "
            "„jeden 1. und 3. Dienstag im Monat“ oder „am 2026-12-05“.",
        ),
    ],
)
def test_a_wrong_rule_is_explained(words: str, problem: str) -> None:
    with pytest.raises(RuleError) as caught:
        read_rule(words)
    assert caught.value.german == problem


def test_the_error_points_at_the_word() -> None:
    with pytest.raises(RuleError) as caught:
        read_rule("jeden Dinstag, 10:00 bis 12:00")
    assert (caught.value.at, caught.value.length) == (6, 7)
