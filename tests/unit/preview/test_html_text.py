"""Telegram's HTML: what it becomes, and what is refused in which words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.preview.api_error import ApiError
from bot.preview.html_text import parse_html, utf16_length


@pytest.mark.parametrize(
    ("source", "text", "entities"),
    [
        ("plain", "plain", []),
        ("a < b".replace("<", "&lt;"), "a < b", []),
        ("Müller & Söhne", "Müller & Söhne", []),
        ("&amp;lt; &quot;x&quot;", '&lt; "x"', []),
        ("&nbsp; &unknown; &#0;", "&nbsp; &unknown; &#0;", []),
        ("&#8364;&#x20AC;", "€€", []),
        ("<b>fett</b>", "fett", [("bold", 0, 4)]),
        ("<B>fett</B >", "fett", [("bold", 0, 4)]),
        ("😀<i>x</i>", "😀x", [("italic", 2, 1)]),
        ("<b>a<i>b</i></b>", "ab", [("bold", 0, 2), ("italic", 1, 1)]),
        ("<b></b>x", "x", []),
        ("<b>x</>", "x", [("bold", 0, 1)]),
        ("<blockquote expandable>q</blockquote>", "q", [("expandable_blockquote", 0, 1)]),
        ("<blockquote>q</blockquote>", "q", [("blockquote", 0, 1)]),
        ('<span class="tg-spoiler">s</span>', "s", [("spoiler", 0, 1)]),
        ("<s>a</s><u>b</u>", "ab", [("strikethrough", 0, 1), ("underline", 1, 1)]),
        ("<pre><code class='language-py'>x</code></pre>", "x", [("pre", 0, 1)]),
        ("<a href='ungültig'>x</a>", "x", []),
    ],
)
def test_html_becomes_text_and_entities(source, text, entities):
    actual, marks = parse_html(source)
    assert actual == text
    assert [(mark["type"], mark["offset"], mark["length"]) for mark in marks] == entities


def test_a_link_keeps_its_address():
    _, marks = parse_html('<a href="https://example.de/?a=1&amp;b=2">Seite</a>')
    assert marks == [
        {"type": "text_link", "offset": 0, "length": 5, "url": "https://example.de/?a=1&b=2"}
    ]


@pytest.mark.parametrize(
    ("source", "description"),
    [
        ("<b>offen", 'Can\'t find end tag corresponding to start tag "b"'),
        ("a < b", 'Unsupported start tag "" at byte offset 2'),
        ("ä <b", "Unclosed start tag at byte offset 3"),
        ("<script>x</script>", 'Unsupported start tag "script" at byte offset 0'),
        ("zeile<br>", 'Unsupported start tag "br" at byte offset 5'),
        ("x</b>", "Unexpected end tag at byte offset 1"),
        (
            "<b><i>test</b></i>",
            'Unmatched end tag at byte offset 10, expected "</i>", found "</b>"',
        ),
        ("<b>x</b", "Unclosed end tag at byte offset 4"),
        ("<i =x>y</i>", 'Empty attribute name in the tag "i" at byte offset 0'),
        (
            "<i aba>",
            'Expected equal sign in declaration of an attribute of the tag "i" at byte offset 0',
        ),
        ("<a href=", 'Unclosed start tag "a" at byte offset 0'),
        ('<a href="x>y</a>', "Unclosed start tag at byte offset 0"),
        ("<a href=x/y>z</a>", "Unexpected end of name token at byte offset 8"),
        ("<span>x</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
        ("<tg-emoji emoji-id='x'>y</tg-emoji>", "Invalid custom emoji identifier specified"),
        (
            "&#57311;",
            "Text contains invalid Unicode characters after decoding HTML entities, "
            "check for unmatched surrogate code units",
        ),
    ],
)
def test_broken_html_is_refused_in_telegrams_words(source, description):
    with pytest.raises(ApiError) as refused:
        parse_html(source)
    assert refused.value.description == f"Bad Request: can't parse entities: {description}"


@given(st.text())
def test_any_escaped_text_survives(text):
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    assert parse_html(f"<b>{escaped}</b>")[0] == text


@given(st.text(alphabet="<>/ab&;#x= '\"\n😀"))
def test_no_input_breaks_the_reader(text):
    try:
        parsed, marks = parse_html(text)
    except ApiError:
        return
    assert all(mark["offset"] + mark["length"] <= utf16_length(parsed) for mark in marks)
