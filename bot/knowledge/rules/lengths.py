"""What fits on a phone, and what a phone would show as it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.knowledge.problems import Problem
from bot.knowledge.rules.folder import Folder

MAX_LABEL = 30  # wider labels are cut on a phone of 360 points
MAX_TITLE = 90  # two lines in a list of questions
MAX_ANSWER = 700  # characters before "Mehr lesen", about fifteen lines of a phone
MAX_MORE = 2500

_LIMITS = {"antwort": MAX_ANSWER, "mehr": MAX_MORE}
_MARKUP = re.compile(
    r"\*\*[^*\n]+\*\*|__[^_\n]+__|</?[a-zA-Z]+>|\[[^\]\n]+\]\([^)\n]+\)|^#+ ", re.M
)


def lengths(folder: Folder) -> Iterator[Problem]:
    """Warn of labels and texts that are too long for a phone."""
    for _, intent_id, _, key, node in folder.texts():
        length = len(node.text.strip())
        if key == "kurz" and length > MAX_LABEL:
            yield folder.warning(
                node.spot,
                "knopf-zu-lang",
                f"Der Knopf hat {length} Zeichen, auf ein Telefon passen {MAX_LABEL}.",
            )
        elif key == "frage" and length > MAX_TITLE:
            yield folder.warning(
                node.spot,
                "frage-zu-lang",
                f"Die Frage hat {length} Zeichen, in eine Liste passen {MAX_TITLE}.",
            )
        elif length > _LIMITS.get(key, length):
            advice = (
                "Verschieben Sie Einzelheiten nach „mehr“ oder kürzen Sie."
                if key == "antwort"
                else "Kürzen Sie, oder machen Sie zwei Fragen daraus."
            )
            yield folder.warning(
                node.spot,
                "text-zu-lang",
                f"„{key}“ von „{intent_id}“ hat {length} Zeichen, auf ein Telefon passen etwa "
                f"{_LIMITS[key]}. {advice}",
            )


def markup(folder: Folder) -> Iterator[Problem]:
    """Warn of bold type and links as other programs write them; the client sees the signs."""
    for _, _, _, _, node in folder.texts():
        if found := _MARKUP.search(node.text):
            yield folder.warning(
                folder.spot_in(node, found.start(), len(found[0])),
                "auszeichnung",
                f"„{found[0]}“ erscheint auf dem Telefon genau so, mit den Zeichen darum. "
                "Schreiben Sie einfachen Text.",
            )
