"""What crises sound like beyond the listed phrases: word classes, turns of speech, excuses.

Nothing here decides. A class or a turn that is found becomes one feature more for the detector,
which learns from the phrases and the harmless sentences of the knowledge how much it counts. So
an editor can outvote each line of this module with a sentence in ``_krise.yaml``. All words are
folded (see ``normalize``): "ä" is "a", "ß" is "ss".
"""

# ruff: noqa: E501  a turn of speech stays readable only as one line

from __future__ import annotations

import re

CLASSES: dict[str, str] = {
    "ich": "ich mich mir i me ben bana beni я меня мне мені мене انا",
    "mein": "mein meine meiner meinem meinen unser unsere my our benim мой моя мои мій моя мої",
    "nicht": "nicht nich net ned nie niemals nimmer not never не لا لم لن",
    "nichts": "nichts nix nichtz nüscht nothing nichs ничего нічого",
    "kein": "kein keine keinen keinem keiner keins no without ohne yok нет нема немає без",
    "mann": (
        "mann ehemann freund partner ex exmann exfreund lebensgefahrte verlobter mitbewohner "
        "stiefvater vater papa onkel bruder schwager sohn nachbar lebenspartner schwiegervater "
        "cousin husband boyfriend father kocam esim sevgilim babam муж отец парень бывший чоловик "
        "батько колишнии زوجي والدي ابي"
    ),
    "frau": (
        "frau ehefrau freundin exfrau mutter mama tante schwester oma tochter nachbarin partnerin "
        "opa eltern familie kumpel kollege wife mother sister annem karim мать мама жена дружина "
        "زوجتي امي"
    ),
    "kind": (
        "kind kinder kindern kids baby saugling kleine kleinen kleiner tocher child children son "
        "daughter cocuk cocugum cocuklarim bebegim ребенок ребенку дети детям дитина дитини діти "
        "дітям طفلي اطفالي"
    ),
    "heute": (
        "heute jetzt gleich sofort gerade eben heut grad dringend today tonight now bugun bu simdi "
        "сегодня сеичас сьогодні зараз اليوم الان الليله"
    ),
    "nacht": "nacht abend abends nachts night gece ночь ночи ноччю ніч",
    "geld": "geld cent kohle knete konto euro money para деньги денег гроші грошеи مال نقود",
    "essen": (
        "essen lebensmittel brot nahrung mahlzeit futtern food eat yemek yiyecek ekmek еда еды "
        "есть іжа іжі істи طعام اكل"
    ),
    "schlafen": "schlafen ubernachten pennen schlafplatz schlafe penne schlaf sleep uyumak спать спати انام",
    "will": "will mochte mocht mochten wollen wollte mag want istiyorum хочу اريد",
}  # fmt: skip

CLASS_OF = {word: f"<{name}>" for name, words in CLASSES.items() for word in words.split()}

_MAN = (
    r"(?:mann|man\b|ehemann|freund|partner|ex|exmann|exfreund|lebensgefahrte|verlobter|mitbewohner|"
    r"stiefvater|vater|papa|onkel|bruder|schwager|sohn|nachbar|schwiegervater|cousin|typ|er|sie|"
    r"frau|ehefrau|freundin|exfrau|mutter|mama|eltern|familie|nachbarin|partnerin|jemand|leute)\w*"
)
_US = r"(?:mich|mir|mi|uns|kind|kinder|kids|baby|tochter|sohn|schwester|mutter|mama|sie|ihn|frau)"
_SOME = r"(?:\S+ ){0,4}"
_FEW = r"(?:\S+ ){0,2}"

