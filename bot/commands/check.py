"""``check``: all errors and warnings of a knowledge folder."""

from __future__ import annotations

from pathlib import Path

from bot.knowledge.loader import load
from bot.knowledge.problems import is_usable, long_form, short_form, summary


def check(folder: Path, *, short: bool = False) -> int:
    """Print what ``check`` finds; return 1 where an error is among it."""
    loaded = load(folder)
    for problem in loaded.problems:
        if short:
            print(short_form(problem, folder))
        else:
            print(long_form(problem, folder), end="\n\n")
    if not short:
        print(summary(loaded.problems, loaded.files))
    return 0 if is_usable(loaded.problems) else 1
