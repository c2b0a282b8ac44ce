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
    "copy": {
        "button": "Kopieren",
        "done": "Der Schlüssel ist kopiert.",
        "failed": "Das Kopieren hat nicht geklappt. Der Schlüssel ist markiert. Bitte kopieren Sie ihn selbst.",
    },
    "error": {
        "400": ("Das haben wir nicht verstanden", "Bitte gehen Sie zurück. Versuchen Sie es noch einmal."),
        "401": ("Bitte melden Sie sich an", "Diese Seite sieht man nur mit einem Schlüssel."),
        "403": ("Das geht hier nicht", "Bitte fragen Sie die Menschen, die sich um diese Seite kümmern."),
        "404": ("Diese Seite gibt es nicht", "Vielleicht fehlt ein Teil von der Adresse."),
        "405": ("So geht diese Seite nicht auf", "Bitte fangen Sie auf der Start-Seite an."),
        "408": ("Das hat zu lange gedauert", "Bitte gehen Sie zurück. Schicken Sie es noch einmal."),
        "409": ("Das geht gerade nicht", "Es passt nicht zu dem, was schon da ist."),
        "410": ("Das ist gelöscht", "Es kommt nicht wieder."),
        "412": (
            "Es hat sich etwas geändert",
            "Bitte öffnen Sie die Seite noch einmal. Sehen Sie nach, was jetzt gilt.",
        ),
        "413": (
            "Das war zu viel Text",
            ("Bitte gehen Sie zurück. Schreiben Sie weniger. Oder nehmen Sie eine kleinere Datei."),
        ),
        "415": ("Das kennen wir nicht", "Bitte benutzen Sie den Fragebogen auf unserer Seite."),
        "422": ("Das passt nicht", "Bitte gehen Sie zurück. Sehen Sie Ihre Antworten noch einmal an."),
        "429": ("Das war zu oft", "Bitte warten Sie eine Minute."),
        "500": (
            "Bei uns ist etwas kaputt",
            "Das liegt nicht an Ihnen. Bitte versuchen Sie es in ein paar Minuten noch einmal.",
        ),
        "503": (
            "Gerade ist zu viel los",
            "Das liegt nicht an Ihnen. Bitte warten Sie eine Minute.",
        ),
        "scope": "Ihr Schlüssel passt hier nicht. Das Recht „{scope}“ fehlt. Bitte fragen Sie nach einem anderen.",
        "trace": "Möchten Sie nachfragen? Dann sagen Sie bitte diese Nummer:",
        "home": "Zur Start-Seite",
        "overview": "Zur Übersicht",
        "kept": "Ihre Antworten sind noch da. Sie können sie noch einmal schicken.",
        "unread": (
            "Ihre Antworten sind noch nicht bei uns. Warten Sie eine Minute. Laden Sie dann diese Seite neu. Ihr "
            "Browser fragt: Soll ich alles noch einmal senden? Sagen Sie: Ja."
        ),
        "unnamed": "Wir können die Fragen gerade nicht zeigen. Darum stehen vor Ihren Antworten nur kurze Namen.",
        "once_more": "Noch einmal schicken",
        "typed": "Das haben Sie geschrieben",
    },
    "again": {
        "signed_in": ("Sie sind wieder angemeldet", "Ihr Text ist noch nicht gesendet. Möchten Sie ihn jetzt senden?"),
        "resumed": (
            "Ihre Antworten sind noch da",
            "Sie sind noch nicht gesendet. Möchten Sie sie jetzt senden?",
        ),
        "possible": (
            "Jetzt geht es",
            "Eben ging es noch nicht. Wir haben nur die Sprache gewechselt. Möchten Sie es jetzt senden?",
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
        "drafts": {
            "possible": (
                "Jetzt geht es",
                "Eben ging es noch nicht. Wir haben nur die Sprache gewechselt. Gespeichert ist noch nichts.",
            ),
            "resumed": (
                "Ihre Antworten sind noch da",
                "Wir haben sie noch nicht gespeichert. Sollen wir sie jetzt speichern?",
            ),
            "unproved": (
                "Bitte noch einmal speichern",
                (
                    "Wir sind nicht sicher, ob Ihre Eingabe von unserer Seite kommt. Vielleicht war die Seite lange "
                    "offen. Es ist nichts verloren. Aber wir haben noch nichts gespeichert."
                ),
            ),
        },
        "send": "Jetzt senden",
        "leave": "Nicht senden",
        "to_page": "Zurück zur Seite",
        "save": "Jetzt speichern",
        "leave_draft": "Nicht speichern",
        "typed": "Das wurde geschrieben",
    },
}
