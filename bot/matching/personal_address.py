"""Where somebody lives: street and number; a postcode or a town alone points to nobody."""

# ruff: noqa: E501  a form stays readable only as one line

from __future__ import annotations

import re

from bot.matching.personal_rule import I, Rule, is_counted

_NUMBER = r"\d{1,4} ?[a-z]?(?: ?[-–/] ?\d{1,4} ?[a-z]?)?(?:,? ?/? ?(?:app|apt|whg|wohnung|zimmer|etage)\.? ?\d{1,4})?"
_TOWN = r"(?:\s?,?\s{1,2}(?:in )?\d{5}(?: [^\W\d_][\w\-]{2,30})?)?"
_STREET = r"(?:stra(?:ß|ss)e|str\.?|weg|hellweg|platz|allee|ring|gasse|damm|ufer|hof|pfad|markt|berg|feld|kamp|steig|höhe|heide|bogen|winkel|siedlung)"
_BEFORE = r"(?:(?-i:[A-ZÄÖÜ])[\w.\-]{0,30}|[^\W\d_]{2,20}er|an der|an den|auf dem|auf der|auf den|in der|in den|unter den|am|im|auf|von|der|zum|zur|alte|neue|große|kleine|obere|untere)"
_NO_STREET = re.compile(
    r"(?:arbeits|bildungs|schul|heim|fahr|aus|rück|rechts|lebens|arbeitsplatz|bauern|bahn)\w{0,4}(?:weg|platz|markt|hof)\b|(?:\A|auf |am |im |zum |zur )platz\b",
    I,
)

# "am Ring 2 Haltestellen" counts stops; only a town may follow a street without a name of its own.
_BARE = re.compile(
    rf"(?:am|im|auf dem|auf der|an der|in der|an den|auf den|zum|zur|der) {_STREET}? ?\w{{0,30}} ?\d{{1,4}}\Z",
    I,
)
_NOUN = re.compile(r"\s(?!Bochum|Wattenscheid|Herne|Witten|Dortmund|Essen|Hattingen)[A-ZÄÖÜ]\w")

_HOME = (
    r"(?<!\w)(?:wohn\w{0,12}|adress\w{0,4}|anschrift|lebe|gemeldet|umgezogen|zog|ziehe|ziehen|bei mir|live|living|moved|home|address|adres\w{0,4}|"
    r"evim|oturuyorum|taşındım|адрес\w{0,2}|живу|мешкаю|проживаю|переехал\w?|عنوان\w{0,3}|[اأ]سكن|ساكن)(?!\w)"
)
_HOME_LINK = r"(?:(?:ist|in|an|der|dem|auf|bei|at|is|to|am|im|jetzt|neu\w{0,2}|mein\w{0,2}|meiner mutter|ich|hier|ab|nach|die|den|na|на|по|в|у|ул\.?|вул\.?|jetzt|now|the|في)[\s:]{1,3}){0,4}?"


# "auf der Straße des 17. Juni" names a day.
_MONTH = re.compile(
    r"\.?\s(?:januar|februar|märz|april|mai|juni|juli|august|september|oktober|november|dezember)\b",
    I,
)


def _is_street(match: re.Match[str]) -> bool:
    if _MONTH.match(match.string, match.end()):
        return False
    if is_counted(match, 0) or _NO_STREET.search(match[0]):
        return False
    return not (_BARE.match(match[0]) and _NOUN.match(match.string, match.end()))


def _is_home(match: re.Match[str]) -> bool:
    """Take what follows "ich wohne": a street, or capitals or "in der …" before a number."""
    found = match[1]
    if is_counted(match, 1) or not _is_street(match):
        return False
    if re.search(r"str|weg|platz|allee|ring|damm|\d{5}|sok|cad|ул|вул", found, I):
        return True
    place = match.string[match.start() : match.end()]
    return bool(
        re.search(
            r"(?:in der|in den|auf dem|auf der|auf den|an der|an den|am|im|zum|zur) [^\W\d_][\w\-]{2,30} \d",
            place,
            I,
        )
    )


HOMES = (
    Rule("adresse", re.compile(
        _HOME + r"[\s:,.]{0,4}" + _HOME_LINK
        + rf"([^\W\d_][\w.\-]{{1,30}}(?: [^\W\d_][\w.\-]{{1,30}}){{0,3}},? {_NUMBER}{_TOWN})(?![^\W_])", I),
        group=1, needs="0", accepts=_is_home),
)  # fmt: skip

STREETS = (
    Rule("adresse", re.compile(
        rf"(?<![^\W_])(?:{_BEFORE} ){{1,4}}(?:[^\W\d_][\w.\-]{{0,30}})?{_STREET}\.? ?{_NUMBER}{_TOWN}(?![^\W_])", I),
        needs="0", accepts=_is_street),
    Rule("adresse", re.compile(
        rf"(?<![^\W_])[^\W\d_][\w.\-]{{0,30}}{_STREET}\.? ?{_NUMBER}{_TOWN}(?![^\W_])", I), needs="0", accepts=_is_street),
    Rule("adresse", re.compile(
        rf"(?<![^\W_])(?:in der|in den|auf dem|auf der|auf den|an der|an den|am|im|zum|zur|unter den) (?!jahr |januar|februar|märz|april|mai |juni|juli|august|september|oktober|november|dezember)"
        rf"(?-i:[A-ZÄÖÜ])[\w\-]{{2,30}} {_NUMBER}{_TOWN}"
        rf"(?=[.,;!?]|\s{{1,2}}(?:\d{{5}}|kostet|wohn|in |bochum|watten|ist meine)|\s{{0,2}}\Z)", I), needs="0", accepts=_is_street),
    Rule("adresse", re.compile(
        r"(?<!\w)(?:ул|улица|улице|вул|вулиця|вулиці|пр|просп|проспект|пер)\.?\s{1,2}[^\W\d_][\w.\-]{1,30}(?: [^\W\d_][\w.\-]{1,30})?,? (?:д\.? ?|дом |буд\.? ?)?\d{1,4} ?[а-я]?"
        r"(?:,? (?:кв|квартира)\.? ?\d{1,4})?(?!\w)", I), needs="0"),
    Rule("adresse", re.compile(
        r"(?<!\w)[^\W\d_]\w{1,24} (?:sok|sokak|sokağı|cad|caddesi|mah|mahallesi|bulvarı)\.? (?:no:? ?)?\d{1,4}(?!\w)", I), needs="0"),
    Rule("adresse", re.compile(r"(?<!\w)شارع [^\W\d_]\w{1,24}(?: [^\W\d_]\w{1,24})?,? (?:رقم )?\d{1,4}(?!\w)"), needs="0"),
)  # fmt: skip
