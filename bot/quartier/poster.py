"""What a poster says, and drawing it in one of the layouts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.quartier.links import link
from bot.quartier.poster_texts import PosterTexts
from bot.quartier.posters_file import Layout, PosterEntry
from bot.quartier.qr import Code, make_code

MAX_DATES = 3


@dataclass(frozen=True, slots=True)
class Target:
    """Where a poster leads.

    Attributes:
        title: The question, or the name of the place.
        address: Of a place; empty for a question.
        dates: Its next dates as finished German lines; the first three are printed.
        example: Its place or dates are invented: the poster says so.
    """

    title: str
    is_place: bool = False
    address: str = ""
    dates: tuple[str, ...] = ()
    example: bool = False


@dataclass(frozen=True, slots=True)
class Poster:
    """Everything that is drawn: finished texts, the code, sentences by language."""

    code: Code
    bot: str
    title: str
    sentences: tuple[tuple[str, str], ...]
    labels: dict[str, str]
    dates: tuple[str, ...]
    address: str
    web: str
    day: date
    example: bool
    is_place: bool = False


def compose(
    entry: PosterEntry,
    target: Target,
    texts: PosterTexts,
    *,
    bot: str,
    web: str,
    day: date,
    outdoors: bool | None = None,
) -> Poster:
    """Return the content of a poster.

    Args:
        bot: The bot's name without @.
        web: Web address for people without Telegram, empty where none is known.
        day: The day printed as "Stand".
        outdoors: Instead of what the entry says.
    Raises:
        LinkError: The link would be too long for the code.
    """
    code = make_code(
        link(bot, entry.target, entry.id),
        outdoors=entry.outdoors if outdoors is None else outdoors,
    )
    labels = dict(texts.labels)
    labels["stand"] = labels["stand"].replace("{tag}", f"{day:%d.%m.%Y}")
    title = target.title
    if target.is_place:
        title = labels["titel_ort"].replace("{ort}", target.title)
    return Poster(
        code,
        bot,
        title,
        _sentences(entry, target, texts),
        labels,
        target.dates[:MAX_DATES],
        target.address,
        web,
        day,
        entry.example or target.example,
        target.is_place,
    )


def _sentences(
    entry: PosterEntry, target: Target, texts: PosterTexts
) -> tuple[tuple[str, str], ...]:
    found = []
    for code in entry.languages:
        sentences = texts.sentences[code]
        if entry.layout is Layout.CARDS:
            found.append((code, sentences.card))
        else:
            found.append((code, sentences.place if target.is_place else sentences.question))
    return tuple(found)


def unreviewed(languages: Sequence[str], texts: PosterTexts) -> tuple[str, ...]:
    """Return the languages whose sentences nobody has proofread."""
    return tuple(code for code in languages if not texts.sentences[code].reviewed)


def draw(poster: Poster, layout: Layout) -> bytes:
    """Return the PDF of a poster, one page at its printed size.

    Raises:
        TextTooLongError: A text does not fit.
        MissingGlyphError: The fonts lack a character.
    """
    # Imported here: reading the list of posters needs no PDF library.
    if layout is Layout.CARDS:
        from bot.quartier.poster_cards import draw_cards  # noqa: PLC0415

        return draw_cards(poster)
    from bot.quartier.poster_page import draw_page  # noqa: PLC0415

    return draw_page(poster, layout)
