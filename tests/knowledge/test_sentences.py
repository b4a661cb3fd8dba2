"""Every example and every check sentence, through the whole dialog."""

from __future__ import annotations

from datetime import date

from bot.commands.check_sentences import CheckSentence
from bot.commands.measures import measure
from bot.knowledge.model import Intent
from bot.matching.live import Known

DAY = date(2026, 11, 23)


def test_a_check_sentence_is_understood(sentence: CheckSentence, known: Known) -> None:
    assert measure([sentence], known, DAY)[0].fine


def test_a_stranger_is_not_answered(sentence: CheckSentence, known: Known) -> None:
    assert measure([sentence], known, DAY)[0].fine


def test_a_crisis_is_seen(sentence: CheckSentence, known: Known) -> None:
    assert measure([sentence], known, DAY)[0].fine


def test_a_harmless_sentence_is_no_crisis(sentence: CheckSentence, known: Known) -> None:
    assert measure([sentence], known, DAY)[0].fine


def test_every_example_leads_to_its_intent(intent: Intent, language: str, known: Known) -> None:
    rank = known.understanding.matchers[language].rank
    missed = [
        example
        for example in intent.texts[language].examples
        if intent.id not in [candidate.intent for candidate in rank(example).candidates]
    ]
    assert missed == []
