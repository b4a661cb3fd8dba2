"""Which question a wish about consultations amounts to; what to do where a ranking is unsure."""

from __future__ import annotations

from collections.abc import Sequence

from bot.dialog.decide import Answer, Decision, Disambiguate, Fallback
from bot.quartier.calendar import Consultation
from bot.quartier.finder import lies_in
from bot.quartier.wish import Wish

_WHERE = "sprechstunde-wo"
_SATURDAY = "sprechstunde-samstag"
_LANGUAGE = "sprechstunde-sprache"
_WHEN = "sprechstunde-wann"
_BRING = "sprechstunde-mitbringen"
# The questions whose answer begins with the next dates.
LISTED = frozenset((_WHEN, _WHERE, _SATURDAY, _LANGUAGE))
# With a place named, its listing answers these too: it says steps and what to bring.
_TOLD_BY_PLACE = frozenset(("sprechstunde-barrierefrei", _BRING))
_ABOUT = "sprechstunde-"
_FEW = 2  # words beside a postcode or town; more of them tell of something else
SATURDAYS = (5,)


def intent_for(wish: Wish) -> str:
    """Return the question that a wish alone amounts to."""
    if wish.language:
        return _LANGUAGE
    if wish.days and wish.days.weekdays == SATURDAYS and not wish.has_area:
        return _SATURDAY
    asks_where = wish.has_area or wish.near_me or wish.postcode
    return _WHERE if asks_where and not wish.days else _WHEN


def settle(decision: Decision, wish: Wish, dates: Sequence[Consultation]) -> Decision:
    """Return what to do after all, where the wish tells more than the ranking does.

    Args:
        decision: What the ranking alone leads to.
        wish: What was understood of place, day and language.
        dates: The dates that this client may see.
    """
    if wish.other_sense:
        match decision:
            case Answer(intent) if intent in LISTED:
                return Fallback()
            case Disambiguate(intents) if LISTED.issuperset(intents):
                return Fallback()
            case _:
                return decision
    match decision:
        case Answer(intent) if wish.mentions and _is_told(intent, wish, dates):
            return Answer(_WHERE)
        case Disambiguate((first, *_) as intents) if wish.mentions:
            if _is_told(first, wish, dates):
                return Answer(_WHERE)
            if wish.elsewhere and not wish.has_area and first.startswith(_ABOUT):
                return Answer(_WHERE)
            # All of them begin with the same dates; named, they need no question back.
            return Answer(first) if LISTED.issuperset(intents) else decision
        case Disambiguate((first, *_)) if (
            first in LISTED and wish.has_area and (wish.days or wish.daytime or wish.language)
        ):
            return Answer(first)  # a place and a day or language are as good as the name
        case Fallback() if wish.mentions and wish.rest <= _FEW:
            if wish.has_area:
                # The word that was not understood may say whose consultation it is: asked, not
                # answered.
                return Disambiguate((_WHERE,))
            return Answer(_WHERE) if wish.elsewhere else decision
        case Fallback() if wish.postcode and wish.rest <= _FEW:
            return Answer(_WHERE)  # a question back harms nobody
        case _:
            return decision


def _is_told(intent: str, wish: Wish, dates: Sequence[Consultation]) -> bool:
    """Tell whether the dates where the wish is say what the question asks for."""
    if intent not in _TOLD_BY_PLACE or not wish.has_area:
        return False
    return any(each.bring or intent != _BRING for each in dates if lies_in(each.place, wish))
