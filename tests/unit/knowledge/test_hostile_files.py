"""Files that nobody wrote in good faith: each is refused in words, with its place, and at once."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.knowledge.characters import decode
from bot.knowledge.loader import load
from bot.knowledge.yaml_reader import MAX_BYTES, Entries, Items, Node, read_file, read_text

SHIPPED = Path(__file__).parent.parent.parent.parent / "knowledge"
BOMB = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"{new}: &{new} [*{old},*{old},*{old},*{old},*{old},*{old},*{old},*{old},*{old}]\n"
    for old, new in zip("abcdefgh", "bcdefghi", strict=True)
)
MANY = 200_000


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        (BOMB, "sonderzeichen-am-anfang", 1),
        ("a: &x {b: c}\nd:\n  <<: *x\n", "sonderzeichen-am-anfang", 1),
        ('a: !!python/object/apply:os.system ["true"]\n', "sonderzeichen-am-anfang", 1),
        ("--- !!python/object/new:os.system [true]\n", "sonderzeichen-am-anfang", 1),
        ("a: !!binary aGFsbG8=\n", "sonderzeichen-am-anfang", 1),
        ("%YAML 9.9\n---\na: b\n", "sonderzeichen-am-anfang", 1),
        (f"a: {'[' * MANY}{']' * MANY}\n", "zu-tief", 1),
        ("a:\n  b:\n" + f"    {'- ' * 300}x\n", "strich", 3),
        ("\n".join(f"{' ' * each}a:" for each in range(400)), "zu-tief", 13),
        ("a: b\x00c\n", "unsichtbares-zeichen", 1),
        ("a: b\n\x1b[31mc: d\n", "unsichtbares-zeichen", 2),
        ("a: \ud800\n", "yaml", 1),
    ],
    ids=[
        *("billion laughs", "merge key", "object", "object at the top", "binary", "directive"),
        *("brackets", "dashes", "indentation", "nul", "escape", "half a character"),
    ],
)
def test_a_hostile_text_is_refused_with_its_line(text: str, code: str, line: int) -> None:
    file = read_text(text, "de/a.yaml")
    assert [(each.code, each.spot.line) for each in file.problems] == [(code, line)]


@pytest.mark.parametrize(
    "tag", ["!!python/name:os.system", "!!python/module:os", "!!set", "!!timestamp", "!own"]
)
def test_no_tag_builds_anything(tag: str) -> None:
    file = read_text(f"a: {tag} x\n", "de/a.yaml")
    assert file.problems


@pytest.mark.parametrize(
    "raw",
    [
        "a: ä".encode("utf-16"),
        "a: ä".encode("utf-32"),
        "a: ä".encode("latin-1"),
        "a: привет".encode("koi8-r"),
        b"a: \xc0\xaf",
        b"a: \xed\xa0\x80",
        b"\x1f\x8b\x08\x00garbage",
    ],
    ids=["utf-16", "utf-32", "latin-1", "koi8", "overlong", "surrogate", "gzip"],
)
def test_an_odd_encoding_is_refused(raw: bytes, tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(raw)
    (problem,) = read_file(path, "de/a.yaml").problems
    assert problem.code == "zeichensatz"


def test_ten_megabytes_are_not_even_read(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    with path.open("wb") as file:
        file.truncate(8 << 40)  # a sparse file: more than any memory
    (problem,) = read_file(path, "de/a.yaml").problems
    assert problem.code == "zu-gross"
    assert MAX_BYTES < 10_000_000


def test_a_pipe_does_not_keep_the_bot_waiting(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.yaml")
    (problem,) = read_file(tmp_path / "a.yaml", "de/a.yaml").problems
    assert problem.code == "nicht-lesbar"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A knowledge folder beside a folder with a secret."""
    shutil.copytree(SHIPPED, tmp_path / "knowledge")
    (tmp_path / "fremd").mkdir()
    (tmp_path / "fremd" / "geheim.yaml").write_text("thema: Geheim\n", encoding="utf-8")
    return tmp_path / "knowledge"


def test_a_link_out_of_the_folder_is_refused(folder: Path) -> None:
    (folder / "de" / "geheim.yaml").symlink_to(folder.parent / "fremd" / "geheim.yaml")
    loaded = load(folder)
    assert loaded.knowledge is None
    assert ("de/geheim.yaml", "verknuepfung") in {(p.spot.file, p.code) for p in loaded.problems}


def test_a_folder_that_is_a_link_is_refused(folder: Path) -> None:
    (folder / "de").rename(folder.parent / "fremd" / "de")
    (folder / "de").symlink_to(folder.parent / "fremd" / "de")
    loaded = load(folder)
    assert loaded.knowledge is None
    assert "verknuepfung" in {problem.code for problem in loaded.problems}


_SIGNS = list("[]{},'\"|>#&*!%@`~\t\\ä„“\u00a0\ufeff\u200b\x00\u2028👍")
_WORDS = ("a", "b:", ": ", "- ", "? ", "\n", "\n  ", "    ", "&a", "*a", "!!str", "---", "frage:")
_PIECES = st.sampled_from([*_SIGNS, *_WORDS, "beispiele:", "antwort: |", "no", "..."])


@settings(max_examples=400, deadline=None, derandomize=True)
@given(st.lists(_PIECES, max_size=60).map("".join) | st.text(max_size=200))
@example("a:\n\t- b")
def test_whatever_is_written_comes_out_as_nodes_or_one_problem_in_the_file(text: str) -> None:
    file = read_text(text, "de/a.yaml")
    lines = max(len(file.lines), 1)
    for problem in file.problems:
        assert problem.text.strip()
        assert 1 <= problem.spot.line <= lines
    if file.root is not None:
        _walk(file.root, lines)


@settings(max_examples=300, deadline=None, derandomize=True)
@given(st.binary(max_size=200))
def test_whatever_bytes_lie_there_are_read_or_refused(raw: bytes) -> None:
    text, problem = decode(raw, "de/a.yaml")
    if problem is None:
        read_text(text, "de/a.yaml")


def _walk(node: Node, lines: int) -> None:
    assert 1 <= node.spot.line <= lines + 1
    if isinstance(node, Items):
        for item in node.items:
            _walk(item, lines)
    elif isinstance(node, Entries):
        for _, value in node:
            _walk(value, lines)
