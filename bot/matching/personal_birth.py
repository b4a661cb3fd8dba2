"""Dates of birth: a date that is marked as one, or one that only a birthday explains."""

# ruff: noqa: E501  a form stays readable only as one line

from __future__ import annotations

import re

from bot.matching.personal_rule import I, Rule

_MONTHS = (
    r"(?:jan|feb|m[aä]r|maerz|apr|ma[iy]|jun|jul|aug|sep|okt|oct|nov|de[zc]|ocak|[sş]ubat|mart|nisan|"
    r"haz|tem|a[gğ]u|eyl|eki|kas|ara|янв|фев|мар|апр|ма[йя]|июн|июл|авг|сен|окт|ноя|дек|січ|лют|бер|"
    r"кві|тра|чер|лип|сер|вер|жов|лис|гру|يناير|فبراير|مارس|[أا]بريل|مايو|يونيو|يوليو|[أا]غسطس|سبتمبر|[أا]كتوبر|نوفمبر|ديسمبر)\w{0,9}"
)
_SEP = r"\s{0,2}[./,\-]\s{0,2}"
_YEAR = r"(?:19|20)\d\d"
_WORDY = (
    rf"(?:\d{{1,2}}(?:st|nd|rd|th|er)?\.?\s{{0,2}}(?:of\s)?(?:de\s)?{_MONTHS}\.?,?\s{{0,2}}(?:{_YEAR}|\d{{2}})|"
    rf"{_MONTHS}\.?\s{{0,2}}\d{{1,2}}(?:st|nd|rd|th)?\.?,?\s{{0,2}}{_YEAR})"
)
_DATE = (
    rf"(?:\d{{1,2}}{_SEP}\d{{1,2}}{_SEP}(?:\d{{4}}|\d{{2}})|\d{{4}}[./\-]\d{{1,2}}[./\-]\d{{1,2}}|"
    rf"{_WORDY}|\d{{8}}|\d{{1,2}} \d{{1,2}} \d{{4}})"
)
_BORN = (
    r"(?:(?<!\w)(?:geboren|geb(?:\.|dat\w{0,4}|urts?\w{0,12})?|gebor\w{1,4}|born|date of birth|birth\w{0,4}|dob|do[gğ]um\w{0,10})|\*|рожд\w{0,8}|родил\w{0,4}|"
    r"народ\w{0,8}|(?<!\w)д\.?\s?[рн]\.?|ميلاد\w{0,4}|المیلاد|ولدت?|مواليد)"
)
_LINK = r"(?:(?:am|ist|der|den|dem|on|the|in|is|was|bin|ich|wurde|und tag|my|her|his|tarihim?|tarihi|date|дня|дата|это|є|это|у|в|في|هو|بتاريخ)[\s:.]{1,3}){0,3}"
_SINCE = re.compile(
    r"(?:seit|ab|bis|vom|zum|since|until|from|gültig|с|з|до|по|від|den beri|منذ)(?: dem| zum)?[\s:]{1,2}\Z",
    I,
)


def _is_birth_date(match: re.Match[str]) -> bool:
    """Take a date of earlier years that does not tell how long something lasts."""
    before = match.string[max(0, match.start(1) - 14) : match.start(1)]
    return not _SINCE.search(before)


_EARLIER = r"(?:19[2-9]\d|200\d|201[0-8])"

BIRTH = (
    Rule("geburtsdatum", re.compile(_BORN + r"[\s:.,=\-]{0,3}" + _LINK + "(" + _DATE + r")(?![^\W_])", I), group=1, needs="0"),
    Rule("geburtsdatum", re.compile(
        r"(?<![^\W_])(" + _DATE + r")[\s.,]{0,2}(?:год[ау]?\s|року\s|г\.?\s?)?(?:(?:ist|is|это|це|wäre|als)\s)?(?:(?:mein|my|das|sein|ihr|мой|мій)\s)?"
        r"(?:г\.?\s?р\.?|р\.?\s?н\.?|geboren|geb\b|geburts?\w{0,10}|birth\w{0,4}|do[gğ]umlu\w{0,4}|born|рожд\w{0,8}|народж\w{0,8}|تاريخ ميلادي|do[gğ]dum|(?:zur|auf die) welt|день народження|день рождения)", I), group=1, needs="0"),
    Rule("geburtsdatum", re.compile(
        rf"(?<![\w./-])((?:0?[1-9]|[12]\d|3[01])[./](?:0?[1-9]|1[0-2])[./]{_EARLIER})(?![\w/]|\.\d)"),
        group=1, accepts=_is_birth_date, needs="0"),
    Rule("geburtsdatum", re.compile(
        rf"(?<![\w./-])(\d{{1,2}}(?:st|nd|rd|th)?\.?\s(?:of\s)?{_MONTHS}\.?,?\s{_EARLIER})(?![\w/]|\.\d)", I),
        group=1, accepts=_is_birth_date, needs="0"),
)  # fmt: skip
