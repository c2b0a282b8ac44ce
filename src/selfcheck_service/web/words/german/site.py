"""What the pages say on every page, and when something goes wrong, in German."""

from selfcheck_service.web.words.shape import Words

WORDS: Words = {
    "site": {
        "name": "Selbstcheck für Kommunen",
        "skip": "Zum Inhalt springen",
        "languages": "Sprache wählen",
        "main_place": "Auf dieser Seite",
        "back_to_start": "Alle Fragebögen",
        "footer": (
            "Cookies gibt es nur, wenn Sie an einem Durchgang oder einer Abstimmung teilnehmen oder sich anmelden. "
            "Von anderen Servern wird nichts geladen."
        ),
        "demo": "Vorführung",
        "made_up": "Die Kommunen in diesem Dienst und ihre Antworten sind erfunden. Die Fragebögen sind echt.",
        "privacy": "Datenschutz und Cookies",
        "accessibility": "Barrierefreiheit",
        "interface": "Schnittstelle für andere Programme",
    },
    "copy": {
        "button": "Kopieren",
        "done": "Kopiert.",
        "failed": "Das Kopieren hat nicht geklappt. Der Schlüssel ist markiert: Kopieren Sie ihn selbst.",
    },
    "error": {
        "400": ("Die Anfrage war nicht zu verstehen", "Bitte gehen Sie zurück und versuchen Sie es noch einmal."),
        "403": ("Das ist hier nicht freigegeben", "Bitte fragen Sie bei denen nach, die diesen Dienst betreiben."),
        "404": (
            "Diese Seite gibt es nicht",
            "Vielleicht ist die Adresse unvollständig, oder was hier stand, gibt es nicht mehr.",
        ),
        "405": (
            "So lässt sich diese Seite nicht aufrufen",
            "Sie erscheint, nachdem ein Formular abgesendet wurde, und hat keine eigene Adresse.",
        ),
        "408": ("Die Übertragung hat zu lange gedauert", "Bitte gehen Sie zurück und senden Sie noch einmal ab."),
        "409": ("Das geht gerade nicht", "Es widerspricht dem, was schon da ist."),
        "410": ("Das ist gelöscht", "Es wurde endgültig gelöscht und lässt sich nicht wiederherstellen."),
        "412": (
            "Inzwischen hat sich etwas geändert",
            "Bitte öffnen Sie die Seite neu und sehen Sie nach, was jetzt gilt.",
        ),
        "413": (
            "Das ist zu viel auf einmal",
            ("Bitte gehen Sie zurück und kürzen Sie Ihren Text, oder wählen Sie eine kleinere Datei."),
        ),
        "415": (
            "Diese Form der Eingabe kennen wir nicht",
            ("Bitte öffnen Sie die Seite neu und füllen Sie das Formular dort aus."),
        ),
        "422": ("Diese Eingabe passt nicht", "Bitte gehen Sie zurück und prüfen Sie Ihre Angaben."),
        "500": (
            "Bei uns ist etwas schiefgegangen",
            "Das liegt nicht an Ihnen. Bitte versuchen Sie es in ein paar Minuten noch einmal.",
        ),
        "503": (
            "Gerade ist zu viel los",
            "Das liegt nicht an Ihnen. Bitte warten Sie eine Minute.",
        ),
        "401": ("Bitte melden Sie sich an", "Diese Seite ist nur mit einem Schlüssel zu sehen."),
        "429": ("Das war zu oft hintereinander", "Bitte warten Sie eine Minute."),
        "scope": (
            "Ihr Schlüssel hat das Recht „{scope}“ nicht, das diese Seite verlangt. Die Menschen, die diesen Dienst "
            "betreiben, können Ihnen einen anderen geben."
        ),
        "trace": "Wenn Sie nachfragen, nennen Sie bitte diese Kennung:",
        "home": "Zur Startseite",
        "overview": "Zur Übersicht",
        # Behind what went wrong, where something was typed: it came here, or it is still with the browser.
        "kept": "Was Sie eingegeben haben, ist noch da. Sie können es von hier noch einmal absenden.",
        "unread": (
            "Was Sie eingegeben haben, ist noch nicht angekommen. Laden Sie diese Seite nach einer Minute neu: Ihr "
            "Browser fragt dann, ob er alles noch einmal senden soll."
        ),
        "unnamed": (
            "Die Fragen lassen sich gerade nicht zeigen. Ihre Antworten stehen deshalb unter den Kurznamen, die der "
            "Fragebogen den Fragen gibt."
        ),
        "once_more": "Noch einmal absenden",
        "typed": "Was Sie eingegeben haben",
    },
    "months": [
        "Januar",
        "Februar",
        "März",
        "April",
        "Mai",
        "Juni",
        "Juli",
        "August",
        "September",
        "Oktober",
        "November",
        "Dezember",
    ],
    "date": "{day}. {month} {year}",
}
