"""A PDF page to draw posters on: colours, embedded fonts, text that fits its box."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Self, cast

from fpdf import FPDF
from fpdf.enums import Align, MethodReturnValue
from fpdf.fonts import TTFFont

from bot.errors import BotError
from bot.quartier.poster_style import RIGHT_TO_LEFT, Box, Style

FONTS = Path(__file__).parent / "fonts"
_MM_PER_POINT = 25.4 / 72
_STEP = 0.25  # points


class TextTooLongError(BotError):
    """A text does not fit into its box even in the smallest size allowed."""


class MissingGlyphError(BotError):
    """The embedded fonts lack a character."""


class Canvas:
    """One page in millimetres; leaving it as a context closes the font files."""

    def __init__(self, width: float, height: float, *, title: str, day: date) -> None:
        self.pdf = FPDF(unit="mm", format=(width, height))
        # The same texts give the same file on every day it is made.
        self.pdf.set_creation_date(datetime.combine(day, time(), UTC))
        self.pdf.set_title(title)
        self.pdf.set_lang("de-DE")
        self.pdf.set_auto_page_break(False)
        self.pdf.set_margin(0)
        self.pdf.c_margin = 0
        self._fonts: list[TTFFont] = []
        self._add_family("sans", "NotoSans")
        self.pdf.set_fallback_fonts(["sans"], exact_match=True)
        self.pdf.add_page()
        # Cards repeat every text ten times; measuring one takes as long as drawing it.
        self._sizes: dict[tuple[object, ...], float] = {}
        self._broken: dict[tuple[object, ...], tuple[int, float]] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        for font in self._fonts:
            font.ttfont.close()

    def _add_family(self, family: str, file: str) -> None:
        for weight, name in (("", "Regular"), ("B", "Bold")):
            self.pdf.add_font(family, weight, FONTS / f"{file}-{name}.ttf")
        self._fonts = [font for font in self.pdf.fonts.values() if isinstance(font, TTFFont)]
        self._known = frozenset(letter for font in self._fonts for letter in font.cmap)

    def bytes(self) -> bytes:
        """Return the finished PDF."""
        return bytes(self.pdf.output())

    def fill(self, box: Box, colour: str, *, radius: float = 0) -> None:
        """Fill a rectangle, with round corners where ``radius`` is given."""
        self.pdf.set_fill_color(colour)
        self.pdf.rect(
            box.x,
            box.y,
            box.width,
            box.height,
            style="F",
            round_corners=radius > 0,
            corner_radius=radius,
        )

    def line(self, x1: float, y1: float, x2: float, y2: float, colour: str, width: float) -> None:
        """Draw a straight line with round ends."""
        self.pdf.set_draw_color(colour)
        self.pdf.set_line_width(width)
        self.pdf.line(x1, y1, x2, y2)

    def text(self, text: str, box: Box, style: Style, *, language: str = "de") -> float:
        """Write a text into a box, as large as its style and the box allow.

        Returns:
            How high the text came out, in millimetres.
        Raises:
            TextTooLongError, MissingGlyphError: As ``fit`` does.
        """
        size = self.fit(text, box, style, language=language)
        leading = size * _MM_PER_POINT * style.leading
        key = (text, box.width, size, style.bold, language)
        if key not in self._broken:
            lines = len(self._lines(text, box.width))
            width = box.width if "\n" in text else self._balanced(text, box.width, lines)
            self._broken[key] = (lines, width)
        lines, width = self._broken[key]
        align = style.align
        if language in RIGHT_TO_LEFT and align == Align.L:
            align = Align.R
        shift = {Align.R: box.width - width, Align.C: (box.width - width) / 2}.get(align, 0)
        self.pdf.set_text_color(style.colour)
        self.pdf.set_xy(box.x + shift, box.y)
        self.pdf.multi_cell(width, leading, text, align=align)
        return lines * leading

    def fit(self, text: str, box: Box, style: Style, *, language: str = "de") -> float:
        """Choose font and shaping and return the largest size in points that fits.

        Raises:
            TextTooLongError: It does not fit in the smallest size.
            MissingGlyphError: The fonts lack one of its characters.
        """
        backwards = language in RIGHT_TO_LEFT
        family, weight = ("arab" if backwards else "sans", "B" if style.bold else "")
        if backwards and len(self._fonts) == 2:
            self._add_family("arab", "NotoSansArabic")
        self.pdf.set_text_shaping(
            True,
            direction="rtl" if backwards else "ltr",
            script="arab" if backwards else None,
            language=language,
        )
        key = (text, box.width, round(box.height, 3), style, language)
        if key not in self._sizes:
            self._check_glyphs(text)
            steps = range(int((style.size - style.smallest) / _STEP) + 1)
            sizes = [style.size - step * _STEP for step in steps]

            def fits(size: float) -> bool:
                self.pdf.set_font(family, weight, size)
                return self._fits(text, box, style, size)

            if not fits(sizes[-1]):
                whole = " / ".join(text.split("\n"))
                raise TextTooLongError(
                    f"Der Text „{whole}“ ist zu lang für diesen Aushang. Kürzen Sie ihn."
                )
            self._sizes[key] = sizes[bisect_left(sizes, True, key=fits)]
        self.pdf.set_font(family, weight, self._sizes[key])
        return self._sizes[key]

    def _fits(self, text: str, box: Box, style: Style, size: float) -> bool:
        lines = len(self._lines(text, box.width))
        high = lines * size * _MM_PER_POINT * style.leading
        wide = max(self.pdf.get_string_width(word) for word in text.split())
        broken = style.unbroken and lines > len(text.split("\n"))
        return high <= box.height + 0.01 and wide <= box.width and not broken

    def _lines(self, text: str, width: float) -> Sequence[str]:
        lines = self.pdf.multi_cell(width, 1, text, dry_run=True, output=MethodReturnValue.LINES)
        return cast(list[str], lines)  # the type covers every value of ``output``

    def _balanced(self, text: str, width: float, lines: int) -> float:
        """Return the least width that needs no more lines, so that none has a single word."""
        longest = max(self.pdf.get_string_width(word) for word in text.split())
        narrow, wide = min(max(width / 2, longest + 0.1), width), width
        while lines > 1 and wide - narrow > 0.5:
            middle = (narrow + wide) / 2
            if len(self._lines(text, middle)) <= lines:
                wide = middle
            else:
                narrow = middle
        return wide

    def _check_glyphs(self, text: str) -> None:
        for letter in text:
            if ord(letter) not in self._known and not letter.isspace():
                raise MissingGlyphError(
                    f"Das Zeichen „{letter}“ fehlt in der Schrift der Aushänge. "
                    f"Ersetzen Sie es in: „{text}“."
                )


def below(canvas: Canvas, box: Box, *texts: tuple[str, Style]) -> float:
    """Write texts below each other into a box, empty ones left out; return their height."""
    used = 0.0
    for text, style in texts:
        if text:
            rest = replace(box, y=box.y + used, height=box.height - used)
            used += canvas.text(text, rest, style)
    return used
