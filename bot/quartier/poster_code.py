"""A QR code on a page, as one shape of exact squares."""

from __future__ import annotations

from collections.abc import Sequence

from fpdf.enums import PathPaintRule

from bot.quartier.poster_canvas import Canvas
from bot.quartier.poster_style import WHITE, Box
from bot.quartier.qr import QUIET, Code


def draw_code(
    canvas: Canvas, code: Code, x: float, y: float, size: float, *, radius: float = 0
) -> float:
    """Draw a code with its quiet zone; return the width of both.

    Args:
        x: Left edge of the quiet zone; ``y`` its upper edge.
        size: Width of the symbol without the quiet zone, in millimetres.
    """
    module = size / code.size
    whole = size + 2 * QUIET * module
    canvas.fill(Box(x, y, whole, whole), WHITE, radius=radius)
    # One path: between rectangles painted singly, viewers leave white hairlines.
    with canvas.pdf.new_path() as path:
        path.style.fill_color = "#000000"
        path.style.stroke_color = None
        path.style.paint_rule = PathPaintRule.FILL_NONZERO
        for row, line in enumerate(code.modules):
            for first, last in _runs(line):
                path.rectangle(
                    x + (QUIET + first) * module,
                    y + (QUIET + row) * module,
                    (last - first) * module,
                    module,
                )
    return whole


def _runs(line: Sequence[bool]) -> list[tuple[int, int]]:
    """Return first and behind-last index of each run of dark modules."""
    edges = [i for i in range(len(line) + 1) if _dark(line, i - 1) != _dark(line, i)]
    return list(zip(edges[::2], edges[1::2], strict=True))


def _dark(line: Sequence[bool], index: int) -> bool:
    return 0 <= index < len(line) and line[index]
