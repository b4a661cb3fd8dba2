"""Posters of one page, A4 and A6: a petrol field with title and code, the words below it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from fpdf.enums import Align

from bot.quartier.poster import Poster
from bot.quartier.poster_canvas import Canvas, below
from bot.quartier.poster_code import draw_code
from bot.quartier.poster_signs import draw_example, draw_signs
from bot.quartier.poster_style import (
    INK,
    LINE,
    MINT,
    PAPER,
    PETROL,
    RIGHT_TO_LEFT,
    SOFT,
    WHITE,
    Box,
    Style,
)
from bot.quartier.posters_file import Layout


@dataclass(frozen=True, slots=True)
class Measures:
    """Lengths in millimetres from the top left corner, font sizes in points."""

    width: float
    height: float
    margin: float
    symbol: float  # the code without its quiet zone
    head: float  # top of the sender's line
    title: Box
    code: float  # top of the code's panel
    field: float  # lower edge of the petrol field
    words: Box  # the sentences
    facts: Box  # dates, address, bot
    foot: Box  # data protection
    gap: float
    sender: float
    title_size: float
    sentence: float
    fact: float
    small: float


A4 = Measures(
    210,
    297,
    15,
    symbol=120,  # a tenth of the distance from which it is read
    head=11.5,
    title=Box(15, 22, 180, 29),
    code=52,
    field=212,
    words=Box(15, 217, 180, 36),
    facts=Box(15, 257.5, 180, 25),
    foot=Box(15, 285, 180, 8),
    gap=8,
    sender=15,
    title_size=35,
    sentence=15.5,
    fact=11.5,
    small=8,
)
A6 = Measures(
    105,
    148,
    7,
    symbol=49,
    head=5.5,
    title=Box(7, 10.1, 91, 13.6),
    code=24.5,
    field=91.5,
    words=Box(7, 94.2, 91, 21.5),
    facts=Box(7, 118.4, 91, 16.6),
    foot=Box(7, 139, 91, 6.5),
    gap=4,
    sender=9,
    title_size=17,
    sentence=8.5,
    fact=7.5,
    small=6.5,
)
_MEASURES = {Layout.A4: A4, Layout.A6: A6}


def draw_page(poster: Poster, layout: Layout) -> bytes:
    """Return the PDF of an A4 or A6 poster; errors as in ``draw``."""
    m = _MEASURES[layout]
    with Canvas(m.width, m.height, title=poster.title, day=poster.day) as canvas:
        canvas.fill(Box(0, 0, m.width, m.height), PAPER)
        canvas.fill(Box(0, 0, m.width, m.field), PETROL)
        _head(canvas, poster, m)
        _code(canvas, poster, m)
        _words(canvas, poster, m)
        rule = m.facts.y - m.gap / 3
        canvas.line(m.margin, rule, m.width - m.margin, rule, LINE, 0.3)
        _facts(canvas, poster, m)
        _foot(canvas, poster, m)
        return canvas.bytes()


def _head(canvas: Canvas, poster: Poster, m: Measures) -> None:
    row = Box(m.margin, m.head, m.width - 2 * m.margin, m.sender / 2)
    sender = Style(m.sender, m.sender / 2, WHITE, bold=True)
    canvas.text(poster.labels["absender"], row, sender)
    service = Style(m.sender, m.sender / 2, MINT, align=Align.R)
    canvas.text(poster.labels["dienst"], row, service)
    title = Style(m.title_size, m.title_size / 2.2, WHITE, bold=True, leading=1.14)
    canvas.text(poster.title, m.title, title)


def _code(canvas: Canvas, poster: Poster, m: Measures) -> None:
    panel = draw_code(canvas, poster.code, m.margin, m.code, m.symbol, radius=m.gap / 3)
    left = m.margin + panel
    draw_signs(canvas, Box(left, m.code, m.width - left, panel))
    if poster.example:
        draw_example(canvas, poster, Box(0, m.field - m.gap * 0.8, m.width, m.gap * 0.8))


def _words(canvas: Canvas, poster: Poster, m: Measures) -> None:
    """Write the sentences in two columns and one size; right to left stands on the right."""
    columns = min(len(poster.sentences), 2)
    rows = [poster.sentences[i : i + columns] for i in range(0, len(poster.sentences), columns)]
    width = (m.words.width - m.gap * (columns - 1)) / columns
    height = (m.words.height - m.gap / 4 * (len(rows) - 1)) / len(rows)
    size = m.sentence * (1.5 if len(rows) == 1 else 1)
    style = Style(size, m.sentence * 0.6, PETROL, bold=True)
    placed = []
    for row, sentences in enumerate(rows):
        ordered = sorted(sentences, key=lambda each: each[0] in RIGHT_TO_LEFT)
        for column, (language, text) in enumerate(ordered):
            place = (column * (width + m.gap), row * (height + m.gap / 4))
            box = Box(m.words.x + place[0], m.words.y + place[1], width, height)
            placed.append((language, text, box))
            size = min(size, canvas.fit(text, box, style, language=language))
    for language, text, box in placed:
        canvas.text(text, box, replace(style, size=size), language=language)


def _facts(canvas: Canvas, poster: Poster, m: Measures) -> None:
    """Write dates and address, or how it works, on the left; the way in by typing on the right."""
    labels, (x, y) = poster.labels, (m.facts.x, m.facts.y)
    label = Style(m.fact * 0.85, m.small * 0.8, SOFT)
    value = Style(m.fact, m.small * 0.8, INK, bold=True, unbroken=True)
    left = Box(x, y, (m.facts.width - m.gap) * 0.57, m.facts.height)
    where = f"{labels['adresse']} {poster.address}" if poster.address else ""
    heading, told = labels["so_geht_es"], labels["schritte"]
    if poster.is_place:
        heading, told = labels["termine"], "\n".join(poster.dates) or labels["ohne_termine"]
    below(canvas, left, (heading, label), (told, value), (where, replace(label, colour=INK)))
    right = Box(x + left.width + m.gap, y, m.facts.width - left.width - m.gap, m.facts.height)
    web = f"{labels['web']}: {poster.web}" if poster.web else ""
    below(canvas, right, (labels["tippen"], label), (f"@{poster.bot}", value), (web, label))


def _foot(canvas: Canvas, poster: Poster, m: Measures) -> None:
    stand = m.foot.width * 0.24
    style = Style(m.small, m.small * 0.8, SOFT)
    privacy, box = poster.labels["datenschutz"], replace(m.foot, width=m.foot.width - stand)
    style = replace(style, size=canvas.fit(privacy, box, style))
    canvas.text(privacy, box, style)
    day = Box(m.foot.x + m.foot.width - stand, m.foot.y, stand, m.foot.height)
    canvas.text(poster.labels["stand"], day, replace(style, align=Align.R))
