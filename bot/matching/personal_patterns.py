"""The forms of personal data, the surest first; what one rule has taken the next ones leave.

Every pattern is bounded in length and begins at a fixed edge, so that a long row of digits or
of "a@" costs linear time.
"""

# ruff: noqa: E501  a form stays readable only as one line

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

Kind = Literal[
    "iban", "kundennummer", "bg-nummer", "versicherungsnummer", "steuer-id", "telefon", "e-mail",
    "geburtsdatum", "adresse", "name", "nummer",
]  # fmt: skip

_GAP = r"[ \u00a0\u202f\u2009().\-–/]"
_SPOKEN = r"(?:null|eins|zwei|zwo|drei|vier|f(?:ü|ue)nf|sechs|sieben|acht|neun)"


def _any(match: re.Match[str]) -> bool:
    del match
    return True


@dataclass(frozen=True, slots=True)
class Rule:
    """One form: which group of the pattern is the datum, and a last look at what was found.

    Attributes:
        needs: Some sign that must be in the text at all, "0" for any digit; empty for none.
    """

    kind: Kind
    pattern: re.Pattern[str]
    group: int = 0
    accepts: Callable[[re.Match[str]], bool] = _any
    needs: str = ""

    def may_match(self, text: str) -> bool:
        """Tell cheaply whether the pattern has a chance at all."""
        if self.needs == "0":
            return any(sign.isdigit() for sign in text)
        return self.needs in text


def _digits(text: str) -> str:
    return "".join(sign for sign in text if sign.isdigit())


_PUBLIC = (
    "110", "112", "115", "116006", "116016", "116111", "116116", "116117", "116123", "19222",
    "08001110111", "08001110222", "08001110333", "08001110550", "08000116016", "08003344533",
)  # fmt: skip
"""Help lines and service numbers; whole ranges (0800, 0180) are public as well."""

_FIGURE = re.compile(
    r"\s*(?:€|euro\b|eur\b|cent\b|prozent|%|quadratmeter|qm\b|m²|stunden|monat|jahr|tage?\b|uhr\b|"
    r"mio\b|millionen|mal\b|personen|menschen|kunden|kilometer|km\b|lira|рубл|грн|гривень|dollar)",
    re.IGNORECASE,
)
_TALK_OF_PHONES = re.compile(
    r"(?:tel|telefon|handy|mobil|nummer|nr|ruf|anruf|erreich|whatsapp|phone|call|number|mobile|numara|"
    r"telefonum|ara|тел|номер|позвон|звон|моб|هاتف|رقم|اتصل|جوال|fax)\w*[\s.:,=\-]*(?:\w+[\s.:]+){0,4}\Z",
    re.IGNORECASE,
)


_DATE_OR_FIGURE = re.compile(
    r"\d{1,2}\. ?\d{1,2}\.|\d{1,2}[/\-]\d{1,2}[/\-](?:19|20)\d\d\Z|\d{4}-\d{2}-\d{2}|"
    r"\d{1,2}[.]\d{2}\s?[-–]\s?\d{1,2}[.]?\d{0,2}\Z|(?:19|20)\d\d\s?[-–/]\s?(?:19|20)\d\d\Z|"
    r"[1-9]\d{0,2}(?:[. ]\d{3})+\Z"
)


def _is_phone(match: re.Match[str]) -> bool:
    """Refuse help lines, dates, amounts and numbers that nothing marks as a telephone's."""
    raw = match[0]
    digits = _digits(raw)
    national = (
        re.sub(r"\A(?:00)?49(?=[1-9])", "0", digits)
        if raw[:1] == "+" or digits[:2] == "00"
        else digits
    )
    if (
        national in _PUBLIC
        or national.startswith(("0800", "0180", "116"))
        or not 5 <= len(digits) <= 16
    ):
        return False
    if _DATE_OR_FIGURE.match(raw):
        return False
    after = match.string[match.end() : match.end() + 14]
    return not _FIGURE.match(after)


def _is_marked_phone(match: re.Match[str]) -> bool:
    before = match.string[max(0, match.start() - 48) : match.start()]
    return len(_digits(match[0])) >= 5 and bool(_TALK_OF_PHONES.search(before)) and _is_phone(match)


