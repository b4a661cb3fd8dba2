"""Sentences, LIX and Flesch on texts that can be counted by hand."""

from __future__ import annotations

import pytest

from bot.knowledge.reading_level import flesch_amstad, lix, sentences, syllables


def split(text: str) -> list[str]:
    return [sentence.text for sentence in sentences(text)]


def test_sentences_end_at_full_stops_and_colons() -> None:
    assert split("Das geht. Wirklich? Ja: Sie dürfen!") == [
        "Das geht.",
        "Wirklich?",
        "Ja:",
        "Sie dürfen!",
    ]


def test_abbreviations_and_days_end_no_sentence() -> None:
    assert len(split("Das steht in § 32 Abs. 1 Nr. 2 und gilt ab 1. Juli weiter.")) == 1


def test_each_line_of_a_list_is_a_sentence() -> None:
    assert split("Bringen Sie mit\n• den Ausweis\n• den Brief\n\nDann geht es los.") == [
        "Bringen Sie mit",
        "den Ausweis",
        "den Brief",
        "Dann geht es los.",
    ]


def test_a_wrapped_line_goes_on() -> None:
    assert split("Sie können\nvon zuhause sprechen.") == ["Sie können\nvon zuhause sprechen."]


def test_a_sentence_knows_where_it_begins() -> None:
    text = "Erst dies.\n\n• dann das"
    assert [text[each.start :][:4] for each in sentences(text)] == ["Erst", "dann"]


def test_a_row_of_places_is_read_at_a_glance() -> None:
    text = "Sprechstunden gibt es in Wattenscheid, Höntrop, Günnigfeld, Linden und Dahlhausen."
    assert [each.length for each in sentences(text)] == [5]


@pytest.mark.parametrize(
    ("word", "count"),
    [("Haus", 1), ("Miete", 2), ("Jobcenter", 3), ("Ausbildung", 3), ("Zeugnisse", 3), ("z", 1)],
)
def test_syllables(word: str, count: int) -> None:
    assert syllables(word) == count


def test_lix_is_words_a_sentence_plus_share_of_long_words() -> None:
    # 6 words, 2 sentences, 1 word of more than six letters: 3 + 16.7
    assert lix("Das Jobcenter zahlt. Das geht schnell.") == pytest.approx(3 + 100 * 2 / 6)


def test_flesch_in_the_form_of_amstad() -> None:
    # 2 words, 1 sentence, 3 syllables
    assert flesch_amstad("Miete zahlt.") == pytest.approx(180 - 2 - 58.5 * 1.5)


def test_no_words_no_verdict() -> None:
    assert (lix("…"), flesch_amstad("")) == (0.0, 100.0)
