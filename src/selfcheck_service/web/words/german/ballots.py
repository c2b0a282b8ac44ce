"""What the pages say to facilitators about ballots, in German."""

from selfcheck_service.web.words.shape import Words

WORDS: Words = {
    "ballots": {
        "title": "Abstimmungen",
        "lead": (
            "Mit Punkten entscheidet der Raum, was zuerst drankommt: alle gleichzeitig, und niemand sieht vorher etwas."
        ),
        "new": "Neue Abstimmung",
        "new_lead": "Worüber soll der Raum abstimmen?",
        "to_workshop": "Zum Workshop",
        "not_yet": "Abstimmen lässt sich, sobald das Ergebnis des Durchgangs vorliegt.",
        "none": "Noch wurde nicht abgestimmt.",
        "open": "läuft",
        "closed": "beendet",
        "kind": "Worüber",
        "kinds": {
            "fields": ("Themenfelder", "Zum Beispiel am Anfang: Woran arbeiten wir heute?"),
            "suggestions": (
                "Vorschläge",
                "Zum Beispiel am Ende: Womit fangen wir an? Wählen Sie die Vorschläge aus, um die es im Workshop ging.",
            ),
            "own": ("Eigene Ideen", "Was im Raum entstanden ist und in keinem Fragebogen steht."),
        },
        "first_title": {
            "fields": "Woran arbeiten wir heute?",
            "suggestions": "Womit fangen wir an?",
            "own": "Was ist uns am wichtigsten?",
        },
        "fields": {
            "title": "Frage",
            "options": "Möglichkeiten",
            "own": "Eigene Ideen dazu (freiwillig)",
            "own_only": "Ideen",
            "dots": "Punkte je Person (freiwillig)",
            "people": "Wie viele Menschen sind im Raum?",
            "code_kind": "Wie kommen sie hinein?",
        },
        "title_hint": "So steht sie auf der Leinwand und auf den Telefonen.",
        "for_any_field": "Für jedes Themenfeld",
        "own_hint": "Jede Zeile eine Idee.",
        "dots_hint": "Ohne Angabe halb so viele wie Möglichkeiten, aufgerundet.",
        "cumulating": ("Häufeln erlauben", "Dann dürfen mehrere Punkte einer Person auf derselben Möglichkeit liegen."),
        "people_hint": (
            "Mehr Stimmen als Menschen werden nicht angenommen, auf Telefonen und Papier zusammen. Höchstens {most}."
        ),
        "codes": {
            "shared": (
                "Ein Code für alle auf der Leinwand",
                (
                    "Gut für ein schnelles Meinungsbild. Wer zwei Telefone hat, könnte zweimal abstimmen, solange "
                    "andere es nicht tun."
                ),
            ),
            "slips": (
                "Ein Zettel mit eigenem Code für jede Person",
                (
                    "Gut, wenn um die Entscheidung gerungen wird: eine Stimme je Zettel. Sie drucken die Zettel im "
                    "nächsten Schritt."
                ),
            ),
        },
        "open_it": "Abstimmung beginnen",
        "nothing_yet_for_all": "Was gewählt wurde, sieht bis zum Ende niemand.",
        "nothing_yet": "Was gewählt wurde, sieht bis zum Ende niemand, auch Sie nicht.",
        "closes": "Von selbst endet sie am {moment}.",
        "wall": "Auf die Leinwand",
        "wall_result": "Ergebnis auf die Leinwand",
        "refresh": "Neu laden",
        "close": "Beenden\u00a0…",
        "ways": "So kommen alle hinein",
        "go_to": "Im Browser öffnen:",
        "and_type": "und diesen Code eingeben:",
        "and_type_slip": "und den Code vom eigenen Zettel eingeben, oder den Zettel mit der Kamera ansehen.",
        "picture": "QR-Code, der zur Abstimmung führt",
        "code_here": (
            "Den Code kennt nur dieser Browser; gespeichert ist er beim Dienst nicht. Lassen Sie die Abstimmung auf "
            "diesem Gerät, bis sie beendet ist."
        ),
        "code_elsewhere": (
            "Den Code zeigt nur der Browser, in dem die Abstimmung begonnen wurde. Ist er dort nicht mehr zu sehen, "
            "beginnen Sie bitte eine neue Abstimmung."
        ),
        "slips_lead": "Jede der {people} Personen bekommt einen Zettel mit einem eigenen Code.",
        "slips": "Zettel drucken (PDF)",
        "slips_hint": (
            "Jeder Druck macht neue Codes, und die alten gelten dann nicht mehr. Drucken Sie erst, wenn Sie wissen, "
            "dass Sie die Zettel verteilen."
        ),
        "slips_again": (
            "Die Zettel wurden inzwischen schon einmal gedruckt. Drucken Sie noch einmal, gelten nur die neuen."
        ),
        "slips_used": "Es wurde schon abgestimmt. Neue Zettel gibt es deshalb nicht mehr.",
        "paper_pdf": "Stimmzettel zum Ankreuzen mit Zählbogen (PDF)",
        "asked": "Was gefragt ist",
        "paper_title": "Auf Papier gezählt",
        "paper_lead": (
            "Wer kein Telefon hat, kreuzt auf Papier an. Zählen Sie die Zettel und tragen Sie die Summen ein; was "
            "vorher hier stand, wird ersetzt."
        ),
        "paper_after": (
            "Die Abstimmung ist beendet, alle kennen das Ergebnis. Tragen Sie hier nur noch ein, was gezählt und noch "
            "nicht eingegeben war, und sagen Sie es im Raum: Das Ergebnis ändert sich dann auf allen Telefonen. Beim "
            "Ergebnis steht dann überall, dass nach dem Ende etwas eingetragen wurde."
        ),
        "paper_enter": "Summen eintragen",
        "paper_ballots": "Abgegebene Papierzettel",
        "paper_dots": "Punkte für „{title}“",
        "change": "Berichtigen",
        "change_what": "Frage oder Zahl der Menschen ändern",
        "change_people": "Zahl der Menschen ändern",
        "discard": "Aus Versehen begonnen: zurücknehmen\u00a0…",
        "changed_meanwhile": (
            "Inzwischen hat jemand etwas an dieser Abstimmung geändert. Bitte sehen Sie nach, was jetzt gilt, und "
            "speichern Sie dann noch einmal."
        ),
        "confirm": {
            "close": {
                "title": "Abstimmung beenden",
                "ask": "Jetzt beenden?",
                "text": (
                    "Danach kann niemand mehr abstimmen. Die Stimmen werden zusammengezählt und gelöscht, und alle "
                    "sehen das Ergebnis. Das lässt sich nicht rückgängig machen."
                ),
                "few": {
                    "one": (
                        "Bisher ist nur eine Stimme da: Das Ergebnis zeigt sie, wie sie ist. Wer weiß, wer abgestimmt "
                        "hat, weiß dann auch, wie."
                    ),
                    "other": (
                        "Bisher sind nur {count} Stimmen da: Aus so wenigen lässt sich leicht erschließen, wer wofür "
                        "gestimmt hat. Mit mehr Stimmen wird das schwerer."
                    ),
                },
                "button": "Abstimmung beenden",
                "cannot": "Diese Abstimmung ist schon beendet.",
            },
            "discard": {
                "title": "Abstimmung zurücknehmen",
                "ask": "Aus Versehen begonnen?",
                "text": "Die Abstimmung verschwindet mit ihren Codes.",
                "button": "Zurücknehmen",
                "cannot": "Es wurde schon abgestimmt, oder sie ist beendet. Deshalb bleibt sie.",
            },
        },
        "stay": "Noch nicht",
        "back": "Zur Abstimmung",
        "lost": "Gerade keine Verbindung. Die Zahl kann älter sein.",
        "to_focus": "Als Schwerpunkte übernehmen\u00a0…",
        "focus_title": "Schwerpunkte aus der Abstimmung",
        "focus_lead": "Woran arbeitet der Workshop weiter? Das Ergebnis schlägt vor, der Raum entscheidet.",
        "focus_fields": {"fields": "Themenfelder"},
        "focus_not": "Übernehmen lässt sich nur, was bei einer beendeten Abstimmung über Themenfelder herauskam.",
        "focus_before": "Es sind schon Schwerpunkte gewählt. Ihre neue Wahl gilt danach; die alte bleibt im Protokoll.",
        "focus_meanwhile": (
            "Inzwischen hat jemand andere Schwerpunkte gewählt. Speichern Sie noch einmal, gilt Ihre Wahl."
        ),
        "focus_button": "Als Schwerpunkte wählen",
        "reason": "Abstimmung „{title}“: {dots}, Platz {place}",
        "reason_of": "Begründung für „{title}“",
    }
}
