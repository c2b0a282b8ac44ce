"""How a round treats data, word for word: what several papers say of it. What is told to respondents says the same."""

HANDLING_WORDS: dict[str, tuple[str, str]] = {
    # What is stored
    "stored.answers": (
        "Antworten, Entwürfe, Perspektive, Sprache und eine zufällige Kennung, dazu als Zeitangabe nur Tage.",
        "Answers, drafts, perspective, language and a random id; as for time, days only.",
    ),
    "stored.key": (
        (
            "Ein Hashwert des persönlichen Schlüssels. Den Schlüssel selbst behält das Gerät, auf dem geantwortet "
            "wird; der Dienst speichert ihn nicht."
        ),
        "A hash of the personal key. The key itself is kept by the device on which people answer, not by the service.",
    ),
    "stored.texts": (
        "Freie Texte, soweit jemand welche schreibt. Sie können Angaben über Personen enthalten.",
        "Free texts, where somebody writes any. They may contain details about people.",
    ),
    "stored.name": ("Der Anzeigename, den jede Person selbst wählt.", "The display name that each person chooses."),
    "stored.not": (
        (
            "Nicht gespeichert werden: E-Mail-Adresse, IP-Adresse, Browserkennung, Uhrzeit und Bearbeitungsdauer. Auch "
            "der Zugangscode steht nicht bei den Antworten."
        ),
        (
            "Not stored: e-mail address, IP address, browser identification, time of day and time spent. Nor is the "
            "access code kept with the answers."
        ),
    ),
    "stored.no_name": ("Nach einem Namen wird nicht gefragt.", "Nobody is asked for a name."),
    "stored.rates": (
        (
            "Um Missbrauch zu bremsen, zählt der Dienst Anfragen je IP-Adresse. Die Adresse liegt dafür nur als "
            "Hashwert im Arbeitsspeicher; sie wird weder gespeichert noch protokolliert."
        ),
        (
            "To slow down abuse the service counts requests for each IP address. For this it holds the address in "
            "memory only, as a hash; it is neither stored nor logged."
        ),
    ),
    # Who sees what
    "reader.self.confidential": (
        "Wer antwortet: die eigenen Antworten und die eigene Auswertung, mit dem persönlichen Schlüssel.",
        "Those who answer: their own answers and their own evaluation, with their personal key.",
    ),
    "reader.self.open": (
        "Wer antwortet: die eigenen Antworten und die eigene Auswertung, mit dem persönlichen Schlüssel.",
        "Those who answer: their own answers and their own evaluation, with their personal key.",
    ),
    "reader.self.institutional": (
        "Wer den persönlichen Schlüssel hat: die gemeinsame Antwort und ihre Auswertung.",
        "Whoever holds the personal key: the joint answer and its evaluation.",
    ),
    "reader.others.confidential": (
        "Andere Teilnehmende: keine einzelnen Antworten, nur was ihnen aus der Veröffentlichung gezeigt wird.",
        "Other respondents: no individual answers, only what they are shown of the release.",
    ),
    "reader.others.open": (
        "Andere Teilnehmende: nach dem Abschluss die Einschätzungen aller unter den gewählten Anzeigenamen.",
        "Other respondents: after the closing everybody's ratings under the display names they chose.",
    ),
    "reader.others.institutional": (
        "Alle anderen: was ihnen aus der Veröffentlichung gezeigt wird.",
        "Everybody else: what they are shown of the release.",
    ),
    "reader.facilitator.confidential": (
        (
            "Prozessbegleitung: die Beteiligung in Zahlen und nach dem Abschluss die Veröffentlichung. Einzelne "
            "Antworten bekommt sie nicht gezeigt."
        ),
        (
            "The facilitator: participation as counts, and the release after the closing. No individual answers are "
            "shown to the facilitator."
        ),
    ),
    "reader.facilitator.open": (
        (
            "Prozessbegleitung: die Beteiligung in Zahlen und nach dem Abschluss die Einschätzungen unter den "
            "Anzeigenamen."
        ),
        "The facilitator: participation as counts, and after the closing the ratings under the display names.",
    ),
    "reader.facilitator.institutional": (
        "Prozessbegleitung: ob geantwortet wurde, und nach dem Abschluss die Veröffentlichung der gemeinsamen Antwort.",
        "The facilitator: whether there is an answer, and after the closing the release of the joint answer.",
    ),
    "reader.superiors.confidential": (
        (
            "Verwaltungsspitze und Vorgesetzte: keine einzelnen Antworten, nur was ihnen aus der Veröffentlichung "
            "gezeigt wird."
        ),
        "The head of the administration and superiors: no individual answers, only what they are shown of the release.",
    ),
    "reader.superiors.open": (
        (
            "Verwaltungsspitze und Vorgesetzte: nichts, wenn sie nicht selbst teilnehmen. Was andere ihnen "
            "weitersagen, kann der Dienst nicht verhindern."
        ),
        (
            "The head of the administration and superiors: nothing, unless they take part themselves. The service "
            "cannot prevent others from telling them."
        ),
    ),
    "reader.superiors.institutional": (
        "Verwaltungsspitze und Vorgesetzte: die gemeinsame Antwort, denn sie steht für die Verwaltung.",
        "The head of the administration and superiors: the joint answer, since it stands for the administration.",
    ),
    "reader.operator.confidential": (
        "Wer die Datenbank betreibt: könnte gespeicherte Fragebögen bis zur Löschung lesen, wenn auch ohne Namen.",
        "Whoever runs the database: could read stored responses until they are deleted, though without names.",
    ),
    "reader.operator.open": (
        "Wer die Datenbank betreibt: könnte gespeicherte Fragebögen samt Anzeigenamen bis zur Löschung lesen.",
        "Whoever runs the database: could read stored responses with their display names until they are deleted.",
    ),
    "reader.operator.institutional": (
        "Wer die Datenbank betreibt: könnte die gespeicherte Antwort bis zur Löschung lesen.",
        "Whoever runs the database: could read the stored answer until it is deleted.",
    ),
    "reader.auditor": (
        (
            "Wer einen Schlüssel zur Aufsicht hat, etwa die*der Datenschutzbeauftragte: das Protokoll. Antworten "
            "stehen nicht darin."
        ),
        (
            "Whoever holds a key for oversight, such as the data protection officer: the audit trail. It contains no "
            "answers."
        ),
    ),
    # What goes when
    "gone.codes": (
        "Ungenutzte Zugangscodes gehen spätestens am {codes_gone}.",
        "Access codes that nobody used go by {codes_gone} at the latest.",
    ),
    "gone.erased": (
        (
            "Wer löscht, hinterlässt die zufällige Kennung und den Tag, damit eine verspätete Sendung nichts "
            "zurückbringt. Auch das geht mit den übrigen Fragebögen. Im Protokoll bleibt außerdem stehen, dass an "
            "diesem Tag jemand gelöscht hat, aber nicht wer; diese Zeile löscht der Dienst nicht."
        ),
        (
            "Whoever erases leaves the random id and the day behind, so that a late repetition brings nothing back. "
            "That, too, goes with the other responses. The audit trail also keeps that somebody erased on that day, "
            "not who; the service does not delete this line."
        ),
    ),
    "gone.release.confidential": (
        (
            "Die Veröffentlichung bleibt mit dem Durchgang bestehen; der Dienst löscht sie nicht von selbst: "
            "{blank_release_period}."
        ),
        "The release stays with the round; the service does not delete it by itself: {blank_release_period}.",
    ),
    "gone.release.open": (
        (
            "Die Veröffentlichung enthält die Einschätzungen unter den Anzeigenamen. Löscht jemand die eigenen, wird "
            "sie zurückgezogen. Spätestens geht sie mit den Antworten."
        ),
        (
            "The release contains the ratings under the display names. When somebody erases theirs, it is withdrawn. "
            "At the latest it goes with the responses."
        ),
    ),
    "gone.release.institutional": (
        (
            "Die Veröffentlichung bleibt mit dem Durchgang bestehen; der Dienst löscht sie nicht von selbst: "
            "{blank_release_period}."
        ),
        "The release stays with the round; the service does not delete it by itself: {blank_release_period}.",
    ),
    "gone.release.guest": (
        "Auch die Veröffentlichung geht an diesem Tag, mit dem ganzen Durchgang.",
        "The release goes on that day as well, with the whole round.",
    ),
    "gone.trail": (
        (
            "Das Protokoll hält fest, was mit Schlüsseln und Durchgängen geschah, nie eine Antwort. Der Dienst löscht "
            "es nicht: {blank_trail_period}."
        ),
        (
            "The audit trail records what happened to keys and rounds, never an answer. The service does not delete "
            "it: {blank_trail_period}."
        ),
    ),
    "gone.backups": ("Sicherungskopien: {blank_backups}.", "Backups: {blank_backups}."),
    "gone.run": (
        "Gelöscht wird durch einen täglichen Lauf, den der Betrieb einrichtet. Tage zählen wie in Deutschland.",
        "Deletion is done by a daily run that the operator sets up. Days are counted as in Germany.",
    ),
}
