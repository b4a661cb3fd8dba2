"""A finished PDF → pictures → decoder: every code must be read, also from a worn print."""

from __future__ import annotations

import io
import math
from collections.abc import Callable
from dataclasses import dataclass

import pypdfium2  # type: ignore[import-untyped]
import zxingcpp
from PIL import Image, ImageDraw, ImageFilter

from bot.errors import BotError
from bot.quartier.qr import QUIET, Code

DPI = 200  # a card's module is then 7 pixels wide
_GREY = 90  # of a blot: dark enough to count as ink
# Standard deviation in modules. Of 120 turned pictures ZXing read all at 0.4 and a third at 0.5,
# OpenCV all but one at 0.3: a code that fails at 0.35 is worse than codes are.
_BLUR = 0.35
_TURN = 17  # degrees
_BLOT = 0.09  # diameter as a share of the symbol's width, as measured in telegram.md
# Where the blots lie, as shares of the symbol: between its three corner marks.
_BLOTS = ((0.48, 0.18), (0.30, 0.52), (0.68, 0.44), (0.52, 0.80))

_KIND = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)

Picture = Image.Image
Damage = Callable[[Picture, Code, float], Picture]


class UnreadableCodeError(BotError):
    """A poster's code could not be read back, or holds something else."""


@dataclass(frozen=True, slots=True)
class Proof:
    """How many codes were read in how many pictures of each kind."""

    codes: int
    readings: int


def prove(pdf: bytes, code: Code, *, count: int = 1) -> Proof:
    """Read every code of a one-page PDF at its printed size, clean, blurred, turned and stained.

    Args:
        code: What was drawn.
        count: How often it stands on the page.
    Raises:
        UnreadableCodeError: One of them was not read, or says something else.
    """
    cuttings = cut_out(render(pdf), code)
    if len(cuttings) != count:
        raise UnreadableCodeError(
            f"Auf der Seite wurden {len(cuttings)} von {count} Codes mit diesem Link gelesen: "
            f"{code.link}. Der Aushang wird nicht geschrieben."
        )
    for picture, pixels in cuttings:
        for name, damage in DAMAGES.items():
            if decode(damage(picture, code, pixels)) != code.link:
                raise UnreadableCodeError(
                    f"Der Code ist {name} nicht mehr lesbar: {code.link}. Der Aushang wird nicht "
                    "geschrieben. Nehmen Sie „--draussen“ oder einen kürzeren Link."
                )
    return Proof(count, count * (1 + len(DAMAGES)))


def prove_picture(png: bytes, code: Code) -> None:
    """Read the code of a picture file; raises as ``prove``."""
    with Image.open(io.BytesIO(png)) as picture:
        if decode(picture.convert("L")) != code.link:
            raise UnreadableCodeError(
                f"Das Bild des Codes ist nicht lesbar: {code.link}. Es wird nicht geschrieben."
            )


def render(pdf: bytes, *, dpi: int = DPI) -> Picture:
    """Return the first page as a grey picture at its printed size."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        picture: Picture = document[0].render(scale=dpi / 72, grayscale=True).to_pil()
        return picture.convert("L")
    finally:
        document.close()


def decode(picture: Picture) -> str | None:
    """Return what the one code of a picture says, ``None`` where none is read."""
    found = zxingcpp.read_barcodes(picture, formats=_KIND)
    return found[0].text if len(found) == 1 else None


def cut_out(page: Picture, code: Code) -> list[tuple[Picture, float]]:
    """Return each code with this link, with its quiet zone, and the width of a module."""
    cuttings = []
    for found in zxingcpp.read_barcodes(page, formats=_KIND):
        if found.text != code.link:
            continue
        corners = found.position
        left, top = corners.top_left.x, corners.top_left.y
        width = math.hypot(corners.top_right.x - left, corners.top_right.y - top) + 1
        module = width / code.size
        margin = QUIET * module
        x, y, side = round(left - margin), round(top - margin), round(width + 2 * margin)
        cuttings.append((page.crop((x, y, x + side, y + side)), module))
    return cuttings


def blurred(picture: Picture, code: Code, module: float) -> Picture:
    """Return the picture out of focus."""
    del code
    return picture.filter(ImageFilter.GaussianBlur(_BLUR * module))


def turned(picture: Picture, code: Code, module: float) -> Picture:
    """Return the picture held askew."""
    del code, module
    return picture.rotate(_TURN, Image.Resampling.BICUBIC, expand=True, fillcolor=200)


def stained(picture: Picture, code: Code, module: float) -> Picture:
    """Return the picture with four blots on it."""
    stained_picture = picture.copy()
    pen = ImageDraw.Draw(stained_picture)
    radius = _BLOT * code.size * module / 2
    for across, down in _BLOTS:
        x = (QUIET + across * code.size) * module
        y = (QUIET + down * code.size) * module
        pen.ellipse((x - radius, y - radius, x + radius, y + radius), fill=_GREY)
    return stained_picture


def worn(picture: Picture, code: Code, module: float) -> Picture:
    """Return the picture stained, then turned, then blurred."""
    return blurred(turned(stained(picture, code, module), code, module), code, module)


DAMAGES: dict[str, Damage] = {
    "unscharf": blurred,
    "gedreht": turned,
    "teilweise verdeckt": stained,
    "verdeckt, gedreht und unscharf": worn,
}
