"""``check``: all errors and warnings of a knowledge folder."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from bot.commands.poster_targets import targets
from bot.commands.today import today
from bot.knowledge.loader import load
from bot.knowledge.problems import is_usable, long_form, order, short_form, summary
from bot.quartier.poster_folder import read_poster_folder
from bot.quartier.reader import read_calendar


def check(folder: Path, *, short: bool = False, day: date | None = None) -> int:
    """Print what ``check`` finds; return 1 where an error is among it.

    Args:
        folder: The knowledge folder.
        short: One line per finding, for machines.
        day: The day as of which things are out of date; today where none is given.
    """
    loaded = load(folder, thorough=True, today=day or today())
    sources = loaded.knowledge.sources if loaded.knowledge else None
    calendar = read_calendar(folder, today=day or today(), sources=sources)
    problems = order([*loaded.problems, *calendar.problems])
    files = loaded.files + calendar.files
    if loaded.knowledge is not None and calendar.calendar is not None:
        # With one of them missing, every poster would seem to lead nowhere.
        known = targets(loaded.knowledge, calendar.calendar, day or today())
        posters = read_poster_folder(folder, known)
        problems, files = order([*problems, *posters.problems]), files + posters.files
    for problem in problems:
        if short:
            print(short_form(problem, folder))
        else:
            print(long_form(problem, folder), end="\n\n")
    if not short:
        print(summary(problems, files))
    return 0 if is_usable(problems) else 1
