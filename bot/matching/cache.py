"""What was learnt → a file, so that the next start need not learn again.

A file that is damaged, of another format or of other sentences counts as none: then everything is
learnt anew and the file replaced. Nothing in it is executed (no pickle).
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import logging
import os
import tempfile
import zipfile
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import fields
from pathlib import Path

import numpy as np
import numpy.typing as npt

from bot.matching.boosting import Boosted
from bot.matching.calibration import SIGNS, Calibrator, Regression
from bot.matching.features import Features, Rows
from bot.matching.model import Model
from bot.matching.nearest import Taught
from bot.matching.ranking import TrainingSet

FORMAT = 10
"""To be raised with every change of what is learnt or how it is kept."""

_KEPT_FILES = 24
DAMAGES = (
    *(OSError, ValueError, KeyError, TypeError, EOFError, IndexError, RuntimeError),
    *(zipfile.BadZipFile, zlib.error),  # a broken header may claim any method of compression
)
"""What reading a damaged file may raise."""

logger = logging.getLogger(__name__)


def digest(training: TrainingSet) -> str:
    """Return a name for a training set: the same for the same content, 64 hexadecimal digits."""
    content = {
        "format": FORMAT,
        "examples": [(e.text, e.intent) for e in training.examples],
        "strangers": list(training.strangers),
        "background": sorted(training.background.items()),
        "synonyms": sorted((k, list(v)) for k, v in training.synonyms.items()),
        "anchors": sorted((k, list(v)) for k, v in training.anchors.items()),
        "calibration": [(text, list(intents)) for text, intents in training.calibration],
        "alarms": sorted((k, list(v)) for k, v in training.alarms.items()),
    }
    return hashlib.sha256(json.dumps(content).encode()).hexdigest()


def save(folder: Path, name: str, model: Model, vocabulary: Mapping[str, int]) -> None:
    """Write a model at once or not at all; a folder that cannot be written is only logged."""
    words, groups, weights = model.features.tables()
    arrays = {
        "name": pack([name]),
        "intents": pack(model.intents),
        "words": pack(words),
        "groups": pack(groups),
        "feature_weights": weights,
        "weights": model.weights,
        "has_stranger": np.array(model.has_stranger),
        "tuned": np.array(model.tuned),
        "taught_start": model.taught.rows.start,
        "taught_ids": model.taught.rows.ids,
        "taught_values": model.taught.rows.values,
        "taught_first": model.taught.first,
        "taught_seen": model.taught.seen,
        **_calibrator_arrays("calibrator", model.calibrator),
        **_calibrator_arrays("reach", model.reach),
        "vocabulary": pack(list(vocabulary)),
        "counts": np.array(list(vocabulary.values()), np.int64),
    }
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=folder, suffix=".tmp")
        try:
            with os.fdopen(handle, "wb") as file:
                np.savez(file, **arrays)  # type: ignore[arg-type]  # numpy's own "allow_pickle"
            Path(temporary).replace(_path(folder, name))
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise
        _forget_oldest(folder)
    except OSError as error:
        logger.warning("cache=not-written error=%s", type(error).__name__)


def load(folder: Path, name: str) -> tuple[Model, dict[str, int]] | None:
    """Return the model and the vocabulary kept under a name, or None."""
    path = _path(folder, name)
    if not path.is_file():
        return None
    try:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as arrays:
            return _restore(arrays, name)
    except DAMAGES as error:
        logger.warning("cache=damaged error=%s", type(error).__name__)
        return None


def _restore(
    arrays: Mapping[str, npt.NDArray[np.generic]], name: str
) -> tuple[Model, dict[str, int]]:
    """Rebuild a model; raise ValueError when its parts do not fit together."""
    intents = tuple(unpack(arrays["intents"]))
    words, groups = unpack(arrays["words"]), unpack(arrays["groups"])
    feature_weights = arrays["feature_weights"].astype(np.float32, copy=False)
    weights = arrays["weights"].astype(np.float16, copy=False)
    has_stranger = bool(arrays["has_stranger"])
    taught = Taught(
        Rows(
            arrays["taught_start"].astype(np.int64, copy=False),
            arrays["taught_ids"].astype(np.int32, copy=False),
            arrays["taught_values"].astype(np.float32, copy=False),
        ),
        arrays["taught_first"].astype(np.int64, copy=False),
        arrays["taught_seen"].astype(np.uint8, copy=False),
    )
    calibrator, reach = (_calibrator(arrays, which) for which in ("calibrator", "reach"))
    known = unpack(arrays["vocabulary"])
    counts = arrays["counts"].astype(np.int64).tolist()
    width = len(words) + len(groups)
    fits = (
        unpack(arrays["name"]) == [name]
        and len(intents) >= 2
        and feature_weights.shape == (width,)
        and weights.shape == (width, len(intents) + has_stranger)
        and _is_whole(taught, classes=len(intents), width=width)
        and _is_sound(calibrator)
        and _is_sound(reach)
        and len(counts) == len(known)
        and bool(np.isfinite(weights).all() and np.isfinite(feature_weights).all())
    )
    if not fits:
        raise ValueError("parts of the cache do not fit together")
    features = Features(
        {word: at for at, word in enumerate(words)},
        {group: len(words) + at for at, group in enumerate(groups)},
        feature_weights,
    )
    tuned = bool(arrays["tuned"])
    model = Model(intents, features, weights, has_stranger, taught, calibrator, reach, tuned)
    return model, dict(zip(known, counts, strict=True))


def _calibrator_arrays(which: str, calibrator: Calibrator) -> dict[str, npt.NDArray[np.generic]]:
    return {
        f"{which}_{field.name}": np.asarray(getattr(calibrator, field.name))
        for field in fields(calibrator)
    }


def _calibrator(arrays: Mapping[str, npt.NDArray[np.generic]], which: str) -> Calibrator:
    """Rebuild a calibrator, of the kind whose arrays are there."""
    if f"{which}_cells" not in arrays:
        return Regression(
            arrays[f"{which}_mean"].astype(np.float64, copy=False),
            arrays[f"{which}_scale"].astype(np.float64, copy=False),
            arrays[f"{which}_coefficients"].astype(np.float64, copy=False),
        )
    return Boosted(
        float(arrays[f"{which}_start"].astype(np.float64)),
        arrays[f"{which}_columns"].astype(np.int64, copy=False),
        arrays[f"{which}_limits"].astype(np.float64, copy=False),
        arrays[f"{which}_cells"].astype(np.float64, copy=False),
    )


def _is_sound(calibrator: Calibrator) -> bool:
    """Tell whether the parts of a calibrator fit together."""
    if isinstance(calibrator, Regression):
        return (
            calibrator.mean.shape == calibrator.scale.shape == (len(SIGNS),)
            and calibrator.coefficients.shape == (len(SIGNS) + 1,)
            and bool(np.isfinite(calibrator.coefficients).all() and (calibrator.scale > 0).all())
        )
    columns, limits, cells = calibrator.columns, calibrator.limits, calibrator.cells
    return (
        columns.ndim == 2
        and columns.shape == limits.shape
        and cells.shape == (len(columns), 2 ** columns.shape[1])
        and bool((columns >= 0).all() and (columns < len(SIGNS)).all())
        and bool(np.isfinite(limits).all() and np.isfinite(cells).all())
        and bool(np.isfinite(calibrator.start))
    )


def _is_whole(taught: Taught, *, classes: int, width: int) -> bool:
    """Tell whether the taught rows point nowhere outside themselves."""
    rows, first = taught.rows, taught.first
    return (
        len(rows.ids) == len(rows.values) == rows.start[-1]
        and first.shape == (classes + 1,)
        and first[0] == 0
        and first[-1] == len(rows)
        and bool((np.diff(first) >= 0).all() and (np.diff(rows.start) > 0).all())
        and bool((rows.ids >= 0).all() and (rows.ids < width).all())
        and taught.seen.shape == (classes, -(-width // 8))
    )


def _path(folder: Path, name: str) -> Path:
    return folder / f"matcher-{name[:24]}.npz"


def _forget_oldest(folder: Path) -> None:
    files = sorted(folder.glob("matcher-*.npz"), key=lambda f: f.stat().st_mtime, reverse=True)
    for file in files[_KEPT_FILES:]:
        with contextlib.suppress(OSError):
            file.unlink()


def pack(texts: Sequence[str]) -> npt.NDArray[np.uint8]:
    """Return texts without line breaks as bytes."""
    return np.frombuffer("\n".join(texts).encode(), np.uint8)


def unpack(packed: npt.NDArray[np.generic]) -> list[str]:
    """Return what ``pack`` packed."""
    text = packed.astype(np.uint8).tobytes().decode()
    return text.split("\n") if text else []
