"""What the pages say of rounds: listing, making, changing, closing and deleting them, in German."""

from selfcheck_service.web.words.shape import Words

WORDS: Words = {
    "rounds": {
        "title": "Durchgänge",
        "lead": "Ein Durchgang ist ein Selbstcheck einer Kommune: Menschen füllen aus, danach sprechen alle darüber.",
        "new": "Durchgang anlegen",
        "empty": "Noch gibt es keinen Durchgang.",
        "newest": "Was läuft und was ansteht",
        "of_state": "Stand",
        "states": {"": "alle", "planned": "geplant", "open": "offen", "closed": "abgeschlossen"},
        "stands": {
            "planned": "geplant",
            "open": "offen",
            "closed": "abgeschlossen",
            "released": "Ergebnis liegt vor",
        },
        "next": {
            "planned": "Als Nächstes: einladen",
            "open": "Als Nächstes: Beteiligung ansehen, erinnern",
            "closed": "Als Nächstes: Ergebnis erstellen",
            "released": "Als Nächstes: Ergebnis ansehen, Workshop vorbereiten",
        },
        "of_municipality": "Nur Durchgänge von {name}.",
    },
    "making": {
        "title": "Durchgang anlegen",
        "lead": "In zwei Schritten. Bis zur ersten Antwort lässt sich alles noch ändern oder wieder löschen.",
        "ground": "Für wen und womit",
        "continue_": "Weiter",
        "take_over": "Andere Wahl übernehmen",
        "take_over_hint": "Was Sie unten eingegeben haben, bleibt erhalten.",
        "choose": "Bitte wählen",
        "no_municipality": "Legen Sie bitte zuerst eine Kommune an.",
        "no_questionnaire": "Noch ist kein Fragebogen veröffentlicht.",
        "fields": {
            "municipality": "Kommune",
            "questionnaire": "Fragebogen",
            "programme": "Programm",
            "title": "Titel",
            "mode": "Wie vertraulich ist der Durchgang?",
            "perspectives": "Aus welchen Perspektiven wird geantwortet?",
            "joint_perspective": "Aus welcher Perspektive kommt die gemeinsame Antwort?",
            "minimum_group_size": "Kleinste Gruppe, die gezeigt wird",
            "free_texts": "Freie Texte",
            "languages": "Sprachen",
            "opens_on": "Beginn",
            "closes_on": "Abschluss",
            "retention_days": "Aufbewahrung der Antworten in Tagen",
        },
        "title_hint": "Er steht in den Einladungen, zum Beispiel „Selbstcheck im Frühjahr“.",
        "no_programme": "kein Programm",
        "seen": "Wer sieht was",
        "sides": ("Wer antwortet", "Sie in der Begleitung", "Rat und Öffentlichkeit"),
        "side_of_district": "Kreistag und Öffentlichkeit",
        "modes": {
            "confidential": (
                "Vertraulich",
                "Für fünfzehn und mehr Menschen. Die Voreinstellung.",
                (
                    "Die eigenen Antworten und die eigene Auswertung. Von anderen nichts, auch später nicht.",
                    (
                        "Wie viele mitmachen. Nach dem Abschluss eine Zusammenfassung nach Gruppen, nie einzelne "
                        "Antworten."
                    ),
                    "Nur, was Sie aus der Zusammenfassung weitergeben.",
                ),
                "„Fachverwaltung (12 Personen): 40 bis 55 von 100 Punkten“",
            ),
            "open": (
                "Offen",
                "Für ein kleines Team, das sich vertraut und sich darauf geeinigt hat.",
                (
                    "Zuerst nur die eigenen Antworten. Nach dem Abschluss die aller, unter selbst gewählten Namen.",
                    "Nach dem Abschluss alle Antworten unter den gewählten Namen.",
                    "Nichts von selbst. Was im Team gesagt wurde, gehört dem Team.",
                ),
                "„Kranich: 3 von 5. Amsel: 1 von 5.“",
            ),
            "institutional": (
                "Eine gemeinsame Antwort",
                "Für eine Kommune, die als Verwaltung antwortet.",
                (
                    "Alle, die den Entwurf bekommen, arbeiten an derselben Antwort.",
                    "Nach dem Abschluss die gemeinsame Antwort, so wie sie abgesendet wurde.",
                    "Die gemeinsame Antwort, wenn Sie sie weitergeben. Sie steht für die Verwaltung.",
                ),
                "„Die Verwaltung: 3 von 5, Stufe 2“",
            ),
        },
        "example": "Zum Beispiel:",
        "mode_hint": "Mit der ersten Antwort steht das fest, weil Menschen darauf vertrauen.",
        "perspectives_hint": (
            "Nur was Sie hier wählen, können Menschen angeben. Zu kleine Gruppen werden zusammengefasst: Lieber wenige "
            "große Gruppen als viele kleine."
        ),
        "joint_hint": "Nur bei einer gemeinsamen Antwort. Die Auswahl darüber gilt dann nicht.",
        "size_hint": (
            "Nur bei vertraulichen Durchgängen. Haben weniger Menschen geantwortet, wird die Gruppe mit einer anderen "
            "zusammengefasst. Höher ist sicherer, zeigt aber weniger. Fünf ist das Wenigste. Antworten einzelner "
            "Gruppen sind erst ab zehn Menschen zu sehen."
        ),
        "people": {"one": "{count} Person", "other": "{count} Personen"},
        "free_yes": "Es wird nach eigenen Worten gefragt",
        "free_yes_hint": "In vertraulichen Durchgängen liest sie nur, wer sie geschrieben hat.",
        "free_no": "Keine freien Texte",
        "free_no_hint": "Was niemand schreibt, kann niemanden verraten. Die Voreinstellung.",
        "languages_hint": "In diesen Sprachen kann geantwortet werden.",
        "when": "Von wann bis wann",
        "when_hint": "Uhrzeiten in Deutschland. Der Abschluss lässt sich später verschieben, der Beginn bis er da ist.",
        "on": "Tag",
        "at": "Uhrzeit",
        "on_hint": "zum Beispiel 31.03.2027",
        "at_hint": "zum Beispiel 18:00",
        "retention_hint": (
            "So lange nach dem Abschluss bleiben einzelne Antworten gespeichert, damit Menschen sie ansehen und "
            "löschen können: 7 bis 730 Tage. Danach werden sie gelöscht. Die Zusammenfassung bleibt."
        ),
        "profile": "Was für eine Kommune das ist",
        "profile_hint": "Danach richtet sich, welche Fragen gestellt werden und welche Anregungen passen.",
        "profile_known": "Vorgewählt ist, was beim letzten Durchgang dieser Kommune angegeben war.",
        "submit": "Durchgang anlegen",
        "submit_hint": "Es wird noch niemand eingeladen.",
    },
    "round": {
        "tabs": "Seiten dieses Durchgangs",
        "overview": "Überblick",
        "invitations": "Einladungen",
        "letters": "Texte",
        "release": "Ergebnis erstellen",
        "results": "Ergebnis",
        "steps_title": "Wo der Durchgang steht",
        "steps": {
            "prepare": "Vorbereiten",
            "invite": "Einladen",
            "open": "Offen",
            "closed": "Abgeschlossen",
            "released": "Ergebnis liegt vor",
            "workshop": "Workshop",
            "measures": "Maßnahmen",
            "recheck": "Nachprüfung",
        },
        "progress": {"done": "erledigt", "now": "jetzt", "later": "später"},
        "next_title": "Was jetzt zu tun ist",
        "next": {
            "planned": (
                "Sprechen Sie mit Personalrat und Datenschutz und laden Sie dann ein. Zugangscodes können Sie schon "
                "jetzt ausgeben; antworten lässt sich ab {opens}."
            ),
            "open": "Menschen können bis {closes} antworten. Sehen Sie nach der Beteiligung und erinnern Sie.",
            "closed": "Der Durchgang ist seit {closes} abgeschlossen. Jetzt lässt sich das Ergebnis erstellen.",
            "released": "Das Ergebnis liegt vor. Sehen Sie es an und bereiten Sie den Workshop vor.",
        },
        "go": {
            "planned": "Einladen",
            "open": "Einladen und erinnern",
            "closed": "Vorschau ansehen und Ergebnis erstellen",
            "released": "Ergebnis ansehen",
        },
        "workshop": "Workshop vorbereiten",
        "measures": "Maßnahmen",
        "recheck": "Nachprüfung",
        "advice": "Gut zu wissen",
        "advised": {
            "small_group": (
                "Bei weniger als fünfzehn Menschen kann ein vertraulicher Durchgang nur wenig zeigen: Mehr würde "
                "verraten, wer was gesagt hat. Ein kleines Team, das sich vertraut, erfährt in einem offenen Durchgang "
                "mehr. Gibt die Verwaltung eine gemeinsame Antwort, passt diese Art besser."
            ),
            "one_answer": (
                "Dieser Durchgang nimmt eine gemeinsame Antwort auf, dafür gibt es einen Code. Wer beginnt, kann den "
                "Entwurf mit dem persönlichen Schlüssel weitergeben."
            ),
        },
        "uninvited": "Der Durchgang ist bis {closes} offen, aber es sind noch keine Codes ausgegeben. Laden Sie ein.",
        # Where a round is sealed and has no release: an open one, or another.
        "unmade": {
            "open": (
                "Das Ergebnis wurde zurückgezogen, weil jemand die eigenen Antworten gelöscht hat. Bitte erstellen Sie "
                "es neu; die Maßnahmen bleiben."
            ),
            "other": "Das Ergebnis ist noch nicht ganz fertig geworden. Bitte erstellen Sie es noch einmal.",
        },
        "participation": "Beteiligung",
        # How much the participation tells, by the mode of the round.
        "participation_lead": {
            "confidential": "Hier stehen nur Zahlen. Wer geantwortet hat, erfahren auch Sie nicht.",
            "open": "Hier stehen nur Zahlen. Welche Namen sich die Menschen gegeben haben, zeigt erst das Ergebnis.",
            "institutional": "Hier stehen nur Zahlen. Was geantwortet wurde, zeigt erst das Ergebnis.",
        },
        "submitted": {"one": "{count} Fragebogen ist abgesendet.", "other": "{count} Fragebögen sind abgesendet."},
        "fewest": "Für ein Ergebnis braucht es mindestens {count}.",
        "columns": ("Perspektive", "Codes ausgegeben", "eingelöst", "zurückgenommen", "noch gültig"),
        "all": "Alle",
        "facts": "Eckdaten",
        "municipality": "Kommune",
        "questionnaire": "Fragebogen",
        "mode": "Vertraulichkeit",
        "answerers_see": "Wer antwortet, sieht:",
        "opens": "Beginn",
        "closes": "Abschluss",
        "size": "Kleinste Gruppe",
        "free_texts": "Freie Texte",
        "yes": "ja",
        "no": "nein",
        "languages": "Sprachen",
        "retention": "Antworten werden gelöscht am",
        "guest": "Durchgang zum Ausprobieren, er wird gelöscht am",
        "papers": "Papiere",
        "papers_lead": "Entwürfe aus den Angaben dieses Durchgangs. Bitte prüfen lassen, bevor sie hinausgehen.",
        "paper": {
            "staff-council-sheet": (
                "Blatt für den Personalrat",
                "Was gefragt wird, wer was sieht, was nie gezeigt wird.",
            ),
            "privacy-notice": ("Datenschutzhinweise", "Für alle, die antworten (Art. 13 DSGVO)."),
            "record-of-processing": ("Eintrag ins Verzeichnis", "Für die Datenschutzbeauftragten (Art. 30 DSGVO)."),
        },
        "form": "Fragebogen auf Papier (PDF)",
        "form_for": "Fragebogen auf Papier, {perspective} (PDF)",
        "no_paper": "In einem offenen Durchgang gibt es kein Papier, weil dort alle einander sehen.",
        "markdown": "Als Textdatei (Markdown)",
        "to_complete": "Das fehlt noch und steht im Text in eckigen Klammern:",
        "more": "Mehr",
        "change": "Durchgang ändern",
        "close": "Jetzt abschließen",
        "delete": "Durchgang löschen",
        "change_title": "Durchgang ändern",
        "perspectives": "Perspektiven",
        "version": "Fassung des Fragebogens",
        "version_now": "{version} (wie bisher)",
        "version_hint": "Neuere Fassungen, die dasselbe meinen. Jede andere braucht einen neuen Durchgang.",
        "when_hint": "Uhrzeiten in Deutschland.",
        "terms_title": "Bedingungen",
        "terms_lead": "Bis zur ersten Antwort lässt sich das alles ändern. Danach gilt, was den Menschen gesagt wurde.",
        "terms_codes": "Sind Einladungen schon unterwegs, sagen Sie bitte allen, was jetzt anders ist.",
        "terms_stay": {
            "terms_frozen": (
                "Es wird schon geantwortet. Darum steht das hier fest: Die Menschen haben es gelesen, bevor sie "
                "geantwortet haben, und verlassen sich darauf."
            ),
            "round_expired": (
                "Die Antworten sind gelöscht, die Frist dafür ist um. Das hier bleibt stehen: Es sagt, worauf sich "
                "alle eingelassen hatten."
            ),
        },
        "closing_stays": {
            "round_released": "Das Ergebnis ist erstellt, darum bleibt der Abschluss, wie er war.",
            "round_closed": (
                "In einem offenen Durchgang sehen die Beteiligten nach dem Abschluss einander. Darum lässt er sich "
                "nicht wieder öffnen."
            ),
            "round_expired": "Die Antworten sind gelöscht, darum lässt sich der Durchgang nicht wieder öffnen.",
        },
        "refused": {
            "terms_frozen": (
                "Inzwischen hat jemand zu antworten begonnen. Das steht seitdem fest: {names}. Gespeichert ist nichts; "
                "den Rest können Sie jetzt noch einmal speichern."
            ),
            "codes_issued": (
                "Es sind Codes ausgegeben für Perspektiven, die der Durchgang dann nicht mehr hätte: {names}. Nehmen "
                "Sie diese Codes bitte zuerst zurück."
            ),
        },
        "lost": "Was Sie dazu eingegeben hatten",
        "opened": "Der Durchgang ist schon offen, der Beginn lässt sich nicht mehr ändern.",
        "changed_meanwhile": (
            "Jemand hat den Durchgang inzwischen geändert. Was Sie eingegeben haben, steht unten. Wenn Sie jetzt "
            "speichern, gilt Ihre Fassung."
        ),
        "close_title": "Durchgang jetzt abschließen?",
        "close_text": (
            "Danach kann niemand mehr antworten. Vorgesehen war der Abschluss: {closes}. Wer angefangen und nicht "
            "abgesendet hat, kommt nicht mehr dazu."
        ),
        "close_left": {
            "one": "{count} Zugangscode ist noch nicht eingelöst.",
            "other": "{count} Zugangscodes sind noch nicht eingelöst.",
        },
        "close_undo": "Bis das Ergebnis erstellt ist, können Sie den Abschluss wieder verschieben.",
        "close_open_undo": "In einem offenen Durchgang lässt sich das nicht zurücknehmen.",
        "close_button": "Jetzt abschließen",
        "close_not": "Der Durchgang ist nicht offen, es gibt nichts abzuschließen.",
        "stay": "Nicht abschließen",
        "delete_title": "Durchgang löschen?",
        "delete_text": (
            "Der Durchgang verschwindet mit seinen Einladungen. Codes, die schon verteilt sind, gelten dann nicht "
            "mehr. Das lässt sich nicht zurücknehmen."
        ),
        "delete_cannot": (
            "Dieser Durchgang lässt sich nicht löschen: Es hat schon jemand einen Code eingelöst, und was Menschen "
            "gesagt wurde, gilt. Sie können ihn abschließen."
        ),
        "typed_title": "Titel des Durchgangs",
        "typed_title_hint": "Schreiben Sie zur Sicherheit den Titel: {title}",
        "delete_button": "Endgültig löschen",
        "keep": "Nicht löschen",
    },
}
