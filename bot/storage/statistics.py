"""What staff may see of the sums: each table by itself, and all of them together, hide small ones.

Tables that count the same turns are cut along dimensions that have nothing to do with each other
(weeks, languages, kinds), and intents are shown only within their kind. Scans are counted apart
from questions, so that no difference between two tables is a small sum.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from bot.storage.database import OpenDatabase
from bot.storage.operation import STAFF_REFUSED, Operation
from bot.storage.suppression import Block, Span, blocks, shown, spans

_WEEK = timedelta(days=7)
_WITH_INTENTS = ("answer", "signpost")  # kinds that stand for exactly one question


@dataclass(frozen=True, slots=True)
class PosterSums:
    """How often a poster was scanned.

    Attributes:
        count: ``None`` where it is one to four.
        weeks: By week; empty where nothing may be shown.
        chats: How many scans began a chat ("neu") and how many came from people who use the bot
            already ("bekannt"); empty where that may not be shown.
    """

    poster: str
    count: int | None
    weeks: tuple[Span, ...] = ()
    chats: tuple[Block, ...] = ()


@dataclass(frozen=True, slots=True)
class Statistics:
    """The sums of some weeks.

    Attributes:
        first: A Monday.
        last: Last day.
        total: Turns answered, scans left out; ``None`` where they are one to four.
        weeks: The same by week.
        kinds: The same by kind, with the intents within answers and signposts.
        languages: The same by language.
        feedback: By intent, and within it "ja" and "nein".
        posters: Every poster that was scanned, by id.
        questions: Day, language and text of the questions passed on, oldest first.
        refused: Staff commands from others; ``None`` where they are one to four.
    """

    first: date
    last: date
    total: int | None
    weeks: tuple[Span, ...] = ()
    kinds: tuple[Block, ...] = ()
    languages: tuple[Block, ...] = ()
    feedback: tuple[Block, ...] = ()
    posters: tuple[PosterSums, ...] = ()
    questions: tuple[tuple[str, str, str], ...] = ()
    refused: int | None = 0


def statistics(database: OpenDatabase, last: date, weeks: int) -> Statistics:
    """Return what may be shown of some weeks.

    Args:
        database: Where the sums are.
        last: Last day; its week counts as the last one.
        weeks: How many weeks, at least 1.
    """
    first = last - timedelta(days=last.weekday()) - (weeks - 1) * _WEEK
    time = {"first": first.isoformat(), "last": last.isoformat()}
    rows = database.query(
        "SELECT tag, art, frage, sprache, SUM(anzahl) AS anzahl FROM summen "
        # Until scans and feedback were counted apart, they stood among the rest.
        "WHERE tag BETWEEN :first AND :last AND aushang = '' AND NOT (art = 'menu' AND frage <> '')"
        " GROUP BY tag, art, frage, sprache",
        time,
    )
    turns = [(row["tag"], row["art"], row["frage"], row["sprache"], row["anzahl"]) for row in rows]
    questions = database.query(
        "SELECT tag, sprache, text FROM offene_fragen WHERE tag BETWEEN :first AND :last "
        "ORDER BY nummer",
        time,
    )
    return Statistics(
        first,
        last,
        shown(sum(turn[-1] for turn in turns)),
        spans(by_week(((turn[0], turn[-1]) for turn in turns), first, last)),
        _kinds(turns),
        blocks(summed((turn[3], turn[-1]) for turn in turns)),
        _feedback(database, time),
        _posters(database, first, last),
        tuple((row["tag"], row["sprache"], _plain(row["text"])) for row in questions),
        shown(Operation(database).counted(STAFF_REFUSED, first, last)),
    )


def _plain(text: str) -> str:
    """Return a client's words without characters that could move a terminal's cursor."""
    return "".join(sign if sign.isprintable() else " " for sign in text)


def by_week(days: Iterable[tuple[str, int]], first: date, last: date) -> list[Span]:
    """Return the sum of each week.

    Args:
        days: ISO days with counts.
        first: A Monday.
        last: Last day; the last week may be cut short.
    """
    sums: dict[int, int] = defaultdict(int)
    for day, count in days:
        sums[(date.fromisoformat(day) - first) // _WEEK] += count
    return [
        Span(
            first + number * _WEEK,
            min(first + number * _WEEK + timedelta(days=6), last),
            sums[number],
        )
        for number in range((last - first) // _WEEK + 1)
    ]


def summed(pairs: Iterable[tuple[str, int]]) -> dict[str, int]:
    """Return the sum of each name."""
    sums: dict[str, int] = defaultdict(int)
    for name, count in pairs:
        sums[name] += count
    return sums


def _kinds(turns: list[tuple[str, str, str, str, int]]) -> tuple[Block, ...]:
    by_kind: dict[str, dict[str, int]] = {
        kind: summed((turn[2], turn[-1]) for turn in turns if turn[1] == kind)
        for kind in _WITH_INTENTS
    }
    return _within(blocks(summed((turn[1], turn[-1]) for turn in turns)), by_kind)


def _within(outer: tuple[Block, ...], inner: Mapping[str, Mapping[str, int]]) -> tuple[Block, ...]:
    """Put into each block of one name what it consists of."""
    return tuple(
        replace(block, blocks=blocks(inner.get(block.names[0], {})))
        if len(block.names) == 1
        else block
        for block in outer
    )


def _feedback(database: OpenDatabase, time: dict[str, str]) -> tuple[Block, ...]:
    rows = database.query(
        "SELECT frage, geholfen, SUM(anzahl) AS anzahl FROM rueckmeldungen "
        "WHERE tag BETWEEN :first AND :last GROUP BY frage, geholfen",
        time,
    )
    inner: dict[str, dict[str, int]] = defaultdict(dict)
    for row in rows:
        inner[row["frage"]]["ja" if row["geholfen"] else "nein"] = row["anzahl"]
    return _within(blocks({name: sum(both.values()) for name, both in inner.items()}), inner)


def _posters(database: OpenDatabase, first: date, last: date) -> tuple[PosterSums, ...]:
    rows = database.query(
        "SELECT tag, aushang, neu, anzahl FROM aushang_starts "
        "WHERE tag BETWEEN :first AND :last ORDER BY aushang",
        {"first": first.isoformat(), "last": last.isoformat()},
    )
    scans: dict[str, list[tuple[str, int, int]]] = defaultdict(list)
    for row in rows:
        scans[row["aushang"]].append((row["tag"], row["neu"], row["anzahl"]))
    return tuple(
        PosterSums(
            poster,
            shown(sum(each[2] for each in found)),
            spans(by_week(((day, count) for day, _, count in found), first, last)),
            blocks(summed(("neu" if new else "bekannt", count) for _, new, count in found)),
        )
        for poster, found in scans.items()
    )
