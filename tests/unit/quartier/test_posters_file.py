"""Each mistake in ``aushaenge.yaml`` and ``aushang-texte.yaml`` has its German sentence."""

from __future__ import annotations

import pytest

from bot.knowledge.fields import Report
from bot.knowledge.yaml_reader import read_file, read_text
from bot.quartier.poster_texts import PosterTexts, read_poster_texts
from bot.quartier.posters_file import Layout, PosterEntry, Posters, read_posters
from tests.conftest import KNOWLEDGE

TARGETS = ("miete", "regelbedarf", "musterviertel")
LANGUAGES = ("de", "en", "uk", "ru", "ar", "tr")
GOOD = """\
aushaenge:
  wat-03:
    ziel: miete
    sprachen: [de, uk, ar, tr]
    format: a4
    ort: Schaukasten
    aufgehaengt: 2026-11-23
    draussen: ja
    beispiel: ja
"""


def read(text: str, *, bot: str | None = None) -> tuple[Posters, list[tuple[int, str, str]]]:
    file = read_text(text, "quartier/aushaenge.yaml")
    report = Report(file)
    posters = Posters()
    if not file.problems:
        posters = read_posters(file, report, targets=TARGETS, languages=LANGUAGES, bot=bot)
    problems = [*file.problems, *report.problems]
    return posters, [(each.spot.line, each.code, each.text) for each in problems]


def test_a_poster_is_read() -> None:
    posters, problems = read(GOOD)
    assert problems == []
    entry = posters.posters["wat-03"]
    assert (entry.target, entry.layout) == ("miete", Layout.A4)
    assert entry.languages == ("de", "uk", "ar", "tr")
    assert str(entry.hung_on) == "2026-11-23"
    assert (entry.where, entry.outdoors, entry.example) == ("Schaukasten", True, True)


def test_only_target_languages_format_and_where_are_needed() -> None:
    text = "aushaenge:\n  a-1:\n    ziel: miete\n    sprachen: [de]\n    format: a6\n    ort: Bus\n"
    posters, problems = read(text)
    assert problems == []
    assert posters.posters["a-1"] == PosterEntry("a-1", "miete", ("de",), Layout.A6, "Bus")


