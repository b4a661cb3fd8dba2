"""What an edit does, told before it goes live."""

from __future__ import annotations

import shutil
import subprocess
from datetime import date
from pathlib import Path

import pytest

from bot.commands.impact import impact
from bot.errors import BotError
from bot.knowledge.messages import MESSAGES

BASE = Path(__file__).parents[2] / "broken" / "_basis"
DAY = date(2026, 11, 23)


@pytest.fixture
def states(tmp_path: Path) -> tuple[Path, Path]:
    """Return the same valid folder twice: as it was, and to be edited."""
    sentences = "".join(f"  {name}: Text.\n" for name in MESSAGES)
    for name in ("alt", "neu"):
        shutil.copytree(BASE, tmp_path / name)
        path = tmp_path / name / "de" / "_texte.yaml"
        path.write_text(f"texte:\n{sentences}", encoding="utf-8")
    return tmp_path / "alt", tmp_path / "neu"


def edit(folder: Path, name: str, old: str, new: str) -> None:
    path = folder / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def report(states: tuple[Path, Path], capsys: pytest.CaptureFixture[str]) -> tuple[int, str]:
    old, new = states
    code = impact(new, str(old), day=DAY)
    return code, capsys.readouterr().out


def test_without_a_change_nothing_is_measured(
    states: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    code, text = report(states, capsys)
    assert (code, "nichts geändert" in text) == (0, True)


def test_a_new_wording_shows_length_and_reading_level(
    states: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    edit(states[1], "de/digital.yaml", "Ja, Sie können", "Ja, gern können Sie")
    code, text = report(states, capsys)
    assert code == 0
    assert "video: neuer Text, 66 → 71 Zeichen, leichter zu lesen" in text
    assert "„stand“ ist noch der alte" in text
    assert text.endswith("Das darf veröffentlicht werden.\n")


def test_a_moved_example_is_named(
    states: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    edit(states[1], "de/digital.yaml", "      - teams oder zoom\n", "")
    edit(
        states[1],
        "de/termine.yaml",
        "      - termin absagen\n",
        "      - termin absagen\n      - teams oder zoom\n",
    )
    _, text = report(states, capsys)
    assert "verschoben von video nach termin-absagen: teams oder zoom" in text


def test_a_changed_value_names_the_answers_that_use_it(
    states: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    edit(states[1], "werte.yaml", "wert: 3", "wert: 4")
    edit(states[1], "belege.yaml", "zahlen: [3]", "zahlen: [4]")
    _, text = report(states, capsys)
    assert "Wert termin-frist geändert, verwendet in termin-absagen" in text


def test_a_lost_id_is_not_published(
    states: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("de/digital.yaml", "pruefung/de/digital.yaml"):
        edit(states[1], name, "  video:", "  videoberatung:")
    edit(states[1], "de/termine.yaml", "[video]", "[videoberatung]")
    code, text = report(states, capsys)
    assert code == 1
    assert "Die Kennung „video“ fällt weg" in text


def test_an_error_is_shown_and_stops(
    states: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    edit(states[1], "de/digital.yaml", "    frage:", "    frgae:")
    code, text = report(states, capsys)
    assert code == 1
    assert "Meinten Sie „frage“?" in text


def test_an_earlier_state_may_come_from_git(
    states: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    new = states[1]
    who = ["-c", "user.name=Test", "-c", "user.email=test@example.org"]
    for command in (["init", "-q"], ["add", "."], [*who, "commit", "-qm", "Anfang"]):
        subprocess.run(["git", "-C", str(new), *command], check=True)  # noqa: S607
    edit(new, "de/digital.yaml", "Ja, Sie können", "Ja, gern können Sie")
    assert impact(new, "HEAD", day=DAY) == 0
    assert "video: neuer Text" in capsys.readouterr().out


def test_an_unknown_state_is_explained(states: tuple[Path, Path]) -> None:
    with pytest.raises(BotError) as caught:
        impact(states[1], "--gibt-es-nicht", day=DAY)
    assert "weder ein Ordner noch ein Stand" in caught.value.german or "git" in caught.value.german
