"""How an answer reads: sentences, reading level, officialese, passives. Warnings only."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.knowledge.model import PLACEHOLDER, Unit
from bot.knowledge.problems import Problem
from bot.knowledge.reading_level import Sentence, flesch_amstad, lix, sentences, words
from bot.knowledge.rules.folder import Folder
from bot.knowledge.rules.placeholders import LAW
from bot.knowledge.yaml_reader import Scalar

MAX_WORDS = 15
MAX_LIX = 40
MAX_PASSIVES = 3  # in one text; one or two are how people speak
MAX_CONDITIONS = 2  # in one sentence
_ENOUGH = 12  # words; the index of two sentences says nothing
_LONG_WORD = 25  # letters; shorter compounds such as "Weiterbildungsberatung" are everyday words

_PASSIVE = re.compile(
    r"\b(?:wird|werden|wurden?|worden)\b(?:\W+\w+){0,8}?\W+"
    r"(?:(?:\w{0,6}ge\w{2,}(?:t|en))|(?:(?:be|ver|er|ent|zer|über)\w{3,}t)|\w{3,}iert)(?=[.,;!?)]|\s+(?:und|oder)\b|$)"
)
_CONDITION = re.compile(r"\b(?:wenn|falls|sofern|soweit|insofern|es sei denn)\b", re.IGNORECASE)
_DOTTED = re.compile(
    r"\b(?:[zduoi]\. ?[a-zA-Z]\.(?: ?[a-zA-Z]\.)?|(?:bzw|ggf|inkl|exkl|evtl|usw|ca|max|min|sog|vgl|"
    r"gem|etc|insb|zzgl|abzgl|mtl|lfd|vorauss)\.)"
)
_CAPITALS = re.compile(r"\b[A-ZÄÖÜ][a-zäöü]{0,3}[A-ZÄÖÜ][\wÄÖÜäöü]*\b")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_STAND_INS = {Unit.EURO: "hundert Euro", Unit.PERCENT: "zehn Prozent", Unit.DATE: "Mai"}


def reading(folder: Folder) -> Iterator[Problem]:
    """Warn of long sentences, and of answers that are hard to read."""
    for intent_id, key, node in _german(folder):
        for sentence in sentences(node.text):
            spoken = Sentence(_spoken(folder, sentence.text), 0)
            if spoken.length > MAX_WORDS:
                yield folder.warning(
                    folder.spot_in(node, sentence.start, min(len(sentence.text), 25)),
                    "langer-satz",
                    f"Der Satz „{_shortened(sentence.text)}“ hat {spoken.length} Wörter, gut "
                    f"lesbar sind {MAX_WORDS}. Machen Sie zwei daraus.",
                )
        spoken_text = _spoken(folder, node.text)
        level = lix(spoken_text)
        if key == "antwort" and level >= MAX_LIX and len(words(spoken_text)) >= _ENOUGH:
            yield folder.warning(
                node.spot,
                "schwer-lesbar",
                f"Die Antwort „{intent_id}“ ist schwer zu lesen: Lesbarkeitsindex {level:.0f}, er "
                f"soll unter {MAX_LIX} bleiben (Flesch {flesch_amstad(spoken_text):.0f}). Kürzere "
                "Wörter und Sätze helfen.",
            )


def wording(folder: Folder) -> Iterator[Problem]:
    """Warn of officialese, and of abbreviations and long words that the glossary lacks."""
    glossary = folder.glossary
    if not glossary:
        return
    stiff = [
        (
            term.lower(),
            re.compile(rf"(?<!\w){re.escape(term)}(?:e?[ns]|en|er|es|em)?(?!\w)", re.IGNORECASE),
            plain,
        )
        for term, plain in glossary.officialese.items()
    ]
    allowed = {term.casefold() for term in (*glossary.terms, *glossary.abbreviations)}
    for _, _, node in _german(folder):
        text = LAW.sub(_blank, PLACEHOLDER.sub(_blank, node.text))
        lowered = text.lower()
        reported: set[str] = set()
        for term, pattern, plain in stiff:
            if term in lowered and (found := pattern.search(text)):
                reported.add(found[0])
                yield folder.warning(
                    folder.spot_in(node, found.start(), len(found[0])),
                    "amtsdeutsch",
                    f"„{found[0]}“ ist Amtsdeutsch. Besser: {plain}",
                )
        for word, code, kind in _strange_words(text):
            if word[0].casefold() not in allowed and word[0] not in reported:
                yield folder.warning(
                    folder.spot_in(node, word.start(), len(word[0])),
                    code,
                    f"{kind} „{word[0]}“ steht nicht in glossar.yaml. Schreiben Sie es anders, "
                    "oder erklären Sie es dort.",
                )


def _strange_words(text: str) -> Iterator[tuple[re.Match[str], str, str]]:
    """Yield each unusual word of a text once."""
    seen: set[str] = set()
    for pattern, code, kind in (
        (_DOTTED, "abkuerzung", "Die Abkürzung"),
        (_CAPITALS, "abkuerzung", "Die Abkürzung"),
        (_WORD, "langes-wort", "Das lange Wort"),
    ):
        for found in pattern.finditer(text):
            too_short = code == "langes-wort" and max(map(len, found[0].split("-"))) < _LONG_WORD
            if not too_short and found[0] not in seen:
                seen.add(found[0])
                yield found, code, kind


def heaps(folder: Folder) -> Iterator[Problem]:
    """Warn of texts full of passives and sentences full of conditions."""
    for _, _, node in _german(folder):
        passives = list(_PASSIVE.finditer(node.text))
        if len(passives) > MAX_PASSIVES:
            yield folder.warning(
                folder.spot_in(node, passives[0].start(), len(passives[0][0])),
                "passiv",
                f"In diesem Text wird {len(passives)}-mal etwas „getan“, ohne dass jemand es tut. "
                "Sagen Sie, wer handelt: „Das Jobcenter zahlt“ statt „wird gezahlt“.",
            )
        for sentence in sentences(node.text):
            if len(_CONDITION.findall(sentence.text)) >= MAX_CONDITIONS:
                yield folder.warning(
                    folder.spot_in(node, sentence.start, min(len(sentence.text), 25)),
                    "bedingungen",
                    f"Der Satz „{_shortened(sentence.text)}“ hat mehrere Bedingungen. Machen Sie "
                    "aus jeder einen eigenen Satz.",
                )


def _german(folder: Folder) -> Iterator[tuple[str, str, Scalar]]:
    for language, intent_id, _, key, node in folder.answers():
        if language == "de" and node.spot.file not in folder.damaged:
            yield intent_id, key, node


def _spoken(folder: Folder, text: str) -> str:
    """Return a text with something of about the right length for each value."""

    def stand_in(found: re.Match[str]) -> str:
        fact = folder.knowledge.facts.get(found[1])
        if fact is None:
            return "hundert"
        known = [value.value for value in fact.values if isinstance(value.value, str)]
        return known[-1].replace(".", "") if known else _STAND_INS.get(fact.unit, "hundert")

    return PLACEHOLDER.sub(stand_in, text)


def _blank(found: re.Match[str]) -> str:
    return " " * len(found[0])


def _shortened(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= 50 else f"{flat[:45].rsplit(' ', 1)[0]} …"
