"""What reads otherwise on paper than in the welcome, word for word. `paper_welcome` says where it stands.

On paper somebody reads the answers to type them in, and nobody gets a key: whatever the welcome says of the one and the
other would not hold.
"""

# key or key and mode: (German, German in short main clauses, English).
PAPER_TEXTS: dict[str, tuple[str, str, str]] = {
    "voluntary": (
        "Die Teilnahme ist freiwillig. Sie können jede Frage auslassen.",
        "Sie können mitmachen. Sie müssen nicht mitmachen. Sie können jede Frage auslassen.",
        "Taking part is voluntary. You can skip any question.",
    ),
    "typed_in": (
        (
            "Diesen Bogen überträgt jemand von Hand in den Dienst: die Prozessbegleitung oder eine Person, die sie "
            "damit beauftragt. Wer überträgt, liest dabei, was Sie angekreuzt und geschrieben haben, und soll darüber "
            "schweigen. Danach soll der Bogen vernichtet werden. Möchten Sie das nicht, antworten Sie mit Ihrem "
            "Zugangscode selbst am Bildschirm."
        ),
        (
            "Eine Person schreibt Ihre Antworten in den Computer. Diese Person liest Ihre Antworten. Sie soll nichts "
            "weitersagen. Danach soll sie das Papier vernichten. Wollen Sie das nicht? Dann antworten Sie selbst am "
            "Computer. Dafür brauchen Sie nur Ihren Zugangs-Code."
        ),
        (
            "Somebody types this form into the service by hand: the facilitator, or a person they ask to. Whoever "
            "does so reads what you ticked and wrote, and is expected to keep it to themselves and to destroy the form "
            "afterwards. If you would rather not have that, answer on a screen yourself with your access code."
        ),
    ),
    "readers.confidential": (
        (
            "Sonst bekommt niemand einzelne Antworten gezeigt, auch nicht die Verwaltungsspitze. Nach dem Abschluss "
            "werden alle Antworten ein einziges Mal zusammengefasst. Nur diese Zusammenfassung wird gezeigt."
        ),
        (
            "Sonst zeigen wir niemandem Ihre einzelnen Antworten. Auch Ihre Chefin oder Ihr Chef bekommt sie nicht "
            "gezeigt. Am Ende fassen wir alle Antworten zusammen. Das machen wir nur ein Mal. Wir zeigen nur diese "
            "Zusammenfassung."
        ),
        (
            "Nobody else is shown individual answers, not even the head of your administration. After the round "
            "closes, all answers are summarised once. Only this summary is shown."
        ),
    ),
    "own_evaluation": (
        ("Eine eigene Auswertung gibt es zu diesem Bogen nicht. Sie bekommt nur, wer selbst am Bildschirm antwortet."),
        (
            "Mit diesem Papier bekommen Sie kein eigenes Ergebnis. Wollen Sie ein eigenes Ergebnis? Dann antworten Sie "
            "am Computer."
        ),
        "There is no evaluation of your own with this form. Only those who answer on a screen themselves get one.",
    ),
    "correction": (
        (
            "Der Durchgang schließt am {closing}. Was bis dahin nicht übertragen ist, zählt nicht mit. Ist der Bogen "
            "übertragen, lässt sich an den Antworten nichts mehr ändern."
        ),
        (
            "Der Durchgang endet am {closing}. Bis dahin müssen Ihre Antworten im Computer stehen. Sonst zählen sie "
            "nicht. Stehen Ihre Antworten im Computer? Dann können Sie nichts mehr ändern."
        ),
        (
            "The round closes at {closing}. What has not been typed in by then does not count. Once the form has been "
            "typed in, the answers can no longer be changed."
        ),
    ),
    "erasure": (
        (
            "Solange der Bogen nicht übertragen ist, können Sie ihn zurückverlangen. Danach kann der Dienst ihn nicht "
            "einzeln löschen, denn niemand hat einen Schlüssel dazu und nirgends steht, welcher er war. Gelöscht wird "
            "er zusammen mit allen anderen."
        ),
        (
            "Stehen Ihre Antworten noch nicht im Computer? Dann können Sie Ihr Papier zurückbekommen. Danach kann "
            "niemand Ihre Antworten einzeln löschen. Wir wissen dann nicht mehr: Welche Antworten sind von Ihnen? Wir "
            "löschen alle Antworten zusammen."
        ),
        (
            "Until the form has been typed in you can ask for it back. After that the service cannot erase it on its "
            "own, because nobody has a key to it and nothing says which one it was. It is deleted together with all "
            "the others."
        ),
    ),
    "risk.confidential": (
        (
            "Ein Restrisiko bleibt. Eine Handschrift kann verraten, wer geschrieben hat, und wer sich merkt, welcher "
            "Bogen von wem kam, kennt Ihre Antworten. Schreiben Sie deshalb keinen Namen auf den Bogen, geben Sie ihn "
            "verschlossen ab, am besten zusammen mit anderen. Wer die Datenbank betreibt, könnte gespeicherte "
            "Fragebögen bis zur Löschung lesen, wenn auch ohne Namen."
        ),
        (
            "Ganz sicher ist nichts. Manche Menschen erkennen Ihre Schrift. Schreiben Sie Ihren Namen nicht auf das "
            "Papier. Geben Sie das Papier in einem Umschlag ab. Techniker*innen betreiben die Datenbank. Sie könnten "
            "dort Ihre Antworten lesen. Ihr Name steht dort aber nicht."
        ),
        (
            "Some risk remains. Handwriting can give away who wrote, and whoever remembers which form came from whom "
            "knows your answers. So do not write your name on the form, and hand it in sealed, best together with "
            "others. Whoever runs the database could read stored responses until they are deleted, though without "
            "names."
        ),
    ),
    "risk.institutional": (
        (
            "Ein Restrisiko bleibt. Wer den Bogen in die Hand bekommt, kann ihn lesen; geben Sie ihn verschlossen ab. "
            "Wer die Datenbank betreibt, könnte gespeicherte Fragebögen bis zur Löschung lesen."
        ),
        (
            "Ganz sicher ist nichts. Andere könnten das Papier lesen. Geben Sie das Papier in einem Umschlag ab. "
            "Techniker*innen betreiben die Datenbank. Sie könnten dort die Antworten lesen."
        ),
        (
            "Some risk remains. Whoever gets hold of the form can read it, so hand it in sealed. Whoever runs the "
            "database could read stored responses until they are deleted."
        ),
    ),
}
