"""Numbers that stand for one person: accounts, files at offices, insurance, tax, identity papers."""

# ruff: noqa: E501  a form stays readable only as one line

from __future__ import annotations

import re
from collections.abc import Callable

from bot.matching.personal_contact import is_phone
from bot.matching.personal_rule import I, Rule, digits, is_counted, is_public

_CUE_NUMBER = r"(?:nummer|nr|no|num|numaras[ıi]|number|номер|رقم)?[\s.:#=\-]{0,4}(?:ist|lautet|is|war|:)?\s{0,2}"
_WORDY_DATE = re.compile(
    r"(?<!\d)\d{1,2}\.\s?\d{1,2}\.\s?(?:\d{4}|\d{2})?(?!\d)|(?<!\d)\d{1,2}:\d\d(?!\d)|(?<!\d)(?:19|20)\d\d\s?[-/]\s?(?:19|20)?\d\d(?!\d)"
)


def _has(count: int, group: int = 1) -> Callable[[re.Match[str]], bool]:
    """Return a last look: so many digits."""

    def accepts(match: re.Match[str]) -> bool:
        return len(digits(match[group])) >= count

    return accepts


def _is_account(match: re.Match[str]) -> bool:
    return not is_counted(match, 1)


def _is_tax_number(match: re.Match[str]) -> bool:
    return len(set(digits(match[0]))) > 1 and not is_counted(match)


def _is_marked_number(match: re.Match[str]) -> bool:
    """Refuse help lines, amounts and dates behind "Nummer"."""
    found = match[1]
    number = digits(found)
    return (
        len(number) >= 5
        and not is_public(number)
        and not _WORDY_DATE.search(found)
        and not is_counted(match, 1)
    )


_YEARS = re.compile(r"(?:(?:19|20)\d\d[ /\-]?)+\Z")


def _is_long_number(match: re.Match[str]) -> bool:
    return len(digits(match[0])) > 15 or (is_phone(match) and not _YEARS.match(match[0]))


_PAPERS = (
    r"(?:reisepass|personalausweis|ausweis|pass|passport|pasaport\w{0,2}|паспорт\w{0,2}|aufenthaltstitel\w{0,2}|aufenthaltserlaubnis|aufenthalt|"
    r"niederlassungserlaubnis|fiktionsbescheinigung|duldung|gestattung|azr|eat|führerschein|schwerbehindertenausweis|gesundheitskarte|"
    r"residence permit|permit|visa|visum|oturum\w{0,4}|ikamet|kimlik\w{0,4}|внж|посвідк\w{1,2}|вид на жительство|дозвіл|الإ?قامة|الاقامة|(?:ال)?جواز(?: السفر)?|هوية)"
)
# A number of an identity paper: capital letters and digits in one piece or in groups.
_PAPER = r"(?:(?-i:[A-ZА-ЯІЇ]){1,2}[ \-]?)?(?=[a-z0-9]{0,9}\d)[a-z0-9]{2,12}(?:[ \-/]\d[a-z0-9]{1,11}|[ \-/](?-i:[A-Z]){1,2}\d[a-z0-9]{1,10}){0,4}"
_PIECE = r"(?:[A-Za-z]{0,3}\d[\dA-Za-z]{0,14}|[A-Z]{1,3}(?=[ /\-.]{1,2}(?:[IVX]{1,4}[ /\-.])?\d))"
_FILE_CUE = r"(?:(?<!\w)(?:kund(?:en|in|e)?|kd|knr|aktenzeichen|geschäftszeichen|zeichen|az|gz|m[uü][sş]teri|client|customer)|клиент\w{0,6}|клієнт\w{0,6}|زبون|عميل)"

ACCOUNTS = (
    Rule("iban", re.compile(
        r"(?<![^\W_])(?!bg|nr|no|ab|am|um|im|in|zu)[a-z]{2} ?\d{2}(?:[ \u00a0.\-]{0,3}[a-z0-9]{4}){2,7}(?:[ \u00a0.\-]{0,3}\d{1,4})?(?![^\W_])", I),
        accepts=lambda m: len(digits(m[0])) >= 12, needs="0"),
    Rule("iban", re.compile(
        r"(?:iban|konto(?:nummer|nr)?|blz|bankleitzahl|hesap|hesabım|счет\w{0,2}|рахун\w{0,3}|account)" + _CUE_NUMBER + r"((?:[a-z]{2} ?)?\d(?:[ \-]?\d){5,25})(?![^\W_])", I),
        group=1, needs="0", accepts=_is_account),
    Rule("iban", re.compile(r"(?<![\w.,+])\d{4}(?:[ \-]?\d{4}){3}(?![^\W_])"), needs="0"),
)  # fmt: skip

