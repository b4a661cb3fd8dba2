"""The check sentences as ``eval`` and the tests ask them: group, half, known failure."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from bot.knowledge import pruefung
from bot.knowledge.yaml_reader import Entries, Items, Scalar, read_file
from bot.matching.calibration_set import is_visible

Group = Literal["bekannt", "nah", "fern", "krise", "harmlos"]
Half = Literal["sichtbar", "verdeckt"]


@dataclass(frozen=True, slots=True)
class CheckSentence:
    """One sentence and what must come of it.

    Attributes:
        expected: The intent of a ``bekannt`` sentence, the case of a ``krise``, else ``None``.
        also: Further intents (or crisis cases) whose answer serves it just as well, judged by
            reading the sentence and the answers but not what the bot makes of it (``_auch.yaml``).
        topic: The file it stands in, without ending.
        known_failure: Whether it is listed in ``_offen.yaml``.
    """

    text: str
    group: Group
    expected: str | None
    topic: str
    language: str
    known_failure: bool = False
    also: frozenset[str] = frozenset()

    @property
    def half(self) -> Half:
        """Return the half it belongs to: one may be looked at while working, one not.

        Decided by the sentence itself, so it never changes sides.
        """
        return "sichtbar" if is_visible(self.text) else "verdeckt"


def read_check_sentences(folder: Path) -> tuple[CheckSentence, ...]:
    """Return all check sentences of a knowledge folder, in the order of the files."""
    found = pruefung.read_check_sentences(folder)
    also: dict[tuple[str, str], set[str]] = {}
    for each in found.also:
        also.setdefault((each.language, each.text), set()).add(each.target)
    open_ones = {
        path.parent.name: _open_ones(path)
        for path in (folder / "pruefung").glob(f"*/{pruefung.OPEN}")
    }

    def as_asked(each: pruefung.CheckSentence, group: Group, expected: str | None) -> CheckSentence:
        topic = each.spot.file.rsplit("/", 1)[-1].removesuffix(".yaml").lstrip("_")
        known = each.text in open_ones.get(each.language, ())
        served = frozenset(also.get((each.language, each.text), ()))
        return CheckSentence(each.text, group, expected, topic, each.language, known, served)

    return (
        *(as_asked(each, "bekannt", each.target) for each in found.intents),
        *(as_asked(each, "krise", each.target) for each in found.crises),
        *(
            as_asked(each, "nah" if each.target == "nah" else "fern", None)
            for each in found.strangers
        ),
        *(as_asked(each, "harmlos", None) for each in found.harmless),
    )


def _open_ones(path: Path) -> frozenset[str]:
    root = read_file(path, path.name).root
    if not isinstance(root, Entries) or "saetze" not in root.entries:
        return frozenset()
    node = root.entries["saetze"][1]
    items = node.items if isinstance(node, Items) else ()
    return frozenset(item.text.strip() for item in items if isinstance(item, Scalar))


def write_open_ones(folder: Path, language: str, failing: list[CheckSentence]) -> Path:
    """Write ``_offen.yaml``: the sentences that fail today, so that they stay visible.

    Returns:
        The file.
    """
    path = folder / "pruefung" / language / pruefung.OPEN
    lines = [
        "# Prüfsätze, die der Bot noch nicht richtig behandelt. Von „eval --offen“ geschrieben.",
        "# Gelingt einer davon, schlagen die Tests an: Dann wird er hier gestrichen.",
        "saetze:",
    ]
    lines += [f"  - {_quoted(each.text)}" for each in failing]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
