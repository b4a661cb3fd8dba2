"""Reply markup: what Telegram takes and what it refuses."""

import pytest

from bot.preview.api_error import ApiError
from bot.preview.keyboards import read_inline_markup, read_markup


def inline(*buttons):
    return {"inline_keyboard": [list(buttons)]}


@pytest.mark.parametrize("data", ["x", "x" * 64, "ä" * 32])
def test_data_of_1_to_64_bytes_is_taken(data):
    markup = inline({"text": "a", "callback_data": data})
    assert read_markup(markup) == markup


@pytest.mark.parametrize(
    ("button", "description"),
    [
        ({"text": "a", "callback_data": "x" * 65}, "BUTTON_DATA_INVALID"),
        ({"text": "a", "callback_data": "ä" * 33}, "BUTTON_DATA_INVALID"),
        (
            {"text": "a", "callback_data": ""},
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
        ),
        (
            {"text": "a"},
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
        ),
        (
            {"text": "a", "url": "https://example.de", "callback_data": "x"},
            "can't parse inline keyboard button: exactly one of callback_data, url must be used",
        ),
        (
            {"callback_data": "x"},
            "can't parse inline keyboard button: Can't find field \"text\"",
        ),
        ({"text": "", "callback_data": "x"}, "inline keyboard button text must be non-empty"),
        (
            {"text": "a", "url": "not-a-url"},
            "inline keyboard button URL 'not-a-url' is invalid: Wrong HTTP URL",
        ),
        (
            {"text": "a", "url": "ftp://example.com"},
            "inline keyboard button URL 'ftp://example.com' is invalid: Unsupported URL protocol",
        ),
        (
            {"text": "a", "url": "tel:+49234"},
            "inline keyboard button URL 'tel:+49234' is invalid: "
            "Wrong port number specified in the URL",
        ),
        (
            {"text": "a", "url": "http://localhost:8080"},
            "inline keyboard button URL 'http://localhost:8080' is invalid: Wrong HTTP URL",
        ),
    ],
)
def test_a_wrong_button_is_refused(button, description):
    with pytest.raises(ApiError) as refused:
        read_markup(inline(button))
    assert refused.value.description == f"Bad Request: {description}"


def test_a_hundred_buttons_are_taken_and_one_more_is_not():
    row = [{"text": "a", "callback_data": "x"}]
    assert read_markup({"inline_keyboard": [row] * 100}) is not None
    with pytest.raises(ApiError, match="reply markup is too long"):
        read_markup({"inline_keyboard": [row] * 101})


def test_an_empty_keyboard_is_none():
    assert read_markup({"inline_keyboard": []}) is None


def test_an_edited_message_takes_only_an_inline_keyboard():
    with pytest.raises(ApiError, match="inline keyboard expected"):
        read_inline_markup({"keyboard": [[{"text": "a"}]]})
