"""What the pages say on the home of those who have signed in, in German."""

from selfcheck_service.web.words.shape import Words

WORDS: Words = {
    "scopes": {
        "author": "Fragebögen veröffentlichen",
        "service": "Auswerten ohne Speichern",
        "facilitator": "Durchgänge begleiten",
        "operator": "Betrieb",
    },
    # Of each area what it is called in the navigation, and what one does there.
    "doors": {
        "rounds": ("Durchgänge", "Anlegen, einladen, abschließen, Ergebnisse ansehen."),
        "municipalities": ("Kommunen", "Anlegen, suchen und ändern, wen Sie begleiten."),
        "programmes": ("Programme", "Kommunen, die den Weg gemeinsam gehen."),
        "questionnaires": ("Fragebögen", "Entwürfe prüfen, veröffentlichen, zurückziehen."),
        "operation": ("Betrieb", "Wie es dem Dienst geht, Schlüssel, Protokoll, Aufbewahrung."),
    },
    "home": {
        "title": "Ihre Übersicht",
        "lead": "Sie sind angemeldet mit dem Schlüssel „{name}“.",
        "doors": "Wohin möchten Sie?",
        "rights": "Was Ihr Schlüssel darf",
        "may": {
            "author": "Fragebögen veröffentlichen und zurückziehen.",
            "service": "Antworten auswerten lassen, ohne dass etwas gespeichert wird.",
            "facilitator": (
                "Durchgänge anlegen, dazu einladen, sie abschließen, Ergebnisse erstellen, Workshops vorbereiten und "
                "Maßnahmen festhalten."
            ),
            "operator": "Schlüssel anlegen, aufräumen und sehen, wer wann was getan hat und wie es dem Dienst geht.",
        },
        "reach": "Kommunen",
        "everywhere": "alle",
        "municipalities": {"one": "{count} Kommune", "other": "{count} Kommunen"},
        "until": "Gültig bis",
        "no_end": "ohne Ende",
        "key": "Kennung",
        "hint": (
            "Fehlt Ihnen ein Recht? Fragen Sie die Menschen, die diesen Dienst betreiben, und nennen Sie die Kennung."
        ),
    },
}
