"""``gedruckt.yaml``: every link that was ever printed; none of them may lose its way.

``qr`` writes it, nobody edits it. What hangs on a wall cannot be called back, so the list is what
``aushaenge.yaml`` is held against.
"""

from __future__ import annotations

from pathlib import Path

from bot.knowledge.fields import Report, read_record
from bot.knowledge.problems import Problem
from bot.knowledge.schema import Field, Kind, Schema
from bot.knowledge.yaml_reader import Scalar, read_file
from bot.quartier.links import SEPARATOR
from bot.quartier.posters_file import Posters

PRINTED = "quartier/gedruckt.yaml"
PRINTED_FILE: Schema = {
    "gedruckt": Field(Kind.TEXTS, True, "Ziel und Aushang jedes Codes, der je gedruckt wurde.")
}
_HEAD = """\
# Jeder Code, der je gedruckt wurde: Ziel, zwei Bindestriche, Aushang. „qr“ trägt ihn ein.
# Eine Zeile darf nur weg, wenn der Ausdruck nie aufgehängt wurde und vernichtet ist.
gedruckt:
"""


def check_printed(knowledge: Path, posters: Posters) -> tuple[Problem, ...]:
    """Return an error for each printed code whose poster is gone or leads elsewhere now.

    Args:
        knowledge: The knowledge folder; without ``gedruckt.yaml`` nothing was printed yet.
        posters: What ``aushaenge.yaml`` says. A target that is gone altogether is reported there.
    """
    path = knowledge / PRINTED
    if not path.exists():
        return ()
    file = read_file(path, PRINTED)
    if file.problems:
        return file.problems
    report = Report(file)
    top = read_record(file.root, PRINTED_FILE, report, "Die Datei")
    for item in top.texts("gedruckt") if top else ():
        _check(item, posters, report)
    return tuple(report.problems)


def _check(item: Scalar, posters: Posters, report: Report) -> None:
    target, _, poster = item.text.strip().partition(SEPARATOR)
    if poster not in posters.spots:
        report.error(
            item.spot,
            "aushang-verschwunden",
            f"Der Aushang „{poster}“ wurde gedruckt und fehlt in aushaenge.yaml. Tragen Sie ihn "
            f"dort mit „ziel: {target}“ ein. Sein Code hängt noch irgendwo.",
        )
    elif (entry := posters.posters.get(poster)) is not None and entry.target != target:
        report.error(
            posters.spots[poster],
            "ziel-geaendert",
            f"Der Aushang „{poster}“ ist mit „ziel: {target}“ gedruckt, hier steht "
            f"„{entry.target}“. Stellen Sie es zurück. Für ein neues Ziel nehmen Sie eine neue "
            "Kennung.",
        )


def remember(knowledge: Path, payload: str) -> bool:
    """Add a printed code to the list; return whether it was new.

    Raises:
        OSError: The file cannot be written.
    """
    path = knowledge / PRINTED
    text = path.read_text(encoding="utf-8") if path.exists() else _HEAD
    line = f"  - {payload}"
    if line in text.splitlines():
        return False
    path.write_text(f"{text.rstrip()}\n{line}\n", encoding="utf-8")
    return True
