"""What the pages say on the start page, in German."""

from selfcheck_service.web.words.shape import Words

WORDS: Words = {
    "start": {
        "title": "Wo stehen wir, und was lohnt sich als Nächstes?",
        "lead": (
            "Ein Selbstcheck hilft Ihrer Kommune, sich selbst einzuschätzen. Sie beantworten Fragen zum Stand der "
            "Dinge und sehen sofort eine Auswertung mit Begründung und nächsten Schritten."
        ),
        "promises": [
            (
                "Keine Prüfung",
                "Niemand benotet Sie, und es gibt keine Rangliste. Ehrliche Antworten sind nützlicher als gute.",
            ),
            (
                "Ausprobieren hinterlässt nichts",
                (
                    "Ihre Antworten werden ausgewertet und vergessen. Was bleiben soll, drucken Sie oder laden Sie "
                    "herunter. Sind Sie zu einem Durchgang eingeladen, lesen Sie vor der ersten Frage, wer was sieht."
                ),
            ),
            (
                "Nachvollziehbar bis zur Antwort",
                "Zu jedem Wert sehen Sie, wie er entsteht, wie sicher er ist und was ihn hebt.",
            ),
        ],
        "try_out": "Ohne Anmeldung ausprobieren",
        "have_code": "Ich habe einen Zugangscode",
        "others": "Sie möchten etwas anderes?",
        "doors": {
            "take_part": (
                "Sie wurden eingeladen",
                (
                    "Auf Ihrem Zettel stehen ein Zugangscode und ein QR-Code. Wer schon begonnen hat, macht mit dem "
                    "persönlichen Schlüssel weiter."
                ),
                "Zugangscode eingeben",
            ),
            "vote": ("Sie sitzen im Workshop", "Auf der Leinwand steht ein Code aus wenigen Zeichen.", "Abstimmen"),
            "facilitate": (
                "Sie begleiten Kommunen",
                (
                    "Durchgänge anlegen, Menschen einladen, Ergebnisse ansehen, Workshops vorbereiten, Maßnahmen "
                    "festhalten. Den Schlüssel bekommen Sie von den Menschen, die diesen Dienst betreiben."
                ),
                "Anmelden",
            ),
        },
        "list": "Ausprobieren: Fragebogen wählen",
        "list_lead": (
            "Der kürzeste steht oben. Sie brauchen nicht alles auszufüllen: Auch nach wenigen Fragen gibt es eine "
            "Auswertung."
        ),
        "none": "Noch ist kein Fragebogen veröffentlicht.",
        "items": {"one": "{count} Frage", "other": "{count} Fragen"},
        "minutes": "etwa {count} Minuten",
        "shorter": "Je nach Perspektive: {questions}, {minutes}",
        "version": "Fassung {version}",
        "available_in": "Sprachen: {languages}",
        "begin": "Fragebogen öffnen",
        "more": "Weitere Fragebögen",
        "notice": "Woher der Fragebogen kommt",
    },
    "closed": {
        "title": "Auswerten ist hier nicht freigegeben",
        "text": (
            "Wer diesen Dienst betreibt, hat das Auswerten ohne Schlüssel ausgeschaltet. Fragebögen können Sie "
            "ansehen, aber nicht auf diesen Seiten ausfüllen."
        ),
    },
}
