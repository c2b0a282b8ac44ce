"""What the record of processing says, word for word, in the order of Article 30(1) GDPR."""

RECORD_WORDS: dict[str, tuple[str, str]] = {
    "record.title": (
        "Verzeichnis von Verarbeitungstätigkeiten (Art. 30 Abs. 1 DSGVO): {title}",
        "Record of processing activities (Article 30(1) GDPR): {title}",
    ),
    "record.name": ("Bezeichnung", "Name of the activity"),
    "record.name.round": (
        (
            "Selbstcheck mit dem Fragebogen „{questionnaire}“, Fassung {version}; Durchgang „{title}“, vom {opening} "
            "an, Abschluss am {closing}."
        ),
        (
            "Self-check with the questionnaire “{questionnaire}”, version {version}; round “{title}”, from {opening} "
            "on, closing at {closing}."
        ),
    ),
    "record.mode.confidential": (
        "Vertraulicher Durchgang, Mindestgruppengröße {size}.",
        "Confidential round, minimum group size {size}.",
    ),
    "record.mode.open": (
        "Offener Durchgang: Teilnehmende sehen nach dem Abschluss die Einschätzungen der anderen.",
        "Open round: after the closing those who took part see the ratings of the others.",
    ),
    "record.mode.institutional": (
        "Durchgang mit einer gemeinsamen Antwort der Verwaltung.",
        "Round with one joint answer of the administration.",
    ),
    "record.controller": ("a) Verantwortliche Stelle", "(a) Controller"),
    "record.controller.name": ("Name: {controller}.", "Name: {controller}."),
    "record.controller.contact": ("Kontakt: {blank_contact}.", "Contact: {blank_contact}."),
    "record.controller.joint": ("Weitere: {blank_joint}.", "Others: {blank_joint}."),
    "record.controller.officer": ("Datenschutz: {blank_officer}.", "Data protection: {blank_officer}."),
    "record.purposes": ("b) Zwecke", "(b) Purposes"),
    "record.purpose": (
        "Einschätzung der Lage der Organisation als Grundlage eines moderierten Workshops.",
        "Rating the state of the organisation, as the basis of a moderated workshop.",
    ),
    "record.basis": ("Die Verarbeitung beruht auf: {blank_basis}.", "The processing rests on: {blank_basis}."),
    "record.people": ("c) Betroffene Personen", "(c) Categories of data subjects"),
    "record.people.perspective": (
        "Teilnehmende der Perspektive „{perspective}“",
        "Respondents of the perspective “{perspective}”",
    ),
    "record.people.everybody": ("Teilnehmende", "Respondents"),
    "record.people.keys": (
        "Personen mit einem Schlüssel zum Dienst: Prozessbegleitung, Betrieb, Aufsicht",
        "People with a key to the service: facilitators, operators, oversight",
    ),
    "record.people.named": (
        "Personen, die in freien Texten genannt werden, obwohl die Begrüßung davon abrät",
        "People named in free texts although the welcome advises against it",
    ),
    "record.data": ("c) Kategorien personenbezogener Daten", "(c) Categories of personal data"),
    "record.data.answers": (
        "Antworten auf die Fragen der Themenfelder: {fields}.",
        "Answers to the items of the fields: {fields}.",
    ),
    "record.data.keys": (
        (
            "Von Personen mit Schlüssel: Bezeichnung und Rechte des Schlüssels, Tag der letzten Nutzung, seine Kennung "
            "im Protokoll und in Betriebsprotokollen."
        ),
        "Of people with a key: name and rights of the key, day of its last use, its id in the audit trail and in logs.",
    ),
    "record.data.special": (
        "Freie Texte können besondere Kategorien enthalten (Art. 9 DSGVO), auch wenn danach nicht gefragt wird.",
        "Free texts may contain special categories of data (Article 9 GDPR), even though nobody asks for them.",
    ),
    "record.recipients": ("d) Kategorien von Empfänger*innen", "(d) Categories of recipients"),
    "record.transfers": ("e) Übermittlung in Drittländer", "(e) Transfers to third countries"),
    "record.erasure": ("f) Fristen für die Löschung", "(f) Time limits for erasure"),
    "record.measures": (
        "g) Technische und organisatorische Maßnahmen (Art. 32 DSGVO)",
        "(g) Technical and organisational measures (Article 32 GDPR)",
    ),
    "record.measures.lead": ("Diese Maßnahmen bringt der Dienst mit:", "These measures come with the service:"),
    "measure.minimal": (
        "Datensparsamkeit: keine E-Mail-Adressen, IP-Adressen, Browserkennungen und Uhrzeiten bei den Fragebögen.",
        "Data minimisation: no e-mail addresses, IP addresses, browser identification or times of day with responses.",
    ),
    "measure.unlinked": (
        (
            "Trennung: Kein Feld der Datenbank verbindet einen Zugangscode mit einem Fragebogen. Ein eingelöster Code "
            "wird gelöscht."
        ),
        "Separation: no column of the database ties an access code to a response. A redeemed code is deleted.",
    ),
    "measure.shuffled": (
        "Vor der Veröffentlichung werden die Fragebögen in zufälliger Reihenfolge neu gespeichert.",
        "Before the release the responses are stored anew in an order of chance.",
    ),
    "measure.hashed": (
        "Zugangscodes, persönliche Schlüssel und Schlüssel zum Dienst liegen nur als Hashwerte vor.",
        "Access codes, personal keys and keys to the service are kept as hashes only.",
    ),
    "measure.rights": (
        (
            "Rechte: Schlüssel zum Dienst haben einen festen Umfang, lassen sich auf Kommunen beschränken, befristen "
            "und widerrufen."
        ),
        (
            "Rights: keys to the service have a fixed scope and can be restricted to municipalities, limited in time "
            "and revoked."
        ),
    ),
    "measure.terms": (
        "Die Bedingungen des Durchgangs lässt die Datenbank nach dem ersten begonnenen Fragebogen nicht mehr ändern.",
        "Once somebody has begun to answer, the database lets nobody change the terms of the round.",
    ),
    "measure.groups": (
        "Veröffentlicht wird erst ab {size} Fragebögen, einmal, in Gruppen und mit verdeckten kleinen Zahlen.",
        "A release needs {size} responses, is made once, in groups and with small counts covered.",
    ),
    "measure.trail": (
        (
            "Ein Protokoll hält fest, wer was getan hat. Die Datenbank lehnt Änderungen daran ab; Antworten stehen "
            "nicht darin."
        ),
        "An audit trail records who did what. The database refuses to change it; it contains no answers.",
    ),
    "measure.logs": (
        "Betriebsprotokolle ohne IP-Adressen, Antworten, Zugangscodes und geheime Schlüssel.",
        "Logs of operation without IP addresses, answers, access codes or secret keys.",
    ),
    "measure.rates": (
        "Begrenzung der Anfragen und der Fehlversuche mit Codes und Schlüsseln.",
        "Limits on requests and on failed guesses of codes and keys.",
    ),
    "measure.erasure": (
        (
            "Löschung auf Wunsch und nach Frist. Eine Liste der Löschungen hält Gelöschtes auch nach einer "
            "Wiederherstellung fern."
        ),
        "Erasure on request and when due. A list of erasures keeps erased responses away after a restore, too.",
    ),
    "measure.backup": (
        "Sicherung und Wiederherstellung sind beschrieben und werden in Tests des Dienstes geprobt.",
        "Backup and restore are described and rehearsed in the tests of the service.",
    ),
    "measure.integrity": (
        (
            "Jede bestätigte Sendung ist gespeichert. Fassungen des Fragebogens und Veröffentlichungen ändern sich "
            "nicht mehr."
        ),
        "Whatever is acknowledged is stored. Versions of the questionnaire and releases never change.",
    ),
    "record.own": ("Diese Maßnahmen liegen bei Ihnen und beim Betrieb:", "These are up to you and the operator:"),
    "record.own.heading": ("g) Maßnahmen von Kommune und Betrieb", "(g) Measures of municipality and operator"),
    "own.encryption": ("Verschlüsselung: {blank_encryption}.", "Encryption: {blank_encryption}."),
    "own.hands": (
        (
            "Wer Codes verteilt, darf an Dateien, Protokoll und Sicherungskopien der Datenbank nicht herankommen. Dort "
            "ließe sich ein Code einem Fragebogen zuordnen."
        ),
        (
            "Whoever hands out codes must not reach the files, the write-ahead log or the backups of the database. "
            "There a code could be matched with a response."
        ),
    ),
    "own.housekeeping": (
        "Der tägliche Lauf zum Löschen und das stündliche Sichern der Löschliste müssen eingerichtet sein.",
        "The daily run that deletes, and the hourly export of the list of erasures, have to be set up.",
    ),
    "own.disk": (
        (
            "Auf PostgreSQL bleiben gelöschte Bytes noch eine Weile in den Dateien. Deshalb gehören die Datenträger "
            "verschlüsselt."
        ),
        "On PostgreSQL deleted bytes stay in the files for a while. So the disks should be encrypted.",
    ),
    "own.logs": ("Vorgeschaltete Server: {blank_server_logs}.", "Servers in front: {blank_server_logs}."),
    "own.more": ("Weitere: {blank_organisation}.", "Others: {blank_organisation}."),
}
