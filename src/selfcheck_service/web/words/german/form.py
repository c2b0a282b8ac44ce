"""What the pages say where somebody fills in a questionnaire, in German."""

from selfcheck_service.web.words.shape import Words

WORDS: Words = {
    "form": {
        "facts": "Auf einen Blick",
        "hint": (
            "Alle Angaben sind freiwillig. Was Sie offen lassen, zählt nie als null Punkte: Die Auswertung zeigt dann "
            "ehrlich, was sie nicht weiß."
        ),
        "hint_counts": (
            "Alle Angaben sind freiwillig. In diesem Fragebogen zählt es an manchen Stellen mit, wenn Sie etwas nicht "
            "wissen oder nicht beantworten. Wo und warum, sagt die Auswertung bei jeder Frage."
        ),
        "retired": "Diese Fassung ist zurückgezogen. Sie können sie weiter ausfüllen; vielleicht gibt es eine neuere.",
        "about": "Zuerst zu Ihnen",
        "about_hint": "Diese Angaben bestimmen, welche Fragen und Anregungen zu Ihnen passen.",
        "perspective": "Aus welcher Perspektive antworten Sie?",
        "no_perspective": "Ohne Angabe",
        "no_profile": "Ohne Angabe",
        "adapt": "Fragen anpassen",
        "adapted": "Die Fragen passen jetzt zu Ihren Angaben. Was Sie schon beantwortet haben, ist erhalten.",
        "not_yet": "Noch keine Auswertung:",
        "check_again": (
            "Für Ihre Perspektive gibt es andere Fragen. Bitte sehen Sie die Fragen unten noch einmal durch und lassen "
            "Sie sie dann auswerten."
        ),
        "fields": "Themenfelder",
        "position": "Themenfeld {position} von {count}",
        "no_answers": "Keine Antwort",
        "no_answer": {
            "dont_know": "Weiß nicht",
            "not_applicable": "Trifft hier nicht zu",
            "declined": "Keine Angabe",
            "unanswered": "Offen lassen",
        },
        "given_above": "Es zählt, was oben steht; leer heißt offen",
        "none_of_these": "Nichts davon",
        "several": "Mehrere Antworten sind möglich.",
        "several_between": "Bitte {fewest} bis {most} Antworten wählen.",
        "several_exactly": "Bitte genau {most} Antworten wählen.",
        "several_at_most": "Höchstens {most} Antworten sind möglich.",
        "number": "Zahl",
        "text": "Ihre Antwort",
        "text_hint": "Höchstens {limit} Zeichen. Bitte keine Namen und nichts über einzelne Menschen eintragen.",
        "more_units": "Hinzufügen",
        "fewer_units": "Entfernen",
        "or": "oder",
        "unscored": "Diese Frage fließt in keinen Wert ein.",
        "help": "Erläuterung",
        "to_index": "Zu den Themenfeldern",
        "to_questions": "Jetzt mit den Fragen beginnen",
        "submit": "Auswertung ansehen",
        "submit_hint": "Sie können danach zurückkehren und Ihre Antworten ändern.",
        "nothing_stored": "Beim Auswerten wird nichts gespeichert.",
    },
    "condition": {
        "came": "Neu auf dieser Seite: {questions}",
        "went": "Nicht mehr nötig: {questions}",
        "shown": "Nur wichtig, wenn gilt: {condition}",
        "depends": "Ob diese Frage zählt, hängt von Ihren Antworten weiter oben ab.",
        "is_": "„{title}“ ist „{values}“",
        "includes": "„{title}“ enthält „{values}“",
        "answered": "„{title}“ ist beantwortet",
        "not_answered": "„{title}“ ist nicht beantwortet",
        "or_": "“ oder „",
        "and_then": " und ",
        "or_else": " oder ",
    },
    "range": {
        "between": "zwischen {low} und {high}",
        "from_": "ab {low}",
        "above": "über {low}",
        "up_to": "bis {high}",
        "below": "unter {high}",
        "any": "",
        "joined": "{low} und {high}",
        "number": "Zahl {range}",
        "integer": "Ganze Zahl {range}",
        "time": "Uhrzeit, zum Beispiel 22:30",
        "time_within": "Uhrzeit {range}",
        "duration": "Dauer {range}",
        "duration_clock": "Dauer {range}; auch als Stunden und Minuten, zum Beispiel 7:30",
        "example": ", zum Beispiel {number}",
        "unit": "Einheit:",
    },
    "problem": {
        "prefix": "Fehler: ",
        "title": {"one": "Eine Angabe braucht noch Ihren Blick", "other": "{count} Angaben brauchen noch Ihren Blick"},
        "kept": "Alles, was Sie eingegeben haben, ist noch da.",
        "one": "Fehler: ",
        "given_twice": "Bitte nur eine Antwort wählen.",
        "answer_and_no_answer": "Bitte entweder antworten oder „{state}“ wählen, nicht beides.",
        "none_and_more": "Bitte entweder „Nichts davon“ oder die zutreffenden Antworten wählen.",
        "ambiguous_number": (
            "„{found}“ lässt sich auf zwei Weisen lesen. Bitte die Zahl ohne Tausendertrennung eingeben, zum Beispiel "
            "1234 oder 1,5."
        ),
        "not_a_number": "Bitte eine Zahl eingeben, zum Beispiel 12 oder 12,5.",
        "out_of_range": "Bitte eine Zahl {range} eingeben.",
        "not_a_time": "Bitte eine Uhrzeit eingeben, zum Beispiel 22:30.",
        "time_out_of_range": "Bitte eine Uhrzeit {range} eingeben.",
        "not_a_duration": "Bitte eine Dauer eingeben, zum Beispiel 7,5 oder 7:30.",
        "not_an_integer": "Bitte eine ganze Zahl eingeben, ohne Nachkommastellen.",
        "too_long": "Bitte kürzen: höchstens {limit} Zeichen, jetzt sind es {count}.",
        "exclusive_option": "„{title}“ lässt sich nicht mit anderen Antworten verbinden.",
        "unknown_item": "Diese Seite passte nicht mehr zum Fragebogen; eine unbekannte Angabe wurde entfernt.",
    },
}
