"""What the pages say about the workshop, in German."""

from selfcheck_service.web.words.shape import Words

WORDS: Words = {
    "workshop": {
        "title": "Workshop",
        "lead": "Von der Veröffentlichung zum Gespräch: was vorzubereiten ist, und was der Raum entscheidet.",
        "more_of_card": "Mehr zu dieser Anregung",
        "steps": "Was im Raum geschieht",
        # Of each step what it is called, and what one does there.
        "step": {
            "focus": ("Schwerpunkte wählen", "An welchen Feldern arbeitet der Workshop weiter, und warum?"),
            "consensus": (
                "Konsens oder Dissens festhalten",
                ("Worauf sich der Raum einigt, steht neben der Veröffentlichung. Dissens ist auch ein Ergebnis."),
            ),
            "ballots": ("Abstimmen", "Alle setzen zugleich und ohne Namen ihre Punkte, am Telefon oder auf Papier."),
            "matrix": ("Wirkung und Aufwand", "Karten zwischen Wirkung und Aufwand legen und verschieben."),
            "measures": ("Maßnahmen", "Anregungen übernehmen, anpassen oder weglegen, Eigenes ergänzen."),
        },
        "step_count": {
            "focus": {"one": "ein Feld gewählt", "other": "{count} Felder gewählt"},
            "consensus": {"one": "zu einem Punkt etwas festgehalten", "other": "zu {count} Punkten etwas festgehalten"},
            "ballots": {"one": "eine Abstimmung", "other": "{count} Abstimmungen"},
            "matrix": {"one": "eine Karte verschoben", "other": "{count} Karten verschoben"},
            "measures": {"one": "eine festgehalten", "other": "{count} festgehalten"},
        },
        "not_begun": "noch nichts",
        "kind_of": "Wie viel Zeit haben Sie?",
        "kind": {
            "online": "90 Minuten online",
            "half_day": "Halber Tag (3½ Stunden)",
            "full_day": "Ganzer Tag mit Dialogteil (8 Stunden)",
            "two_parts": "Zwei Treffen (je 2½ Stunden)",
        },
        "people": "Wie viele kommen?",
        "people_hint": "Von 5 bis 60.",
        "people_fault": "Bitte eine ganze Zahl von 5 bis 60 eingeben.",
        "kind_fault": "Diesen Ablauf gibt es nicht. Bitte wählen Sie einen aus der Liste.",
        "show_schedule": "Ablauf zeigen",
        "minutes": "{minutes} Minuten, {people} Personen.",
        "papers": "Zum Mitnehmen in den Raum",
        "papers_lead": "Alle Blätter passen zu der Zeit und der Zahl der Menschen, die oben gewählt sind.",
        "paper": {
            "brief.html": (
                "Workshop-Unterlage zum Vorführen (HTML)",
                "Eine Datei, die ohne Netz läuft: Teil für Teil für den Beamer, Zahlen lassen sich verbergen.",
            ),
            "brief.pdf": ("Workshop-Unterlage zum Drucken (PDF)", "Dasselbe auf Papier, mit dem Ablauf."),
            "cards.pdf": ("Karten (PDF)", "Jede Anregung als Karte zum Ausschneiden, dazu leere."),
            "ballots.pdf": ("Stimmzettel (PDF)", "Für Räume ohne Netz, mit Bögen zum Auszählen."),
            "measure-sheets.pdf": ("Maßnahmenblätter (PDF)", "Für jede Anregung ein Blatt, dazu ein leeres."),
        },
        "proposals": "Was die Unterlage vorschlägt",
        "proposals_lead": "Ein Vorschlag mit Gründen. Die Entscheidung trifft der Raum.",
        "chosen": "Woran die Runde weiterarbeitet",
        "choose_anew": "Die Wahl ansehen oder ändern",
        "not_priorities": "Warum andere Felder kein Schwerpunkt sind",
        "strength": "Stärke, auf der sich aufbauen lässt",
        "overall": "Für die Kommune als Ganzes",
        "not_chosen": "Warum andere Felder nicht vorgeschlagen sind",
        "decide": "Übernehmen, anpassen oder weglegen",
        "decided": "Darüber ist entschieden: zur Maßnahme",
        "focus_lead": "Höchstens zwölf. Was früher gewählt wurde, bleibt erhalten; es gilt die letzte Wahl.",
        "saved": "Gespeichert.",
        # What happened, and what to do.
        "differs": (
            "Jemand anderes war schneller.",
            (
                "Ihre Eingaben stehen noch unten und sind nicht gespeichert. Bitte vergleichen Sie sie mit dem, was "
                "jetzt gilt, und speichern Sie dann noch einmal."
            ),
        ),
        "proposed": "Vorschlag der Unterlage:",
        "work_on": "Daran arbeiten wir",
        "why_and_where": "Warum und wo",
        "reason": "Begründung",
        "source": "Woher der Vorschlag kommt",
        "sources": {"brief": "aus der Unterlage", "room": "aus dem Gespräch", "ballot": "aus einer Abstimmung"},
        "by_ballot": "aus der Abstimmung „{title}“",
        "place": "Reihenfolge (1 zuerst)",
        "save": "Speichern",
        "back": "Zurück",
        "matrix_lead": (
            "Was bringt viel, und was kostet viel Kraft? Der Vorschlag bleibt neben dem Platz stehen, den der Raum "
            "wählt."
        ),
        "matrix_note": (
            "Nach oben nimmt die Wirkung zu, nach rechts der Aufwand. Gefüllt sind Karten, die der Raum verschoben "
            "hat, umrandet die vorgeschlagenen. Die Nummern stehen in der Tabelle darunter."
        ),
        "matrix_drag": (
            "Karten lassen sich auch im Bild verschieben: mit der Maus, mit dem Finger oder, wenn eine ausgewählt ist, "
            "mit den Pfeiltasten."
        ),
        "matrix_unsaved": {
            "one": "Eine Karte ist verschoben und noch nicht gespeichert.",
            "other": "{count} Karten sind verschoben und noch nicht gespeichert.",
        },
        "matrix_scale": ("Beides von 1 (wenig) bis 9 (viel). In den Feldern ändern auch die Pfeiltasten den Wert."),
        "quadrant": {
            "quick_win": "Schneller Erfolg",
            "big_project": "Großes Vorhaben",
            "on_the_side": "Nebenbei",
            "think_twice": "Gut überlegen",
        },
        "effort": "Aufwand",
        "impact": "Wirkung",
        "card": "Karte",
        "proposed_at": "Vorgeschlagen",
        "at": "Wirkung {impact}, Aufwand {effort}",
        "lies_at": "liegt jetzt bei Wirkung {impact}, Aufwand {effort}",
        "moved": "vom Raum gelegt",
        "moved_by_others": (
            "Diese Karten hat jemand anderes inzwischen verschoben.",
            (
                "Alle anderen sind gespeichert. Ihre Plätze für diese stehen noch in der Tabelle; speichern Sie noch "
                "einmal, wenn sie gelten sollen."
            ),
        ),
        "no_cards": "Es gibt noch keine Karten: Dieser Fragebogen hat keine Anregungen, die hier passen.",
    },
    "consensus": {
        "lead": (
            "Erst schätzen, dann reden, dann noch einmal schätzen: Jede Einschätzung bleibt stehen, neben dem, was "
            "veröffentlicht ist."
        ),
        "fields": "Felder",
        "items": "Fragen",
        "what": "Wozu",
        "holds": "Was gilt",
        "holds_now": "gilt",
        "nothing": "noch nichts festgehalten",
        "dissent": "Dissens",
        "withdrawn": "zurückgenommen",
        "reason": "Begründung",
        "reason_hint": "Bitte keine Namen: Das Protokoll geht durch viele Hände.",
        "original": "Was veröffentlicht ist",
        "no_original": "Die Veröffentlichung wurde zurückgezogen.",
        "nothing_released": "Dazu ist kein Wert veröffentlicht.",
        "noted": "Was der Raum gesagt hat",
        "entry": "Eintrag",
        "day": "Tag des Workshops",
        "say": "Etwas festhalten",
        "say_lead": "Was schon festgehalten ist, bleibt stehen.",
        "outcome": "Worauf läuft es hinaus?",
        "outcomes": {
            "value": ("Wir einigen uns auf einen Wert", "Mit einer Begründung, die auch andere verstehen."),
            "dissent": ("Wir bleiben verschiedener Ansicht", "Worum es geht, steht in der Begründung."),
        },
        "value": "Gemeinsamer Wert",
        "came_out": "Was herauskam",
        "withdraw": "Zurücknehmen",
        "withdraw_title": "Soll das nicht mehr gelten?",
        "withdraw_text": "Was festgehalten war, bleibt lesbar. Es gilt dann nicht mehr und fehlt im Protokoll.",
        "keep": "Lieber nicht",
    },
}
