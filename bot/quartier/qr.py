"""Link → QR code: its modules, SVG and PNG."""

from __future__ import annotations

import io
from dataclasses import dataclass

QUIET = 4  # modules of white on each side (ISO/IEC 18004, 6.3.8)
INDOORS, OUTDOORS = "M", "Q"  # never L: blots; never H: modules get too small at a distance
PNG_MODULE = 24  # pixels; the symbol of version 4 is then 984 wide with its quiet zone


@dataclass(frozen=True, slots=True)
class Code:
    """A QR code.

    Attributes:
        modules: Rows from the top, dark where true, without the quiet zone.
        level: The error correction it got; higher than asked for where it costs no space.
    """

    link: str
    modules: tuple[tuple[bool, ...], ...]
    version: int
    level: str
    svg: bytes
    png: bytes

    @property
    def size(self) -> int:
        """Return the modules on each side, without the quiet zone."""
        return len(self.modules)


def make_code(link: str, *, outdoors: bool = False) -> Code:
    """Return the QR code of a link, black on white with its quiet zone.

    Args:
        link: ASCII text.
        outdoors: Correct more errors (level Q), where rain and sun get at the paper.
    """
    import segno  # noqa: PLC0415 - the bot answers without it

    code = segno.make(link, error=OUTDOORS if outdoors else INDOORS, micro=False, boost_error=True)
    svg, png = io.BytesIO(), io.BytesIO()
    code.save(svg, kind="svg", border=QUIET, dark="#000", light="#fff", unit="mm", title=link)
    code.save(png, kind="png", border=QUIET, dark="#000", light="#fff", scale=PNG_MODULE, dpi=600)
    modules = tuple(tuple(bool(module) for module in row) for row in code.matrix)
    level = code.error or ""
    return Code(link, modules, int(code.version), level, svg.getvalue(), png.getvalue())
