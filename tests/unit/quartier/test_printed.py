"""What was printed hangs for good: its poster and target must not get lost."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from bot.commands.check import check
from bot.knowledge.messages import MESSAGES
from bot.quartier.printed import PRINTED, remember
from tests.conftest import KNOWLEDGE, ROOT

DAY = date(2026, 11, 23)
LIST = """\
aushaenge:
  wat-03:
    ziel: termin-absagen
    sprachen: [de]
    format: a6
    ort: Schaukasten
"""
PLACE = """\
orte:
  haus:
    name: Beispielhaus
    adresse: Beispielstraße 0, Bochum
    stadtteil: Langendreer
    koordinaten: 51.4712, 7.3195
    stufenlos: vielleicht
    sprachen: [de]
    status: beispiel
    quelle: programm
    stand: 2026-11-22
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    target = tmp_path / "wissen"
    shutil.copytree(ROOT / "tests" / "broken" / "_basis", target)
    sentences = "".join(f"  {name}: Text.\n" for name in MESSAGES)
    (target / "de" / "_texte.yaml").write_text(f"texte:\n{sentences}", encoding="utf-8")
    shutil.copytree(KNOWLEDGE / "quartier", target / "quartier")
    for name in ("orte", "sprechstunden"):
        (target / "quartier" / f"{name}.yaml").unlink()
    posters(target, LIST)
    monkeypatch.chdir(tmp_path)
    return Path("wissen")


def posters(folder: Path, text: str) -> None:
    (folder / "quartier" / "aushaenge.yaml").write_text(text, encoding="utf-8")


def findings(folder: Path, capsys: pytest.CaptureFixture[str]) -> tuple[int, list[str]]:
    code = check(folder, short=True, day=DAY)
    lines = capsys.readouterr().out.splitlines()
    return code, [line for line in lines if "/quartier/" in line]


def test_what_was_printed_and_still_leads_there_is_fine(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert remember(folder, "termin-absagen--wat-03")
    assert findings(folder, capsys) == (0, [])


def test_a_code_is_remembered_once(folder: Path) -> None:
    assert remember(folder, "termin-absagen--wat-03")
    assert not remember(folder, "termin-absagen--wat-03")
    assert remember(folder, "termin-absagen--wat-04")
    lines = (folder / PRINTED).read_text(encoding="utf-8").splitlines()
    assert lines[-3:] == ["gedruckt:", "  - termin-absagen--wat-03", "  - termin-absagen--wat-04"]


def test_a_poster_dropped_after_printing_is_an_error(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    remember(folder, "termin-absagen--wat-02")
    assert findings(folder, capsys) == (
        1,
        [
            "wissen/quartier/gedruckt.yaml:4:5: Fehler: Der Aushang „wat-02“ wurde gedruckt und "
            "fehlt in aushaenge.yaml. Tragen Sie ihn dort mit „ziel: termin-absagen“ ein. Sein "
            "Code hängt noch irgendwo. [aushang-verschwunden]"
        ],
    )


def test_a_target_changed_after_printing_is_an_error(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    remember(folder, "online-beratung--wat-03")
    assert findings(folder, capsys) == (
        1,
        [
            "wissen/quartier/aushaenge.yaml:2:3: Fehler: Der Aushang „wat-03“ ist mit „ziel: "
            "online-beratung“ gedruckt, hier steht „termin-absagen“. Stellen Sie es zurück. Für "
            "ein neues Ziel nehmen Sie eine neue Kennung. [ziel-geaendert]"
        ],
    )


def test_a_poster_for_an_unknown_place_is_found_by_check(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    posters(folder, LIST.replace("termin-absagen", "termin-absagn"))
    assert findings(folder, capsys) == (
        1,
        [
            "wissen/quartier/aushaenge.yaml:3:11: Fehler: Eine Frage oder einen Ort "
            "„termin-absagn“ gibt es nicht. Meinten Sie „termin-absagen“? [ziel-unbekannt]"
        ],
    )


def test_errors_elsewhere_do_not_make_every_poster_seem_lost(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "quartier" / "orte.yaml").write_text(PLACE, encoding="utf-8")
    posters(folder, LIST.replace("termin-absagen", "haus"))
    assert [line.rpartition(" ")[2] for line in findings(folder, capsys)[1]] == [
        "[stufenlos-unbekannt]"
    ]
