from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.dialog.payload import (
    AskPerson,
    DeepLink,
    Feedback,
    Meaning,
    NoneOfThese,
    PassOn,
    SetLanguage,
    ShowAnswer,
    ShowHome,
    ShowLanguages,
    ShowRelated,
    ShowTopic,
    ShowTopics,
    decode,
    encode,
    read_link,
    write_link,
)

EVERY: list[Meaning] = [
    ShowAnswer("miete"),
    ShowAnswer("miete", full=True),
    ShowAnswer("miete", shorten=True),
    ShowRelated("miete"),
    ShowTopic("wohnen", 3),
    ShowTopics(),
    ShowHome(),
    ShowLanguages(),
    SetLanguage("uk"),
    AskPerson(),
    Feedback("miete", helped=True),
    Feedback("miete", helped=False),
    NoneOfThese(),
    PassOn(confirmed=False),
    PassOn(confirmed=True),
]


@pytest.mark.parametrize("meaning", EVERY, ids=str)
def test_a_button_means_what_was_written(meaning: Meaning) -> None:
    assert decode(encode(meaning)) == meaning


def test_the_longest_id_fits_into_a_button() -> None:
    assert len(encode(Feedback("a" * 48, helped=False)).encode()) <= 64


def test_a_payload_that_is_too_long_is_refused() -> None:
    with pytest.raises(ValueError, match="too long"):
        encode(ShowAnswer("a" * 70))


_VERBS = st.sampled_from(
    ("antwort", "mehr", "kurz", "aehnlich", "thema", "sprache", "gut", "ort", "termine", "kalender")
)
_ARGUMENTS = st.text("ab-:0٣ \n'\"<é9", max_size=20)


@settings(derandomize=True, max_examples=500)
@given(st.text(max_size=80) | st.builds("{}:{}".format, _VERBS, _ARGUMENTS))
def test_any_text_behind_a_button_is_refused_or_what_we_would_write(text: str) -> None:
    meaning = decode(text)
    assert meaning is None or encode(meaning) == text


@pytest.mark.parametrize(
    "text",
    [
        *("antwort:", "antwort: miete", "antwort:Miete", "antwort:miete\n", "ANTWORT:miete"),
        *("thema:wohnen", "thema:wohnen:-1", "thema:wohnen:٣", "thema:wohnen:007", "themen:"),
        *("termine:01", "kalender:a:20261301", "kalender:a:0001", "orte:", "weitergeben:nein"),
        *("gut:<b>", "gut:a'--", "sprache:../../de", "antwort:a\x00b", "a" * 65, ""),
    ],
)
def test_what_no_version_ever_wrote_is_refused(text: str) -> None:
    assert decode(text) is None


@settings(derandomize=True, max_examples=300)
@given(st.text(max_size=80) | st.text("ab-_Z9 \n", max_size=70))
def test_any_text_behind_a_link_is_refused_or_made_of_ids(text: str) -> None:
    link = read_link(text)
    assert link is None or write_link(link).lower() == text.lower().removesuffix("--")


def test_a_link_names_target_and_poster() -> None:
    assert read_link("termin-absagen--wattenscheid-03") == DeepLink(
        "termin-absagen", "wattenscheid-03"
    )
    assert read_link("quartier") == DeepLink("quartier")


def test_a_link_survives_capitals() -> None:
    assert read_link("Quartier--A4-01") == DeepLink("quartier", "a4-01")


@pytest.mark.parametrize("text", ["", "a b", "ä", "a" * 65, "--x", "a.b"])
def test_what_no_poster_carries_is_no_link(text: str) -> None:
    assert read_link(text) is None


def test_a_link_is_written_as_it_is_read() -> None:
    link = DeepLink("miete", "haus-1")
    assert read_link(write_link(link)) == link
    with pytest.raises(ValueError, match="not a deep link"):
        write_link(DeepLink("ä"))
