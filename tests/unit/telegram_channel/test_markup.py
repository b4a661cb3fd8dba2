from __future__ import annotations

from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.dialog.turn import Button, Reply
from bot.telegram_channel.markup import MAX_TEXT, html, keyboard, length, pieces


class Plain(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.text = ""

    def handle_data(self, data: str) -> None:
        self.text += data


def plain(markup: str) -> str:
    parser = Plain()
    parser.feed(markup)
    parser.close()
    return parser.text


def test_everything_but_the_tags_is_escaped() -> None:
    reply = Reply("a < b & <i>c</i>", title="<T>", footer="&")
    assert html(reply) == (
        "<b>&lt;T&gt;</b>\n\na &lt; b &amp; &lt;i&gt;c&lt;/i&gt;\n\n<i>&amp;</i>"
    )


def test_an_emoji_counts_twice() -> None:
    assert length("😀a") == 3


def test_a_short_reply_is_one_message() -> None:
    assert pieces(Reply("kurz")) == ["kurz"]


def test_a_long_reply_is_cut_between_paragraphs() -> None:
    reply = Reply("\n\n".join(["x" * 1500] * 5), title="T", footer="F")
    cut = pieces(reply)
    assert [len(piece) for piece in cut[:2]] == [3012, 3002]
    assert cut[0].startswith("<b>T</b>\n\nx")
    assert cut[-1] == "<i>F</i>"


@pytest.mark.parametrize("text", ["x" * 9000, "😀" * 5000, "wort " * 2000, "zeile\n" * 2000])
def test_nothing_is_longer_than_telegram_allows(text: str) -> None:
    cut = pieces(Reply(text))
    assert all(length(plain(piece)) <= MAX_TEXT for piece in cut)
    assert "".join("".join(map(plain, cut)).split()) == "".join(text.split())


@settings(max_examples=60)
@given(st.text(max_size=300).map(lambda text: text * 40))
def test_no_letter_is_lost_in_cutting(text: str) -> None:
    cut = pieces(Reply(text))
    assert "".join("".join(plain(piece) for piece in cut).split()) == "".join(
        plain(html(Reply(text))).split()
    )


def test_buttons_keep_their_rows() -> None:
    markup = keyboard(((Button("a", "start"), Button("b", url="https://example.org")),))
    assert markup is not None
    row = markup.inline_keyboard[0]
    assert (row[0].callback_data, row[1].url) == ("start", "https://example.org")
    assert keyboard(()) is None
