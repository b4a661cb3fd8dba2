"""Names of people: what stands behind "ich heiße", "mein Sohn", "mfg", and known first names.

Nobody can list all names, so three signs are weighed: how surely a name follows the words before,
whether the word is a known first name, and capitals. Only for what is to be kept; a word too many
costs staff a guess, a name too few costs a person their privacy.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from bot.matching.first_names import is_first_name, is_only_a_name
from bot.matching.personal_name_cues import (
    AT_THE_END,
    BARE_OR_CAPITAL,
    ENGLISH_I,
    HONORIFIC,
    KNOWN,
    KNOWN_OR_TWO,
    LINKING,
    NO_NAME,
    NO_SURNAME,
    POSTPOSED,
    SURE_CUE,
    THANKS,
    TURKISH_I,
)

_WORD = re.compile(r"[^\W\d_][\w'’]{0,29}(?:-[^\W\d_][\w'’]{0,29}){0,3}")
_INITIAL = re.compile(r"[^\W\d_]\.[ -]?(?=[^\W\d_])")
_BETWEEN = re.compile(r"[ \u00a0]{1,2}")
_AND = re.compile(r",? (?:und|u\.|and|ve|и|та|і|й) |, | و ?")
_SURNAME_FIRST = re.compile(r"(?:\A|[\n:(.!?])\s{0,2}([^\W\d_a-zäöüß][\w\-]{2,24}), ?\Z")
_PARTICLE = re.compile(r"(?:von|van|de|del|el|al|bin|ben|abu|zu|ter|der)[ -]", re.IGNORECASE)
_SLAVIC = re.compile(
    r"(?:enko|chuk|tschuk|czyk|wicz|owski|owska|oglu|oğlu|ović|ovic|escu|shvili|idze|"
    r"енко|чук|ський|ська|цький|цька|ский|ская|швили|ович|евич|івна|овна|евна)\Z"
)  # endings that only surnames have; "-ski" alone also ends adjectives
_VERB = re.compile(r"(?:ge\w{3,30}(?:t|en)|(?:er|be|ver|ent)\w{3,30}t)\Z")  # "eine Frau erwartet"
_OUR_SIGNS = re.compile(r"[\s,:.!;\-–=(\"„]{0,4}")


def find_names(text: str) -> Iterator[tuple[int, int]]:
    """Yield start and end of what may be a name; the spans may overlap."""
    for pattern, weigh in (
        (SURE_CUE, _surely),
        (BARE_OR_CAPITAL, _capital),
        (KNOWN_OR_TWO, _known_or_two),
        (TURKISH_I, _capital),
        (ENGLISH_I, _capital),
        (KNOWN, _known),
        (AT_THE_END, _at_the_end),
        (THANKS, _after_thanks),
    ):
        for cue in pattern.finditer(text):
            yield from _behind(text, cue.end(), weigh)
    for match in POSTPOSED.finditer(text):
        words = (match[1] or match[2]).split()
        if not any(word.lower() in NO_SURNAME for word in words):
            yield match.start(), match.end(1) if match[1] else match.end(2) - 1
    for word in _WORD.finditer(text):
        if _is_bare_name(word[0]):
            yield _run(text, word)
            before = _SURNAME_FIRST.search(text, max(0, word.start() - 32), word.start())
            if before and before[1].lower() not in NO_SURNAME:
                yield before.start(1), word.end()


def _surely(word: str, text: str, end: int) -> bool:
    del text, end
    return word.lower() not in NO_NAME and not _VERB.match(word)


def _known(word: str, text: str, end: int) -> bool:
    del text, end
    return is_first_name(word) and word.lower() not in NO_NAME


def _capital(word: str, text: str, end: int) -> bool:
    del text, end
    return word.lower() not in NO_NAME and (word[0].isupper() or is_first_name(word))


def _known_or_two(word: str, text: str, end: int) -> bool:
    if word.lower() in NO_NAME:
        return False
    if is_first_name(word) or (_SLAVIC.search(word) and word[0].isupper()):
        return True
    return _two_capitals(word, text, end)


def _two_capitals(word: str, text: str, end: int) -> bool:
    between = _BETWEEN.match(text, end)
    following = _WORD.match(text, between.end()) if between else None
    return (
        following is not None
        and word[0].isupper()
        and following[0][0].isupper()
        and following[0].lower() not in NO_SURNAME
    )


def _at_the_end(word: str, text: str, end: int) -> bool:
    """Accept a signature: a word or three, and then the end."""
    rest = text[end : end + 60].strip(" .!,\n-–)")
    if len(text) > end + 60 or len(rest) >= 40 or len(rest.split()) > 2:
        return False
    if word.lower() in NO_NAME:
        return _two_capitals(word, text, end)
    return is_first_name(word) or word[0].isupper() or not rest


def _after_thanks(word: str, text: str, end: int) -> bool:
    return (word[0].isupper() or is_first_name(word)) and _at_the_end(word, text, end)


def _behind(
    text: str, at: int, weigh: Callable[[str, str, int], bool]
) -> Iterator[tuple[int, int]]:
    """Read the name that begins behind a cue."""
    at = _skip(text, at)
    if (initial := _INITIAL.match(text, at)) and weigh is not _known_or_two:
        if word := _WORD.match(text, initial.end()):
            yield at, word.end()
        return
    word = _WORD.match(text, at)
    if word is None or not weigh(word[0], text, word.end()):
        return
    cue = text[max(0, at - 8) : at].lower()
    start, end = _run(text, word, lower=weigh in (_surely, _at_the_end) or "name" in cue)
    yield start, end
    for _ in range(4):  # "Emily, Noah und Mia"
        link = _AND.match(text, end)
        word = _WORD.match(text, link.end()) if link else None
        if word is None or not is_first_name(word[0]):
            return
        start, end = _run(text, word)
        yield start, end


def _skip(text: str, at: int) -> int:
    """Pass signs, "ist", "war bisher" and "Frau Dr." between a cue and the name."""
    for _ in range(4):
        match = _OUR_SIGNS.match(text, at)
        at = match.end() if match else at
        word = LINKING.match(text, at) or HONORIFIC.match(text, at)
        if word is None:
            return at
        at = word.end()
    return at


def _run(text: str, word: re.Match[str], *, lower: bool = False) -> tuple[int, int]:
    """Return the name with the surnames behind it: capitals, known names, "al-…"."""
    end = word.end()
    for _ in range(3):
        following = _next_word(text, end)
        if following is None or following[0].lower() in NO_SURNAME:
            break
        if not _is_surname(following[0], lower=lower and not word[0][0].isupper()):
            break
        end = following.end()
        lower = False
    return word.start(), end


def _is_surname(word: str, *, lower: bool) -> bool:
    if word[0].isupper() or is_first_name(word) or word.startswith("ال"):
        return True
    return lower and len(word) > 2


def _next_word(text: str, end: int) -> re.Match[str] | None:
    between = _BETWEEN.match(text, end)
    if between is None:
        return None
    at = between.end()
    particle = _PARTICLE.match(text, at)
    return _WORD.match(text, particle.end() if particle else at)


def _is_bare_name(word: str) -> bool:
    """Tell whether a word is a name wherever it stands."""
    if len(word) < 3 or word.lower() in NO_NAME or not word[0].isalpha():
        return False
    if _SLAVIC.search(word) and word[0].isupper() and len(word) > 5:
        return True
    return is_first_name(word) if word[0].isupper() else is_only_a_name(word)
