"""The words that announce a name in six languages, and the words that are none."""

# ruff: noqa: E501  a form stays readable only as one line

from __future__ import annotations

import re
from pathlib import Path

_I = re.IGNORECASE

SURE_CUE = re.compile(
    r"(?<!\w)(?:ich hei(?:ß|ss)e?|hei(?:ß|ss)e ich|ich nenne mich|(?:mein|unser|ihr|sein)e?[nmrs]? (?:vor|nach|familien|voller )?name (?:ist|is|lautet|war|:)|"
    r"name ist|name:|vorname|nachname|familienname|geburtsname|zuname|my (?:full |first |last |sur)?name(?: is|['’]s|:)|i['’]?a?m called|(?:first|last|sur|full) ?name(?: is)?:?|"
    r"(?:benim )?ad[ıi]m|ismim|soyad[ıi]m|меня зовут|мене зв[аи]ти|мене звуть|(?:мо[её] )?имя|(?:моє )?ім['’ʼ]?я|фамилия|прізвище|(?:[اأ]نا )?[اأ]سمي(?: الكامل)?|(?:ال)?اسم(?: الكامل)?|(?:ال)?كنيت?ي?|ismi|"
    r"hei(?:ß|ss)t (?:er|sie)|(?:sohn|tochter|kind|mann|frau|partner|bruder|schwester|vater|mutter|vermieter|chef|berater|beraterin|sachbearbeiterin|sachbearbeiter) hei(?:ß|ss)t|(?:зовут|звати|звуть)|"
    r"(?<!meine )(?<!eine )(?<!einer )(?<!meiner )(?<!die )(?<!der )(?<!als )(?<!deine )(?<!seine )(?<!ihre )(?<!jede )(?<!keine )(?<!stehende )frau|"
    r"herrn?|hr\.|fr\.|fam\.|mrs?\.|ms\.|mrs|господин[ау]?|госпож[ауе]|пан[іау]?|السيدة?|sayın|фрау|герр)(?!\w)",
    _I,
)
"""Behind these a word is a name unless it is a common one."""

BARE_OR_CAPITAL = re.compile(
    r"(?<!\w)(?:frau|mr|ms|familie|sachbearbeiter(?:in)?|vermittler(?:in)?|betreuer(?:in)?|berater(?:in)?|ansprechpartner(?:in)?|fallmanager(?:in)?|coach|rechtsanwalt|anwalt|anwältin|kolleg(?:e|in)|mitarbeiter(?:in)?|dolmetscher(?:in)?|lehrer(?:in)?|arzt|ärztin|gutachter(?:in)?|vormund|verlobter?|lebensgefährt(?:e|in)|ra|name|"
    r"(?:mein|unser|sein|ihr|dein)e?[nmrs]? (?:(?:ex|großer?|kleiner?|ältester?|jüngster?|neuer?)[ -]){0,2}(?:ehe)?(?:sohn|söhne|tochter|töchter|mann|frau|kind|kinder|baby|freund|freundin|partner|partnerin|vater|mutter|papa|mama|bruder|schwester|oma|opa|onkel|tante|neffe|nichte|cousin|enkel|chef|chefin|vermieter|vermieterin|nachbar|nachbarin|mitbewohner|ex|exmann|exfrau)|"
    r"namens|genannt|(?:my|his|her|our) (?:wife|husband|son|sons|daughter|daughters|kids|brother|sister|mother|father|baby|child|children|boyfriend|girlfriend|partner|boss|landlord|friend)|"
    r"e[sş]im|o[gğ]lum|k[ıi]z[ıi]m|karde[sş]im|annem|babam|kocam|kar[ıi]m|[çc]ocu[gğ]um|"
    r"(?:мо[йяеёюї]|моего|моей|моєї|мого|моєму|моя|наш|наша|мій)\s(?:муж|мужа|сын|сына|дочь|дочка|дочку|дочери|доньк[аиу]|син|сина|чоловік|чоловіка|жена|жену|дружина|дружину|брат|брата|сестр[ауи]|мама|мать|мати|папа|отец|батько|ребенок|дитина)|"
    r"زوجتي|زوجي|ابني|ابنتي|بنتي|[اأ]خي|[اأ]ختي|[اأ]مي|والدي|والدتي|طفلي)(?!\w)",
    _I,
)
"""Behind these a known first name or a capital is a name."""

