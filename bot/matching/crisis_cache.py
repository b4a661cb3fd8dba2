"""A trained crisis detector → a file, so that the next start need not learn again.

As with the matcher's cache: safe to delete, never trusted when damaged, nothing in it is executed.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import logging
import os
import tempfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from bot.knowledge.model import CrisisCase
from bot.matching.cache import DAMAGES, pack, unpack
from bot.matching.crisis import CrisisDetector, Weights
from bot.matching.crisis_features import Reader
from bot.matching.crisis_table import Table

FORMAT = 3
"""To be raised with every change of what is learnt, how it is read or how it is kept."""

_TABLES = 3  # letters, pairs, senses

logger = logging.getLogger(__name__)


def train_or_load(
    cases: Sequence[CrisisCase],
    harmless: Sequence[str],
    *,
    other: Sequence[str],
    cache: Path | None,
) -> CrisisDetector:
    """Return a detector as ``CrisisDetector.train`` makes it, from the cache where it is there.

    Args:
        cases: The crisis cases.
        harmless: Sentences that sound like a crisis and are none.
        other: Ordinary questions and talk.
        cache: Folder; ``None`` always trains.
    """
    if cache is None:
        return CrisisDetector.train(cases, harmless, other=other)
    path = cache / f"crisis-{_digest(cases, harmless, other)}.npz"
    try:
        return _load(path)
    except FileNotFoundError:
        pass
    except DAMAGES as error:
        logger.warning("cache=damaged error=%s", type(error).__name__)
    detector = CrisisDetector.train(cases, harmless, other=other)
    _save(path, detector)
    return detector


def _digest(cases: Sequence[CrisisCase], harmless: Sequence[str], other: Sequence[str]) -> str:
    content = [FORMAT, [(case.id, case.phrases) for case in cases], list(harmless), list(other)]
    return hashlib.sha256(json.dumps(content).encode()).hexdigest()[:24]


def _save(path: Path, detector: CrisisDetector) -> None:
    weights, reader = detector.weights, detector.reader
    words = {
        "cases": detector.cases,
        "listed": [[list(tokens), case] for tokens, case in detector.listed.items()],
        "wanted": reader.wanted,
        "patterns": reader.turns,
        "turns": list(weights.turns),
    }
    tables = {
        f"table{at}_{part}": array
        for at, table in enumerate(weights.tables)
        for part, array in (("hashes", table.hashes), ("numbers", table.numbers))
    }
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=path.parent, suffix=".tmp")
        try:
            with os.fdopen(handle, "wb") as file:
                np.savez(
                    file,
                    words=np.frombuffer(json.dumps(words).encode(), np.uint8),
                    rows=weights.rows,
                    turns=np.array(list(weights.turns.values())).reshape(-1, len(weights.bias)),
                    bias=weights.bias,
                    known=pack(sorted(reader.taught)),
                    **tables,  # type: ignore[arg-type]  # numpy's own "allow_pickle"
                )
            for old in path.parent.glob("crisis-*.npz"):
                old.unlink(missing_ok=True)
            Path(temporary).replace(path)
        except BaseException:
            with contextlib.suppress(OSError):
                Path(temporary).unlink()
            raise
    except OSError as error:
        logger.warning("cache=not-written error=%s", type(error).__name__)


def _load(path: Path) -> CrisisDetector:
    with path.open("rb") as file, np.load(file, allow_pickle=False) as arrays:
        words = json.loads(arrays["words"].astype(np.uint8).tobytes())
        rows = arrays["rows"].astype(np.float32, copy=False)
        turns = arrays["turns"].astype(np.float64)
        bias = arrays["bias"].astype(np.float64)
        known = unpack(arrays["known"])
        tables = tuple(
            Table(
                arrays[f"table{at}_hashes"].astype(np.uint32, copy=False),
                arrays[f"table{at}_numbers"].astype(np.int32, copy=False),
            )
            for at in range(_TABLES)
        )
    classes = len(words["cases"]) + 1
    if not (
        rows.shape[1:] == turns.shape[1:] == bias.shape == (classes,)
        and all(_is_whole(table, len(rows)) for table in tables)
        and len(turns) == len(words["turns"])
        and np.isfinite(rows).all()
    ):
        raise ValueError("parts of the cache do not fit together")
    reader = Reader(known, ())
    reader.wanted = list(words["wanted"])
    reader.turns = tuple(words["patterns"])
    listed = {tuple(tokens): case for tokens, case in words["listed"]}
    weights = Weights(tables, rows, dict(zip(words["turns"], turns, strict=True)), bias)
    return CrisisDetector(words["cases"], listed, reader, weights)


def _is_whole(table: Table, rows: int) -> bool:
    """Tell whether a table is in order and points nowhere outside the rows."""
    return (
        table.hashes.shape == table.numbers.shape
        and bool((np.diff(table.hashes.astype(np.int64)) > 0).all())
        and bool(((table.numbers > 0) & (table.numbers < rows)).all())
    )