TURNS: dict[str, tuple[str, ...]] = {
    "tod": (
        r"(?:sterben|umbringen|nicht mehr leben|tot sein|selbstmord|suizid) (?:will|wollte|mochte|wollen|begeh\w*)",
        r"(?:tabletten|pillen) (?:\S+ ){0,6}(?:stirbt|sterben|tot)",
        r"(?:fur|auf) immer (?:schlafen|weg|gehen|einschlafen|verschwinden)|mich gibt\w* bald nicht mehr|bald (?:seid|sind) (?:ihr|sie) mich los",
        r"(?:nicht|keiner|niemand) mehr (?:hier sein|auf der erde)|lebt wohl|letzte nachricht|auf dem gewissen|letzten ausweg|nicht mehr hier sein",
        r"(?:bin|nur) (?:\S+ ){0,2}eine last fur|will (?:einfach |nur )?(?:verschwinden|weg sein)|vom hochhaus|ins wasser geh\w*|geh\w* ins wasser",
        r"(?:keine|ohne) hoffnung mehr|alles keinen (?:sinn|zweck) mehr|wertlos|(?:hasse|hass) (?:mein leben und|mich)",
        rf"(?:will|mocht\w*|wollt?e?n?|kann|wunsch\w*|kraft|lust|bock) {_SOME}(?:nicht|nich|nie|net|nimmer) "
        r"(?:mehr |wieder )?(?:so )?(?:leben|weiterleben|aufwachen|existieren)",
        r"(?:leben|aufwachen) (?:nicht|nich) (?:mehr|wollen)|nich?t? mehr leben (?:woll|will|mocht)",
        rf"(?:will|mocht\w*|wollen|werd\w*|wunsch\w*|liebsten) {_SOME}(?:sterben|tot sein|weg sein|tot)\b",
        r"(?:will|mochte?) (?:nur noch |einfach )?(?:sterben|tot)|(?:lieber|liebsten|ware ich|ich ware) tot\b",
        rf"(?:mich|mir|sich) {_FEW}(?:um(?:zu)?bring|erhang|aufhang|vergift|erschiess|ertrank|toten\b)",
        r"(?:bring\w* (?:ich |er |sie )?(?:mich|sich)|ich mich|er sich|sie sich) (?:\S+ )?um\b",
        r"(?:hang\w* (?:ich )?mich|ich mich) (?:\S+ )?auf\b",
        rf"(?:tu\w*|tat\w*|konnte?|angst) {_SOME}(?:mir|sich) {_FEW}(?:et)?was an\w*",
        r"(?:mir|sich) (?:selbst )?(?:et)?was (?:an(?:zu)?tu|antat|angetan)\w*",
        r"(?:das|mein|mir das) leben (?:zu )?(?:nehm|beend)\w*|leben genommen|beende (?:es|mein|alles)",
        r"suizid\w*|selbstmord\w*|selbsttot\w*|freitod|lebensmud\w*|abschiedsbrief|pulsader\w*|strick\b",
        rf"(?:spring\w*|werf\w*|schmeiss\w*|sturz\w*|leg\w*) {_SOME}(?:brucke|zug|fenster|dach|bahn|gleis\w*|balkon)",
        r"(?:zug|brucke|fenster|dach|balkon|bahn) (?:zu )?(?:spring|werf|sturz)\w*",
        r"steh\w* (?:auf|an) (?:de[rnm]|einer) (?:brucke|dach|gleis\w*)|auf dem dach",
        rf"(?:tabletten|pillen) {_SOME}(?:liegen|alle\b|stirbt|sterben|vor mir|gesammelt|reichen)",
        r"(?:ein|dem|allem) (?:allem )?ende (?:setz|mach|bereit)\w*|mach\w* (?:dem )?(?:allem )?ein ende|setz\w* (?:ich |wir )?(?:dem|allem|meinem leben) ein ende",
        r"schluss mit (?:allem|meinem leben|dem leben)|allem schluss",
        r"(?:ohne mich|wenn ich (?:weg|tot|nicht mehr)) (?:\S+ )?(?:besser|da|bin|ware)|besser (?:dran )?(?:ohne mich|wenn ich)",
        rf"(?:sinn|wert|kraft|lust|bock|grund) (?:mehr )?{_FEW}(?:leb|weiterleb|weiterzuleb)\w*",
        r"(?:leben|alles) (?:\S+ )?(?:kein\w* (?:sinn|wert)|nicht (?:mehr )?lebenswert|nichts mehr wert)",
        r"(?:wofur|wozu|warum|weiss nicht wofur) (?:ich )?(?:noch |uberhaupt )?lebe?\b",
        rf"(?:einschlafen|schlafen) {_SOME}(?:nie|nicht) {_FEW}aufwach\w*",
        r"(?:will|wenn ich|morgen|moglichst|einfach|mochte) (?:\S+ ){0,3}nicht mehr (?:da|hier|auf (?:dieser|der) welt)",
        r"nicht mehr (?:da|auf dieser welt|auf der welt|am leben) (?:zu )?sein",
        rf"(?:denk\w*|gedank\w*|red\w*|sprich\w*|sagt?|plan\w*) {_SOME}(?:sterben|meinen tod|den tod|an den tod)",
        rf"(?:ausweg|erlosung) {_SOME}(?:tod|strick|mehr)|tod {_SOME}(?:erlosung|ausweg)",
        r"ritz\w* (?:ich )?(?:mich|sich)|(?:mich|sich) (?:selbst )?ritz|verletze mich selbst",
        r"weg von (?:dieser|der) welt|fertig mit der welt|nie geboren|leben nicht mehr aus|zu leben nicht",
        r"(?:kann|will) (?:und (?:kann|will) )?nicht mehr$|(?:alles|nur noch) aufhoren?|aufhort",
    ),
    "gewalt": (
        r"(?:schlagt|wurgt|verprugelt|misshandelt|schubst|tritt|stosst|bedroht|vergewaltigt|begrapscht|qualt) (?:mich|uns|mir|sie|kinder|mein\w* (?:kind\w*|mutter|schwester|tochter|sohn))\b",
        r"(?:schlagt|schlug|geschlagen) (?:\S+ )?zu\b|zuschlagt|zugeschlagen|ohrfeig\w*|lauert mir|randaliert|an die wand|begrapscht|rastet (?:\S+ ){0,3}aus und",
        r"bin ich tot\b|(?:er|mann|freund|ex) ist (?:so )?(?:gefahrlich|gewalttatig|brutal)|angst um mein\w* (?:leben|kind\w*)|verfolgt und bedroht|trau\w* mich nicht (?:nach hause|heim)",
        r"(?:zur|mit der) faust|(?:grun|blau) geschlagen|hande? am hals|an den hals|an den haaren|sexuell\w*",
        rf"{_MAN} {_SOME}(?:schlagt|schlug|schlagen|wurgt|haut|tritt|boxt|prugelt|misshandelt|verletzt) ?{_SOME}(?:{_US}|zu|jeden|immer)\b",
        rf"{_US} {_SOME}(?:geschlagen|gewurgt|verprugelt|getreten|misshandelt|geschuttelt|angegriffen|zusammengeschlagen|vergewaltig\w*|missbrauch\w*|eingesperrt|angefasst|gestossen)",
        r"(?:mich|kinder|ihn) (?:\S+ ){0,2}(?:schlagt|haut|schlagen)\b|sie schlagt|schlagen mich",
        r"(?:geschlagen|misshandelt|bedroht|missbraucht|vergewaltigt|eingesperrt|verprugelt|angegriffen|zusammengeschlagen)(?: wird| werden| wurde)$",
        r"(?:werden?|wurden?|wird|bin|worden) (?:\S+ ){0,6}(?:geschlagen|misshandelt|verprugelt|missbraucht|vergewaltigt|zusammengeschlagen|eingesperrt|zwangsverheiratet|gestalkt)",
        rf"{_MAN} {_SOME}(?:bedroht|verfolgt|zwingt|stalkt|sperrt|belastigt)",
        rf"{_MAN} (?:\S+ ){{0,6}}(?:(?:droht|drohte) (?:mir|uns)|(?:mir|uns) (?:\S+ )?(?:droht|gedroht))|er hat (?:mir|mich) {_SOME}(?:gebrochen|verletzt)",
        r"(?:droht|gedroht|will|wollen|angst) (?:\S+ ){0,5}(?:mich|uns|kinder|mir) (?:\S+ )?(?:um(?:zu)?bring|tot(?:en|et)|zu toten|mord)\w*",
        rf"angst {_FEW}(?:vor|um|wegen) {_SOME}(?:mann|freund|partner|ex|exmann|vater|leben|bruder|familie|sohn)",
        r"droht (?:\S+ )?mit (?:mord|ehrenmord|dem tod)|ehrenmord|todesangst|stalk\w*|zwangs(?:ver)?heirat\w*",
        r"messer an|(?:mit|hat|holt) (?:\S+ )?messer\b|pistole|mit einer waffe|schusswaffe",
        rf"(?:platz|muss|brauch\w*|will|gibt es|wo) {_SOME}frauenhaus",
        r"blaue?n? fleck\w*|grun und blau|tritt (?:\S+ )?(?:die )?tur",
        rf"(?:flieh\w*|geflohen|geflucht\w*|abgehauen) {_FEW}(?:von|vor|weil) {_SOME}(?:mann|er|freund|partner|ex|vater)|(?:vor|von) {_SOME}(?:mann|freund|partner|ex|vater) (?:\S+ )?(?:flieh\w*|geflohen|geflucht\w*|abgehauen)|(?:mann|freund) mich hauen",
        r"(?:hausliche\w*) gewalt|gewalttatig\w*|aggressiv und|gewalt in der|schutz vor \S*(?:gewalt|mann|freund)",
        r"bringt (?:\S+ )?(?:kind\w*|mich|uns) um|in gefahr|(?:partner|mann|freund|er|vater) vergewaltigt|lasst mich nicht (?:aus|raus)|fasst mich an|zum sex|zur prostitution|sperrt mich ein",
        rf"(?:meinem|unserem) (?:kind|baby) {_FEW}(?:antu\w*|weh ?tu\w*)|baby schutteln",
        r"nicht nach hause|umgebracht werden",
    ),
    "notfall": (
        r"lauft (?:\S+ )?blau an|verschluckt|herzstillstand|redet (?:\S+ )?wirr|(?:beine?|arme?) (?:\S+ )?nicht (?:mehr )?(?:bewegen|spuren|heben)|rettung bitte|notruf",
        r"(?:fallt|gefallen|gesturzt) (?:\S+ ){0,5}(?:blut\w*|bewegt|reagiert|bewusstlos)",
        r"(?:atmet|atmen|reagiert|ansprechbar|bewegt sich|aufwach\w*|wacht|wach) (?:\S+ )?(?:nicht|kein|kaum|mehr|komisch)|(?:nicht|kein\w*|kaum)(?: mehr| wieder)? (?:wach|atmen|atmet|ansprechbar|reagier\w*|bewegt|sprechen und)",
        rf"(?:krieg\w*|bekomm\w*|habe?) {_FEW}(?:keine|schlecht|kaum)(?: mehr)? luft|luftnot|atemnot|keine luft|erstick\w*|ertrink\w*",
        r"bewu?ss?t?los\w*|ohnmachtig|zusammengebrochen|umgekippt|kollabiert|lebensgefahr\b",
        r"(?:ich|mein\w*|verdacht) (?:\S+ ){0,5}(?:herzinfarkt|schlaganfall)|(?:herzinfarkt|schlaganfall) (?:mein|was tun|hilfe)",
        rf"(?:blut\w*) {_SOME}(?:stark|schlimm|viel|kopf|nicht auf|schwanger)|(?:stark\w*|schwanger) {_SOME}(?:blut\w*)",
        rf"(?:brauch\w*|ruf\w*|bitte|hilfe|sofort) {_SOME}(?:krankenwagen|rettungswagen|notarzt|rtw)|(?:krankenwagen|notarzt|rettungswagen) (?:bitte|schnell|kommen|rufen)",
        r"es brennt (?:in|bei|hier|im)|(?:bei uns|haus|kuche|wohnung|dachstuhl) brennt|brennt (?:die|das|unser\w*) (?:kuche|haus|wohnung)|feuer im|rauch (?:\S+ ){0,2}(?:brennt|treppenhaus|wohnung)|(?:hilfe|schnell|feuer) (?:\S+ )?brennt",
        r"riecht (?:\S+ ){0,3}gas|gasgeruch|kohlenmonoxid",
        rf"(?:tabletten|putzmittel|gift|batterie|reiniger) {_SOME}(?:geschluckt|getrunken|genommen|gegessen)|uberdosis|vergiftung|geschluckt",
        r"krampfanfall|epileptisch\w*|krampft|allergischer schock|schwillt|stromschlag|unterzuck\w*|kein\w* insulin|insulin (?:ist )?(?:leer|alle)",
        rf"schmerzen {_FEW}(?:in der brust|brustkorb|brust)|herz (?:rast|tut)|brustschmerz\w*",
        rf"(?:fenster|treppe|gerust|wasser|kanal|dach) {_FEW}(?:gefal|gesturzt|runter)\w*",
        rf"liegt {_FEW}(?:am|auf dem|im|auf der) (?:boden|flur|strasse|schnee) |schwer verletzt|\S*unfall {_SOME}verletzt\w*|verbrannt (?:\S+ ){{0,4}}schlimm|verbruht|angefahren",
        r"fruchtblase|medizinischer notfall|(?:dringend|sofort) (?:einen )?arzt|wehen|gesichtslahmung|gesicht hangt|arm nicht|schwarz vor augen|hohes fieber|fieber 4\d|4\d fieber|vierzig fieber",
    ),
    "hunger": (
        r"(?:nichts|nix) (?:mehr )?(?:zu|zum) (?:beissen|futtern|essen)|leerer? magen|magen (?:ist )?leer|knurr\w*|kinder fragen nach essen|mulltonne|(?:alles|nichts) mehr im kuhlschrank",
        r"(?:kein|ohne) geld (?:\S+ ){0,3}(?:supermarkt|lidl|aldi|netto|penny|rewe)|essen (?:\S+ ){0,2}(?:ist )?(?:alle|leer|aus)\b|hungrig",
        rf"(?:nichts|nix|nichtz|nichs|kein\w*|nicht mal|weder|ohne) {_FEW}(?:(?:zu|zum) es+en|es+en|brot|lebensmittel|babynahrung|milch|windeln|futtern|im kuhlschrank|im magen|im bauch|im haus|zu hause|nahrung)",
        rf"kuhlschrank {_SOME}(?:leer|ler)|(?:kuhlschrank|konto) auch\b",
        rf"hung(?:er|rig|ern|ert|ere|re|rn)\w* {_SOME}(?:geld|nichts|nix|kauf\w*|bett|zu hause|kein\w*)|(?:kind\w*|kleine\w*|wir|geld|vor) {_FEW}(?:hung\w*|hungrig)|verhunger\w*|(?:ich|wir) hunger[en]n?$",
        rf"(?:nichts|nicht|nix)(?: mehr| richtig)? gegessen|gegessen {_FEW}(?:nichts|nix)",
        rf"(?:kein\w*|ohne|keinen) {_FEW}(?:geld|cent|euro) {_SOME}(?:es+en|lebensmittel|babynahrung|milch|einkauf\w*|kaufen|windeln|satt)",
        rf"(?:wovon|wie|womit) {_SOME}(?:heute|jetzt|kinder) {_SOME}(?:es+en|einkauf\w*|satt|kaufen)",
        rf"(?:es+en|brot|milch|lebensmittel) {_SOME}(?:nicht|nichts|kein\w*) {_FEW}(?:leisten|kaufen|geld|da)\b|(?:kein\w*|nicht|nichts) {_SOME}(?:es+en|brot|milch) (?:\S+ )?(?:leisten|kaufen|geben)",
        r"(?:lebensmittel|essens)gutschein (?:sofort|notfall|heute|dringend)|(?:sofort|dringend|heute) (?:\S+ ){0,3}lebensmittel",
        rf"wo {_SOME}(?:heute|jetzt) {_SOME}(?:es+en|mahlzeit)|suppenkuche (?:heute|jetzt|in bochum|offen)|(?:suche|brauche) (?:eine )?suppenkuche|warme mahlzeit",
        rf"(?:nur noch|nicht mal) {_FEW}(?:brot|toast\w*|wasser|nudeln)|milch (?:\S+ )?alle|milch (?:ist )?leer|betteln|aus dem mull",
        rf"euro {_FEW}(?:muss|bis|und) {_SOME}es+en|magen knurrt|nicht futtern|klau\w* (?:\S+ )?essen|nahrung (?:ist )?(?:leer|alle)|(?:krieg|bekomm)\w* {_SOME}heute {_SOME}zu essen",
    ),
    "obdach": (
        r"zelt (?:\S+ ){0,5}(?:zuhause|kalt|leb\w*|schlaf\w*)|(?:im|in einem) zelt|unter freiem himmel|auf platte|sack und pack|ausgesperrt|parkbank",
        r"(?:wo|wohin) (?:\S+ ){0,5}(?:wenn|weil) (?:man |ich )?(?:nix|nichts|kein\w*)|schlaft man in|mal hier mal da|(?:nirgends?|nirgendwo) (?:hin|schlafen|unterkommen|bleiben)",
        r"(?:bei der|in der|bei dieser) kalte (?:draussen|raus)|kalt (?:\S+ ){0,3}keine? (?:wohnung|bleibe|heim)|wohnungslos (?:\S+ ){0,4}(?:heute|schlaf\w*)",
        rf"(?:wo|wohin|weiss nicht wo|nirgend\w*|irgendwo) {_SOME}(?:schlaf\w*|ubernacht\w*|penn\w*|unterkomm\w*)",
        rf"(?:kein\w*|brauch\w*|einen|suche?|ein) {_SOME}(?:schlafplatz|schlaf platz|platz zum schlafen|bett (?:fur|heute)|bleibe|unterkunft|dach|zuhause|notunterkunft)",
        rf"(?:auf|von) der stras+e|stras+e {_FEW}(?:haus\b|schlaf\w*)|wohnen stras+e",
        rf"(?:schlaf\w*|penn\w*|ubernacht\w*|leb\w*|lieg\w*) {_SOME}(?:draussen|im auto|auto|bahnhof|park|parkbank|treppenhaus|stras+e|brucke|brucke|zelt|wald|keller)",
        rf"(?:treppenhaus|auto|park|bahnhof|keller|zelt) {_FEW}(?:geschlafen|schlafen|zuhause|ubernachtet)",
        rf"(?:eltern|vermieter|mutter|vater|freund\w*|mann|frau|wg|wohnung|hause|zuhause|mitbewohner) {_SOME}(?:raus\w*geworfen|rausgeschmissen|geschmissen|geflogen|rausgeflogen|vor die tur|schmeisst (?:\S+ )?raus)\b",
        rf"(?:heute|morgen|wurden?|werden) {_SOME}(?:zwangs)?gera?umt|(?:heute|morgen) {_FEW}(?:zwangs)?raumung|(?:zwangs)?raumung heute",
        r"not(?:unterkunft|schlafstelle|schlafplatz)|ubernachtungsstelle|(?:bin|sind|ist|jetzt|wieder) obdachlos\b|obdachlos (?:seit|und|jetzt)|kaltebus|kaltehilfe|schlafplatz|schlafstelle|heute nacht (?:\S+ ){0,2}(?:schlaf|platz)|nix haus|schlafen wo|sind raus aus der wohnung",
        rf"(?:weiss nicht|wissen nicht) {_FEW}wohin|wohin (?:\S+ )?(?:jetzt|heute|soll)|hin jetzt",
        rf"schloss\w* {_FEW}(?:aus)?(?:ge)?tausch\w*|wohnung {_FEW}(?:abgebrannt|ausgebrannt|nicht bewohnbar|weg\b)",
        rf"kein\w* (?:wohnung|zuhause|haus|bleibe|unterkunft) {_SOME}(?:heute|mehr|kalt|friere|draussen)|(?:heute|jetzt|friere?\w*|draussen) {_SOME}kein\w* (?:wohnung|bleibe|haus|zuhause|unterkunft|bett|schlaf\w*)",
        r"friere? (?:\S+ ){0,4}(?:draussen|strasse)|erfrier\w*|ab (?:heute|morgen) (?:\S+ ){0,3}stras+e|(?:heute|abend) raus\b",
        rf"nicht mehr (?:rein|nach hause|in meine wohnung)|(?:gefangnis|krankenhaus) {_SOME}kein\w* (?:wohnung|zuhause)",
    ),
    # The same in other languages. A detector uses only the turns its own phrases contain.
    "tod-en": (
        r"(?:kill\w*|hang\w*|hurt\w*|shoot\w*) (?:myself|himself|herself)|want\w* to (?:die|be dead)|end (?:my|it all) ?(?:life)?|suicid\w*|not? (?:want to )?live any\s?more",
    ),
    "tod-tr": (
        r"(?:kendimi|kendini) (?:oldur|as)\w*|olmek ist\w*|intihar\w*|yasamak iste?mi\w*|hayatima son",
    ),
    "tod-ru": (
        r"(?:уби\w*|убью) себя|хо\w+ умереть|не хо\w+ (?:\S+ )?жить|самоуби\w*|покончить с собо\w*",
        r"(?:вб\w+|вбити) себе|хо\w+ померти|не хо\w+ (?:\S+ )?жити|самогуб\w*|накласти на себе",
    ),
    "tod-ar": (r"\S*قتل نفس\w*|\S*انتحار|ان (?:ا|ي|ت)موت|لا اريد ان اعيش|انهي حياتي",),
    "gewalt-en": (
        r"(?:husband|boyfriend|partner|ex|father|he) (?:\S+ ){0,3}(?:beats?|hits?|hit|choked|rap\w*|threat\w*)|threatened to kill|(?:was|been) (?:raped|beaten)|afraid of my (?:husband|father|boyfriend|ex|partner)",
    ),
    "gewalt-tr": (
        r"(?:kocam|esim|babam|sevgilim|nisanlim) (?:\S+ ){0,4}(?:dov|vur|tehdit)\w*|oldurmekle tehdit|tecavuz\w*|siginma evi",
    ),
    "gewalt-ru": (
        r"(?:муж|парень|отец|бывшии|чоловік|батько|колишніи|хлопець|сын|син) (?:\S+ ){0,4}(?:бьет|бил|избил|ударил|угрожа\w*|бє|бив|побив|вдарив|погрожу\w*)|изнасилов\w*|зг?валтув\w*|(?:угрожа\w*|погрожу\w*) (?:\S+ )?(?:убить|вбити)",
    ),
    "gewalt-ar": (
        r"(?:زوجي|ابي|صديقي|والدي|اخي) (?:\S+ ){0,2}(?:ي?ضربني|هدد\w*|يهدد\w*)|هدد\w* بالقتل|اغتصاب|اغتصب\w*",
    ),
    "hunger-en": (
        r"(?:nothing|no food|no money|anything) (?:\S+ ){0,3}(?:eat|food|home)|(?:hungry|starving) (?:\S+ ){0,4}(?:money|food|nothing)|fridge is empty",
    ),
    "hunger-tr": (
        r"yiyecek (?:hicbir |bir )?sey\w* yok|ac (?:\S+ )?para\w* yok|yemek icin para\w* yok",
    ),
    "hunger-ru": (
        r"нечего есть|нет (?:еды|денег на еду)|голодн\w* (?:\S+ ){0,2}(?:денег|грошеи)|нема чого істи|немає іжі|немає грошеи на іжу",
    ),
    "hunger-ar": (r"شيء للاكل|لا (?:يوجد )?طعام|جاي?ع\w* (?:\S+ ){0,3}مال",),
    "obdach-en": (
        r"(?:nowhere|where) (?:\S+ ){0,3}sleep|(?:sleep\w*|live) on the street|(?:threw|kicked) (?:me|us) out",
    ),
    "obdach-tr": (r"yatacak yer\w*|sokakta (?:kald|yat)\w*|nerede (?:uyu|yat)\w*|sokaga att\w*",),
    "obdach-ru": (
        r"(?:негде|где|ніде|де) (?:\S+ ){0,2}(?:ноч\w*|переноч\w*|спат[ьи])|(?:на|сплю на) (?:улице|вулиці)|выгнал\w*|вигнал\w*|вигнав",
    ),
    "obdach-ar": (r"مكان للنوم|اين (?:\S+ )?(?:النوم|انام)|في الشارع|بلا ماوي|طرد(?:ني|نا)",),
    # What takes the danger out: told of the past, of work and learning, of a film, in jest.
    "fruher": (
        r"\bfruher|damals|vor (?:\S+ )?(?:\d+|zwei|drei|vier|funf|zehn|vielen|einigen|paar) jahren|als (?:kind|jugendlicher?|junge|madchen)\b|letztes jahr|letzten jahres|nach (?:meinem|dem|einem|seinem|ihrem) (?:\S*schlaganfall|herzinfarkt|unfall|\S*versuch)|reha\b|pflege (?:ihn|sie)|vorbei|jahre her|geschieden|(?:hatte|war) (?:\S+ )?(?:letztes|mal)",
    ),
    "lernen": (
        r"ausbildung|weiterbildung|umschulung|kurs\b|\S*kurs\b|lehrgang|seminar|praktikum|ehrenamt\w*|referat|beruf\b|job\b|\S*fuhrerschein|beruf\b|(?:ich|zur?|mocht\w*|will) (?:\S+ ){0,4}(?:pfleger\w*|arbeiterin|sanitater\w*) |arbeiten\b|stellenangebot|maßnahme|massnahme|coaching|firma",
    ),
    "erzahlt": (
        r"film\b|\S*rate\b|statistik|wie hoch ist|krimi|tatort|nachrichten|buch\b|roman|serie\b|spiel\b|haha\w*|lol\b|witz",
    ),
    "spruch": (
        r"um den verstand|das bringt|um den verstand|blutabnahme|untersuchung|nuchtern|\S*fasten\b|ramadan|diat|straße des|strasse des|schlafen kann ich wenn|kaffee|ohne einmal|an die kollegen|bei (?:dem|der|den|diesem) (?:brief|bescheid|preis\w*|miete|nachzahlung|formular)|krieg\w* (?:gleich |noch |hier )*(?:einen|nen|ein) (?:herzinfarkt|anfall|schlaganfall)|bringt mich noch|konnt\w* (?:den|die|das|meinen?|meine) \S+ (?:umbring|erwurg|erschlag|wurg)\w*|lach\w* mich|vor (?:langeweile|hitze|lachen|wut|neid)|uber meine leiche|ist mein tod|akku|handy|laptop|drucker|computer|internet|\bbot\b|du blod\w*|todmud\w*|tot mude|den konnte ich|mich um den",
    ),
    "erbe": (
        r"gestorben|verstorben|beerdigung|erbe\b|geerbt|sterbe(?:geld|urkunde|fall)|witwen\w*|liegt im sterben|todesfall|lebensversicherung\w*|lebenslauf\w*",
    ),
    "amtlich": (
        r"(?:droht|drohen|bedroht|gedroht|angst) (?:\S+ ){0,3}(?:kurz\w*|sanktion\w*|kundig\w*|termin|prufung|raumungsklage|rauszuwerfen|mit \S+ prozent)|(?:schlagt|schlage|schlag|schlagt mir) (?:\S+ ){0,3}vor\b|stadt essen|in essen|nach essen|umzug|hunger auf|schulessen|mittagessen|nachsten monat|(?:zum|bis|aus) (?:\S+ )?ende des monats (?:\S+ ){0,3}(?:wohnung|raus|aus)|pizza",
    ),
}

