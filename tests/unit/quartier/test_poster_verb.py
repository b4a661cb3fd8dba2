"""The verb ``qr``: what it writes, what it refuses, with the words an editor reads."""

from __future__ import annotations

import shutil
from pathlib import Path

import pypdfium2
import pytest

from bot.cli import main
from bot.knowledge.messages import MESSAGES
from bot.quartier.poster_proof import UnreadableCodeError
from tests.conftest import KNOWLEDGE, ROOT

BOT = "JobcenterBochumBot"
LIST = """\
aushaenge:
  wat-03:
    ziel: termin-absagen
    sprachen: [de, ar]
    format: a6
    ort: Schaukasten
  haus-1:
    ziel: haus
    sprachen: [de]
    format: a6
    ort: Eingang
    aufgehaengt: 2026-11-01
"""
PLACES = """\
orte:
  beispielhaus:
    name: Beispielhaus
    adresse: Beispielstraße 0, Bochum
    stadtteil: Langendreer
    koordinaten: 51.4712, 7.3195
    stufenlos: ja
    sprachen: [de]
    frueher: [haus]
    status: beispiel
    quelle: redaktion
    stand: 2026-11-22
"""
HOURS = """\
sprechstunden:
  dienstag:
    ort: beispielhaus
    wann: jeden 1. und 3. Dienstag im Monat, 10:00 bis 12:00
    status: beispiel
    quelle: redaktion
    stand: 2026-11-22
    ausnahmen:
      2026-12-15:
        was: fällt aus
        stand: 2026-11-22
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    target = tmp_path / "wissen"
    shutil.copytree(ROOT / "tests" / "broken" / "_basis", target)
    sentences = "".join(f"  {name}: Text.\n" for name in MESSAGES)
    (target / "de" / "_texte.yaml").write_text(f"texte:\n{sentences}", encoding="utf-8")
    shutil.copytree(KNOWLEDGE / "quartier", target / "quartier")
    for name, text in (("aushaenge", LIST), ("orte", PLACES), ("sprechstunden", HOURS)):
        (target / "quartier" / f"{name}.yaml").write_text(text, encoding="utf-8")
    return target


def qr(folder: Path, *arguments: str, bot: str = BOT) -> int:
    out = folder.parent / "druck"
    options = ["--wissen", str(folder), "--bot", bot, "--nach", str(out), "--am", "2026-11-23"]
    return main(["qr", *options, *arguments])


def written(folder: Path) -> list[str]:
    return sorted(path.name for path in (folder.parent / "druck").glob("*"))


def words(folder: Path, name: str) -> str:
    document = pypdfium2.PdfDocument((folder.parent / "druck" / name).read_bytes())
    return " ".join(document[0].get_textpage().get_text_range().split())


def test_all_posters_are_written(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert qr(folder, "--alle") == 0
    assert written(folder) == [
        f"{poster}.{ending}"
        for poster in ("haus-1", "wat-03")
        for ending in ("pdf", "png", "svg", "txt")
    ]
    link = (folder.parent / "druck" / "wat-03.txt").read_text(encoding="utf-8")
    assert link == f"https://t.me/{BOT}?start=termin-absagen--wat-03\n"
    said = capsys.readouterr()
    assert "wat-03: https://t.me/" in said.out
    assert "a6, Stufe M, 5 von 5 Bildern gelesen" in said.out
    assert "Noch nicht gegengelesen sind die Sätze auf ar" in said.out
    assert said.err == ""


def test_a_former_id_keeps_its_link_and_shows_the_successor(folder: Path) -> None:
    assert qr(folder, "--aushang", "haus-1") == 0
    link = (folder.parent / "druck" / "haus-1.txt").read_text(encoding="utf-8")
    assert link.endswith("?start=haus--haus-1\n")
    said = words(folder, "haus-1.pdf")
    assert "Sprechstunde: Beispielhaus" in said
    assert "Dienstag, 1. Dezember, 10 bis 12 Uhr" in said
    assert "15. Dezember" not in said
    assert "Dienstag, 5. Januar 2027, 10 bis 12 Uhr" in said
    assert "Beispielstraße 0, Bochum" in said
    assert "Beispiel – nicht aufhängen" in said


def test_a_new_poster_is_written_and_its_entry_shown(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    options = ("--ziel", "termin-absagen", "--aushang", "rub-1", "--format", "visitenkarten")
    assert qr(folder, *options, "--sprachen", "de,tr", "--draussen") == 0
    said = capsys.readouterr().out
    assert "  rub-1:\n    ziel: termin-absagen\n    sprachen: [de, tr]\n" in said
    assert "visitenkarten, Stufe Q, 50 von 50 Bildern gelesen" in said


@pytest.mark.parametrize(
    ("options", "code", "message"),
    [
        (
            ("--ziel", "termin-absage", "--aushang", "rub-1"),
            1,
            "Eine Frage oder einen Ort „termin-absage“ gibt es nicht. "
            "Meinten Sie „termin-absagen“?\n",
        ),
        (
            ("--ziel", "termin-absagen", "--aushang", "rub-1", "--sprachen", "de,fr"),
            1,
            "Für die Sprache „fr“ steht kein Satz in aushang-texte.yaml. "
            "Es gibt: de, en, uk, ru, ar, tr.\n",
        ),
        (
            ("--ziel", "termin-absagen", "--aushang", "wattenscheid-03"),
            1,
            "Der Link wird zu lang: „termin-absagen--wattenscheid-03“ hat 31 Zeichen, für "
            "„@JobcenterBochumBot“ passen 24 in den Code. "
            "Kürzen Sie die Kennung dieses Aushangs auf höchstens 8 Zeichen.\n",
        ),
        (
            ("--ziel", "beispielhaus", "--aushang", "wat-03"),
            2,
            "Der Aushang „wat-03“ steht schon in aushaenge.yaml (Zeile 2) und führt zu "
            "„termin-absagen“. Nehmen Sie eine neue Kennung.\n",
        ),
        (
            ("--aushang", "rub-1"),
            2,
            "Der Aushang „rub-1“ steht nicht in aushaenge.yaml. Wohin soll er führen? "
            "Zum Beispiel: --ziel miete\n",
        ),
        ((), 2, "Welcher Aushang? Zum Beispiel: --aushang wattenscheid-03, oder --alle\n"),
    ],
)
def test_what_cannot_be_printed_is_refused(
    folder: Path,
    capsys: pytest.CaptureFixture[str],
    options: tuple[str, ...],
    code: int,
    message: str,
) -> None:
    assert qr(folder, *options) == code
    assert capsys.readouterr().err == message
    assert written(folder) == []


def test_a_wrong_list_is_refused_with_file_and_line(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = folder / "quartier" / "aushaenge.yaml"
    path.write_text(LIST.replace("ziel: haus", "ziel: bude"), encoding="utf-8")
    assert qr(folder, "--alle") == 1
    assert (
        "aushaenge.yaml, Zeile 8: Eine Frage oder einen Ort „bude“ gibt es nicht. Der Aushang "
        in (capsys.readouterr().err)
    )
    assert written(folder) == []


def test_a_code_that_fails_is_not_written_and_the_others_are(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from bot.quartier import poster_proof

    honest = poster_proof.prove

    def strict(pdf: bytes, code: object, *, count: int = 1) -> object:
        if "wat-03" in code.link:
            raise UnreadableCodeError("Der Code ist unscharf nicht mehr lesbar.")
        return honest(pdf, code, count=count)

    monkeypatch.setattr(poster_proof, "prove", strict)
    assert qr(folder, "--alle") == 1
    assert capsys.readouterr().err == "wat-03: Der Code ist unscharf nicht mehr lesbar.\n"
    assert {name.split(".")[0] for name in written(folder)} == {"haus-1"}


def test_a_wrong_name_of_the_bot_is_wrong_use(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert qr(folder, "--alle", bot="Jobcenter") == 2
    assert "„Jobcenter“ ist kein Name eines Bots." in capsys.readouterr().err


def test_missing_packages_are_named(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from bot.commands import qr as verb

    monkeypatch.setattr(verb, "PACKAGES", ("no_such_package",))
    assert qr(folder, "--alle") == 2
    assert capsys.readouterr().err == (
        "Für Aushänge fehlen Pakete. Installieren Sie sie mit: "
        "pip install 'jobcenter-bot[aushang]'\n"
    )
