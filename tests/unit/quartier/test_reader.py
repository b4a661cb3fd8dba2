"""What an editor is told about a calendar that cannot be right."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from bot.knowledge.problems import Severity
from bot.quartier.reader import read_calendar

KNOWLEDGE = Path(__file__).parent.parent.parent.parent / "knowledge"
TODAY = date(2026, 11, 23)
SOURCES = frozenset({"jobcenter-bochum", "redaktion", "wikipedia-bochum"})

PLACES = """orte:
  haus:
    name: Haus am Muster
    adresse: Musterweg 0, Bochum
    stadtteil: Langendreer
    koordinaten: 51.4712, 7.3195
    stufenlos: ja
    sprachen: [de, uk]
    status: bestaetigt
    quelle: jobcenter-bochum
    stand: 2026-11-01
"""
HOURS = """sprechstunden:
  haus-dienstag:
    ort: haus
    wann: jeden Dienstag, 10:00 bis 12:00
    status: bestaetigt
    quelle: jobcenter-bochum
    stand: 2026-11-01
"""
CHANGE = (
    HOURS
    + """    ausnahmen:
      2026-12-08:
        was: fällt aus
        stand: 2026-11-01
"""
)


@pytest.fixture
def knowledge(tmp_path: Path) -> Path:
    shutil.copytree(KNOWLEDGE / "quartier", tmp_path / "quartier")
    (tmp_path / "quartier" / "orte.yaml").write_text(PLACES, encoding="utf-8")
    (tmp_path / "quartier" / "sprechstunden.yaml").write_text(HOURS, encoding="utf-8")
    return tmp_path


def found(knowledge: Path) -> list[str]:
    """Return the problems as "file:line:column severity code: text"."""
    loaded = read_calendar(knowledge, today=TODAY, sources=SOURCES)
    return [
        f"{each.spot.file.removeprefix('quartier/')}:{each.spot.line}:{each.spot.column} "
        f"{each.severity} {each.code}: {each.text}"
        for each in loaded.problems
    ]


def test_the_shipped_calendar_has_no_problem() -> None:
    loaded = read_calendar(KNOWLEDGE, today=TODAY, sources=SOURCES)
    assert loaded.problems == ()
    assert loaded.calendar is not None


def test_a_right_calendar_has_no_problem(knowledge: Path) -> None:
    assert found(knowledge) == []


def test_without_a_folder_the_calendar_is_empty(tmp_path: Path) -> None:
    loaded = read_calendar(tmp_path)
    assert (loaded.problems, loaded.files) == ((), 0)
    assert loaded.calendar is not None
    assert not loaded.calendar.places


MISTAKES = [
    # ── places ───────────────────────────────────────────────────────────────────────────────
    (
        "orte",
        "    adresse: Musterweg 0, Bochum\n",
        "",
        "orte.yaml:2:3 Fehler feld-fehlt: Der Ort „haus“: Das Feld „adresse“ fehlt. "
        "Straße, Hausnummer und Ort; ohne sie findet niemand hin.",
    ),
    (
        "orte",
        "Musterweg 0, Bochum",
        "Musterweg, Bochum",
        "orte.yaml:4:14 Warnung hausnummer-fehlt: In „Musterweg, Bochum“ fehlt die Hausnummer. "
        "Schreiben Sie Straße, Hausnummer und Ort: Musterstraße 0, Bochum.",
    ),
    (
        "orte",
        "51.4712, 7.3195",
        "51.5136, 7.4653",
        "orte.yaml:6:18 Fehler ausserhalb-bochum: Der Punkt 51.5136, 7.4653 liegt nicht in "
        "Bochum. Prüfen Sie die Zahlen auf einer Karte.",
    ),
    (
        "orte",
        "51.4712, 7.3195",
        "7.3195, 51.4712",
        "orte.yaml:6:18 Fehler ausserhalb-bochum: Der Punkt 7.3195, 51.4712 liegt nicht in "
        "Bochum. Breite und Länge sind vertauscht. Schreiben Sie 51.4712, 7.3195.",
    ),
    (
        "orte",
        "51.4712, 7.3195",
        "51,4712, 7,3195",
        "orte.yaml:6:18 Fehler koordinaten: „51,4712, 7,3195“ sind keine Koordinaten. "
        "Schreiben Sie Punkte statt Kommas: 51.4712, 7.3195.",
    ),
    (
        "orte",
        "51.4712, 7.3195",
        "am Markt",
        "orte.yaml:6:18 Fehler koordinaten: „am Markt“ sind keine Koordinaten. Schreiben Sie "
        "Breite und Länge mit Komma dazwischen: 51.4818, 7.2162.",
    ),
    (
        "orte",
        "stadtteil: Langendreer",
        "stadtteil: Langendrehr",
        "orte.yaml:5:16 Fehler stadtteil-unbekannt: Einen Stadtteil „Langendrehr“ gibt es in "
        "stadtteile.yaml nicht. Meinten Sie „Langendreer“?",
    ),
    (
        "orte",
        "stadtteil: Langendreer",
        "stadtteil: Nord",
        "orte.yaml:5:16 Fehler stadtteil-unbekannt: Einen Stadtteil „Nord“ gibt es in "
        "stadtteile.yaml nicht. „Nord“ ist ein Bezirk. Nehmen Sie einen Stadtteil: Gerthe, "
        "Bergen, Hiltrop, Harpen, Rosenberg, Kornharpen, Voede-Abzweig.",
    ),
    (
        "orte",
        "status: bestaetigt",
        "status: bestätigd",
        "orte.yaml:9:13 Fehler status-unbekannt: „bestätigd“ geht bei „status“ nicht. "
        "Meinten Sie „bestaetigt“?",
    ),
    (
        "orte",
        "status: bestaetigt",
        "status: offen",
        "orte.yaml:9:13 Fehler status-unbekannt: „offen“ geht bei „status“ nicht. "
        "Es gibt: „bestaetigt“, „beispiel“.",
    ),
    (
        "orte",
        "stufenlos: ja",
        "stufenlos: vielleicht",
        "orte.yaml:7:16 Fehler stufenlos-unbekannt: „vielleicht“ geht bei „stufenlos“ nicht. "
        "Es gibt: „ja“, „nein“, „teilweise“, „unbekannt“.",
    ),
    (
        "orte",
        "quelle: jobcenter-bochum",
        "quelle: redaktion",
        "orte.yaml:10:13 Fehler bestaetigt-ohne-quelle: Bestätigt heißt: Das Jobcenter hat es "
        "gesagt. Nennen Sie diese Quelle, „redaktion“ reicht nicht.",
    ),
    (
        "orte",
        "quelle: jobcenter-bochum",
        "quelle: jobcenter-bochun",
        "orte.yaml:10:13 Fehler quelle-unbekannt: Eine Quelle „jobcenter-bochun“ steht nicht in "
        "quellen.yaml. Meinten Sie „jobcenter-bochum“?",
    ),
    (
        "orte",
        "[de, uk]",
        "[de, ukrainisch]",
        "orte.yaml:8:20 Fehler sprache-unbekannt: Eine Sprache „ukrainisch“ steht nicht in "
        "quartier/woerter.yaml. Meinten Sie „uk“?",
    ),
    (
        "orte",
        "stadtteil:",
        "stadteil:",
        "orte.yaml:5:5 Fehler unbekanntes-feld: „stadteil“ gibt es nicht. Meinten Sie „stadtteil“?",
    ),
    # ── office hours ─────────────────────────────────────────────────────────────────────────
    (
        "sprechstunden",
        "ort: haus",
        "ort: hauss",
        "sprechstunden.yaml:3:10 Fehler ort-unbekannt: Einen Ort „hauss“ gibt es nicht. "
        "Meinten Sie „haus“?",
    ),
    (
        "sprechstunden",
        "10:00 bis 12:00",
        "12:00 bis 10:00",
        "sprechstunden.yaml:4:27 Fehler zeiten-verkehrt: Das Ende 10:00 liegt vor dem Anfang "
        "12:00. Meinten Sie 10:00 bis 12:00?",
    ),
    (
        "sprechstunden",
        "jeden Dienstag",
        "jeden Dinstag",
        "sprechstunden.yaml:4:17 Fehler regel: „Dinstag“ verstehe ich nicht. "
        "Meinten Sie „Dienstag“?",
    ),
    (
        "sprechstunden",
        "jeden Dienstag",
        "jeden 5. Dienstag im Monat ab 2026-12-01 bis 2026-12-20",
        "sprechstunden.yaml:4:11 Fehler regel-nie: Nach dieser Regel kommt nie ein Termin "
        "zustande. Prüfen Sie „ab“ und „bis“.",
    ),
    (
        "sprechstunden",
        "jeden Dienstag",
        "am 2026-12-25",
        "sprechstunden.yaml:4:11 Fehler regel-nie: Alle Tage dieser Regel sind Feiertage oder "
        "liegen in den Ferien. So kommt nie ein Termin zustande. Der erste wäre der 2026-12-25 "
        "(Erster Weihnachtstag).",
    ),
    (
        "sprechstunden",
        "jeden Dienstag",
        "am 2026-12-25 und 2026-12-29",
        "sprechstunden.yaml:4:11 Warnung feiertag: Der 2026-12-25 (Erster Weihnachtstag) fällt "
        "von selbst aus. Soll er stattfinden, dann schreiben Sie „feiertage: finden statt“.",
    ),
    (
        "sprechstunden",
        "jeden Dienstag",
        "am 2026-10-06",
        "sprechstunden.yaml:4:11 Warnung tag-vergangen: Alle Termine dieser Sprechstunde sind "
        "vorbei. Tragen Sie neue ein oder löschen Sie den Eintrag.",
    ),
    (
        "sprechstunden",
        "jeden Dienstag",
        "am 2026-10-06 und 2026-12-01",
        "sprechstunden.yaml:4:11 Warnung tag-vergangen: Vorbei ist: 2026-10-06. "
        "Sie können das streichen.",
    ),
    (
        "sprechstunden",
        "jeden Dienstag",
        "jeden Dienstag bis 2026-10-31",
        "sprechstunden.yaml:4:11 Warnung tag-vergangen: Alle Termine dieser Sprechstunde sind "
        "vorbei. Tragen Sie neue ein oder löschen Sie den Eintrag.",
    ),
    (
        "sprechstunden",
        "    status:",
        "    feiertage: egal\n    status:",
        "sprechstunden.yaml:5:16 Fehler feiertage-unbekannt: „egal“ geht bei „feiertage“ nicht. "
        "Es gibt: „fallen aus“, „finden statt“.",
    ),
    (
        "sprechstunden",
        "    status:",
        "    uhrzeit: 10:00 bis 12:00\n    status:",
        "sprechstunden.yaml:4:27 Fehler regel: Die Uhrzeit steht hier und unter „uhrzeit“. "
        "Lassen Sie sie nur an einer Stelle.",
    ),
    (
        "sprechstunden",
        ", 10:00 bis 12:00\n",
        "\n    uhrzeit: vormittags\n",
        "sprechstunden.yaml:5:14 Fehler uhrzeit: „vormittags“ ist keine Uhrzeit von bis. "
        "Schreiben Sie „10:00 bis 12:00“.",
    ),
    (
        "sprechstunden",
        "haus-dienstag",
        "haus-dienstag-vormittag-im-ersten-stock-links-hinten",
        "sprechstunden.yaml:2:3 Fehler kennung: Die Kennung ist länger als 48 Zeichen. "
        "Kürzen Sie sie.",
    ),
    (
        "sprechstunden",
        "haus-dienstag",
        "haus-dienstag-vormittag-im-ersten-stockwerk",
        "sprechstunden.yaml:2:3 Fehler kennung: Die Kennung ist länger als 40 Zeichen. "
        "Kürzen Sie sie.",
    ),
    # ── changes ──────────────────────────────────────────────────────────────────────────────
    (
        "ausnahmen",
        "2026-12-08",
        "2026-12-09",
        "sprechstunden.yaml:9:7 Fehler ausnahme-ohne-termin: Am 2026-12-09 hat „haus-dienstag“ "
        "keinen Termin. Meinten Sie 2026-12-08?",
    ),
    (
        "ausnahmen",
        "2026-12-08",
        "8.12.2026",
        "sprechstunden.yaml:9:7 Fehler tag: „8.12.2026“ ist kein gültiger Tag. "
        "Schreiben Sie 2026-12-08.",
    ),
    (
        "ausnahmen",
        "2026-12-08",
        "2026-11-03",
        "sprechstunden.yaml:9:7 Warnung tag-vergangen: Der 2026-11-03 ist vorbei. "
        "Die Ausnahme können Sie löschen.",
    ),
    (
        "ausnahmen",
        "was: fällt aus",
        "was: verlegt",
        "sprechstunden.yaml:10:14 Fehler verlegt-wohin: Wohin verlegt? Schreiben Sie "
        "„neuer_tag“, „neue_zeit“ oder „neuer_ort“ dazu.",
    ),
    (
        "ausnahmen",
        "was: fällt aus",
        "was: zusätzlich",
        "sprechstunden.yaml:9:7 Fehler ausnahme-ohne-wirkung: Am 2026-12-08 ist „haus-dienstag“ "
        "ohnehin. Für eine andere Zeit schreiben Sie „was: verlegt“ und „neue_zeit“.",
    ),
    (
        "ausnahmen",
        "was: fällt aus",
        "was: fällt",
        "sprechstunden.yaml:10:14 Fehler was-unbekannt: „fällt“ geht bei „was“ nicht. "
        "Es gibt: „fällt aus“, „verlegt“, „zusätzlich“.",
    ),
    (
        "ausnahmen",
        "was: fällt aus",
        "was: verlegt\n        neuer_ort: hauss",
        "sprechstunden.yaml:11:20 Fehler ort-unbekannt: Einen Ort „hauss“ gibt es nicht. "
        "Meinten Sie „haus“?",
    ),
    (
        "ausnahmen",
        "was: fällt aus",
        "was: verlegt\n        neue_zeit: 16:00 bis 14:00",
        "sprechstunden.yaml:11:20 Fehler zeiten-verkehrt: Das Ende 14:00 liegt vor dem Anfang "
        "16:00. Meinten Sie 14:00 bis 16:00?",
    ),
]


@pytest.mark.parametrize(
    ("file", "old", "new", "message"), MISTAKES, ids=[each[3].split(":")[2] for each in MISTAKES]
)
def test_a_mistake_is_explained_once(
    knowledge: Path, file: str, old: str, new: str, message: str
) -> None:
    text = {"orte": PLACES, "sprechstunden": HOURS, "ausnahmen": CHANGE}[file]
    assert old in text
    name = "orte" if file == "orte" else "sprechstunden"
    path = knowledge / "quartier" / f"{name}.yaml"
    path.write_text(text.replace(old, new), encoding="utf-8")
    assert found(knowledge) == [message]


def test_an_overlap_at_one_place_is_warned_of(knowledge: Path) -> None:
    second = HOURS.replace("sprechstunden:\n", "").replace("haus-dienstag", "haus-monat")
    second = second.replace("jeden Dienstag, 10:00", "jeden 1. Dienstag im Monat, 11:00")
    path = knowledge / "quartier" / "sprechstunden.yaml"
    path.write_text(HOURS + second, encoding="utf-8")
    assert found(knowledge) == [
        "sprechstunden.yaml:10:11 Warnung ueberschneidung-ort: Am 2026-12-01 ist „haus“ doppelt "
        "belegt: „haus-dienstag“ und „haus-monat“ überschneiden sich. Stimmt das?"
    ]


def test_an_example_must_be_recognisable(knowledge: Path) -> None:
    path = knowledge / "quartier" / "orte.yaml"
    text = PLACES.replace("bestaetigt", "beispiel").replace("am Muster", "am Markt")
    path.write_text(text, encoding="utf-8")
    assert found(knowledge) == [
        "orte.yaml:3:11 Fehler beispiel-unkenntlich: „Haus am Markt“ klingt wie ein echter Ort. "
        "Ein Beispiel heißt „Beispiel…“ oder „Muster…“. Ist der Ort echt, dann schreiben Sie "
        "„status: bestaetigt“.",
        "sprechstunden.yaml:5:13 Fehler ort-nur-beispiel: Die Sprechstunde ist bestätigt, ihr Ort "
        "„haus“ aber nur ein Beispiel. Bestätigen Sie auch den Ort.",
    ]


def test_unknown_school_holidays_are_warned_of(knowledge: Path) -> None:
    (knowledge / "quartier" / "schulferien.yaml").unlink()
    text = HOURS.replace("    status:", "    schulferien: fallen aus\n    status:")
    (knowledge / "quartier" / "sprechstunden.yaml").write_text(text, encoding="utf-8")
    assert found(knowledge) == [
        "sprechstunden.yaml:5:5 Warnung ferien-unbekannt: Die Schulferien sind nicht bekannt. "
        "Ergänzen Sie quartier/schulferien.yaml."
    ]


def test_a_file_with_another_name_is_reported(knowledge: Path) -> None:
    folder = knowledge / "quartier"
    (folder / "orte.yaml").rename(folder / "ort.yaml")
    assert found(knowledge) == [
        "ort.yaml:0:0 Fehler falscher-ordner: Hier liest der Bot keine Datei mit diesem Namen. "
        "Meinten Sie „orte.yaml“?"
    ]


def test_errors_keep_the_calendar_from_use_and_warnings_do_not(knowledge: Path) -> None:
    path = knowledge / "quartier" / "sprechstunden.yaml"
    path.write_text(HOURS.replace("jeden Dienstag", "am 2026-10-06"), encoding="utf-8")
    loaded = read_calendar(knowledge, today=TODAY)
    assert loaded.calendar is not None
    assert {each.severity for each in loaded.problems} == {Severity.WARNING}
    path.write_text(HOURS.replace("ort: haus", "ort: weg"), encoding="utf-8")
    assert read_calendar(knowledge, today=TODAY).calendar is None


def test_a_former_id_must_not_be_in_use(knowledge: Path) -> None:
    path = knowledge / "quartier" / "orte.yaml"
    path.write_text(PLACES + "    frueher: [haus, altes-haus]\n", encoding="utf-8")
    assert found(knowledge) == [
        "orte.yaml:12:15 Fehler kennung-vergeben: „haus“ ist noch die Kennung eines Orts. "
        "Eine frühere Kennung darf nicht in Gebrauch sein."
    ]


def test_a_poster_of_old_leads_to_the_successor(knowledge: Path) -> None:
    path = knowledge / "quartier" / "orte.yaml"
    path.write_text(PLACES + "    frueher: [altes-haus]\n", encoding="utf-8")
    calendar = read_calendar(knowledge).calendar
    assert calendar is not None
    assert calendar.place("altes-haus") is calendar.places["haus"]


def test_a_place_s_id_too_long_for_a_poster_s_link_is_warned_of(knowledge: Path) -> None:
    long = "haus-am-muster-in-langendreer"
    for name in ("orte", "sprechstunden"):
        path = knowledge / "quartier" / f"{name}.yaml"
        text = path.read_text(encoding="utf-8")
        text = text.replace("  haus:", f"  {long}:").replace("ort: haus\n", f"ort: {long}\n")
        path.write_text(text, encoding="utf-8")
    assert found(knowledge) == [
        f"orte.yaml:2:3 Warnung kennung-lang: „{long}“ hat 29 Zeichen. Im Link eines Aushangs ist "
        "Platz für 16. Kürzen Sie die Kennung, bevor etwas gedruckt ist."
    ]


def translate(knowledge: Path, lines: str) -> None:
    path = knowledge / "quartier" / "texte.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(f"{text}uebersetzungen:\n{lines}", encoding="utf-8")


def test_a_translation_is_read_beside_the_german_sentences(knowledge: Path) -> None:
    translate(knowledge, '  en:\n    sprechstunde_heute: "Today, {tag}"\n')
    loaded = read_calendar(knowledge)
    assert loaded.problems == ()
    assert loaded.calendar is not None
    assert loaded.calendar.translations == {"en": {"sprechstunde_heute": "Today, {tag}"}}


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (
            "sprechstunde_heute: Today",
            "platzhalter-fehlt: In der Übersetzung von „sprechstunde_heute“ fehlt {tag}. Auf "
            "Deutsch steht es da.",
        ),
        (
            'sprechstunde_heute: "Today, {tag}, {ort}"',
            "platzhalter-unbekannt: {ort} steht in der Übersetzung von „sprechstunde_heute“, aber "
            "nicht im deutschen Satz.",
        ),
        (
            "sprechstunde_heude: Today",
            "unbekannter-satz: Einen Satz „sprechstunde_heude“ kennt der Bot nicht. Meinten Sie "
            "„sprechstunde_heute“?",
        ),
    ],
)
def test_a_translation_that_cannot_be_right_is_explained(
    knowledge: Path, line: str, message: str
) -> None:
    translate(knowledge, f"  en:\n    {line}\n")
    (only,) = found(knowledge)
    assert only.startswith("texte.yaml:")
    assert only.endswith(f"Fehler {message}")
