"""What the pages say about the results of a round, in German."""

from selfcheck_service.web.words.shape import Words

WORDS: Words = {
    # Each: what it is called, and what to do.
    "nothing": {
        "not_yet": (
            "Hier gibt es noch nichts zu sehen",
            (
                "Ergebnisse, Workshop und Maßnahmen gibt es, sobald der Durchgang abgeschlossen ist und sein Ergebnis "
                "vorliegt."
            ),
        ),
        "withdrawn": (
            "Diese Veröffentlichung wurde zurückgezogen",
            (
                "In einem offenen Durchgang verschwinden die Ergebnisse, wenn jemand die eigene Antwort löscht oder "
                "die Aufbewahrung endet. Die Maßnahmen bleiben."
            ),
        ),
        "to_round": "Zum Durchgang",
    },
    "results": {
        "title": "Ergebnisse",
        "crumbs": "Sie sind hier",
        "parts": "Teile dieses Durchgangs",
        "lead": {
            "confidential": (
                "Was veröffentlicht ist, und nichts darüber hinaus. Wo Zahlen verdeckt sind, stehen Bereiche: Der "
                "wahre Wert liegt darin."
            ),
            "open": (
                "Dieser Durchgang ist offen: Alle, die mitgemacht haben, sehen dieselben Antworten mit den Namen, die "
                "sie selbst gewählt haben."
            ),
            "institutional": "Eine gemeinsame Antwort der Verwaltung, so wie sie abgesendet wurde.",
        },
        "people": {"one": "eine Person hat mitgemacht", "other": "{count} Personen haben mitgemacht"},
        "closed_on": "abgeschlossen am {day}",
        "others": "Veröffentlichungen dieses Durchgangs:",
        "part": {
            "profile": "Profil",
            "grid": "Wert und Einigkeit",
            "agree": "Worin man sich einig ist",
            "differ": "Wo man es verschieden sieht",
            "knowledge": "Wo viele nichts sagen können",
            "people": "Perspektiven nebeneinander",
            "urgency": "Was als dringend gilt",
            "took_part": "Wer mitgemacht hat und was verdeckt ist",
            "over_time": "Im Vergleich zu früher",
            "files": "Mitnehmen",
            "ratings": "Die Antworten",
            "joint": "Die gemeinsame Antwort",
        },
        "profile_lead": "Die Felder, die als Stärken gelten, stehen zuerst.",
        "nothing_of": {
            "agree": "Von keiner Frage lässt sich sicher sagen, dass sich alle einig sind.",
            "differ": "Von keiner Frage lässt sich sicher sagen, dass die Einschätzungen auseinandergehen.",
            "knowledge": "Bei keiner Frage haben sicher drei von zehn oder mehr keine Angabe gemacht.",
        },
        "mean_percent": "Mittelwert in Prozent der Skala",
        "without_answer": "Ohne Angabe in Prozent",
        "every_item": "Alle Fragen mit ihren Antworten",
        "one_group": (
            "Antworten stehen nur von Gruppen nebeneinander, in denen mindestens zehn Menschen sind. Hier lassen sich "
            "keine zwei solche Gruppen zeigen; was alle zusammen sagen, steht im Profil."
        ),
        "gaps": "Wo zwei Gruppen weit auseinanderliegen können",
        "no_urgency": "Danach hat dieser Fragebogen nicht gefragt, oder es lässt sich nichts dazu sagen.",
        "urgency_open": "Wie dringend die Felder sind, lässt sich hier nicht bestimmen.",
        "who_took_part": "Wer mitgemacht hat",
        "merged": "Was zusammengefasst ist",
        "merged_lead": (
            "Eine Gruppe wird nur genannt, wenn mindestens {least} Menschen in ihr sind; ihre Antworten stehen erst ab "
            "zehn für sich. Kleinere sind mit der nächstkleineren zusammengefasst, damit niemand zu erkennen ist."
        ),
        "kept_back": "Was nicht gesagt werden kann",
        "kept_back_lead": (
            "Das heißt nicht, dass es dazu nichts gab. Es lässt sich aus dem, was gezeigt werden darf, nicht ablesen."
        ),
        "nothing_kept_back": "Zu allem lässt sich etwas sagen.",
        "joint_lead": "Sie steht für die Verwaltung und nicht für einzelne Menschen.",
        "ratings_lead": "Unter den Namen, die die Beteiligten selbst gewählt haben.",
        "joint_answers": "Alle Antworten",
        "evaluation": "Auswertung der gemeinsamen Antwort",
        "flags": "Was auffällt",
        "what": "Was",
        "result": "Ergebnis",
        "over_time_lead": (
            "Was liegt heute höher, was niedriger als beim letzten Mal? Eine Ursache nennt der Vergleich nicht."
        ),
        "over_time_link": "Mit einem früheren Durchgang vergleichen",
        "earlier": "Früherer Durchgang derselben Kommune",
        "round_of_day": "{day}: {title}",
        "compare": "Nebeneinander zeigen",
        "no_earlier": (
            "Es gibt noch keinen früheren Durchgang dieser Kommune mit veröffentlichten Ergebnissen. Nach einem Jahr "
            "noch einmal zu fragen lohnt sich."
        ),
        "then_and_now": "{earlier} und {later}",
        "sizes": "Damals haben {earlier} geantwortet, jetzt {later}. Ob es dieselben Menschen sind, weiß niemand.",
        "notes": "Was beim Lesen wichtig ist",
        "everybody": "Alle",
        "then": "Damals",
        "now": "Jetzt",
        "moved": "Was sich sagen lässt",
        "bars_over_time": (
            "Oben steht der Balken von damals, darunter der von jetzt. Jeder reicht vom kleinsten bis zum größten "
            "Wert, der möglich ist; links liegt der unterste Wert der Skala, rechts der oberste. Ein schmaler Balken "
            "ist ein genauer Wert."
        ),
        "recomputed": (
            "Nicht überall liegen beiden Durchgängen dieselben Fragen zugrunde: Der Fragebogen hat sich geändert, oder "
            "zu einer Frage haben zu wenige geantwortet. Dann ist hier neu gerechnet, über die gemeinsamen Fragen, "
            "und die Grenzen können etwas anders sein als im Profil. So ist es bei: {fields}."
        ),
        "hash": "Prüfsumme dieser Veröffentlichung (SHA-256):",
        "to_workshop": "Weiter zum Workshop",
    },
    # Of each file what it is called, and what it is good for.
    "files": {
        "release": {
            "xlsx": ("Arbeitsmappe (XLSX)", "Zum Lesen und Weiterrechnen in Excel oder LibreOffice, mit Diagrammen."),
            "csv": ("Tabelle (CSV)", "Jede Zahl eine Zeile, für die Statistik."),
            "json": ("Veröffentlichung (JSON)", "So, wie sie gespeichert ist; die Prüfsumme gehört zu diesen Bytes."),
        },
    },
}
