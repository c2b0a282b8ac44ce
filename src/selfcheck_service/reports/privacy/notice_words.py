"""What the privacy notice says, word for word, in the order of Article 13 GDPR. It speaks to those who answer."""

NOTICE_WORDS: dict[str, tuple[str, str]] = {
    "notice.title": (
        "Datenschutzinformation nach Art. 13 DSGVO: {title}",
        "Privacy notice under Article 13 GDPR: {title}",
    ),
    "notice.remove": (
        "Nehmen Sie diesen Abschnitt heraus, bevor Sie die Information weitergeben.",
        "Take this section out before you hand the notice on.",
    ),
    "notice.controller": ("Wer verantwortlich ist", "Who is responsible"),
    "notice.controller.name": (
        "Verantwortlich für die Verarbeitung ist: {controller}.",
        "The controller is: {controller}.",
    ),
    "notice.controller.contact": ("Kontakt: {blank_contact}.", "Contact: {blank_contact}."),
    "notice.officer": ("Datenschutzbeauftragte*r", "Data protection officer"),
    "notice.officer.contact": ("{blank_officer}.", "{blank_officer}."),
    "notice.purposes": ("Zwecke und Rechtsgrundlage", "Purposes and legal basis"),
    "notice.purpose.confidential": (
        (
            "Mit dem Durchgang „{title}“ möchten wir wissen, wie Sie die Lage der Organisation einschätzen. Das "
            "bereitet einen moderierten Workshop vor."
        ),
        (
            "With the round “{title}” we would like to know how you see the state of the organisation. It prepares a "
            "moderated workshop."
        ),
    ),
    "notice.purpose.open": (
        (
            "Mit dem Durchgang „{title}“ möchten wir wissen, wie Sie die Lage der Organisation einschätzen. Das "
            "bereitet einen moderierten Workshop vor."
        ),
        (
            "With the round “{title}” we would like to know how you see the state of the organisation. It prepares a "
            "moderated workshop."
        ),
    ),
    "notice.purpose.institutional": (
        (
            "Mit dem Durchgang „{title}“ schätzt die Verwaltung gemeinsam ihre Lage ein. Das bereitet einen "
            "moderierten Workshop vor."
        ),
        "In the round “{title}” the administration rates its own state together. It prepares a moderated workshop.",
    ),
    "notice.purpose.conduct": (
        "Leistung oder Verhalten einzelner Personen werden nicht bewertet.",
        "The performance or conduct of individuals is not assessed.",
    ),
    "notice.basis": ("Die Verarbeitung beruht auf: {blank_basis}.", "The processing rests on: {blank_basis}."),
    "notice.interests": ("Berechtigte Interessen", "Legitimate interests"),
    "notice.interests.none": (
        "Berechtigte Interessen nach Art. 6 Abs. 1 Buchst. f DSGVO: {blank_interests}.",
        "Legitimate interests under Article 6(1)(f) GDPR: {blank_interests}.",
    ),
    "notice.data": ("Welche Daten es sind", "Which data these are"),
    "notice.data.perspective": (
        "Auch die Perspektive, aus der Sie antworten, wird zusammen mit Ihren Antworten gespeichert.",
        "The perspective from which you answer is stored together with your answers, too.",
    ),
    "notice.data.device": (
        (
            "Kennung und persönlicher Schlüssel liegen auf Ihrem Gerät. Was das Formular sonst auf Ihrem Gerät "
            "ablegt: {blank_form}."
        ),
        "The id and the personal key are on your device. What else the form keeps there: {blank_form}.",
    ),
    "notice.data.pages": (
        (
            "Antworten Sie auf den eigenen Seiten des Dienstes, erzeugt er Kennung und Schlüssel. Ein Cookie auf Ihrem "
            "Gerät hält beide fest, bis zur ersten gespeicherten Antwort auch den Zugangscode und einen Hashwert der "
            "Bedingungen. Es verfällt nach höchstens 90 Tagen. Was noch nicht gespeichert werden konnte, hält Ihr "
            "Browser fest, bis es gespeichert ist oder Sie den Tab schließen."
        ),
        (
            "If you answer on the pages of the service itself, it makes the id and the key. A cookie on your device "
            "holds both, and until your first answer is stored the access code and a hash of the terms, too. It "
            "expires after 90 days at most. What could not be stored yet is held by your browser until it is stored "
            "or you close the tab."
        ),
    ),
    "notice.data.servers": (
        "Vorgeschaltete Server: {blank_server_logs}.",
        "Servers in front of the service: {blank_server_logs}.",
    ),
    "notice.recipients": ("Wer Daten bekommt", "Who receives data"),
    "notice.recipients.facilitators": (
        "Begleitung des Durchgangs: {blank_facilitators}.",
        "Those who run the round: {blank_facilitators}.",
    ),
    "notice.recipients.operator": (
        "Betrieb im Auftrag: {blank_operator}.",
        "Operation on the controller's behalf: {blank_operator}.",
    ),
    "notice.transfer": ("Drittländer", "Third countries"),
    "notice.transfer.none": (
        "Der Dienst gibt von sich aus nichts in ein Drittland oder an eine internationale Organisation weiter.",
        "The service itself passes nothing on to a third country or an international organisation.",
    ),
    "notice.storage": ("Wie lange Daten bleiben", "How long data are kept"),
    "notice.rights": ("Ihre Rechte und wie Sie sie nutzen", "Your rights and how to use them"),
    "notice.rights.key": (
        (
            "Für die meisten Rechte genügen die Kennung Ihres Fragebogens und Ihr persönlicher Schlüssel. Ihren Namen "
            "müssen Sie dafür nicht nennen."
        ),
        "For most rights the id of your response and your personal key are enough. You need not give your name.",
    ),
    "notice.rights.access": (
        (
            "Auskunft und Mitnahme (Art. 15 und 20 DSGVO): Sie können alles Gespeicherte abrufen, auch als Datei im "
            "Format JSON."
        ),
        (
            "Access and portability (Articles 15 and 20 GDPR): you can retrieve everything that is stored, also as a "
            "JSON file."
        ),
    ),
    "notice.rights.rectification": (
        (
            "Berichtigung (Art. 16 DSGVO): Bis zum Abschluss am {closing} können Sie Ihre Antworten selbst ändern, "
            "danach nicht mehr."
        ),
        (
            "Rectification (Article 16 GDPR): you can change your answers yourself until the closing at {closing}, "
            "afterwards you cannot."
        ),
    ),
    "notice.rights.erasure": ("Löschung (Art. 17 DSGVO): {erasure}", "Erasure (Article 17 GDPR): {erasure}"),
    "notice.rights.restriction": (
        (
            "Einschränkung und Widerspruch (Art. 18 und 21 DSGVO): Dafür wenden Sie sich bitte an die verantwortliche "
            "Stelle. Löschen können Sie sofort selbst."
        ),
        (
            "Restriction and objection (Articles 18 and 21 GDPR): please turn to the controller. Erasing you can do "
            "yourself, at once."
        ),
    ),
    "notice.rights.without.confidential": (
        (
            "Ohne den Schlüssel lässt sich nicht erkennen, welcher Fragebogen Ihrer ist. Dann lassen sich diese Rechte "
            "nicht erfüllen (Art. 11 Abs. 2 DSGVO)."
        ),
        (
            "Without the key nobody can tell which response is yours. These rights can then not be met (Article 11(2) "
            "GDPR)."
        ),
    ),
    "notice.rights.without.open": (
        (
            "Ohne den Schlüssel öffnet der Dienst keinen Fragebogen. Lässt sich Ihrer am Anzeigenamen erkennen, wenden "
            "Sie sich bitte an die verantwortliche Stelle."
        ),
        (
            "Without the key the service opens no response. If yours can be told by its display name, please turn to "
            "the controller."
        ),
    ),
    "notice.rights.without.institutional": (
        (
            "Ohne den Schlüssel öffnet der Dienst die Antwort nicht. Er speichert auch nicht, wer daran mitgeschrieben "
            "hat (Art. 11 DSGVO)."
        ),
        "Without the key the service does not open the answer. Nor does it store who worked on it (Article 11 GDPR).",
    ),
    "notice.consent": ("Widerruf einer Einwilligung", "Withdrawing consent"),
    "notice.consent.erase": (
        (
            "Beruht die Verarbeitung auf Ihrer Einwilligung, können Sie diese jederzeit mit Wirkung für die Zukunft "
            "widerrufen. Am einfachsten löschen Sie dazu Ihren Fragebogen."
        ),
        (
            "If the processing rests on your consent, you may withdraw it at any time with effect for the future. The "
            "simplest way is to erase your response."
        ),
    ),
    "notice.complaint": ("Beschwerde", "Complaint"),
    "notice.complaint.authority": (
        "Sie können sich bei einer Datenschutzaufsicht beschweren (Art. 77 DSGVO): {blank_authority}.",
        "You may complain to a supervisory authority (Article 77 GDPR): {blank_authority}.",
    ),
    "notice.duty": ("Müssen Sie Daten angeben?", "Do you have to provide data?"),
    "notice.duty.none": (
        "Ob Gesetz oder Vertrag Sie dazu verpflichten und was folgt, wenn Sie nicht teilnehmen: {blank_duty}.",
        "Whether a law or a contract obliges you to, and what follows if you do not take part: {blank_duty}.",
    ),
    "notice.automated": ("Automatisierte Entscheidungen", "Automated decisions"),
    "notice.automated.none": (
        (
            "Es gibt keine automatisierten Entscheidungen im Einzelfall und kein Profiling (Art. 22 DSGVO). Die "
            "Auswertung rechnet mit festen, veröffentlichten Regeln und entscheidet nichts."
        ),
        (
            "There are no automated individual decisions and there is no profiling (Article 22 GDPR). The evaluation "
            "follows fixed, published rules and decides nothing."
        ),
    ),
    "notice.other": ("Andere Zwecke", "Other purposes"),
    "notice.other.none": (
        (
            "Der Dienst nutzt die Daten zu keinem anderen Zweck. Bevor wir sie anders nutzen, sagen wir es Ihnen (Art. "
            "13 Abs. 3 DSGVO)."
        ),
        (
            "The service uses the data for no other purpose. Before we use them otherwise, we tell you (Article 13(3) "
            "GDPR)."
        ),
    ),
    "notice.risks": ("Was bleibt", "What remains"),
}
