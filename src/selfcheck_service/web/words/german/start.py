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
                "Nichts wird gespeichert",
                "Ihre Antworten werden ausgewertet und vergessen. Was bleiben soll, drucken oder laden Sie herunter.",
            ),
            (
                "Nachvollziehbar bis zur Antwort",
                "Zu jedem Wert sehen Sie, wie er entsteht, wie sicher er ist und was ihn hebt.",
            ),
        ],
        "take_part": "Mit Zugangscode an einem Durchgang teilnehmen",
        "list": "Fragebogen wählen",
        "none": "Noch ist kein Fragebogen veröffentlicht.",
        "items": {"one": "{count} Frage", "other": "{count} Fragen"},
        "minutes": "etwa {count} Minuten",
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
