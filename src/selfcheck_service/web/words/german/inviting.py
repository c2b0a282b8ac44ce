"""What the pages say where people are invited and where a release is made, in German."""

from selfcheck_service.web.words.shape import Words

WORDS: Words = {
    "inviting": {
        "title": "Einladungen",
        "lead": (
            "Wer antworten soll, bekommt einen Zugangscode. Der Dienst verschickt nichts und kennt keine Adressen: Sie "
            "verteilen die Codes."
        ),
        "issue": "Codes ausgeben",
        "issue_one": "Code ausgeben",
        "lost_code": "Der Code, der nicht mehr gelten soll",
        "fields": {
            "perspective": "Perspektive",
            "kind": "Art der Einladung",
            "count": "Für wie viele Antworten",
            "code": "Einen einzelnen Code zurücknehmen",
        },
        "kinds": {
            "personal": ("Für jede Person ein Code", "Jeder Code gilt einmal. Zum Ausdrucken und Verteilen."),
            "open": (
                "Ein Code für viele",
                "Alle benutzen denselben, so oft Sie unten angeben. Für Aushang oder Verteiler.",
            ),
        },
        "count_hint": "Eine Zahl von 1 bis 1000.",
        "one_answer": "Es gibt eine gemeinsame Antwort, also einen Code. Wer beginnt, kann den Entwurf weitergeben.",
        "issue_button": "Codes ausgeben",
        "issue_hint": "Die Codes werden danach ein einziges Mal gezeigt. Gespeichert wird nur eine Prüfsumme.",
        "is_closed": "Der Durchgang ist abgeschlossen, neue Codes gibt es nicht mehr.",
        "issued": "Bisher ausgegeben",
        "none_issued": "Noch ist nichts ausgegeben.",
        "columns": ("Ausgegeben", "Perspektive", "Art", "für Antworten", "zurückgenommen", "Ändern"),
        "take_back": "Zurücknehmen",
        "take_back_named": "Zurücknehmen: {made}, {perspective}",
        "hint_title": "Damit niemand weiß, wer welchen Code hat:",
        "hint": "Mischen Sie die Zettel, bevor Sie sie verteilen, und führen Sie keine Liste.",
        "code_hint": (
            "Wenn ein Zettel verloren ging. Ob der Code schon benutzt war, wird nicht gesagt: Das würde verraten, ob "
            "jemand geantwortet hat."
        ),
        "code_button": "Code zurücknehmen",
        "done": {
            "code": "Dieser Code gilt jetzt nicht mehr, was auch immer er vorher war.",
            "revoked": "Was von dieser Einladung übrig war, ist zurückgenommen. Abgegebene Antworten bleiben.",
        },
        "letters_link": "Texte für Einladung und Erinnerung",
        "revoke_title": "Einladung zurücknehmen?",
        "revoke_text": (
            "Es geht um {count} Antworten aus „{perspective}“, ausgegeben {made}. Was davon noch nicht eingelöst ist, "
            "gilt dann nicht mehr. Abgegebene Antworten bleiben."
        ),
        "everybody": "alle",
        "revoke_button": "Zurücknehmen",
        "reissue_button": "Zurücknehmen und ebenso viele neu ausgeben",
        "keep": "So lassen",
        "codes_title": "Neue Zugangscodes",
        "codes_once": "Diese Codes sehen Sie nur jetzt.",
        "codes_once_text": (
            "Drucken oder speichern Sie sie, bevor Sie die Seite verlassen. Danach kennt sie niemand mehr."
        ),
        "codes_gone": (
            "Diese Codes wurden schon gezeigt und sind nirgends gespeichert. Wenn sie verloren sind: Nehmen Sie die "
            "Einladung zurück und geben Sie neue aus."
        ),
        "slips": "Zettel zum Ausschneiden (PDF)",
        "slips_hint": "Zehn auf einer Seite, jeder mit Code und QR-Code und mit dem, was man wissen muss.",
        # Where nobody has said how the service is reached.
        "guessed_address": "Auf Zetteln und in Briefen steht die Adresse {address}: So sind Sie selbst hergekommen.",
        "only_here": "Sie führt nur an diesem Rechner hierher.",
        "other_address": (
            "Erreichen andere den Dienst anders? Dann fragen Sie vorher, wer ihn betreibt: Die Adresse lässt sich dort "
            "eintragen."
        ),
        "good_for": {"one": "gilt für eine Antwort", "other": "gilt für {count} Antworten"},
        "print": "Zettel zum Drucken",
        "print_hint": "Sie können auch diese Seite drucken: Jeder Zettel steht in einem Kasten.",
        "list": "Alle Codes als Liste",
        "back": "Zu den Einladungen",
        "slip_title": "Ihr Zugangscode",
        "slip_until": "Antworten bis {closes}",
        "slip_promise": {
            "confidential": "Freiwillig und vertraulich: Niemand sieht Ihre einzelnen Antworten.",
            "open": "Freiwillig. Später sehen die Beteiligten die Antworten unter selbst gewählten Namen.",
            "institutional": "Eine gemeinsame Antwort der Verwaltung. Sie wird so gezeigt, wie Sie sie absenden.",
        },
        "slip_qr": "QR-Code mit Adresse und Zugangscode",
        "letters_title": "Was Sie schreiben können",
        "letters_lead": ("Zum Kopieren in E-Mail oder Brief. In eckigen Klammern steht, was Sie einsetzen."),
        # In the language of the letter: where the access code belongs.
        "put_in": {"de": "[Code vom Zettel]", "en": "[code from the slip]"},
        "for_kind": "Für welche Einladung",
        "in_language": "Sprache der Texte",
        "letter": {
            "invitation": "Einladung",
            "week_before": "Erinnerung eine Woche vor dem Abschluss",
            "last_day": "Erinnerung am letzten Tag",
            "thanks": "Dank nach dem Abschluss",
        },
        "subject": "Betreff",
        "body": "Text",
    },
    "sealing": {
        "title": "Ergebnis erstellen",
        "lead": (
            "Aus allen Antworten wird ein einziges Mal ein Ergebnis. Hier sehen Sie vorher, was darin sichtbar sein "
            "wird."
        ),
        "not_closed": "Der Durchgang ist noch nicht abgeschlossen. Das Ergebnis entsteht erst danach ({closes}).",
        "close_first": "Jetzt abschließen",
        "made": "Das Ergebnis liegt schon vor.",
        "to_result": "Ergebnis ansehen",
        "what": "Was sichtbar sein wird",
        "count": {"one": "{count} Fragebogen ist abgesendet.", "other": "{count} Fragebögen sind abgesendet."},
        "nothing": (
            "Das sind weniger als {fewest}. Gezeigt würde nichts, damit niemand zu erkennen ist. Sie können den "
            "Abschluss verschieben und noch einmal erinnern."
        ),
        "nobody": "Niemand hat geantwortet, zu zeigen gibt es nichts. Sie können den Abschluss verschieben.",
        "move": "Abschluss verschieben",
        "remind": "Texte zum Erinnern",
        "quarters": (
            "Das sind weniger als {block}. Deshalb zeigt das Ergebnis je Themenfeld nur, in welchem Viertel "
            "der Skala eine Gruppe liegt, und keine einzelnen Fragen."
        ),
        "items": (
            "Das Ergebnis zeigt Themenfelder und einzelne Fragen. Kleine Häufigkeiten werden verdeckt, sodass niemand "
            "herauszulesen ist; Werte stehen deshalb als Spanne da."
        ),
        "who": "Wer zusammengefasst wird",
        "named": "Welche Gruppen genannt werden",
        "figures": "Welche Gruppen eigene Zahlen haben",
        "everybody": "Alle werden zusammen gezeigt.",
        "alone": "steht für sich",
        "together": "werden zusammengefasst",
        "rule": {
            "named": (
                "Genannt wird eine Gruppe ab {least} Menschen, mit deren Zahl. Wo es weniger sind, wird sie mit einer "
                "anderen zusammengefasst."
            ),
            "items": (
                "Werte und Antworten einer Gruppe gibt es erst ab {block} Menschen; erst dann lassen sich Gruppen "
                "miteinander vergleichen. Wo es weniger sind, werden Gruppen zusammengefasst, bis es so viele sind, "
                "auch mit größeren: Sonst ließe sich aus dem Unterschied zum Ganzen auf die kleinen schließen."
            ),
            "quarters": (
                "Eine Gruppe wird erst ab {least} Menschen gezeigt. Wo es weniger sind, wird sie mit einer anderen "
                "zusammengefasst."
            ),
        },
        "still": {
            "one": "{count} Code ist noch nicht eingelöst. Bevor Sie das Ergebnis erstellen, können Sie",
            "other": "{count} Codes sind noch nicht eingelöst. Bevor Sie das Ergebnis erstellen, können Sie",
        },
        "still_move": "den Abschluss verschieben und noch einmal erinnern",
        "open": (
            "steht noch nicht fest: Es hängt davon ab, wie viele von denen abgesendet haben, die einen Code eingelöst "
            "haben. Das sagt der Dienst vor dem Ergebnis niemandem."
        ),
        "few_urgent": (
            "Wie dringend die Felder sind, wird sich nicht bestimmen lassen: Weniger als zehn Menschen werden hier "
            "danach gefragt."
        ),
        "basis": (
            "Diese Vorschau folgt allein aus der Beteiligung, die Sie schon kennen. Antworten hat dafür niemand "
            "angesehen."
        ),
        "shown_open": (
            "Alle Antworten stehen im Ergebnis unter den Namen, die sich die Beteiligten gegeben haben. Sehen können "
            "es Sie und alle, die abgesendet haben."
        ),
        "shown_institutional": (
            "Die gemeinsame Antwort steht im Ergebnis so, wie sie abgesendet wurde, mit ihrer Auswertung."
        ),
        "never": "Was sich nicht zurücknehmen lässt",
        "never_points": (
            "Danach kann niemand mehr antworten oder ändern, und der Abschluss lässt sich nicht mehr verschieben.",
            "Das Ergebnis ist für alle dasselbe und bleibt, wie es ist.",
        ),
        "never_confidential": (
            "Wer die eigenen Antworten später löscht, ändert das Ergebnis nicht: Niemand ist darin zu erkennen."
        ),
        "never_open": "Löscht später jemand die eigenen Antworten, wird das Ergebnis zurückgezogen und neu erstellt.",
        "never_institutional": (
            "Wird die gemeinsame Antwort später gelöscht, bleibt das Ergebnis: Es steht für die Verwaltung."
        ),
        "confirm": "Ergebnis jetzt erstellen",
        "confirm_one": "Bitte erst dann, wenn die gemeinsame Antwort wirklich fertig ist.",
        "confirm_text": "Bitte erst dann, wenn wirklich alle geantwortet haben, die wollten.",
        "leave": "Noch warten",
    },
}
