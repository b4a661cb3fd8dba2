"""Crises: listed phrases, paraphrases, counterexamples, other languages, long stories, speed."""

from __future__ import annotations

import time
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.knowledge.model import CrisisCase
from bot.matching.crisis import CrisisDetector
from bot.matching.disturb import DISTURBANCES, disturb
from bot.matching.live import Known

HERE = Path(__file__).parent
KNOWLEDGE = HERE.parents[2] / "knowledge" / "de"
OPEN = "OFFEN: "
REAL = ("hilfen.yaml/wohnungslos", "wohnen-und-not.yaml/kein-geld", "jugend.yaml/auszug-jugend")
"""Questions whose examples are partly crises in earnest."""


def _yaml(path: Path) -> Any:
    return yaml.load(path.read_text("utf-8"), Loader=yaml.CBaseLoader)  # noqa: S506  texts only


LISTED = _yaml(KNOWLEDGE / "_krise.yaml")
CASES = [CrisisCase(name, tuple(case["saetze"]), "") for name, case in LISTED["faelle"].items()]
PARAPHRASES = _yaml(HERE / "crisis_paraphrases.yaml")
LANGUAGES = _yaml(HERE / "crisis_languages.yaml")
UNSEEN = _yaml(HERE / "crisis_unseen.yaml")
ASKED = [
    (text, f"{path.name}/{name}")
    for path in sorted(KNOWLEDGE.glob("[a-z]*.yaml"))
    for name, entry in _yaml(path)["fragen"].items()
    for text in (entry["frage"], *entry.get("beispiele", ()))
]
QUESTIONS = [text for text, _ in ASKED]


@lru_cache(maxsize=1)
def detector() -> CrisisDetector:
    return CrisisDetector.train(CASES, LISTED["harmlos"], other=QUESTIONS)


def _wrong(known: Known, case: str, text: str) -> bool:
    return (known.understanding.crisis(text, "de") is None) != (case == "harmlos")


def test_every_listed_phrase_is_found_with_its_case() -> None:
    missed = [text for case in CASES for text in case.phrases if detector().detect(text) != case.id]
    assert missed == []


def test_every_harmless_sentence_is_none() -> None:
    assert [text for text in LISTED["harmlos"] if detector().detect(text)] == []


def test_what_is_listed_decides_whatever_the_matcher_says(known: Known) -> None:
    crisis = known.understanding.crisis
    assert [text for text in LISTED["harmlos"] if crisis(text, "de")] == []
    assert [p for case in CASES for p in case.phrases if crisis(p, "de") != case.id] == []


@pytest.mark.parametrize("case", PARAPHRASES)
def test_only_the_paraphrases_marked_open_are_judged_wrongly(known: Known, case: str) -> None:
    texts = PARAPHRASES[case]
    wrong = [t for t in texts if not t.startswith(OPEN) and _wrong(known, case, t)]
    mended = [
        t for t in texts if t.startswith(OPEN) and not _wrong(known, case, t.removeprefix(OPEN))
    ]
    assert wrong == []
    assert case == "harmlos" or mended == []  # with new FAQ examples some of these come right


def test_at_most_five_of_a_hundred_paraphrases_are_open() -> None:
    danger = [t for case, texts in PARAPHRASES.items() if case != "harmlos" for t in texts]
    assert sum(t.startswith(OPEN) for t in danger) <= len(danger) / 20


def test_ordinary_questions_raise_at_most_one_false_alarm_in_two_hundred(known: Known) -> None:
    asked = [text for text, name in ASKED[::3] if name not in REAL]
    taken = [text for text in asked if known.understanding.crisis(text, "de")]
    assert len(taken) <= len(asked) / 200, taken


def _phrases(case: CrisisCase, fold: int, *, held: bool) -> list[str]:
    count = len(case.phrases)
    return [p for n, p in enumerate(case.phrases) if (n * 5 // count == fold) == held]


def test_groups_of_phrases_left_out_are_found_by_the_others() -> None:
    """A fifth of the phrases of each case is held back; one of five folds keeps this quick."""
    missed, asked = [], 0
    for fold in (3,):
        kept = [CrisisCase(c.id, tuple(_phrases(c, fold, held=False)), "") for c in CASES]
        trained = CrisisDetector.train(kept, LISTED["harmlos"], other=QUESTIONS[::8])
        held = [p for c in CASES for p in _phrases(c, fold, held=True)]
        asked += len(held)
        missed += [text for text in held if trained.detect(text) is None]
    assert len(missed) <= asked * 0.35, missed  # whole situations are missing, not single phrases


def test_unseen_sentences_are_mostly_understood() -> None:
    """First run, before any change: 22 of 150 in danger found; most of them must stay found."""
    danger = [text for case, texts in UNSEEN.items() if case != "harmlos" for text in texts]
    missed = [text for text in danger if not detector().detect(text)]
    assert len(missed) <= len(danger) * 0.25, missed
    assert sum(detector().detect(text) is not None for text in UNSEEN["harmlos"]) <= 27


@pytest.mark.parametrize("how", DISTURBANCES)
def test_a_badly_typed_cry_for_help_is_understood(how: Any) -> None:
    texts = [text for case in CASES for text in case.phrases[::5]]
    missed = [bad for text in texts if not detector().detect(bad := disturb(text, how))]
    least = 0.8 if how == "jedes-wort" else 0.92
    assert 1 - len(missed) / len(texts) >= least, missed


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_one_sentence_of_danger_is_found_in_a_long_story(case: CrisisCase) -> None:
    before = "Guten Tag. Ich war letzte Woche beim Termin und habe alle Unterlagen abgegeben. " * 4
    after = " Wann kommt mein Bescheid? Ich habe auch noch eine Frage zum Kurs."
    found = [detector().detect(f"{before}{text}.{after}") is not None for text in case.phrases[::3]]
    assert sum(found) / len(found) >= 0.9


@pytest.mark.parametrize("language", LANGUAGES)
def test_other_languages_learn_from_their_phrases(language: str) -> None:
    sample = LANGUAGES[language]
    cases = [CrisisCase(name, tuple(texts), "") for name, texts in sample["lehrt"].items()]
    trained = CrisisDetector.train(cases, sample["harmlos"], other=sample["andere"])
    wrong = [
        (case, text)
        for case, texts in sample["prueft"].items()
        for text in texts
        if (trained.detect(text) is None) != (case == "harmlos")
    ]
    assert wrong == []
    german = QUESTIONS[::12]
    assert sum(trained.detect(text) is not None for text in german) <= len(german) / 100


def test_without_cases_nothing_is_found() -> None:
    assert CrisisDetector.train([], []).detect("ich will nicht mehr leben") is None


@pytest.mark.parametrize("text", ["", " ", "?!", "\n\n", "🙂", "\ud800", "a" * 4096, "ich " * 1024])
def test_odd_texts_are_no_crisis(text: str) -> None:
    assert detector().detect(text) is None


def test_a_message_takes_well_under_a_millisecond() -> None:
    texts = QUESTIONS[:400]
    start = time.process_time()
    for text in texts:
        detector().detect(text)
    assert (time.process_time() - start) / len(texts) < 0.001