MISTAKES = {
    "unknown target": (
        ("ziel: miete", "ziel: mitee"),
        (3, "ziel-unbekannt"),
        "Eine Frage oder einen Ort „mitee“ gibt es nicht. Meinten Sie „miete“?",
    ),
    "target dropped under a hanging poster": (
        ("ziel: miete", "ziel: kosten-der-unterkunft"),
        (3, "ziel-unbekannt"),
        "Eine Frage oder einen Ort „kosten-der-unterkunft“ gibt es nicht. Der Aushang hängt "
        "schon: Tragen Sie die alte Kennung bei der Nachfolgerin unter „frueher“ ein.",
    ),
    "unknown language": (
        ("tr]", "fr]"),
        (4, "sprache-unbekannt"),
        "Für die Sprache „fr“ steht kein Satz in aushang-texte.yaml. "
        "Es gibt: de, en, uk, ru, ar, tr.",
    ),
    "language twice": (
        ("tr]", "de]"),
        (4, "sprache-unbekannt"),
        "Die Sprache „de“ steht schon da. Löschen Sie eine von beiden.",
    ),
    "five languages": (
        ("tr]", "tr, en]"),
        (4, "zu-viele-sprachen"),
        "Auf einen Aushang passen höchstens 4 Sprachen, hier sind es 5.",
    ),
    "unknown format": (
        ("format: a4", "format: plakat"),
        (5, "format-unbekannt"),
        "Ein Format „plakat“ gibt es nicht. Es gibt: a4, a6, visitenkarten.",
    ),
    "mistyped format": (
        ("format: a4", "format: visitenkarte"),
        (5, "format-unbekannt"),
        "Ein Format „visitenkarte“ gibt es nicht. Meinten Sie „visitenkarten“?",
    ),
    "neither yes nor no": (
        ("draussen: ja", "draussen: manchmal"),
        (8, "ja-oder-nein"),
        "„manchmal“ geht bei „draussen“ nicht. Schreiben Sie ja oder nein.",
    ),
    "no day": (
        ("2026-11-23", "23.11.2026"),
        (7, "tag"),
        "„23.11.2026“ ist kein gültiger Tag. Schreiben Sie 2026-11-23.",
    ),
    "id with capitals": (
        ("wat-03:", "Wat--03:"),
        (2, "kennung"),
        "Die Kennung des Aushangs „Wat--03“ darf nur kleine Buchstaben von a bis z, Ziffern und "
        "einzelne Bindestriche enthalten. Schreiben Sie „wat-03“.",
    ),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_is_explained_where_it_stands(name: str) -> None:
    (old, new), (line, code), text = MISTAKES[name]
    assert old in GOOD
    assert read(GOOD.replace(old, new))[1] == [(line, code, text)]


def test_an_id_that_was_used_before_is_refused() -> None:
    again = GOOD.removeprefix("aushaenge:\n")
    assert read(GOOD + again)[1] == [
        (
            10,
            "doppelt",
            "„wat-03“ steht schon in Zeile 2. "
            "Löschen Sie eines von beiden oder geben Sie ihm einen anderen Namen.",
        )
    ]


def test_a_link_that_is_too_long_for_the_bot_is_refused() -> None:
    text = GOOD.replace("wat-03", "wattenscheid-marktplatz-03")
    assert read(text)[1] == []
    assert read(text, bot="JobcenterBochumBot")[1] == [
        (
            2,
            "link-zu-lang",
            "Der Link wird zu lang: „miete--wattenscheid-marktplatz-03“ hat 33 Zeichen, für "
            "„@JobcenterBochumBot“ passen 24 in den Code. "
            "Kürzen Sie die Kennung dieses Aushangs auf höchstens 17 Zeichen.",
        )
    ]


def texts_of(text: str) -> tuple[PosterTexts, list[tuple[int, str, str]]]:
    file = read_text(text, "quartier/aushang-texte.yaml")
    report = Report(file)
    return read_poster_texts(file, report), [
        (each.spot.line, each.code, each.text) for each in (*file.problems, *report.problems)
    ]


SHIPPED = (KNOWLEDGE / "quartier" / "aushang-texte.yaml").read_text(encoding="utf-8")


def test_the_shipped_texts_have_every_language_and_no_digit() -> None:
    texts, problems = texts_of(SHIPPED)
    assert problems == []
    assert tuple(texts.sentences) == LANGUAGES
    assert not any(each.isdigit() for value in texts.labels.values() for each in value)


def test_a_digit_in_a_text_is_refused() -> None:
    _, problems = texts_of(SHIPPED.replace("Just scan and ask.", "Just scan 1 code."))
    assert [(code, text) for _, code, text in problems] == [
        (
            "ziffer",
            "In „karte“ steht eine Ziffer. Zahlen, Termine und Tage setzt das Programm ein.",
        )
    ]


def test_a_lost_or_mistyped_placeholder_is_explained() -> None:
    _, problems = texts_of(SHIPPED.replace("Stand: {tag}", "Stand: {tage}"))
    assert [(code, text) for _, code, text in problems] == [
        ("platzhalter-unbekannt", "Den Platzhalter {tage} gibt es nicht. Hier gibt es nur {tag}."),
        ("platzhalter-fehlt", "In „stand“ fehlt der Platzhalter {tag}."),
    ]


def test_the_german_sentences_are_needed() -> None:
    _, problems = texts_of(SHIPPED.replace("\n  de:\n", "\n  nl:\n"))
    assert [code for _, code, _ in problems] == ["satz-fehlt"]


def test_the_shipped_posters_are_examples_in_shipped_languages() -> None:
    file = read_file(KNOWLEDGE / "quartier" / "aushaenge.yaml", "quartier/aushaenge.yaml")
    report = Report(file)
    posters = read_posters(
        file,
        report,
        targets=("miete", "sprechstunde-wo", "termin-krank", "musterviertel"),
        languages=LANGUAGES,
        bot="JobcenterBochumBot",
    )
    assert (file.problems, report.problems) == ((), [])
    assert {each.layout for each in posters.posters.values()} == set(Layout)
    assert all(each.example for each in posters.posters.values())