OFFICES = (
    Rule("bg-nummer", re.compile(r"(?<![^\W_])(?:\d{5}\s?//|[1-9]\d{4}\s?/)\s?\d{5,7}(?![^\W_])"), needs="/"),
    Rule("bg-nummer", re.compile(r"(?<![^\W_])\d{5}\s?-?\s?BG\s?-?\s?\d{5,7}(?![^\W_])", I), needs="0"),
    Rule("bg-nummer", re.compile(
        r"(?<!\w)(?:bg|бг|bedarfsgemeinschaft\w{0,8})[\s\-.]{0,3}" + _CUE_NUMBER + r"(\d[\d /\-]{4,14}\d)(?![^\W_])", I),
        group=1, needs="0", accepts=lambda m: len(digits(m[1])) >= 6),
    Rule("versicherungsnummer", re.compile(
        r"(?<![^\W_])\d{2}[ \-./]?(?:0[1-9]|[12]\d|3[01]|[4-8]\d|9[0-2])[ \-./]?(?:0[1-9]|1[0-2])[ \-./]?\d{2}"
        r"[ \-./]?[a-z][ \-./]?\d{2}[ \-./]?\d(?![^\W_])", I), needs="0"),
    Rule("versicherungsnummer", re.compile(r"(?<![^\W_])[a-z] ?\d{3} ?\d{3} ?\d{3}(?![^\W_])", I), needs="0"),
    Rule("versicherungsnummer", re.compile(
        r"(?:sozialversicherung\w{0,4}|rentenversicherung\w{0,4}|versicherten?|versicherung\w{0,4}|krankenkassen?|sv|rv|sgk)"
        r"[\s\-.]{0,3}(?:nummer|nr)[\s.:=]{0,3}(?:ist|lautet)?\s{0,2}([a-z0-9](?:[ \-]?[a-z0-9]){7,13})(?![^\W_])", I),
        group=1, needs="0", accepts=_has(7)),
    Rule("kundennummer", re.compile(r"(?<![^\W_])\d{3}[ \-]?[a-z][ \-]?\d{3}[ \-]?\d{3}(?![^\W_])", I), needs="0"),
    Rule("kundennummer", re.compile(
        _FILE_CUE + r"[\s\-.]{0,3}" + _CUE_NUMBER + r"([a-z0-9]{0,4}\d(?:[ /\-]?[a-z0-9]){4,13})(?![^\W_])", I),
        group=1, needs="0", accepts=_has(5)),
    Rule("steuer-id", re.compile(
        r"(?:(?<!\w)(?:steuer|tin|idnr|tax|vergi|kimlik)|налог\w{0,6}|податк\w{0,6}|инн|іпн|ضريب\w{0,3})[\w\s\-.]{0,30}?[\s.:=]{0,3}((?<!\d)\d(?:[ /]?\d){9,12})(?![^\W_])", I),
        group=1, needs="0", accepts=_is_tax_number),
)  # fmt: skip

PAPERS = (
    Rule("ausweis", re.compile(
        rf"(?<!\w){_PAPERS}[\s.:#\-]{{0,3}}(?:[^\W\d_]{{2,20}}[\s.:#\-]{{1,3}}){{0,4}}?({_PAPER})(?![^\W_])", I),
        group=1, needs="0", accepts=_is_marked_number),
)  # fmt: skip

DOUBTFUL_NUMBERS = (
    Rule("nummer", re.compile(
        r"(?i:(?:nummer|nr|no|number|num|kennung|zeichen|numara\w{0,4}|номер\w{0,3}|رقم)|(?<!\w)(?:id|az|gz|code|pin|widerspruch|klage|akte))"
        rf"[\s.:#=\-]{{0,3}}(?:[^\W\d_]{{2,20}}[\s.:#=\-]{{1,3}}){{0,3}}?({_PIECE}(?:[ /\-.]{{1,2}}{_PIECE}){{0,6}})(?![^\W_])"),
        group=1, needs="0", accepts=_is_marked_number),
    Rule("kundennummer", re.compile(r"(?<!\w)[A-Z]{1,2} \d{1,3} [A-Z]{1,3} \d{1,5}/\d{2}(?!\w)", I), needs="/"),
    Rule("nummer", re.compile(r"(?<![^\W_])(?:\d(?:[ /\-]?\d){6,40})(?![^\W_]|\.\d{3}|,\d)"), needs="0",
        accepts=_is_long_number),
    Rule("nummer", re.compile(r"(?<![^\W_])(?=[a-z0-9\-]{0,12}\d)(?=[a-z0-9\-]{0,12}[a-z])[a-z0-9\-]{8,24}(?![^\W_])", I), needs="0",
        accepts=_has(5, 0)),
)  # fmt: skip
