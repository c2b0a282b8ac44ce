"""What the sheet for the staff council says, word for word."""

SHEET_WORDS: dict[str, tuple[str, str]] = {
    "sheet.title": (
        "Informationsblatt für den Personalrat: {title}",
        "Information for the staff council (Personalrat): {title}",
    ),
    # Purpose
    "purpose": ("Worum es geht", "What this is about"),
    "purpose.round": (
        "Verantwortlich: {controller}. Durchgang: „{title}“. Fragebogen: „{questionnaire}“, Fassung {version}.",
        "Responsible: {controller}. Round: “{title}”. Questionnaire: “{questionnaire}”, version {version}.",
    ),
    "purpose.use.confidential": (
        (
            "Die Antworten werden nach dem Abschluss ein einziges Mal zusammengefasst. Die Zusammenfassung bereitet "
            "einen moderierten Workshop vor."
        ),
        "After the closing the answers are summarised once. The summary prepares a moderated workshop.",
    ),
    "purpose.use.open": (
        (
            "Nach dem Abschluss sehen alle, die mitgemacht haben, die Einschätzungen der anderen. Das bereitet einen "
            "moderierten Workshop vor."
        ),
        "After the closing everyone who took part sees the ratings of the others. This prepares a moderated workshop.",
    ),
    "purpose.use.institutional": (
        "Die Verwaltung gibt eine gemeinsame Antwort. Sie bereitet einen moderierten Workshop vor.",
        "The administration gives one joint answer. It prepares a moderated workshop.",
    ),
    "purpose.organisation": (
        (
            "Eingeschätzt wird die Lage der Organisation, nicht Leistung oder Verhalten einzelner Personen. Ob die "
            "Fragen dazu passen, können Sie am Ende im Wortlaut prüfen."
        ),
        (
            "What is rated is the state of the organisation, not the performance or conduct of individuals. Whether "
            "the items live up to that, you can check at the end, where they stand word for word."
        ),
    ),
    "purpose.period": (
        "Zeitraum: ab {opening}, Abschluss am {closing}.",
        "Period: from {opening}, closing at {closing}.",
    ),
    "purpose.languages": ("Sprachen: {spoken}.", "Languages: {spoken}."),
    "purpose.facilitators": ("Prozessbegleitung: {blank_facilitators}.", "Facilitator: {blank_facilitators}."),
    "purpose.operator": ("Betrieb: {blank_operator}.", "Operation: {blank_operator}."),
    "purpose.form": ("Formular: {blank_form}.", "Form: {blank_form}."),
    "purpose.pages": (
        (
            "Wird auf den eigenen Seiten des Dienstes geantwortet, ist er selbst das Formular und erzeugt Kennung und "
            "persönlichen Schlüssel. Ein Cookie auf dem Gerät hält beide fest, bis zur ersten gespeicherten Antwort "
            "auch den Zugangscode und einen Hashwert der Bedingungen. Es verfällt nach höchstens 90 Tagen. Was noch "
            "nicht gespeichert werden konnte, hält der Browser fest, bis es gespeichert ist oder der Tab geschlossen "
            "wird."
        ),
        (
            "Where people answer on the pages of the service itself, it is the form and makes the id and the personal "
            "key. A cookie on the device holds both, and until the first answer is stored the access code and a hash "
            "of the terms, too. It expires after 90 days at most. What could not be stored yet is held by the browser "
            "until it is stored or the tab is closed."
        ),
    ),
    # Voluntary
    "voluntary": ("Freiwilligkeit", "Voluntary participation"),
    "voluntary.skip": (
        (
            "Die Teilnahme ist freiwillig, und jede Frage lässt sich auslassen. Wer nicht teilnimmt, kommt im Dienst "
            "nicht vor."
        ),
        (
            "Taking part is voluntary, and every item can be skipped. Whoever does not take part does not appear in "
            "the service."
        ),
    ),
    "voluntary.letters": (
        (
            "Der Dienst kennt keine Adressen und verschickt nichts. Seine Vorlagen für Erinnerungen wenden sich an "
            "alle Eingeladenen."
        ),
        (
            "The service knows no addresses and sends nothing. Its templates for reminders speak to everyone who was "
            "invited."
        ),
    ),
    # Who is asked
    "asked": ("Wer gefragt wird", "Who is asked"),
    "asked.joint": (
        "Gefragt wird die Verwaltung als Ganzes. Sie gibt eine gemeinsame Antwort.",
        "The administration is asked as a whole. It gives one joint answer.",
    ),
    "asked.perspectives": (
        "Geantwortet wird aus den folgenden Perspektiven. Die Perspektive wird zusammen mit den Antworten gespeichert.",
        "People answer from the following perspectives. The perspective is stored together with the answers.",
    ),
    "asked.form": ("{perspective}: {form}", "{perspective}: {form}"),
    "asked.everybody": (
        "Nach Perspektiven unterscheidet dieser Fragebogen nicht.",
        "This questionnaire does not distinguish perspectives.",
    ),
    "asked.codes": (
        "Wer die Codes verteilt, bestimmt auch, wer einen bekommt.",
        "Those who hand out the codes also decide who gets one.",
    ),
    # What is stored, and its way
    "stored": ("Was gespeichert wird", "What is stored"),
    "flow": ("Der Weg der Daten", "The way of the data"),
    "flow.codes": (
        (
            "Die Prozessbegleitung legt den Durchgang an und gibt Zugangscodes aus. Der Dienst behält von jedem Code "
            "nur einen Hashwert."
        ),
        "The facilitator makes the round and issues access codes. The service keeps only a hash of each code.",
    ),
    "flow.welcome": (
        "Vor der ersten Frage lesen alle, was mit ihren Antworten geschieht. Der Wortlaut steht unten.",
        "Before the first item everybody reads what will happen to their answers. The words are given below.",
    ),
    "flow.spent": (
        (
            "Mit dem ersten gespeicherten Entwurf oder dem Absenden ist der Code verbraucht und wird gelöscht. Von da "
            "an gilt der persönliche Schlüssel."
        ),
        (
            "With the first saved draft, or on submitting, the code is spent and deleted. From then on the personal "
            "key counts."
        ),
    ),
    "flow.evaluation": (
        (
            "Nach dem Absenden zeigt der Dienst die Auswertung der eigenen Antworten. Bis zum Abschluss lassen sie "
            "sich ändern."
        ),
        (
            "After submitting, the service shows the evaluation of one's own answers. They can be changed until the "
            "closing."
        ),
    ),
    "flow.release.confidential": (
        (
            "Nach dem Abschluss löst die Prozessbegleitung die Veröffentlichung aus. Sie entsteht ein einziges Mal und "
            "ändert sich nie mehr."
        ),
        "After the closing the facilitator starts the release. It is made once and never changes.",
    ),
    "flow.release.open": (
        (
            "Nach dem Abschluss werden die Einschätzungen unter den Anzeigenamen für den Kreis der Teilnehmenden "
            "sichtbar. Die Prozessbegleitung löst die Veröffentlichung aus."
        ),
        (
            "After the closing the ratings become visible to those who took part, under the display names. The "
            "facilitator starts the release."
        ),
    ),
    "flow.release.institutional": (
        "Nach dem Abschluss löst die Prozessbegleitung die Veröffentlichung der gemeinsamen Antwort aus.",
        "After the closing the facilitator starts the release of the joint answer.",
    ),
    "flow.deleted": (
        "Nach heutigem Stand werden am {deletion} alle Fragebögen gelöscht.",
        "As things stand, all responses are deleted on {deletion}.",
    ),
    # Who sees what
    "readers": ("Wer was sieht", "Who sees what"),
    "readers.participation": (
        (
            "Die Beteiligung nennt je Perspektive, wie viele Codes ausgegeben, widerrufen, eingelöst und übrig sind. "
            "Sie nennt nie, wer."
        ),
        (
            "Participation tells for each perspective how many codes were issued, revoked, redeemed and left. It never "
            "tells who."
        ),
    ),
    "readers.texts.none": ("Nach freien Texten wird nicht gefragt.", "Nobody is asked for free texts."),
    "readers.texts.confidential": (
        "Freie Texte stehen nur in der Auswertung der Person, die sie schrieb, und in keiner Veröffentlichung.",
        "Free texts appear only in the evaluation of the person who wrote them, and in no release.",
    ),
    "readers.texts.open": (
        "Freie Texte sehen alle Teilnehmenden und die Prozessbegleitung unter dem Anzeigenamen.",
        "Free texts are seen by everyone who took part and by the facilitator, under the display name.",
    ),
    "readers.texts.institutional": (
        "Freie Texte gehören zur gemeinsamen Antwort und werden mit ihr gezeigt.",
        "Free texts are part of the joint answer and are shown with it.",
    ),
    # Sizes
    "sizes": ("Ab welcher Gruppengröße was gezeigt wird", "What is shown from which group size on"),
    "sizes.nothing": (
        "Bis {below_size} Fragebögen insgesamt: nichts.",
        "Up to {below_size} responses altogether: nothing.",
    ),
    "sizes.quarters": (
        (
            "{size} bis {below_block} Fragebögen insgesamt: für manche Themenfelder, in welchem Viertel der Skala der "
            "Mittelwert einer Gruppe liegt."
        ),
        (
            "{size} to {below_block} responses altogether: for some fields, in which quarter of its scale the mean of "
            "a group lies."
        ),
    ),
    "sizes.cells": (
        "Ab {block} Fragebögen: wie oft jede Antwort vorkommt, mit verdeckten kleinen Zahlen.",
        "From {block} responses on: how often each answer was given, with small counts covered.",
    ),
    "sizes.groups": (
        (
            "Jede Gruppe umfasst mindestens {size} Fragebögen. Kleinere Perspektiven werden allein nach ihrer Größe "
            "zusammengelegt, nie nach Antworten."
        ),
        (
            "Every group has at least {size} responses. Smaller perspectives are merged by their sizes alone, never by "
            "answers."
        ),
    ),
    "sizes.small": (
        "Von Gruppen, die zu klein für einzelne Fragen sind, erscheint dann nur, wie groß sie sind.",
        "Of groups too small for single items only their size is shown then.",
    ),
    "sizes.open": (
        "Eine Mindestgruppengröße gibt es in einem offenen Durchgang nicht: Gezeigt werden alle Einschätzungen.",
        "An open round has no minimum group size: all ratings are shown.",
    ),
    "sizes.institutional": (
        "Eine Mindestgruppengröße gibt es hier nicht: Es gibt nur eine gemeinsame Antwort, und sie wird gezeigt.",
        "There is no minimum group size here: there is only one joint answer, and it is shown.",
    ),
    # No evaluation of single persons
    "persons": ("Auswertung einzelner Personen", "Evaluation of individuals"),
    "persons.confidential": (
        (
            "Eine Auswertung einzelner Personen oder ihres Verhaltens gibt es für andere nicht. Keine Veröffentlichung "
            "enthält einzelne Fragebögen, und es gibt keine Filter, die zu einem führen."
        ),
        (
            "There is no evaluation of individuals or their conduct for others to see. No release contains individual "
            "responses, and there are no filters that lead to one."
        ),
    ),
    "persons.open": (
        (
            "In einem offenen Durchgang sind einzelne Einschätzungen zu sehen. Im kleinen Kreis ist oft zu erkennen, "
            "wer hinter einem Anzeigenamen steht. Schlüsse auf einzelne Beschäftigte sind also möglich."
        ),
        (
            "In an open round individual ratings can be seen. In a small group people can often tell who is behind a "
            "display name. So conclusions about individual employees are possible."
        ),
    ),
    "persons.institutional": (
        (
            "Gezeigt wird eine gemeinsame Antwort. Sie steht für die Verwaltung, nicht für einzelne Personen. Wer "
            "daran mitgeschrieben hat, speichert der Dienst nicht."
        ),
        (
            "One joint answer is shown. It stands for the administration, not for individuals. The service does not "
            "store who worked on it."
        ),
    ),
    "persons.time": (
        "Uhrzeiten und Bearbeitungsdauer speichert der Dienst nicht bei den Fragebögen.",
        "With the responses the service stores neither times of day nor the time spent.",
    ),
    # The rest
    "told": ("Was allen vorher gesagt wird", "What everybody is told beforehand"),
    "told.lead": (
        "Diese Sätze entstehen aus den Bedingungen des Durchgangs und stehen vor der ersten Frage.",
        "These sentences are made from the terms of the round and stand before the first item.",
    ),
    "deletion": ("Löschung", "Deletion"),
    "rights": ("Rechte der Teilnehmenden", "Rights of the respondents"),
    "rights.key": (
        (
            "Wer die Kennung und den persönlichen Schlüssel zeigt, kann lesen, mitnehmen, bis zum Abschluss ändern und "
            "jederzeit löschen. Ein Name ist dafür nicht nötig."
        ),
        (
            "Whoever shows the id and the personal key can read, take along, change until the closing, and erase at "
            "any time. No name is needed for that."
        ),
    ),
    "rights.notice": (
        "Ausführlich steht das in der Datenschutzinformation nach Art. 13 DSGVO.",
        "The privacy notice under Article 13 GDPR has the details.",
    ),
    "risks": ("Was der Dienst nicht verhindern kann", "What the service cannot prevent"),
    "risks.operator": (
        "Wer die Datenbank betreibt, könnte Gespeichertes lesen, bis es gelöscht ist.",
        "Whoever runs the database could read what is stored until it is deleted.",
    ),
    "risks.link": (
        (
            "Wer weiß, wer welchen Code bekam, und zugleich an die Dateien der Datenbank kommt, könnte Person und "
            "Fragebogen zusammenführen. Beides gehört deshalb in getrennte Hände."
        ),
        (
            "Somebody who knows who got which code, and can also reach the files of the database, could bring person "
            "and response together. So these two belong in separate hands."
        ),
    ),
    "risks.codes": (
        "Wer eine Liste der verteilten Codes führt, kann erkennen, ob jemand geantwortet hat, aber nicht was.",
        "Whoever keeps a list of the codes handed out can tell whether somebody has answered, but not what.",
    ),
    "risks.issuer": (
        "Wer Codes verteilt, könnte sie auch selbst einlösen. In den Zahlen der Beteiligung fällt das auf.",
        "Whoever hands out codes could redeem some of them. That shows in the counts of participation.",
    ),
    "risks.pooling": (
        (
            "Erzählen sich in einer kleinen Gruppe mehrere ihre Antworten, lassen sich die übrigen leichter erraten. "
            "Zwei, die sich austauschen, können so bei einzelnen Fragen sogar Gewissheit bekommen: bei zehn Personen, "
            "auch in größeren Gruppen, dort seltener."
        ),
        (
            "If several people in a small group pool their answers, the others become easier to guess. Two who pool "
            "theirs may even become certain of some answers: among ten people, and in larger groups too, less often."
        ),
    ),
    "risks.probable": (
        "Jede Zusammenfassung sagt etwas darüber, was eine Person vermutlich geantwortet hat.",
        "Every summary says something about what a person has probably answered.",
    ),
    "risks.retold": (
        "Was andere gelesen, notiert oder weitererzählt haben, lässt sich nicht zurückholen.",
        "What others have read, noted down or passed on cannot be taken back.",
    ),
    "risks.texts": (
        "Freie Texte können am Stil oder Inhalt erkennen lassen, wer sie schrieb, oder andere Personen nennen.",
        "Free texts may show by style or content who wrote them, or name other people.",
    ),
    "risks.device": (
        (
            "Wird auf einem dienstlichen Gerät geantwortet, kann dieses Gerät oder Netz mitlesen. Der Dienst weiß "
            "davon nichts."
        ),
        (
            "If people answer on a device of their employer, that device or network may read along. The service knows "
            "nothing of it."
        ),
    ),
    "risks.key": (
        "Wer den persönlichen Schlüssel einer anderen Person hat, kann deren Fragebogen lesen, ändern und löschen.",
        "Whoever has somebody else's personal key can read, change and erase their response.",
    ),
    "questions": ("Fragen an den Personalrat", "Questions for the staff council"),
    "questions.part": (
        "Ob und wie der Personalrat zu beteiligen ist, richtet sich nach dem Landesrecht. Diese Fragen können helfen:",
        "Whether and how the staff council takes part depends on the law of the Land. These questions may help:",
    ),
    "questions.items": (
        "Passen alle Fragen zum Zweck, und fragt keine nach Einzelnen?",
        "Do all items fit the purpose, and does none ask about individuals?",
    ),
    "questions.mode.confidential": (
        "Genügt die Mindestgruppengröße von {size}? Möglich sind 5 bis 15, bis jemand begonnen hat.",
        "Is the minimum group size of {size} enough? Anything from 5 to 15 is possible until somebody has begun.",
    ),
    "questions.mode.open": (
        "Haben alle im Team zugestimmt, einander die Einschätzungen zu zeigen, und ist ein Nein ohne Nachteil möglich?",
        "Has everyone in the team agreed to show each other their ratings, and can people say no without harm?",
    ),
    "questions.mode.institutional": (
        "Wer wirkt an der gemeinsamen Antwort mit, und wie kommt sie zustande?",
        "Who works on the joint answer, and how is it arrived at?",
    ),
    "questions.perspectives": (
        "Sind die Perspektiven so gewählt, dass niemand allein in einer steht?",
        "Are the perspectives chosen so that nobody stands alone in one?",
    ),
    "questions.codes": (
        "Wer verteilt die Codes, und ist das von Betrieb und Sicherungskopien getrennt?",
        "Who hands out the codes, and is that kept apart from operation and backups?",
    ),
    "questions.time": (
        "Darf während der Arbeitszeit und auf einem beliebigen Gerät geantwortet werden?",
        "May people answer during working hours and on any device?",
    ),
    "questions.retention": (
        "Ist eine Aufbewahrung von {days} Tagen angemessen? Möglich sind 7 bis 730.",
        "Is keeping responses for {days} days appropriate? Anything from 7 to 730 is possible.",
    ),
    "questions.texts": (
        "Sollen freie Texte erfragt werden? In diesem Durchgang ist das der Fall.",
        "Should people be asked for free texts? In this round they are.",
    ),
    "questions.release": (
        "Wer bekommt die Veröffentlichung, und wer nimmt am Workshop teil?",
        "Who gets the release, and who takes part in the workshop?",
    ),
    "questions.agreement": (
        "Braucht es eine Dienstvereinbarung, etwa dazu, dass aus Ergebnissen keine personellen Maßnahmen folgen?",
        "Is a service agreement needed, for instance that no personnel measures follow from results?",
    ),
}
