"""What the pages say about accessibility and privacy of the site itself, in German."""

from selfcheck_service.web.words.shape import Words

WORDS: Words = {
    "accessibility": {
        "title": "Erklärung zur Barrierefreiheit",
        "lead": "Diese Seiten sollen für alle Menschen nutzbar sein. Hier steht, was dafür geprüft ist und was nicht.",
        "parts": [
            (
                "Woran wir uns halten",
                [
                    (
                        "Maßstab sind die Barrierefreie-Informationstechnik-Verordnung (BITV 2.0), die europäische "
                        "Norm EN 301 549 und die Web Content Accessibility Guidelines (WCAG) 2.2 in der Stufe AA."
                    ),
                ],
            ),
            (
                "Was geprüft ist",
                [
                    (
                        "Bei jeder Änderung der Software prüft ein Programm (axe) die Seiten in einem echten Browser: "
                        "auf Deutsch und Englisch, hell und dunkel, auf dem Rechner und auf schmalen Bildschirmen. "
                        "Geprüft wird auch, dass die Seiten mit der Tastatur und ohne JavaScript bedienbar sind, dass "
                        "sie mit doppelt so großer Schrift lesbar bleiben und dass selbst gewählte Farben gelten. Alle "
                        "Diagramme haben eine Tabelle mit denselben Werten."
                    ),
                ],
            ),
            (
                "Was nicht geprüft ist",
                [
                    "Ein Programm findet nur einen Teil der Barrieren. Noch nicht geprüft haben wir diese Seiten",
                    [
                        "mit Menschen, die Hilfsmittel wie Screenreader, Braillezeilen oder Sprachsteuerung nutzen,",
                        "mit Menschen mit Lernschwierigkeiten,",
                        "durch eine unabhängige Prüfstelle.",
                    ],
                    "Darum behaupten wir nicht, dass die Seiten vollständig barrierefrei sind.",
                ],
            ),
            (
                "Bekannte Grenzen",
                [
                    [
                        (
                            "Einfache Sprache gibt es nur auf Seiten für Menschen, die einen Fragebogen ausfüllen, und "
                            "nur dort, wo der Fragebogen sie mitbringt. Leichte Sprache und Gebärdensprache gibt es "
                            "nicht."
                        ),
                        (
                            "Texte von Fragebögen stammen von denen, die sie schreiben. Für ihre Verständlichkeit "
                            "können wir nicht einstehen."
                        ),
                    ],
                ],
            ),
        ],
        "table_title": "",
        "contact_title": "Barriere melden",
        "contact": "Sie sind auf eine Barriere gestoßen? Bitte schreiben Sie an:",
        "contact_missing": (
            "Wer diesen Dienst betreibt, hat hier noch keine Adresse hinterlegt. Bitte wenden Sie sich an die Stelle, "
            "die Ihnen den Link zu dieser Seite gegeben hat."
        ),
        "after": [
            (
                "Für das Durchsetzungsverfahren ist in jedem Bundesland eine andere Stelle zuständig. Welche es hier "
                "ist, sagt Ihnen die Stelle, die diesen Dienst betreibt."
            ),
        ],
    },
    "privacy": {
        "title": "Was diese Website über Sie speichert",
        "lead": (
            "Kurz gesagt: so wenig wie möglich. Es gibt kein Tracking, und es wird nichts von anderen Servern geladen."
        ),
        "parts": [
            (
                "Fragebogen ausprobieren",
                [
                    (
                        "Wenn Sie einen Fragebogen ohne Einladung ausprobieren, werden Ihre Antworten ausgewertet und "
                        "sofort vergessen. Dabei wird kein Cookie gesetzt."
                    ),
                ],
            ),
            (
                "An einem Durchgang teilnehmen",
                [
                    (
                        "Was mit Ihren Antworten geschieht, hängt vom Durchgang ab. Es steht auf der ersten Seite, "
                        "bevor Sie antworten. Damit Sie später weitermachen können, merkt sich Ihr Browser eine "
                        "Kennung und ein Geheimnis für diesen einen Durchgang, und bis zur ersten gespeicherten "
                        "Antwort auch den Zugangscode. Der Server kennt davon nur Prüfwerte."
                    ),
                    (
                        "Fällt die Verbindung aus, hebt das Fenster selbst auf, was sich nicht speichern ließ: bis es "
                        "gespeichert ist oder Sie das Fenster schließen."
                    ),
                ],
            ),
            (
                "Protokolle",
                [
                    (
                        "Zu jedem Aufruf wird vermerkt: die Art der Seite, ob es geklappt hat, wie lange es gedauert "
                        "hat und eine zufällige Kennung des Aufrufs; bei Angemeldeten auch die Kennung des Schlüssels. "
                        "Nicht vermerkt werden IP-Adressen, Browser, Suchbegriffe und Eingaben. Wer einen "
                        "vorgeschalteten Server betreibt, kann dort eigene Protokolle führen."
                    ),
                    "An- und Abmeldungen stehen mit dem Tag und der Kennung des Schlüssels im Protokoll des Betriebs.",
                ],
            ),
        ],
        "table_title": "Alle Cookies",
        "table_head": ["Wofür", "Wann gesetzt", "Wie lange"],
        "table_rows": [
            [
                "selfcheck_session",
                "Damit Sie angemeldet bleiben",
                "beim Anmelden mit einem Schlüssel",
                "bis Sie sich abmelden oder länger nichts tun, höchstens {hours} Stunden",
            ],
            [
                "selfcheck_answer",
                "Damit Sie Ihren Fragebogen weiter ausfüllen können",
                "beim Eingeben eines Zugangscodes oder Schlüssels",
                "2 Tage; nach der ersten gespeicherten Antwort höchstens 90",
            ],
            [
                "selfcheck_vote",
                "Damit Ihre Stimme nur einmal zählt und Sie sie ändern können, solange die Abstimmung läuft",
                "wenn Sie den Code einer Abstimmung eingeben",
                "2 Tage",
            ],
            [
                "selfcheck_room",
                "Damit die Leinwand den Code einer Abstimmung zeigen kann",
                "wenn Sie als Moderation eine Abstimmung beginnen",
                "einen Tag",
            ],
        ],
        "contact_title": "Fragen zum Datenschutz",
        "contact": "Bitte schreiben Sie an:",
        "contact_missing": (
            "Wer diesen Dienst betreibt, hat hier noch keine Adresse hinterlegt. Bitte wenden Sie sich an die Stelle, "
            "die Ihnen den Link zu dieser Seite gegeben hat."
        ),
        "after": [],
    },
}
