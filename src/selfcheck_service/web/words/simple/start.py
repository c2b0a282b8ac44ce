"""What the pages say on the start page, in easy German."""

from selfcheck_service.web.words.shape import Words

WORDS: Words = {
    "start": {
        "title": "Wo stehen wir? Was können wir als Nächstes tun?",
        "lead": (
            "Hier kann Ihr Ort sich selbst einschätzen. Sie beantworten Fragen. Dann sehen Sie sofort: Was ist schon "
            "gut? Was kann besser werden?"
        ),
        "promises": [
            ("Das ist kein Test", "Niemand gibt Ihnen Noten. Es gibt kein Richtig und kein Falsch."),
            (
                "Ausprobieren hinterlässt nichts",
                (
                    "Sie probieren einen Fragebogen aus? Dann speichern wir Ihre Antworten nicht. Sie sind eingeladen? "
                    "Dann lesen Sie zuerst, wer was sieht. Danach kommen die Fragen."
                ),
            ),
            ("Wir erklären alles", "Sie sehen bei jedem Ergebnis: So ist es entstanden."),
        ],
        "try_out": "Ohne Anmeldung ausprobieren",
        "have_code": "Ich habe einen Zugangs-Code",
        "others": "Möchten Sie etwas anderes?",
        "doors": {
            "take_part": (
                "Sie sind eingeladen",
                "Auf Ihrem Zettel steht ein Zugangs-Code. Geben Sie den Code ein. Dann geht es los.",
                "Zugangs-Code eingeben",
            ),
            "vote": ("Sie sind in einem Workshop", "Vorne an der Wand steht ein Code.", "Abstimmen"),
            "facilitate": (
                "Sie leiten eine Befragung",
                "Dafür brauchen Sie einen Schlüssel. Sie bekommen ihn von den Menschen, die diesen Dienst betreiben.",
                "Anmelden",
            ),
            "work": (
                "Sie schreiben Fragebögen. Oder Sie betreiben diesen Dienst.",
                "Auch dafür brauchen Sie einen Schlüssel.",
                "Anmelden",
            ),
            "signed_in": (
                "Sie haben sich hier angemeldet",
                "In der Übersicht sehen Sie: Das können Sie tun. Dort können Sie sich auch wieder abmelden.",
                "Zur Übersicht",
            ),
        },
        "signed_out": "Sie sind abgemeldet.",
        "with_others": (
            "Sie möchten es mit anderen ausprobieren",
            "Sie können selbst eine Befragung anlegen. Nach 90 Tagen löschen wir alles.",
            "Ausprobieren",
        ),
        "list": "Ausprobieren: Fragebogen wählen",
        "list_lead": "Der kürzeste Fragebogen steht oben. Sie müssen nicht alle Fragen beantworten.",
        "none": "Es gibt noch keinen Fragebogen.",
        "items": {"one": "{count} Frage", "other": "{count} Fragen"},
        "minutes": {"one": "etwa {count} Minute", "other": "etwa {count} Minuten"},
        "version": "Fassung {version}",
        "available_in": "Sprachen: {languages}",
        "begin": "Fragebogen öffnen",
        "more": "Mehr Fragebögen",
        "notice": "Woher kommt der Fragebogen?",
    },
}
