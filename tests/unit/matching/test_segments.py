import pytest

from bot.matching.normalize import words
from bot.matching.segments import LONG, asked, asks, questions, sentences

STORY = (
    "Hallo. Ich bin seit drei Jahren arbeitslos und habe zwei Kinder. Mein Mann ist ausgezogen. "
    "Vorher war ich lange im Lager, bis die Firma zugemacht hat. Wer zahlt mir den Staplerschein? "
    "Danke im Voraus und viele Grüße."
)


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        ("wie viel geld bekomme ich und wann kommt das geld", 2),
        ("Muss ich das melden? Und was ist mit meinem Termin?", 2),
        ("Ich bin alleinerziehend und habe zwei Kinder", 1),
        ("kann ich z.B. einen kurs machen", 1),
        ("miete", 1),
        ("?!", 0),
        ("", 0),
    ],
)
def test_a_message_is_split_into_its_questions(message: str, expected: int) -> None:
    assert len(questions(message)) == expected


def test_the_parts_are_words_of_the_message() -> None:
    assert questions("was ist § 16k? wer bekommt das") == ("was ist § 16k?", "wer bekommt das")


def test_an_abbreviation_ends_no_sentence() -> None:
    assert sentences("Das gilt z. B. für Azubis. Sonst nicht.") == (
        "Das gilt z. B. für Azubis.",
        "Sonst nicht.",
    )


@pytest.mark.parametrize(
    "text",
    ["kann ich das haben", "Und wie lange?", "что делать", "ich will umziehen", "nasıl olur"],
)
def test_questions_and_wishes_ask(text: str) -> None:
    assert asks(text)


def test_a_statement_does_not_ask() -> None:
    assert not asks("Mein Mann ist ausgezogen.")


def test_the_sentence_that_asks_is_found_in_a_story() -> None:
    assert asked(STORY) == "Wer zahlt mir den Staplerschein?"


def test_a_story_without_any_mark_is_read_from_its_last_cue_on() -> None:
    told, _, _ = STORY.partition("Wer zahlt")
    story = " ".join(words(told)) + " kann ich einen staplerschein machen"
    assert (asked(story) or "").endswith("kann ich einen staplerschein machen")


def test_a_short_message_is_read_whole() -> None:
    text = "wort " * LONG
    assert asked(text) is None