PATTERNS = {
    name: re.compile(r"\b(?:" + "|".join(f"(?:{turn})" for turn in turns) + ")")
    for name, turns in TURNS.items()
}
SPELLED = frozenset(re.findall(r"[a-z]{4,}", " ".join(p for each in TURNS.values() for p in each)))
"""Words the turns are made of: known, so never repaired into others."""

EXCUSES = frozenset({"fruher", "lernen", "erzahlt", "spruch", "erbe", "amtlich"})

VOCABULARY = frozenset(
    [
        "umbringen",
        "umzubringen",
        "umbringe",
        "sterben",
        "suizid",
        "suizidgedanken",
        "selbstmord",
        "selbstmordgedanken",
        "abschiedsbrief",
        "lebensmude",
        "pulsadern",
        "tabletten",
        "brucke",
        "springen",
        "erhangen",
        "aufhangen",
        "antun",
        "leben",
        "verprugelt",
        "geschlagen",
        "schlagt",
        "schlagen",
        "schlage",
        "gewurgt",
        "vergewaltigt",
        "missbraucht",
        "misshandelt",
        "bedroht",
        "gewalt",
        "gewalttatig",
        "frauenhaus",
        "messer",
        "zwangsverheiratet",
        "eingesperrt",
        "bewusstlos",
        "ohnmachtig",
        "herzinfarkt",
        "schlaganfall",
        "krankenwagen",
        "rettungswagen",
        "notarzt",
        "atmet",
        "blutet",
        "uberdosis",
        "krampfanfall",
        "vergiftung",
        "gefallen",
        "brennt",
        "geschluckt",
        "hunger",
        "hungern",
        "hungrig",
        "essen",
        "lebensmittel",
        "kuhlschrank",
        "gegessen",
        "babynahrung",
        "einkaufen",
        "obdachlos",
        "schlafen",
        "ubernachten",
        "notunterkunft",
        "notschlafstelle",
        "schlafplatz",
        "rausgeworfen",
        "rausgeschmissen",
        "rausgeflogen",
        "zwangsraumung",
        "geraumt",
        "strasse",
        "draussen",
        "unterkunft",
        "treppenhaus",
        "nichts",
        "nicht",
        "mehr",
    ]
)
"""Words towards which an unknown word is repaired, beside those of the phrases."""

SPELLINGS = {
    "wil": "will", "mer": "mehr", "mehrr": "mehr", "lebn": "leben",
    "sterbn": "sterben", "toht": "tot", "todt": "tot", "esen": "essen", "esn": "essen", "nicks": "nichts",
    "nuscht": "nichts", "schlegt": "schlagt", "schlekt": "schlagt", "shlagt": "schlagt", "hunga": "hunger",
    "fon": "von", "stirbe": "sterbe", "ler": "leer", "schlafn": "schlafen", "angs": "angst",
}  # fmt: skip
"""Common misspellings of words too short for repair."""
