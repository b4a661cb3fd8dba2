"""Fields that several entries of the calendar share: status, source, languages, a choice."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date

from bot.knowledge.fields import Record
from bot.knowledge.ids import nearest_id, slug
from bot.knowledge.problems import Spot
from bot.knowledge.yaml_reader import Scalar
from bot.quartier.calendar import Status
from bot.quartier.read_words import Words

MAX_ID = 40  # with its verb and a day in a button's 64 bytes
_NO_SOURCE = "redaktion"  # our own wording cannot confirm a date


def value_spot(fields: Record, key: str) -> Spot:
    """Return where the value behind ``key`` stands, or the key or section where it is missing."""
    node = fields.scalar(key)
    return node.spot if node else fields.spot_of(key)


def choice(fields: Record, key: str, choices: Iterable[str], default: str) -> str | None:
    """Return one of several words, the default where the key is missing, ``None`` if wrong."""
    node = fields.scalar(key)
    if node is None:
        return default
    text = node.text.strip()
    known = tuple(choices)
    for each in known:
        if slug(text) == slug(each):
            return each
    hint = nearest_id(text, known) or f" Es gibt: {', '.join(f'„{each}“' for each in known)}."
    fields.report.error(node.spot, f"{key}-unbekannt", f"„{text}“ geht bei „{key}“ nicht.{hint}")
    return None


def read_status(fields: Record) -> Status | None:
    """Return the status; a confirmed entry needs a source of its own."""
    found = choice(fields, "status", [each.value for each in Status], "")
    if not found:
        return None
    status = Status(found)
    if status is Status.CONFIRMED and fields.text("quelle") == _NO_SOURCE:
        fields.report.error(
            value_spot(fields, "quelle"),
            "bestaetigt-ohne-quelle",
            "Bestätigt heißt: Das Jobcenter hat es gesagt. Nennen Sie diese Quelle, "
            f"„{_NO_SOURCE}“ reicht nicht.",
        )
    return status


def check_source(fields: Record, sources: Collection[str] | None) -> None:
    """Report a source that ``quellen.yaml`` does not have."""
    node = fields.scalar("quelle")
    if node is None or sources is None or node.text.strip() in sources:
        return
    name = node.text.strip()
    fields.report.error(
        node.spot,
        "quelle-unbekannt",
        f"Eine Quelle „{name}“ steht nicht in quellen.yaml.{nearest_id(name, sources)}",
    )


def read_languages(fields: Record, words: Words) -> tuple[str, ...]:
    """Return the codes of the languages spoken; German needs no names."""
    known = {"de", *words.languages}
    found = []
    for item in fields.texts("sprachen"):
        code = item.text.strip()
        if code in known or not words.languages:
            found.append(code)
            continue
        fields.report.error(
            item.spot,
            "sprache-unbekannt",
            f"Eine Sprache „{code}“ steht nicht in quartier/woerter.yaml.{_code_of(code, words)}",
        )
    return tuple(dict.fromkeys(found))


def _code_of(text: str, words: Words) -> str:
    for code, names in words.languages.items():
        if slug(text) in map(slug, names):
            return f" Meinten Sie „{code}“?"
    return f" Es gibt: {', '.join(sorted({'de', *words.languages}))}."


def too_long(key: Scalar, fields: Record) -> bool:
    """Report an id that would not fit into a button."""
    if len(key.text) <= MAX_ID:
        return False
    fields.report.error(
        key.spot, "kennung", f"Die Kennung ist länger als {MAX_ID} Zeichen. Kürzen Sie sie."
    )
    return True


def read_on(fields: Record) -> date:
    """Return the day of the entry; a wrong one was reported when it was read."""
    return fields.day("stand") or date(2000, 1, 1)
