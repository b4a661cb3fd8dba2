"""Redaction on messages as people write them: three sets of planted data and of harmless figures.

``personal/planted*.txt`` marks with ⟦…⟧ what must not remain (↵ is a new line),
``personal/harmless*.txt`` holds what must stay as it is. Each set was written before the rules saw
it; what is still missed is listed in ``KNOWN_MISSES`` and ``KNOWN_TAKEN`` and fails as expected.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.matching.live import Known
from bot.matching.personal import find, redact, suspect

FOLDER = Path(__file__).with_name("personal")
KNOWN_MISSES = {
    "ابني آدم عمره 4 سنوات": "a name that no list has, behind a cue that adjectives follow as well",
    "مع تحيات أم محمد": "a mother called after her son",
}
KNOWN_TAKEN = {
    "Universitätsstr. 66": "an office's address looks like anybody's",
    "wie komme ich zur Universitätsstraße 66": "an office's address looks like anybody's",
    "Frau Holle": "a name, if nobody's",
}


def read_planted() -> list[tuple[str, list[tuple[int, int]]]]:
    """Return each message with the places of what is planted in it."""
    return [
        _unmark(line.replace("↵", "\n"))
        for path in sorted(FOLDER.glob("planted*.txt"))
        for line in path.read_text(encoding="utf-8").splitlines()
        if not line.startswith("#")
    ]


def _unmark(message: str) -> tuple[str, list[tuple[int, int]]]:
    text, places, start = "", [], 0
    for sign in message:
        if sign == "⟦":
            start = len(text)
        elif sign == "⟧":
            places.append((start, len(text)))
        else:
            text += sign
    return text, places


def read_harmless() -> list[str]:
    return [
        line
        for path in sorted(FOLDER.glob("harmless*.txt"))
        for line in path.read_text(encoding="utf-8").splitlines()
        if line and not line.startswith("#")
    ]


PLANTED = read_planted()
HARMLESS = read_harmless()


def left_over(text: str, start: int, end: int) -> str:
    """Return the letters and digits of ``text[start:end]`` that redaction leaves."""
    taken = {at for span in suspect(text) for at in range(span.start, span.end)}
    return "".join(text[at] for at in range(start, end) if at not in taken and text[at].isalnum())


def _cases(texts: list[str], known: dict[str, str]) -> list[object]:
    return [
        pytest.param(
            number,
            id=text.replace("\n", " ")[:60],
            marks=pytest.mark.xfail(reason=known[text], strict=True) if text in known else (),
        )
        for number, text in enumerate(texts)
    ]


@pytest.mark.parametrize("number", _cases([text for text, _ in PLANTED], KNOWN_MISSES))
def test_what_is_planted_does_not_remain(number: int) -> None:
    text, places = PLANTED[number]
    assert [left_over(text, *place) for place in places] == [""] * len(places)


@pytest.mark.parametrize("number", _cases(HARMLESS, KNOWN_TAKEN))
def test_what_is_harmless_stays_word_for_word(number: int) -> None:
    assert redact(HARMLESS[number]) == HARMLESS[number]


def test_ninety_nine_of_a_hundred_are_found_and_one_of_a_hundred_taken() -> None:
    planted = [(text, place) for text, places in PLANTED for place in places]
    missed = [text for text, place in planted if left_over(text, *place)]
    taken = [text for text in HARMLESS if redact(text) != text]
    assert len(planted) >= 300
    assert len(HARMLESS) >= 300
    assert len(missed) <= len(planted) // 100, missed
    assert len(taken) <= len(HARMLESS) // 100, taken


def test_nothing_harmless_warns() -> None:
    assert [text for text in HARMLESS if find(text)] == []


def test_the_questions_of_the_knowledge_stay_as_they_are(known: Known) -> None:
    """All examples; some name somebody, so that not all may stay."""
    knowledge = known.knowledge
    sentences = [
        example
        for intent in knowledge.intents.values()
        for text in intent.texts.values()
        for example in text.examples
    ]
    taken = [sentence for sentence in sentences if redact(sentence) != sentence]
    assert len(sentences) > 5_000
    assert len(taken) <= len(sentences) // 200, taken
