"""What respondents read before they start, word for word. Which of it they read, `welcome.py` decides by the terms.

Nothing here says more than what holds: answers are called confidential and nothing beyond, because they hang on a
personal key until they are deleted.
"""

# key or key and variant: (German, German in short main clauses, English).
WELCOME_TEXTS: dict[str, tuple[str, str, str]] = {
    "voluntary": (
        (
            "Die Teilnahme ist freiwillig. Sie können jede Frage auslassen, zwischendurch aufhören und später "
            "dort weitermachen, wo Sie aufgehört haben."
        ),
        (
            "Sie können mitmachen. Sie müssen nicht mitmachen. Sie können jede Frage auslassen. Sie können eine "
            "Pause machen. Danach machen Sie einfach weiter."
        ),
        (
            "Taking part is voluntary. You can skip any question, stop whenever you like and pick up later where "
            "you left off."
        ),
    ),
    "perspective": (
        "Sie antworten aus dieser Perspektive: {perspective}. Sie wird zusammen mit Ihren Antworten gespeichert.",
        (
            "Sie antworten als Teil von dieser Gruppe: {perspective}. Wir speichern die Gruppe zusammen mit Ihren "
            "Antworten."
        ),
        "You are answering from this perspective: {perspective}. It is stored together with your answers.",
    ),
    "readers.confidential": (
        (
            "Ihre Antworten sind vertraulich. Niemand bekommt einzelne Antworten gezeigt, auch nicht die "
            "Verwaltungsspitze oder die Prozessbegleitung. Nach dem Abschluss werden alle Antworten ein einziges "
            "Mal zusammengefasst. Nur diese Zusammenfassung wird gezeigt."
        ),
        (
            "Ihre Antworten sind vertraulich. Das heißt: Wir zeigen niemandem Ihre einzelnen Antworten. Auch Ihre "
            "Chefin oder Ihr Chef bekommt sie nicht gezeigt. Am Ende fassen wir alle Antworten zusammen. Das "
            "machen wir nur ein Mal. Wir zeigen nur diese Zusammenfassung."
        ),
        (
            "Your answers are confidential. Nobody is shown individual answers, not even the head of your "
            "administration or the facilitator. After the round closes, all answers are summarised once. Only "
            "this summary is shown."
        ),
    ),
    "readers.open": (
        (
            "Dieser Durchgang ist offen. Zuerst antworten alle für sich. Nach dem Abschluss sehen alle, die "
            "mitgemacht haben, und die Prozessbegleitung Ihre Einschätzungen unter dem Anzeigenamen, den Sie "
            "wählen. Das muss nicht Ihr richtiger Name sein; in einem kleinen Kreis ist aber oft zu erkennen, wer "
            "dahintersteht. Sonst bekommt niemand Ihre Einschätzungen gezeigt."
        ),
        (
            "Dieser Durchgang ist offen. Das heißt: Sie suchen sich einen Namen aus. Das muss nicht Ihr richtiger "
            "Name sein. Unter diesem Namen stehen Ihre Antworten. Zuerst sehen nur Sie Ihre Antworten. "
            "Am Ende sehen alle, die mitgemacht haben, die Antworten. Auch die Prozessbegleitung sieht sie. "
            "Die Prozessbegleitung ist die Person, die den Durchgang leitet. "
            "In einer kleinen Gruppe kann man oft erraten: Wer ist das?"
        ),
        (
            "This is an open round. Everybody answers alone first. After the closing, everyone who took part and "
            "the facilitator see your ratings under the display name you choose. It does not have to be your real "
            "name, but in a small group people can often tell who is behind it. Nobody else is shown your ratings."
        ),
    ),
    "readers.institutional": (
        (
            "Ihre Verwaltung gibt hier eine gemeinsame Antwort. Sie wird so gezeigt, wie sie abgesendet wurde, "
            "und steht für die Verwaltung, nicht für die Meinung einzelner Personen."
        ),
        (
            "Ihre Verwaltung gibt hier eine gemeinsame Antwort. Wir zeigen diese Antwort genau so. Die Antwort "
            "steht für die ganze Verwaltung. Sie ist nicht die Meinung von einer Person."
        ),
        (
            "Your administration gives one joint answer here. It is shown exactly as submitted, and it stands for "
            "the administration, not for the opinion of any one person."
        ),
    ),
    "groups": (
        (
            "Jede Gruppe in der Zusammenfassung steht für mindestens {size} ausgefüllte Fragebögen. Kleinere "
            "Gruppen werden mit anderen zusammengelegt. Kommen insgesamt weniger als {size} Fragebögen zusammen, "
            "wird gar nichts gezeigt."
        ),
        (
            "Wir zeigen nur Gruppen mit mindestens {size} Personen. Manche Gruppen sind kleiner. Diese Gruppen "
            "legen wir mit anderen zusammen. Vielleicht machen weniger als {size} Personen mit. Dann zeigen wir "
            "gar nichts."
        ),
        (
            "Every group in the summary stands for at least {size} completed questionnaires. Smaller groups are "
            "merged with others. If fewer than {size} questionnaires are submitted altogether, nothing is shown "
            "at all."
        ),
    ),
    "free_texts.none": (
        "Nach freien Texten wird in diesem Durchgang nicht gefragt.",
        "Wir fragen Sie nicht nach eigenen Texten.",
        "This round does not ask you to write any text of your own.",
    ),
    "free_texts.confidential": (
        (
            "Einige Fragen lassen Platz für eigene Worte. Diese Texte stehen nur in Ihrer eigenen Auswertung und "
            "in keiner Zusammenfassung. Bitte nennen Sie darin keine Personen, auch nicht sich selbst."
        ),
        (
            "Bei manchen Fragen können Sie etwas schreiben. Ihre Texte stehen nur in Ihrem eigenen Ergebnis. Sie "
            "stehen nicht in der Zusammenfassung. Bitte schreiben Sie keine Namen. Schreiben Sie auch nicht Ihren "
            "eigenen Namen."
        ),
        (
            "Some questions leave room for your own words. These texts appear in your own evaluation only, and in "
            "no summary. Please do not name anyone in them, yourself included."
        ),
    ),
    "free_texts.open": (
        (
            "Einige Fragen lassen Platz für eigene Worte. Diese Texte sehen alle, die mitmachen, und die "
            "Prozessbegleitung unter Ihrem Anzeigenamen. Bitte nennen Sie darin keine Personen."
        ),
        (
            "Bei manchen Fragen können Sie etwas schreiben. Alle anderen in diesem Durchgang sehen Ihre Texte. "
            "Auch die Prozessbegleitung sieht Ihre Texte. Bitte schreiben Sie keine Namen von anderen Personen."
        ),
        (
            "Some questions leave room for your own words. Everyone taking part and the facilitator see these "
            "texts under your display name. Please do not name anyone in them."
        ),
    ),
    "free_texts.institutional": (
        (
            "Einige Fragen lassen Platz für eigene Worte. Diese Texte gehören zur gemeinsamen Antwort und werden "
            "mit ihr gezeigt. Bitte nennen Sie darin keine Personen."
        ),
        (
            "Bei manchen Fragen können Sie etwas schreiben. Ihre Texte gehören zur gemeinsamen Antwort. Wir "
            "zeigen sie genau so. Bitte schreiben Sie keine Namen von Personen."
        ),
        (
            "Some questions leave room for your own words. These texts are part of the joint answer and are shown "
            "with it. Please do not name anyone in them."
        ),
    ),
    "own_evaluation.personal": (
        (
            "Gleich nach dem Absenden sehen Sie Ihre eigene Auswertung. Öffnen kann sie nur, wer Ihren "
            "persönlichen Schlüssel hat. Bitte bewahren Sie ihn gut auf: Niemand kann ihn Ihnen ein zweites Mal "
            "geben."
        ),
        (
            "Sie schicken Ihre Antworten ab. Dann sehen Sie gleich Ihr eigenes Ergebnis. Sie bekommen einen "
            "Schlüssel. Der Schlüssel besteht aus vielen Zeichen. Nur mit dem Schlüssel kann man Ihr Ergebnis "
            "öffnen. Heben Sie den Schlüssel gut auf. Sie bekommen ihn kein zweites Mal."
        ),
        (
            "As soon as you submit, you see your own evaluation. Only someone who has your personal key can open "
            "it. Please keep the key safe: nobody can give it to you a second time."
        ),
    ),
    "own_evaluation.joint": (
        (
            "Gleich nach dem Absenden sehen Sie die Auswertung. Sie können gemeinsam an der Antwort arbeiten und "
            "sie weitergeben: Wer den persönlichen Schlüssel hat, kann weiterschreiben. Bitte bewahren Sie ihn "
            "gut auf: Niemand kann ihn Ihnen ein zweites Mal geben."
        ),
        (
            "Sie schicken die Antwort ab. Dann sehen Sie gleich das Ergebnis. Sie bekommen einen Schlüssel. Der "
            "Schlüssel besteht aus vielen Zeichen. Mit dem Schlüssel kann auch eine andere Person "
            "weiterschreiben. Heben Sie den Schlüssel gut auf. Sie bekommen ihn kein zweites Mal."
        ),
        (
            "As soon as you submit, you see the evaluation. You can work on the answer together and hand it over: "
            "anyone who has the personal key can carry on. Please keep the key safe: nobody can give it to you a "
            "second time."
        ),
    ),
    "correction": (
        "Der Durchgang schließt am {closing}. Bis dahin können Sie Ihre Antworten ändern, danach nicht mehr.",
        "Der Durchgang endet am {closing}. Bis dahin können Sie Ihre Antworten ändern. Danach geht das nicht mehr.",
        "The round closes at {closing}. Until then you can change your answers, afterwards you cannot.",
    ),
    "erasure.confidential": (
        (
            "Löschen können Sie Ihren Fragebogen jederzeit, auch nach dem Abschluss, solange er gespeichert ist. "
            "Ist die Zusammenfassung dann schon veröffentlicht, bleibt sie, wie sie ist; einzelne Antworten "
            "enthält sie nicht."
        ),
        (
            "Sie können Ihre Antworten löschen. Das geht jederzeit. Das geht auch nach dem Ende. Vielleicht gibt "
            "es dann schon die Zusammenfassung. Sie bleibt so. In der Zusammenfassung stehen keine einzelnen "
            "Antworten."
        ),
        (
            "You can erase your response at any time while it is stored, even after the round has closed. If the "
            "summary has been published by then, it stays as it is; it contains no individual answers."
        ),
    ),
    "erasure.open": (
        (
            "Löschen können Sie Ihren Fragebogen jederzeit, auch nach dem Abschluss, solange er gespeichert ist. "
            "Die anderen sehen ihn dann nicht mehr. Was sie schon gelesen oder notiert haben, lässt sich nicht "
            "zurückholen."
        ),
        (
            "Sie können Ihre Antworten löschen. Das geht jederzeit. Das geht auch nach dem Ende. Dann sehen die "
            "anderen Ihre Antworten nicht mehr. Aber vielleicht haben sie Ihre Antworten schon gelesen."
        ),
        (
            "You can erase your response at any time while it is stored, even after the round has closed. The "
            "others then no longer see it. What they have already read or noted down cannot be taken back."
        ),
    ),
    "erasure.institutional": (
        (
            "Löschen lässt sich die Antwort jederzeit, auch nach dem Abschluss, solange sie gespeichert ist. Was "
            "daraus schon veröffentlicht ist, bleibt bestehen."
        ),
        (
            "Sie können die Antwort löschen. Das geht jederzeit. Das geht auch nach dem Ende. Vielleicht haben "
            "wir schon etwas veröffentlicht. Das bleibt dann so."
        ),
        (
            "You can erase the answer at any time while it is stored, even after the round has closed. Anything "
            "already published from it stays."
        ),
    ),
    "deletion": (
        (
            "{days} Tage nach dem Abschluss, nach heutigem Stand am {deletion}, werden alle Fragebögen dieses "
            "Durchgangs gelöscht. In Sicherungskopien können sie etwas länger liegen."
        ),
        (
            "Wir löschen alle Antworten. Das machen wir {days} Tage nach dem Ende. Das ist am {deletion}. In "
            "Sicherungs-Kopien bleiben die Antworten etwas länger."
        ),
        (
            "All responses of this round are deleted {days} days after it closes, which as things stand is on "
            "{deletion}. Backups may hold them a little longer."
        ),
    ),
    "guest": (
        (
            "Dieser Durchgang wurde ohne Konto angelegt. Am {erasing} wird er mit allem gelöscht, was dazugehört. "
            "In Sicherungskopien kann es etwas länger liegen."
        ),
        (
            "Dieser Durchgang ist nur für kurze Zeit da. Am {erasing} löschen wir alles. In Sicherungs-Kopien "
            "bleiben die Antworten etwas länger."
        ),
        (
            "This round was set up without an account. On {erasing} it is erased with everything that belongs to "
            "it. Backups may hold it a little longer."
        ),
    ),
    "stored.unnamed": (
        (
            "Zusammen mit Ihren Antworten speichert der Dienst keinen Namen, keine E-Mail-Adresse und keine "
            "IP-Adresse, und vom Zeitpunkt nur den Tag. Auch Ihr Zugangscode steht nicht bei den Antworten, damit "
            "niemand vom Code auf die Antworten schließen kann."
        ),
        (
            "Wir speichern Ihren Namen nicht. Wir speichern auch nicht: E-Mail-Adresse, IP-Adresse und Uhrzeit. "
            "Eine IP-Adresse ist die Nummer von einem Gerät im Internet. Wir speichern nur den Tag. Sie haben "
            "einen Zugangs-Code. Auch der Code steht nicht bei Ihren Antworten."
        ),
        (
            "With your answers the service stores no name, no e-mail address and no IP address, and only the day "
            "rather than the time. Your access code is not kept with the answers either, so that nobody can get "
            "from a code to the answers."
        ),
    ),
    "stored.named": (
        (
            "Zusammen mit Ihren Antworten speichert der Dienst den Anzeigenamen, den Sie wählen, aber keine "
            "E-Mail-Adresse und keine IP-Adresse, und vom Zeitpunkt nur den Tag. Auch Ihr Zugangscode steht nicht "
            "bei den Antworten."
        ),
        (
            "Wir speichern den Namen, den Sie sich aussuchen. Wir speichern nicht: E-Mail-Adresse, IP-Adresse und "
            "Uhrzeit. Eine IP-Adresse ist die Nummer von einem Gerät im Internet. Wir speichern nur den Tag. Sie "
            "haben einen Zugangs-Code. Der Code steht nicht bei Ihren Antworten."
        ),
        (
            "With your answers the service stores the display name you choose, but no e-mail address and no IP "
            "address, and only the day rather than the time. Your access code is not kept with the answers "
            "either."
        ),
    ),
    "risk.confidential": (
        (
            "Ein Restrisiko bleibt. Wer die Datenbank betreibt, könnte gespeicherte Fragebögen bis zur Löschung "
            "lesen, wenn auch ohne Namen. Erzählen sich in einer kleinen Gruppe mehrere ihre Antworten, lassen "
            "sich die der übrigen leichter erraten. Und wer Ihren persönlichen Schlüssel hat, kann Ihre Antworten "
            "sehen, ändern und löschen. Geben Sie ihn deshalb nicht weiter."
        ),
        (
            "Ganz sicher ist nichts. Techniker*innen betreiben die Datenbank. Sie könnten dort Ihre Antworten "
            "lesen. Ihr Name steht dort aber nicht. In einer kleinen Gruppe erzählen sich manche ihre Antworten. "
            "Dann kann man die anderen Antworten leichter erraten. Mit Ihrem Schlüssel kann man Ihre Antworten "
            "sehen, ändern und löschen. Geben Sie den Schlüssel nicht weiter."
        ),
        (
            "Some risk remains. Whoever runs the database could read stored responses until they are deleted, "
            "though without names. If several people in a small group pool their answers, the others become "
            "easier to guess. And anyone who has your personal key can see, change and erase your answers, so do "
            "not pass it on."
        ),
    ),
    "risk.open": (
        (
            "Ein Restrisiko bleibt. Wer die Datenbank betreibt, könnte gespeicherte Fragebögen bis zur Löschung "
            "lesen. Und wer Ihren persönlichen Schlüssel hat, kann Ihre Antworten sehen, ändern und löschen. "
            "Geben Sie ihn deshalb nicht weiter."
        ),
        (
            "Ganz sicher ist nichts. Techniker*innen betreiben die Datenbank. Sie könnten dort Ihre Antworten "
            "lesen. Mit Ihrem Schlüssel kann man Ihre Antworten sehen, ändern und löschen. Geben Sie den "
            "Schlüssel nicht weiter."
        ),
        (
            "Some risk remains. Whoever runs the database could read stored responses until they are deleted. And "
            "anyone who has your personal key can see, change and erase your answers, so do not pass it on."
        ),
    ),
    "risk.institutional": (
        (
            "Ein Restrisiko bleibt. Wer die Datenbank betreibt, könnte die gespeicherte Antwort bis zur Löschung "
            "lesen. Und wer den persönlichen Schlüssel hat, kann die Antwort sehen, ändern und löschen. Geben Sie "
            "ihn nur an Menschen weiter, die daran mitarbeiten."
        ),
        (
            "Ganz sicher ist nichts. Techniker*innen betreiben die Datenbank. Sie könnten dort die Antwort lesen. "
            "Mit dem Schlüssel kann man die Antwort sehen, ändern und löschen. Geben Sie den Schlüssel nur an "
            "Personen, die mitarbeiten."
        ),
        (
            "Some risk remains. Whoever runs the database could read the stored answer until it is deleted. And "
            "anyone who has the personal key can see, change and erase the answer, so pass it only to people who "
            "work on it."
        ),
    ),
}
