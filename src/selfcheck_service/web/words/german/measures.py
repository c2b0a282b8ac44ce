"""What the pages say about measures and the re-check, in German."""

from selfcheck_service.web.words.shape import Words

WORDS: Words = {
    "measures": {
        "title": "Maßnahmen",
        "lead": "Was vereinbart ist, wer es tut und woran man merkt, dass es wirkt.",
        "add_own": "Eigene Maßnahme ergänzen",
        "about_suggestion": "Über eine Anregung entscheiden",
        "decided_meanwhile": (
            "Über diese Anregung hat inzwischen jemand anderes entschieden. Ihre Eingaben stehen noch hier."
        ),
        "readiness": "Kann der Plan zur Entscheidung gehen?",
        "is_ready": "beschlussreif",
        "not_ready": "noch nicht beschlussreif",
        "missing_lead": "Das fehlt noch:",
        "ready_note": (
            "Zu jedem Schwerpunkt gibt es eine vollständige Maßnahme, und mindestens eine ist in drei Monaten fertig."
        ),
        "hints": "Schauen Sie auch darauf:",
        "plan": "Der Maßnahmenplan",
        "number": "Nr.",
        "missing": "Was noch fehlt",
        "complete": "vollständig",
        "quick_win": "Schneller Erfolg: in drei Monaten fertig.",
        "lacks": {"one": "eine Angabe fehlt", "other": "{count} Angaben fehlen"},
        "none": "Noch ist nichts vereinbart.",
        "waiting": "Anregungen, über die noch nicht entschieden ist",
        "waiting_lead": "Wer eine weglegt, hält fest, warum: Das hilft allen, die später fragen.",
        "decide": {"adopt": "Übernehmen", "adapt": "Anpassen", "reject": "Weglegen"},
        "left_out": "Weggelegt oder aufgegeben",
        "papers": "Was danach geschrieben wird",
        "papers_lead": "Alles entsteht aus dem, was hier steht. Niemand schreibt etwas zweimal.",
        # Of each paper what it is called, and for whom it is.
        "paper": {
            "action-plan": ("Maßnahmenplan", "für alle, die etwas übernommen haben; mit Terminen für den Kalender"),
            "minutes": ("Protokoll", "für alle, die dabei waren, als Entwurf"),
            "council-paper": ("Beschlussvorlage", "Entwurf für den Rat, mit Lücken, die Menschen füllen"),
            "public-version": ("Öffentliche Fassung", "in einfachen Worten, ohne Zahlen; vorher bitte prüfen"),
        },
        "paper_for_district": "Entwurf für den Kreistag, mit Lücken, die Menschen füllen",
        "form": {"pdf": "PDF", "html": "HTML", "xlsx": "Arbeitsmappe", "csv": "CSV", "ics": "Kalender", "json": "JSON"},
        "number_of": "Nr. {number}: {title}",
        "needed_note": "Was einen Stern hat, braucht, wer darüber beschließt; es darf später kommen.",
        "functions": "Bitte Funktionen nennen, keine Namen: „Leitung Jugendamt“.",
        "part": {
            "what": "Was, und wie entschieden",
            "aim": "Worauf sie zielt",
            "steps": "Schritte, Zuständige, Frist",
            "cost": "Was sie kostet",
            "effect": "Woran man merkt, dass sie wirkt",
            "status": "Stand",
        },
        "field": {
            "title": "Titel",
            "decision": "Entscheidung",
            "reason": "Begründung",
            "decided_on": "Tag des Workshops",
            "goal": "Ziel",
            "type": "Art",
            "fields": "Felder, auf die sie zielt",
            "items": "Einzelne Fragen, auf die sie zielt",
            "first_step": "Erster Schritt",
            "first_step_on": "Erster Schritt am",
            "responsible": "Verantwortlich",
            "co_actors": "Mitwirkende",
            "decision_body": "Wer darüber beschließt",
            "starts_on": "Beginn",
            "deadline": "Frist",
            "hours": "Arbeitsstunden",
            "euro_class": "Kosten neben den Stunden",
            "funding": "Woher das Geld kommt",
            "indicator": "Woran man es merkt",
            "baseline": "Wert heute",
            "target": "Wert, der erreicht werden soll",
            "review_on": "Nächste Überprüfung am",
            "risk": "Risiken und Nebenwirkungen",
            "affected_groups_involved": "Sind die beteiligt, um die es geht?",
            "affected_groups": "Um wen es geht, und wie sie beteiligt sind",
            "evidence": "Was dafür sprach",
            "status": "Stand",
            "dropped_reason": "Warum sie aufgegeben ist",
            "held_on": "Tag der Überprüfung",
            "blocker": "Was im Weg steht",
            "next_step": "Nächster Schritt",
        },
        "hint": {
            "reason": "Nötig, wenn eine Anregung angepasst oder weggelegt wird.",
            "decided_on": "Leer: heute. Nicht vor der Veröffentlichung.",
            "first_step_on": "Höchstens 14 Tage nach dem Workshop.",
            "responsible": "Eine Funktion, kein Name.",
            "co_actors": "Eine Funktion je Zeile.",
            "hours": "Insgesamt, ganze Stunden.",
            "goal": "Der Zustand, den Sie sich wünschen.",
            "dropped_reason": "Nur nötig, wenn der Stand „aufgegeben“ ist.",
            "held_on": "Leer: heute.",
        },
        # Of each decision what it is called, and what it means.
        "decisions": {
            "adopt": ("Übernehmen", "So, wie sie ist."),
            "adapt": ("Anpassen", "Geändert; die Begründung sagt, warum."),
            "reject": ("Weglegen", "Nicht hier; die Begründung sagt, warum."),
        },
        "bodies": {
            "council": "Rat",
            "district_council": "Kreistag",
            "administration": "Verwaltungsspitze",
            "none": "niemand sonst",
        },
        "euros": {
            "none": "keine",
            "up_to_1000": "bis 1.000 Euro",
            "up_to_5000": "bis 5.000 Euro",
            "up_to_20000": "bis 20.000 Euro",
            "over_20000": "über 20.000 Euro",
        },
        "yes": "ja",
        "no": "nein",
        "statuses": {
            "idea": "Idee",
            "decided": "beschlossen",
            "running": "läuft",
            "done": "umgesetzt",
            "dropped": "aufgegeben",
        },
        "reviews": "Überprüfungen",
        "after_months": "nach {months} Monaten",
        "held": "geschehen",
        "overdue": "überfällig",
        "to_come": "kommt noch",
        "add_review": "Überprüfung festhalten",
        "which_review": "Welche Überprüfung ist es?",
        "between": "eine dazwischen",
        "review_day": "Tag",
        "mistaken": "Falls ein Irrtum",
        "withdraw_title": "Überprüfung zurücknehmen?",
        "withdraw_text": (
            "Sie zählt dann nicht mehr und fehlt im Aktionsplan. War es eine der drei nach 3, 6 und 12 Monaten, steht "
            "sie wieder aus, auch im Kalender. Kam der Stand der Maßnahme von ihr, gilt wieder der Stand davor."
        ),
    },
    "recheck": {
        "title": "Nachprüfung",
        "lead": (
            "Ein Jahr später: worauf Maßnahmen zielten, und was heute anders liegt. Eine Ursache lässt sich daraus "
            "nicht ablesen."
        ),
        "later": "Späterer Durchgang derselben Kommune",
        "show": "Nebeneinander zeigen",
        "no_later": (
            "Es gibt noch keinen späteren Durchgang dieser Kommune mit veröffentlichten Ergebnissen. Nach ein bis zwei "
            "Jahren noch einmal zu fragen lohnt sich."
        ),
        "take_along": "Zum Mitnehmen",
        "file": {"pdf": "Zum Drucken (PDF)", "html": "Als Seite zum Mitnehmen (HTML)"},
    },
}
