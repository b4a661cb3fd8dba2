"""A folder as it was read → a file, so that the next start need not read it again.

The file is found by what the folder holds and by the code that read it, so it is never older than
either. A damaged one counts as none. Nothing in it is executed (no pickle).
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import logging
import os
import tempfile
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from types import GenericAlias, MappingProxyType
from typing import Any, TypeVar, get_args, get_origin

from cattrs import Converter
from cattrs.preconf.json import make_converter

from bot.knowledge.yaml_reader import MAX_BYTES

T = TypeVar("T")

_KEPT_FILES = 8
_CODE = Path(__file__).resolve().parent

logger = logging.getLogger(__name__)


def kept(
    name: str, kind: type[T], read: Callable[[Path], T], folder: Path, *, place: Path | None
) -> T:
    """Return what ``read`` makes of a folder, from the file where it is there.

    Args:
        name: How the files are called.
        kind: The type of the result.
        read: Reads the folder.
        folder: The knowledge folder.
        place: Where the files lie; ``None`` always reads.
    """
    content = _content(folder) if place is not None else None
    if place is None or content is None:
        return read(folder)
    path = place / f"{name}-{content}.json"
    try:
        return _converter().structure(json.loads(path.read_bytes()), kind)
    except FileNotFoundError:
        pass
    except Exception as error:
        # The converter raises whatever a damaged file makes it stumble over.
        logger.warning("cache=damaged error=%s", type(error).__name__)
    found = read(folder)
    if _content(folder) == content:  # else it was edited while it was read
        _write(path, json.dumps(_converter().unstructure(found), ensure_ascii=False).encode())
    return found


def _content(folder: Path) -> str | None:
    """Return a name for what a folder holds; ``None`` where a file is not to be read at all."""
    digest = hashlib.sha256(_code().encode())
    try:
        for path in sorted(folder.rglob("*")):
            if path.is_symlink():
                return None
            digest.update(f"\n{path.relative_to(folder)}\n{path.is_dir()}\n".encode())
            if path.suffix in (".yaml", ".yml"):
                if not path.is_file() or path.stat().st_size > MAX_BYTES:
                    return None
                digest.update(path.read_bytes())
    except OSError:
        return None
    return digest.hexdigest()[:24]


@cache
def _code() -> str:
    digest = hashlib.sha256()
    for path in sorted(_CODE.rglob("*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _write(path: Path, content: bytes) -> None:
    """Write a file at once or not at all; a folder that cannot be written is only logged."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=path.parent, suffix=".tmp")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
            Path(temporary).replace(path)
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise
        kind = path.name.partition("-")[0]
        files = sorted(path.parent.glob(f"{kind}-*.json"), key=lambda each: -each.stat().st_mtime)
        for old in files[_KEPT_FILES:]:
            with contextlib.suppress(OSError):
                old.unlink()
    except OSError as error:
        logger.warning("cache=not-written error=%s", type(error).__name__)


@cache
def _converter() -> Converter:
    converter = make_converter(detailed_validation=False)
    converter.register_unstructure_hook(Decimal, str)
    converter.register_structure_hook(Decimal, lambda value, _: Decimal(value))
    converter.register_unstructure_hook_func(lambda kind: kind == _Value, _tagged)
    converter.register_structure_hook_func(lambda kind: kind == _Value, lambda it, _: _untagged(it))

    def frozen(kind: Any) -> Callable[[Any, Any], Any]:
        inner: Any = GenericAlias(dict, get_args(kind))
        structure = converter.get_structure_hook(inner)
        return lambda value, _: MappingProxyType(structure(value, inner))

    converter.register_structure_hook_factory(_is_mapping, frozen)
    return converter


def _is_mapping(kind: Any) -> bool:
    return get_origin(kind) is Mapping


_Value = Decimal | date | str | None


def _tagged(value: _Value) -> Any:
    match value:
        case Decimal():
            return {"decimal": str(value)}
        case date():
            return {"date": value.isoformat()}
        case _:
            return value


def _untagged(value: Any) -> _Value:
    match value:
        case {"decimal": str(number)}:
            return Decimal(number)
        case {"date": str(day)}:
            return date.fromisoformat(day)
        case str() | None:
            return value
        case _:
            raise ValueError("neither number, day nor text")
