"""The paragraphs of invitations and reminders, word for word. Which of them make a letter, `reminders.py` decides."""

# key, or key and variant: (German, German in short main clauses, English).
REMINDER_TEXTS: dict[str, tuple[str, str, str]] = {
    "invitation.subject": (
        "{title}: Ihre Einschätzung ist gefragt",
        "{title}: Machen Sie mit!",
        "{title}: we would like to hear from you",
    ),
    "week_before.subject": (
        "Noch etwa eine Woche: {title}",
        "Noch etwa eine Woche: {title}",
        "About a week to go: {title}",
    ),
    "last_day.subject": (
        "Letzte Gelegenheit: {title}",
        "Letzter Tag: {title}",
        "Last chance to take part: {title}",
    ),
    "thanks.subject": (
        "Vielen Dank: {title}",
        "Danke: {title}",
        "Thank you: {title}",
    ),
    "greeting": (
        "Guten Tag,",
        "Guten Tag!",
        "Hello,",
    ),
    "invitation.opening": (
        (
            "wir laden Sie ein, einen Fragebogen auszufüllen: „{title}“. Gefragt ist, wie Sie die Lage "
            "einschätzen; richtig oder falsch gibt es dabei nicht."
        ),
        (
            "Wir haben einen Fragebogen für Sie. Er heißt: {title}. Wir möchten wissen: Was denken Sie? Es gibt "
            "keine falschen Antworten."
        ),
        (
            "We invite you to fill in a questionnaire: “{title}”. What matters is how you see things; there are "
            "no right or wrong answers."
        ),
    ),
    "effort": (
        (
            "Das Ausfüllen dauert etwa {minutes} Minuten. Sie können zwischendurch aufhören und später "
            "weitermachen. Die Teilnahme ist freiwillig."
        ),
        (
            "Der Fragebogen dauert etwa {minutes} Minuten. Sie können eine Pause machen. Danach machen Sie "
            "einfach weiter. Sie müssen nicht mitmachen."
        ),
        "It takes about {minutes} minutes. You can stop at any point and carry on later. Taking part is voluntary.",
    ),
    "promise.confidential": (
        (
            "Ihre Antworten sind vertraulich: Gezeigt wird nur eine Zusammenfassung, in der jede Gruppe für "
            "mindestens {size} Fragebögen steht. Was gespeichert und wann es gelöscht wird, lesen Sie, bevor Sie "
            "beginnen."
        ),
        (
            "Ihre Antworten sind vertraulich. Das heißt: Wir zeigen nur eine Zusammenfassung. Jede Gruppe darin "
            "hat mindestens {size} Personen. Was speichern wir? Wann löschen wir es? Das lesen Sie vor der ersten "
            "Frage."
        ),
        (
            "Your answers are confidential: only a summary is shown, in which every group stands for at least "
            "{size} questionnaires. You can read what is stored, and when it is deleted, before you begin."
        ),
    ),
    "promise.open": (
        (
            "Dieser Durchgang ist offen: Alle, die mitmachen, und die Prozessbegleitung sehen Ihre Einschätzungen "
            "unter dem Anzeigenamen, den Sie wählen. Was gespeichert und wann es gelöscht wird, lesen Sie, bevor "
            "Sie beginnen."
        ),
        (
            "Dieser Durchgang ist offen. Das heißt: Alle in diesem Durchgang sehen Ihre Antworten. Auch die "
            "Prozessbegleitung sieht sie. Sie suchen sich dafür einen Namen aus. Was speichern wir? Wann löschen "
            "wir es? Das lesen Sie vor der ersten Frage."
        ),
        (
            "This is an open round: everyone taking part sees your ratings under the display name you choose, and "
            "so does the facilitator. You can read what is stored, and when it is deleted, before you begin."
        ),
    ),
    "promise.institutional": (
        (
            "Gesucht ist eine gemeinsame Antwort Ihrer Verwaltung. Sie wird so gezeigt, wie Sie sie absenden. Was "
            "gespeichert und wann es gelöscht wird, lesen Sie, bevor Sie beginnen."
        ),
        (
            "Ihre Verwaltung gibt eine gemeinsame Antwort. Wir zeigen diese Antwort genau so. Was speichern wir? "
            "Wann löschen wir es? Das lesen Sie vor der ersten Frage."
        ),
        (
            "We are asking for one joint answer from your administration. It is shown exactly as you submit it. "
            "You can read what is stored, and when it is deleted, before you begin."
        ),
    ),
    "access.personal": (
        (
            "So nehmen Sie teil:\n"
            "{link}\n"
            "Ihr Zugangscode: {code}\n"
            "Der Code gilt für einen Fragebogen. Bitte geben Sie ihn nicht weiter."
        ),
        (
            "So machen Sie mit:\n"
            "{link}\n"
            "Ihr Zugangs-Code ist: {code}\n"
            "Der Code ist nur für Sie. Geben Sie den Code nicht weiter."
        ),
        (
            "To take part:\n"
            "{link}\n"
            "Your access code: {code}\n"
            "The code is good for one questionnaire. Please do not pass it on."
        ),
    ),
    "access.open": (
        (
            "So nehmen Sie teil:\n"
            "{link}\n"
            "Zugangscode: {code}\n"
            "Alle Eingeladenen haben denselben Code. Bitte füllen Sie den Fragebogen nur ein Mal aus."
        ),
        (
            "So machen Sie mit:\n"
            "{link}\n"
            "Der Zugangs-Code ist: {code}\n"
            "Der Code ist für alle gleich. Bitte füllen Sie den Fragebogen nur ein Mal aus."
        ),
        (
            "To take part:\n"
            "{link}\n"
            "Access code: {code}\n"
            "Everyone invited has the same code. Please fill in the questionnaire only once."
        ),
    ),
    "until": (
        "Mitmachen können Sie bis zum {closing}. Vielen Dank für Ihre Zeit!",
        "Sie können bis zum {closing} mitmachen. Vielen Dank!",
        "You can take part until {closing}. Thank you for your time.",
    ),
    "week_before.opening": (
        "in etwa einer Woche schließt der Fragebogen „{title}“: Mitmachen können Sie noch bis zum {closing}.",
        "Sie haben noch etwa eine Woche Zeit. Der Fragebogen heißt: {title}. Sie können bis zum {closing} mitmachen.",
        "The questionnaire “{title}” closes in about a week: you can still take part until {closing}.",
    ),
    "last_day.opening": (
        "am {closing} schließt der Fragebogen „{title}“. Danach sind keine Antworten mehr möglich.",
        "Der Fragebogen heißt: {title}. Er endet am {closing}. Danach können Sie nicht mehr antworten.",
        "The questionnaire “{title}” closes at {closing}. No answers can be given after that.",
    ),
    "everybody.confidential": (
        (
            "Diese Erinnerung geht an alle Eingeladenen, denn wer schon geantwortet hat, können wir nicht sehen. "
            "Haben Sie schon geantwortet? Dann herzlichen Dank, mehr ist nicht zu tun."
        ),
        (
            "Wir schreiben allen Personen. Wir wissen nicht: Wer hat schon mitgemacht? Haben Sie schon "
            "mitgemacht? Dann danken wir Ihnen. Sie müssen nichts mehr tun."
        ),
        (
            "This reminder goes to everyone invited, because we cannot see who has already answered. If you have, "
            "thank you: there is nothing more to do."
        ),
    ),
    "everybody.open": (
        (
            "Diese Erinnerung geht an alle Eingeladenen. Haben Sie schon geantwortet? Dann herzlichen Dank, mehr "
            "ist nicht zu tun."
        ),
        "Wir schreiben allen Personen. Haben Sie schon mitgemacht? Dann danken wir Ihnen. Sie müssen nichts mehr tun.",
        "This reminder goes to everyone invited. If you have already answered, thank you: there is nothing more to do.",
    ),
    "everybody.institutional": (
        "Ist die gemeinsame Antwort Ihrer Verwaltung schon abgesendet? Dann herzlichen Dank, mehr ist nicht zu tun.",
        "Ist die gemeinsame Antwort schon abgeschickt? Dann danken wir Ihnen. Sie müssen nichts mehr tun.",
        "If your administration’s joint answer has already been submitted, thank you: there is nothing more to do.",
    ),
    "again.personal": (
        (
            "Wenn nicht: Das Ausfüllen dauert etwa {minutes} Minuten. Ihren Zugangscode finden Sie in der "
            "Einladung; haben Sie schon begonnen, geht es mit Ihrem persönlichen Schlüssel weiter.\n"
            "{link}"
        ),
        (
            "Noch nicht? Dann brauchen Sie etwa {minutes} Minuten. Ihr Zugangs-Code steht in der Einladung. "
            "Vielleicht haben Sie schon angefangen. Dann nehmen Sie Ihren Schlüssel. Hier geht es weiter:\n"
            "{link}"
        ),
        (
            "If not, it takes about {minutes} minutes. Your access code is in the invitation; if you have "
            "already started, use your personal key to carry on.\n"
            "{link}"
        ),
    ),
    "again.open": (
        (
            "Wenn nicht: Das Ausfüllen dauert etwa {minutes} Minuten. Haben Sie schon begonnen, geht es mit "
            "Ihrem persönlichen Schlüssel weiter.\n"
            "{link}\n"
            "Zugangscode: {code}"
        ),
        (
            "Noch nicht? Dann brauchen Sie etwa {minutes} Minuten. Vielleicht haben Sie schon angefangen. Dann "
            "nehmen Sie Ihren Schlüssel. Hier geht es weiter:\n"
            "{link}\n"
            "Der Zugangs-Code ist: {code}"
        ),
        (
            "If not, it takes about {minutes} minutes. If you have already started, use your personal key to "
            "carry on.\n"
            "{link}\n"
            "Access code: {code}"
        ),
    ),
    "thanks.opening": (
        "der Fragebogen „{title}“ ist abgeschlossen. Allen, die sich dafür Zeit genommen haben, danken wir herzlich.",
        "Der Fragebogen ist zu Ende. Er heißt: {title}. Haben Sie mitgemacht? Dann danken wir Ihnen sehr.",
        "The questionnaire “{title}” is now closed. Our warm thanks go to everyone who took the time.",
    ),
    "next.confidential": (
        (
            "Sind mindestens {size} Fragebögen zusammengekommen, werden sie nun ein einziges Mal zusammengefasst. "
            "Einzelne Antworten bekommt niemand gezeigt."
        ),
        (
            "Haben mindestens {size} Personen mitgemacht? Dann fassen wir die Antworten jetzt zusammen. Das "
            "machen wir nur ein Mal. Wir zeigen niemandem einzelne Antworten."
        ),
        (
            "If at least {size} questionnaires have come in, they are now summarised, once. Nobody is shown "
            "individual answers."
        ),
    ),
    "next.open": (
        "Die Einschätzungen sind nun die Grundlage für das Gespräch unter allen, die mitgemacht haben.",
        "Jetzt können alle über die Antworten sprechen.",
        "The ratings are now the basis for a conversation among everyone who took part.",
    ),
    "next.institutional": (
        "Mit der gemeinsamen Antwort Ihrer Verwaltung lässt sich nun weiterarbeiten.",
        "Jetzt können wir mit der gemeinsamen Antwort weiterarbeiten.",
        "Your administration’s joint answer is now ready to be worked with.",
    ),
    "keep": (
        (
            "Am {deletion} werden alle Fragebögen gelöscht. Bis dahin können Sie mit Ihrem persönlichen "
            "Schlüssel die Auswertung ansehen und sichern oder Ihren Fragebogen schon früher löschen:\n"
            "{link}"
        ),
        (
            "Am {deletion} löschen wir alle Antworten. Bis dahin können Sie Ihr Ergebnis ansehen. Sie können "
            "Ihre Antworten auch früher löschen. Dafür brauchen Sie Ihren Schlüssel. Hier geht das:\n"
            "{link}"
        ),
        (
            "All responses are deleted on {deletion}. Until then you can use your personal key to view and save "
            "the evaluation, or to erase your response sooner:\n"
            "{link}"
        ),
    ),
    "regards": (
        ("Mit freundlichen Grüßen\n{municipality}"),
        ("Viele Grüße\n{municipality}"),
        ("Kind regards\n{municipality}"),
    ),
}
