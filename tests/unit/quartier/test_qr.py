"""Links fit their code; the code holds exactly the link."""

from __future__ import annotations

import io
import re
import xml.etree.ElementTree as ET

import pytest
import zxingcpp
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from bot.dialog.payload import DeepLink, read_link, write_link
from bot.quartier.links import MAX_LINK, LinkError, link, payload, read_bot_name, room, too_long
from bot.quartier.qr import QUIET, make_code

BOT = "JobcenterBochumBot"
IDS = st.from_regex(r"[a-z0-9]{1,6}(-[a-z0-9]{1,3}){0,1}", fullmatch=True)


@given(IDS, IDS)
def test_a_link_is_read_back_by_the_dialog(target: str, poster: str) -> None:
    text = link(BOT, target, poster)
    behind = text.removeprefix(f"https://t.me/{BOT}?start=")
    assert re.fullmatch(r"[A-Za-z0-9_-]{1,64}", behind)
    assert len(text.encode()) <= MAX_LINK
    assert read_link(behind) == DeepLink(target, poster)
    assert write_link(DeepLink(target, poster)) == payload(target, poster)


def test_the_longest_link_has_62_bytes() -> None:
    free = room(BOT)
    assert len(link(BOT, "a" * (free - 5), "b-1")) == MAX_LINK
    with pytest.raises(LinkError) as caught:
        link(BOT, "a" * (free - 4), "b-1")
    assert caught.value.german == (
        f"Der Link wird zu lang: „{'a' * 20}--b-1“ hat 25 Zeichen, für „@JobcenterBochumBot“ "
        "passen 24 in den Code. Kürzen Sie die Kennung dieses Aushangs auf höchstens 2 Zeichen."
    )


def test_without_a_bot_only_what_no_name_could_fit_is_too_long() -> None:
    assert too_long("a" * 20, "b" * 15, None) is None
    assert too_long("a" * 20, "b" * 16, None) is not None
    assert too_long("a" * 48, "b-1", None) == (
        f"Der Link wird zu lang: „{'a' * 48}--b-1“ hat 53 Zeichen, für den kürzesten Namen eines "
        "Bots passen 37 in den Code. Kürzen Sie die Kennung des Ziels auf höchstens 32 Zeichen."
    )


@pytest.mark.parametrize("target", ["straße", "miete?", "mie te", "miete.", "m\n"])
def test_other_characters_are_refused(target: str) -> None:
    with pytest.raises(LinkError):
        link(BOT, target, "wat-03")


@pytest.mark.parametrize("name", ["", "bot", "JobcenterBochum", "Jobcenter-Bot", "1abcbot", "äbot"])
def test_a_name_telegram_would_not_allow_is_refused(name: str) -> None:
    with pytest.raises(LinkError):
        read_bot_name(name)


def test_the_at_sign_of_a_name_is_optional() -> None:
    assert read_bot_name(" @JobcenterBochumBot ") == BOT


def test_a_link_of_62_bytes_needs_no_more_than_version_4_indoors() -> None:
    code = make_code("https://t.me/" + "x" * (MAX_LINK - 13))
    assert (code.version, code.level, code.size) == (4, "M", 33)


def test_outdoors_corrects_more() -> None:
    text = link(BOT, "miete", "wat-03")
    assert make_code(text).level == "M"
    assert make_code(text, outdoors=True).level == "Q"


def test_a_short_link_gets_a_higher_level_for_nothing() -> None:
    assert make_code("https://t.me/xbot?start=miete--w").level == "Q"


def test_png_and_svg_hold_the_link_and_a_quiet_zone() -> None:
    code = make_code(link(BOT, "miete", "wat-03"))
    with Image.open(io.BytesIO(code.png)) as opened:
        picture = opened.convert("L")
    module = picture.width // (code.size + 2 * QUIET)
    assert picture.width == picture.height == module * (code.size + 2 * QUIET)
    margin = picture.crop((0, 0, picture.width, QUIET * module))
    assert margin.getextrema() == (255, 255)
    assert [found.text for found in zxingcpp.read_barcodes(picture)] == [code.link]
    root = ET.fromstring(code.svg)  # noqa: S314
    assert root.attrib["width"] == f"{code.size + 2 * QUIET}mm"
