"""``qr``: link, QR code and printable poster for a place or an intent."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from datetime import date
from importlib.util import find_spec
from pathlib import Path

from bot.commands.poster_targets import targets
from bot.commands.today import today
from bot.errors import BotError, KnowledgeError, SettingsError
from bot.knowledge.loader import load
from bot.knowledge.problems import Problem, Severity, is_usable, long_form
from bot.quartier.calendar import Calendar
from bot.quartier.links import payload, read_bot_name
from bot.quartier.poster import Poster, Target, compose, draw, unreviewed
from bot.quartier.poster_folder import PosterFolder, entry_text, read_one, read_poster_folder
from bot.quartier.posters_file import Layout, PosterEntry
from bot.quartier.printed import PRINTED, remember
from bot.quartier.reader import read_calendar

WEB = "web-jobcenter"  # in kontakt.yaml
CARDS_ON_SHEET = 10
PACKAGES = ("segno", "fpdf", "uharfbuzz", "pypdfium2", "zxingcpp")  # the bot itself needs none


def qr(
    knowledge: Path,
    *,
    bot: str,
    folder: Path,
    poster: str | None = None,
    target: str | None = None,
    layout: str | None = None,
    languages: Sequence[str] = (),
    outdoors: bool = False,
    everything: bool = False,
    day: date | None = None,
) -> int:
    """Write link, SVG, PNG and PDF of one poster or of all; return 1 where one was refused.

    Args:
        knowledge: The knowledge folder.
        bot: The bot's name, with or without @.
        folder: Where the files go, each named by its poster; made where it is missing.
        poster: Id of the poster; what the other options leave open comes from its entry.
        target: Id of an intent or place.
        layout: a4, a6 or visitenkarten.
        languages: One to four codes.
        outdoors: Correct more errors.
        everything: All of ``aushaenge.yaml`` instead of one.
        day: Printed as "Stand", and the first day of the dates; today where none is given.
    Raises:
        KnowledgeError: The knowledge has errors.
        SettingsError: The options do not go together, or packages are missing.
        LinkError: The bot's name is none.
    """
    _need_packages()
    name, day = read_bot_name(bot), day or today()
    loaded = load(knowledge)
    if loaded.knowledge is None:
        raise KnowledgeError("Das Wissen hat Fehler. „jobcenter-bot check“ zeigt sie.")
    calendar = read_calendar(knowledge).calendar
    if calendar is None:
        print("Der Kalender hat Fehler, Orte fehlen deshalb: jobcenter-bot check", file=sys.stderr)
    known = targets(loaded.knowledge, calendar or Calendar(), day)
    listed = read_poster_folder(knowledge, known, bot=name if everything else None)
    if not is_usable(listed.problems):
        return _refuse(listed.problems, knowledge)
    if everything:
        entries = list(listed.posters.posters.values())
    else:
        options = (poster, target, layout, languages)
        entry = _one(listed, known, *options, bot=name, outdoors=outdoors)
        if not isinstance(entry, PosterEntry):
            return _refuse(entry, None)
        entries = [entry]
    fact = loaded.knowledge.facts.get(WEB)
    value = fact.on(day) if fact else None
    web = str(value.value) if value and value.value else ""
    refused = 0
    for entry in entries:
        try:
            made = compose(
                entry,
                known[entry.target],
                listed.texts,
                bot=name,
                web=web,
                day=day,
                outdoors=outdoors or None,
            )
            _write(made, entry, folder)
            if not made.example:
                _remember(knowledge, payload(entry.target, entry.id))
        except BotError as error:
            refused += 1
            print(f"{entry.id}: {error.german}", file=sys.stderr)
    _advise(entries, listed)
    return 1 if refused else 0


def _need_packages() -> None:
    if any(find_spec(package) is None for package in PACKAGES):
        raise SettingsError(
            "Für Aushänge fehlen Pakete. Installieren Sie sie mit: "
            "pip install 'jobcenter-bot[aushang]'"
        )


def _one(
    listed: PosterFolder,
    known: dict[str, Target],
    poster: str | None,
    target: str | None,
    layout: str | None,
    languages: Sequence[str],
    *,
    bot: str,
    outdoors: bool,
) -> PosterEntry | tuple[Problem, ...]:
    """Return the poster that is meant, or what is wrong with it."""
    if not poster:
        raise SettingsError("Welcher Aushang? Zum Beispiel: --aushang wattenscheid-03, oder --alle")
    entry = listed.posters.posters.get(poster)
    if entry is None and not target:
        raise SettingsError(
            f"Der Aushang „{poster}“ steht nicht in aushaenge.yaml. Wohin soll er führen? "
            "Zum Beispiel: --ziel miete"
        )
    if entry and target and target != entry.target:
        raise SettingsError(
            f"Der Aushang „{poster}“ steht schon in aushaenge.yaml (Zeile "
            f"{listed.posters.spots[poster].line}) und führt zu „{entry.target}“. "
            "Nehmen Sie eine neue Kennung."
        )
    text = entry_text(
        poster,
        entry.target if entry else target or "",
        languages or (entry.languages if entry else ("de",)),
        layout or (entry.layout if entry else Layout.A4),
        outdoors=outdoors or bool(entry and entry.outdoors),
    )
    made, problems = read_one(text, known, listed.texts, bot=bot)
    if made is None:
        return problems
    if entry is None:
        print(f"Tragen Sie den Aushang in quartier/aushaenge.yaml ein:\n\n{text}\n")
    elif entry.example:
        return PosterEntry(
            made.id, made.target, made.languages, made.layout, outdoors=made.outdoors, example=True
        )
    return made


def _write(poster: Poster, entry: PosterEntry, folder: Path) -> None:
    """Draw a poster, read every code of it back, and only then write its files."""
    from bot.quartier.poster_proof import prove, prove_picture  # noqa: PLC0415

    pdf = draw(poster, entry.layout)
    proof = prove(pdf, poster.code, count=CARDS_ON_SHEET if entry.layout is Layout.CARDS else 1)
    prove_picture(poster.code.png, poster.code)
    files = {
        "txt": f"{poster.code.link}\n".encode(),
        "svg": poster.code.svg,
        "png": poster.code.png,
        "pdf": pdf,
    }
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for ending, content in files.items():
            (folder / f"{entry.id}.{ending}").write_bytes(content)
    except OSError as error:
        raise SettingsError(f"In „{folder}“ kann nicht geschrieben werden.", str(error)) from error
    print(f"{entry.id}: {poster.code.link}")
    print(
        f"  {entry.layout}, Stufe {poster.code.level}, "
        f"{proof.readings} von {proof.readings} Bildern gelesen: {folder / entry.id}.pdf"
    )


def _remember(knowledge: Path, text: str) -> None:
    try:
        new = remember(knowledge, text)
    except OSError:
        print(f"  Tragen Sie den Code in {PRINTED} ein:\n  - {text}")
        return
    if new:
        print(f"  In {PRINTED} gemerkt: Dieser Code gilt ab jetzt für immer.")


def _refuse(problems: Iterable[Problem], folder: Path | None) -> int:
    for problem in problems:
        if problem.severity is Severity.ERROR:
            text = long_form(problem, folder) + "\n" if folder else problem.text
            print(text, file=sys.stderr)
    return 1


def _advise(entries: Iterable[PosterEntry], listed: PosterFolder) -> None:
    codes = {code for entry in entries for code in unreviewed(entry.languages, listed.texts)}
    if codes:
        print(
            f"Noch nicht gegengelesen sind die Sätze auf {', '.join(sorted(codes))} "
            "(quartier/aushang-texte.yaml)."
        )