def _is_birth_date(match: re.Match[str]) -> bool:
    return 1900 <= int(match["year"]) <= 2018


def _is_tax_number(match: re.Match[str]) -> bool:
    return len(set(_digits(match[0]))) > 1 and not _FIGURE.match(match.string[match.end() :][:14])


_CUE_NUMBER = (
    r"(?:nummer|nr|no|num|numaras[ıi]|number|номер|رقم)?[\s.:#=\-]*(?:ist|lautet|is|war|:)?\s*"
)
_MONTHS = (
    r"(?:jan|feb|m[aä]r|maerz|apr|ma[iy]|jun|jul|aug|sep|okt|oct|nov|de[zc]|ocak|[sş]ubat|mart|nisan|"
    r"haz|tem|a[gğ]u|eyl|eki|kas|ara|янв|фев|мар|апр|ма[йя]|июн|июл|авг|сен|окт|ноя|дек|січ|лют|бер|"
    r"кві|тра|чер|лип|сер|вер|жов|лис|гру)\w{0,9}"
)
_DATE = (
    r"(?:\d{1,2}\s?[./\-]\s?\d{1,2}\s?[./\-]\s?(?:\d{4}|\d{2})|\d{4}-\d{1,2}-\d{1,2}|"
    rf"\d{{1,2}}\.?\s?{_MONTHS}\.?\s?(?:\d{{4}}|\d{{2}})|\d{{8}}|\d{{1,2}} \d{{1,2}} \d{{4}})"
)
_BORN = (
    r"(?:geboren|geb(?:\.|urts?\w*)?|\*|born|date of birth|birth\w*|dob|do[gğ]um\w*|рожд\w*|родил\w*|"
    r"народ\w*|д\.?р\.?|мн|ميلاد\w*|المیلاد|ولدت|مواليد)"
)
_I = re.IGNORECASE

