from datetime import date
from pathlib import Path

import pytest

from bot.commands.check_sentences import CheckSentence, read_check_sentences
from bot.commands.measures import accepted, intended, measure, share
from bot.knowledge.pruefung import read_check_sentences as read_raw
from bot.matching.calibration_set import by_language
from bot.matching.live import LiveKnowledge
from tests.test_broken import build

DAY = date(2026, 11, 23)
TEXT = "muss leider absagen"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    build("pruefsatz-auch-unbekannt", tmp_path / "knowledge", monkeypatch)
    also = tmp_path / "knowledge" / "pruefung" / "de" / "_auch.yaml"
    also.write_text(f"auch:\n  video:\n    - {TEXT}\n", encoding="utf-8")
    return tmp_path / "knowledge"


def test_a_sentence_may_be_served_by_a_second_answer(folder: Path) -> None:
    found = {each.text: each for each in read_check_sentences(folder)}
    assert accepted(found[TEXT]) == {"termin-absagen", "video"}
    assert accepted(found["geht auch nächste woche"]) == {"termin-absagen"}


def test_a_second_answer_counts_as_right_but_not_as_intended(folder: Path) -> None:
    known = LiveKnowledge(folder).current
    sentence = CheckSentence(
        "kann ich mit ihnen per video sprechen",
        "bekannt",
        "termin-absagen",
        "termine",
        "de",
        also=frozenset({"video"}),
    )
    measured = measure([sentence], known, DAY)
    assert measured[0].outcome.intent == "video"
    assert share(measured, "richtig").hits == 1
    assert intended(measured).hits == 0


def test_what_sure_means_is_measured_with_every_answer_that_serves(folder: Path) -> None:
    found = dict(by_language(read_raw(folder)).get("de", ()))
    if TEXT in found:  # it may belong to the half that nothing is measured on
        assert found[TEXT] == ("termin-absagen", "video")
    assert all(truths for truths in found.values())
