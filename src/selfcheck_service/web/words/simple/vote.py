"""What the pages say to people who vote in a room, in easy German."""

from selfcheck_service.web.words.shape import Words

WORDS: Words = {
    "ballot_result": {
        "caption": "Ergebnis von der Abstimmung",
        "place": "Platz",
        "option": "Möglichkeit",
        "dots": "Punkte",
        "phones": "Telefone",
        "paper": "Papier",
        "tied": "(gleich viele Punkte)",
        "tie_note": "Das Zeichen = bedeutet: gleich viele Punkte. Die Reihenfolge ist dann Zufall.",
    },
    "vote": {
        "title": "Abstimmen",
        "eyebrow": "Abstimmung im Workshop",
        "lead": "Schreiben Sie hier den Code hin. Der Code steht an der Wand. Oder er steht auf Ihrem Zettel.",
        "code": "Code von der Abstimmung",
        "code_hint": "Zum Beispiel: XXX-XXX. Große oder kleine Buchstaben sind egal. Der Strich ist auch egal.",
        "enter": "Weiter",
        "to_answer": "Zum Fragebogen",
        "code_fault": {
            "missing": "Bitte schreiben Sie den Code hin.",
            "access_code": (
                "Das ist vielleicht der Code für einen Fragebogen. Dafür gibt es eine andere Seite. Der Code kommt mit."
            ),
            "malformed": "Der Code ist nicht richtig. Vielleicht ist ein Zeichen falsch.",
            "not_accepted": (
                "Zu diesem Code gibt es gerade keine Abstimmung. Vielleicht ist sie schon vorbei. Oder es gibt neue "
                "Zettel."
            ),
        },
        "code_note": {
            "lost": "Ihr Gerät kennt diese Abstimmung nicht. Bitte schreiben Sie den Code noch einmal hin.",
            "over": (
                "Der Code auf diesem Gerät gilt nicht mehr. Vielleicht ist die Abstimmung vorbei. Oder es gibt neue "
                "Zettel."
            ),
        },
        "carried": "Ihre Punkte sind noch nicht gesendet. Sie sind noch da. Schreiben Sie zuerst den Code hin.",
        "who_sees": "Wer sieht was?",
        "promises": (
            "Niemand sieht Ihren Namen. Niemand sieht, wie Sie abstimmen.",
            (
                "Alle sehen nur, wie viele Menschen schon abgestimmt haben. Auch die Leitung sieht nur das. Mehr sehen "
                "alle erst am Ende."
            ),
            (
                "Am Ende zählen wir die Punkte zusammen. Die einzelnen Stimmen löschen wir. Stimmen nur wenige "
                "Menschen ab? Dann sehen andere am Ergebnis vielleicht, wie Sie abgestimmt haben."
            ),
        ),
        "cookie": "Ihr Gerät speichert ein Cookie. So zählt Ihre Stimme nur einmal. Und Sie können sie ändern.",
        "dots": {"one": "{count} Punkt", "other": "{count} Punkte"},
        "task": {
            "one": "Sie haben {count} Punkt. Was ist Ihnen am wichtigsten?",
            "other": "Sie haben {count} Punkte. Was ist Ihnen wichtig? Wählen Sie bis zu {count} Möglichkeiten.",
        },
        "task_many": {
            "one": "Sie haben {count} Punkt. Was ist Ihnen am wichtigsten?",
            "other": (
                "Sie haben {count} Punkte. Was ist Ihnen wichtig? Sie können auch mehrere Punkte auf eine "
                "Möglichkeit setzen."
            ),
        },
        "fewer": "Sie müssen nicht alle Punkte setzen. Sie können auch ohne Punkte abstimmen.",
        "yours": "Ihre Punkte",
        "left": {
            "none": "Sie haben alle Punkte gesetzt.",
            "one": "Sie haben noch {count} Punkt.",
            "other": "Sie haben noch {count} Punkte.",
            "over": "Das sind {count} zu viel. Bitte nehmen Sie Punkte weg.",
        },
        "minus": "Ein Punkt weniger für {title}",
        "plus": "Ein Punkt mehr für {title}",
        "send": "Abstimmen",
        "send_again": "Geänderte Stimme senden",
        "sending": "Wir senden Ihre Stimme …",
        "again": "Das Internet ist gerade schlecht. Versuch {count} …",
        "offline": (
            "Kein Internet. Ihre Punkte stehen noch auf diesem Bildschirm. Sie sind noch nicht gespeichert. Wir "
            "versuchen es weiter. Bitte lassen Sie die Seite offen."
        ),
        "kept": "Ihre Stimme ist gespeichert.",
        "kept_on": "Ihre Punkte sind hier:",
        "kept_empty": "Sie haben keine Punkte gesetzt. Das ist in Ordnung.",
        "kept_more": "Das Ergebnis sehen Sie erst, wenn die Abstimmung vorbei ist. Drücken Sie dann hier:",
        "asks": (
            "Das Ergebnis sehen Sie erst, wenn die Abstimmung vorbei ist. Lassen Sie diese Seite einfach offen: Das "
            "Ergebnis kommt dann von allein."
        ),
        "asks_lost": "Das Internet ist gerade weg. Die Seite versucht es weiter. Ihre Stimme ist gespeichert.",
        "asks_stopped": "Das Ergebnis kommt nicht mehr von allein.",
        "ready": "Das Ergebnis ist da. Sie können Ihre Stimme nicht mehr ändern.",
        "look": "Ist das Ergebnis schon da?",
        "change": "Stimme ändern",
        "not_sent": "Ihre Punkte sind wieder da. Sie sind noch nicht gesendet. Bitte senden Sie sie jetzt.",
        "over": "Die Abstimmung ist vorbei.",
        "too_late": (
            "Die Abstimmung war schon vorbei. Ihre letzten Punkte zählen nicht. Was Sie vorher gesendet haben, zählt."
        ),
        "another": "Zu einer anderen Abstimmung",
        "another_code": "Anderen Code schreiben",
        "spent": (
            "Mit diesem Zettel hat schon jemand abgestimmt. Das war auf einem anderen Gerät. Waren Sie das nicht? "
            "Dann sagen Sie es bitte im Raum."
        ),
        "other_slip": "Mit einem anderen Zettel abstimmen",
        "refused": {
            "slip_used": (
                "Das ist nicht gespeichert. Mit diesem Zettel hat schon jemand abgestimmt. Bitte sagen Sie es im Raum."
            ),
            "vote_of_another": (
                "Das ist nicht gespeichert. Ihr Zettel passt nicht. Bitte schreiben Sie den Code noch einmal hin."
            ),
            "ballot_full": (
                "Das ist nicht gespeichert. Es haben schon alle abgestimmt. Bitte sagen Sie es im Raum. Ihre Punkte "
                "stehen noch unten."
            ),
        },
        "fault": {
            "vote_dots_total": "Das sind {count} Punkte. Sie haben {maximum}.",
            "vote_dots_on_one": "Hier gehen höchstens {maximum}.",
            "vote_unknown_option": "Das gibt es hier nicht. Bitte prüfen Sie Ihre Punkte.",
            "malformed": "Bitte schreiben Sie eine ganze Zahl.",
            "other": "Das geht hier nicht. Bitte prüfen Sie Ihre Punkte.",
        },
    },
}
