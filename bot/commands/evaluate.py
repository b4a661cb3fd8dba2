"""``eval``: how well the knowledge is understood."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from bot.commands.check_sentences import read_check_sentences, write_open_ones
from bot.commands.measures import (
    Calibration,
    Measured,
    Share,
    calibration,
    intended,
    measure,
    share,
)
from bot.commands.today import today
from bot.matching.calibration_set import calibration_set
from bot.matching.disturb import DISTURBANCES, disturb
from bot.matching.live import Known, LiveKnowledge
from bot.matching.threshold_file import write_thresholds
from bot.matching.thresholds import Prediction, choose

MOST_CONFUSIONS = 15
MOST_WORDS = 3


def evaluate(
    folder: Path,
    *,
    cache: Path | None = None,
    half: str = "beide",
    as_json: bool = False,
    show_misses: bool = False,
    disturbed: bool = False,
    list_open: bool = False,
    compute_thresholds: bool = False,
) -> int:
    """Ask every check sentence and print what became of it.

    Args:
        folder: The knowledge folder.
        cache: Where trained matchers are kept.
        half: ``sichtbar``, ``verdeckt`` or ``beide``.
        as_json: For machines instead of people.
        show_misses: List each sentence that failed; only for the half that may be looked at.
        disturbed: Also with typing mistakes.
        compute_thresholds: Compute and write the thresholds instead, from the half that may be
            looked at.
        list_open: Write the sentences that fail into ``_offen.yaml``.
    Returns:
        0 where only known failures fail, else 1.
    Raises:
        KnowledgeError: The folder cannot be used.
    """
    known = LiveKnowledge(folder, cache=cache).current
    if compute_thresholds:
        return _write_thresholds(folder, known)
    sentences = [each for each in read_check_sentences(folder) if half in ("beide", each.half)]
    day = today()
    measured = measure(sentences, known, day)
    disturbances: dict[str, Share] = {}
    if disturbed:
        plain = [each for each in sentences if each.group == "bekannt"]
        for how in DISTURBANCES:
            bad = [replace(each, text=disturb(each.text, how)) for each in plain]
            disturbances[how] = share(measure(bad, known, day), "richtig", "auswahl")
    if list_open:
        failing = [each.sentence for each in measured if not each.fine]
        for language in known.knowledge.languages:
            of_language = [each for each in failing if each.language == language]
            if of_language:
                print(f"Geschrieben: {write_open_ones(folder, language, of_language)}")
        return 0
    if as_json:
        print(json.dumps(_record(measured, disturbances, known), ensure_ascii=False, indent=1))
    else:
        for line in _table(measured, disturbances, known):
            print(line)
        if show_misses:
            for line in _misses(measured):
                print(line)
    return 0 if all(each.fine or each.sentence.known_failure for each in measured) else 1


def _write_thresholds(folder: Path, known: Known) -> int:
    predictions = [
        Prediction(text, truths, ranking)
        for language, pairs in calibration_set(folder).items()
        if language in known.understanding.matchers
        for (text, truths), ranking in zip(
            pairs, known.understanding.matchers[language].cross_tuned(pairs), strict=True
        )
    ]
    thresholds = choose(predictions)
    strangers = sum(not each.truths for each in predictions)
    note = f"{len(predictions) - strangers} Prüfsätze und {strangers} fremde, sichtbare Hälfte"
    path = write_thresholds(folder, thresholds, note)
    print(
        f"{path}: Antwort ab {thresholds.answer:.2f}, Vorsprung {thresholds.lead:.2f}, "
        f"Auswahl ab {thresholds.choices:.3f} ({note})"
    )
    return 0


def _group(measured: Sequence[Measured], *groups: str) -> list[Measured]:
    return [each for each in measured if each.sentence.group in groups]


def _answered(measured: Sequence[Measured]) -> Share:
    return Share(sum(each.answered for each in measured), len(measured))


def _table(
    measured: Sequence[Measured], disturbances: dict[str, Share], known: Known
) -> Iterator[str]:
    inside = _group(measured, "bekannt")
    yield f"Prüfsätze: {len(inside)} zu bekannten Fragen, {len(measured) - len(inside)} andere"
    yield ""
    yield f"richtig beantwortet         {share(inside, 'richtig')}"
    yield f"  davon wie vorgesehen      {intended(inside)}"
    yield f"richtig oder in der Auswahl {share(inside, 'richtig', 'auswahl')}"
    yield f"sicher und falsch           {share(inside, 'falsch')}"
    yield f"Auswahl ohne das Richtige   {share(inside, 'andere-auswahl')}"
    yield f"nicht verstanden            {share(inside, 'nicht-verstanden')}"
    yield f"als Krise behandelt         {share(inside, 'krise')}"
    yield ""
    for group, label in (("nah", "nah"), ("fern", "fern")):
        outside = _group(measured, group)
        yield f"fremd ({label:>4}) beantwortet    {_answered(outside)}"
        yield f"fremd ({label:>4}) Auswahl        {share(outside, 'auswahl', 'andere-auswahl')}"
    yield f"fremd (alle) beantwortet    {_answered(_group(measured, 'nah', 'fern'))}"
    yield ""
    crisis = _group(measured, "krise")
    yield f"Krise erkannt               {share(crisis, 'krise')}"
    yield f"Fehlalarm, harmlose Sätze   {share(_group(measured, 'harmlos'), 'krise')}"
    ordinary = _group(measured, "bekannt", "nah", "fern")
    yield f"Fehlalarm, übrige Sätze     {share(ordinary, 'krise')}"
    yield ""
    yield f"{'Thema':<20} {'Sätze':>5} {'richtig':>8} {'+Auswahl':>8} {'falsch':>7} {'nicht':>7}"
    for topic in sorted({each.sentence.topic for each in inside}):
        part = [each for each in inside if each.sentence.topic == topic]
        yield (
            f"{topic:<20} {len(part):>5} {share(part, 'richtig').value:>8.1%} "
            f"{share(part, 'richtig', 'auswahl').value:>8.1%} {share(part, 'falsch').value:>7.1%} "
            f"{share(part, 'nicht-verstanden').value:>7.1%}"
        )
    yield ""
    yield "Verwechslungen (erwartet → beantwortet) und die Wörter, an denen es lag"
    for (expected, answered), count in _confusions(inside).most_common(MOST_CONFUSIONS):
        words = ", ".join(_responsible(inside, expected, answered, known))
        yield f"  {count:>3}  {expected} → {answered}: {words}"
    yield ""
    yield from _calibration_lines(calibration(_group(measured, "bekannt", "nah", "fern")))
    if disturbances:
        yield ""
        yield "Richtig oder in der Auswahl, wenn jemand so tippt:"
        for how, found in disturbances.items():
            yield f"  {how:<20} {found}"
    failed = [each for each in measured if not each.fine]
    listed = sum(each.sentence.known_failure for each in failed)
    yield ""
    yield f"Offen: {len(failed)} Sätze, davon {listed} als bekannt in _offen.yaml"


def _confusions(inside: Sequence[Measured]) -> Counter[tuple[str, str]]:
    return Counter(
        (each.sentence.expected or "-", each.outcome.intent or "-")
        for each in inside
        if each.result == "falsch"
    )


def _responsible(
    inside: Sequence[Measured], expected: str, answered: str, known: Known
) -> list[str]:
    """Return the words that counted most for the wrong answer of one confusion."""
    shares: Counter[str] = Counter()
    for each in inside:
        if (each.sentence.expected, each.outcome.intent) != (expected, answered):
            continue
        found = known.understanding.explain(each.sentence.text, each.sentence.language)
        for candidate in found.candidates:
            if candidate.intent == answered:
                shares.update(dict(candidate.words))
    return [word for word, _ in shares.most_common(MOST_WORDS)]


def _calibration_lines(found: Calibration) -> Iterator[str]:
    yield f"Verlässlichkeit der Sicherheit (mittlere Abweichung {found.error:.3f})"
    for number, (count, mean, right) in enumerate(found.bins):
        if count:
            bar = "█" * round(right * 20)
            tenth = f"{number / 10:.1f}–{(number + 1) / 10:.1f}"
            yield f"  {tenth} {count:>5} {mean:.2f} {right:.2f} {bar}"


def _misses(measured: Sequence[Measured]) -> Iterator[str]:
    yield ""
    yield "Fehlgriffe der sichtbaren Hälfte"
    for each in measured:
        if each.fine or each.sentence.half != "sichtbar":
            continue
        got = each.outcome.intent or ", ".join(c.intent for c in each.outcome.choices) or "-"
        yield (
            f"  {each.result:<16} {each.sentence.expected or each.sentence.group} → {got} "
            f"({each.outcome.confidence:.2f}): {each.sentence.text[:140]}"
        )


def _record(
    measured: Sequence[Measured], disturbances: dict[str, Share], known: Known
) -> dict[str, Any]:
    def as_record(found: Share) -> dict[str, Any]:
        return {"share": found.value, "interval": found.interval, "of": found.total}

    inside = _group(measured, "bekannt")
    found = calibration(_group(measured, "bekannt", "nah", "fern"))
    return {
        "right": as_record(share(inside, "richtig")),
        "right_as_intended": as_record(intended(inside)),
        "right_or_choices": as_record(share(inside, "richtig", "auswahl")),
        "wrong": as_record(share(inside, "falsch")),
        "not_understood": as_record(share(inside, "nicht-verstanden")),
        "out_of_scope_answered": as_record(_answered(_group(measured, "nah", "fern"))),
        "crisis_found": as_record(share(_group(measured, "krise"), "krise")),
        "crisis_false_alarms": as_record(
            share(_group(measured, "bekannt", "nah", "fern", "harmlos"), "krise")
        ),
        "calibration_error": found.error,
        "calibration": found.bins,
        "topics": {
            topic: as_record(
                share([each for each in inside if each.sentence.topic == topic], "richtig")
            )
            for topic in sorted({each.sentence.topic for each in inside})
        },
        "confusions": [
            {
                "expected": pair[0],
                "answered": pair[1],
                "count": count,
                "words": _responsible(inside, *pair, known),
            }
            for pair, count in _confusions(inside).most_common()
        ],
        "disturbed": {how: as_record(each) for how, each in disturbances.items()},
        "known_failures": [each.sentence.text for each in measured if each.sentence.known_failure],
    }
