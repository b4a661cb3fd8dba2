"""What is read as typed, and what is forgiven without a word."""

from __future__ import annotations

import pytest

from bot.knowledge.characters import decode
from bot.knowledge.yaml_reader import Entries, Scalar, SourceFile, read_text

TOPIC = 'thema: Termine\nuhrzeit: 14:00\nvorwahl: 0234\nnein: no\ntext: "a: b" # Notiz\n'


def texts(file: SourceFile) -> dict[str, str]:
    assert isinstance(file.root, Entries)
    return {key.text: node.text for key, node in file.root if isinstance(node, Scalar)}


def test_scalars_stay_as_they_were_typed() -> None:
    assert texts(read_text(TOPIC, "de/a.yaml")) == {
        "thema": "Termine",
        "uhrzeit": "14:00",
        "vorwahl": "0234",
        "nein": "no",
        "text": "a: b",
    }


@pytest.mark.parametrize("end", ["\r\n", "\r"], ids=["windows", "old mac"])
def test_line_ends_of_other_systems_are_fine(end: str) -> None:
    file = read_text(TOPIC.replace("\n", end), "de/a.yaml")
    assert file.problems == ()
    assert texts(file) == texts(read_text(TOPIC, "de/a.yaml"))


def test_a_mark_of_byte_order_is_dropped() -> None:
    assert decode(b"\xef\xbb\xbfthema: Termine", "de/a.yaml") == ("thema: Termine", None)


@pytest.mark.parametrize(
    "line",
    [
        "frage: „Was heißt Karenzzeit?“",
        "frage: Was kostet das 👨‍👩‍👧?",
        "frage: Wie geht's?",
        'frage: "Zeit: wann?"',
        "frage: 'Zeit: wann?'",
        "frage: Montag–Freitag",
        "frage: 30\u00a0Prozent",
        "adresse: https://www.example.org/a#b",
        "frage: Was ist das?   # nur für uns",
        'frage: "eine lange\n  Zeile"',
        "siehe_auch: [miete,\n  umzug]",
        "siehe_auch:\n- miete\n- umzug",
        "antwort: |\n  Hinweis: So geht es.\n  - kein Listenpunkt\n\tkein Tabulator".replace(
            "\t", "  "
        ),
        "# Kommentar\nfrage: Was?",
        "---\nfrage: Was?",
    ],
)
def test_what_is_right_is_not_complained_about(line: str) -> None:
    assert read_text(line + "\n", "de/a.yaml").problems == ()


def test_arabic_may_join_letters_without_a_blank() -> None:
    assert read_text("frage: می\u200cخواهم\n", "ar/a.yaml").problems == ()


@pytest.mark.parametrize("text", ["", "{", "[" * 500, "a: &b\n", "\x00", "- " * 300, ":", "? ?"])
def test_nothing_raises(text: str) -> None:
    read_text(text, "de/a.yaml")
