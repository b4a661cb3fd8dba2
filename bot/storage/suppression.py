"""Small sums: what may be shown of a set of counts so that none below five can be worked out.

A set of counts is shown as blocks whose sums are exact, at least five each, and together the whole.
Counts below five are put together; where even together they are too few, larger ones join them,
since else the whole minus the shown blocks would give them away.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

SHOWN_FROM = 5  # a smaller sum could point at one person

_LEAST_JOINED = 2 * SHOWN_FROM
"""A block that a larger count had to join: with less, too few splits would be possible (six can
only be one below five and one of five)."""


@dataclass(frozen=True, slots=True)
class Block:
    """A sum that may be shown.

    Attributes:
        names: What was counted; several where small counts were put together.
        count: The exact sum, at least five.
        blocks: What it consists of, where that may be shown.
    """

    names: tuple[str, ...]
    count: int
    blocks: tuple[Block, ...] = ()


@dataclass(frozen=True, slots=True)
class Span:
    """The sum of one week, or of several that were put together; zero, or at least five."""

    first: date
    last: date
    count: int


def blocks(counts: Mapping[str, int]) -> tuple[Block, ...]:
    """Return what may be shown of counts by name, the largest first, put-together ones last.

    Returns:
        Blocks that add up to the whole; nothing where the whole is too small to be cut.
    """
    large = sorted(
        ((name, count) for name, count in counts.items() if count >= SHOWN_FROM),
        key=lambda pair: (-pair[1], pair[0]),
    )
    joined = [name for name, count in counts.items() if 0 < count < SHOWN_FROM]
    together = sum(counts[name] for name in joined)
    most = len(joined) * (SHOWN_FROM - 1)
    if joined and _gives_away(len(joined), together):
        # What joins is no larger than the smallest one still shown: at that bound, too, no doubt
        # would be left.
        joining = 0
        while large and (together < _LEAST_JOINED or together == most + joining * large[-1][1]):
            name, count = large.pop()
            joined.append(name)
            together += count
            joining += 1
        if together < _LEAST_JOINED:
            return ()
    found = [Block((name,), count) for name, count in large]
    if joined:
        found.append(Block(tuple(sorted(joined)), together))
    return tuple(found)


def _gives_away(names: int, together: int) -> bool:
    """Tell whether a sum of small counts, one to four each, is too small or leaves no doubt.

    Eight of two names can only be four and four, five of five only one each.
    """
    return together < SHOWN_FROM or together in (names, names * (SHOWN_FROM - 1))


def spans(weeks: Sequence[Span]) -> tuple[Span, ...]:
    """Return what may be shown of sums by week: neighbours are put together until they are five.

    Args:
        weeks: One for each week, in order, without gaps.
    Returns:
        Spans that add up to the whole; nothing where the whole is below five.
    """
    shown: list[Span] = []
    open_: Span | None = None
    for week in weeks:
        open_ = Span(open_.first, week.last, open_.count + week.count) if open_ else week
        if open_.count == 0 or open_.count >= SHOWN_FROM:
            shown.append(open_)
            open_ = None
    while open_ is not None:
        if not shown:
            return ()
        before = shown.pop()
        open_ = Span(before.first, open_.last, before.count + open_.count)
        if open_.count >= SHOWN_FROM:
            shown.append(open_)
            open_ = None
    return tuple(shown)


def shown(count: int) -> int | None:
    """Return a sum that stands alone: ``None`` where it is one to four."""
    return count if count == 0 or count >= SHOWN_FROM else None