SURE: tuple[Rule, ...] = (
    Rule("e-mail", re.compile(
        r"(?<![\w.+%-])[\w.+%-]{1,64}\s?(?:@|\(at\)|\[at\]|＠)\s?(?:[\w-]{1,63}\.){1,4}[^\W\d_]{2,18}(?!\w)", _I)),
    Rule("e-mail", re.compile(
        r"(?<![\w.+%-])[\w.+%-]{2,64} (?:at|ät|klammeraffe) [\w-]{2,40} ?(?:\.|dot|punkt|pkt) ?(?:de|com|net|org|ru|ua|tr)\b", _I)),
    Rule("iban", re.compile(
        r"(?<![^\W_])(?!bg|nr|no|ab|am|um|im|in|zu)[a-z]{2} ?\d{2}(?:[ \u00a0.\-]{0,2}[a-z0-9]{4}){2,7}(?:[ \u00a0.\-]{0,2}\d{1,4})?(?![^\W_])", _I),
        accepts=lambda m: len(_digits(m[0])) >= 12, needs="0"),
    Rule("iban", re.compile(
        r"(?:iban|konto(?:nummer|nr)?|hesap|счет\w*|рахун\w*|account)" + _CUE_NUMBER + r"((?:[a-z]{2} ?)?\d(?:[ \-]?\d){5,25})(?![^\W_])", _I),
        group=1, needs="0", accepts=lambda m: not _FIGURE.match(m.string[m.end() :][:14])),
    Rule("bg-nummer", re.compile(r"(?<![^\W_])(?:\d{5}\s?//|[1-9]\d{4}\s?/)\s?\d{5,7}(?![^\W_])"), needs="/"),
    Rule("bg-nummer", re.compile(r"(?<![^\W_])\d{5}\s?-?\s?BG\s?-?\s?\d{5,7}(?![^\W_])", _I), needs="0"),
    Rule("bg-nummer", re.compile(
        r"\b(?:bg|bedarfsgemeinschaft\w*)[\s\-.]*" + _CUE_NUMBER + r"(\d[\d /]{4,14}\d)(?![^\W_])", _I),
        group=1, needs="0", accepts=lambda m: len(_digits(m[1])) >= 6),
    Rule("versicherungsnummer", re.compile(
        r"(?<![^\W_])\d{2}[ \-./]?(?:0[1-9]|[12]\d|3[01]|[4-8]\d|9[0-2])[ \-./]?(?:0[1-9]|1[0-2])[ \-./]?\d{2}"
        r"[ \-./]?[a-z][ \-./]?\d{2}[ \-./]?\d(?![^\W_])", _I), needs="0"),
    Rule("versicherungsnummer", re.compile(r"(?<![^\W_])[a-z] ?\d{3} ?\d{3} ?\d{3}(?![^\W_])", _I), needs="0"),
    Rule("versicherungsnummer", re.compile(
        r"(?:sozialversicherung\w*|rentenversicherung\w*|versicherten?|versicherung\w*|krankenkassen?|sv|rv|sgk)"
        r"[\s\-.]*(?:nummer|nr)[\s.:=]*(?:ist|lautet)?\s*([a-z0-9](?:[ \-]?[a-z0-9]){7,13})(?![^\W_])", _I),
        group=1, needs="0", accepts=lambda m: len(_digits(m[1])) >= 7),
    Rule("kundennummer", re.compile(r"(?<![^\W_])\d{3}[ \-]?[a-z][ \-]?\d{3}[ \-]?\d{3}(?![^\W_])", _I), needs="0"),
    Rule("kundennummer", re.compile(
        r"(?:kund(?:en|in)?|kd|aktenzeichen|az|m[uü][sş]teri|client|customer|клиент\w*|клієнт\w*)[\s\-.]*"
        + _CUE_NUMBER + r"([a-z0-9]{0,4}\d(?:[ /\-]?[a-z0-9]){4,13})(?![^\W_])", _I),
        group=1, needs="0", accepts=lambda m: len(_digits(m[1])) >= 5),
    Rule("steuer-id", re.compile(
        r"(?:steuer|tin|idnr|tax|vergi)[\w\s\-.]{0,20}?[\s.:=]*((?<!\d)\d(?:[ /]?\d){9,12})(?![^\W_])", _I),
        group=1, needs="0", accepts=_is_tax_number),
    Rule("geburtsdatum", re.compile(
        _BORN + r"[\s:.,=]{0,3}(?:(?:am|ist|der|den|dem|on|is|bin|tarihim?|tarihi|date|дня|дата)[\s:.]+){0,3}(" + _DATE + r")(?![^\W_])", _I),
        group=1, needs="0"),
    Rule("geburtsdatum", re.compile(
        r"(?<![^\W_])(" + _DATE + r")[\s.,]{0,2}(?:г\.?\s?р\.?|р\.?\s?н\.?|geboren|geb\b|do[gğ]umlu|born|\w{0,3}рожд\w*|"
        r"рожден\w*|народж\w*|تاريخ ميلادي|doğdum|dogdum|zur welt)", _I), group=1, needs="0"),
    Rule("geburtsdatum", re.compile(
        r"(?<![\w./-])(?:0?[1-9]|[12]\d|3[01])[./](?:0?[1-9]|1[0-2])[./](?P<year>19[2-9]\d|200\d|201[0-8])(?![\w/]|\.\d)"),
        accepts=_is_birth_date, needs="0"),
    Rule("telefon", re.compile(rf"(?<![\w+,.])(?:\+\s?|00\s?)[1-9](?:{_GAP}{{0,4}}\d){{6,16}}(?![^\W_])"),
        accepts=_is_phone, needs="0"),
    Rule("telefon", re.compile(rf"(?<![\w+,./])\(?0(?:{_GAP}{{0,4}}\d){{6,14}}(?![^\W_])"),
        accepts=_is_phone, needs="0"),
    Rule("telefon", re.compile(rf"(?<![\w+,.§])\d(?:{_GAP}{{0,3}}\d){{4,14}}(?![^\W_])"),
        accepts=_is_marked_phone, needs="0"),
    Rule("telefon", re.compile(rf"\b{_SPOKEN}(?:[\s,\-]{{0,3}}{_SPOKEN}){{6,24}}\b", _I)),
    Rule("adresse", re.compile(
        r"(?:wohn\w*|adresse|anschrift|lebe|ziehe|live|address|adres\w*|адрес\w*|живу|мешкаю|عنوان\w*)\b[\s:]*"
        r"(?:(?:ist|in|an|der|dem|auf|bei|at|is|на|по|ул\.?|вул\.?|nach|die|jetzt|mein\w*|ich|hier|ab)[\s:]+){0,4}"
        r"([^\W\d_][\w.\-]{2,30}(?: [^\W\d_][\w.\-]{1,30}){0,2},? \d{1,4} ?[a-z]?(?:,? (?:in )?\d{5}(?: [\w\-]{3,30})?)?)(?![^\W_])(?!\s?(?:euro|€|qm|personen|jahre|kinder|zimmer|monat))", _I),
        group=1, needs="0", accepts=lambda m: bool(re.search(r"str|weg|platz|allee|ring|\d{5}|sok|cad|ул|вул", m[1], _I))),
)  # fmt: skip
"""Personal data by its form; enough to warn a client."""

