"""A coverage-guided search for text that the YAML reader cannot stand; not part of the tests.

    python3 -m venv .fuzz && .fuzz/bin/pip install --require-hashes -r requirements-fuzz.txt
    .fuzz/bin/python -m tests.fuzz.fuzz_reader -max_total_time=300 -max_len=4096

Begin with the shipped files by naming a folder as the last argument. What it finds becomes a case
in ``tests/unit/knowledge/test_hostile_files.py``.
"""

from __future__ import annotations

import sys

import atheris

with atheris.instrument_imports(include=["bot.knowledge"]):
    from bot.knowledge.characters import decode
    from bot.knowledge.yaml_reader import Entries, Items, Node, Scalar, read_text


def one_input(data: bytes) -> None:
    """Read bytes as a file of the folder: nodes that lie in it, or a problem that does."""
    text, problem = decode(data, "de/fuzz.yaml")
    if problem is not None:
        return
    file = read_text(text, "de/fuzz.yaml")
    lines = max(len(file.lines), 1)
    for each in file.problems:
        assert each.text
        assert 1 <= each.spot.line <= lines, each.spot
        assert each.spot.column >= 1, each.spot
    if file.root is not None:
        walk(file.root, lines)


def walk(node: Node, lines: int, depth: int = 0) -> None:
    """Check that every node remembers a place in the file."""
    assert 1 <= node.spot.line <= lines + 1, node.spot
    assert depth < 20
    if isinstance(node, Items):
        for item in node.items:
            walk(item, lines, depth + 1)
    elif isinstance(node, Entries):
        for key, value in node:
            assert isinstance(key, Scalar)
            walk(value, lines, depth + 1)


if __name__ == "__main__":
    atheris.Setup(sys.argv, one_input)
    atheris.Fuzz()
