"""The verbs about what is kept: backup, forget, schluessel."""

from __future__ import annotations

from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from bot.cli import main
from bot.dialog.kept import KeepLanguage, Kept
from bot.storage.store import Store

DAY = date(2026, 11, 27)


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BOT_DATABASE", str(tmp_path / "daten" / "bot.sqlite"))
    monkeypatch.setenv("BOT_SECRET_FILE", str(tmp_path / "geheim" / "schluessel"))


def opened(folder: Path) -> Store:
    return Store(folder / "daten" / "bot.sqlite", secret_file=folder / "geheim" / "schluessel")


def keep(folder: Path, chat: int) -> None:
    with closing(opened(folder)) as store:
        store.chats.follow(chat, KeepLanguage("uk"), DAY)


def kept(folder: Path, chat: int) -> Kept:
    with closing(opened(folder)) as store:
        return store.chats.kept(chat, DAY)


def test_one_person_is_forgotten_on_demand(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    keep(tmp_path, 7)
    keep(tmp_path, 8)
    assert main(["forget", "--chat", "7"]) == 0
    assert "ist gelöscht" in capsys.readouterr().out
    assert (kept(tmp_path, 7), kept(tmp_path, 8)) == (Kept(), Kept("uk"))
    assert main(["forget", "--chat", "7"]) == 0
    assert "nichts gespeichert" in capsys.readouterr().out


def test_forgetting_now_says_how_much(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["forget"]) == 0
    assert "Gelöscht: 0." in capsys.readouterr().out


def test_a_copy_goes_into_a_folder_under_a_dated_name_and_comes_back(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    keep(tmp_path, 7)
    folder = tmp_path / "sicherung"
    folder.mkdir()
    assert main(["backup", str(folder)]) == 0
    (copy,) = folder.iterdir()
    assert copy.name.startswith("bot-20")
    assert copy.suffix == ".sqlite"
    assert main(["forget", "--chat", "7"]) == 0
    assert main(["backup", "--zurueckspielen", str(copy)]) == 0
    assert "Zurückgespielt" in capsys.readouterr().out
    assert kept(tmp_path, 7) == Kept("uk")
    assert main(["schluessel"]) == 0


@pytest.mark.parametrize("target", ["geheim/kopie.sqlite", "daten/bot.sqlite"])
def test_a_copy_beside_the_key_or_onto_the_database_is_refused(
    target: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    keep(tmp_path, 7)
    assert main(["backup", str(tmp_path / target)]) == 2
    assert capsys.readouterr().err
    assert kept(tmp_path, 7) == Kept("uk")


def test_without_a_database_there_is_nothing_to_copy(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["backup", str(tmp_path / "kopie.sqlite")]) == 2
    assert "BOT_DATABASE" in capsys.readouterr().err
    assert not (tmp_path / "daten").exists()


def test_the_key_is_replaced_and_everything_stays_readable(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    keep(tmp_path, 7)
    before = (tmp_path / "geheim" / "schluessel").read_text()
    assert main(["schluessel", "--erneuern"]) == 0
    assert "Neu verschlüsselte Einträge: 1." in capsys.readouterr().out
    assert (tmp_path / "geheim" / "schluessel").read_text() != before
    assert kept(tmp_path, 7) == Kept("uk")


def test_a_key_that_does_not_fit_is_a_finding(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    keep(tmp_path, 7)
    monkeypatch.setenv("BOT_SECRET_FILE", str(tmp_path / "anders" / "schluessel"))
    assert main(["schluessel"]) == 1
    assert "1 Einträge passen nicht" in capsys.readouterr().out


@pytest.mark.parametrize("arguments", [["forget"], ["schluessel"], ["schluessel", "--erneuern"]])
def test_a_key_beside_the_data_is_refused_by_every_verb(
    arguments: list[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("BOT_SECRET_FILE", str(tmp_path / "daten" / "schluessel"))
    assert main(arguments) == 2
    assert "BOT_SECRET_FILE" in capsys.readouterr().err