_NAME = r"(?-i:[A-ZÄÖÜÇŞİĞА-ЯІЇЄҐ])[\w'’\-]{1,24}"
_ANY_NAME = r"[^\W\d_][\w'’\-]{1,24}"
_NO_NAME = frozenset(
    [
        "ich",
        "und",
        "der",
        "die",
        "das",
        "mit",
        "aus",
        "in",
        "im",
        "bei",
        "von",
        "vom",
        "zum",
        "zur",
        "nicht",
        "kein",
        "keine",
        "arbeitslos",
        "jetzt",
        "seit",
        "noch",
        "auch",
        "hier",
        "habe",
        "hab",
        "bin",
        "ist",
        "wie",
        "was",
        "wo",
        "wann",
        "warum",
        "neu",
        "krank",
        "alleinerziehend",
        "schwanger",
        "der",
        "den",
        "dem",
        "ein",
        "eine",
        "mein",
        "jobcenter",
        "bochum",
        "es",
        "so",
        "dass",
        "ja",
        "nein",
        "doch",
        "sehr",
        "bitte",
        "danke",
        "aber",
        "oder",
        "auf",
        "an",
        "am",
        "um",
        "als",
        "wegen",
        "für",
        "fuer",
        "sachbearbeiter",
        "sachbearbeiterin",
        "müller-straße",
    ]
)


def _is_name(match: re.Match[str]) -> bool:
    return match[1].split()[0].lower() not in _NO_NAME


