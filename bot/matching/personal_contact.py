"""Telephones, e-mail addresses, accounts in networks and links that lead to one person."""

# ruff: noqa: E501  a form stays readable only as one line

from __future__ import annotations

import re

from bot.matching.personal_rule import I, Rule, digits, is_counted, is_public

_GAP = r"[ \u00a0\u202f\u2009().\-–/]"
_SPOKEN = r"(?:null|eins|zwei|zwo|drei|vier|f(?:ü|ue)nf|sechs|sieben|acht|neun)"
_DOT = r"(?: ?(?:\.|,(?=\w)| dot | punkt | pkt | nokta | точка ) ?)"
_ENDS = r"(?:de|com|net|org|info|eu|ru|ua|tr|pl|ro|bg|at|ch|nl|fr|uk|me)"

_TALK_OF_PHONES = re.compile(
    r"(?:tel|telefon|handy|mobil|festnetz|nummer|nr|ruf|anruf|erreich|whatsapp|signal|viber|phone|call|number|mobile|"
    r"reach|numara|telefonum|ara|cep|тел|номер|позвон|звон|телефону|моб|هاتف|رقم|اتصل|جوال|تلفون|موبايل|fax)\w{0,16}"
    r"[\s.:,=\-]{0,4}(?:\w{1,16}[\s.:]{1,3}){0,4}\Z",
    I,
)
_DATE_OR_FIGURE = re.compile(
    r"\d{1,2}\. ?\d{1,2}\.|\d{1,2}[/\-]\d{1,2}[/\-](?:19|20)\d\d\Z|\d{4}-\d{2}-\d{2}|"
    r"\d{1,2}[.]\d{2}\s?[-–]\s?\d{1,2}[.]?\d{0,2}\Z|(?:19|20)\d\d\s?[-–/]\s?(?:19|20)\d\d\Z|"
    r"[1-9]\d{0,2}(?:[. ]\d{3}){1,2}\Z"
)


def is_phone(match: re.Match[str]) -> bool:
    """Refuse help lines, dates and amounts."""
    raw = match[0]
    number = digits(raw)
    if raw[:1] == "+" or number[:2] == "00":
        number = re.sub(r"\A(?:00)?49(?=[1-9])", "0", number)
    if is_public(number) or not 5 <= len(digits(raw)) <= 16:
        return False
    return not _DATE_OR_FIGURE.match(raw) and not is_counted(match)


def _is_marked_phone(match: re.Match[str]) -> bool:
    before = match.string[max(0, match.start() - 48) : match.start()]
    return len(digits(match[0])) >= 5 and bool(_TALK_OF_PHONES.search(before)) and is_phone(match)


_AT = ("@", "＠", "(", "[")

MAIL = (
    Rule("e-mail", re.compile(
        r"(?<![\w.+%-])[\w.+%-]{1,64}\s?(?:@|[(\[] ?(?:at|ät) ?[)\]]|＠)\s?(?:[\w-]{1,63}[.,]){1,4}[^\W\d_]{2,18}(?!\w)", I),
        needs=_AT),
    Rule("e-mail", re.compile(
        rf"(?<![\w.+%-])(?:[\w+%-]{{1,40}}{_DOT}){{0,3}}[\w+%-]{{2,64}} ?(?:@|[(\[] ?(?:at|ät) ?[)\]]| at | ät | et | klammeraffe )"
        rf" ?(?:[\w-]{{2,40}}{_DOT}){{1,3}}{_ENDS}\b", I),
        needs=(*_AT, " at ", " ät ", " et ", "klammeraffe")),
    Rule("e-mail", re.compile(r"(?<![\w.+%@-])[\w.+%-]{2,64}@[a-z][\w-]{1,40}(?![\w@])", I), needs="@"),
)  # fmt: skip

_NETWORK = (
    r"(?:t\.me|telegram\.me|wa\.me|(?:\w{1,10}\.)?(?:facebook|instagram|linkedin|tiktok|snapchat|youtube|twitter|vk|ok|xing)\.(?:com|ru|de)|"
    r"fb\.(?:com|me)|x\.com)"
)

LINKS = (
    Rule("link", re.compile(rf"(?<![\w.@-])(?:https?://)?{_NETWORK}/[^\s/][^\s]{{0,300}}", I), needs="/"),
    # A link of any other house is somebody's own once it carries a long number or a value.
    Rule("link", re.compile(
        r"(?<![\w@])(?:https?://|www\.)?[a-z0-9][\w.\-]{2,80}\.[a-z]{2,10}/(?=[^\s]{0,299}(?:\d{4}|[?&#]\w{1,30}=))[^\s]{1,300}", I), needs="/"),
)  # fmt: skip

ACCOUNTS = (
    Rule("konto-im-netz", re.compile(r"(?<![\w@.])@(?!jobcenter|bochum|stadt|arbeitsagentur)[a-z][\w.]{3,31}(?!\w)", I), needs="@"),
    Rule("konto-im-netz", re.compile(
        r"(?<!\w)(?:telegram|tg|insta(?:gram)?|facebook|fb|tik ?tok|snap(?:chat)?|skype|discord|user ?name|benutzername|nutzername|телеграмм?|инстаграмм?|інстаграм|تلغرام|انستغرام)"
        r"[\s:=]{1,3}(?:(?:ist|is|name|:)[\s:]{1,3}){0,2}((?=[\w.]{0,31}[\d._])[a-z][\w.]{3,31})(?!\w)", I), group=1),
)  # fmt: skip

PHONES = (
    Rule("telefon", re.compile(rf"(?<![\w+,.])(?:\+\s?|00\s?)[1-9](?:{_GAP}{{0,4}}\d){{6,16}}(?![^\W_])"),
        accepts=is_phone, needs="0"),
    Rule("telefon", re.compile(rf"(?<![\w+,./])\(?0(?:{_GAP}{{0,4}}\d){{6,14}}(?![^\W_])"),
        accepts=is_phone, needs="0"),
    Rule("telefon", re.compile(rf"(?<![\w+,.§])\d(?:{_GAP}{{0,3}}\d){{4,14}}(?![^\W_])"),
        accepts=_is_marked_phone, needs="0"),
    Rule("telefon", re.compile(rf"\b{_SPOKEN}(?:[\s,\-]{{0,3}}{_SPOKEN}){{6,24}}\b", I),
        needs=("null", "sieben", "drei", "vier")),
)  # fmt: skip

DOUBTFUL_PHONES = (
    Rule("telefon", re.compile(r"(?<![\w.,+])0\d(?:[ /\-.]{0,3}\d){5,13}(?![^\W_])"), accepts=is_phone, needs="0"),
)  # fmt: skip
