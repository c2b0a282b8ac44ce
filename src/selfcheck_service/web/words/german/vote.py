"""What the pages say to people who vote in a room, in German."""

from selfcheck_service.web.words.shape import Words

WORDS: Words = {
    "ballot_result": {
        "caption": "Ergebnis der Abstimmung",
        "place": "Platz",
        "option": "Möglichkeit",
        "dots": "Punkte",
        "phones": "Telefone",
        "paper": "Papier",
        "tied": "(gleichauf)",
        "tie_note": "= heißt gleichauf: Diese Möglichkeiten haben gleich viele Punkte. Ihre Reihenfolge sagt nichts.",
    },
    "vote": {
        "title": "Abstimmen",
        "eyebrow": "Abstimmung im Workshop",
        "lead": "Geben Sie den Code ein, der auf der Leinwand oder auf Ihrem Zettel steht.",
        "code": "Code der Abstimmung",
        "code_hint": "Zum Beispiel XXX-XXX. Groß oder klein, mit oder ohne Strich ist gleich.",
        "enter": "Weiter",
        "to_answer": "Zum Fragebogen",
        "code_fault": {
            "missing": "Bitte den Code eingeben.",
            "access_code": (
                "Das sieht aus wie ein Zugangscode zu einem Fragebogen. Ausgefüllt wird auf einer eigenen Seite; den "
                "Code nehmen wir dorthin mit."
            ),
            "malformed": "Das ist kein Code einer Abstimmung. Vielleicht ist ein Zeichen vertippt.",
            "not_accepted": (
                "Dieser Code führt zu keiner Abstimmung, die gerade läuft. Ist die Abstimmung schon länger vorbei, "
                "oder gibt es neue Zettel?"
            ),
        },
        "code_note": {
            "lost": "Ihr Gerät kennt diese Abstimmung nicht oder nicht mehr. Bitte geben Sie den Code noch einmal ein.",
            "over": (
                "Der Code auf diesem Gerät gilt nicht mehr. Vielleicht ist die Abstimmung vorbei, oder es gibt neue "
                "Zettel."
            ),
        },
        "carried": "Ihre Punkte sind noch nicht gesendet. Sie kommen mit, sobald der Code stimmt.",
        "who_sees": "Wer sieht was?",
        "promises": (
            (
                "Niemand sieht, wer abgestimmt hat und wie: Mit Ihrer Stimme wird weder ein Name noch eine Uhrzeit "
                "gespeichert."
            ),
            "Bis zum Ende sehen alle nur, wie viele abgestimmt haben, auch die Moderation.",
            (
                "Nach dem Ende bleiben nur die Summen. Die einzelnen Stimmen werden gelöscht. Stimmen nur wenige ab, "
                "lassen sich einzelne Stimmen aus den Summen erschließen; stimmt nur ein Mensch ab, zeigt das Ergebnis "
                "seine Stimme."
            ),
        ),
        "cookie": (
            "Ihr Gerät merkt sich in einem Cookie, welche Stimme Ihre ist, damit sie nur einmal zählt und Sie sie "
            "ändern können."
        ),
        "dots": {"one": "{count} Punkt", "other": "{count} Punkte"},
        "task": {
            "one": "Sie haben {count} Punkt. Wählen Sie eine Möglichkeit.",
            "other": "Sie haben {count} Punkte. Wählen Sie bis zu {count} Möglichkeiten, jede einmal.",
        },
        "task_many": {
            "one": "Sie haben {count} Punkt. Geben Sie ihn einer Möglichkeit.",
            "other": "Sie haben {count} Punkte. Verteilen Sie sie, wie Sie möchten, auch mehrere auf eine Möglichkeit.",
        },
        "fewer": "Sie müssen nicht alle Punkte vergeben. Ganz ohne Punkte enthalten Sie sich.",
        "yours": "Ihre Punkte",
        "left": {
            "none": "Alle Punkte sind vergeben.",
            "one": "Noch {count} Punkt übrig.",
            "other": "Noch {count} Punkte übrig.",
            "over": "Das sind {count} zu viel. Bitte nehmen Sie so viele zurück.",
        },
        "minus": "Ein Punkt weniger für {title}",
        "plus": "Ein Punkt mehr für {title}",
        "send": "Abstimmen",
        "send_again": "Geänderte Stimme abgeben",
        "sending": "Ihre Stimme wird gesendet\u00a0…",
        "again": "Die Verbindung ist schlecht. Versuch {count} läuft\u00a0…",
        "offline": (
            "Keine Verbindung. Ihre Punkte stehen noch auf diesem Bildschirm, gespeichert sind sie noch nicht. Wir "
            "versuchen es weiter; bitte lassen Sie die Seite offen."
        ),
        "kept": "Ihre Stimme ist gespeichert.",
        "kept_on": "Ihre Punkte liegen auf:",
        "kept_empty": "Sie haben keine Punkte vergeben und sich damit enthalten.",
        "kept_more": (
            "Das Ergebnis gibt es, sobald die Moderation die Abstimmung beendet. Sehen Sie dann mit diesem Knopf nach:"
        ),
        "asks": (
            "Das Ergebnis gibt es, sobald die Moderation die Abstimmung beendet. Diese Seite sieht von selbst nach; "
            "lassen Sie sie einfach offen."
        ),
        "asks_lost": "Gerade keine Verbindung. Die Seite sieht weiter nach; Ihre Stimme ist gespeichert.",
        "asks_stopped": "Diese Seite sieht nicht mehr von selbst nach.",
        "ready": "Das Ergebnis ist da. Ihre Stimme lässt sich nicht mehr ändern.",
        "look": "Nachsehen, ob das Ergebnis da ist",
        "change": "Stimme ändern",
        "not_sent": "Ihre Punkte sind wieder da, aber noch nicht gesendet. Bitte senden Sie sie ab.",
        "over": "Die Abstimmung ist beendet.",
        "too_late": (
            "Die Abstimmung war schon beendet, als Ihre Punkte ankamen. Was Sie vorher abgesendet hatten, ist "
            "mitgezählt; die letzten Punkte nicht."
        ),
        "another": "Zu einer anderen Abstimmung",
        "another_code": "Anderen Code eingeben",
        "spent": (
            "Mit diesem Zettel wurde schon abgestimmt, aber nicht von diesem Gerät. Waren Sie das auf einem anderen "
            "Gerät, ist alles gut. Sonst sagen Sie bitte der Moderation Bescheid."
        ),
        "other_slip": "Mit einem anderen Zettel auf diesem Gerät abstimmen",
        "refused": {
            "slip_used": (
                "Nicht gespeichert: Mit diesem Zettel wurde schon abgestimmt. Bitte sagen Sie der Moderation Bescheid."
            ),
            "vote_of_another": (
                "Nicht gespeichert: Diese Stimme gehört zu einem anderen Zettel. Bitte geben Sie den Code Ihres "
                "Zettels noch einmal ein."
            ),
            "ballot_full": (
                "Nicht gespeichert: Es haben schon so viele abgestimmt, wie Menschen im Raum sind. Bitte sagen Sie "
                "der Moderation Bescheid; sie kann die Zahl ändern. Ihre Punkte stehen noch unten."
            ),
        },
        "fault": {
            "vote_dots_total": "Das sind {count} Punkte. Sie haben {maximum}.",
            "vote_dots_on_one": "Hier sind höchstens {maximum} möglich.",
            "vote_unknown_option": "Diese Möglichkeit gibt es hier nicht. Bitte prüfen Sie Ihre Punkte.",
            "malformed": "Bitte eine ganze Zahl eingeben.",
            "other": "Das ist hier nicht möglich. Bitte prüfen Sie Ihre Punkte.",
        },
    },
}