KNOWN_OR_TWO = re.compile(
    r"(?<!\w)(?:ich bin(?: (?:die|der))?|bin(?: (?:die|der))?|hier (?:ist|spricht|schreibt)(?: (?:die|der))?|das ist|ich|i['’]m|i am|this is|it['’]?s|here is|"
    r"ben|я|это|це|[اأ]نا|(?:antrag|bg|unterlagen|termin|akte|bescheid|fall|vertrag|konto) (?:von|für)|"
    r"kund(?:e|in)|antragsteller(?:in)?|mieter(?:in)?|patient(?:in)?|bewerber(?:in)?|kläger(?:in)?|absender|unterschrift|gezeichnet|gez\.?|applicant)(?!\w)",
    _I,
)
"""Behind these only a known first name, or two capitals in a row."""

TURKISH_I = re.compile(
    r"(?<!\w)(?:(?i:ben),?)(?= [^\W\d_a-zçğıöşü]\w{1,24}(?!\w))(?! \w{1,24}[ıiuü]m(?!\w))"
)
"""Turkish writes only names with capitals; "ben Türküm" tells what somebody is."""

ENGLISH_I = re.compile(
    r"(?<!\w)(?i:i['’]m|i am)(?= [A-Z]\w{2,24}(?:[,.!]|\s(?:and|here|from)\b|\s{0,2}\Z))(?! \w{1,24}(?:an|ish|ese|ing|ed|i)\b)"
)
"""English as well, but for peoples and words such as "Looking"."""

KNOWN = re.compile(
    r"(?<!\w)(?:für|von|wegen|mit|bei|for|from|with|для|от|від|з|с)(?!\w)",
    _I,
)
"""Behind these only a known first name."""

AT_THE_END = re.compile(
    r"(?<!\w)(?:mfg|m\.f\.g|i\. ?[av]\.|gez\.|lg|vg|gr(?:ü|ue)(?:ß|ss)(?:en?)?|gru(?:ß|ss|s)|hochachtungsvoll|"
    r"regards|sincerely|faithfully|cheers|sayg[ıi](?:lar[ıi]mla|lar)|с уважением|з повагою|(?:مع )?(?:تحياتي|تحيات|الشكر|شكري|التحية|الاحترام))(?![\w])",
    _I,
)
"""Behind these whatever ends the message is a name."""

THANKS = re.compile(
    r"(?<!\w)(?:(?:danke|dank)(?: (?:im voraus|schön|sehr|ihnen))?|thanks?(?: you)?|te[sş]ekk[uü]r(?:ler|ederim| ederim)|спасибо|дякую|شكرا)(?!\w)",
    _I,
)
"""Behind these a known name or a capital ends the message."""

HONORIFIC = re.compile(
    r"(?:frau|herrn?|fr\.|hr\.|dr\.?|prof\.?|med\.|mrs?\.?|ms\.?|пані|пан|фрау|герр|السيدة?)\s{1,2}(?=[^\W\d_])",
    _I,
)
LINKING = re.compile(
    r"(?:ist|war|is|was|bisher|jetzt|heißt|heisst|lautet|i\.? ?[av]\.?|gez\.?|die|der|ihre?|dein|deine|euer|eure|the|namens|genannt|это|є|هو|هي)\s{1,2}(?=[^\W\d_])",
    _I,
)
POSTPOSED = re.compile(
    r"(?<!\w)(?:([^\W\d_]\w{1,24}) (?:bey|hanım|hanim|abi|abla|hoca)(?:e|a|in|ın|den|dan|le|la)?|"
    r"((?-i:[^\W\d_a-zäöüß][\w\-]{1,24} ){1,2})(?:hier(?=[,.!])|here\b|mein name\b|am apparat))(?!\w)",
    _I,
)
"""A word before "Bey" or "hier," is a name."""

_WORDS = Path(__file__).with_name("no_names.txt").read_text(encoding="utf-8").split("# surname")
NO_NAME, _FOLLOWING = (
    frozenset(
        word for line in part.splitlines() if not line.startswith("#") for word in line.split()
    )
    for part in _WORDS
)
"""Common words that follow a cue without being a name."""

NO_SURNAME = NO_NAME | _FOLLOWING
"""What may follow a first name without being the surname."""
