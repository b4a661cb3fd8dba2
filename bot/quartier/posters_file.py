"""``aushaenge.yaml`` → every poster ever printed, with a German problem for each mistake."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from bot.knowledge.fields import Record, Report, read_record
from bot.knowledge.ids import nearest_id, read_id, slug
from bot.knowledge.problems import Spot
from bot.knowledge.schema import Field, Kind, Schema
from bot.knowledge.yaml_reader import Entries, SourceFile
from bot.quartier.links import too_long

POSTERS = "quartier/aushaenge.yaml"
MAX_LANGUAGES = 4


class Layout(StrEnum):
    """What is printed; the values are those of ``format``."""

    A4 = "a4"
    A6 = "a6"
    CARDS = "visitenkarten"


POSTERS_FILE: Schema = {
    "aushaenge": Field(Kind.ENTRIES, True, "Die Aushänge, jeder unter seiner Kennung.")
}
POSTER: Schema = {
    "ziel": Field(Kind.TEXT, True, "Kennung einer Frage oder eines Orts."),
    "sprachen": Field(Kind.IDS, True, "Eine bis vier Sprachen: [de, uk, ar, tr]."),
    "format": Field(Kind.TEXT, True, "a4, a6 oder visitenkarten."),
    "ort": Field(Kind.TEXT, True, "Wo er hängt, in Worten."),
    "aufgehaengt": Field(Kind.DAY, help="Tag, an dem er aufgehängt wurde."),
    "draussen": Field(Kind.TEXT, help="ja, wenn Regen und Sonne darankommen; sonst nein."),
    "beispiel": Field(Kind.TEXT, help="ja, wenn es ihn nicht wirklich gibt; sonst nein."),
}


@dataclass(frozen=True, slots=True)
class PosterEntry:
    """One poster, or one sheet of cards, as the list has it.

    Attributes:
        target: Id as it is printed in the code; may be a former one of its successor.
        hung_on: ``None`` for one that is not up yet.
        where: Where it hangs, in an editor's words.
    """

    id: str
    target: str
    languages: tuple[str, ...]
    layout: Layout
    where: str = ""
    hung_on: date | None = None
    outdoors: bool = False
    example: bool = False


@dataclass
class Posters:
    """The posters by id, and where each stands."""

    posters: dict[str, PosterEntry] = field(default_factory=dict)
    spots: dict[str, Spot] = field(default_factory=dict)


def read_posters(
    file: SourceFile,
    report: Report,
    *,
    targets: Collection[str],
    languages: Collection[str],
    bot: str | None = None,
) -> Posters:
    """Return the posters of ``aushaenge.yaml``.

    Args:
        targets: Ids of places and intents, those of old among them.
        languages: Codes that have sentences for posters.
        bot: The bot's name; without it a link counts as too long only where no name would fit.
    """
    found = Posters()
    top = read_record(file.root, POSTERS_FILE, report, "Die Datei")
    for key, node in top.entries("aushaenge") if top else ():
        poster_id = read_id(key, report, "des Aushangs")
        fields = read_record(node, POSTER, report, f"Der Aushang „{key.text}“", at=key.spot)
        if not poster_id or not fields:
            continue
        found.spots[poster_id] = key.spot
        target, layout = _target(fields, targets), _layout(fields)
        codes = _languages(fields, languages)
        outdoors, example = _yes(fields, "draussen"), _yes(fields, "beispiel")
        if not target or not layout or not codes:
            continue
        if surplus := too_long(target, poster_id, bot):
            report.error(key.spot, "link-zu-lang", surplus)
            continue
        found.posters[poster_id] = PosterEntry(
            poster_id,
            target,
            codes,
            layout,
            fields.text("ort"),
            fields.day("aufgehaengt"),
            outdoors,
            example,
        )
    return found


def poster_ids(file: SourceFile) -> frozenset[str]:
    """Return the ids of all posters, also of those whose entry has a mistake: they hang."""
    top = file.root.entries.get("aushaenge") if isinstance(file.root, Entries) else None
    entries = top[1] if top else None
    return frozenset(entries.entries) if isinstance(entries, Entries) else frozenset()


def _target(fields: Record, targets: Collection[str]) -> str | None:
    node = fields.scalar("ziel")
    if node is None:
        return None
    target = node.text.strip()
    if target in targets:
        return target
    advice = nearest_id(target, targets)
    if not advice and fields.has("aufgehaengt"):
        advice = (
            " Der Aushang hängt schon: Tragen Sie die alte Kennung bei der Nachfolgerin "
            "unter „frueher“ ein."
        )
    fields.report.error(
        node.spot,
        "ziel-unbekannt",
        f"Eine Frage oder einen Ort „{target}“ gibt es nicht.{advice}",
    )
    return None


def _layout(fields: Record) -> Layout | None:
    node = fields.scalar("format")
    if node is None:
        return None
    known = {slug(each): each for each in Layout}
    layout = known.get(slug(node.text))
    if layout is None:
        hint = nearest_id(node.text, known) or f" Es gibt: {', '.join(known)}."
        fields.report.error(
            node.spot, "format-unbekannt", f"Ein Format „{node.text}“ gibt es nicht.{hint}"
        )
    return layout


def _languages(fields: Record, known: Collection[str]) -> tuple[str, ...]:
    codes: list[str] = []
    fine = True
    for item in fields.texts("sprachen"):
        code = item.text.strip()
        if code not in known:
            text = (
                f"Für die Sprache „{code}“ steht kein Satz in aushang-texte.yaml. "
                f"Es gibt: {', '.join(known)}."
            )
        elif code in codes:
            text = f"Die Sprache „{code}“ steht schon da. Löschen Sie eine von beiden."
        else:
            codes.append(code)
            continue
        fine = False
        fields.report.error(item.spot, "sprache-unbekannt", text)
    if len(codes) > MAX_LANGUAGES:
        fields.report.error(
            fields.spot_of("sprachen"),
            "zu-viele-sprachen",
            f"Auf einen Aushang passen höchstens {MAX_LANGUAGES} Sprachen, hier sind es "
            f"{len(codes)}.",
        )
        fine = False
    return tuple(codes) if fine else ()


def _yes(fields: Record, key: str) -> bool:
    node = fields.scalar(key)
    if node is None or node.text.strip() in ("ja", "nein"):
        return node is not None and node.text.strip() == "ja"
    fields.report.error(
        node.spot,
        "ja-oder-nein",
        f"„{node.text}“ geht bei „{key}“ nicht. Schreiben Sie ja oder nein.",
    )
    return False
