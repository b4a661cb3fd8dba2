"""What the bot insists on, what only ``check`` looks at, and from which day."""

from __future__ import annotations

import random
import shutil
from datetime import date
from pathlib import Path

import pytest

from bot.knowledge.loader import load
from bot.knowledge.messages import MESSAGES

BASE = Path(__file__).parents[2] / "broken" / "_basis"
DAY = date(2026, 11, 23)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(BASE, tmp_path / "wissen")
    sentences = "".join(f"  {name}: Text.\n" for name in MESSAGES)
    path = tmp_path / "wissen" / "de" / "_texte.yaml"
    path.write_text(f"texte:\n{sentences}", encoding="utf-8")
    return tmp_path / "wissen"


def edit(folder: Path, name: str, old: str, new: str) -> None:
    path = folder / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def codes(folder: Path, day: date | None = DAY, *, thorough: bool = True) -> list[str]:
    loaded = load(folder, thorough=thorough, today=day)
    return [problem.code for problem in loaded.problems]


def test_advice_does_not_keep_the_bot_from_an_edit(folder: Path) -> None:
    edit(folder, "de/digital.yaml", "Ja, Sie", "Ggf. ist das in Anspruch zu nehmen. Ja, Sie")
    (folder / "pruefung" / "de" / "digital.yaml").write_text("saetze:\n  gibt-es-nicht: [a]\n")
    assert codes(folder, thorough=False, day=None) == []
    assert codes(folder) != []


def test_the_digest_is_the_same_however_closely_one_looks(folder: Path) -> None:
    assert load(folder).digest == load(folder, thorough=True, today=DAY).digest


@pytest.mark.parametrize(
    ("day", "found"),
    [
        (date(2026, 1, 1), []),
        (date(2026, 6, 30), ["rechtsaenderung-bevor"]),
        (date(2026, 7, 1), ["rechtsaenderung"]),
    ],
)
def test_a_change_of_law_counts_from_its_day(folder: Path, day: date, found: list[str]) -> None:
    edit(folder, "de/digital.yaml", "Ja, Sie", "Ihr Vermögen zählt. Sie")
    edit(folder, "de/digital.yaml", "stand: 2026-11-01", "stand: 2025-11-01")
    for name in ("de/termine.yaml", "werte.yaml", "kontakt.yaml", "quellen.yaml"):
        edit(folder, name, "2026-11-01", "2025-11-01")
    assert codes(folder, day) == found


def test_a_wording_for_the_new_law_needs_no_second_review(folder: Path) -> None:
    answer = "      Ja, Sie können per Video sprechen. Fragen Sie Ihre Ansprechperson.\n"
    edit(
        folder,
        "de/digital.yaml",
        f"    antwort: |\n{answer}    quelle: programm\n    stelle: Digitale Kommunikation\n"
        "    stand: 2026-11-01\n",
        "    fassungen:\n      - ab: 2026-07-01\n        antwort: Ihr Vermögen zählt nicht.\n"
        "        quelle: programm\n        stelle: Digitale Kommunikation\n"
        "        stand: 2026-05-01\n",
    )
    assert codes(folder) == []


def test_files_of_other_programs_are_passed_over(folder: Path) -> None:
    for name in (".DS_Store", "~$termine.yaml", "de/.termine.yaml.swp", "notizen.txt"):
        (folder / name).write_bytes(b"\x00")
    assert codes(folder) == []


def test_a_slip_of_the_hand_gives_one_message_and_never_a_crash(folder: Path) -> None:
    dice = random.Random(7)
    names = ["de/termine.yaml", "werte.yaml", "quellen.yaml", "rechtsaenderungen.yaml"]
    texts = {name: (folder / name).read_text(encoding="utf-8") for name in names}
    signs = [*":- \n\t\"'#{}[]|„0", "&a", "*a", "", ""]
    found = []
    for _ in range(200):
        name = dice.choice(names)
        text = texts[name]
        at = dice.randrange(len(text))
        changed = text[:at] + dice.choice(signs) + text[at + dice.choice([0, 0, 1, 2]) :]
        (folder / name).write_text(changed, encoding="utf-8")
        found.append(len(codes(folder)))
        (folder / name).write_text(text, encoding="utf-8")
    # A slip inside an id changes what others refer to; then each of them is told.
    assert sum(count > 1 for count in found) <= 2
    assert sum(count == 1 for count in found) > 80
