"""What the pages of facilitators share, and what they say of municipalities and programmes, in German."""

from selfcheck_service.web.words.shape import Words

WORDS: Words = {
    "manage": {
        "crumbs": "Sie sind hier",
        "search": "Suchen",
        "search_for": "Suchen nach",
        "show_all": "Alle zeigen",
        "more_name": "Weitere zeigen",
        "first_name": "Zum Anfang",
        "pages": "Weitere Seiten",
        "none_found": "Dazu wurde nichts gefunden.",
        "save": "Speichern",
        "cancel": "Abbrechen",
        "change": "Ändern",
        "optional": "Diese Angabe ist freiwillig.",
        "not_said": "nicht angegeben",
        "fault": {
            "missing": "Diese Angabe fehlt noch.",
            "malformed": "„{found}“ ist nicht zu verstehen. Bitte so schreiben: {expected}.",
            "too_long": "Das ist zu lang: höchstens {limit} Zeichen.",
            "no_such_hour": "Diese Uhrzeit gibt es an diesem Tag nicht, weil die Uhr vorgestellt wird.",
            "official_key_kind.municipality_in_district": (
                "Der Schlüssel einer kreisangehörigen Gemeinde hat 8 Ziffern (AGS) oder 12 (ARS) und endet nicht auf "
                "000. So enden die Schlüssel kreisfreier Städte: Bitte sehen Sie nach, ob Art und Schlüssel stimmen."
            ),
            "official_key_kind.independent_city": (
                "Der Schlüssel einer kreisfreien Stadt hat 8 Ziffern (AGS) oder 12 (ARS) und endet auf 000, oder er "
                "hat 5. Endet er anders, ist die Gemeinde kreisangehörig: Bitte sehen Sie nach, ob Art und Schlüssel "
                "stimmen."
            ),
            "official_key_kind.district": (
                "Der Schlüssel eines Landkreises hat 5 Ziffern; in Berlin, Bremen und Hamburg gibt es keine Landkreise."
            ),
            "official_key_kind.association": "Der Schlüssel eines Gemeindeverbands hat 9 Ziffern.",
            "official_key_out_of_reach": "Ihr Schlüssel zum Dienst erlaubt keine Kommune mit dieser Angabe.",
            "title_differs": "Das ist nicht der Titel des Durchgangs. Bitte schreiben Sie ihn genau ab.",
            "perspectives_missing": "Bitte mindestens eine Perspektive wählen.",
            "perspectives_too_many": (
                "Bei einer gemeinsamen Antwort gibt es nur eine Perspektive. Bitte nur eine wählen."
            ),
            "not_an_access_code": (
                "Das ist kein Zugangscode. Er hat zwölf Buchstaben und Ziffern, zum Beispiel 7K2M-9QXA-4TRD."
            ),
        },
    },
    "places": {
        "title": "Kommunen",
        "lead": "Die Kommunen, die Sie begleiten.",
        "new": "Kommune anlegen",
        "new_lead": (
            "Bitte sehen Sie zuerst nach, ob es die Kommune schon gibt: Doppelte stören später beim Vergleichen."
        ),
        "not_new": (
            "Ihr Schlüssel zum Dienst reicht zu bestimmten Kommunen. Weitere anlegen kann nur, wer einen Schlüssel für "
            "alle Kommunen hat."
        ),
        "only_keys": "Ihr Schlüssel zum Dienst erlaubt nur Kommunen mit diesen amtlichen Schlüsseln: {keys}.",
        "empty": "Noch ist keine Kommune angelegt.",
        "kind": "Art",
        "land": "Bundesland",
        "key": "Amtlicher Schlüssel",
        "key_on": "gültig am",
        "size": "Einwohnerzahl",
        "rounds": "Durchgänge",
        "no_rounds": "Für diese Kommune gibt es noch keinen Durchgang.",
        "all_rounds": "Alle Durchgänge dieser Kommune",
        "change_title": "{name} ändern",
        "guest": "Diese Kommune gehört zu einem Durchgang zum Ausprobieren. Sie verschwindet mit ihm.",
        "fields": {
            "name": "Name",
            "type": "Art",
            "land": "Bundesland",
            "size_class": "Einwohnerzahl",
            "official_key": "Amtlicher Schlüssel",
            "official_key_on": "Gültig am",
        },
        "name_hint": "So, wie er in Einladungen stehen soll, zum Beispiel „Stadt Musterhausen“.",
        "key_hint": (
            "Gemeinde: AGS (8 Ziffern) oder ARS (12), Verband: 9, Landkreis: 5 Ziffern. Er hilft, dieselbe Kommune "
            "wiederzufinden. Freiwillig."
        ),
        "key_on_hint": (
            "Ein Tag, an dem dieser Schlüssel galt: Mit Gebietsreformen ändern sich Schlüssel. Nötig, sobald Sie einen "
            "Schlüssel angeben."
        ),
        "land_hint": "Wenn Sie einen amtlichen Schlüssel angeben, folgt es daraus.",
        "choose": "Bitte wählen",
    },
    "programmes": {
        "title": "Programme",
        "lead": "In einem Programm gehen mehrere Kommunen den Weg gemeinsam.",
        "new": "Programm anlegen",
        "empty": "Noch gibt es kein Programm. Sie brauchen keins, um Durchgänge zu machen.",
        "members": {"one": "{count} Kommune", "other": "{count} Kommunen"},
        "taking_part": "Diese Kommunen nehmen teil",
        "nobody": "Noch nimmt keine Kommune teil.",
        "rounds": "Durchgänge in diesem Programm",
        "no_rounds": "In diesem Programm gibt es noch keinen Durchgang.",
        "change_title": "{name} ändern",
        "fields": {"name": "Name", "municipalities": "Kommunen"},
        "members_hint": "Welche Kommunen nehmen teil?",
        "is_cut": "Hier stehen die ersten 500 Kommunen. Weitere lassen sich nur über die Schnittstelle aufnehmen.",
    },
}
