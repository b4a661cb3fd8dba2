"""A client's sentence → what is wanted: where, when, in which language."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date

from bot.quartier.ask_days import SPELLED, take_days
from bot.quartier.ask_daytime import split_compounds, take_daytime
from bot.quartier.ask_names import PLACE_NAME, Names, names_of
from bot.quartier.calendar import Calendar
from bot.quartier.districts import DISTRICT_NAME, PART_NAME
from bot.quartier.spelling import distance, fold_spaced
from bot.quartier.wish import Wish

_GREETING = re.compile(r"\b(?:guten? (?:morgen|tag|abend)|schonen (?:tag|abend))\b")
_WORD = re.compile(r"[^\W_]+")
_POSTCODE = re.compile(r"(?<!\d)\d{5}(?!\d)")
_BOCHUM_CODES = range(44787, 44895)
_SHORT = 8  # words; in a longer story a doctor is not what the consultation is about
_LONGEST = 5  # words in a name or phrase: "können sie mir bitte sagen" has five
_LEADING = frozenset(("in", "nach", "aus", "bei", "an", "der", "am", "zur", "fur", "im"))
_MENTION = "sprechstunde"
_OTHER_SENSE = "anders:"


@dataclass
class _Heard:
    """What was heard so far, in the order of the sentence."""

    found: dict[str, list[str]] = field(default_factory=dict)
    doubtful: list[str] = field(default_factory=list)
    sights: int = 0
    rest: int = 0

    def add(self, meant: str) -> None:
        kind, _, name = meant.partition(":")
        names = self.found.setdefault(kind, [])
        if name not in names:
            names.append(name)

    def all(self, kind: str) -> tuple[str, ...]:
        return tuple(self.found.get(kind, ()))


def understand(utterance: str, calendar: Calendar, today: date) -> Wish:
    """Return what a sentence wants to know about consultations.

    Args:
        utterance: The client's text as typed.
        calendar: Knows the places, districts and words.
        today: What "heute" means.
    """
    names = names_of(calendar)
    text = _GREETING.sub(" ", fold_spaced(utterance))
    text = split_compounds(_spelled(text, names))
    days, text = take_days(text, today)
    daytime, text = take_daytime(text)
    postcode, elsewhere, text = _postcode(text)
    words = _WORD.findall(text)
    heard = _hear(words, names)
    for town in heard.all("stadt"):
        elsewhere = elsewhere or town
    return Wish(
        heard.all(DISTRICT_NAME),
        heard.all(PART_NAME),
        heard.all(PLACE_NAME),
        days,
        daytime,
        next(iter(heard.all("sprache")), None),
        elsewhere,
        postcode,
        "naehe" in heard.found,
        "sprechstunde" in heard.found,
        "anders" in heard.found and len(words) <= _SHORT,
        heard.rest,
    )


def _postcode(text: str) -> tuple[str, str, str]:
    found = _POSTCODE.search(text)
    if found is None:
        return "", "", text
    text = _POSTCODE.sub(" ", text)
    return (found[0], "", text) if int(found[0]) in _BOCHUM_CODES else ("", found[0], text)


def _spelled(text: str, names: Names) -> str:
    """Return the text with misspelt weekdays, months and "Sprechstunde" put right."""

    def right(found: re.Match[str]) -> str:
        word = found[0]
        if len(word) < 5 or word in names.known:
            return word
        for name in SPELLED:
            if len(name) > 5 and word[0] == name[0] and distance(word, name, 1) == 1:
                return name if word != f"{name}s" else word
        return _MENTION if distance(word, _MENTION, 2) <= 2 else word

    return _WORD.sub(right, text)


def _hear(words: list[str], names: Names) -> _Heard:
    heard = _Heard()
    at = 0
    while at < len(words):
        length, meant = _longest(words, at, names)
        if not meant:
            if words[at] not in names.filler:
                heard.rest += 1
                if words[at].startswith(names.others):
                    heard.add(_OTHER_SENSE)
            at += 1
            continue
        before = words[at - 1] if at else ""
        heard.sights += "".join(words[at : at + length]) in names.sights
        for each in meant:
            if each.startswith("vorwort:"):
                # "Essen" is a town only after "in", or behind the consultation itself.
                if before in _LEADING or before == _MENTION:
                    heard.add(f"stadt:{each.partition(':')[2]}")
                else:
                    heard.rest += 1
            elif length == 1 and _may_be_ordinary(words[at], each, names, before):
                heard.doubtful.append(each)
            else:
                heard.add(each)
        at += length
    if _MENTION not in heard.found:
        heard.rest += heard.sights  # "wann hat das Planetarium auf"
    for each in heard.doubtful:
        # "wat" is Wattenscheid, but in "wat kostet dat" it is not.
        if heard.rest:
            heard.rest += 1
        else:
            heard.add(each)
    return heard


def _may_be_ordinary(word: str, meant: str, names: Names, before: str) -> bool:
    """Tell whether a name may be an ordinary word here; after "in" or "nach" it is a name."""
    if before in _LEADING or meant.startswith(_OTHER_SENSE):
        return False
    return len(word) <= 3 or word in names.common


def _longest(words: list[str], at: int, names: Names) -> tuple[int, tuple[str, ...]]:
    """Return how many words from ``at`` on make a name, and what it means."""
    for length in range(min(_LONGEST, len(words) - at), 0, -1):
        joined = "".join(words[at : at + length])
        if joined in names.exact:
            return length, names.exact[joined]
    for length in (2, 1):
        part = words[at : at + length]
        if len(part) < length or any(word in names.known for word in part):
            continue
        if meant := names.close("".join(part)):
            return length, meant
    return 1, ()
