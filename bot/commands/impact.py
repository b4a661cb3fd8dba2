"""``check --gegen``: what an edit does to answers and to understanding, before it goes live."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bot.commands.changes import Changes, Reworded, compare
from bot.commands.check_sentences import read_check_sentences
from bot.commands.measures import Measured, measure
from bot.commands.revision import earlier
from bot.commands.today import today
from bot.knowledge.loader import Loaded, load
from bot.knowledge.model import Knowledge
from bot.knowledge.problems import Severity, short_form
from bot.matching.calibration_set import calibration_set
from bot.matching.live import Known
from bot.matching.threshold_file import read_thresholds
from bot.matching.understanding import Understanding

MOST_SHOWN = 12
MOST_EXAMPLES = 10_000
_RESULTS = {"auswahl": "Auswahl", "andere-auswahl": "falsche Auswahl", "krise": "Notlage"}


@dataclass(frozen=True)
class Understood:
    """How the same sentences come out before and after.

    Attributes:
        better: Check sentences that were wrong and are right now.
        worse: Check sentences that were right and are wrong now.
        fine: How many are right before and after, of ``asked``.
        lost_crises: Among ``worse``, those that speak of a danger.
        examples: Examples with the question they lead to before and after.
        examples_asked: How many examples were asked.
    """

    better: tuple[Measured, ...]
    worse: tuple[Measured, ...]
    fine: tuple[int, int]
    asked: int
    examples: tuple[tuple[str, str, str], ...]
    examples_asked: int

    @property
    def lost_crises(self) -> int:
        """Return how many cries for help are no longer heard."""
        return sum(each.sentence.group == "krise" for each in self.worse)


@dataclass(frozen=True)
class Effect:
    """What an edit does, in words for editors.

    Attributes:
        lines: What changed and how it is understood; empty where nothing changed.
        objections: What speaks against publishing it.
    """

    lines: tuple[str, ...] = ()
    objections: tuple[str, ...] = ()


def effect(folder: Path, before: Known, after: Known, day: date) -> Effect:
    """Say what became of answers and understanding between two states.

    Args:
        folder: The knowledge folder, for its check sentences.
        before: The earlier state with what was learnt from it.
        after: The later one.
        day: The day as of which answers are given.
    """
    changes = compare(before.knowledge, after.knowledge)
    if not changes:
        return Effect()
    understood = _understanding(folder, before, after, day)
    return Effect(
        (*_answers(changes), *_examples(changes), *_effects(understood)),
        tuple(_objections(changes, understood)),
    )


def impact(
    folder: Path, against: str, *, cache: Path | None = None, day: date | None = None
) -> int:
    """Print what changed since an earlier state and whether it may be published.

    Args:
        folder: The knowledge folder.
        against: Another folder or a git revision.
        cache: Where trained matchers are kept.
        day: The day as of which answers are given.
    Returns:
        0 where nothing speaks against publishing, else 1.
    Raises:
        BotError: There is no such earlier state.
    """
    day = day or today()
    found = load(folder, thorough=True, today=day)
    errors = [each for each in found.problems if each.severity is Severity.ERROR]
    new = load(folder)  # what the bot itself would take over
    with earlier(folder, against) as place:
        old = load(place)
        if new.knowledge is None:
            return _refused([short_form(each, folder) for each in errors], new)
        if old.knowledge is None:
            print(f"Der Stand „{against}“ hat selbst Fehler; ein Vergleich ist nicht möglich.")
            return 1
        if not compare(old.knowledge, new.knowledge) and old.digest == new.digest:
            print(f"Gegenüber „{against}“ hat sich nichts geändert.")
            return 0
        before, after = (_learn(folder, each, cache) for each in (old.knowledge, new.knowledge))
    found_effect = effect(folder, before, after, day)
    for line in found_effect.lines or ("Antworten und Beispiele sind die alten.",):
        print(line)
    against_it = [*found_effect.objections]
    if errors:
        against_it.insert(0, f"{len(errors)} Fehler, siehe „jobcenter-bot check“.")
    print()
    for objection in against_it:
        print(f"Dagegen spricht: {objection}")
    if against_it:
        print("Bitte erst ändern, dann veröffentlichen.")
    else:
        print("Das darf veröffentlicht werden.")
    return 1 if against_it else 0


def _refused(errors: Sequence[str], new: Loaded) -> int:
    for line in errors[:MOST_SHOWN]:
        print(line)
    print()
    print(
        f"Das darf so nicht veröffentlicht werden: {len(errors)} Fehler in {new.files} Dateien. "
        "Beheben Sie sie zuerst; danach zeigt dieser Befehl, was die Änderung bewirkt."
    )
    return 1


def _learn(folder: Path, knowledge: Knowledge, cache: Path | None) -> Known:
    """Learn as the running bot does: as sure, and from the same thresholds on."""
    learnt = Understanding.learn(
        knowledge,
        thresholds=read_thresholds(folder),
        calibration=calibration_set(folder),
        cache=cache,
    )
    return Known(knowledge, learnt)


def _understanding(folder: Path, before: Known, after: Known, day: date) -> Understood:
    old, new = before.knowledge, after.knowledge
    sentences = read_check_sentences(folder)
    pairs = list(zip(measure(sentences, before, day), measure(sentences, after, day), strict=True))
    kept = {
        (language, text): intent.id
        for intent in new.intents.values()
        if intent.id in old.intents
        for language, wording in intent.texts.items()
        for text in wording.examples
    }
    # Of very many examples every second, third …: nobody waits minutes for the rest.
    asked = list(kept)[:: -(-len(kept) // MOST_EXAMPLES) or 1]
    led = (
        (text, _first(before, text, language), _first(after, text, language))
        for language, text in asked
    )
    return Understood(
        tuple(now for then, now in pairs if now.fine and not then.fine),
        tuple(now for then, now in pairs if then.fine and not now.fine),
        (sum(then.fine for then, _ in pairs), sum(now.fine for _, now in pairs)),
        len(pairs),
        tuple(each for each in led if each[1] != each[2]),
        len(asked),
    )


def _first(known: Known, text: str, language: str) -> str:
    candidates = known.understanding.rank(text, language)[0].candidates
    return candidates[0].intent if candidates else "nichts"


def _answers(changes: Changes) -> Iterator[str]:
    yield "Antworten"
    for label, names in (("neu", changes.added), ("entfallen", changes.removed)):
        if names:
            yield f"  {label}: {', '.join(names)}"
    for each in changes.reworded:
        yield from _reworded(each)
    for name, users in changes.values:
        used = f"in {', '.join(users)}" if users else "in keiner Antwort"
        yield f"  Wert {name} geändert, verwendet {used}"
    if not (changes.added or changes.removed or changes.reworded or changes.values):
        yield "  keine geändert"


def _reworded(each: Reworded) -> Iterator[str]:
    (lix_before, length_before), (lix_after, length_after) = each.before, each.after
    moved = "leichter" if lix_after < lix_before - 0.5 else "schwerer"
    moved = "gleich gut" if abs(lix_after - lix_before) <= 0.5 else moved
    yield (
        f"  {each.intent}: neuer Text, {length_before} → {length_after} Zeichen, {moved} zu lesen "
        f"(Lesbarkeitsindex {lix_before:.0f} → {lix_after:.0f})"
    )
    if each.stale:
        yield "    „stand“ ist noch der alte. Haben Sie an der Quelle geprüft?"
    if each.outdated:
        yield f"    Übersetzung veraltet: {', '.join(each.outdated)}; dort erscheint Deutsch."


def _examples(changes: Changes) -> Iterator[str]:
    if not (changes.moved or changes.taught or changes.untaught):
        return
    yield ""
    yield "Beispiele"
    for text, before, after in changes.moved[:MOST_SHOWN]:
        yield f"  verschoben von {before} nach {after}: {text}"
    for sign, counted in (("+", changes.taught), ("-", changes.untaught)):
        for name, count in counted[:MOST_SHOWN]:
            yield f"  {name}: {sign}{count}"


def _effects(found: Understood) -> Iterator[str]:
    yield ""
    yield f"Verständnis, gemessen an {found.asked} Prüfsätzen"
    yield f"  richtig vorher {found.fine[0]}, nachher {found.fine[1]}"
    for label, measured in (("nun richtig", found.better), ("nun falsch", found.worse)):
        if measured:
            yield f"  {label}: {len(measured)}"
        # The hidden half stays unread, or it would prove nothing the next time.
        visible = [each for each in measured if each.sentence.half == "sichtbar"]
        for each in visible[:MOST_SHOWN]:
            got = each.outcome.intent or _RESULTS.get(each.result, "keine Antwort")
            wanted = each.sentence.expected or each.sentence.group
            yield f"    {wanted} → {got}: {each.sentence.text[:90]}"
    if found.examples:
        yield (
            f"  Beispiele, die nun woanders hinführen: {len(found.examples)} von "
            f"{found.examples_asked} gefragten"
        )
    for text, before, after in found.examples[:MOST_SHOWN]:
        yield f"    {before} → {after}: {text}"


def _objections(changes: Changes, found: Understood) -> Iterator[str]:
    for name in changes.lost:
        yield (
            f"Die Kennung „{name}“ fällt weg, gedruckte Links führen dann ins Leere. Tragen Sie "
            "sie bei der Nachfolgerin unter „frueher“ ein."
        )
    if found.lost_crises:
        yield f"{found.lost_crises} Hilferufe erkennt der Bot nicht mehr."
    if len(found.worse) > len(found.better):
        yield (
            f"{len(found.worse)} Prüfsätze versteht der Bot nun falsch, nur {len(found.better)} "
            "neu richtig."
        )
