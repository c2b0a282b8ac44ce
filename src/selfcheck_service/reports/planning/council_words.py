"""What the draft council paper says, in German and in English."""

from selfcheck_service.reports.planning.plan_words import PLAN_WORDS

COUNCIL_WORDS: dict[str, tuple[str, str]] = {
    "council.title": ("Beschlussvorlage (Entwurf)", "Council paper (draft)"),
    "council.mark": (
        (
            "Entwurf. Der Dienst hat ihn aus der Veröffentlichung und den vereinbarten Maßnahmen erzeugt. Bitte prüfen "
            "Sie jeden Satz, ergänzen Sie, was in eckigen Klammern steht, und prüfen Sie, was öffentlich beraten wird."
        ),
        (
            "Draft. The service made it from the release and the measures that were agreed on. Please check every "
            "sentence, complete what stands in square brackets, and check what may be discussed in public."
        ),
    ),
    "council.not_ready": (
        "Der Maßnahmenplan ist noch nicht beschlussreif. Was fehlt, steht im Abschnitt „Was noch offen ist“.",
        "The action plan is not ready for a decision yet. The section “What is still open” says what is missing.",
    ),
    "council.head": ("Kopf der Vorlage", "Particulars"),
    "council.number": ("Vorlage Nr.", "Paper no."),
    "council.number.blank": ("Nummer", "number"),
    "council.body": ("Beschlussorgan", "Decided by"),
    "council.body.blank": ("wer beschließt", "who decides"),
    "council.meeting": ("Sitzung am", "Meeting on"),
    "council.meeting.blank": ("Tag der Sitzung", "day of the meeting"),
    "council.office": ("Federführung", "Office in charge"),
    "council.office.blank": ("Amt oder Stabsstelle", "office or unit"),
    "council.public": ("Öffentlichkeit", "Public or not"),
    "council.public.blank": ("öffentlich oder nicht öffentlich", "public or not public"),
    "council.subject": ("Gegenstand", "Subject"),
    "council.subject.text": (
        "Ergebnisse des Selbstchecks „{questionnaire}“ und Maßnahmenplan",
        "Results of the self-check “{questionnaire}” and action plan",
    ),
    "council.proposal": ("Beschlussvorschlag", "Proposed decision"),
    "council.notes": (
        "Die Ergebnisse des Selbstchecks „{questionnaire}“ werden zur Kenntnis genommen.",
        "The results of the self-check “{questionnaire}” are noted.",
    ),
    "council.adopts": (
        "Maßnahme {number} „{title}“ wird beschlossen. Frist: {deadline}.",
        "Measure {number} “{title}” is adopted. Deadline: {deadline}.",
    ),
    "council.adopts.body": (
        "Maßnahme {number} „{title}“ wird beschlossen. Frist: {deadline}. Beschlussorgan: {body}.",
        "Measure {number} “{title}” is adopted. Deadline: {deadline}. Decided by: {body}.",
    ),
    "council.adopts.none": (
        (
            "Keine Maßnahme, die noch zu beschließen ist, nennt Rat oder Kreistag als Beschlussorgan. "
            "Zu beschließen ist: {blank}"
        ),
        "No measure that is still to be decided names a council as the one to decide. To be decided: {blank}",
    ),
    "council.adopts.blank": ("worüber beschlossen wird", "what is to be decided"),
    "council.aware": (
        "Weitere Maßnahmen des Plans werden zur Kenntnis genommen: {numbers}.",
        "Further measures of the plan are noted: {numbers}.",
    ),
    "council.aware.one": (
        "Eine weitere Maßnahme des Plans wird zur Kenntnis genommen: {numbers}.",
        "One more measure of the plan is noted: {numbers}.",
    ),
    "council.undecided": (
        "Wer über {numbers} entscheidet, ist noch offen.",
        "It is still open who decides on {numbers}.",
    ),
    "council.unready": (
        "Vor der Abstimmung zu ergänzen: {numbers}. Was fehlt, steht im Abschnitt „Was noch offen ist“.",
        "To be completed before the vote: {numbers}. The section “What is still open” says what is missing.",
    ),
    "council.unready.one": (
        "Vor der Abstimmung zu ergänzen ist {numbers}. Was fehlt, steht im Abschnitt „Was noch offen ist“.",
        "To be completed before the vote: {numbers}. The section “What is still open” says what is missing.",
    ),
    "council.measure.name": ("Maßnahme {number}", "measure {number}"),
    "council.measure.stands": ("Maßnahme {number} ({status})", "measure {number} ({status})"),
    "council.report": (
        "Die Verwaltung berichtet spätestens bis zum {day} über den Stand der Maßnahmen.",
        "The administration reports by {day} at the latest how the measures stand.",
    ),
    "council.facts": ("Sachverhalt", "Facts"),
    "council.round": (
        (
            "Mit dem Selbstcheck „{questionnaire}“ (Fassung {version}) wurde erhoben, wo die Kommune steht. Der "
            "Durchgang wurde am {closed} geschlossen."
        ),
        (
            "The self-check “{questionnaire}” (version {version}) showed where the municipality stands. The round "
            "closed on {closed}."
        ),
    ),
    "council.answered": ("Geantwortet haben {count} Personen.", "{count} people answered."),
    "council.answered.one": ("Geantwortet hat 1 Person.", "1 person answered."),
    "council.few": (
        (
            "Das sind weniger als fünf. Damit niemandes Antwort zu erkennen ist, nennt diese Vorlage keine Werte und "
            "keine Stärken."
        ),
        (
            "These are fewer than five. So that nobody’s answer can be recognised, this paper gives no values and no "
            "strengths."
        ),
    ),
    "council.exact": (
        (
            "Werte sind so genau angegeben, wie sie veröffentlicht sind. Aus der Veröffentlichung allein ist niemandes "
            "Antwort sicher abzulesen."
        ),
        "Values are as exact as they are released. The release alone makes nobody’s answer certain.",
    ),
    "council.strengths": ("Worauf die Kommune bauen kann: {titles}.", "What the municipality can build on: {titles}."),
    "council.workshop": (
        "In einem moderierten Workshop wurden Schwerpunkte gewählt und Maßnahmen vereinbart.",
        "A moderated workshop chose focus fields and agreed on measures.",
    ),
    "council.focus": ("Schwerpunkte und ihr Wert", "Focus fields and their values"),
    "council.focus.few": ("Schwerpunkte", "Focus fields"),
    "council.focus.why": ("Warum dieses Feld", "Why this field"),
    "council.focus.none": (
        "Schwerpunkte sind noch nicht gewählt.",
        "No focus fields have been chosen yet.",
    ),
    "council.grounds": ("Begründung", "Reasons"),
    "council.grounds.aims": ("Zielt auf", "Aims at"),
    "council.grounds.goal": ("Ziel", "Goal"),
    "council.grounds.shown": ("Was der Durchgang zeigt", "What the round shows"),
    "council.grounds.focus": ("Warum dieses Feld", "Why this field"),
    "council.grounds.suggestion": ("Worum es geht", "What it is about"),
    "council.grounds.why": ("Warum so", "Why in this way"),
    "council.grounds.evidence": ("Was im Raum dafür sprach", "What spoke for it in the room"),
    "council.grounds.first_step": ("Erster Schritt", "First step"),
    "council.grounds.costs": ("Was es kostet", "What it takes"),
    "council.grounds.risk": ("Risiko, Nebenwirkung", "Risk or side effect"),
    "council.grounds.obstacle": ("Was im Weg stehen kann", "What can be in the way"),
    "council.grounds.way_round": ("Was dann hilft", "What helps then"),
    "council.grounds.alternatives": ("Was auch erwogen wurde", "What else was considered"),
    "council.grounds.other": ("„{title}“ ({how})", "“{title}” ({how})"),
    "council.grounds.no_alternatives": (
        "Aus dem Workshop ist keine Alternative festgehalten. {blank}",
        "No alternative is on record from the workshop. {blank}",
    ),
    "council.grounds.alternatives.blank": ("was sonst möglich wäre", "what else would be possible"),
    **{
        f"euro_in_all.{code}": PLAN_WORDS[f"euro.{code}"]
        for code in ("up_to_1000", "up_to_5000", "up_to_20000", "over_20000")
    },
    "euro_in_all.none": ("keine Kosten", "no cost"),
    "council.none": ("Noch ist keine Maßnahme vereinbart.", "No measure has been agreed yet."),
    "council.costs": ("Kosten und Finanzierung", "Cost and funding"),
    "council.costs.table": ("Kosten und Finanzierung je Maßnahme", "Cost and funding of each measure"),
    "council.costs.most": (
        "Zusammen höchstens {amount} (Summe der oberen Grenzen von {count} Maßnahmen).",
        "At most {amount} in all (sum of the upper limits of {count} measures).",
    ),
    "council.costs.most.one": (
        "Höchstens {amount} (obere Grenze einer Maßnahme).",
        "At most {amount} (upper limit of one measure).",
    ),
    "council.costs.most.without": (
        "Ohne {numbers} zusammen höchstens {amount} (Summe der oberen Grenzen von {count} Maßnahmen).",
        "Without {numbers}, at most {amount} in all (sum of the upper limits of {count} measures).",
    ),
    "council.costs.most.without.one": (
        "Ohne {numbers} höchstens {amount} (obere Grenze einer Maßnahme).",
        "Without {numbers}, at most {amount} (upper limit of one measure).",
    ),
    **dict.fromkeys(
        ("council.costs.nothing", "council.costs.nothing.one"),
        ("Es entstehen keine Kosten.", "There is no cost."),
    ),
    **dict.fromkeys(
        ("council.costs.nothing.without", "council.costs.nothing.without.one"),
        ("Ohne {numbers} entstehen keine Kosten.", "Without {numbers}, there is no cost."),
    ),
    "council.costs.over": (
        "Ohne obere Grenze, jeweils über 20.000 €: {numbers}.",
        "Without an upper limit, over €20 000 each: {numbers}.",
    ),
    "council.costs.over.one": (
        "Ohne obere Grenze, über 20.000 €: {numbers}.",
        "Without an upper limit, over €20 000: {numbers}.",
    ),
    "council.costs.open": (
        "Kosten noch offen: {numbers}. Eine Gesamtsumme lässt sich erst nennen, wenn sie feststehen.",
        "Cost still open: {numbers}. There is no sum before these are known.",
    ),
    "council.hours": (
        "Arbeitszeit zusammen, wo sie angegeben ist ({count} von {all} Maßnahmen): {hours}.",
        "Hours of work in all where they are given ({count} of {all} measures): {hours}.",
    ),
    "council.hours.one": ("Arbeitszeit: {hours}.", "Hours of work: {hours}."),
    "council.hours.count": ("{count} Stunden", "{count} hours"),
    "council.hours.count.one": ("{count} Stunde", "{count} hour"),
    "council.hours.open": (
        "Arbeitszeit: noch offen, bei keiner Maßnahme angegeben.",
        "Hours of work: still open, given for no measure.",
    ),
    "council.hours.open.one": ("Arbeitszeit: noch offen.", "Hours of work: still open."),
    "council.who": ("Zuständigkeit", "Responsibility"),
    "council.who.table": ("Wer für welche Maßnahme zuständig ist", "Who is responsible for which measure"),
    "council.schedule": ("Zeitplan", "Timetable"),
    "council.schedule.table": ("Erster Schritt, Beginn und Frist", "First step, start and deadline"),
    "council.effect": ("Wirkungskontrolle", "Checking the effect"),
    "council.effect.table": ("Woran die Wirkung zu erkennen ist", "How the effect will be seen"),
    "council.effect.dates": (
        "Der Stand wird überprüft am {days}.",
        "How things stand is reviewed on {days}.",
    ),
    "council.effect.again": (
        (
            "Ein späterer Durchgang kann zeigen, ob sich Werte bewegt haben. Dass eine Maßnahme die Ursache war, zeigt "
            "er nicht."
        ),
        "A later round can show whether values have moved. It does not show that a measure was the cause.",
    ),
    "council.enclosures": ("Anlagen", "Enclosures"),
    "council.enclosure.plan": ("Maßnahmenplan", "Action plan"),
    "council.enclosure.minutes": ("Protokoll des Workshops", "Minutes of the workshop"),
    "council.enclosure.release": (
        "Veröffentlichung des Durchgangs (Prüfsumme {hash})",
        "Release of the round (checksum {hash})",
    ),
    "council.kept.release": (
        (
            "Die Veröffentlichung des Durchgangs gehört nicht zu den Anlagen: Sie zeigt jede Einschätzung mit Namen "
            "und ist nur für die bestimmt, die mitgemacht haben."
        ),
        (
            "The release of the round is no enclosure: it shows every rating with a name and is meant only for those "
            "who took part."
        ),
    ),
    "council.kept.minutes": (
        (
            "Auch das Protokoll gehört nicht dazu: Es nennt Werte, und bei weniger als fünf Antworten lassen sie fast "
            "auf Einzelne schließen."
        ),
        (
            "Nor are the minutes: they give values, and of fewer than five answers these nearly tell what single "
            "people said."
        ),
    ),
}
