"""A folder as it was read, kept as a file: the same as read anew, and never older."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from bot.knowledge.kept import kept
from bot.knowledge.loader import Loaded, load

ROOT = Path(__file__).parents[3]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "knowledge", tmp_path / "knowledge")
    return tmp_path / "knowledge"


def refuse(folder: Path) -> Loaded:
    raise AssertionError(f"{folder} was read although it is kept")


def ask(folder: Path, place: Path, read: object = load) -> Loaded:
    return kept("wissen", Loaded, read, folder, place=place)  # type: ignore[arg-type]


def test_what_is_kept_equals_what_was_read(folder: Path, tmp_path: Path) -> None:
    read = ask(folder, tmp_path / "cache")
    again = ask(folder, tmp_path / "cache", refuse)
    assert again == read == load(folder)
    assert again.knowledge is not None
    with pytest.raises(TypeError):
        again.knowledge.intents["neu"] = None  # type: ignore[index]


def test_an_edit_is_read(folder: Path, tmp_path: Path) -> None:
    before = ask(folder, tmp_path / "cache")
    path = folder / "de" / "_texte.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("Guten Tag!", "Glück auf!"), "utf-8")
    after = ask(folder, tmp_path / "cache")
    assert before.digest != after.digest
    assert after == load(folder)


def test_a_file_with_mistakes_is_reported_from_the_kept_file_too(
    folder: Path, tmp_path: Path
) -> None:
    (folder / "de" / "berufe.yaml").write_text("thema: x\nfragen:\n\t- x\n", encoding="utf-8")
    read = ask(folder, tmp_path / "cache")
    assert read.knowledge is None
    assert ask(folder, tmp_path / "cache", refuse) == read


@pytest.mark.parametrize("damage", [b"", b"{", b'{"knowledge": 3}', b"[]", b"\xff\x00"])
def test_a_damaged_file_counts_as_none(folder: Path, tmp_path: Path, damage: bytes) -> None:
    read = ask(folder, tmp_path / "cache")
    (file,) = (tmp_path / "cache").iterdir()
    file.write_bytes(damage)
    assert ask(folder, tmp_path / "cache") == read
    assert ask(folder, tmp_path / "cache", refuse) == read  # mended


def test_an_edit_while_it_is_read_is_not_kept_under_the_old_name(
    folder: Path, tmp_path: Path
) -> None:
    path = folder / "de" / "_texte.yaml"
    old = path.read_text(encoding="utf-8")

    def edited_meanwhile(place: Path) -> Loaded:
        path.write_text(old.replace("Guten Tag!", "Glück auf!"), encoding="utf-8")
        return load(place)

    ask(folder, tmp_path / "cache", edited_meanwhile)
    path.write_text(old, encoding="utf-8")
    assert ask(folder, tmp_path / "cache") == load(folder)


def test_a_folder_that_cannot_be_written_only_costs_time(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    assert ask(folder, tmp_path / "file" / "cache").knowledge is not None