CAUTIOUS: tuple[Rule, ...] = (
    Rule("adresse", re.compile(
        r"(?<![^\W_])(?-i:[A-ZÄÖÜ])[\w.\-ß]{0,30}(?: (?:(?-i:[A-ZÄÖÜ])|an der|am|im|von|der|zum)[\w.\-ß]{0,30}){0,3}?"
        r" ?(?:stra(?:ß|ss)e|str\.?|weg|platz|allee|ring|gasse|damm|ufer|hof|pfad|markt|berg|feld|kamp|steig)"
        r" ?\d{1,4} ?[a-z]?(?:\s?,?\s{1,2}(?:in )?\d{5}(?: (?-i:[A-ZÄÖÜ])[\w\-ß]{2,30})?)?(?![^\W_])", _I), needs="0"),
    Rule("name", re.compile(
        r"\b(?:ich hei(?:ß|ss)e|hei(?:ß|ss)e ich|ich bin (?:die|der) (?=[A-ZÄÖÜ])|(?:mein|unser|der|ihr|sein)e?n?m? (?:vor|nach|familien)?name (?:ist|lautet|war|:)?|"
        r"name ist|name:|vorname:?|nachname:?|familienname:?|my name is|i am called|i'm called|(?:benim )?ad[ıi]m|ismim|soyad[ıi]m|"
        r"hier (?:ist|spricht|schreibt)|ich bin(?= (?-i:[A-ZÄÖÜÇŞ])\w{1,24} (?-i:[A-ZÄÖÜÇŞ]))|this is(?= (?-i:[A-Z])\w{1,24} (?-i:[A-Z]))|"
        r"меня зовут|мене звати|мо[её] имя|моє ім'я|фамилия|прізвище|اسمي|أنا اسمي|انا اسمي|اسم|ismi|heißt er|heisst sie)"
        rf"[\s:]+({_ANY_NAME}(?: (?:von |van |de |el |al )?{_NAME}){{0,2}})", _I), group=1, accepts=_is_name),
    Rule("name", re.compile(
        rf"\b(?:herrn?|frau|fr\.|hr\.|familie|fam\.|sachbearbeiter(?:in)?|vermittler(?:in)?|betreuer(?:in)?|mr\.?|mrs\.?|ms\.?|господин|госпожа|пан[іу]?|السيد|السيدة)"
        rf" (?:dr\. |prof\. )?({_NAME}(?: {_NAME})?)", _I), group=1, accepts=_is_name),
    Rule("name", re.compile(
        r"\b(?:herrn?|frau) ((?!und |oder |ist |hat |wird |ich |in |mit |ohne |schwanger|arbeite|bekomm|kommt|kann|nicht|will|muss|darf|krank|auch|von |aus |der |die |das |zu |vom |beim |bei |war |sagt |meint |schl)[^\W\d_]{3,24})(?= |[.,!?]|$)", _I),
        group=1, accepts=lambda m: _is_name(m) and not re.search(r"(?:mein|meine|meiner|deine|seine|ihre|eine|als|alleinstehende|die|jede|keine) \Z", m.string[max(0, m.start() - 16) : m.start()], _I)),
    Rule("name", re.compile(
        r"(?:\bmfg|\blg|\bvg|gr(?:ü|ue)(?:ß|ss)en?|gru(?:ß|ss)|regards|sayg[ıi]lar[ıi]mla|с уважением|з повагою|مع تحياتي)[\s,.!:]+"
        rf"(?:(?:ihre?|dein|euer) )?({_ANY_NAME}(?:[ \-.]{{1,2}}{_ANY_NAME}){{0,2}})\s*[.!]?\s*\Z", _I), group=1),
    Rule("name", re.compile(
        rf"\b(?:mein|meine|meinen|meiner|meinem) (?:sohn|tochter|mann|frau|kind|freund|freundin|partner|partnerin|vater|mutter|bruder|schwester|oma|opa|chef|chefin|vermieter|vermieterin|nachbar|ex|exmann) (?:hei(?:ß|ss)t |,? ?(?:namens|genannt) )?({_NAME}(?: {_NAME})?)"),
        group=1, accepts=_is_name),
    Rule("name", re.compile(r"(?<![\w.])((?:[A-ZÄÖÜ][a-zäöüß]{1,20}-?){1,2} [A-ZÄÖÜ][a-zäöüß\-]{1,24}),? geb")
        , group=1),
    Rule("adresse", re.compile(
        r"(?<![^\W_])[^\W\d_][\w\-]{1,28}(?:stra(?:ß|ss)e|str\.?|weg|allee|gasse|damm|ufer)\.? ?\d{1,4} ?[a-z]?(?:\s?,?\s(?:in )?\d{5}(?: [\w\-]{3,30})?)?(?![^\W_])", _I), needs="0"),
    Rule("adresse", re.compile(r"(?<![^\W_])\d{5} (?-i:[A-ZÄÖÜ])[a-zäöüß]{3,25}(?:-[A-ZÄÖÜ][a-zäöüß]{2,20})?(?![^\W_])"), needs="0",
        accepts=lambda m: not _FIGURE.match(m[0][5:]) and not m[0][6:].startswith(("Euro", "Menschen", "Kunden", "Personen", "Arbeits"))),
    Rule("telefon", re.compile(r"(?<![\w.,+])0\d(?:[ /\-.]{0,3}\d){5,13}(?![^\W_])"), accepts=_is_phone, needs="0"),
    Rule("nummer", re.compile(r"(?<![^\W_])(?:\d(?:[ /\-]?\d){6,40})(?![^\W_]|\.\d{3}|,\d)"), needs="0",
        accepts=lambda m: _is_phone(m) or len(_digits(m[0])) > 15),
    Rule("nummer", re.compile(r"(?<![^\W_])(?=[a-z0-9\-]{0,12}\d)(?=[a-z0-9\-]{0,12}[a-z])[a-z0-9\-]{8,24}(?![^\W_])", _I), needs="0",
        accepts=lambda m: len(_digits(m[0])) >= 5),
    Rule("name", re.compile(r"(?<![\w@])@[a-z]\w{4,31}(?!\w)", _I), needs="@"),
)  # fmt: skip
"""What might point to a person; taken out before a sentence is kept."""
