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
            "work": (
                "Sie schreiben Fragebögen oder betreiben diesen Dienst",
                (
                    "Entwürfe prüfen und veröffentlichen, Schlüssel vergeben, sehen, wie es dem Dienst geht: Auch "
                    "dafür melden Sie sich mit einem Schlüssel an."
                ),
                "Anmelden",
            ),
            "signed_in": (
                "Sie haben sich hier angemeldet",
                "In der Übersicht steht alles, was Ihr Schlüssel erlaubt. Dort melden Sie sich auch wieder ab.",
                "Zur Übersicht",
            ),
        },
        "signed_out": "Sie sind abgemeldet.",
        "with_others": (
            "Sie möchten es mit anderen ausprobieren",
            (
                "Legen Sie ohne Anmeldung einen Durchgang an, laden Sie ein paar Menschen ein und sehen Sie, was "
                "herauskommt. Nach 90 Tagen wird alles gelöscht."
            ),
            "Durchgang ausprobieren",
        ),
        "list": "Ausprobieren: Fragebogen wählen",
        "list_lead": (
            "Der kürzeste steht oben. Sie brauchen nicht alles auszufüllen: Auch nach wenigen Fragen gibt es eine "
            "Auswertung."
        ),
        "none": "Noch ist kein Fragebogen veröffentlicht.",
        "items": {"one": "{count} Frage", "other": "{count} Fragen"},
        "minutes": {"one": "etwa {count} Minute", "other": "etwa {count} Minuten"},
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
    "guest": {
        "title": "Einen Durchgang ausprobieren",
        "lead": (
            "Hier entsteht ein Durchgang, ohne Konto und ohne Anmeldung. Er ist 30 Tage lang offen, bis zu 20 Menschen "
            "können antworten, und Sie sehen die Ergebnisse. Nach 90 Tagen wird er mit allem gelöscht, was darin ist."
        ),
        "careful": ("Zum Ausprobieren gedacht: Bitte keine echten Befragungen, keine Namen und nichts Vertrauliches."),
        "questionnaire": "Welcher Fragebogen?",
        "mode": "Wie soll geantwortet werden?",
        "modes": {
            "confidential": (
                "Vertraulich",
                (
                    "Jede Person antwortet für sich. Gezeigt wird nur, was mehrere zusammen gesagt haben: Ein Ergebnis "
                    "gibt es, sobald mindestens {fewest} abgesendet haben."
                ),
            ),
            "open": (
                "Offen",
                (
                    "Alle geben einen Namen an und sehen am Ende, was die anderen gesagt haben. Ein Ergebnis gibt es "
                    "schon, wenn eine Person abgesendet hat."
                ),
            ),
            "institutional": (
                "Gemeinsam",
                (
                    "Eine Gruppe füllt einen einzigen Bogen zusammen aus. Auch für Sie allein das "
                    "Richtige: Ein Ergebnis gibt es nach diesem einen Bogen."
                ),
            ),
        },
        "fault": "Bitte wählen Sie einen der Fragebögen und eine der Möglichkeiten.",
        "make": "Durchgang anlegen",
        "round_title": "Durchgang zum Ausprobieren",
        "municipality": "Gast",
        "made": "Ihr Durchgang ist offen",
        "once": "Nur jetzt zu sehen:",
        "once_text": (
            "Code und Schlüssel stehen nur auf dieser Seite. Bitte drucken oder kopieren Sie sie, bevor Sie sie "
            "verlassen."
        ),
        "answering": "1. Zum Antworten",
        "answering_text": (
            "Geben Sie diesen Zugangscode allen, die antworten sollen. Er gilt für alle zusammen, so oft wie angegeben."
        ),
        "code": "Zugangscode",
        "link": "Adresse zum Weitergeben",
        "good_for": {"one": "gilt für {count} Antwort", "other": "gilt für {count} Antworten"},
        "running": "2. Zum Begleiten",
        "running_text": (
            "Mit diesem Schlüssel melden Sie sich an: Teilnahme ansehen, den Durchgang abschließen, Ergebnisse "
            "veröffentlichen. Er reicht nur an diesen Durchgang. Wer ihn hat, kann das alles auch."
        ),
        "key": "Schlüssel",
        "sign_in": "Mit diesem Schlüssel anmelden",
        "erased": "Am {day} wird der Durchgang mit allem gelöscht, was darin ist.",
    },
}
