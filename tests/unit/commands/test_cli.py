from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest

from bot.cli import main

ROOT = Path(__file__).parent.parent.parent.parent


@pytest.fixture(autouse=True)
def at_home(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    for name in ("BOT_TOKEN", "BOT_KNOWLEDGE"):
        monkeypatch.delenv(name, raising=False)


def feed(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode()), "utf-8"))


def test_help_is_german(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--help"]) == 0
    text = capsys.readouterr().out
    assert "Aufruf:" in text
    assert "show this help" not in text


@pytest.mark.parametrize(
    "arguments", [[], ["gibt-es-nicht"], ["ask"], ["ask", "--am", "gestern", "x"]]
)
def test_wrong_use_is_told_in_german(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) == 2
    found = capsys.readouterr()
    assert "Traceback" not in found.err
    assert found.out + found.err


def test_ask_answers_as_of_a_day(capsys: pytest.CaptureFixture[str]) -> None:
    question = "was ist bürgergeld"
    assert main(["ask", "--am", "2026-06-30", question]) == 0
    before = capsys.readouterr().out
    assert main(["ask", "--am", "2026-07-02", question]) == 0
    after = capsys.readouterr().out
    assert before.splitlines()[0] != after.splitlines()[0]


def test_ask_as_json_has_the_contract_s_keys(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ask", "--json", "termin verpasst"]) == 0
    record = json.loads(capsys.readouterr().out)
    assert set(record) == {
        "id",
        "kind",
        "intent",
        "answer",
        "choices",
        "confidence",
        "lang",
        "sources",
    }
    assert "<b>" not in record["answer"]


def test_a_batch_goes_on_after_a_bad_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = [
        '{"id": 1, "text": "termin verpasst"}',
        "kein json",
        '{"id": 3}',
        "[]",
        '"text"',
        '{"id": "x", "text": "hallo", "lang": "xx"}',
        "\udcff".encode("utf-8", "surrogateescape").decode("latin-1"),
    ]
    feed(monkeypatch, "\n".join(lines))
    assert main(["ask", "--jsonl"]) == 0
    found = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [record.get("id") for record in found] == [1, None, 3, None, None, "x", None]
    assert ["error" in record for record in found] == [False, True, True, True, True, False, True]


def test_each_line_is_a_new_chat(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    feed(monkeypatch, "\n".join('{"id": 1, "text": "xyzzy qwrtz"}' for _ in range(4)))
    assert main(["ask", "--jsonl"]) == 0
    kinds = [json.loads(line)["kind"] for line in capsys.readouterr().out.splitlines()]
    assert kinds == ["fallback"] * 4


def test_an_unknown_language_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ask", "--sprache", "xx", "hallo"]) == 2
    assert "Es gibt: de" in capsys.readouterr().err


def test_a_missing_folder_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ask", "--wissen", str(tmp_path / "weg"), "hallo"]) == 1
    assert "gibt es nicht" in capsys.readouterr().err


def test_match_learns_any_labelled_sentences(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    examples = tmp_path / "beispiele.jsonl"
    rows = [
        ("licht an im wohnzimmer", "licht"),
        ("mach das licht aus", "licht"),
        ("lampe einschalten", "licht"),
        ("spiel musik", "musik"),
        ("lieder abspielen bitte", "musik"),
        ("ein lied von den beatles", "musik"),
    ]
    examples.write_text(
        "\n".join(json.dumps({"text": text, "intent": intent}) for text, intent in rows)
    )
    feed(monkeypatch, '{"text": "licht im wohnzimmer an"}\nkein json\n{"text": 3}')
    assert main(["match", "--examples", str(examples)]) == 0
    found = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert found[0]["intent"] == "licht"
    assert 0.0 <= found[0]["score"] <= 1.0
    assert [record["intent"] for record in found[1:]] == [None, None]


def test_match_explains_a_bad_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    examples = tmp_path / "beispiele.jsonl"
    examples.write_text("kein json")
    assert main(["match", "--examples", str(examples)]) == 2
    assert "Zeile 1" in capsys.readouterr().err


def test_chat_talks_until_the_input_ends(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    feed(monkeypatch, "termin verpasst\n1\nende\n")
    assert main(["chat"]) == 0
    assert "Termin verpasst" in capsys.readouterr().out


def test_check_of_the_shipped_knowledge_finds_no_error(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["check", "--kurz"]) == 0
    assert ": Fehler:" not in capsys.readouterr().out
