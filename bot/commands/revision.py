"""An earlier state of the knowledge folder: another folder, or what git has of it."""

from __future__ import annotations

import io
import shutil
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bot.errors import BotError


@contextmanager
def earlier(folder: Path, against: str) -> Iterator[Path]:
    """Give the earlier state of ``folder`` for as long as it is needed.

    Args:
        folder: The knowledge folder of today.
        against: Another folder, or a git revision ("HEAD", "main", "v1.2").
    Raises:
        BotError: Neither a folder nor a revision that has this folder.
    """
    if Path(against).is_dir():
        yield Path(against)
        return
    git = shutil.which("git")
    if git is None or not folder.is_dir():
        raise BotError(f"„{against}“ ist kein Ordner, und git ist hier nicht eingerichtet.")

    def ask(*arguments: str) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(  # noqa: S603  a fixed program, no shell
            [git, "-C", str(folder), *arguments], capture_output=True, check=False
        )

    found = ask("rev-parse", "--verify", "--quiet", "--end-of-options", f"{against}^{{commit}}")
    commit = found.stdout.decode().strip()
    if found.returncode or not commit:
        raise BotError(
            f"„{against}“ ist weder ein Ordner noch ein Stand, den git kennt. "
            "Zum Beispiel: --gegen HEAD (der letzte gespeicherte Stand)."
        )
    archive = ask("archive", "--format=tar", commit, "--", ".")
    if archive.returncode:
        raise BotError(f"Im Stand „{against}“ gibt es diesen Ordner noch nicht.")
    with tempfile.TemporaryDirectory() as place:
        with tarfile.open(fileobj=io.BytesIO(archive.stdout)) as tar:
            tar.extractall(place, filter="data")
        yield Path(place)
