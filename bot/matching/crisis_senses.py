"""Which everyday words mean much the same where someone describes a danger.

The detector learns from pairs of senses too ("a thing to eat" with "used up"), so that "das letzte
Knäckebrot" is understood though only "der letzte Toast" was listed. All words are folded; one that
ends in ``*`` stands for every word that begins so. A word may have several senses.
"""

# ruff: noqa: E501  a sense stays readable only as one line

from __future__ import annotations

from functools import lru_cache

SENSES: dict[str, str] = {
    "kerl": (
        "mann ehemann freund partner ex exmann exfreund exmanns lebensgefahrte* verlobte* vater papa "
        "dad alter oller stiefvater* bruder brudern onkel cousin schwager opa schwiegervater typ typen "
        "kerl er sohn sohnes chef trainer lehrer vermieter nachbar mitbewohner mo"
    ),
    "frau": (
        "frau ehefrau freundin mutter mama mum mami tante schwester oma tochter nachbarin partnerin exfrau "
        "stiefmutter cousine nichte kollegin klientin sie schwagerin schwiegermutter enkelin"
    ),
    "kind": (
        "kind kinder* kids baby babys saugling* kleine kleinen kleiner kleines sohn tochter enkel* zwillinge "
        "junge jungs madchen nichte neffe neugeborene* tochterchen"
    ),
    "familie": "eltern familie* mutter vater mama papa pflegeeltern pflegefamilie oma opa bruder schwester geschwister* stiefvater stiefmutter tante onkel verwandte*",
    "ich": "ich mich mir i me ick isch wir uns",
    "andere": "alle allen jeder ihr euch niemand* keiner keinen menschen welt leute familie kinder",
    "hauen": (
        "schlag schlage schlagt schlagen schlug* geschlagen einschlagt einschlag eingeschlagen zuschlag* zugeschlagen "
        "erschlag* verprugel* prugel* verhau* haut hauen haue hauts gehauen tritt treten trete getreten tritten boxt boxen geboxt "
        "schubs* geschubst stosst gestossen stiess schutteln schuttelt geschuttelt knallt geknallt ohrfeig* backpfeif* watsch* "
        "geklatscht klatscht drischt eindrischt dreschen verdrosch* vermobel* vertrimm* verkloppt kloppt klopp* beisst gebissen kratzt "
        "gekratzt kneift kneifen packt gepackt zerrt gezerrt wirft geworfen gedruckt druckt wurgt gewurgt wurge* misshandel* "
        "verdreht umgebogen zugerichtet eingestochen sticht abstechen abgestochen faust prugel schlage* hiebe gelangt dresche"
    ),
    "ausrasten": "rastet* ausgerastet ausraste* austickt tickt ausgetickt durchdreht dreht wutend wutet wut tobt brullt schreit schreien geschrien cholerisch aggressiv* randaliert besoffen betrunken sauft trinkt getrunken gesoffen suff alkohol unberechenbar",
    "verletzung": "blaue blauer blauen fleck flecken veilchen striemen schramme* gebrochen bruch wunde* narbe* geschwollen zugeschwollen schwellung platzwunde* aufgeplatzt* lippe blutig gips prellung* wurgemale beule* bisswunde* gebrochene",
    "drohung": "droht drohte gedroht drohen bedroht drohung* bringt umbring* umzubringen tote toten tot abstechen erschiessen anzund* zundet umgebracht finde findet uberlebe* lebend lebendig fertigmach* erpresst erpressen rache rachen vernicht*",
    "angst": "angst schiss zittern zittere zittert panik furcht* traue trau traut versteck* verstecke verstecken heimlich todesangst gefahr gefahrlich* verbergen",
    "waffe": "messer pistole waffe waffen gewehr axt hammer schere gurtel kabel knuppel stock machete beil revolver schusswaffe eisenstange baseballschlager kuchenmesser rasierklinge* klinge",
    "verfolgen": "verfolgt verfolgen stalk* lauert auflauer* beobacht* uberwacht* schleicht klingelt nachgelaufen belagert wartet abgefangen tracker steht hinterher reifen",
    "einsperren": "eingesperrt einsperr* sperrt schliesst eingeschlossen abgeschlossen gefangen* festgehalten verbietet verboten darf erlaubt kontrolliert bestimmt zwingt gezwungen wegnimmt weggenommen nimmt abgenommen isoliert schlussel",
    "sexuell": "sex sexuell* vergewalt* missbrauch* begrapsch* anfass* fasst angefasst beruhrt intim* nackt* unten hose bett unsittlich belastig* bedrangt bedrang* nacktfotos nacktbilder prostitution anschaffen freier ausgezogen",
    "heirat": "heirat* verheirat* zwangsheirat hochzeit ehre schande verlobt",
    "flucht": "gefluchtet geflohen fliehen fluchten weggelaufen weglaufen abgehauen abhauen verstecken schutz frauenhaus raus weg polizei geheime sicher",
    "sterben": "sterben sterbe stirbt tot tod tote toten gestorben leiche grab himmel begrab* beerdigung friedhof unter erde jenseits erlosung",
    "leben": "leben lebe lebt weiterleben weiterzuleben existieren dasein welt erde aufwachen aufwache wach aufzuwachen existenz lebn lebens",
    "nichtmehr": "nimmer nimma mehr ende schluss aufhor* aufhort vorbei letzte letzter letzten letztes letzen fertig aus beenden beende nie niemals immer ewig endgultig abgeschlossen finito",
    "abschied": "abschied* verabschied* tschuss lebewohl abschiedsbrief* testament verschenk* verschenkt vererb* geregelt verzeiht verzeih vergebt adieu lebt letzte nachricht brief",
    "last": "last belastung uberflussig wertlos nutzlos vermiss* ohne besser leichter froh burde ballast braucht storen nichts egal hass* hasse",
    "mittel": "tabletten pillen schlaftabletten strick seil schlinge zug gleis* brucke bahn hochhaus dach balkon fenster klippe pulsader* adern adern rasierklinge* klinge* messer gift gas uberdosis schuss kugel pistole insulin baum gelander bahnsteig schiene* autobahnbrucke donau kanal fluss wodka schnaps herztropfen tropfen medikament* packung packungen flasche",
    "springen": "springe* spring springt sprung werfe werf werfen schmeisse* stelle leg lege hange hang hangen fahre fahren sturz* runter fallen geh gehe",
    "ritzen": "ritz* schneide schneid schneidet geschnitten aufgeschnitten aufschneiden schnitte* klinge* rasierklinge*",
    "wollen": "will wollen wollte mochte mocht mag mog bock lust wunsch* wunschte konnte kann woll* hoff* hoffe sehne",
    "luft": "luft atmet atmen atmung atem atemnot erstick* rochel* schnapp* japs* pfeif* rasselt blau blaue lila keucht schnauft hustet hustet luftrohre hyperventilier* puste",
    "schlapp": "bewusstlos* ohnmacht* umgefallen umgekippt kollab* zusammengebrochen zusammengesackt schlapp schlaff reglos regungslos apathisch weggetreten benommen reagiert antwortet ansprechbar ruhrt bewegt bewegen wacht wach aufwach* aufwachen liegt lag puls kalt verdreht augen torkelt schwindelig schwindlig schwummrig grau kreidebleich bleich starr leblos",
    "blut": "blut blutet bluten blute blutlache blutung* blutend blutig spritzt wunde platzwunde* abgesagt abgetrennt gesagt knochen stich messerstich naht verblutet* verblute",
    "korper": (
        "brust brustkorb herz arm arme bein beine kopf bauch hals kehle gesicht mund mundwinkel auge augen zunge finger hand hande nacken "
        "rucken lunge kiefer lippe lippen haut hufte rippe* nase haar* haare fuss fusse knie magen gesichtshalfte seite oberkorper ohr zahne"
    ),
    "schmerz": "schmerz* tut weh sticht stechen stechend* druckt druck brennt krampf* unertraglich* schlimm* stark starke stolpert rast zieht engegefuhl ubel schwitzt schwitze kribbel* taub gelahmt lahm* hangt schief lallt lalle lallen undeutlich verwirrt wirr wirres sabbert",
    "plotzlich": "plotzlich auf einmal gerade grad eben schnell sofort jetzt seit stunde minuten akut",
    "schlucken": "verschluckt geschluckt getrunken gegessen eingenommen genommen erwischt schluckt trinkt trank intus erbricht ubergibt kotzt",
    "giftig": "putzmittel reiniger rohrreiniger abflussreiniger batterie knopfzelle knopfbatterie munze waschmittel lampenol bleiche chlor* frostschutz* pilze beeren giftig* rattengift tabletten medikamente pillen spulmittel entkalker nagellackentferner benzin spiritus legostein murmel magnet*",
    "anfall": "anfall* krampf* krampft zuckt zucken zuckungen zuckende epilep* schaum fieberkrampf verkrampft asthma* allerg* quaddeln schwillt anschwillt angeschwollen dick bienenstich wespe* notfallpen schock",
    "zucker": "zucker zuckerwert insulin unterzucker* diabet* zuckerkrank* uberzucker* insulinpumpe",
    "sturz": "gefallen gesturzt runtergefallen runter treppe leiter gerust baugerust dach fenster balkon kellertreppe ausgerutscht abgesturzt wickeltisch angefahren uberfahren unfall eingeklemmt sturz",
    "feuer": "feuer brennt brennen flamme* rauch qualm* rauchmelder brand verbrannt verbruht verbrenn* kochend* heiss* heisses ol fett explo* gasgeruch gas riecht stinkt kohlenmonoxid* co fritteuse ofen backofen stromschlag steckdose strom",
    "geburt": "wehen fruchtblase geburt schwanger* woche monat entbind* nabelschnur fruchtwasser ssw baby kommt",
    "notruf": "notarzt krankenwagen rettungswagen rettungsdienst rettung arzt krankenhaus notruf 112 110 hilfe notaufnahme giftnotruf sanitater",
    "speise": (
        "essen brot brotchen toast toastbrot milch nudeln reis kartoffel* suppe mehl ei eier butter marmelade obst apfel gemuse dose dosen "
        "haferflocken haferbrei brei glaschen zwieback knackebrot wurst kase joghurt lebensmittel nahrung mahlzeit* fruhstuck mittagessen abendbrot "
        "abendessen babynahrung milchpulver pulver anfangsmilch babymilch flaschchen aptamil pre premilch kekse musli pizza spinat bohnen linsen "
        "mais salz senf ketchup zucker futter* fressalien essbares krumel bissen happen beissen pausenbrot essn esn stulle schnitte windeln"
    ),
    "vorrat": "kuhlschrank schrank vorrat* vorratsschrank speisekammer gefrier* tiefkuhl* topf teller dose flasche brotdose kammer regal tisch schranke haus hause daheim",
    "leer": "leer leere leerer leeren alle aus aufgebraucht weg nichts nix nuscht kein keine keinen keinerlei letzte letzter letzten letztes rest nur ebbe gar fertig null reicht fehlt verdorben",
    "hunger": "hunger hungrig* hungern hungert hungere verhunger* kohldampf knurrt knurr* magen gegessen satt ernahren futtern futtert ausgehungert nuchtern schwindel* bauch fasten",
    "geld": "geld cent euro konto karte portemonnaie portmonee geldborse geldbeutel kohle knete blank pleite kasse munzen bargeld vorschuss einkauf* einkaufen kaufen bezahlen leisten bezahlkarte gutschein*",
    "erbetteln": "bettel* klaue klau klauen geklaut container mulleimer tonne tonnen mull mulltonne* pfand pfandflaschen flaschen sammel* schnorr* abgeschnorrt tafel suppenkuche reste angepumpt kirche",
    "betteln": "gibt bekomme bekomm krieg* kriegt umsonst kostenlos irgendwo irgendwas sofort dringend bitte hilfe helfen heute",
    "schlafen": "schlafen schlafe schlaf schlaft geschlafen penne pennen penn gepennt pennt ubernacht* nachte nacht bett schlafplatz schlafsack schlafstelle ratzen unterkommen unterkomme unterkunft notunterkunft notschlafstelle obdach bleibe dach platz platzchen liegen lieg liege",
    "draussen": (
        "draussen strasse stroß strasse gass park parkbank bank auto bahnhof hauptbahnhof hbf treppenhaus hausflur flur keller brucke wald zelt haltestelle bushaltestelle "
        "parkhaus hauseingang tankstelle bahnhofshalle wartesaal wartehauschen spielplatz garage gartenlaube waschsalon mcdonalds rathaus platte pappe karton* "
        "treppe bankfiliale vorraum passage unterfuhrung abbruchhaus wohnwagen ubahn bahn bus regen schnee minus grad kalt kalte friere frieren friert erfrier* nass dunkel"
    ),
    "gepack": "koffer koffern tute tuten tasche taschen rucksack zeug kram sachen klamotten hund beutel mobel kartons hausschuhen kisten",
    "rausgeworfen": (
        "rausgeworfen rauswerfen rausgeschmissen rausschmeiss* rausgeflogen geflogen geworfen geschmissen schmeisst schmeissen geschmissen vor tur rausgesetzt setzt gesetzt gekickt "
        "rausgejagt ausgesperrt schloss schlosser schlussel ausgetauscht gewechselt getauscht gekundigt raumung gerichtsvollzieher geraumt zwangsgeraumt zwangsraumung "
        "verlassen raus abgewiesen weggeschickt rein zuruck verschwinden gehen entlassen hausverbot aufgenommen aufnehmen brennt abgebrannt ausgebrannt unbewohnbar"
    ),
    "heim": "wohnung zuhause hause heim bleibe zimmer wg pension hotel hostel sofa couch wohnheim unterkunft frauenhaus gefangnis knast haft jva klinik krankenhaus psychiatrie heimat bude",
    "wohin": "wohin wo hin nirgends nirgendwo irgendwo weiter zuruck irgendwohin",
    "heute": "heute heut heit abend nacht morgen gleich jetzt eben grad gerade sofort ab stunde stunden letzte gestern fruh",
    "kein": "kein keine keinen keinem keiner nicht nich net ned nichts nix nie koa koan keen keene hob nuscht nirgends niemand weder ohne kaum",
}  # fmt: skip

_WHOLE: dict[str, list[str]] = {}
_STEMS: dict[str, list[str]] = {}
for _name, _words in SENSES.items():
    for _word in _words.split():
        table = _STEMS if _word.endswith("*") else _WHOLE
        table.setdefault(_word.rstrip("*"), []).append(_name)
_SIZES = sorted({len(stem) for stem in _STEMS})


@lru_cache(maxsize=8192)
def senses(word: str) -> tuple[str, ...]:
    """Return the senses of a folded word, mostly none."""
    found = list(_WHOLE.get(word, ()))
    for size in _SIZES:
        found += _STEMS.get(word[:size], ()) if size <= len(word) else ()
    return tuple(dict.fromkeys(found))
