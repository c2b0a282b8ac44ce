"""What the pages say about signing in and out, and when something is sent twice or from elsewhere, in German."""

from selfcheck_service.web.words.shape import Words

WORDS: Words = {
    "session": {
        "title": "Anmelden",
        "sign_in": "Anmelden",
        "sign_out": "Abmelden",
        "overview": "Übersicht",
        "navigation": "Ihre Bereiche",
        "lead": (
            "Wer Durchgänge begleitet, Fragebögen schreibt oder diesen Dienst betreibt, meldet sich mit einem "
            "Schlüssel an. Zum Ausfüllen eines Fragebogens brauchen Sie ihn nicht, sondern den Zugangscode Ihrer "
            "Einladung."
        ),
        "to_answer": "Zugangscode oder persönlichen Schlüssel eingeben",
        "key": "Ihr Schlüssel",
        "key_hint": "Er beginnt mit sck_live_. Sie bekommen ihn von denen, die diesen Dienst betreiben.",
        "submit": "Anmelden",
        "expired": (
            "Ihre Anmeldung ist abgelaufen. Was Sie eingegeben haben, ist noch da: Nach dem Anmelden können Sie es "
            "absenden."
        ),
        "expired_long": (
            "Ihre Anmeldung ist abgelaufen, und Ihr Text ist zu lang, um ihn mitzunehmen. Bitte kopieren Sie ihn unten "
            "heraus, bevor Sie sich anmelden."
        ),
        "expired_empty": "Ihre Anmeldung ist abgelaufen. Bitte melden Sie sich wieder an.",
        "cookie": (
            "Beim Anmelden setzen wir ein Cookie. Es endet mit dem Abmelden und enthält weder Ihren Namen noch den "
            "Schlüssel."
        ),
        "fault": {
            "missing": "Bitte den Schlüssel eingeben.",
            "not_accepted": (
                "Dieser Schlüssel wird nicht angenommen. Vielleicht ist er unvollständig kopiert, abgelaufen oder "
                "zurückgezogen."
            ),
        },
    },
    # For each case what it is called, and what to do.
    "again": {
        "signed_in": (
            "Sie sind wieder angemeldet",
            "Was Sie eingegeben hatten, ist noch nicht gesendet. Möchten Sie es jetzt absenden?",
        ),
        "resumed": (
            "Ihre Angaben sind noch da",
            "Abgesendet sind sie noch nicht. Möchten Sie sie jetzt absenden?",
        ),
        "possible": (
            "Jetzt würde es gehen",
            (
                "Was eben noch dagegen sprach, steht nicht mehr im Weg. Die Wahl der Sprache hat nichts abgesendet; "
                "das tut nur der Knopf. Was er bewirkt, steht auf der Seite, von der Sie kommen."
            ),
        ),
        "unproved": (
            "Bitte noch einmal absenden",
            (
                "Wir konnten nicht sicher erkennen, dass diese Eingabe von unserer Seite kommt. Das passiert, wenn "
                "eine Seite lange offen war oder in einem zweiten Fenster etwas geändert wurde. Es ist nichts verloren."
            ),
        ),
        "foreign": (
            "Diese Eingabe kam von einer anderen Website",
            (
                "Aus Vorsicht haben wir nichts damit getan. Wenn Sie das nicht selbst wollten, müssen Sie nichts "
                "weiter unternehmen."
            ),
        ),
        "foreign_hint": (
            "Wenn Sie es doch selbst waren: Öffnen Sie bitte die gewünschte Seite bei uns und tragen Sie die Angaben "
            "dort ein."
        ),
        "drafts": {
            "possible": (
                "Jetzt würde es gehen",
                (
                    "Was eben noch dagegen sprach, steht nicht mehr im Weg. Die Wahl der Sprache hat nichts "
                    "gespeichert; das tut nur der Knopf."
                ),
            ),
            "resumed": (
                "Ihre Angaben sind noch da",
                "Gespeichert sind sie noch nicht. Möchten Sie sie jetzt speichern?",
            ),
            "unproved": (
                "Bitte noch einmal speichern",
                (
                    "Wir konnten nicht sicher erkennen, dass diese Eingabe von unserer Seite kommt. Das passiert, wenn "
                    "eine Seite lange offen war oder in einem zweiten Fenster etwas geändert wurde. Es ist nichts "
                    "verloren, nur noch nicht gespeichert."
                ),
            ),
        },
        "send": "Jetzt absenden",
        "leave": "Nicht absenden",
        "to_page": "Zurück zur Seite",
        "save": "Jetzt speichern",
        "leave_draft": "Nicht speichern",
        "typed": "Was eingegeben wurde",
    },
}
