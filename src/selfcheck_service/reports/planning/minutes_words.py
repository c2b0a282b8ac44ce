"""What the minutes say, in German and in English."""

MINUTES_WORDS: dict[str, tuple[str, str]] = {
    "minutes.title": ("Protokoll des Workshops", "Minutes of the workshop"),
    "minutes.mark": (
        "Entwurf. Bitte prüfen Sie, dass keine Namen darin stehen.",
        "Draft. Please check that there are no names in it.",
    ),
    "minutes.about": ("Worum es ging", "What it was about"),
    "minutes.held": ("Vereinbart wurde am {days}.", "Decisions were taken on {days}."),
    "minutes.not_held": ("Bisher ist nichts vereinbart.", "Nothing has been agreed so far."),
    "minutes.basis": (
        (
            "Grundlage ist die Veröffentlichung des Durchgangs, der am {closed} geschlossen wurde. Ihre Werte bleiben, "
            "wie sie sind; was im Raum gesagt wurde, steht daneben."
        ),
        (
            "The basis is the release of the round that closed on {closed}. Its values stay as they are; what was said "
            "in the room stands beside them."
        ),
    ),
    "minutes.no_names": (
        "Das Protokoll soll keine Namen nennen und niemandem eine Aussage zuschreiben.",
        "The minutes are meant to name nobody and to ascribe no statement to anybody.",
    ),
    "minutes.people": ("Wer geantwortet hat", "Who answered"),
    "minutes.joint": (
        "Die Verwaltung hat den Fragebogen gemeinsam beantwortet.",
        "The administration gave one joint answer to the questionnaire.",
    ),
    "minutes.total": ("Personen, die geantwortet haben: {count}", "People who answered: {count}"),
    "minutes.group": ("{people}: {count}", "{people}: {count}"),
    "minutes.focus": ("Schwerpunkte", "Focus fields"),
    "minutes.focus.none": ("Schwerpunkte sind noch nicht gewählt.", "No focus fields have been chosen yet."),
    "minutes.focus.point": ("{title} ({source}): {reason}", "{title} ({source}): {reason}"),
    "minutes.source.brief": ("wie vorgeschlagen", "as proposed"),
    "minutes.source.ballot": ("durch Abstimmung", "by ballot"),
    "minutes.source.room": ("aus dem Gespräch", "from the talk in the room"),
    "minutes.agreed": ("Konsens und Dissens", "Consensus and dissent"),
    "minutes.agreed.none": (
        "Zu keinem Themenfeld und keiner Frage wurde ein gemeinsamer Wert oder ein Dissens festgehalten.",
        "No consensus value and no dissent was noted for any field or item.",
    ),
    "minutes.agreed.table": (
        "Was veröffentlicht ist, und was der Raum dazu sagt",
        "What is released, and what the room says of it",
    ),
    "minutes.subject": ("Themenfeld oder Frage", "Field or item"),
    "minutes.released": ("Veröffentlicht", "Released"),
    "minutes.room": ("Im Raum", "In the room"),
    "minutes.why": ("Begründung", "Reason"),
    "minutes.value": ("Konsens: {value}", "Consensus: {value}"),
    "minutes.dissent": ("Dissens", "Dissent"),
    "minutes.cells": ("{option}: {count}", "{option}: {count}"),
    "minutes.ballots": ("Abstimmungen", "Ballots"),
    "minutes.ballots.none": ("Es gibt keine abgeschlossene Abstimmung.", "No ballot has been closed."),
    "minutes.ballots.few": (
        "Es gibt zu wenige Stimmen, um sie zu zeigen.",
        "There are too few votes to show them.",
    ),
    "minutes.option": ("Zur Wahl stand", "Option"),
    "minutes.place": ("Platz", "Place"),
    "minutes.points": ("Punkte", "Dots"),
    "minutes.matrix": ("Wirkung und Aufwand", "Impact and effort"),
    "minutes.matrix.none": (
        "Keine Karte wurde verschoben, und keine Maßnahme kommt von einer.",
        "No card was moved, and no measure comes from one.",
    ),
    "minutes.matrix.scale": (
        "Beides reicht von 1 (wenig) bis 9 (viel). Wo der Raum eine Karte hingelegt hat, zählt seine Stelle.",
        "Both run from 1 (little) to 9 (much). Where the room has put a card, that place counts.",
    ),
    "minutes.matrix.table": (
        "Wo Karten vorgeschlagen waren, und wo der Raum sie hingelegt hat",
        "Where cards were proposed to lie, and where the room put them",
    ),
    "minutes.matrix.card": ("Karte", "Card"),
    "minutes.matrix.proposed": ("Vorgeschlagen", "Proposed"),
    "minutes.matrix.moved": ("Vom Raum verschoben", "Moved by the room"),
    "minutes.matrix.quadrant": ("Was das heißt", "What it means"),
    "matrix.place": ("Wirkung {impact}, Aufwand {effort}", "impact {impact}, effort {effort}"),
    "evidence.matrix": ("Wirkung {impact}, Aufwand {effort} (von 9)", "Impact {impact}, effort {effort} (of 9)"),
    "evidence.ballot": (
        "Abstimmung „{ballot}“: Platz {place} mit {count} Punkten",
        "Ballot “{ballot}”: place {place} with {count} dots",
    ),
    "evidence.ballot.one": (
        "Abstimmung „{ballot}“: Platz {place} mit einem Punkt",
        "Ballot “{ballot}”: place {place} with one dot",
    ),
    "evidence.ballot.named": ("Abstimmung „{ballot}“", "Ballot “{ballot}”"),
    "evidence.ballot.few": (
        "Abstimmung „{ballot}“ (zu wenige Stimmen, um sie zu zeigen)",
        "Ballot “{ballot}” (too few votes to show them)",
    ),
    "evidence.ballot.open": ("eine Abstimmung, die noch nicht geschlossen ist", "a ballot that is not closed yet"),
    "minutes.measures": ("Vereinbarte Maßnahmen", "Measures agreed on"),
    "minutes.measures.table": (
        "Übernommen, angepasst oder selbst gefunden",
        "Adopted, adapted, or the room’s own",
    ),
    "minutes.how": ("{how}: {reason}", "{how}: {reason}"),
    "minutes.next": ("Wie es weitergeht", "What comes next"),
    "minutes.step": ("{day}: {step} (Maßnahme {number}; {who})", "{day}: {step} (measure {number}; {who})"),
}
