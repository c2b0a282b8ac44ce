"""What the papers for privacy say, in German and in English. `sheet_words` and its neighbours have it word for word."""

from selfcheck_service.reports.privacy.figure_words import FIGURE_WORDS
from selfcheck_service.reports.privacy.handling_words import HANDLING_WORDS
from selfcheck_service.reports.privacy.notice_words import NOTICE_WORDS
from selfcheck_service.reports.privacy.on_paper_words import ON_PAPER_WORDS
from selfcheck_service.reports.privacy.question_words import QUESTION_WORDS
from selfcheck_service.reports.privacy.record_words import RECORD_WORDS
from selfcheck_service.reports.privacy.sheet_words import SHEET_WORDS

_SHARED_WORDS: dict[str, tuple[str, str]] = {
    "blank": ("[bitte ergänzen: {words}]", "[please complete: {words}]"),
    "quoted": ("„{text}“", "“{text}”"),
    "draft": ("Entwurf zum Prüfen", "Draft for review"),
    "draft.made": (
        (
            "Der Dienst hat diesen Entwurf aus dem Fragebogen und den Bedingungen des Durchgangs erzeugt. Er ist keine "
            "Rechtsberatung."
        ),
        "The service made this draft from the questionnaire and the terms of the round. It is not legal advice.",
    ),
    "draft.complete": (
        "Was in eckigen Klammern steht, kennt der Dienst nicht. Bitte ergänzen Sie es und prüfen Sie den Rest.",
        "The service does not know what stands in square brackets. Please complete it and check everything else.",
    ),
    "draft.anew": (
        (
            "Die Bedingungen liegen fest, sobald jemand einen Fragebogen begonnen hat. Ändert sich vorher etwas oder "
            "verschiebt sich der Abschluss, lassen Sie das Papier neu erzeugen."
        ),
        (
            "The terms are fixed as soon as somebody has begun to answer. If something changes before that, or the "
            "closing moves, have this paper made again."
        ),
    ),
    "draft.hash": ("Prüfsumme der Bedingungen: {terms_hash}", "Checksum of the terms: {terms_hash}"),
    "language.de": ("Deutsch", "German"),
    "language.en": ("Englisch", "English"),
    "language.de-simple": ("Deutsch in einfacher Sprache", "plain German"),
}
WORDS: dict[str, tuple[str, str]] = {
    **_SHARED_WORDS,
    **HANDLING_WORDS,
    **ON_PAPER_WORDS,
    **SHEET_WORDS,
    **FIGURE_WORDS,
    **QUESTION_WORDS,
    **NOTICE_WORDS,
    **RECORD_WORDS,
}

# What the service cannot know: name → what the municipality fills in.
BLANKS: dict[str, tuple[str, str]] = {
    "controller": ("Name der verantwortlichen Stelle", "name of the controller"),
    "contact": (
        "Anschrift, E-Mail und Telefon der verantwortlichen Stelle und wer sie vertritt",
        "postal address, e-mail and telephone of the controller, and who represents it",
    ),
    "joint": (
        "gemeinsam Verantwortliche (Art. 26 DSGVO), falls es sie gibt",
        "joint controllers (Article 26 GDPR), if there are any",
    ),
    "officer": ("Kontaktdaten der*des Datenschutzbeauftragten", "contact details of the data protection officer"),
    "basis": (
        "Rechtsgrundlage, etwa Art. 6 Abs. 1 Buchst. e DSGVO mit Landesrecht, oder eine Einwilligung",
        "legal basis, such as Article 6(1)(e) GDPR together with the law of the Land, or consent",
    ),
    "interests": (
        "„keine“, falls sich die Verarbeitung nicht auf sie stützt, sonst welche",
        "“none” if the processing does not rest on them, else which ones",
    ),
    "duty": (
        "in der Regel: keine Pflicht und keine Nachteile",
        "as a rule: no obligation and no disadvantage",
    ),
    "authority": (
        "Name und Anschrift der zuständigen Datenschutzaufsicht",
        "name and address of the competent supervisory authority",
    ),
    "facilitators": (
        "wer den Durchgang begleitet und dafür einen Schlüssel zum Dienst hat",
        "who runs the round and holds a key to the service for it",
    ),
    "operator": (
        "wer den Dienst betreibt, an welchem Ort, und der Vertrag nach Art. 28 DSGVO",
        "who operates the service, where, and the contract under Article 28 GDPR",
    ),
    "form": (
        (
            "ob auf den Seiten des Dienstes oder in einem anderen Formular geantwortet wird; bei einem anderen: wer es "
            "betreibt und was es auf den Geräten speichert"
        ),
        (
            "whether people answer on the pages of the service or in another form; if in another: who operates it and "
            "what it stores on their devices"
        ),
    ),
    "server_logs": (
        "was vorgeschaltete Server aufzeichnen und wie lange",
        "what servers in front of the service record, and for how long",
    ),
    "on_paper": (
        "ob es Bögen auf Papier gibt, wer sie einsammelt und überträgt, und wann und wie sie vernichtet werden",
        "whether there are forms on paper, who collects them and types them in, and when and how they are destroyed",
    ),
    "backups": ("wie lange Sicherungskopien aufbewahrt werden", "how long backups are kept"),
    "release_period": ("wann die Veröffentlichung gelöscht wird", "when the release is deleted"),
    "trail_period": (
        "wie lange das Protokoll und die Angaben zu Schlüsseln bleiben sollen",
        "how long the audit trail and the data about keys are to stay",
    ),
    "encryption": (
        "wie Übertragung (TLS), Datenträger und Sicherungskopien verschlüsselt sind",
        "how transmission (TLS), disks and backups are encrypted",
    ),
    "organisation": (
        "eigene technische und organisatorische Maßnahmen, etwa Zutritt, Vertretung, Schulung",
        "your own technical and organisational measures, such as physical access, deputies, training",
    ),
}
