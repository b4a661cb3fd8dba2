"""Messages and captions: limits, trimming, what is found in plain text."""

import pytest

from bot.preview.api_error import ApiError
from bot.preview.texts import CAPTION_LIMIT, TEXT_LIMIT, read_text, with_found


def read(source, parse_mode="", entities=None, *, limit=TEXT_LIMIT, may_be_empty=False):
    return read_text(source, parse_mode, entities, limit=limit, may_be_empty=may_be_empty)


def refusal(*values, **options):
    with pytest.raises(ApiError) as refused:
        read(*values, **options)
    return refused.value.description


def test_a_text_is_trimmed_and_its_entities_move_along():
    text, marks = read("\n <b> ja </b> ", "HTML")
    assert (text, marks) == ("ja", [{"type": "bold", "offset": 0, "length": 2}])


@pytest.mark.parametrize(
    ("source", "parse_mode", "description"),
    [
        ("", "", "Bad Request: message text is empty"),
        (" \n", "", "Bad Request: text must be non-empty"),
        ("<b></b>", "HTML", "Bad Request: text must be non-empty"),
        ("x" * 4097, "", "Bad Request: message is too long"),
        ("😀" * 2049, "", "Bad Request: message is too long"),
        ("x", "XML", "Bad Request: unsupported parse_mode"),
    ],
)
def test_a_wrong_text_is_refused(source, parse_mode, description):
    assert refusal(source, parse_mode) == description


def test_the_limit_counts_utf16_units_after_parsing():
    text, _ = read("<b>" + "😀" * 2048 + "</b>", "html")
    assert len(text) == 2048


def test_a_caption_may_be_empty_but_not_longer_than_1024():
    assert read("", limit=CAPTION_LIMIT, may_be_empty=True) == ("", [])
    assert refusal("x" * 1025, limit=CAPTION_LIMIT) == "Bad Request: message caption is too long"


@pytest.mark.parametrize(
    ("entity", "description"),
    [
        ({"type": "laut"}, "can't parse MessageEntity: Unsupported type specified"),
        (
            {"type": "bold", "offset": 100, "length": 1},
            "entity begins after the end of the text at UTF-16 offset 100",
        ),
        (
            {"type": "bold", "offset": 0, "length": 100},
            "entity beginning at UTF-16 offset 0 ends after the end of the text "
            "at UTF-16 offset 100",
        ),
        ({"type": "bold", "offset": -1, "length": 1}, "receive an entity with incorrect offset -1"),
    ],
)
def test_a_wrong_entity_is_refused(entity, description):
    assert refusal("hello", "", [entity]) == f"Bad Request: {description}"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("/start quartier", [("bot_command", 0, 6)]),
        ("bitte /hilfe.", [("bot_command", 6, 6)]),
        ("und/oder 1/2", []),
        ("https://example.de/a, ja", [("url", 0, 20)]),
        ("siehe jobcenter-bochum.de.", [("url", 6, 19)]),
        ("a@b.de", [("email", 0, 6)]),
        ("😀 +49 234 93630", [("phone_number", 3, 13)]),
        ("0234 9363-0!", [("phone_number", 0, 11)]),
        ("am 01.07.2026 gibt es 1.000,50 Euro", []),
        ("44866 Bochum, § 16k", []),
    ],
)
def test_links_commands_and_numbers_are_found(text, found):
    marks = with_found(text, [])
    assert [(mark["type"], mark["offset"], mark["length"]) for mark in marks] == found
