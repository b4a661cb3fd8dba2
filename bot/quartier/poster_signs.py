"""Signs that need no language, a phone looks at the code and answers; the mark of an example."""

from __future__ import annotations

from fpdf.enums import Align

from bot.quartier.poster import Poster
from bot.quartier.poster_canvas import Canvas
from bot.quartier.poster_style import MINT, PETROL, WARM, WARM_BACK, WHITE, Box, Style


def draw_signs(canvas: Canvas, box: Box) -> None:
    """Draw phone, arrow and answer below each other in the middle of a box."""
    unit = min(box.width / 30, box.height / 120)
    middle = box.x + box.width / 2
    height = 40 * unit + 14 * unit + 26 * unit
    top = box.y + (box.height - height) / 2
    _phone(canvas, middle, top, unit)
    _arrow(canvas, middle, top + 43 * unit, unit)
    _answer(canvas, middle, top + 56 * unit, unit)


def _phone(canvas: Canvas, middle: float, top: float, unit: float) -> None:
    canvas.fill(Box(middle - 11 * unit, top, 22 * unit, 40 * unit), WHITE, radius=3 * unit)
    screen = Box(middle - 9 * unit, top + 4 * unit, 18 * unit, 30 * unit)
    canvas.fill(screen, PETROL, radius=1 * unit)
    canvas.fill(Box(middle - 2.5 * unit, top + 36 * unit, 5 * unit, 1.4 * unit), PETROL)
    # The corners of a viewfinder around the three squares every code has.
    x, y, side, arm = middle - 6.5 * unit, top + 12.5 * unit, 13 * unit, 3.5 * unit
    for dx, dy in ((0, 0), (1, 0), (0, 1), (1, 1)):
        cx, cy = x + dx * side, y + dy * side
        canvas.line(cx, cy, cx + (arm if not dx else -arm), cy, MINT, 0.9 * unit)
        canvas.line(cx, cy, cx, cy + (arm if not dy else -arm), MINT, 0.9 * unit)
    for dx, dy in ((0, 0), (1, 0), (0, 1)):
        square = Box(
            x + (2.2 + dx * 5.0) * unit, y + (2.2 + dy * 5.0) * unit, 3.6 * unit, 3.6 * unit
        )
        canvas.fill(square, WHITE)
    canvas.fill(Box(x + 7.9 * unit, y + 7.9 * unit, 2.2 * unit, 2.2 * unit), WHITE)


def _arrow(canvas: Canvas, middle: float, top: float, unit: float) -> None:
    end = top + 9 * unit
    canvas.line(middle, top, middle, end, MINT, 1.2 * unit)
    canvas.line(middle, end, middle - 3.5 * unit, end - 3.5 * unit, MINT, 1.2 * unit)
    canvas.line(middle, end, middle + 3.5 * unit, end - 3.5 * unit, MINT, 1.2 * unit)


def _answer(canvas: Canvas, middle: float, top: float, unit: float) -> None:
    canvas.fill(Box(middle - 12 * unit, top, 24 * unit, 18 * unit), WHITE, radius=4 * unit)
    tail = [(-7, 17), (-1, 17), (-8, 23)]
    canvas.pdf.set_fill_color(WHITE)
    canvas.pdf.polygon([(middle + x * unit, top + y * unit) for x, y in tail], style="F")
    for row, length in enumerate((16, 16, 9)):
        line = top + (5 + row * 4) * unit
        canvas.line(middle - 8 * unit, line, middle + (length - 8) * unit, line, PETROL, 1.1 * unit)


def draw_example(canvas: Canvas, poster: Poster, strip: Box) -> None:
    """Say across a strip that place and dates are invented."""
    canvas.fill(strip, WARM_BACK)
    size = strip.height * 1.75  # points: a line of text is a little lower than the strip
    text = Box(strip.x + 2, strip.y + strip.height * 0.08, strip.width - 4, strip.height)
    style = Style(size, size / 2, WARM, bold=True, align=Align.C)
    canvas.text(poster.labels["beispiel"], text, style)
