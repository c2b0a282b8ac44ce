"""What a re-check says in words, in German and in English.

A measure and a movement stand beside each other. No word here says that the one led to the other, that anything is
better or worse, or that the same people answered; a test looks for such words.
"""

from selfcheck_service.core.definition.texts import is_german
from selfcheck_service.core.releases.over_time import over_time_text


def recheck_text(key: str, language: str, **parameters: object) -> str:
    """Return the words for a key such as `instrument.partly`; German for `de` and its variants, else English.

    Keys of the comparison over time and of releases keep their words. The parameters fill the placeholders.
    """
    found = RECHECK_TEXTS.get(key)
    if found is None:
        return over_time_text(key, language, **parameters)
    return found[0 if is_german(language) else 1].format_map(parameters)


# key: (German, English).
RECHECK_TEXTS: dict[str, tuple[str, str]] = {
    "note.side_by_side": (
        (
            "Hier stehen Maßnahmen neben dem, was zwei Durchgänge ergeben haben. Ob das eine mit dem anderen "
            "zusammenhängt, lässt sich daraus nicht ablesen: Darüber zu sprechen ist Sache der Menschen vor Ort."
        ),
        (
            "Measures stand here beside what two rounds came to. Whether the one has to do with the other cannot be "
            "read from this: that is for the people in the room to talk about."
        ),
    ),
    "note.other_instrument": (
        (
            "Einiges, worauf Maßnahmen zielten, fragt die neuere Fassung anders oder gar nicht mehr. Was am Fragebogen "
            "anders ist, steht jeweils getrennt von dem, was sich bewegt hat."
        ),
        (
            "Some of what measures aimed at is asked in another way by the newer version, or no longer. What differs "
            "in the questionnaire is said apart from what moved."
        ),
    ),
    "note.status_of_today": (
        (
            "Der Stand einer Maßnahme ist der von heute. Wie weit sie am Ende des späteren Durchgangs war, ist nur "
            "bekannt, wenn es bis dahin eine Überprüfung gab."
        ),
        (
            "The status of a measure is that of today. How far it was when the later round ended is known only where "
            "it had been reviewed by then."
        ),
    ),
    "note.tendency": (
        (
            "„Tendenz“ heißt: Der Wert liegt sicher höher oder niedriger, der Unterschied kann aber kleiner als acht "
            "Hundertstel der Skala sein. Diese Grenze hat der Dienst gesetzt: Um etwa so viel weicht in seinen "
            "Simulationen der Wert eines Feldes ab, wenn drei von sieben Fragen offen bleiben."
        ),
        (
            "“A tendency” means: the value surely is higher or lower, but the difference may be less than eight "
            "hundredths of the scale. The service has set this limit: in its simulations the value of a field is about "
            "so far off where three of seven items are left out."
        ),
    ),
    "outcome.tendency_higher": (
        "Tendenz: höher als beim früheren Durchgang.",
        "A tendency: higher than in the earlier round.",
    ),
    "outcome.tendency_lower": (
        "Tendenz: niedriger als beim früheren Durchgang.",
        "A tendency: lower than in the earlier round.",
    ),
    "instrument.unchanged": (
        "Die Fassungen fragen hier dasselbe.",
        "Both versions ask the same here.",
    ),
    "instrument.reworded": (
        "Der Wortlaut ist ein anderer, gemeint ist dasselbe.",
        "The wording differs, the meaning does not.",
    ),
    "instrument.partly": (
        (
            "Das Feld ist zum Teil ein anderes. Verglichen wird nur, was beide Fassungen haben: {share} Prozent nach "
            "Gewicht."
        ),
        "The field is another one in part. Only what both versions have is compared: {share} per cent by weight.",
    ),
    "instrument.changed": (
        "Die neuere Fassung versteht darunter etwas anderes. Ein Unterschied läge vielleicht nur am Fragebogen.",
        "The newer version means something else by it. A difference might lie in the questionnaire alone.",
    ),
    "instrument.gone": (
        "Die neuere Fassung fragt nicht mehr danach.",
        "The newer version no longer asks for it.",
    ),
    "instrument.no_value": (
        "Dafür berechnet der Fragebogen keinen Wert.",
        "The questionnaire works out no value for it.",
    ),
    "reason.removed": (
        "In der neueren Fassung gibt es das nicht mehr.",
        "The newer version no longer has it.",
    ),
    "reason.no_value": (
        "Ohne einen Wert gibt es nichts zu vergleichen.",
        "Without a value there is nothing to compare.",
    ),
    "reason.no_common_numbers": (
        "Die beiden Veröffentlichungen haben dafür keine Zahlen, die sich nebeneinanderstellen lassen.",
        "The two releases have no numbers for it that can be set beside each other.",
    ),
    "outcome.quarter_up": (
        "In einem höheren Viertel der Skala als beim früheren Durchgang. Vielleicht ist es nur wenig.",
        "In a higher quarter of the scale than in the earlier round. It may be little.",
    ),
    "outcome.quarter_same": (
        "Im selben Viertel der Skala wie beim früheren Durchgang. Innerhalb des Viertels kann sich etwas bewegt haben.",
        "In the same quarter of the scale as in the earlier round. Inside the quarter something may have moved.",
    ),
    "outcome.quarter_down": (
        "In einem niedrigeren Viertel der Skala als beim früheren Durchgang. Vielleicht ist es nur wenig.",
        "In a lower quarter of the scale than in the earlier round. It may be little.",
    ),
    "outcome.no_clear_change": (
        (
            "Keine klare Veränderung: Ob der Wert höher oder niedriger liegt, lässt sich nicht bestimmen. Das heißt "
            "nicht, dass alles gleich geblieben ist."
        ),
        (
            "No clear change: whether the value is higher or lower cannot be told. That does not mean that all stayed "
            "as it was."
        ),
    ),
    "outcome.not_comparable": (
        "Nicht vergleichbar.",
        "Not comparable.",
    ),
    "status.idea": ("Idee", "idea"),
    "status.decided": ("beschlossen", "decided"),
    "status.running": ("läuft", "running"),
    "status.done": ("umgesetzt", "done"),
    "status.dropped": ("aufgegeben", "dropped"),
    "measure.status": (
        "Stand heute: {status}.",
        "Status today: {status}.",
    ),
    "measure.status_then": (
        "Stand heute: {status}. Stand nach der letzten Überprüfung vor dem Ende des späteren Durchgangs: {then}.",
        "Status today: {status}. Status by the last review before the end of the later round: {then}.",
    ),
    "measure.decided_later": (
        "Erst nach der zweiten Erhebung vereinbart; zeigt sich hier noch nicht.",
        "Agreed on only after the second round; it does not show here yet.",
    ),
    "measure.no_aims": (
        "Diese Maßnahme nennt kein Feld und keine Frage, auf die sie zielt.",
        "This measure names no field and no item that it aims at.",
    ),
    "list.moved": (
        "Darauf zielten Maßnahmen, und der Wert liegt jetzt höher oder niedriger",
        "Measures aimed at this, and the value is higher or lower now",
    ),
    "list.still": (
        "Maßnahmen sind umgesetzt, und der Wert hat sich nicht erkennbar bewegt",
        "Measures are done, and the value did not visibly move",
    ),
    "list.unclear": (
        "Maßnahmen sind nicht oder erst später umgesetzt, und der Wert hat sich nicht erkennbar bewegt",
        "Measures are not done, or were done later, and the value did not visibly move",
    ),
    "list.not_compared": (
        "Darauf zielten Maßnahmen, und es lässt sich nichts vergleichen",
        "Measures aimed at this, and nothing can be compared",
    ),
    "list.moved_unaimed": (
        "Darauf zielte keine Maßnahme, und der Wert liegt jetzt höher oder niedriger",
        "No measure aimed at this, and the value is higher or lower now",
    ),
}
