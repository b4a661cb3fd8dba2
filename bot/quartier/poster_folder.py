"""The poster files of a knowledge folder, read together; what ``check`` has to say of them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from pathlib import Path

from bot.knowledge.fields import Report
from bot.knowledge.problems import Problem, order
from bot.knowledge.yaml_reader import SourceFile, read_file, read_text
from bot.quartier.poster_texts import PosterTexts, read_poster_texts
from bot.quartier.posters_file import POSTERS, PosterEntry, Posters, read_posters
from bot.quartier.printed import PRINTED, check_printed

TEXTS = "quartier/aushang-texte.yaml"


@dataclass(frozen=True)
class PosterFolder:
    """What came out of the files; the problems in the order of files and lines."""

    texts: PosterTexts = field(default_factory=PosterTexts)
    posters: Posters = field(default_factory=Posters)
    problems: tuple[Problem, ...] = ()
    files: int = 0


def read_poster_folder(
    knowledge: Path, targets: Collection[str], *, bot: str | None = None
) -> PosterFolder:
    """Read ``aushang-texte.yaml`` and ``aushaenge.yaml``; a missing one counts as empty.

    Args:
        knowledge: The knowledge folder.
        targets: Ids of intents and places, with those of old.
        bot: The bot's name, for the length of the links.
    """
    texts, posters = PosterTexts(), Posters()
    problems: list[Problem] = []
    if (path := knowledge / TEXTS).exists():
        file = read_file(path, TEXTS)
        problems.extend(file.problems)
        if not file.problems:
            report = Report(file)
            texts = read_poster_texts(file, report)
            problems.extend(report.problems)
    if (path := knowledge / POSTERS).exists():
        posters, found = _read_list(read_file(path, POSTERS), targets, texts, bot)
        problems.extend(found)
    problems.extend(check_printed(knowledge, posters))
    files = sum((knowledge / name).exists() for name in (TEXTS, POSTERS, PRINTED))
    return PosterFolder(texts, posters, order(problems), files)


def read_one(
    text: str, targets: Collection[str], texts: PosterTexts, *, bot: str
) -> tuple[PosterEntry | None, tuple[Problem, ...]]:
    """Read one entry as an editor would write it, from ``entry_text`` for instance."""
    posters, problems = _read_list(read_text(f"aushaenge:\n{text}", POSTERS), targets, texts, bot)
    return next(iter(posters.posters.values()), None), problems


def _read_list(
    file: SourceFile, targets: Collection[str], texts: PosterTexts, bot: str | None
) -> tuple[Posters, tuple[Problem, ...]]:
    if file.problems:
        return Posters(), file.problems
    report = Report(file)
    posters = read_posters(file, report, targets=targets, languages=tuple(texts.sentences), bot=bot)
    return posters, tuple(report.problems)


def entry_text(
    poster: str, target: str, languages: Collection[str], layout: str, *, outdoors: bool
) -> str:
    """Return a poster's entry for ``aushaenge.yaml``, to be read back or pasted."""
    lines = [
        f"  {poster}:",
        f"    ziel: {target}",
        f"    sprachen: [{', '.join(languages)}]",
        f"    format: {layout}",
        "    ort: Wo er hängt, in Worten",
    ]
    return "\n".join([*lines, "    draussen: ja"] if outdoors else lines)
