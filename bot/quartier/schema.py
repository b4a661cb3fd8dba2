"""The German keys of ``knowledge/quartier``: required or not, what kind, what for."""

from __future__ import annotations

from bot.knowledge.schema import Field, Kind, Schema

_ORIGIN: Schema = {
    "quelle": Field(Kind.TEXT, True, "Kennung aus quellen.yaml."),
    "stelle": Field(Kind.TEXT, help="Wo es in der Quelle steht."),
    "stand": Field(Kind.DAY, True, "Tag, an dem die Angabe zuletzt bestätigt wurde."),
}

PLACE: Schema = {
    "name": Field(Kind.TEXT, True, "Wie das Haus heißt."),
    "adresse": Field(Kind.TEXT, True, "Straße, Hausnummer und Ort; ohne sie findet niemand hin."),
    "stadtteil": Field(Kind.TEXT, True, "Ein Stadtteil aus stadtteile.yaml."),
    "koordinaten": Field(Kind.TEXT, True, "Breite und Länge: 51.4818, 7.2162."),
    "stufenlos": Field(Kind.TEXT, True, "ja, nein, teilweise oder unbekannt."),
    "zugang": Field(Kind.TEXT, help="Wie man hineinkommt, in einem Satz."),
    "sprachen": Field(Kind.IDS, True, "Kürzel der Sprachen, die dort gesprochen werden: [de, uk]."),
    "traeger": Field(Kind.TEXT, help="Wem das Haus gehört."),
    "auch": Field(Kind.IDS, help="Andere Namen, die Menschen benutzen."),
    "frueher": Field(Kind.IDS, help="Frühere Kennungen dieses Orts, nie löschen."),
    "status": Field(Kind.TEXT, True, "bestaetigt oder beispiel."),
    **_ORIGIN,
}

OFFICE_HOUR: Schema = {
    "ort": Field(Kind.TEXT, True, "Kennung aus orte.yaml."),
    "wann": Field(Kind.TEXT, True, "Zum Beispiel „jeden Dienstag, 10:00 bis 12:00“."),
    "uhrzeit": Field(Kind.TEXT, help="Wenn sie nicht unter „wann“ steht: 10:00 bis 12:00."),
    "ab": Field(Kind.DAY, help="Erster Tag, an dem die Regel gilt."),
    "bis": Field(Kind.DAY, help="Letzter Tag, an dem die Regel gilt."),
    "feiertage": Field(Kind.TEXT, help="fallen aus (so ist es ohne Angabe) oder finden statt."),
    "schulferien": Field(Kind.TEXT, help="finden statt (so ist es ohne Angabe) oder fallen aus."),
    "sprachen": Field(Kind.IDS, help="Wenn es andere sind als am Ort."),
    "mitbringen": Field(Kind.TEXT, help="Was man mitbringen soll, in einem Satz."),
    "ausnahmen": Field(Kind.ENTRIES, help="Was von der Regel abweicht, jeweils unter dem Tag."),
    "status": Field(Kind.TEXT, True, "bestaetigt oder beispiel."),
    **_ORIGIN,
}

CHANGE: Schema = {
    "was": Field(Kind.TEXT, True, "fällt aus, verlegt oder zusätzlich."),
    "neuer_tag": Field(Kind.DAY, help="Bei „verlegt“: der neue Tag."),
    "neue_zeit": Field(Kind.TEXT, help="Die neue Uhrzeit: 10:00 bis 12:00."),
    "neuer_ort": Field(Kind.TEXT, help="Kennung eines anderen Orts."),
    "grund": Field(Kind.TEXT, help="Warum, in einem Satz für Kundinnen und Kunden."),
    "stand": Field(Kind.DAY, True, "Tag, an dem die Ausnahme eingetragen wurde."),
}

DISTRICT: Schema = {
    "name": Field(Kind.TEXT, True, "Name des Stadtbezirks."),
    "teile": Field(Kind.IDS, True, "Seine Stadtteile."),
    **_ORIGIN,
}

SCHOOL_HOLIDAY: Schema = {
    "name": Field(Kind.TEXT, True, "Welche Ferien."),
    "ab": Field(Kind.DAY, True, "Erster Ferientag."),
    "bis": Field(Kind.DAY, True, "Letzter Ferientag."),
}

PLACES_FILE: Schema = {"orte": Field(Kind.ENTRIES, True, "Die Orte, jeder unter seiner Kennung.")}
HOURS_FILE: Schema = {
    "sprechstunden": Field(Kind.ENTRIES, True, "Die Sprechstunden, jede unter ihrer Kennung.")
}
DISTRICTS_FILE: Schema = {
    "bezirke": Field(Kind.ENTRIES, True, "Die Stadtbezirke, jeder unter seiner Kennung."),
    "weitere_namen": Field(Kind.ENTRIES, help="Stadtteil oder Bezirk und seine anderen Namen."),
}
WORDS_FILE: Schema = {
    "woerter": Field(Kind.ENTRIES, True, "Wortlisten, jede unter ihrem Zweck."),
    "sprachen": Field(Kind.ENTRIES, True, "Kürzel einer Sprache und ihre Namen."),
}
HOLIDAYS_FILE: Schema = {"schulferien": Field(Kind.ENTRY_LIST, True, "Die Schulferien.")}
TEXTS_FILE: Schema = {
    "texte": Field(Kind.ENTRIES, True, "Die Sätze rund um die Sprechstunden."),
    "uebersetzungen": Field(
        Kind.ENTRIES, help="Dieselben Sätze in anderen Sprachen, jede unter ihrem Kürzel."
    ),
}
