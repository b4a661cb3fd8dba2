"""Colours, boxes and letters of posters."""

from __future__ import annotations

from dataclasses import dataclass, replace

from fpdf.enums import Align

RIGHT_TO_LEFT = frozenset({"ar", "fa"})

# The colours of bot/preview/page/phone.css; petrol a little darker, for print.
PETROL, PAPER, WHITE = "#14646b", "#f2efe8", "#ffffff"
INK, SOFT, LINE, MINT, WARM, WARM_BACK = (
    "#1d2a2d",
    "#5a686b",
    "#d9d6cc",
    "#d3e8e1",
    "#995206",
    "#fcefd9",
)


@dataclass(frozen=True, slots=True)
class Style:
    """How a text looks; it shrinks from ``size`` to ``smallest`` points to fit.

    Attributes:
        leading: Line height per font size; Arabic needs room for its dots and loops.
        unbroken: Shrink rather than break a line that was given as one.
    """

    size: float
    smallest: float
    colour: str = INK
    bold: bool = False
    align: Align = Align.L
    leading: float = 1.28
    unbroken: bool = False


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in millimetres from the top left corner."""

    x: float
    y: float
    width: float
    height: float

    def moved(self, dx: float, dy: float) -> Box:
        """Return the box at another place."""
        return replace(self, x=self.x + dx, y=self.y + dy)
