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
    "minutes.voters": ("Abgegebene Stimmzettel: {count}", "Votes cast: {count}"),
    "minutes.option": ("Zur Wahl stand", "Option"),
    "minutes.points": ("Punkte", "Dots"),
    "minutes.measures": ("Vereinbarte Maßnahmen", "Measures agreed on"),
    "minutes.measures.table": (
        "Übernommen, angepasst oder selbst gefunden",
        "Adopted, adapted, or the room’s own",
    ),
    "minutes.how": ("{how}: {reason}", "{how}: {reason}"),
    "minutes.next": ("Wie es weitergeht", "What comes next"),
    "minutes.step": ("{day}: {step} (Maßnahme {number}; {who})", "{day}: {step} (measure {number}; {who})"),
}
