"""A sheet of ten business cards on A4, to be cut apart along the marks.

A card outlives every date, so it names none: the bot does.
"""

from __future__ import annotations

from dataclasses import replace

from fpdf.enums import Align

from bot.quartier.poster import Poster
from bot.quartier.poster_canvas import Canvas, below
from bot.quartier.poster_code import draw_code
from bot.quartier.poster_signs import draw_example
from bot.quartier.poster_style import (
    INK,
    MINT,
    PAPER,
    PETROL,
    RIGHT_TO_LEFT,
    SOFT,
    WHITE,
    Box,
    Style,
)

SHEET = (210.0, 297.0)
CARD = (85.0, 55.0)
COLUMNS, ROWS = 2, 5
LEFT = (SHEET[0] - COLUMNS * CARD[0]) / 2
TOP = (SHEET[1] - ROWS * CARD[1]) / 2
SYMBOL = 30  # the least width that phones read from a hand's distance
_FIELD = 43.5  # width of the petrol field
_BLEED = 2  # colour beyond the cut
_MARK, _MARK_GAP = 4, 3


def draw_cards(poster: Poster) -> bytes:
    """Return the PDF of a sheet of cards; errors as in ``draw``."""
    with Canvas(*SHEET, title=poster.title, day=poster.day) as canvas:
        _marks(canvas)
        for row in range(ROWS):
            for column in range(COLUMNS):
                _card(canvas, poster, LEFT + column * CARD[0], TOP + row * CARD[1])
        return canvas.bytes()


def _marks(canvas: Canvas) -> None:
    ends = ((TOP, -1), (SHEET[1] - TOP, 1))
    for column in range(COLUMNS + 1):
        x = LEFT + column * CARD[0]
        for y, sign in ends:
            canvas.line(x, y + sign * _MARK_GAP, x, y + sign * (_MARK_GAP + _MARK), INK, 0.15)
    for row in range(ROWS + 1):
        y = TOP + row * CARD[1]
        for x, sign in ((LEFT, -1), (SHEET[0] - LEFT, 1)):
            canvas.line(x + sign * _MARK_GAP, y, x + sign * (_MARK_GAP + _MARK), y, INK, 0.15)


def _card(canvas: Canvas, poster: Poster, x: float, y: float) -> None:
    first, last = y == TOP, y > SHEET[1] - TOP - CARD[1] - 1
    above, under = _BLEED * first, _BLEED * last
    aside = _BLEED if x == LEFT else 0
    beyond = 0 if x == LEFT else _BLEED
    height = CARD[1] + above + under
    canvas.fill(Box(x + _FIELD, y - above, CARD[0] - _FIELD + beyond, height), PAPER)
    canvas.fill(Box(x - aside, y - above, _FIELD + aside, height), PETROL)
    _words(canvas, poster, x + 4, y)
    _way_in(canvas, poster, x + _FIELD, y)
    if poster.example:
        draw_example(canvas, poster, Box(x - aside, y + 0.6, _FIELD + aside, 3.6))


def _words(canvas: Canvas, poster: Poster, x: float, y: float) -> None:
    width = _FIELD - 8
    sender = Style(7, 5, WHITE, bold=True)
    canvas.text(poster.labels["absender"], Box(x, y + 4.6, width, 4), sender)
    title = Style(12, 7, WHITE, bold=True, leading=1.14)
    used = below(
        canvas,
        Box(x, y + 8.4, width, 17),
        (poster.title, title),
        (poster.address, Style(6.5, 5.5, MINT)),
    )
    top = y + 8.4 + used + 1.4
    height = (y + 44.5 - top) / len(poster.sentences)
    box = Box(x, top, width, height)
    style = Style(8, 5.5, WHITE)
    size = min(
        canvas.fit(text, box, style, language=language) for language, text in poster.sentences
    )
    for language, text in sorted(poster.sentences, key=lambda each: each[0] in RIGHT_TO_LEFT):
        used = canvas.text(text, box, replace(style, size=size), language=language)
        box = replace(box, y=box.y + used + 0.5)
    privacy = Box(x, y + 45.4, width, 7.8)
    canvas.text(poster.labels["datenschutz_karte"], privacy, Style(5.5, 5, MINT))


def _way_in(canvas: Canvas, poster: Poster, x: float, y: float) -> None:
    width = CARD[0] - _FIELD
    whole = draw_code(canvas, poster.code, x + _centred(poster, width), y + 2, SYMBOL, radius=1)
    name = Style(8, 5.5, INK, bold=True, align=Align.C, unbroken=True)
    line = Style(6, 5, SOFT, align=Align.C, unbroken=True)
    below(
        canvas,
        Box(x + 1.5, y + whole + 3, width - 3, CARD[1] - whole - 4),
        (f"@{poster.bot}", name),
        (poster.labels["ohne_termine" if poster.is_place else "schritte"], line),
        (poster.web, line),
        (poster.labels["stand"], replace(line, size=5.5)),
    )


def _centred(poster: Poster, width: float) -> float:
    return (width - SYMBOL * (1 + 8 / poster.code.size)) / 2
