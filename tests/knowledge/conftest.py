"""Cases made from the knowledge: one per check sentence, named by it, or one per intent."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.commands.check_sentences import CheckSentence, read_check_sentences
from bot.knowledge.loader import load
from bot.knowledge.model import Knowledge

KNOWLEDGE = Path(__file__).parent.parent.parent / "knowledge"


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    names = set(metafunc.fixturenames)
    if not names & {"sentence", "intent"}:
        return
    loaded = load(KNOWLEDGE)
    assert loaded.knowledge is not None, "the shipped knowledge has errors: run jobcenter-bot check"
    language = metafunc.config.getoption("--language")
    topic = metafunc.config.getoption("--topic")
    if "sentence" in names:
        group = metafunc.function.__name__
        _sentences(metafunc, group, loaded.knowledge, language, topic)
        return
    intents = [each for each in loaded.knowledge.intents.values() if topic in (None, each.topic)]
    if "language" in names:
        pairs = [
            (each, code)
            for each in intents
            for code in loaded.knowledge.languages
            if language in (None, code)
        ]
        metafunc.parametrize(
            ("intent", "language"), pairs, ids=[f"{code}-{each.id}" for each, code in pairs]
        )
    else:
        metafunc.parametrize("intent", intents, ids=[each.id for each in intents])


def _sentences(
    metafunc: pytest.Metafunc,
    test: str,
    knowledge: Knowledge,
    language: str | None,
    topic: str | None,
) -> None:
    groups = {
        "test_a_check_sentence_is_understood": ("bekannt",),
        "test_a_stranger_is_not_answered": ("nah", "fern"),
        "test_a_crisis_is_seen": ("krise",),
        "test_a_harmless_sentence_is_no_crisis": ("harmlos",),
    }[test]
    cases = [
        pytest.param(each, id=f"{each.expected or each.group}-{each.text[:60]}", marks=_marks(each))
        for each in read_check_sentences(KNOWLEDGE)
        if each.group in groups
        and each.language in knowledge.languages
        and language in (None, each.language)
        and topic in (None, each.topic)
    ]
    metafunc.parametrize("sentence", cases)


def _marks(sentence: CheckSentence) -> list[pytest.MarkDecorator]:
    if sentence.known_failure:
        return [pytest.mark.xfail(reason="known failure, listed in _offen.yaml", strict=True)]
    return []
