"""Every name a client may use for a place, an area, a language or a town, ready to compare."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from bot.quartier.calendar import Calendar
from bot.quartier.spelling import distance, fold, tolerance

PLACE_NAME = "ort"
# Lists of ``woerter.yaml`` → what their words mean.
_MEANINGS = {
    "sprechstunde": "sprechstunde:",
    "andere_bedeutung": "anders:",
    "in_der_naehe": "naehe:",
    "fuellwendungen": "nichts:",
}


@dataclass(frozen=True, eq=False)
class Names:
    """Folded names.

    Attributes:
        exact: Name → what it may mean, as "kind:id".
        fuzzy: First letter → the names that may be misspelt, with the letters they may differ by.
        known: Words that are no misspelt name, whatever they look like.
        filler: Words that change nothing.
        common: Names that are ordinary words too, such as "Mitte".
        sights: Names people also ask about for their own sake, such as the zoo.
        others: Words of another sense that begin longer ones ("hausarzt", "hausarztpraxis").
    """

    exact: dict[str, tuple[str, ...]]
    fuzzy: dict[str, tuple[tuple[str, int], ...]]
    known: frozenset[str]
    filler: frozenset[str]
    common: frozenset[str]
    sights: frozenset[str]
    others: tuple[str, ...]

    def close(self, word: str) -> tuple[str, ...]:
        """Return what a misspelt name means; nothing where two different ones are as near."""
        best, found = 3, set[tuple[str, ...]]()
        for name, most in self.fuzzy.get(word[0], ()):
            apart = distance(word, name, min(most, best))
            if apart > min(most, best):
                continue
            if apart < best:
                best, found = apart, set()
            found.add(self.exact[name])
        return next(iter(found)) if len(found) == 1 else ()


@lru_cache(maxsize=8)
def _names(source: _Source) -> Names:
    calendar = source.calendar
    exact: dict[str, tuple[str, ...]] = {}

    def add(name: str, meant: str) -> None:
        folded = fold(name)
        if folded:
            exact[folded] = tuple(dict.fromkeys((*exact.get(folded, ()), meant)))

    for name, meant in calendar.names.items():
        add(name, meant)
    for place in calendar.places.values():
        for name in (place.name, *place.aliases):
            add(name, f"{PLACE_NAME}:{place.id}")
    guarded = {fold(town) for town in calendar.words.get("staedte_mit_vorwort", ())}
    for town in calendar.words.get("staedte", ()):
        if fold(town) not in guarded:
            add(town, f"stadt:{town}")
    spellable: dict[str, list[tuple[str, int]]] = {}
    for name in exact:
        if most := tolerance(name):
            spellable.setdefault(name[0], []).append((name, most))
    fuzzy = {letter: tuple(names) for letter, names in spellable.items()}
    for town in calendar.words.get("staedte_mit_vorwort", ()):
        add(town, f"vorwort:{town}")
    for code, words in calendar.languages.items():
        for word in words:
            add(word, f"sprache:{code}")
    for purpose, meant in _MEANINGS.items():
        for word in calendar.words.get(purpose, ()):
            add(word, meant)
    filler = frozenset(fold(word) for word in calendar.words.get("fuellwoerter", ()))
    never = frozenset(fold(word) for word in calendar.words.get("nie_ort", ()))
    common = frozenset(fold(word) for word in calendar.words.get("auch_gewoehnlich", ()))
    others = tuple(
        word for each in calendar.words.get("andere_bedeutung", ()) if len(word := fold(each)) > 5
    )
    sights = frozenset(fold(word) for word in calendar.words.get("nur_mit_sprechstunde", ()))
    return Names(exact, fuzzy, filler | never | frozenset(exact), filler, common, sights, others)


@dataclass(frozen=True)
class _Source:
    """A calendar as a key: two of them are the same only if they are one object."""

    calendar: Calendar

    def __hash__(self) -> int:
        return id(self.calendar)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Source) and other.calendar is self.calendar


def names_of(calendar: Calendar) -> Names:
    """Return the names of a calendar; made once for each calendar."""
    return _names(_Source(calendar))
