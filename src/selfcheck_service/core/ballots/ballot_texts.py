"""What the room reads about a ballot and about the matrix, in German and in English."""

from collections.abc import Sequence

from selfcheck_service.core.definition.texts import is_german

# key: (English, German).
_TEXTS: dict[str, tuple[str, str]] = {
    # What is asked where the room does not say it in words of its own.
    "question.fields": ("What do we work on today?", "Woran arbeiten wir heute?"),
    "question.suggestions": ("What do we begin with?", "Womit fangen wir an?"),
    "nobody": ("Nobody has voted.", "Niemand hat abgestimmt."),
    "no_dots": ("All have abstained.", "Alle haben sich enthalten."),
    "first": ("{titles} has the most dots: {dots}.", "{titles} hat die meisten Punkte: {dots}."),
    "first_of_one": ("{titles} is the only one with a dot.", "Nur {titles} hat einen Punkt."),
    "first_together": (
        "{titles} have the most dots: {dots} each.",
        "{titles} haben die meisten Punkte: je {dots}.",
    ),
    "first_together_of_one": (
        "{titles} have the most dots: one each.",
        "{titles} haben die meisten Punkte: je einen.",
    ),
    "tie": ("{titles} have {dots} dots each.", "{titles} haben je {dots} Punkte."),
    "tie_of_one": ("{titles} have one dot each.", "{titles} haben je einen Punkt."),
    "tie_means": (
        "Their order says nothing: where only one can be taken, the room decides, in talk or by another ballot.",
        "Ihre Reihenfolge bedeutet nichts: Geht nur eines, entscheidet der Raum, im Gespräch oder durch neue Wahl.",
    ),
    "participation.all": (
        "All {people} people in the room have voted.",
        "Alle {people} Personen im Raum haben abgestimmt.",
    ),
    "participation.alone": ("The one person in the room has voted.", "Die eine Person im Raum hat abgestimmt."),
    "participation.some": (
        "{ballots} of {people} people in the room have voted.",
        "{ballots} von {people} Personen im Raum haben abgestimmt.",
    ),
    "participation.one": (
        "One of {people} people in the room has voted.",
        "Eine von {people} Personen im Raum hat abgestimmt.",
    ),
    "participation.none": (
        "None of {people} people in the room has voted.",
        "Von {people} Personen im Raum hat niemand abgestimmt.",
    ),
    "paper_late": (
        "Votes on paper were entered or changed after the ballot had ended.",
        "Stimmen auf Papier wurden nach dem Ende der Abstimmung eingetragen oder geändert.",
    ),
    "unused": ("Dots that nobody used: {count}.", "Punkte, die niemand vergeben hat: {count}."),
    "quadrant.quick_win": ("Quick win: {impact}, {effort}", "Schneller Erfolg: {impact}, {effort}"),
    "quadrant.big_project": ("Big project: {impact}, {effort}", "Großes Vorhaben: {impact}, {effort}"),
    "quadrant.on_the_side": ("On the side: {impact}, {effort}", "Nebenbei: {impact}, {effort}"),
    "quadrant.think_twice": ("Think twice: {impact}, {effort}", "Gut überlegen: {impact}, {effort}"),
    "impact.little": ("little impact", "wenig Wirkung"),
    "impact.middle": ("medium impact", "mittlere Wirkung"),
    "impact.much": ("much impact", "viel Wirkung"),
    "effort.little": ("little effort", "wenig Aufwand"),
    "effort.middle": ("medium effort", "mittlerer Aufwand"),
    "effort.much": ("much effort", "viel Aufwand"),
    "missing.quick_win": (
        "For {field} there is no quick win yet: no card with at least medium impact and little effort.",
        "Für {field} fehlt noch ein schneller Erfolg: eine Karte mit mindestens mittlerer Wirkung und wenig Aufwand.",
    ),
    "missing.structural": (
        "For {field} there is no structural measure yet: no card with at least medium impact and medium effort.",
        (
            "Für {field} fehlt noch eine strukturelle Maßnahme: eine Karte mit mindestens mittlerer Wirkung und "
            "mindestens mittlerem Aufwand."
        ),
    ),
}


def ballot_text(key: str, language: str, **words: object) -> str:
    """Return a text in German (`de…`) or English (all else), with its words filled in."""
    english, german = _TEXTS[key]
    return (german if is_german(language) else english).format_map(words)


def quoted(title: str, language: str) -> str:
    """Return a title in quotation marks."""
    return f"„{title}“" if is_german(language) else f"“{title}”"


def list_of(parts: Sequence[str], language: str) -> str:
    """Return parts as a list in a sentence: "A, B and C"."""
    *before, last = parts
    joined = ", ".join(before)
    return f"{joined} {'und' if is_german(language) else 'and'} {last}" if before else last
