"""What is covered: sections of the program, and check sentences for every question."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator

from bot.knowledge.ids import nearest_id
from bot.knowledge.model import IntentKind
from bot.knowledge.problems import Problem, Severity, Spot
from bot.knowledge.pruefung import ALSO
from bot.knowledge.rules.examples import folded
from bot.knowledge.rules.folder import Folder

MIN_CHECK_SENTENCES = 5


def sections(folder: Folder) -> Iterator[Problem]:
    """Warn once per section of a source that no answer draws on.

    An answer draws on a section by its own place or by that of a record it names.
    """
    knowledge = folder.knowledge
    named: dict[str, set[str]] = {}
    for intent in knowledge.intents.values():
        for version in intent.texts["de"].versions:
            named.setdefault(version.source, set()).add(version.place.casefold())
            for record in map(knowledge.records.get, version.records):
                if record:
                    named.setdefault(record.source, set()).add(record.place.casefold())
    for source in knowledge.sources.values():
        places = named.get(source.id, set())
        at = folder.source_spots[source.id]
        for section in source.sections:
            if not any(section.casefold() in place for place in places):
                yield folder.warning(
                    folder.find(at.file, section, at.line) or at,
                    "abschnitt-ohne-antwort",
                    f"Auf den Abschnitt „{section}“ ({source.short}) stützt sich keine Antwort.",
                )


def check_sentences(folder: Folder) -> Iterator[Problem]:
    """Report check sentences that cannot be right, and warn of questions with too few."""
    intents = folder.knowledge.intents
    cases = {
        case.id: case for wording in folder.knowledge.wordings.values() for case in wording.crises
    }
    complete = not any(name.startswith("pruefung/") for name in folder.damaged)
    for key in folder.checks.keys:
        is_crisis = key.spot.file.endswith("/_krise.yaml")
        known: Collection[str] = cases if is_crisis else intents
        if key.spot.file.endswith(f"/{ALSO}"):
            known = intents.keys() | cases.keys()
        if folder.is_missing(key.target, known):
            complete = False
            what = "Notlage" if is_crisis else "Frage"
            yield folder.problem(
                key.spot,
                "unbekannte-kennung",
                f"Eine {what} „{key.target}“ gibt es nicht.{nearest_id(key.target, known)}",
            )
    if not folder.checks.keys or not complete:
        return
    counted = Counter(each.target for each in folder.checks.intents if each.language == "de")
    for intent in intents.values():
        if intent.kind in (IntentKind.ANSWER, IntentKind.SIGNPOST):
            count = counted[intent.id]
            if count < MIN_CHECK_SENTENCES:
                yield folder.warning(
                    folder.where.keys["de", intent.id],
                    "wenig-pruefsaetze",
                    f"„{intent.id}“ hat {count} {'Prüfsatz' if count == 1 else 'Prüfsätze'}. "
                    f"Mindestens {MIN_CHECK_SENTENCES} sollten es sein (Ordner pruefung).",
                )


def taught_sentences(folder: Folder) -> Iterator[Problem]:
    """Report check sentences that are examples, or stand twice; they would prove nothing."""
    taught = {
        (language, folded(text)): intent.id
        for intent in folder.knowledge.intents.values()
        for language, wording in intent.texts.items()
        for text in wording.examples
    }
    asked = {sentence.text for sentence in folder.checks.every()}
    for sentence in (*folder.checks.open, *folder.checks.also):
        if sentence.text not in asked:
            yield folder.warning(
                sentence.spot,
                "offen-ohne-pruefsatz",
                "Diesen Prüfsatz gibt es nicht (mehr). Löschen Sie die Zeile.",
            )
    seen: dict[tuple[str, str], Spot] = {}
    for sentence in folder.checks.every():
        form = (sentence.language, folded(sentence.text))
        if owner := taught.get(form):
            # Greetings and cries for help are so short that the same words are bound to return.
            short = sentence.spot.file.rsplit("/", 1)[-1].startswith("_")
            yield folder.problem(
                sentence.spot,
                "pruefsatz-ist-beispiel",
                f"Dieser Prüfsatz ist ein Beispiel von „{owner}“ und prüft deshalb nichts. "
                "Ändern Sie den Prüfsatz.",
                Severity.WARNING if short else Severity.ERROR,
            )
        first = seen.setdefault(form, sentence.spot)
        if first != sentence.spot:
            yield folder.warning(
                sentence.spot,
                "doppelter-pruefsatz",
                f"Dieser Satz steht schon in {first.file}, Zeile {first.line}. Löschen Sie einen.",
            )
