"""What the page says on which forms are typed in, in German."""

from selfcheck_service.web.words.shape import Words

WORDS: Words = {
    "typing_in": {
        "title": "Bogen eingeben",
        "link": "Ausgefüllte Bögen eingeben",
        "lead": (
            "Geben Sie ein, was jemand auf Papier angekreuzt hat. Behalten Sie für sich, was Sie dabei lesen, und "
            "vernichten Sie den Bogen danach."
        ),
        "which": "Von wem ist der Bogen?",
        "head": "Codes auf dem Bogen",
        "head_of": "Codes auf dem Bogen: {perspective}",
        "fields": {
            "form_code": "Bogen-Code",
            "access_code": "Zugangscode",
            "language": "Sprache des Bogens",
            "answers": "Antworten",
        },
        "form_code_hint": "Er steht auf der ersten Seite und unten auf jeder Seite.",
        "access_code_hint": "Er ist auf den Bogen geschrieben und gilt für einen einzigen.",
        "answers": "Antworten",
        "answers_lead": (
            "In der Reihenfolge und mit den Nummern des Bogens. Was leer ist, lassen Sie offen. „Weiß nicht“ ist eine "
            "Antwort."
        ),
        "twice": (
            "Bitte sehen Sie noch einmal hin: Danach kann niemand diesen Bogen ansehen, ändern oder einzeln löschen."
        ),
        "button": "Bogen aufnehmen",
        "done": "Der Bogen ist aufgenommen, sein Zugangscode ist eingelöst. Der nächste bitte.",
        "not_open": "Bögen lassen sich nur eingeben, solange der Durchgang offen ist.",
        "fault": {"not_one_of": "Dieser Bogen-Code gehört zu einem Bogen für eine andere Perspektive."},
    },
}
