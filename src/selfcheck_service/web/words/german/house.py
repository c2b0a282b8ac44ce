"""What the page for housekeeping says, in German."""

from selfcheck_service.web.words.shape import Words

WORDS: Words = {
    "house": {
        "title": "Jetzt aufräumen",
        "look": "Jetzt nachsehen und aufräumen",
        "lead": "Gelöscht wird, was fällig ist. Danach steht hier, was es war.",
        "what": "Was",
        "count": "Anzahl",
        "due": "Was jetzt fällig ist",
        "would_go": "Das würde jetzt geschehen",
        "rounds": "In diesen Durchgängen",
        "nothing": "Jetzt ist nichts fällig.",
        "not_all": "Es sind so viele Durchgänge, dass hier nicht alle mitgezählt sind.",
        "ask": "Jetzt aufräumen?",
        "ask_text": (
            "Was gelöscht ist, kommt nicht wieder. Es ist das, was den Menschen versprochen wurde. "
            "Das kann eine Minute dauern; das Protokoll hält fest, dass Sie es waren."
        ),
        "do": "Aufräumen",
        "back": "Zurück zur Aufbewahrung",
        "done": "Es ist aufgeräumt.",
        "done_nothing": "Es gab nichts zu tun.",
        "did": "Das ist geschehen",
        "left": {
            "one": "Ein Durchgang ist noch nicht angesehen, weil Sie sonst zu lange gewartet hätten.",
            "other": "{count} Durchgänge sind noch nicht angesehen, weil Sie sonst zu lange gewartet hätten.",
        },
        "traces": (
            "In den Dateien der Datenbank können noch Spuren von Gelöschtem liegen, weil gerade jemand darin liest "
            "oder die Tabellen einer anderen Rolle gehören. Das nächste Aufräumen entfernt sie."
        ),
        "whole": "der ganze Durchgang",
        "responses": {"one": "1 Antwort", "other": "{count} Antworten"},
        "codes": {"one": "1 Zugangscode", "other": "{count} Zugangscodes"},
        "opened": "Öffnung nachtragen",
        "closed": "Ende nachtragen",
        "things": {
            "opened": "Öffnungen im Protokoll nachgetragen",
            "closed": "Enden im Protokoll nachgetragen",
            "codes": "Abgelaufene Zugangscodes gelöscht",
            "responses": "Antworten gelöscht, deren Frist vorbei ist",
            "erased": "Gastdurchgänge ganz gelöscht",
            "ballots": "Vergessene Abstimmungen beendet und gezählt",
            "replies": "Alte Antworten an Programme vergessen",
            "sessions": "Beendete Anmeldungen gelöscht",
        },
    },
}
