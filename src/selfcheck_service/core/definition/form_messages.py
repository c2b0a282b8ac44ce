"""The words of what is wrong with a printed form, or with what somebody types in from one."""

# code: (English, German). Placeholders are filled from the parameters of the problem.
FORM_MESSAGES: dict[str, tuple[str, str]] = {
    "not_a_form_code": (
        "This is no form code: it has eight letters and digits, and one of them is wrong or missing.",
        "Das ist kein Bogen-Code: Er hat acht Buchstaben und Ziffern, und eine davon fehlt oder ist falsch.",
    ),
    "form_without_round": (
        "This form belongs to no round. Those who filled it in have not read who sees their answers.",
        "Dieser Bogen gehört zu keinem Durchgang. Wer ihn ausgefüllt hat, hat nicht gelesen, wer die Antworten sieht.",
    ),
    "form_of_another_version": (
        (
            "This form is none of this round as it is now: it was printed for another round, for another version, or "
            "before the terms changed."
        ),
        (
            "Dieser Bogen gehört nicht zu diesem Durchgang, wie er jetzt ist: Er wurde für einen anderen gedruckt, für "
            "eine andere Fassung oder bevor sich die Bedingungen geändert haben."
        ),
    ),
    "unknown_number_on_form": (
        "There is no question {name} on this form; it has the numbers {range}.",
        "Auf diesem Bogen gibt es keine Frage {name}; er hat die Nummern {range}.",
    ),
    "paper_without_answers": (
        (
            "Nothing is answered on this form. It is not taken, because it would spend the code and count as somebody "
            "who says nothing. If answers are missing here, add them; if the form is empty, leave it out."
        ),
        (
            "Auf diesem Bogen ist nichts beantwortet. Er wird nicht übernommen, denn er würde den Code verbrauchen und "
            "als Person zählen, die nichts sagt. Fehlen hier Antworten, tragen Sie sie nach; ist der Bogen leer, "
            "lassen Sie ihn weg."
        ),
    ),
    "access_code_not_left": (
        "This access code is good for no response any more: it was used or revoked, or is none of this round.",
        (
            "Dieser Zugangscode gilt für keinen Fragebogen mehr: Er wurde benutzt oder zurückgezogen oder gehört nicht "
            "zu diesem Durchgang."
        ),
    ),
    "paper_in_open_round": (
        (
            "In an open round there is no paper: its people see each other's ratings, discuss them, and can erase what "
            "they sent. Ask them to answer on a screen, with their access code."
        ),
        (
            "In einem offenen Durchgang gibt es kein Papier: Die Beteiligten sehen die Einschätzungen der anderen, "
            "sprechen darüber und können löschen, was sie geschickt haben. Bitten Sie sie, mit ihrem Zugangscode am "
            "Bildschirm zu antworten."
        ),
    ),
    "access_code_not_personal": (
        "Forms need personal access codes. This one is for many, so that the same form could count twice.",
        ("Für Bögen braucht es persönliche Codes. Dieser gilt für viele, und derselbe Bogen könnte zweimal zählen."),
    ),
    "access_code_of_another_perspective": (
        "This access code is for the perspective “{found}”, the form for “{expected}”.",
        "Dieser Zugangscode gilt für die Perspektive „{found}“, der Bogen für „{expected}“.",
    ),
    "unknown_form": (
        "The questionnaire has no form “{name}”; possible: {allowed}.",
        "Der Fragebogen hat keine Form „{name}“; möglich: {allowed}.",
    ),
}
