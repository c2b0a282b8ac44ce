"""What the pages say on every page, and when something goes wrong, in easy German."""

from selfcheck_service.web.words.shape import Words

WORDS: Words = {
    "site": {
        "name": "Selbst-Check für Kommunen",
        "skip": "Direkt zum Inhalt",
        "languages": "Sprache wählen",
        "main_place": "Auf dieser Seite",
        "back_to_start": "Alle Fragebögen",
        "footer": (
            "Cookies gibt es nur, wenn Sie bei einem Fragebogen oder einer Abstimmung mitmachen. Oder wenn Sie sich "
            "anmelden. Wir laden nichts von anderen Internet-Seiten."
        ),
        "demo": "Vorführung",
        "made_up": "Die Städte und Antworten hier sind erfunden. Die Fragebögen sind echt.",
        "privacy": "Datenschutz und Cookies",
        "accessibility": "Barriere-Freiheit",
        "interface": "Für andere Programme",
    },
    "again": {
        "signed_in": ("Sie sind wieder angemeldet", "Ihr Text ist noch nicht gesendet. Möchten Sie ihn jetzt senden?"),
        "resumed": (
            "Ihre Antworten sind noch da",
            "Wir haben sie noch nicht gespeichert. Möchten Sie sie jetzt senden?",
        ),
        "unproved": (
            "Bitte noch einmal senden",
            (
                "Wir sind nicht sicher, ob Ihre Eingabe von unserer Seite kommt. Vielleicht war die Seite lange offen. "
                "Es ist nichts verloren."
            ),
        ),
        "foreign": (
            "Das kam von einer anderen Internet-Seite",
            "Wir haben deshalb nichts gemacht. Sie müssen auch nichts machen.",
        ),
        "foreign_hint": (
            "Waren Sie das selbst? Dann öffnen Sie bitte unsere Seite. Schreiben Sie dort alles noch einmal."
        ),
        "send": "Jetzt senden",
        "leave": "Nicht senden",
        "typed": "Das wurde geschrieben",
    },
}
