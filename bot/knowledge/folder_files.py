"""Which files of a folder the bot reads, and which lie where it does not look."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from bot.knowledge.ids import ID, nearest_key, slug
from bot.knowledge.problems import Problem, Spot

NEEDED = ("sprachen.yaml", "quellen.yaml", "werte.yaml", "de/_texte.yaml")
CHECKED = ("glossar.yaml", "rechtsaenderungen.yaml")  # only ``check`` reads these
_ROOT = frozenset({*NEEDED[:3], *CHECKED, "kontakt.yaml", "belege.yaml"})
NO_TOPIC = frozenset({"_texte.yaml", "_woerter.yaml", "_fremd.yaml", "_krise.yaml"})
_UNDERSCORED = NO_TOPIC | {"_geplauder.yaml"}
_ELSEWHERE = ("pruefung", "quartier", "vorlagen")  # read by other parts, or by nobody


def yaml_files(folder: Path, *, thorough: bool = False) -> list[tuple[str, Path]]:
    """Return the files that are read, by name below the folder.

    Args:
        folder: The knowledge folder.
        thorough: Also those that only ``check`` reads.
    """
    found = [*folder.glob("*.yaml"), *folder.glob("*/*.yaml")]
    if thorough:
        found += (folder / "pruefung").glob("*/*.yaml")
    named = [(path.relative_to(folder).as_posix(), path) for path in found]
    return sorted(
        (name, path)
        for name, path in named
        if not path.name.startswith(".") and _is_read(name, thorough=thorough)
    )


def _is_read(name: str, *, thorough: bool) -> bool:
    parts = name.split("/")
    if len(parts) == 1:
        return name in _ROOT and (thorough or name not in CHECKED)
    if parts[0] in _ELSEWHERE:
        return thorough and len(parts) == 3
    return len(parts) == 2 and not _bad_name(parts[1])


def _bad_name(short: str) -> bool:
    if short.startswith("_"):
        return short not in _UNDERSCORED
    return not ID.fullmatch(short.removesuffix(".yaml"))


def linked_folders(folder: Path) -> Iterator[Problem]:
    """Report folders that are links; what lies behind one is no part of the knowledge."""
    for path in sorted(folder.iterdir()):
        if path.is_dir() and path.is_symlink() and not path.name.startswith("."):
            yield Problem(
                Spot(path.name),
                "Das ist eine Verknüpfung auf einen anderen Ordner. Legen Sie den Ordner selbst "
                "hier ab.",
                "verknuepfung",
            )


def misplaced(folder: Path, languages: Iterable[str]) -> Iterator[Problem]:
    """Report files that look like knowledge and are not read.

    Args:
        folder: The knowledge folder.
        languages: The codes in ``sprachen.yaml``; none where that file cannot be read.
    """
    known = set(languages)
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        parts = name.split("/")
        if any(part.startswith((".", "~")) for part in parts) or parts[0] in (
            "quartier",
            "vorlagen",
        ):
            continue
        problem = _misplaced(name, parts, path, known)
        if problem:
            yield Problem(Spot(name), problem[1], problem[0])


def _misplaced(name: str, parts: list[str], path: Path, known: set[str]) -> tuple[str, str] | None:
    short = parts[-1]
    lower = short.lower()
    if (
        lower.endswith(".yml")
        or ".yaml." in lower
        or (".yaml" in lower and not short.endswith(".yaml"))
    ):
        right = short[: lower.index(".y")] + ".yaml"
        return "endung", (
            f"Der Bot liest nur Dateien mit der Endung „.yaml“. Benennen Sie sie um in „{right}“. "
            "(Windows zeigt die Endung erst nach „Ansicht“, „Dateinamenerweiterungen“.)"
        )
    if not short.endswith(".yaml"):
        return None
    if len(parts) == 1 and name not in _ROOT:
        nearest = nearest_key(name, _ROOT)
        hint = f" Meinten Sie „{nearest}“?" if nearest else " Themen gehören in den Ordner „de“."
        return "falscher-ordner", f"Hier liest der Bot keine Datei mit diesem Namen.{hint}"
    if len(parts) == 1 or (parts[0] == "pruefung" and len(parts) == 3):
        return None
    if len(parts) > 2 or parts[0] == "pruefung":
        place = "pruefung/de" if parts[0] == "pruefung" else parts[0]
        return "falscher-ordner", (
            f"In diesem Ordner liest der Bot nicht. Legen Sie die Datei nach „{place}“."
        )
    if known and parts[0] not in known:
        return "sprache-unbekannt", (
            f"Die Sprache „{parts[0]}“ steht nicht in sprachen.yaml. Tragen Sie sie dort ein, oder "
            "benennen Sie den Ordner um."
        )
    if path.is_file() and _bad_name(short):
        nearest = nearest_key(short, _UNDERSCORED) if short.startswith("_") else None
        right = nearest or f"{slug(short.removesuffix('.yaml'))}.yaml"
        return "dateiname", (
            "Ein Dateiname hat nur kleine Buchstaben von a bis z, Ziffern und Bindestriche. "
            f"Benennen Sie die Datei um, zum Beispiel in „{right}“."
        )
    return None


def missing(names: Iterable[str], strays: Iterable[Problem]) -> Iterator[Problem]:
    """Report needed files that are not there, unless one lies about under another name."""
    stray = [problem.spot.file.rsplit("/", 1)[-1] for problem in strays]
    present = set(names)
    for name in NEEDED:
        short = name.rsplit("/", 1)[-1]
        found = any(each.startswith(short.removesuffix(".yaml")) for each in stray) or nearest_key(
            short, stray
        )
        if name not in present and not found:
            yield Problem(
                Spot(name),
                "Diese Datei fehlt. Legen Sie sie an; ein Muster liegt in „vorlagen“.",
                "datei-fehlt",
            )
