"""What is installed and imported: pinned by hash, under a known licence, and nothing beside it.

No database of known vulnerabilities is reachable from here, so none is asked; these tests see
whether a package could be exchanged, is missing, or came along unseen.
"""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

import pytest
from packaging.markers import Marker
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[2]
FILES = sorted(ROOT.glob("requirements*.txt"))
LICENCES = re.compile(
    r"\b(?:MIT(?:-0|-CMU)?|Apache(?:-2\.0| 2\.0| License| Software License)|BSD|PSF|PSFL|MPL|"
    r"Mozilla Public License|LGPL|Public Domain|0BSD|Zlib)\b"
)


@dataclass(frozen=True)
class Pin:
    name: str
    version: str
    marker: str
    hashes: tuple[str, ...]

    def holds_here(self) -> bool:
        return not self.marker or Marker(self.marker).evaluate()


def read(text: str) -> list[Pin]:
    """Return the pins of a requirements file.

    Raises:
        ValueError: A line is none, for instance an option, an address or a range.
    """
    pins = []
    for entry in re.sub(r"\\\n\s*", "", text).splitlines():
        if not entry.strip() or entry.startswith("#"):
            continue
        head, *hashes = re.split(r"\s+--hash=", entry.strip())
        match = re.fullmatch(r"([\w.-]+)==([\w.+!]+)(?:\s*;\s*(.+))?", head)
        if match is None or not hashes:
            raise ValueError(f"no pin with a hash: {entry[:80]}")
        if not all(re.fullmatch(r"sha256:[0-9a-f]{64}", each.strip()) for each in hashes):
            raise ValueError(f"no SHA-256: {entry[:80]}")
        pins.append(Pin(canonicalize_name(match[1]), match[2], match[3] or "", tuple(hashes)))
    return pins


def of(name: str) -> dict[str, Pin]:
    """Return the pins of one file that hold on this machine, by name."""
    pins = read((ROOT / name).read_text(encoding="utf-8"))
    return {pin.name: pin for pin in pins if pin.holds_here()}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_line_is_a_pin_with_hashes(path: Path) -> None:
    assert len(read(path.read_text(encoding="utf-8"))) > 10


@pytest.mark.parametrize(
    "line",
    [
        "rapidfuzz>=3",
        "rapidfuzz==3.9",
        "rapidfuzz==3.9 --hash=md5:00",
        "-e .",
        "--index-url https://example.org/simple",
        "https://example.org/a.whl --hash=sha256:" + "0" * 64,
    ],
)
def test_what_could_be_exchanged_is_no_pin(line: str) -> None:
    with pytest.raises(ValueError, match=r"no pin|no SHA"):
        read(line)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_file_pins_the_same_versions(path: Path) -> None:
    running = of("requirements.txt")
    pins = of(path.name)
    assert {
        name: pins[name].version
        for name in running.keys() & pins.keys()
        if pins[name].version != running[name].version
    } == {}


def test_what_is_installed_is_what_is_pinned() -> None:
    pins = of("requirements-test.txt")
    assert {name: metadata.version(name) for name in pins} == {
        name: pin.version for name, pin in pins.items()
    }


def test_what_is_installed_fits_together() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "pip", "--disable-pip-version-check", "check"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("name", sorted(of("requirements-test.txt")))
def test_the_licence_is_known(name: str) -> None:
    about = metadata.metadata(name)
    said = " ".join(
        [
            about.get("License-Expression") or "",
            (about.get("License") or "")[:200],
            *(each for each in about.get_all("Classifier") or () if each.startswith("License")),
        ]
    )
    assert LICENCES.search(said), said


def declared(extra: str = "") -> set[str]:
    """Return the packages that ``pyproject.toml`` names, for one extra or for all runs."""
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    lines = project["optional-dependencies"][extra] if extra else project["dependencies"]
    return {canonicalize_name(Requirement(line).name) for line in lines}


def imported() -> dict[str, str]:
    """Return each outside module that ``bot`` imports, with a place where it does."""
    found: dict[str, str] = {}
    for path in sorted((ROOT / "bot").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = []
            if isinstance(node, ast.Import):
                names = [each.name for each in node.names]
            elif isinstance(node, ast.ImportFrom) and not node.level:
                names = [node.module or ""]
            for name in names:
                top = name.partition(".")[0]
                if top not in sys.stdlib_module_names and top != "bot":
                    found.setdefault(top, f"{path.relative_to(ROOT)}:{node.lineno}")
    return found


def test_the_bot_imports_nothing_that_is_not_declared() -> None:
    packages = metadata.packages_distributions()
    allowed = declared() | declared("aushang") | brought_along("python-telegram-bot")
    allowed |= brought_along("fpdf2")  # its Pillow also reads the rendered page
    assert {
        module: place
        for module, place in imported().items()
        if not {canonicalize_name(each) for each in packages.get(module, ())} & allowed
    } == {}


def brought_along(name: str) -> set[str]:
    """Return what a package declares: the preview serves with the tornado of the library."""
    return {canonicalize_name(Requirement(each).name) for each in metadata.requires(name) or ()}


def test_what_is_declared_is_pinned() -> None:
    assert declared() <= of("requirements.txt").keys()
    assert declared("aushang") <= of("requirements-aushang.txt").keys()
